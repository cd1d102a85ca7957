import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';
import { ContractError } from '../document/document.ts';
import { escapeHtml } from '../html.ts';

/** A page of Markdown, rendered. */
export type Guide = {
  /** Its file without `.md`, which is its folder in the site. */
  name: string;
  title: string;
  /** The first paragraph as text. */
  summary: string;
  markdown: string;
  html: string;
  /** The headings below the title. */
  headings: Heading[];
};

export type Heading = {
  id: string;
  text: string;
  level: number;
  /** The text between it and the next heading, for the search. */
  content: string;
};

/** Targets of links in guides, besides other guides. */
export type LinkTargets = {
  /** Address of the reference of an operation, from the page of a guide. */
  operation: (id: string) => string | undefined;
};

/** Orders the guides, and is itself none. */
const ORDER_FILE = 'README.md';

/**
 * Reads and renders the Markdown files of a folder. The links of its `README.md` give their order; the others follow by name.
 *
 * @throws ContractError with file and line for a file without a title, and for a link to a file that is not in the site
 */
export async function readGuides(folder: string, targets: LinkTargets): Promise<Guide[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new ContractError(
      `${folder}: cannot be read (${error.code}). Set docs.guides to a folder of Markdown files.`,
    );
  });
  const names = files
    .filter((file) => file.endsWith('.md') && file !== ORDER_FILE)
    .map((file) => file.slice(0, -'.md'.length))
    .sort();
  const order = files.includes(ORDER_FILE) ? await readFile(join(folder, ORDER_FILE), 'utf8') : '';
  const linked = [...order.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, name = '']) => name);
  const placed = [...new Set(linked.filter((name) => names.includes(name))), ...names];
  return Promise.all(
    [...new Set(placed)].map(async (name) => {
      const file = join(folder, `${name}.md`);
      return renderGuide({ file, name, names, markdown: await readFile(file, 'utf8') }, targets);
    }),
  );
}

type GuideSource = { file: string; name: string; names: string[]; markdown: string };

function renderGuide({ file, name, names, markdown }: GuideSource, targets: LinkTargets): Guide {
  const marked = new Marked({ gfm: true });
  const tokens = marked.lexer(markdown);
  const title = tokens.find((token): token is Tokens.Heading => token.type === 'heading' && token.depth === 1);
  if (title === undefined) throw new ContractError(`${file}:1:1: The page has no title. Begin it with "# Title".`);
  const headings = readHeadings(tokens);
  const ids = headings.map(({ id }) => id);
  marked.use({
    renderer: {
      heading({ tokens: inner, depth }) {
        const html = this.parser.parseInline(inner);
        if (depth === 1) return `<h1>${html}</h1>\n`;
        const id = ids.shift() ?? '';
        return `<h${depth} id="${id}">${html} <a class="anchor" href="#${id}" aria-label="Link to this section">#</a></h${depth}>\n`;
      },
      link(token) {
        return `<a href="${escapeHtml(linkTarget(token, { file, names, markdown }))}">${this.parser.parseInline(token.tokens)}</a>`;
      },
      codespan({ text }) {
        const code = `<code>${escapeHtml(text)}</code>`;
        const target = targets.operation(text);
        return target === undefined ? code : `<a href="${escapeHtml(target)}">${code}</a>`;
      },
      code({ text, lang }) {
        // A region that scrolls needs the focus, so that keys can scroll it (WCAG 2.1.1).
        return `<pre tabindex="0" data-language="${escapeHtml(lang ?? '')}"><code>${escapeHtml(text)}</code></pre>\n`;
      },
      table(token) {
        const cells = (row: Tokens.TableCell[], element: string) =>
          row.map((cell) => `<${element}>${this.parser.parseInline(cell.tokens)}</${element}>`).join('');
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
        const head = `<thead><tr>${cells(token.header, 'th scope="col"').replaceAll('</th scope="col">', '</th>')}</tr></thead>`;
        return `<div class="table" tabindex="0" role="region" aria-label="Table"><table>${head}<tbody>${rows}</tbody></table></div>\n`;
      },
    },
  });
  const summary = tokens.find((token): token is Tokens.Paragraph => token.type === 'paragraph');
  return {
    name,
    title: plainText([title]),
    summary: summary === undefined ? '' : plainText([summary]),
    markdown,
    html: marked.parser(tokens),
    headings,
  };
}

function readHeadings(tokens: Token[]): Heading[] {
  const headings: Heading[] = [];
  const used = new Map<string, number>();
  for (const token of tokens) {
    if (token.type === 'heading' && token.depth > 1) {
      const text = plainText([token]);
      const base = slug(text) || 'section';
      const count = used.get(base) ?? 0;
      used.set(base, count + 1);
      headings.push({ id: count === 0 ? base : `${base}-${count}`, text, level: token.depth, content: '' });
    } else {
      const last = headings.at(-1);
      if (last !== undefined) last.content += ` ${plainText([token])}`;
    }
  }
  return headings;
}

/** The text of tokens, without their markup. */
function plainText(tokens: Token[]): string {
  const parts = tokens.map((token): string => {
    if (token.type === 'table') {
      const cells = [token.header, ...token.rows].flat() as Tokens.TableCell[];
      return cells.map((cell) => plainText(cell.tokens)).join(' ');
    }
    if (token.type === 'list')
      return (token.items as Tokens.ListItem[]).map((item) => plainText(item.tokens)).join(' ');
    if ('tokens' in token && Array.isArray(token.tokens)) return plainText(token.tokens);
    return 'text' in token && typeof token.text === 'string' ? token.text : token.type === 'br' ? ' ' : '';
  });
  return parts.join('').replaceAll(/\s+/g, ' ').trim();
}

/** Markdown as text, without its markup. */
export function plainMarkdown(markdown: string): string {
  const blocks = new Marked({ gfm: true }).lexer(markdown);
  return blocks
    .map((token) => plainText([token]))
    .join(' ')
    .trim();
}

/** A heading or a name as a part of an address. Letters of every script stay. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');
}

/** The target of a link within the site. Pages are folders, so addresses have no file extension. */
function linkTarget({ href, raw }: Tokens.Link, { file, names, markdown }: Omit<GuideSource, 'name'>): string {
  if (/^[a-z][\w+.-]*:|^#/i.test(href)) return href;
  const [, page, fragment = ''] = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  if (page !== undefined && names.includes(page)) return `../${page}/${fragment}`;
  const line = markdown.slice(0, markdown.indexOf(raw)).split('\n').length;
  throw new ContractError(
    `${file}:${line}:1: The target of the link "${href}" does not exist in the site. Link to a guide in the same folder, or to a URL.`,
  );
}
