import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express, { type Response, type Router } from 'express';

/**
 * No script or style comes from elsewhere or stands in the page, and only the sanitiser makes markup of text (Trusted
 * Types). Avatars and the API may be anywhere: the page asks the API that its address names.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'connect-src http: https:',
  'img-src http: https: data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types dompurify',
].join('; ');

/** Files below `/demo/assets/`, by name: our own files, and the modules that they import from the same folder. */
const ASSETS: Record<string, string> = {
  ...Object.fromEntries(
    ['api', 'demo', 'element', 'settings', 'speechify-agent', 'style', 'terms', 'token', 'view'].map((name) => [
      `${name}.js`,
      ownFile(`${name}.js`),
    ]),
  ),
  'demo.css': ownFile('demo.css'),
  'marked.js': import.meta.resolve('marked'),
  'purify.js': import.meta.resolve('dompurify'),
};

/** Any agent, or none: the page says which. */
const PAGE = '/demo/agent_:id';

/** The paths of the router below, each with GET and HEAD. */
export const DEMO_PATHS = [PAGE, ...Object.keys(ASSETS).map(assetPath)];

/** The response for a path, created once at the start. */
type PageFile = { type: string; body: Buffer; etag: string };

/**
 * Serves a page at `/demo/{agent id}` that embeds the agent's widget and shows what a session with it is, with all that it
 * loads below `/demo/assets/`. To be mounted at the root. The page asks no host but the API for anything, unless the
 * agent's avatar is an image.
 */
export function createDemoRouter(): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const page = readFile(ownFile('demo.html'));
  // Express responds to HEAD where there is a GET, and with 304 where If-None-Match names the ETag.
  router.get(PAGE, (_request, response) => sendPage(response, page));
  for (const [name, url] of Object.entries(ASSETS)) {
    const file = readFile(url);
    router.get(assetPath(name), (_request, response) => {
      // Modules of other websites are loaded by the CORS protocol (HTML §8.1.3.7), and the widget is for these.
      sendPage(response.set('Access-Control-Allow-Origin', '*'), file);
    });
  }
  return router;
}

function sendPage(response: Response, { type, body, etag }: PageFile): void {
  response.set({
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
    ETag: etag,
  });
  response.send(body);
}

function assetPath(name: string): string {
  return `/demo/assets/${name}`;
}

function ownFile(name: string): string {
  return new URL(`browser/${name}`, import.meta.url).href;
}

function readFile(url: string): PageFile {
  const body = readFileSync(new URL(url));
  const type = /\.(html|css)$/.exec(url)?.[1] ?? 'javascript';
  return {
    type: `text/${type}`,
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`,
  };
}
