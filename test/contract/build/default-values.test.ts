import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { buildArtefacts, compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';

type Described = { name: string; in?: string; schema: Schema; style?: string; explode?: boolean };

function documentOf(parameters: Described[], schemas: Record<string, Schema> = {}): OpenApiDocument {
  const all = parameters.map((parameter) => ({ in: 'query', ...parameter }));
  const get = { operationId: 'list', parameters: all, responses: { 204: { description: 'Done.' } } };
  const info = { title: 'Defaults', version: '1' };
  return { openapi: '3.1.1', info, paths: { '/list': { get } }, components: { schemas } } as OpenApiDocument;
}

/** What is reported of a document, and what the handler receives of a request. */
async function serve(document: OpenApiDocument, query = '') {
  const warnings: string[] = [];
  const contract = compileContract(document, (line) => warnings.push(line));
  let received: unknown;
  const handlers = {
    list: (request: { query: object }) => {
      received = request.query;
      return { status: 204 };
    },
  };
  const handle = await createFetchHandler({ contract, handlers: handlers as never, onWarning: () => undefined });
  const { status } = await handle(new Request(`http://defaults.test/list${query}`));
  return { warnings, status, received };
}

describe('a default that violates its own schema is reported and not filled in', () => {
  test.each<[what: string, schema: Schema, reason: string]>([
    ['by its type', { type: 'integer', default: 'ten' }, '"ten" violates "type" of its own schema.'],
    ['by null', { type: 'string', default: null }, 'null violates "type" of its own schema.'],
    ['by its values', { type: 'string', enum: ['a'], default: 'b' }, '"b" violates "enum" of its own schema.'],
    ['by a bound', { type: 'integer', minimum: 1, default: 0 }, '0 violates "minimum" of its own schema.'],
    [
      'by its format',
      { type: 'string', format: 'date', default: 'today' },
      '"today" violates "format" of its own schema.',
    ],
    [
      'in an item',
      { type: 'array', items: { type: 'integer' }, default: [1, 'a'] },
      '[1,"a"] violates "type", at /1, of its own schema.',
    ],
    [
      'by what it is composed of',
      { allOf: [{ $ref: '#/components/schemas/Small' }], default: 9 },
      '9 violates "maximum" of its own schema.',
    ],
  ])('%s', async (_what, schema, reason) => {
    const { warnings, status, received } = await serve(
      documentOf([{ name: 'q', schema }], { Small: { type: 'integer', maximum: 5 } }),
    );
    const place = '#/paths/~1list/get/parameters/0/schema/default';
    expect(warnings).toEqual([expect.stringContaining(`${place}: The default ${reason}`)]);
    expect(warnings[0]).toMatch(/ It is not filled in. Correct the default or the schema.$/);
    expect([status, received]).toEqual([204, {}]);
  });

  test('in a part of the schema, by the whole of it', async () => {
    const schema = { allOf: [{ type: 'integer', default: 9 }, { maximum: 5 }] };
    const { warnings, status, received } = await serve(documentOf([{ name: 'q', schema }]));
    expect(warnings).toEqual([expect.stringContaining('#/paths/~1list/get/parameters/0: The default 9 violates')]);
    expect([status, received]).toEqual([204, {}]);
  });

  test('by a read-only member, which no request may have', async () => {
    const properties = { id: { type: 'string', readOnly: true } };
    const schema = { type: 'object', properties, default: { id: 'x' } };
    const { warnings, status } = await serve(documentOf([{ name: 'q', schema }]));
    expect(warnings).toEqual([
      expect.stringContaining('#/paths/~1list/get/parameters/0: The default {"id":"x"} violates'),
    ]);
    expect(status).toBe(204);
  });

  test('in a member of an object; others are filled in', async () => {
    const properties = { by: { type: 'string', default: 'name' }, limit: { type: 'integer', default: '5' }, n: {} };
    const sort = { name: 'sort', style: 'deepObject', explode: true, schema: { type: 'object', properties } };
    const { warnings, status, received } = await serve(documentOf([sort]), '?sort%5Bn%5D=1');
    expect(warnings).toEqual([expect.stringContaining('/schema/properties/limit/default: The default "5" violates')]);
    expect([status, received]).toEqual([204, { sort: { n: '1', by: 'name' } }]);
  });

  test('in a component, once', async () => {
    const schema = { $ref: '#/components/schemas/Limit' };
    const document = documentOf(
      [
        { name: 'a', schema },
        { name: 'b', schema },
      ],
      { Limit: { type: 'integer', minimum: 1, default: 0 } },
    );
    const { warnings, status } = await serve(document);
    expect(warnings).toEqual([expect.stringContaining('#/components/schemas/Limit/default: The default 0 violates')]);
    expect(status).toBe(204);
  });
});

test.each<[Schema, unknown]>([
  [{ type: 'integer', minimum: 1, default: 7 }, 7],
  [{ type: ['string', 'null'], default: null }, null],
  [{ enum: ['a', 1], default: 1 }, 1],
  [{ default: { any: true } }, { any: true }],
  [{ type: 'object', properties: { id: { type: 'string' } }, default: { id: 'x' } }, { id: 'x' }],
])('a valid default of %j is filled in', async (schema, expected) => {
  const { warnings, received } = await serve(documentOf([{ name: 'q', schema, style: 'form', explode: false }]));
  expect(warnings).toEqual([]);
  expect(received).toEqual({ q: expected });
});

test('the warning has file, line and column, and types know that nothing is filled in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'defaults-'));
  const file = join(folder, 'openapi.json');
  const document = documentOf([{ name: 'q', schema: { type: 'integer', default: 'ten' } }]);
  await writeFile(file, JSON.stringify(document, null, 1));
  const lines: string[] = [];
  const artefacts = await buildArtefacts(file, (line) => lines.push(line)).finally(() =>
    rm(folder, { recursive: true }),
  );
  expect(lines).toEqual([
    expect.stringMatching(/openapi\.json:\d+:\d+: The default "ten" violates "type" of its own schema/),
  ]);
  expect(artefacts.find(({ name }) => name === 'operations.ts')?.text).not.toContain('defaults: { query');
  expect(artefacts.find(({ name }) => name === 'openapi.json')?.text).toContain('"default": "ten"');
});
