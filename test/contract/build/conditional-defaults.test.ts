import { expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { writeOperations } from '../../../src/contract/build/handler-module.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { readContract } from '../../../src/contract/document/operations.ts';

const INTEGER = { type: 'integer' };
const PROPERTIES = { a: { ...INTEGER, default: 1 }, b: INTEGER, c: INTEGER };
const object = (keywords: Schema): Schema => ({ type: 'object', properties: PROPERTIES, ...keywords });

function documentOf(schema: Schema): OpenApiDocument {
  const parameters = [{ name: 'f', in: 'query', style: 'deepObject', explode: true, schema }];
  const get = { operationId: 'list', parameters, responses: { 204: { description: 'Done.' } } };
  return { openapi: '3.1.1', info: { title: 'Defaults', version: '1' }, paths: { '/list': { get } } } as never;
}

/** What is reported of a document, and the status and what the handler receives of each request. */
async function serve(schema: Schema, queries: string[]) {
  const warnings: string[] = [];
  const contract = compileContract(documentOf(schema), (line) => warnings.push(line));
  const results: unknown[] = [];
  for (const query of queries) {
    let received: unknown;
    const list = ({ query: { f } }: { query: { f?: unknown } }) => {
      received = f;
      return { status: 204 };
    };
    const handle = await createFetchHandler({ contract, handlers: { list } as never, onWarning: () => undefined });
    const { status } = await handle(new Request(`http://defaults.test/list?${query}`));
    results.push(status === 204 ? received : status);
  }
  return { warnings, results };
}

const BRANCH = (kind: string, member: string, value: number): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: { kind: { const: kind }, [member]: { type: 'integer', default: value } },
});

test.each<[keyword: string, schema: Schema, queries: string[], results: unknown[]]>([
  [
    'not',
    object({ not: { required: ['a', 'b'] } }),
    ['f[b]=2', 'f[c]=2', 'f[a]=1&f[b]=2'],
    [{ b: 2 }, { c: 2, a: 1 }, 400],
  ],
  [
    'oneOf',
    object({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
    ['f[b]=2', 'f[c]=2'],
    [{ b: 2 }, { c: 2, a: 1 }],
  ],
  [
    'dependentRequired',
    object({ dependentRequired: { a: ['c'] } }),
    ['f[b]=2', 'f[b]=2&f[c]=3'],
    [{ b: 2 }, { b: 2, c: 3, a: 1 }],
  ],
  ['dependentSchemas', object({ dependentSchemas: { a: { required: ['c'] } } }), ['f[b]=2'], [{ b: 2 }]],
  [
    'maxProperties',
    object({ maxProperties: 2 }),
    ['f[b]=2', 'f[b]=2&f[c]=3'],
    [
      { b: 2, a: 1 },
      { b: 2, c: 3 },
    ],
  ],
  [
    'if',
    object({ if: { required: ['a'] }, else: true, ['then' as string]: { required: ['c'] } }),
    ['f[b]=2'],
    [{ b: 2 }],
  ],
  [
    'a closed part of allOf',
    { allOf: [object({}), { type: 'object', properties: { b: INTEGER }, additionalProperties: false }] },
    ['f[b]=2'],
    [{ b: 2 }],
  ],
  [
    'the branch of another kind',
    { oneOf: [BRANCH('x', 'a', 1), BRANCH('y', 'b', 2)] },
    ['f[kind]=x', 'f[kind]=y', 'f[kind]=z'],
    [{ kind: 'x', a: 1 }, { kind: 'y', b: 2 }, 400],
  ],
])('a default never makes a valid request invalid: %s', async (_keyword, schema, queries, results) => {
  const served = await serve(schema, queries);
  expect(served.results).toEqual(results);
  expect(served.warnings).toContainEqual(
    expect.stringMatching(
      /#\/paths\/~1list\/get\/parameters\/0: The default 1 of "a" is invalid together with \{.*\}\. It is filled in only if/,
    ),
  );
});

test('a required member with a default is filled in beside other faults', async () => {
  const schema = object({ required: ['a'], maxProperties: 2 });
  expect(await serve(schema, ['f[b]=2', 'f[b]=x'])).toMatchObject({ results: [{ b: 2, a: 1 }, 400] });
});

test.each<Schema>([
  object({}),
  object({ anyOf: [{ required: ['b'] }, { required: ['c'] }] }),
  object({ additionalProperties: false }),
])('a default that fits beside all other members is filled in, and nothing is reported: %j', async (schema) => {
  expect(await serve(schema, ['f[b]=2'])).toEqual({ warnings: [], results: [{ b: 2, a: 1 }] });
});

test('a handler knows that a default may be left out', async () => {
  const typesOf = (schema: Schema) => {
    const document = documentOf(schema);
    return writeOperations('', readContract(document), document);
  };
  expect(await typesOf(object({}))).toContain('queryMembers: { "f": "a" }');
  expect(await typesOf(object({ maxProperties: 2 }))).not.toContain('queryMembers:');
});
