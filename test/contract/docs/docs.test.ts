import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDocs } from '../../../src/contract/docs/docs.ts';
import { readRedocBundle, withoutOutsideRequests } from '../../../src/contract/docs/redoc.ts';
import { createDocsRouter } from '../../../src/contract/docs/router.ts';
import { ContractError, type OpenApiDocument } from '../../../src/contract/document/document.ts';

/** Hosts that pages of this kind ask. */
const OUTSIDE = /https:\/\/(cdn\.redoc|otel\.|fonts\.)[^`"']*/g;

const document: OpenApiDocument = { openapi: '3.1.1', info: { title: 'Cats & <Dogs>', version: '1.0.0' }, paths: {} };

describe('the router', () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = express().use(createDocsRouter({ document })).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test.for([
    ['/docs', 'text/html; charset=utf-8'],
    ['/docs/redoc.js', 'text/javascript; charset=utf-8'],
    ['/docs/start.js', 'text/javascript; charset=utf-8'],
    ['/docs/document.json', 'application/json; charset=utf-8'],
    ['/openapi.json', 'application/json; charset=utf-8'],
  ])('%s answers GET, HEAD and 304, and allows no other host', async ([path, type]) => {
    const got = await fetch(origin + path);
    expect(got.status).toBe(200);
    expect(got.headers.get('content-type')).toBe(type);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = got.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
    const length = (await got.arrayBuffer()).byteLength;

    const head = await fetch(origin + path, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(length));

    // Left to itself, fetch would say no-cache here, which asks for the whole file (Fetch standard §4.6).
    const headers = { 'if-none-match': got.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    const again = await fetch(origin + path, { headers });
    expect(again.status).toBe(304);
  });

  test('serves the document as it is', async () => {
    expect(await (await fetch(`${origin}/openapi.json`)).json()).toEqual(document);
  });

  test('lets the bundle be kept, under an address that changes with it, and nothing else', async () => {
    const page = await (await fetch(`${origin}/docs`)).text();
    const start = /src="(\/docs\/start\.js\?v=[\w-]+)"/.exec(page)?.[1] ?? '';
    const script = await fetch(origin + start);
    const text = await script.text();
    const bundle = /from '(\/docs\/redoc\.js\?v=[\w-]+)'/.exec(text)?.[1] ?? '';
    const shown = /fetch\('(\/docs\/document\.json\?v=[\w-]+)'/.exec(text)?.[1] ?? '';
    for (const path of [start, bundle, shown]) {
      expect((await fetch(origin + path)).headers.get('cache-control')).toContain('immutable');
    }
    for (const path of ['/docs', '/openapi.json']) {
      expect((await fetch(origin + path)).headers.get('cache-control')).toBe('no-cache');
    }
  });

  test('writes the title as text', async () => {
    expect(await (await fetch(`${origin}/docs`)).text()).toContain('<title>Cats &amp; &lt;Dogs&gt;</title>');
  });
});

describe('the Redoc bundle', () => {
  test('has no address left on the hosts that Redoc asks', () => {
    expect(readRedocBundle().match(OUTSIDE)).toBeNull();
  });

  test('that is missing from the package is reported at the start', () => {
    expect(() => readRedocBundle(tmpdir())).toThrow(ContractError);
    expect(() => readRedocBundle(tmpdir())).toThrow(/redoc\.standalone\.js.*2\.77\.0/);
  });

  test('keeps every other address', () => {
    const text = 'a(`http://www.w3.org/2000/svg`); b("https://example.com/cdn.redocly.com")';
    expect(withoutOutsideRequests(text)).toBe(text);
  });
});

describe('writeDocs', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contract-docs-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('writes one page into a folder that it makes, and forbids that page every host', async () => {
    const file = join(folder, 'a', 'b', 'index.html');
    await writeDocs('openapi/openapi.yaml', file);
    const html = await readFile(file, 'utf8');
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/http|connect-src|'self'/);
    expect(html.indexOf('http-equiv')).toBeLessThan(html.indexOf('<script'));
    expect(html.match(OUTSIDE)).toBeNull();
    const head = html.slice(0, html.indexOf('<script'));
    expect(head.match(/<(script|link|img)[^>]*(src|href)="(?!data:)[^"]*/g)).toBeNull();
    expect(html.includes('"disableTelemetry":true')).toBe(true);
  });

  test('rejects a contract that is missing or cannot be read, and writes nothing', async () => {
    const file = join(folder, 'none.html');
    await expect(writeDocs('openapi/missing.yaml', file)).rejects.toThrow(ContractError);
    await expect(writeDocs('README.md', file)).rejects.toThrow(ContractError);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});
