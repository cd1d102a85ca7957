import { describe, expect, test } from 'vitest';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { upgradeDocument } from '../../../src/contract/document/upgrade.ts';

const of30 = (members: object): OpenApiDocument => ({
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  ...members,
});
const schemaOf = (schema: Schema) =>
  upgradeDocument(of30({ components: { schemas: { It: schema } } })).components?.schemas?.It;

describe('a schema of OpenAPI 3.0 is read as one of 3.1', () => {
  const table: [string, Schema, Schema][] = [
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['not nullable', { type: 'string', nullable: false }, { type: 'string' }],
    ['nullable without a type', { nullable: true }, {}],
    [
      'nullable beside allOf',
      { allOf: [{ $ref: '#/components/schemas/A' }], nullable: true },
      { anyOf: [{ allOf: [{ $ref: '#/components/schemas/A' }] }, { type: 'null' }] },
    ],
    ...(['anyOf', 'oneOf'] as const).map((keyword): [string, Schema, Schema] => [
      `nullable beside ${keyword}`,
      { [keyword]: [{ type: 'string' }, { type: 'integer' }], nullable: true },
      { anyOf: [{ [keyword]: [{ type: 'string' }, { type: 'integer' }] }, { type: 'null' }] },
    ]),
    ['exclusiveMinimum', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ['exclusiveMaximum', { maximum: 1, exclusiveMaximum: true }, { exclusiveMaximum: 1 }],
    ['a bound that is not exclusive', { minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    ['an example', { example: { nullable: true } }, { examples: [{ nullable: true }] }],
    [
      'what stands beside a $ref',
      { $ref: '#/components/schemas/A', nullable: true },
      { $ref: '#/components/schemas/A' },
    ],
    [
      'what is inside',
      { properties: { nullable: { type: 'array', items: { type: 'integer', nullable: true } } } },
      { properties: { nullable: { type: 'array', items: { type: ['integer', 'null'] } } } },
    ],
    [
      'values that look like schemas',
      { enum: [{ nullable: true }], default: { nullable: true } },
      { enum: [{ nullable: true }], default: { nullable: true } },
    ],
  ];
  test.each(table)('%s', (_what, schema, expected) => {
    expect(schemaOf(schema)).toEqual(expected);
  });
});

test('schemas of parameters, bodies, responses and headers are found', () => {
  const schema = { type: 'string', nullable: true };
  const content = { 'application/json': { schema, example: { schema } } };
  const operation = {
    parameters: [{ name: 'q', in: 'query', schema }],
    requestBody: { content },
    responses: { 200: { content, headers: { A: { schema } } }, default: { content } },
  };
  const text = JSON.stringify(upgradeDocument(of30({ paths: { '/schema': { get: operation } } })));
  expect(text.match(/"type":\["string","null"\]/g)).toHaveLength(5);
  // Those that are left are the examples.
  expect(text.match(/nullable/g)).toHaveLength(3);
});

test('a document of 3.1 is left as it is', () => {
  const document = { ...of30({ components: { schemas: { A: { nullable: true } } } }), openapi: '3.1.0' };
  expect(upgradeDocument(document)).toBe(document);
});
