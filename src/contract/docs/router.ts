import { createHash } from 'node:crypto';
import express, { type Response, type Router } from 'express';
import type { OpenApiDocument } from '../document/document.ts';
import { escapeHtml } from '../html.ts';
import { preparePageDocument } from './page-document.ts';
import { readRedocBundle } from './redoc.ts';
import type { CodeSampleOptions } from './samples/samples.ts';

/** Redoc makes `<style>` elements and carries its fonts and pictures with it; nothing comes from another host. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** To be asked for again each time, which costs little because of the ETag. */
const FRESH = 'no-cache';

/** For what is asked for by the digest of its content, and so never changes. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The paths of the router below, each with GET and HEAD. */
export const DOCS_PATHS = ['/docs', '/docs/redoc.js', '/docs/start.js', '/docs/document.json', '/openapi.json'];

/** What is sent for a path: made once, at the start. */
type SiteFile = { type: string; body: Buffer; digest: string };

/**
 * Serves a contract at `/openapi.json` and its documentation at `/docs`, with what that page loads below `/docs/`. To
 * be mounted at the root. The page needs no other host, and its content security policy allows none.
 *
 * @param options.document a bundled document
 * @param options.samples how its code samples are written
 * @throws ContractError when the installed Redoc is not as expected
 */
export function createDocsRouter({
  document,
  samples,
}: {
  document: OpenApiDocument;
  samples?: CodeSampleOptions;
}): Router {
  const bundle = createFile('text/javascript', readRedocBundle());
  const shown = createFile('application/json', JSON.stringify(preparePageDocument(document, samples)));
  const start = createFile('text/javascript', startOf(bundle, shown));
  const page = createFile('text/html', pageOf(document.info.title, start));
  const definition = createFile('application/json', JSON.stringify(document));

  const router = express.Router();
  // Express responds to HEAD where there is a GET, and with 304 where If-None-Match names the ETag.
  router.get('/docs', (_request, response) => sendSiteFile(response, page, FRESH));
  router.get('/docs/redoc.js', (_request, response) => sendSiteFile(response, bundle, FOREVER));
  router.get('/docs/start.js', (_request, response) => sendSiteFile(response, start, FOREVER));
  router.get('/docs/document.json', (_request, response) => sendSiteFile(response, shown, FOREVER));
  router.get('/openapi.json', (_request, response) => sendSiteFile(response, definition, FRESH));
  return router;
}

function sendSiteFile(response: Response, { type, body, digest }: SiteFile, caching: string): void {
  response.set({
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': caching,
    ETag: `"${digest}"`,
  });
  response.send(body);
}

function createFile(type: string, text: string): SiteFile {
  return { type, body: Buffer.from(text), digest: createHash('sha256').update(text).digest('base64url').slice(0, 16) };
}

/** The module that starts Redoc. The policy forbids scripts within the page. */
function startOf(bundle: SiteFile, shown: SiteFile): string {
  return `import { init } from '/docs/redoc.js?v=${bundle.digest}';

const response = await fetch('/docs/document.json?v=${shown.digest}');
const options = { disableTelemetry: true, downloadUrls: [{ title: 'openapi.json', url: '/openapi.json' }] };
init(await response.json(), options, document.getElementById('redoc'));
`;
}

function pageOf(title: string, start: SiteFile): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${escapeHtml(title)}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
  <style>body { margin: 0; padding: 0; }</style>
</head>
<body>
  <div id="redoc"></div>
  <noscript>This page needs JavaScript. The contract is at <a href="/openapi.json">/openapi.json</a>.</noscript>
  <script type="module" src="/docs/start.js?v=${start.digest}"></script>
</body>
</html>
`;
}
