import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../src/contract/document/document.ts';
import {
  createFirst,
  equal,
  flatten,
  isOfType,
  roughlyFits,
  typeOf,
  typesOf,
} from '../../../src/contract/values/flat.ts';

const SCHEMAS: Record<string, unknown> = {
  '#text': { type: 'string', maxLength: 5 },
  '#null': { type: 'null' },
  '#circle': { $ref: '#circle', minimum: 1 },
};
const find = (reference: string): unknown => SCHEMAS[reference];
const flat = (schema: unknown) => flatten(schema, find, createFirst(find));

describe('a schema with what it is composed of', () => {
  test.each<[schema: unknown, flat: object]>([
    [true, {}],
    [false, { not: {} }],
    [{ const: null }, { enum: [null] }],
    [{ pattern: 'a' }, { patterns: ['a'] }],
    [
      { $ref: '#text', title: 'A' },
      { type: 'string', maxLength: 5, title: 'A' },
    ],
    [{ $ref: '#none', title: 'A' }, { title: 'A' }],
    [{ $ref: '#circle' }, { minimum: 1 }],
    [{ title: 'own', allOf: [{ title: 'first' }, { title: 'second' }] }, { title: 'own' }],
    [{ allOf: [{ title: 'first' }, { title: 'second' }] }, { title: 'first' }],
    [{ anyOf: [], oneOf: [] }, {}],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }, { type: 'integer' }] }, { type: 'string' }],
    [{ oneOf: [{ $ref: '#null' }, { $ref: '#text' }] }, { type: 'string', maxLength: 5 }],
    [{ anyOf: [{ type: 'null' }] }, { type: 'null' }],
    [{ allOf: [{ pattern: 'a' }, { pattern: 'b' }, { pattern: 'a' }] }, { patterns: ['a', 'b'] }],
    [{ required: ['a'], allOf: [{ required: ['b', 'a'] }] }, { required: ['a', 'b'] }],
    [{ enum: [1, { a: 1 }, 2], allOf: [{ enum: [2, { a: 1 }] }] }, { enum: [{ a: 1 }, 2] }],
    [{ const: 1, allOf: [{ const: 2 }] }, { enum: [] }],
    [{ items: true, allOf: [{ items: { type: 'string' } }] }, { items: { type: 'string' } }],
    [{ items: { type: 'string' }, allOf: [{ items: true }] }, { items: { type: 'string' } }],
    [
      { items: { minimum: 1 }, allOf: [{ items: { maximum: 2 } }] },
      { items: { allOf: [{ minimum: 1 }, { maximum: 2 }] } },
    ],
    [{ items: { minimum: 1 }, allOf: [{ items: false }] }, { items: false }],
    [{ contains: { const: 1 } }, { containing: [{ schema: { const: 1 }, least: 1, most: Number.POSITIVE_INFINITY }] }],
    [
      { contains: {}, minContains: 0, allOf: [{ contains: false, maxContains: 2 }] },
      {
        containing: [
          { schema: {}, least: 0, most: Number.POSITIVE_INFINITY },
          { schema: false, least: 1, most: 2 },
        ],
      },
    ],
    [{ minContains: 1, maxContains: 2 }, {}],
    [{ not: { const: 1 }, allOf: [{ not: { const: 2 } }] }, { not: { anyOf: [{ const: 1 }, { const: 2 }] } }],
    [{ multipleOf: 4, allOf: [{ multipleOf: 6 }] }, { multipleOf: 12 }],
    ...['additionalProperties', 'unevaluatedProperties', 'propertyNames'].map((keyword): [unknown, object] => [
      { [keyword]: { minLength: 1 }, allOf: [{ [keyword]: { maxLength: 2 } }] },
      { [keyword]: { allOf: [{ minLength: 1 }, { maxLength: 2 }] } },
    ]),
    [
      {
        properties: { a: { minimum: 1 }, b: { minimum: 3 } },
        allOf: [{ properties: { a: { maximum: 2 }, c: false } }],
      },
      { properties: { a: { allOf: [{ minimum: 1 }, { maximum: 2 }] }, b: { minimum: 3 }, c: false } },
    ],
    [
      { properties: {}, allOf: [{ properties: { toString: { type: 'string' } } }] },
      { properties: { toString: { type: 'string' } } },
    ],
    [
      { prefixItems: [{ minimum: 1 }], allOf: [{ prefixItems: [{ maximum: 2 }, { minimum: 3 }] }] },
      { prefixItems: [{ allOf: [{ maximum: 2 }, { minimum: 1 }] }, { minimum: 3 }] },
    ],
  ])('%j: %j', (schema, expected) => {
    expect(flat(schema)).toEqual(expected);
  });

  test.each(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'])(
    'has the larger %s',
    (keyword) => {
      for (const [one, other] of [
        [1, 2],
        [2, 1],
      ])
        expect(flat({ [keyword]: one, allOf: [{ [keyword]: other }] })).toEqual({ [keyword]: 2 });
    },
  );

  test.each(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'])(
    'has the smaller %s',
    (keyword) => {
      for (const [one, other] of [
        [1, 2],
        [2, 1],
      ])
        expect(flat({ [keyword]: one, allOf: [{ [keyword]: other }] })).toEqual({ [keyword]: 1 });
    },
  );

  test.each<[one: unknown, other: unknown, types: string[]]>([
    ['string', ['null', 'string'], ['string']],
    ['number', 'integer', ['integer']],
    ['integer', 'number', ['integer']],
    ['integer', 'integer', ['integer']],
    ['string', 'null', []],
    [
      ['null', 'number'],
      ['integer', 'null'],
      ['null', 'integer'],
    ],
  ])('has the types that %j and %j have in common', (one, other, types) => {
    expect(flat({ type: one, allOf: [{ type: other }] })).toEqual({ type: types });
  });

  test('takes the alternative that is chosen, list by list', () => {
    const places: number[] = [];
    const choose = (branches: unknown[], place: number): number => {
      places.push(place);
      return branches.length - 1;
    };
    const schema = { anyOf: [{ minimum: 1 }, { minimum: 2 }], oneOf: [{ maximum: 3 }, { maximum: 4 }] };
    expect(flatten(schema, find, choose)).toEqual({ minimum: 2, maximum: 4 });
    expect(places).toEqual([0, 1]);
  });
});

describe('the types of a schema', () => {
  test.each<[schema: Schema, types: string[]]>([
    [{ type: 'string' }, ['string']],
    [{ type: ['string', 'null'] }, ['string', 'null']],
    [
      { enum: ['a', 'b', 1, 1.5, null, [], {}, true] },
      ['string', 'integer', 'number', 'null', 'array', 'object', 'boolean'],
    ],
    ...['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'].map(
      (keyword): [Schema, string[]] => [{ [keyword]: {} }, ['object']],
    ),
    ...['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'].map((keyword): [Schema, string[]] => [
      { [keyword]: 1 },
      ['array'],
    ]),
    [flat({ contains: {} }), ['array']],
    [{ minimum: 1 }, []],
  ])('%j are %j', (schema, types) => {
    expect(typesOf(schema)).toEqual(types);
  });

  test.each<[value: unknown, types: string[], is: boolean]>([
    [1, ['integer'], true],
    [1, ['number'], true],
    [1.5, ['number'], true],
    [1.5, ['integer'], false],
    [null, ['object'], false],
    [[], ['object'], false],
    ['a', [], true],
  ])('%j is of one of %j: %s', (value, types, is) => {
    expect(isOfType(value, types)).toBe(is);
  });

  test('null and lists have types of their own', () => {
    expect([null, [], {}, 1, 1.5, 'a', true].map(typeOf)).toEqual([
      ...['null', 'array', 'object', 'integer', 'number', 'string', 'boolean'],
    ]);
  });
});

test.each<[schema: Schema, value: unknown, fits: boolean]>([
  [{ type: 'string' }, 1, false],
  [{ enum: [{ a: 1, b: 2 }] }, { b: 2, a: 1 }, true],
  [{ enum: [1] }, 2, false],
  [{ required: ['a'] }, { a: 1 }, true],
  [{ required: ['a', 'b'] }, { a: 1 }, false],
  [{ required: ['toString'] }, {}, false],
  [{ properties: { a: { const: 1 } } }, { a: 1 }, true],
  [{ properties: { a: { const: 1 } } }, { a: 2 }, false],
  [{ properties: { a: { enum: [1, 2] }, b: { const: 1 } } }, { a: 2, b: 1 }, true],
  [{ properties: { a: { enum: [1, 2] }, b: { const: 1 } } }, { a: 2, b: 2 }, false],
  [{ properties: { a: { const: 1 } } }, {}, true],
  [{ properties: { a: false, b: { minimum: 5 } } }, { a: 1, b: 1 }, true],
])('%j fits %j by its type, values and properties: %s', (schema, value, fits) => {
  expect(roughlyFits(schema, value)).toBe(fits);
});

test.each<[one: unknown, other: unknown, is: boolean]>([
  [1, 1, true],
  [{ a: [1] }, { a: [1] }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [[1, 2], [2, 1], false],
  ['1', 1, false],
])('%j and %j are the same value: %s', (one, other, is) => {
  expect(equal(one, other)).toBe(is);
});
