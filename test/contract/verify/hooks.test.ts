import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../command.ts';
import { type Replied, serveUntilEnd, verifyServer } from './strangers.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const pet = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string', maxLength: 9 } } };
const errors = { 400: { description: 'Invalid.' }, 404: { description: 'None.' } };
const made = { description: 'Made.', ...json(pet) };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: {
        operationId: 'addPet',
        requestBody: { required: true, ...json({ ...pet, required: ['name'] }) },
        responses: { 201: made, ...errors },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getPet', responses: { 200: { description: 'A pet.', ...json(pet) }, ...errors } },
    },
  },
};

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({ 'pets.json': JSON.stringify(DOCUMENT) });
});
afterAll(() => folder.remove());

/** A server with place for few pets, which only a reset makes again. */
async function servePets(place: number) {
  const pets = new Map<string, object>();
  let count = 0;
  let resets = 0;
  const respond = ({ method, path, body }: { method: string; path: string; body: string }): Replied => {
    if (method === 'POST' && path === '/reset') {
      pets.clear();
      resets += 1;
      return [204];
    }
    if (method === 'POST' && path === '/pets') {
      if (pets.size >= place) return [507, {}];
      const id = `p${++count}`;
      pets.set(id, { ...JSON.parse(body), id });
      return [201, pets.get(id)];
    }
    const found = pets.get(path.slice('/pets/'.length));
    return found === undefined ? [404] : [200, found];
  };
  const { url, asked } = await serveUntilEnd(respond);
  return { url, asked, resets: () => resets };
}

const STATE = { phases: ['state' as const], concurrency: 1, maxCases: 200 };

describe('--reset', () => {
  test('brings the server into its first state before each sequence', async () => {
    const without = await servePets(30);
    const full = await verifyServer(DOCUMENT, { ...STATE, url: without.url });
    expect(full.findings.map(({ check }) => check)).toContain('not_a_server_error');
    const { url, resets } = await servePets(30);
    const {
      findings,
      resets: report,
      untried,
    } = await verifyServer(DOCUMENT, { ...STATE, url, reset: ['POST /reset'] });
    expect([findings, untried]).toEqual([[], ['Races were not tried: --concurrency 1 sends one request at a time.']]);
    expect(report?.resets).toBe(resets());
    expect(resets()).toBeGreaterThan(10);
  });

  test('ends the run if it fails', async () => {
    const { url } = await servePets(30);
    const { stopped } = await verifyServer(DOCUMENT, { ...STATE, url, reset: ['POST /rest'] });
    expect(stopped).toBe('--reset "POST /rest" failed: it returned 404.');
  });
});

describe('--setup', () => {
  const verify = (url: string, ...options: string[]) =>
    folder.run(['verify', 'pets.json', '--url', url, '--only', 'examples', '--max-cases', '1', ...options]);

  test('runs commands and requests in their order, before the first request of the run', async () => {
    const { url, asked } = await servePets(30);
    const command = `echo "$KEEPSPEC_URL" > seeded.txt`;
    await verify(url, '--setup', command, '--setup', 'POST /reset');
    expect(await readFile(join(folder.path, 'seeded.txt'), 'utf8')).toBe(`${url}\n`);
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/reset' });
  });

  test('ends the run with the output of a command that fails', async () => {
    const { url, asked } = await servePets(30);
    const { code, err } = await verify(url, '--setup', 'echo no database >&2; exit 3');
    expect([code, asked]).toEqual([2, []]);
    expect(err).toContain('--setup "echo no database >&2; exit 3" failed: exit code 3. Its output: no database.');
  });
});
