import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDocs } from '../../../src/contract/docs/docs.ts';
import { readGuides } from '../../../src/contract/docs/guides.ts';
import { splitReference, withoutOutsideRequests } from '../../../src/contract/docs/redoc.ts';
import { createDocsRouter } from '../../../src/contract/docs/router.ts';
import { ContractError, type OpenApiDocument } from '../../../src/contract/document/document.ts';

/** Hosts that pages of this kind ask. */
const OUTSIDE = /https:\/\/(cdn\.redoc|otel\.|fonts\.)[^`"']*/g;

const PETS = `openapi: 3.1.1
info:
  title: Cats & <Dogs>
  version: 1.0.0
  summary: Keeps pets.
  description: |-
    Lists pets.

    ## Errors
    An error has a \`code\`.
tags: [{ name: Pets }]
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1, maxLength: 9, description: How it is called. }
        parent: { $ref: "#/components/schemas/Pet" }
        tags: { type: array, items: { type: object, properties: { color: { enum: [red] } } } }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      summary: Get a pet
      tags: [Pets]
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        200:
          description: A pet.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pet" }
              examples: { cat: { value: { name: Tom } } }
`;

const GUIDES: Record<string, string> = {
  'README.md': '- [Second](second.md)\n',
  'first.md':
    '# First steps\n\nCall `getPet`.\n\n## Keys & scopes\n\nText.\n\n## Keys & scopes\n\nSee [the other](second.md#more).\n',
  'second.md': '# Second\n\nAll of `<it>`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n### More\n\n```sh\ncurl <x>\n```\n',
};

let folder: string;
let out: string;
let files: string[];
const read = (path: string): Promise<string> => readFile(join(out, path), 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-docs-test-'));
  out = join(folder, 'a', 'site');
  await writeFile(join(folder, 'pets.yaml'), PETS);
  await mkdir(join(folder, 'guides'));
  for (const [name, text] of Object.entries(GUIDES)) await writeFile(join(folder, 'guides', name), text);
  files = await writeDocs(join(folder, 'pets.yaml'), out, { guides: join(folder, 'guides') });
});
afterAll(() => rm(folder, { recursive: true }));

describe('writeDocs', () => {
  test('writes pages, their Markdown, the document as JSON and YAML, llms.txt and 404.html', async () => {
    const named = files.filter((path) => !path.startsWith('assets/'));
    expect(named.sort()).toEqual(
      [
        ...[
          '404.html',
          'console/index.html',
          'guides/first/index.html',
          'guides/first/index.md',
          'guides/index.html',
          'guides/index.md',
        ],
        ...['guides/second/index.html', 'guides/second/index.md', 'index.html', 'index.md', 'llms.txt', 'openapi.json'],
        ...['openapi.yaml', 'reference/getPet.md', 'reference/index.html', 'reference/index.md', 'site.json'],
      ].sort(),
    );
    const written = await readdir(out, { recursive: true, withFileTypes: true });
    expect(written.filter((entry) => entry.isFile()).length).toBe(files.length);
    expect(JSON.parse(await read('openapi.json')).info.title).toBe('Cats & <Dogs>');
    expect(await read('openapi.yaml')).toContain('operationId: getPet');
  });

  test('every link of every page leads to a file of the site, and is relative', async () => {
    const pages = files.filter((path) => path.endsWith('.html'));
    for (const page of pages) {
      const html = (await read(page)).replaceAll(/<script\b[^>]*>[^<].*?<\/script>|<style\b.*?<\/style>/gs, '');
      const head = page === 'reference/index.html' ? html.replace(/<div id="redoc">.*<\/main>/s, '') : html;
      const targets = [...head.matchAll(/ (?:href|src|data-index|data-engine)="([^"#]+)[^"]*"/g)].map(
        ([, target = '']) => target,
      );
      expect(targets.length).toBeGreaterThan(5);
      for (const target of targets.filter((one) => one !== 'data:,')) {
        const path = posix.normalize(posix.join(posix.dirname(page), target));
        expect([page, target, files.includes(path) || files.includes(posix.join(path, 'index.html'))]).toEqual([
          page,
          target,
          true,
        ]);
      }
    }
  });

  test('every link of llms.txt and of every page of Markdown leads to a file of the site', async () => {
    for (const page of files.filter((path) => /\.(md|txt)$/.test(path))) {
      for (const [, target = ''] of (await read(page)).matchAll(/\]\(([^)#]+)/g))
        expect([page, target, files.includes(posix.join(posix.dirname(page), target))]).toEqual([page, target, true]);
    }
    const text = await read('llms.txt');
    expect(text).toMatch(/^# Cats & <Dogs>\n\n> Keeps pets\.\n\nLists pets\.\n\n## Guides\n\n- \[Second\]\(/);
    expect(text).toContain('- [Get a pet](reference/getPet.md): GET /pets/{id}');
  });

  test('the names of assets change with their content', async () => {
    const assets = files.filter((path) => path.startsWith('assets/'));
    expect(assets.length).toBeGreaterThan(5);
    for (const path of assets) expect(path).toMatch(/^assets\/[\w-]+\.[0-9a-f]{12}\.(js|css|json|txt)$/);
    const other = join(folder, 'other');
    await writeFile(join(folder, 'other.yaml'), PETS.replaceAll('getPet', 'readPet'));
    const others = await writeDocs(join(folder, 'other.yaml'), other);
    const unchanged = assets.filter((path) => others.includes(path)).map((path) => path.replace(/\.\w+\./, '.'));
    expect(unchanged.sort()).toEqual(
      [
        ...['console.css', 'console.js', 'docs.css', 'minisearch.js', 'page.js', 'redoc.js', 'swagger-ui-license.txt'],
        ...['swagger-ui.css', 'swagger-ui.js', 'theme.js'],
      ].map((name) => `assets/${name}`),
    );
    expect(others.filter((path) => path.startsWith('guides/'))).toEqual([]);
  });

  test('no page has an address on the hosts that Redoc asks, and no script in a page is allowed by unsafe-inline', async () => {
    for (const path of files) expect([path, (await read(path)).match(OUTSIDE)]).toEqual([path, null]);
    for (const page of files.filter((path) => path.endsWith('.html'))) {
      const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(await read(page))?.[1] ?? '';
      expect(policy).toContain("default-src 'none'");
      // The console sends requests to the server that a reader selects, and no other page does.
      const isConsole = page === 'console/index.html';
      expect(policy.includes("connect-src 'self' http: https:;")).toBe(isConsole);
      expect(policy.replace(' http: https:;', '')).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
      expect([page, (await read(page)).includes('swagger-ui')]).toEqual([page, isConsole]);
      if (page !== 'reference/index.html') expect(policy).not.toContain('unsafe');
    }
  });

  test('a page of an operation has its parameters, fields at every depth, and an example', async () => {
    const text = await read('reference/getPet.md');
    expect(text).toContain('# Get a pet\n\n`GET /pets/{id}`\n');
    expect(text).toContain('- `id` (integer, in path, required, at least 1)');
    expect(text).toContain('- `name` (string, required, 1 to 9 characters)\n  How it is called.');
    expect(text).toContain('- `tags[].color` (any, one of `"red"`)');
    expect(text).toContain('```json\n{\n  "name": "Tom"\n}\n```');
  });

  test('titles are text', async () => {
    expect(await read('index.html')).toContain('<title>Cats &amp; &lt;Dogs&gt;</title>');
  });

  test('the same input gives the same files', async () => {
    const before = await read('index.html');
    expect(await writeDocs(join(folder, 'pets.yaml'), out, { guides: join(folder, 'guides') })).toEqual(files);
    expect(await read('index.html')).toBe(before);
  });

  test('rejects a document that is missing or cannot be read, and writes nothing', async () => {
    const target = join(folder, 'none');
    await expect(writeDocs('openapi/missing.yaml', target)).rejects.toThrow(ContractError);
    await expect(writeDocs('README.md', target)).rejects.toThrow(ContractError);
    await expect(stat(target)).rejects.toThrow('ENOENT');
  });

  test('does not replace a folder of something else', async () => {
    const target = join(folder, 'mine');
    await mkdir(target);
    await writeFile(join(target, 'index.html'), 'mine');
    await expect(writeDocs(join(folder, 'pets.yaml'), target)).rejects.toThrow(
      'is not a site that this command has written',
    );
    expect(await readFile(join(target, 'index.html'), 'utf8')).toBe('mine');
  });

  test('a page of Redocly with an unexpected structure is reported', () => {
    expect(() => splitReference('<html></html>')).toThrow(/unexpected structure.*2\.77\.0/);
  });

  test('keeps every other address', () => {
    const text = 'a(`http://www.w3.org/2000/svg`); b("https://example.com/cdn.redocly.com")';
    expect(withoutOutsideRequests(text)).toBe(text);
  });
});

describe('a guide', () => {
  const targets = { operation: () => undefined };

  test('the README of the folder gives the order', async () => {
    const guides = await readGuides(join(folder, 'guides'), targets);
    expect(guides.map(({ title }) => title)).toEqual(['Second', 'First steps']);
  });

  test('headings have ids of their own, links lead to pages, operations to the reference, and code is text', async () => {
    const first = await read('guides/first/index.html');
    expect(first).toContain('<h2 id="keys-scopes">');
    expect(first).toContain('<h2 id="keys-scopes-1">');
    expect(first).toContain('href="../second/#more"');
    expect(first).toContain('<a href="../../reference/#/pets/getpet"><code>getPet</code></a>');
    const second = await read('guides/second/index.html');
    expect(second).toContain('<code>&lt;it&gt;</code>');
    expect(second).toContain('curl &lt;x&gt;');
    expect(second).toContain('<th scope="col">a</th>');
  });

  test.each([
    [
      'a link to a file outside',
      '# A\n\n\n[x](../a.md)\n',
      'page.md:4:1: The target of the link "../a.md" does not exist in the site',
    ],
    ['no title', 'Text.\n', 'page.md:1:1: The page has no title.'],
  ])('%s is an error with a place', async (_case, text, message) => {
    const broken = await mkdtemp(join(folder, 'broken-'));
    await writeFile(join(broken, 'page.md'), text);
    await expect(readGuides(broken, targets)).rejects.toThrow(message);
  });
});

describe('the router', () => {
  const document: OpenApiDocument = { openapi: '3.1.1', info: { title: 'Pets', version: '1.0.0' }, paths: {} };
  let server: Server;
  let origin: string;
  let asset: string;
  beforeAll(async () => {
    const app = express();
    app.use(createDocsRouter({ folder: out, document }));
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    asset = files.find((path) => path.startsWith('assets/docs.')) ?? '';
  });
  afterAll(() => server.close());

  /** A response as it was sent: fetch would decompress it. */
  async function get(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage & { bytes: Buffer }> {
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      httpGet(origin + path, { headers }, resolve).on('error', reject),
    );
    return Object.assign(response, { bytes: await buffer(response) });
  }

  test.for([
    ['/docs/', 'text/html; charset=utf-8'],
    ['/docs/guides/first/', 'text/html; charset=utf-8'],
    ['/docs/guides/first/index.md', 'text/markdown; charset=utf-8'],
    ['/docs/llms.txt', 'text/plain; charset=utf-8'],
    ['/openapi.json', 'application/json; charset=utf-8'],
    ['/openapi.yaml', 'application/yaml; charset=utf-8'],
  ])('%s responds to GET, HEAD and If-None-Match, compressed as accepted', async ([path = '', type]) => {
    const plain = await get(path);
    expect([plain.statusCode, plain.headers['content-type']]).toEqual([200, type]);
    expect(plain.headers['x-content-type-options']).toBe('nosniff');
    expect(plain.headers['cache-control']).toBe('no-cache');
    expect(plain.headers.vary).toBe('Accept-Encoding');
    expect(plain.headers['content-security-policy']).toContain("frame-ancestors 'none'");

    const decode = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const coding of ['br', 'gzip'] as const) {
      const { headers, bytes } = await get(path, { 'accept-encoding': coding });
      expect(headers['content-encoding']).toBe(coding);
      expect(headers.etag).not.toBe(plain.headers.etag);
      expect(decode[coding](bytes).equals(plain.bytes)).toBe(true);
      const again = await get(path, { 'accept-encoding': coding, 'if-none-match': headers.etag ?? '' });
      expect([again.statusCode, again.bytes.length]).toEqual([304, 0]);
    }
    const head = await fetch(origin + path, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(plain.bytes.length)]);
  });

  test('pages get the policy in their head', async () => {
    const { headers, bytes } = await get('/docs/reference/');
    const own = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(bytes.toString())?.[1];
    expect(headers['content-security-policy']).toBe(`${own}; frame-ancestors 'none'`);
  });

  test('files with a hash in their name may be kept', async () => {
    expect((await get(`/docs/${asset}`)).headers['cache-control']).toContain('immutable');
  });

  test('folders get their slash by a relative redirect', async () => {
    for (const [path, location] of [
      ['/docs', 'docs/'],
      ['/docs/guides/first', 'first/'],
    ] as const) {
      const { statusCode, headers } = await get(path);
      expect([statusCode, headers.location]).toEqual([308, location]);
    }
  });

  test.each(['/docs/nothing', '/docs/guides/../../package.json', '/docs/%2e%2e/pets.yaml', '/docs/a/b/'])(
    '%s is a 404 whose links lead into the site',
    async (path) => {
      const { statusCode, bytes } = await get(path);
      expect(statusCode).toBe(404);
      if (path.startsWith('/docs/a')) expect(bytes.toString()).toContain('<base href="../../">');
    },
  );

  test('a site that is written again is served without a restart', async () => {
    const page = join(out, 'llms.txt');
    const before = await readFile(page, 'utf8');
    expect((await get('/docs/llms.txt')).bytes.toString()).toBe(before);
    await writeFile(page, 'changed');
    await utimes(join(out, 'site.json'), new Date(), new Date(Date.now() + 5000));
    expect((await get('/docs/llms.txt')).bytes.toString()).toBe('changed');
    await writeFile(page, before);
  });

  test('without a site, /docs says how to build it, and /openapi.json is served', async () => {
    const bare = express()
      .use(createDocsRouter({ folder: join(folder, 'nothing'), document }))
      .listen(0, '127.0.0.1');
    await new Promise((resolve) => bare.once('listening', resolve));
    const url = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
    const response = await fetch(`${url}/docs/`);
    expect([response.status, await response.text()]).toEqual([
      503,
      'The documentation is not built. Build it with: npm run docs\n',
    ]);
    expect(await (await fetch(`${url}/openapi.json`)).json()).toEqual(document);
    bare.close();
  });
});
