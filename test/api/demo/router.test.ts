import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../running-server.ts';

const PAGE = '/demo/agent_01k9zq7v3mf4h8s2c6d0xw5t1e';
const ELEMENT = '/demo/assets/speechify-agent.js';
const LIBRARIES = ['/demo/assets/marked.js', '/demo/assets/purify.js'];

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ DEMO: 'true' });
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.url + path, { headers });

/** The modules that a module imports, each by its path. */
const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(/^import [^;]*'(\.[^']+)';$/gm)].map(([, name]) => new URL(`${name}`, server.url + path).pathname);

test('the page lets in no script from elsewhere and none that stands in it, and no markup that is not sanitised', async () => {
  const response = await get(PAGE);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const policy = response.headers.get('content-security-policy')?.split('; ');
  expect(policy).toEqual([
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", 'connect-src http: https:'],
    ...['img-src http: https: data:', "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
    ...["require-trusted-types-for 'script'", 'trusted-types dompurify'],
  ]);
  expect(await response.text()).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
});

test('every module that the page comes to import is served, as a module of any website', async () => {
  const seen = new Set(['/demo/assets/demo.js']);
  for (const path of seen) {
    const response = await get(path);
    expect([path, response.status, response.headers.get('content-type')]).toEqual([
      path,
      200,
      'text/javascript; charset=utf-8',
    ]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const text = await response.text();
    if (!LIBRARIES.includes(path)) for (const found of importsOf(path, text)) seen.add(found);
  }
  expect([...seen]).toEqual(expect.arrayContaining([ELEMENT, ...LIBRARIES]));
});

test('what is unchanged is not sent again, by a short digest of its content', async () => {
  for (const path of [PAGE, ELEMENT]) {
    const response = await get(path);
    const etag = response.headers.get('etag');
    const digest = createHash('sha256')
      .update(await response.text())
      .digest('base64url');
    expect(etag).toBe(`"${digest.slice(0, 16)}"`);
    // Node's own fetch would ask for all of it.
    const headers = { 'if-none-match': `${etag}`, 'cache-control': 'max-age=0' };
    expect((await get(path, headers)).status).toBe(304);
  }
});

test.each([PAGE, ELEMENT, '/demo/assets/demo.css'])('%s answers GET and HEAD and rejects the rest', async (path) => {
  expect((await fetch(server.url + path, { method: 'HEAD' })).status).toBe(200);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const { status, headers, body } = await server.send(method, path);
    expect([status, headers.get('allow'), body.error.code]).toEqual([405, 'GET, HEAD', 'method_not_allowed']);
  }
});

const NOWHERE = [
  ...['/demo', '/demo/', '/demo/assets', '/demo/assets/', '/demo/assets/tsconfig.json', '/demo/assets/demo.html'],
  ...[
    '/demo/assets/..%2Frouter.ts',
    '/demo/assets/constructor',
    `${PAGE}/`,
    `${PAGE}/x`,
    '/demo/somebody',
    '/DEMO/assets/api.js',
  ],
];

test.each(NOWHERE)('%s is nothing', async (path) => {
  const { status, body } = await server.send('GET', path);
  expect([status, body.error.code]).toEqual([404, 'not_found']);
});

describe('where DEMO is not set', () => {
  test('its paths are nothing, to any method', async () => {
    const plain = await startServer();
    for (const path of [PAGE, ELEMENT]) {
      for (const method of ['GET', 'POST']) {
        const { status, body, headers } = await plain.send(method, path);
        expect([status, body.error.code]).toEqual([404, 'not_found']);
        const unknown = await plain.send(method, '/nothing');
        expect([...headers.keys()]).toEqual([...unknown.headers.keys()]);
      }
    }
    await plain.stop();
  });
});
