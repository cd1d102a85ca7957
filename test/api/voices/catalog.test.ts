import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CatalogUnavailable, openFileCatalog, openHttpCatalog } from '../../../src/api/voices/catalog.ts';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';
import { type CatalogServer, startCatalog, voice } from './catalog-server.ts';

let upstream: CatalogServer;
beforeEach(async () => {
  upstream = await startCatalog([voice('anna')]);
});
afterEach(() => upstream.stop());

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end('{"voices":[]}');
const text = (body: string) => (response: ServerResponse) => response.end(body);

/** A catalog whose clock stands still, and what failed so far. */
function openCatalog(facts: { timeoutMs?: number } = {}) {
  const failures: unknown[] = [];
  const clock = { seconds: 0 };
  const catalog = openHttpCatalog({
    url: upstream.url,
    timeoutMs: facts.timeoutMs ?? 2000,
    refreshSeconds: 60,
    check: (value) => (Array.isArray((value as { voices: unknown }).voices) ? [] : ['voices must be a list']),
    onFailure: (error) => failures.push(error),
    now: () => clock.seconds * 1000,
  });
  const ids = async () => (await catalog.list()).map(({ id }) => id);
  return { ids, failures, clock };
}

describe('a catalog behind HTTP', () => {
  test('is fetched once, however many ask at once and later', async () => {
    const { ids, clock } = openCatalog();
    await Promise.all(Array.from({ length: 10 }, ids));
    clock.seconds = 59;
    expect(await ids()).toEqual(['anna']);
    expect(upstream.asked).toBe(1);
  });

  test('is fetched anew in the background once it is old, and what is known is served meanwhile', async () => {
    const { ids, clock } = openCatalog();
    await ids();
    let release: (() => void) | undefined;
    upstream.instead = (response) => {
      release = () => response.end(JSON.stringify({ voices: [voice('bela')] }));
    };
    clock.seconds = 60;
    expect(await Promise.all([ids(), ids(), ids()])).toEqual([['anna'], ['anna'], ['anna']]);
    await expect.poll(() => release).toBeDefined();
    expect(upstream.asked).toBe(2);
    release?.();
    await expect.poll(ids).toEqual(['bela']);
    expect(upstream.asked).toBe(2);
  });

  const broken: [string, (response: ServerResponse) => void, RegExp][] = [
    ['is closed at once', (response) => response.destroy(), /fetch failed/],
    [
      'breaks off',
      (response) => response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy()),
      /terminated|fetch failed/,
    ],
    ['answers 500', status(500), /returned 500/],
    ['answers 404', status(404), /returned 404/],
    ['redirects', status(302, { location: '/voices' }), /fetch failed/],
    ['answers no JSON', text('<html>'), /is not valid JSON/],
    ['answers nothing', text(''), /Unexpected end of JSON input/],
    ['answers null', text('null'), /is not a voice catalog: voices must be a list/],
    ['answers something else', text('{"items":[]}'), /is not a voice catalog: voices must be a list/],
    ['answers too much', (response) => flood(response), /returned more than 16777216 bytes/],
  ];
  test.each(broken)('that %s is served stale, and the failure is told', async (_what, instead, reason) => {
    const { ids, clock, failures } = openCatalog();
    await ids();
    upstream.instead = instead;
    clock.seconds = 60;
    expect(await ids()).toEqual(['anna']);
    await expect.poll(() => failures.length).toBe(1);
    expect(String(failures[0])).toMatch(reason);
    expect(await ids()).toEqual(['anna']);
  });

  test.each(broken)('that %s at first is unavailable, and recovers', async (_what, instead) => {
    const { ids, clock } = openCatalog();
    upstream.instead = instead;
    await expect(ids()).rejects.toThrow(CatalogUnavailable);
    upstream.instead = undefined;
    clock.seconds = 5;
    expect(await ids()).toEqual(['anna']);
  });

  test('that is down is not asked by every request, but again after 5 seconds', async () => {
    const { ids, clock } = openCatalog();
    upstream.instead = status(500);
    for (let count = 0; count < 5; count++) await expect(ids()).rejects.toThrow(CatalogUnavailable);
    expect(upstream.asked).toBe(1);
    clock.seconds = 5;
    await expect(ids()).rejects.toThrow(CatalogUnavailable);
    expect(upstream.asked).toBe(2);
  });

  test.each([
    ['does not answer', () => undefined],
    ['begins and goes on for ever', (response: ServerResponse) => response.write('{"voices":')],
  ])('that %s is waited for as long as the timeout', async (_what, instead) => {
    const { ids, failures } = openCatalog({ timeoutMs: 200 });
    upstream.instead = instead;
    await expect(ids()).rejects.toThrow(CatalogUnavailable);
    expect(String(failures[0])).toMatch(/timeout/i);
  });

  test('is not followed where a redirect leads', async () => {
    const other = await startCatalog([voice('eve')]);
    upstream.instead = status(302, { location: other.url });
    await expect(openCatalog().ids()).rejects.toThrow(CatalogUnavailable);
    expect(other.asked).toBe(0);
    await other.stop();
  });
});

/** Sends 17 MiB. */
function flood(response: ServerResponse): void {
  response.on('error', () => response.destroy());
  response.write('{"voices":["');
  const piece = 'x'.repeat(1024 * 1024);
  for (let count = 0; count < 17; count++) response.write(piece);
  response.end('"]}');
}

describe('a server whose catalog is behind HTTP', () => {
  const servers: RunningServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  const start = async (environment: Record<string, string> = {}) => {
    const server = await startServer({ VOICE_CATALOG_URL: upstream.url, ...environment });
    servers.push(server);
    return server;
  };

  test('lists its voices and takes them for agents', async () => {
    const server = await start();
    expect((await server.send('GET', '/v1/voices')).body.voices).toEqual([voice('anna')]);
    const create = (voice_id: string) => server.send('POST', '/v1/agents', { json: { ...MINIMAL, voice_id } });
    expect((await create('anna')).status).toBe(201);
    const rejected = await create('sabrina');
    expect(rejected.status).toBe(400);
    expect(Object.keys(rejected.body.error.fields)).toEqual(['voice_id']);
    expect(upstream.asked).toBe(1);
  });

  test('answers 503 with Retry-After while it is down with nothing known, and recovers', async () => {
    upstream.instead = status(500);
    const server = await start({ VOICE_CATALOG_REFRESH_SECONDS: '1' });
    for (const [method, path, json] of [
      ['GET', '/v1/voices', undefined],
      ['POST', '/v1/agents', { ...MINIMAL, voice_id: 'anna' }],
    ] as const) {
      const { status: code, headers, body } = await server.send(method, path, json === undefined ? {} : { json });
      expect(code).toBe(503);
      expect(body.error.code).toBe('service_unavailable');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await server.send('GET', '/v1/agents')).body.agents).toEqual([]);
    expect(server.log.join('')).toContain('voice catalog cannot be fetched');
    upstream.instead = undefined;
    const list = async () => (await server.send('GET', '/v1/voices')).status;
    await expect.poll(list).toBe(200);
    const created = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, voice_id: 'anna' } });
    expect(created.status).toBe(201);
    const failures = () => server.log.filter((line) => line.includes('voice catalog cannot be fetched')).length;
    const before = failures();
    upstream.instead = status(500);
    // Asked for until it is old enough to be fetched again, which fails.
    await expect
      .poll(async () => {
        expect(await list()).toBe(200);
        return failures();
      })
      .toBeGreaterThan(before);
    expect((await server.send('POST', '/v1/agents', { json: { ...MINIMAL, voice_id: 'anna' } })).status).toBe(201);
    expect(await list()).toBe(200);
  });

  test('starts while it is down', async () => {
    const { url } = upstream;
    await upstream.stop();
    upstream = await startCatalog([]);
    const server = await start({ VOICE_CATALOG_URL: url });
    expect((await server.send('GET', '/v1/voices')).status).toBe(503);
    expect((await server.send('GET', '/v1/agents')).status).toBe(200);
  });

  test.each([
    ['a gender that does not exist', { ...voice('anna'), gender: 'unknown' }],
    ['no id', { ...voice('anna'), id: undefined }],
    ['an unknown property', { ...voice('anna'), secret: 1 }],
  ])('rejects a catalog with a voice of %s, and logs where', async (_what, wrong) => {
    upstream.instead = text(JSON.stringify({ voices: [voice('bela'), wrong] }));
    const server = await start();
    expect((await server.send('GET', '/v1/voices')).status).toBe(503);
    expect(server.log.join('')).toMatch(/is not a voice catalog: voices\[1\]\./);
  });

  test('takes a catalog that is longer than a page', async () => {
    upstream.voices = Array.from({ length: 450 }, (_, index) => voice(`v${index}`));
    const { body } = await (await start()).send('GET', '/v1/voices?limit=200');
    expect(body.voices).toHaveLength(200);
    expect(body.has_more).toBe(true);
  });
});

describe('a catalog in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is read once', async () => {
    const file = join(folder, 'voices.json');
    await writeFile(file, JSON.stringify({ voices: [voice('anna')] }));
    const catalog = await openFileCatalog(file, () => []);
    await writeFile(file, '');
    expect(await catalog.list()).toEqual([voice('anna')]);
  });

  test('that is wrong names the file and what is wrong', async () => {
    const file = join(folder, 'voices.json');
    await writeFile(file, '{}');
    await expect(openFileCatalog(file, () => ['voices is required'])).rejects.toThrow(
      `${file} is not a voice catalog: voices is required`,
    );
  });
});
