import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Coverage, createCoverage, type Observation } from '../../../src/contract/verify/coverage/coverage.ts';
import { observeExchanges } from '../../../src/contract/verify/coverage/middleware.ts';
import { createStore, readCovered } from '../../../src/contract/verify/coverage/store.ts';
import { listLeft, percentOf, toTable } from '../../../src/contract/verify/coverage/table.ts';
import { toCoveragePage } from '../../../src/contract/verify/pages/coverage-page.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { createFolder, type Ended, type Folder } from '../command.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

const PETS: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Pets & <others>', version: '1' },
  security: [],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 50, default: 10 } }],
        responses: {
          200: {
            description: 'Pets.',
            headers: { 'X-Total': { schema: { type: 'integer' } } },
            ...json({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }),
          },
          '4XX': { description: 'Rejection.' },
        },
      },
      post: {
        operationId: 'createPet',
        requestBody: { required: true, ...json({ $ref: '#/components/schemas/Pet' }) },
        responses: { 201: { description: 'Made.' }, 400: { description: 'Wrong.' }, 405: { description: 'No.' } },
      },
    },
    '/pets/{id}': {
      get: {
        operationId: 'getPet',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^p' } }],
        responses: { 200: { description: 'A pet.' }, 404: { description: 'None.' } },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 3 },
          tags: { type: 'array', items: { type: 'string', enum: ['good', 'old'] } },
          secret: { type: 'string', writeOnly: true },
        },
      },
    },
  },
};

const plan = createPlan(PETS);

/** What an exchange exercises, as `operation: kind what`. */
function exercised(change: Partial<Omit<Observation, 'response'>>, status: number, value?: unknown): string[] {
  const coverage = createCoverage(plan);
  return observe(coverage, change, status, value);
}

function observe(
  coverage: Coverage,
  { method = 'GET', target = '/pets', body }: Partial<Omit<Observation, 'response'>>,
  status: number,
  value?: unknown,
): string[] {
  const before = new Set(listLeft(coverage.report()));
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const mediaType = value === undefined ? '' : 'application/json';
  const response = { status, headers: {}, mediaType, text: JSON.stringify(value) ?? '', value };
  coverage.observe({ method, target, headers, body, response });
  const after = new Set(listLeft(coverage.report()));
  return [...before].filter((one) => !after.has(one));
}

const post = (pet: object): Partial<Observation> => ({ method: 'POST', body: JSON.stringify(pet) });
const boundary = (text: string): string => `createPet: boundary value body application/json ${text}`;

describe('an exchange exercises', () => {
  test('its operation, the status, and the properties that the answer has', () => {
    expect(exercised({}, 200, [{ name: 'Rex' }, { name: 'Mo', tags: [] }])).toEqual([
      'listPets: operation listPets',
      'listPets: status 200',
      'listPets: response media type 200 application/json',
      'listPets: response property 200 application/json */name',
      'listPets: response property 200 application/json */tags',
      'listPets: boundary value query optional limit: absent',
    ]);
  });

  test('what is listed of it: each status, header and media type that is declared', () => {
    const [list] = createCoverage(plan).report().operations;
    const named = (list?.items ?? [])
      .filter(({ kind }) => /^(operation|status|response (header|media type))$/.test(kind))
      .map(({ kind, group, name }) => [kind, group, name].filter(Boolean).join(' '));
    expect(named).toEqual([
      'operation listPets',
      'status 200',
      'response header 200 X-Total',
      'response media type 200 application/json',
      'status 4XX',
    ]);
  });

  test('nothing write-only of an answer, for it has none', () => {
    const { operations } = createCoverage(plan).report();
    const names = operations.flatMap(({ items }) => items.map(({ kind, name }) => `${kind} ${name}`));
    expect(names).toContain('response property */name');
    expect(names).not.toContain('response property */secret');
  });

  test('a range of statuses', () => {
    expect(exercised({ target: '/pets?limit=51' }, 422)).toEqual([
      'listPets: operation listPets',
      'listPets: status 4XX',
      'listPets: boundary value query limit maximum: beyond',
    ]);
  });

  test('valid sides where it is accepted', () => {
    const found = exercised(post({ name: 'Rex', tags: ['good', 'old'] }), 201);
    expect(found).toContain(boundary('name maxLength: at the bound'));
    expect(found).toContain(boundary('tags/* enum: "old"'));
    expect(found).toContain(boundary('required name: present'));
    expect(found).not.toContain(boundary('name maxLength: beyond'));
  });

  test.each<[string, object, string]>([
    ['too long', { name: 'Rexy' }, 'name maxLength: beyond'],
    ['of another type', { name: 1 }, 'name type: another type'],
    ['null', { name: null }, 'name null: null'],
    ['absent', {}, 'required name: absent'],
    ['not in the list', { name: 'Rex', tags: ['good', 'bad'] }, 'tags/* enum: another value'],
  ])('an invalid side where it is rejected: %s', (_what, pet, expected) => {
    expect(exercised(post(pet), 400)).toContain(boundary(expected));
    expect(exercised(post(pet), 201)).not.toContain(boundary(expected));
    // Nobody has looked at the body.
    for (const status of [401, 403, 404, 405, 413, 415, 429, 500]) {
      expect(exercised(post(pet), status)).not.toContain(boundary(expected));
    }
  });

  test('no valid side where it is rejected', () => {
    expect(exercised(post({ name: 'Rex', tags: ['bad'] }), 400)).not.toContain(
      boundary('name maxLength: at the bound'),
    );
  });

  test('that there is no body', () => {
    expect(exercised({ method: 'POST' }, 400)).toContain('createPet: boundary value body required: absent');
  });

  test('a path, whose value is rejected with 404 as well', () => {
    expect(exercised({ target: '/pets/x' }, 404)).toContain('getPet: boundary value path id pattern ^p: no match');
  });

  test('each operation of a path that lacks a method', () => {
    const found = exercised({ method: 'PUT' }, 405);
    expect(found).toEqual(['listPets: status 4XX', 'createPet: status 405']);
  });

  test('the GET that a HEAD stands for', () => {
    expect(exercised({ method: 'HEAD' }, 200)).toContain('listPets: status 200');
  });

  test('nothing where the path is not in the contract', () => {
    expect(exercised({ target: '/cats' }, 200)).toEqual([]);
  });

  test('what was exercised before no more', () => {
    const coverage = createCoverage(plan);
    expect(observe(coverage, {}, 200).length).toBeGreaterThan(2);
    expect(observe(coverage, {}, 200)).toEqual([]);
  });
});

describe('a report', () => {
  const coverage = createCoverage(plan);
  observe(coverage, {}, 200, [{ name: 'Rex' }]);
  const report = coverage.report();

  test('counts each kind, whole percent rounded down', () => {
    expect(report.shares.operation).toEqual({ covered: 1, all: 3 });
    expect(report.shares.status).toEqual({ covered: 1, all: 7 });
    expect(report.shares['response property']).toEqual({ covered: 1, all: 2 });
    expect(percentOf({ covered: 999, all: 1000 })).toBe(99);
    expect(percentOf({ covered: 0, all: 0 })).toBe(100);
    const [head, row] = toTable(report).split('\n');
    expect(head).toMatch(/^operation +operations +statuses +media types +headers +properties +boundary values$/);
    expect(row).toMatch(/^listPets +1\/1 100 % +1\/2 50 % +1\/1 100 % +0\/1 0 % +1\/2 50 %/);
  });

  test('is a page that loads nothing and takes no name for markup', () => {
    const origin = { ...PETS.info, createdAt: new Date(0), commit: undefined };
    const page = toCoveragePage(report, origin, {});
    expect(page).toContain('<h1>Contract coverage of Pets &amp; &lt;others&gt;</h1>');
    expect(page).not.toMatch(/<script|src=|https?:/);
    expect(page).toContain('<span class="yes">200</span>');
    expect(page).toContain('<span class="no">4XX</span>');
  });
});

describe('the middleware', () => {
  const big = 'x'.repeat(300_000);

  test('sees body and answer, and changes neither', async () => {
    const seen: Observation[] = [];
    const observing = observeExchanges(({ read }) => seen.push(read()));
    const server = createServer((request, response) => {
      observing(request, response, async () => {
        // Read late, and answered in pieces.
        await new Promise((resolve) => setTimeout(resolve, 20));
        const body = Buffer.concat(await request.toArray());
        response.writeHead(201, { 'content-type': 'application/json', 'x-length': String(body.length) });
        response.write('{"text":');
        response.write(Buffer.from('"é'));
        response.end('"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pets?limit=1`;
    const plain = await fetch(url, { method: 'POST', body: big });
    expect(plain.headers.get('x-length')).toBe('300000');
    expect(await plain.text()).toBe('{"text":"é"}');
    const packed = gzipSync(big);
    const zipped = await fetch(url, { method: 'POST', body: packed, headers: { 'content-encoding': 'gzip' } });
    expect(zipped.headers.get('x-length')).toBe(String(packed.length));
    expect(await (await fetch(url)).text()).toBe('{"text":"é"}');
    await new Promise((resolve) => server.close(resolve));
    expect(seen.map(({ method, target, body }) => [method, target, body?.length])).toEqual([
      ['POST', '/pets?limit=1', 300_000],
      ['POST', '/pets?limit=1', 300_000],
      ['GET', '/pets?limit=1', undefined],
    ]);
    for (const { response } of seen) {
      expect(response).toMatchObject({ status: 201, mediaType: 'application/json', value: { text: 'é' } });
    }
  });
});

describe('what is kept in a folder', () => {
  let folder: Folder;
  beforeAll(async () => {
    folder = await createFolder();
  });
  afterAll(() => folder.remove());

  const contract = (...args: string[]): Promise<Ended> => folder.run(['coverage', 'pets.json', ...args]);

  test('is put together of all processes and shown', async () => {
    await folder.write({ 'pets.json': JSON.stringify(PETS) });
    const kept = join(folder.path, 'kept');
    for (const one of [{}, post({ name: 'Rex' })]) {
      const coverage = createCoverage(plan);
      const headers = one === undefined ? {} : { 'content-type': 'application/json' };
      const response = { status: 201, headers: {}, mediaType: '', text: '', value: undefined };
      const { method = 'GET', body } = one as Partial<Observation>;
      createStore(kept)(coverage.observe({ method, target: '/pets', headers, body, response }));
    }
    expect([...(await readCovered(kept))].map((key) => key.split('\t')[0])).toContain('createPet');
    const shown = await contract('--from', kept, '--min', 'operations=60');
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^all +2\/3 66 %/m);
    expect(shown.out).toContain('  getPet: operation getPet');
    expect(JSON.parse(await readFile(join(kept, 'coverage.json'), 'utf8')).shares.operation.covered).toBe(2);
    expect(await readFile(join(kept, 'index.html'), 'utf8')).toContain('2 of 3 operations were called');
    const low = await contract('--from', kept, '--min', 'operations=67');
    expect(low.code).toBe(1);
    expect(low.out).toContain('operations: 66 %, wanted 67 %.');
  });

  test('must be there, and wanted by a heading of the table', async () => {
    const none = await contract('--from', join(folder.path, 'none'));
    expect(none.code).toBe(2);
    expect(none.err).toContain('has no contract coverage');
    const odd = await contract('--min', 'lines=80');
    expect(odd.code).toBe(2);
    expect(odd.err).toContain(
      '--min: there is no column "lines" (the columns are operations, statuses, media-types, headers, properties, boundary-values',
    );
  });
});
