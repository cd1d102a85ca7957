import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../src/contract/build/convert-schema.ts';
import { createDefinitions } from '../../../src/contract/build/definitions.ts';
import { NO_PROPERTIES } from '../../../src/contract/build/unwanted.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';

/** The definitions that a document with these components makes. */
function definitionsOf(schemas: Record<string, Schema> = {}) {
  const document = { openapi: '3.1.1', components: { schemas } } as unknown as OpenApiDocument;
  const { add, addMadeUp, root } = createDefinitions(document);
  const all = (): Record<string, Schema> => root().$defs as Record<string, Schema>;
  return { add, addMadeUp, all, root };
}
/** What a schema becomes in a request or a response. */
function convert(schema: Schema, schemas: Record<string, Schema> = {}, direction: 'request' | 'response' = 'request') {
  const { add, all } = definitionsOf(schemas);
  return all()[add('It', schema, direction)];
}
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const object = { type: 'object', properties: { a: { type: 'integer' } } };

test('keywords that check nothing are left out, and no others', () => {
  const annotations = {
    ...{ $comment: 'a', $schema: 'b', title: 'c', description: 'd', default: 1, deprecated: true, nullable: true },
    ...{ readOnly: true, writeOnly: true, example: 1, examples: [1], externalDocs: {}, xml: {}, discriminator: {} },
    'x-own': 1,
  };
  expect(convert({ ...annotations, type: 'integer', 'x-message': 'must be one', unknown: 1 })).toEqual({
    ...{ type: 'integer', 'x-message': 'must be one', unknown: 1 },
  });
  expect(convert({ properties: { a: { ...annotations, readOnly: false, type: 'integer' } } })).toEqual({
    properties: { a: { type: 'integer' } },
  });
});

describe('a schema that others refer to', () => {
  test('is a definition of its name, once', () => {
    const { add, all, root } = definitionsOf({ Pet: object });
    expect(add('One', { properties: { p: ref('Pet') } }, 'request')).toBe('One');
    expect(add('Two', { properties: { p: ref('Pet') } }, 'response')).toBe('Two');
    expect(all()).toEqual({
      ...{ Pet: object, One: { properties: { p: { $ref: '#/$defs/Pet' } } } },
      Two: { properties: { p: { $ref: '#/$defs/Pet' } } },
    });
    expect(root().$id).toBe(ROOT);
  });

  test('is called where it stands alone', () => {
    const { add, all } = definitionsOf({ Pet: object });
    const name = add('One', ref('Pet'), 'request');
    expect([name, all()[name]]).toEqual(['PetSchema', { allOf: [{ $ref: '#/$defs/Pet' }] }]);
    expect(convert({ $ref: '#/components/schemas/Pet', maxProperties: 3 }, { Pet: object })).toEqual({
      ...{ $ref: '#/$defs/Pet', maxProperties: 3 },
    });
  });

  test('stands where it is referred to, if it is small', () => {
    const small = { type: 'string', enum: Array.from({ length: 10 }, (_, index) => `${index}`), description: 'a' };
    const large = { type: 'string', enum: Array.from({ length: 11 }, (_, index) => `${index}`) };
    const { description: _, ...plain } = small;
    expect(convert({ items: ref('It') }, { It: small })).toEqual({ items: plain });
    expect(convert({ items: ref('It') }, { It: large })).toEqual({ items: { $ref: '#/$defs/It' } });
    for (const keyword of ['type', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'x-message', 'minimum']) {
      const value = keyword === 'pattern' ? '^a$' : keyword === 'type' ? 'string' : 5;
      expect(convert({ items: ref('It') }, { It: { [keyword]: value } })).toEqual({ items: { [keyword]: value } });
    }
    for (const keyword of ['maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
      expect(convert({ items: ref('It') }, { It: { [keyword]: 5 } })).toEqual({ items: { [keyword]: 5 } });
    }
    for (const It of [{ not: {} }, object]) {
      expect(convert({ items: ref('It') }, { It })).toEqual({ items: { $ref: '#/$defs/It' } });
    }
  });

  test('is named by its place where it is inside another', () => {
    const inner = { $ref: '#/components/schemas/Pet/properties/a' };
    const { add, all } = definitionsOf({ Pet: { properties: { a: { ...object } } } });
    add('One', { items: inner }, 'request');
    expect(Object.keys(all()).sort()).toEqual(['One', 'Pet_a']);
  });
});

describe('what only one direction has', () => {
  const schemas = {
    Pet: { required: ['id', 'pin'], properties: { id: { readOnly: true }, pin: { writeOnly: true }, name: {} } },
    Owner: { properties: { pet: ref('Pet') } },
    Plain: object,
  };

  test.each([
    ['request', { required: ['pin'], properties: { id: { not: {}, readOnly: true }, pin: {}, name: {} } }],
    ['response', { required: ['id'], properties: { id: {}, pin: { not: {}, writeOnly: true }, name: {} } }],
  ] as const)('is rejected in a %s and not required there', (direction, expected) => {
    expect(convert({ ...schemas.Pet }, schemas, direction)).toEqual(expected);
  });

  test('makes a definition for each direction, of all that leads to it', () => {
    const { add, all } = definitionsOf(schemas);
    add('In', { items: ref('Owner') }, 'request');
    add('Out', { items: ref('Owner') }, 'response');
    add('Either', { items: ref('Plain') }, 'response');
    expect(Object.keys(all()).sort()).toEqual([
      ...['Either', 'In', 'Out', 'Owner_request', 'Owner_response', 'Pet_request', 'Pet_response', 'Plain'],
    ]);
    expect(all().Owner_response).toEqual({ properties: { pet: { $ref: '#/$defs/Pet_response' } } });
  });

  test('makes one definition in the direction that it does not concern', () => {
    const { add, all } = definitionsOf({ Secret: { properties: { pin: { writeOnly: true } } } });
    add('In', { items: ref('Secret') }, 'request');
    add('Out', { items: ref('Secret') }, 'response');
    expect(all().Secret).toEqual({ properties: { pin: {} } });
    expect(all().Secret_response).toEqual({ properties: { pin: { not: {}, writeOnly: true } } });
  });

  test('means nothing of parameters and headers', () => {
    const parameters = { [NO_PROPERTIES]: true, properties: { id: { readOnly: true } } };
    const { addMadeUp, all } = definitionsOf();
    const name = addMadeUp('query', parameters, 'request');
    expect(name).toMatch(/^query_\w{6}$/);
    expect(all()[name]).toEqual({ properties: { id: {} } });
    expect(addMadeUp('query', parameters, 'request')).toBe(name);
  });
});

// As text, since objects with a member `then` are taken for promises.
const WITH_THEN: Schema = JSON.parse('{"if":{},"then":{},"else":{},"unevaluatedItems":false}');

describe('what Ajv gets wrong is written in other words', () => {
  test.each<[string, Schema, Schema]>([
    ['an enum of nothing', { enum: [], type: 'string' }, { type: 'string', allOf: [false] }],
    [
      'an enum of nothing beside parts',
      { enum: [], allOf: [{ type: 'string' }] },
      { allOf: [{ type: 'string' }, false] },
    ],
    ['a bound of older drafts', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [
      'an else without then, where what is evaluated counts',
      { if: { const: 1 }, else: { const: 2 }, unevaluatedProperties: false },
      {
        unevaluatedProperties: false,
        allOf: [{ anyOf: [{ const: 1 }, { allOf: [{ not: { const: 1 } }, { const: 2 }] }] }],
      },
    ],
    [
      'an else without then beside parts',
      { if: {}, else: {}, unevaluatedItems: false, allOf: [{ type: 'array' }] },
      { unevaluatedItems: false, allOf: [{ type: 'array' }, { anyOf: [{}, { allOf: [{ not: {} }, {}] }] }] },
    ],
    ['an else that does not matter', { if: {}, else: {} }, { if: {}, else: {} }],
    ['an else with then', WITH_THEN, WITH_THEN],
    ['a pattern of other engines', { pattern: '^\\@$' }, { pattern: '^@$' }],
    [
      'patterns of properties',
      { patternProperties: { '^\\@': { type: 'string' } } },
      { patternProperties: { '^@': { type: 'string' } } },
    ],
  ])('%s', (_what, schema, expected) => {
    expect(convert(schema)).toEqual(expected);
  });

  test('a property named __proto__', () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"type":"string"},"a":{}},"patternProperties":{"^b":{}}}');
    expect(convert(schema)).toEqual({
      ...{ properties: { a: {} }, patternProperties: { '^b': {}, '^__proto__$': { type: 'string' } } },
    });
  });

  test('and what is no pattern is not checked', () => {
    const { add, all } = definitionsOf();
    add('It', { pattern: '(', patternProperties: { '[': {}, '^a': {} } }, 'request');
    expect(all().It).toEqual({ patternProperties: { '^a': {} } });
  });

  test('and true and false are functions', () => {
    expect([convert(true as never), convert(false as never)]).toEqual([{ allOf: [true] }, { allOf: [false] }]);
  });
});
