import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OpenApiDocument } from '../document/document.ts';
import { isObject } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { escapeHtml } from '../html.ts';
import { paragraphs } from './markdown.ts';
import type { OperationPage } from './operation-pages.ts';
import { renderPage, rootOf, type SiteFrame } from './page.ts';
import { addAsset, browserFile, type SiteFiles } from './site-files.ts';

/** Folder of the page that sends requests: Swagger UI. No other page loads it. */
export const CONSOLE_PATH = 'console/';

/**
 * Adds the API console, a page of its own for two reasons: other pages load no byte of it, and only its policy allows
 * requests to other hosts, since a reader selects the server.
 */
export function addConsole(title: string, frame: SiteFrame, files: SiteFiles): void {
  const root = rootOf(CONSOLE_PATH);
  const program = addAsset(files, 'swagger-ui.js', swaggerFile('swagger-ui-bundle.js'));
  const style = addAsset(files, 'swagger-ui.css', swaggerFile('swagger-ui.css'));
  const ownStyle = addAsset(files, 'console.css', browserFile('console.css'));
  const script = addAsset(files, 'console.js', browserFile('console.js'));
  const licenses = ['LICENSE', 'NOTICE', 'swagger-ui-bundle.js.LICENSE.txt'].map(swaggerFile);
  const license = addAsset(files, 'swagger-ui-license.txt', licenses.join('\n\n'));
  const main = `<main class="console" id="content">
<h1>API console</h1>
<p>Send requests of ${escapeHtml(title)} from this page. Select a server, enter a credential, and open an operation.
Requests change the data of the server. Credentials are not stored.</p>
<form class="credentials" autocomplete="off" hidden></form>
<div id="console" data-document="${root}openapi.json"><p>Loading …</p></div>
<noscript><p>The console needs JavaScript.</p></noscript>
<footer><a href="${root}${license}">License of Swagger UI</a></footer>
</main>`;
  const page = {
    path: CONSOLE_PATH,
    title: 'API console',
    description: `Sends requests of ${title}.`,
    main,
    head: [style, ownStyle].map((path) => `<link rel="stylesheet" href="${root}${path}">`).join('\n  '),
    end: `<script src="${root}${program}" defer></script>\n<script type="module" src="${root}${script}"></script>`,
    sources: { 'connect-src': ['http:', 'https:'] },
  };
  files.set(`${CONSOLE_PATH}index.html`, renderPage(page, frame).replace(/\n.*rel="alternate".*/, ''));
}

/** A document for the reference whose operations link to the console. */
export function linkToConsole(document: OpenApiDocument, pages: OperationPage[]): OpenApiDocument {
  const anchors = new Map(pages.filter(({ isWebhook }) => !isWebhook).map((page) => [page.id, consoleAnchor(page)]));
  const operation = (value: unknown): unknown => {
    const anchor = isObject(value) ? anchors.get(String(value.operationId)) : undefined;
    if (anchor === undefined || !isObject(value)) return value;
    const link = `[Try it in the API console](../${CONSOLE_PATH}${anchor})`;
    return { ...value, description: paragraphs(value.description, link) };
  };
  return mapObjects(document, { operation });
}

/** The fragment by which Swagger UI opens an operation. */
function consoleAnchor({ tag, id }: OperationPage): string {
  return `#/${encodeURIComponent(tag === '' ? 'default' : tag)}/${encodeURIComponent(id)}`;
}

/** A file of Swagger UI without the address of its map, which is not part of the site. */
function swaggerFile(name: string): string {
  const text = readFileSync(fileURLToPath(import.meta.resolve(`swagger-ui-dist/${name}`)), 'utf8');
  return text.replace(/(\/\*|\/\/)# sourceMappingURL=.*$/m, '');
}
