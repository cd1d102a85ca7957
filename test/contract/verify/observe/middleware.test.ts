import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import { type ObserveOptions, observeContract } from '../../../../src/contract/verify/observe/middleware.ts';
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

async function serve(options: Partial<ObserveOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'observe-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const observe = observeContract(structuredClone(DOCUMENT), { folder, ...options });
  const respond = ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('content-type', 'application/json').end(url === '/pets' ? '[1]' : '{}');
  };
  const server = createServer((request, response) => observe(request, response, () => respond(request, response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const get = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  return { folder, get };
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
