import { stringifyYaml } from '@redocly/openapi-core';
import type { OpenApiDocument } from '../document/document.ts';
import { escapeHtml } from '../html.ts';
import { addConsole, CONSOLE_PATH } from './console.ts';
import { type Guide, plainMarkdown } from './guides.ts';
import { paragraphs } from './markdown.ts';
import type { OperationPage } from './operation-pages.ts';
import { renderPage, rootOf, type SiteFrame } from './page.ts';
import type { ReferenceParts } from './redoc.ts';
import { searchEntries } from './search-entries.ts';
import { addAsset, browserFile, type SiteFiles, searchEngine } from './site-files.ts';

/** Content of a site. */
export type SiteContent = {
  document: OpenApiDocument;
  guides: Guide[];
  operations: OperationPage[];
  reference: ReferenceParts;
};

/** The files of the documentation: pages, their Markdown, assets, and the document to download. */
export function createSiteFiles(content: SiteContent): SiteFiles {
  const { document, guides, operations } = content;
  const files: SiteFiles = new Map();
  const frame = frameOf(content, files);
  addStart(content, frame, files);
  addReference(content, frame, files);
  addConsole(document.info.title, frame, files);
  if (guides.length > 0) addGuides(content, frame, files);
  for (const { id, markdown } of operations) files.set(`reference/${id}.md`, markdown);
  files.set('llms.txt', llmsText(content));
  files.set('openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  files.set('openapi.yaml', stringifyYaml(document, { noRefs: true, lineWidth: 120 }));
  return files;
}

function frameOf({ document, guides, operations }: SiteContent, files: SiteFiles): SiteFrame {
  const entries = searchEntries(document, guides, operations);
  return {
    title: document.info.title,
    addresses: {
      style: addAsset(files, 'docs.css', browserFile('docs.css')),
      theme: addAsset(files, 'theme.js', browserFile('theme.js')),
      script: addAsset(files, 'page.js', browserFile('page.js')),
      search: addAsset(files, 'search.json', JSON.stringify(entries)),
      minisearch: addAsset(files, 'minisearch.js', searchEngine()),
    },
    links: [
      ...(guides.length > 0 ? [{ path: 'guides/', text: 'Guides' }] : []),
      { path: 'reference/', text: 'Reference' },
      { path: CONSOLE_PATH, text: 'Console' },
    ],
  };
}

function addStart({ document, guides, operations }: SiteContent, frame: SiteFrame, files: SiteFiles): void {
  const { title, version, description = '' } = document.info;
  const { summary = '' } = document.info as { summary?: string };
  // The sections of the description are part of the reference.
  const [introduction = ''] = description.split(/^#{1,6} /m);
  const downloads = '<a href="openapi.json">openapi.json</a>, <a href="openapi.yaml">openapi.yaml</a>';
  const main = `<main class="page" id="content">
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(summary)}</p>
<p>${escapeHtml(plainMarkdown(introduction))}</p>
${guides.length === 0 ? '' : `<h2 id="guides">Guides</h2>\n${guideCards(guides, 'guides/')}`}
<h2 id="reference">Reference</h2>
<p>The <a href="reference/">reference</a> has every operation with its parameters, responses and examples.</p>
<ul class="operations">${operations.map(operationItem).join('\n')}</ul>
<footer>Version ${escapeHtml(version)} · OpenAPI document: ${downloads} · For language models: <a href="llms.txt">llms.txt</a></footer>
</main>`;
  files.set(
    'index.html',
    renderPage({ path: '', title, description: summary || plainMarkdown(introduction), main }, frame),
  );
  files.set('404.html', missingPage(frame));
  const list = operations.map(({ id, title: name }) => `- [${name}](reference/${id}.md)`).join('\n');
  const pages = guides.map(({ name, title: text }) => `- [${text}](guides/${name}/index.md)`).join('\n');
  files.set(
    'index.md',
    `${paragraphs(`# ${title}`, summary, introduction.trim(), pages && `## Guides\n\n${pages}`, `## Reference\n\n${list}`)}\n`,
  );
}

function operationItem({ anchor, title, method }: OperationPage): string {
  return `<li><code>${escapeHtml(method)}</code> <a href="reference/${escapeHtml(anchor)}">${escapeHtml(title)}</a></li>`;
}

function guideCards(guides: Guide[], folder: string): string {
  const items = guides.map(
    ({ name, title, summary }) =>
      `<li><a href="${folder}${name}/"><strong>${escapeHtml(title)}</strong><span>${escapeHtml(summary)}</span></a></li>`,
  );
  return `<ul class="cards">${items.join('\n')}</ul>`;
}

/** The page of an address that does not exist. A server puts the way to the root into its `base` element. */
function missingPage(frame: SiteFrame): string {
  const main = `<main class="page" id="content"><h1>Page not found</h1>
<p>There is no page at this address. Search, or begin at the <a href="./">start page</a>.</p></main>`;
  const page = renderPage(
    { path: '', title: 'Page not found', description: 'There is no page at this address.', main },
    frame,
  );
  return page.replace('<head>', '<head>\n  <base href="./">').replace(/\n.*rel="alternate".*/, '');
}

function addReference({ document, reference, operations }: SiteContent, frame: SiteFrame, files: SiteFiles): void {
  const { styles, content, scriptHashes, bundle, start } = reference;
  const redoc = addAsset(files, 'redoc.js', bundle);
  const script = addAsset(
    files,
    'reference.js',
    `import { hydrate } from './${redoc.slice('assets/'.length)}';\n${start}`,
  );
  const root = rootOf('reference/');
  const html = renderPage(
    {
      path: 'reference/',
      title: 'Reference',
      description: `The operations of ${document.info.title}.`,
      main: content,
      content: 'redoc',
      head: `<link rel="modulepreload" href="${root}${redoc}">\n  ${styles}`,
      end: `<script type="module" src="${root}${script}"></script>`,
      // Redoc makes style elements while it runs.
      sources: { 'script-src': scriptHashes, 'style-src': ["'unsafe-inline'"] },
    },
    frame,
  );
  files.set('reference/index.html', html);
  const { title, description = '' } = document.info;
  const list = operations.map((one) => `- [${one.title}](${one.id}.md): \`${one.method} ${one.path}\``).join('\n');
  files.set(
    'reference/index.md',
    `${paragraphs(`# ${title}: reference`, description.trim(), `## Operations\n\n${list}`)}\n`,
  );
}

function addGuides({ guides }: SiteContent, frame: SiteFrame, files: SiteFiles): void {
  const index = `<main class="page" id="content"><h1>Guides</h1>${guideCards(guides, '')}</main>`;
  const description = `Guides of ${frame.title}.`;
  files.set('guides/index.html', renderPage({ path: 'guides/', title: 'Guides', description, main: index }, frame));
  const items = guides.map(({ name, title, summary }) => `- [${title}](${name}/index.md): ${summary}`);
  files.set('guides/index.md', `# Guides\n\n${items.join('\n')}\n`);
  for (const guide of guides) {
    const { name, title, summary, html, markdown } = guide;
    const main = `<main class="page" id="content">${html}</main>`;
    const page = { path: `guides/${name}/`, title, description: summary, main, aside: guideList(guides, guide) };
    files.set(`guides/${name}/index.html`, renderPage(page, frame));
    files.set(`guides/${name}/index.md`, markdown.replaceAll(/\]\((?:\.\/)?([\w-]+)\.md(?=[#)])/g, '](../$1/index.md'));
  }
}

/** All guides, and below the current one the sections of the page. */
function guideList(guides: Guide[], current: Guide): string {
  const items = guides.map(({ name, title }) => {
    const isCurrent = name === current.name;
    const sections = current.headings
      .filter(({ level }) => level === 2)
      .map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`);
    const below = isCurrent && sections.length > 0 ? `<ul>${sections.join('')}</ul>` : '';
    return `<li><a href="../${name}/"${isCurrent ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a>${below}</li>`;
  });
  return `<nav aria-label="Guides"><ul>${items.join('\n')}</ul></nav>`;
}

/** In the form of https://llmstxt.org. */
function llmsText({ document, guides, operations }: SiteContent): string {
  const { title, description = '' } = document.info;
  const { summary } = document.info as { summary?: string };
  const [introduction = ''] = description.split(/^#{1,6} /m);
  const quote = (summary ?? plainMarkdown(introduction)).trim();
  const item = (text: string, url: string, about: string): string =>
    `- [${text}](${url})${about === '' ? '' : `: ${about}`}`;
  return `${paragraphs(
    `# ${title}`,
    quote && `> ${quote}`,
    summary === undefined ? '' : introduction.trim(),
    guides.length > 0 &&
      paragraphs(
        '## Guides',
        guides.map((one) => item(one.title, `guides/${one.name}/index.md`, one.summary)).join('\n'),
      ),
    paragraphs(
      '## Reference',
      [
        item('Reference', 'reference/index.md', 'conventions of all operations'),
        ...operations.map((one) => item(one.title, `reference/${one.id}.md`, `${one.method} ${one.path}`)),
      ].join('\n'),
    ),
    paragraphs(
      '## Optional',
      [item('OpenAPI document', 'openapi.json', ''), item('The same as YAML', 'openapi.yaml', '')].join('\n'),
    ),
  )}\n`;
}
