import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import type { OpenApiDocument } from '../document/document.ts';
import { createServedFile, readSite, type ServedFile, type ServedSite } from './served-site.ts';
import { SITE_FILE } from './site-digest.ts';

/** The paths of the router below, each with GET and HEAD. */
export const DOCS_PATHS = ['/docs', '/docs/{*path}', '/openapi.json', '/openapi.yaml'];

/** To be asked for again each time, which costs little because of the ETag. */
const FRESH = 'no-cache';

/** For files whose name has a hash of their content. */
const FOREVER = 'public, max-age=31536000, immutable';

/** Content security policy of responses that are not pages: they load nothing. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

const MISSING = 'The documentation is not built. Build it with: npm run docs\n';

export type DocsRouterOptions = {
  /** The folder that `keepspec docs` writes. */
  folder: string;
  /** The bundled document, which is served at `/openapi.json` even if the site is not built. */
  document: OpenApiDocument;
  /** Called before a page is sent, for a site that has to be built first. It must not fail, and return soon once done. */
  prepare?: () => Promise<void>;
};

/**
 * Serves a site that `keepspec docs` has written at `/docs`, and the document at `/openapi.json` and `/openapi.yaml`. To be
 * mounted at the root. Files are read once, until the site is written again, and compressed once.
 */
export function createDocsRouter({ folder, document, prepare }: DocsRouterOptions): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const definition = createServedFile('openapi.json', Buffer.from(JSON.stringify(document)));
  let current: { written: number; site: Promise<ServedSite> } | undefined;
  const findSite = async (): Promise<ServedSite | undefined> => {
    await prepare?.();
    const written = await stat(join(folder, SITE_FILE)).catch(() => undefined);
    if (written === undefined) return undefined;
    if (current?.written !== written.mtimeMs) current = { written: written.mtimeMs, site: readSite(folder) };
    return current.site;
  };
  const sendOfSite = async (request: Request, response: Response, path: string): Promise<void> => {
    const site = await findSite();
    if (site === undefined) sendMissing(response);
    else await sendPath(request, response, { site, path });
  };
  // Relative, so that a proxy may serve it below another path.
  router.get('/docs', (_request, response) => response.redirect(308, 'docs/'));
  router.get('/docs/{*path}', (request, response) =>
    sendOfSite(request, response, request.path.slice('/docs/'.length)),
  );
  router.get('/openapi.yaml', (request, response) => sendOfSite(request, response, 'openapi.yaml'));
  router.get('/openapi.json', (request, response) => sendFile(request, response, definition));
  return router;
}

function sendMissing(response: Response): void {
  response.set({
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': NO_PAGE,
  });
  response.status(503).send(MISSING);
}

async function sendPath(
  request: Request,
  response: Response,
  { site, path }: { site: ServedSite; path: string },
): Promise<void> {
  const file = site.get(path.endsWith('/') || path === '' ? `${path}index.html` : path);
  if (file !== undefined) return sendFile(request, response, file);
  // Without the slash at the end, the links of a page would lead elsewhere.
  if (site.has(`${path}/index.html`)) return response.redirect(308, `${path.split('/').at(-1)}/`);
  const page = site.get('404.html');
  const root = '../'.repeat(path.split('/').length - 1) || './';
  response.set({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': FRESH,
    'Content-Security-Policy': page?.policy ?? NO_PAGE,
  });
  response.status(404).send(page?.body.toString().replace('<base href="./">', `<base href="${root}">`) ?? '');
}

async function sendFile(request: Request, response: Response, file: ServedFile): Promise<void> {
  const coding = request.acceptsEncodings('br', 'gzip', 'identity');
  const encoded = file.isText && (coding === 'br' || coding === 'gzip') ? coding : undefined;
  const body = encoded === undefined ? file.body : await file.encoded(encoded);
  response.set({
    'Content-Type': file.type,
    'Content-Security-Policy': file.policy ?? NO_PAGE,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': file.isHashed ? FOREVER : FRESH,
    Vary: 'Accept-Encoding',
    // Another coding is another representation (RFC 9110 §8.8.3.3).
    ETag: `"${file.digest}${encoded === undefined ? '' : `-${encoded}`}"`,
  });
  if (encoded !== undefined) response.set('Content-Encoding', encoded);
  // Express responds to HEAD where there is a GET, and with 304 where If-None-Match names the ETag.
  response.send(body);
}
