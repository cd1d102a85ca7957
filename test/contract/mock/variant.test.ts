import { describe, expect, test } from 'vitest';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { createResponseSchemas, withoutWriteOnly } from '../../../src/contract/mock/variant.ts';

function findIn(schemas: Record<string, Schema>) {
  const document: OpenApiDocument = { openapi: '3.1.1', info: { title: 'Pets', version: '1.0.0' } };
  return createFindSchema({ ...document, components: { schemas } });
}

describe('a schema for dynamic responses', () => {
  test('lacks write-only properties, at any depth, and does not require them', () => {
    const secret = { required: ['key'], properties: { key: { writeOnly: true }, id: { readOnly: true } } };
    expect(createResponseSchemas(findIn({}), '#/').of({ items: { anyOf: [secret] } })).toEqual({
      items: { anyOf: [{ required: [], properties: { id: { readOnly: true } } }] },
    });
  });

  test('refers to schemas by names of its own, once where a schema refers to itself', () => {
    const find = findIn({ 'Node/a': { properties: { next: { $ref: '#/components/schemas/Node~1a' } } } });
    const { of, schemas } = createResponseSchemas(find, '#/it/');
    expect(of({ $ref: '#/components/schemas/Node~1a' })).toEqual({ $ref: '#/it/schema0' });
    expect(schemas).toEqual({ schema0: { properties: { next: { $ref: '#/it/schema0' } } } });
  });
});

test('a schema for dynamic responses lacks a property that another part of it marks', () => {
  const { of } = createResponseSchemas(findIn({}), '#/');
  const parts = [{ properties: { key: { type: 'string' }, id: true } }, { properties: { key: { writeOnly: true } } }];
  expect(of({ allOf: parts })).toEqual({ allOf: [{ properties: { id: true } }, { properties: {} }] });
});

describe('withoutWriteOnly', () => {
  const find = findIn({
    Key: { type: 'string', writeOnly: true },
    Pet: { properties: { key: { $ref: '#/components/schemas/Key' }, toys: { $ref: '#/components/schemas/Toys' } } },
    Toys: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
  });

  test.for<[string, Schema, unknown, unknown]>([
    ['a property', { properties: { key: { writeOnly: true } } }, { key: 1, name: 2 }, { name: 2 }],
    ['a referred property', { $ref: '#/components/schemas/Pet' }, { key: 1, name: 2 }, { name: 2 }],
    ['in a schema that refers to itself', { $ref: '#/components/schemas/Pet' }, { toys: [{ key: 1 }] }, { toys: [{}] }],
    ['in composition', { anyOf: [{ allOf: [{ properties: { key: { writeOnly: true } } }] }] }, { key: 1 }, {}],
    ['in a map', { additionalProperties: { $ref: '#/components/schemas/Pet' } }, { a: { key: 1 } }, { a: {} }],
    ['in a tuple', { prefixItems: [{ $ref: '#/components/schemas/Pet' }] }, [{ key: 1 }, { key: 1 }], [{}, { key: 1 }]],
    ['by a pattern', { patternProperties: { '^key': { writeOnly: true } } }, { keys: 1, name: 2 }, { name: 2 }],
    ['by a condition', { if: { properties: { key: { writeOnly: true } } } }, { key: 1, name: 2 }, { name: 2 }],
    [
      'of a dependent schema',
      { dependentSchemas: { a: { properties: { key: { writeOnly: true } } } } },
      { key: 1 },
      {},
    ],
    [
      'in unevaluated properties',
      { unevaluatedProperties: { $ref: '#/components/schemas/Pet' } },
      { a: { key: 1 } },
      { a: {} },
    ],
    ['nothing by what is not a pattern', { patternProperties: { '(': { writeOnly: true } } }, { keys: 1 }, { keys: 1 }],
    ['nothing of null', { properties: { key: { writeOnly: true } } }, null, null],
    [
      'nothing else',
      { properties: { id: { readOnly: true } } },
      { id: 1, n: null, l: [1], constructor: 2 },
      { id: 1, n: null, l: [1], constructor: 2 },
    ],
  ])('takes away %s', ([, schema, value, left]) => {
    expect(withoutWriteOnly(find, schema, value)).toEqual(left);
  });
});
