import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import type { CoverageReport } from '../../../../src/contract/verify/coverage/coverage.ts';
import { type ObserveOptions, observeContract } from '../../../../src/contract/verify/observe/middleware.ts';
import { formatObservation } from '../../../../src/contract/verify/observe/observation-report.ts';
import { readObservations } from '../../../../src/contract/verify/observe/observation-store.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: { 200: { description: '', content: { 'application/json': { schema: { type: 'array' } } } } },
      },
    },
  },
} as unknown as OpenApiDocument;

async function serve(options: Partial<ObserveOptions> = {}, onFinish: () => void = () => undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'observe-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const observe = observeContract(structuredClone(DOCUMENT), { folder, ...options });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.once('finish', onFinish);
    const bytes = Buffer.concat(await request.toArray()).length;
    const { url = '', headers } = request;
    response.setHeader('content-type', 'application/json').setHeader('x-bytes', bytes);
    if (url !== '/pets?long') return void response.end(url === '/pets' ? '[1]' : '{}');
    const long = `[${'1,'.repeat(600)}1]`;
    if (headers['accept-encoding'] === 'gzip')
      return void response.setHeader('content-encoding', 'gzip').end(gzipSync(long));
    response.write('[');
    response.end(long.slice(1));
  };
  const server = createServer((request, response) => observe(request, response, () => void respond(request, response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const get = async (path: string): Promise<string> => (await fetch(url + path)).text();
  return { folder, get, url };
}

test('findings, numbers and coverage are stored, and responses stay as they are', async () => {
  const found: string[] = [];
  const { folder, get } = await serve({ onFinding: ({ check }) => found.push(check) });
  expect([await get('/pets'), await get('/pets?bad=1'), await get('/other')]).toEqual(['[1]', '{}', '{}']);
  await expect.poll(async () => (await readObservations(folder)).exchanges, { timeout: 60_000 }).toBe(3);
  const { findings, undeclared, dropped } = await readObservations(folder);
  expect(findings.map(({ check, operationId }) => `${operationId} ${check}`)).toEqual([
    'listPets response_schema_conformance',
  ]);
  expect([undeclared, dropped, found]).toEqual([{ 'GET /other': 1 }, 0, ['response_schema_conformance']]);
  const [covered = ''] = (await readdir(folder)).filter((name) => name.endsWith('.covered'));
  expect(await readFile(join(folder, covered), 'utf8')).toContain('listPets\tstatus\t\t200');
});

test('only the sample is observed', async () => {
  const numbers = [0.1, 0.9, 0.4, 0.6];
  const { folder, get } = await serve({ sample: 0.5, random: () => numbers.shift() ?? 1 });
  for (let count = 0; count < 4; count += 1) await get('/pets');
  await expect.poll(async () => (await readObservations(folder)).exchanges, { timeout: 60_000 }).toBe(2);
  expect(() => observeContract(DOCUMENT, { folder, sample: 2 })).toThrow('sample must be a number from 0 to 1, not 2.');
});

test('a check that fails is counted, and the server goes on', async () => {
  const fail = (): never => {
    throw new Error('full');
  };
  const { folder, get } = await serve({ onFinding: fail });
  expect([await get('/pets?bad=1'), await get('/pets')]).toEqual(['{}', '[1]']);
  await expect.poll(async () => (await readObservations(folder)).exchanges, { timeout: 60_000 }).toBe(2);
  expect((await readObservations(folder)).dropped).toBe(1);
});

test('a check that is off finds nothing', async () => {
  const { folder, get } = await serve({ off: ['response_schema_conformance'] });
  await get('/pets?bad=1');
  await expect.poll(async () => (await readObservations(folder)).exchanges, { timeout: 60_000 }).toBe(1);
  expect((await readObservations(folder)).findings).toEqual([]);
});

test('findings of several processes are one, and their numbers a sum', async () => {
  const { folder, get } = await serve();
  const { folder: second, get: getSecond } = await serve();
  await Promise.all([get('/pets?bad=1'), getSecond('/pets?bad=1')]);
  for (const one of [folder, second]) {
    await expect.poll(async () => (await readObservations(one)).exchanges, { timeout: 60_000 }).toBe(1);
  }
  await cp(second, folder, { recursive: true });
  const { exchanges, findings } = await readObservations(folder);
  expect([exchanges, findings.length]).toEqual([2, 1]);
  await expect(readObservations(join(folder, 'missing'))).rejects.toThrow('has no observed traffic');
});

test('bodies beyond the bound are dropped, and the report counts their requests', async () => {
  const { folder, get, url } = await serve({ maxBodyBytes: 1000 });
  const post = (body: string) => fetch(`${url}/pets`, { method: 'POST', body });
  const size = async (body: string) => Number((await post(body)).headers.get('x-bytes'));
  // The server gets and sends all of it.
  expect([await size('x'.repeat(1000)), await size('x'.repeat(300_000))]).toEqual([1000, 300_000]);
  const long = await get('/pets?long');
  expect(long.length).toBe(1203);
  const packed = await fetch(`${url}/pets?long`, { headers: { 'accept-encoding': 'gzip' } });
  expect(await packed.text()).toBe(long);
  await expect.poll(async () => (await readObservations(folder)).tooLarge, { timeout: 60_000 }).toBe(3);
  const stored = await readObservations(folder);
  expect([stored.exchanges, stored.dropped]).toEqual([1, 0]);
  const share = { covered: 0, all: 0 };
  const kinds = ['operation', 'status', 'request media type', 'response media type', 'response header'] as const;
  const shares = Object.fromEntries([...kinds, 'response property', 'boundary value'].map((kind) => [kind, share]));
  const coverage = { shares, operations: [] } as unknown as CoverageReport;
  expect(formatObservation({ ...stored, coverage })).toContain(
    'Requests not checked, because a body is larger than maxBodyBytes: 3.\n',
  );
  expect(() => observeContract(DOCUMENT, { folder, maxBodyBytes: 0.5 })).toThrow('maxBodyBytes must be an integer');
});

test('a request is checked after its response has ended', async () => {
  const events: string[] = [];
  const { get } = await serve({ onFinding: () => events.push('found') }, () => events.push('finished'));
  await get('/pets?bad=1');
  await expect.poll(() => events, { timeout: 60_000 }).toEqual(['finished', 'found']);
});

test('a folder that is removed is a warning, and the server goes on', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => void warnings.push(warning.message);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  const { folder, get } = await serve();
  await rm(folder, { recursive: true });
  expect(await get('/pets')).toBe('[1]');
  await expect.poll(() => warnings.join('\n')).toContain(`observeContract cannot write to ${folder}: ENOENT`);
  expect(await get('/pets')).toBe('[1]');
});
