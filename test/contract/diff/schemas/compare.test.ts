import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { createSchemaComparison } from '../../../../src/contract/diff/schemas/compare.ts';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import { compareRoots, documentOf } from './compare-documents.ts';

const TEXT = { type: 'string' };
const INTEGER = { type: 'integer' };
const tagged = (tag: string, more: object = {}) => ({
  type: 'object',
  properties: { kind: { const: tag }, ...more },
  required: ['kind'],
});
const tree = (label: object) => ({
  type: 'object',
  properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } }, label },
});

/** Old schema, new schema, and each effect with keyword and place. */
const CHANGES: [name: string, old: unknown, next: unknown, found: string[]][] = [
  ['a lower maximum', { ...INTEGER, maximum: 100 }, { ...INTEGER, maximum: 50 }, ['narrowing maximum /']],
  ['a maximum of texts', { ...TEXT, maximum: 9 }, { ...TEXT, maximum: 5 }, []],
  ['values of an enum', { enum: ['a', 'b'] }, { enum: ['b', 'c'] }, ['narrowing enum /', 'widening enum /']],
  ['a required property', { type: 'object' }, { type: 'object', required: ['a'] }, ['narrowing required a /']],
  [
    'a property that was not declared',
    { type: 'object', properties: { a: TEXT } },
    { type: 'object', properties: { a: TEXT, b: INTEGER } },
    ['narrowing properties b / undeclared'],
  ],
  [
    'a property of a closed object',
    { type: 'object', properties: { a: TEXT, b: INTEGER }, additionalProperties: false },
    { type: 'object', properties: { a: TEXT }, additionalProperties: false },
    ['narrowing properties b /'],
  ],
  [
    'a length deep inside',
    { type: 'object', properties: { x: { type: 'array', items: { ...TEXT, maxLength: 5 } } } },
    { type: 'object', properties: { x: { type: 'array', items: { ...TEXT, maxLength: 3 } } } },
    ['narrowing maxLength /x/*'],
  ],
  ['a wider pattern', { ...TEXT, pattern: '^[a-z]+$' }, { ...TEXT, pattern: '^[a-z0-9]+$' }, ['widening pattern /']],
  [
    'lookaheads in another order',
    { ...TEXT, pattern: '^(?=.*[a-z])(?=.*\\d).{8,}$' },
    { ...TEXT, pattern: '^(?=.*\\d)(?=.*[a-z]).{8,}$' },
    [],
  ],
  [
    'one lookahead less',
    { ...TEXT, pattern: '^(?=.*[a-z])(?!.*--).{8,}$' },
    { ...TEXT, pattern: '^(?=.*[a-z]).{8,}$' },
    ['widening pattern /'],
  ],
  ['a format', TEXT, { ...TEXT, format: 'email' }, ['narrowing format /']],
  ['a bound that a format implies', { ...TEXT, format: 'date' }, { ...TEXT, format: 'date', maxLength: 10 }, []],
  ['uniqueItems', { type: 'array' }, { type: 'array', uniqueItems: true }, ['narrowing uniqueItems /']],
  ['uniqueItems of one item', { type: 'array', maxItems: 1 }, { type: 'array', maxItems: 1, uniqueItems: true }, []],
  ['contains', { type: 'array' }, { type: 'array', contains: { const: 3 } }, ['narrowing contains /']],
  ['not', TEXT, { ...TEXT, not: { const: 'x' } }, ['narrowing not /']],
  ['under not', { not: { ...INTEGER, maximum: 5 } }, { not: { ...INTEGER, maximum: 3 } }, ['widening not /']],
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
  ['if and then', {}, { if: { required: ['a'] }, then: { required: ['b'] } }, ['narrowing if /']],
  [
    'an alternative',
    { oneOf: [tagged('a'), tagged('b')] },
    { oneOf: [tagged('a'), tagged('b'), tagged('c')] },
    ['widening oneOf 2 /'],
  ],
  [
    'inside an alternative',
    { oneOf: [tagged('a', { v: TEXT }), tagged('b')] },
    { oneOf: [tagged('a', { v: { ...TEXT, maxLength: 3 } }), tagged('b')] },
    ['narrowing maxLength /v'],
  ],
  [
    'inside one of many alternatives with a discriminator',
    { oneOf: Array.from({ length: 60 }, (_, index) => tagged(`k${index}`, { v: TEXT })) },
    { oneOf: Array.from({ length: 60 }, (_, index) => tagged(`k${index}`, { v: index === 7 ? INTEGER : TEXT })) },
    ['narrowing type /v', 'widening type /v'],
  ],
  [
    'many alternatives with a discriminator, of which any may match',
    { oneOf: Array.from({ length: 40 }, (_, index) => tagged(`k${index}`)) },
    { anyOf: Array.from({ length: 40 }, (_, index) => tagged(`k${index}`)) },
    [],
  ],
  [
    'an alternative that makes another one ambiguous',
    { oneOf: [INTEGER, TEXT] },
    { oneOf: [INTEGER, TEXT, { minimum: 5 }] },
    ['narrowing oneOf /', 'widening oneOf 2 /'],
  ],
  [
    'a pattern of properties',
    { patternProperties: { '^x-': TEXT } },
    { patternProperties: { '^x-': INTEGER } },
    ['narrowing type /*', 'widening type /*'],
  ],
  ['additionalProperties', {}, { additionalProperties: false }, ['narrowing additionalProperties /']],
  ['unevaluatedProperties', {}, { unevaluatedProperties: false }, ['narrowing unevaluatedProperties /']],
  ['propertyNames', {}, { propertyNames: { pattern: '^[a-z]+$' } }, ['narrowing propertyNames /']],
  [
    'a decimal step',
    { type: 'number', multipleOf: 0.01 },
    { type: 'number', multipleOf: 0.1 },
    ['narrowing multipleOf /'],
  ],
  ['integers to numbers', INTEGER, { type: 'number' }, ['widening type /']],
  [
    'readOnly',
    { properties: { a: TEXT } },
    { properties: { a: { ...TEXT, readOnly: true } } },
    ['narrowing readOnly a /'],
  ],
  ['a schema that accepts nothing', TEXT, false, ['narrowing not /']],
  ['a change of what cannot be', { allOf: [TEXT, INTEGER] }, { allOf: [TEXT, { ...INTEGER, maximum: 3 }] }, []],
];

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);

describe('differences of schemas', () => {
  test.each(CHANGES)('%s', (_name, old, next, found) => {
    const differences = compareRoots({ old, new: next });
    const lines = differences.map(({ effect, keyword, about, at, isUndeclared }) =>
      [
        effect,
        keyword,
        ...(about === undefined ? [] : [about]),
        `/${at.join('/')}`,
        ...(isUndeclared ? ['undeclared'] : []),
      ].join(' '),
    );
    expect(lines.toSorted()).toEqual(found);
    for (const { effect, witness, keyword } of differences) {
      // Ajv on its own knows no direction.
      if (keyword === 'readOnly') continue;
      const [accepts, rejects] = effect === 'narrowing' ? [old, next] : [next, old];
      expect(ajv.validate(accepts as object, witness?.value)).toBe(true);
      expect(ajv.validate(rejects as object, witness?.value)).toBe(false);
    }
  });

  test('a change of a circular schema is reported once', () => {
    const differences = compareRoots({
      ...{ old: { $ref: '#/components/schemas/Tree' }, new: { $ref: '#/components/schemas/Tree' } },
      ...{ schemas: { Tree: tree(TEXT) }, newSchemas: { Tree: tree({ ...TEXT, maxLength: 4 }) } },
    });
    expect(differences).toMatchObject([
      {
        ...{ effect: 'narrowing', keyword: 'maxLength', at: ['label'] },
        newPointer: '#/components/schemas/Tree/properties/label/maxLength',
      },
    ]);
  });

  test('schemas that lead back to themselves without a step into the value are not decided', () => {
    const schemas = {
      Parent: { oneOf: [{ $ref: '#/components/schemas/Child' }], properties: { kind: TEXT } },
      Child: { allOf: [{ $ref: '#/components/schemas/Parent' }, { properties: { age: INTEGER } }] },
    };
    const newSchemas = { ...schemas, Parent: { ...schemas.Parent, required: ['kind'] } };
    const root = { $ref: '#/components/schemas/Child' };
    const [first] = compareRoots({ old: root, new: root, schemas, newSchemas });
    expect(first).toMatchObject({
      ...{ effect: 'unproven', possible: 'narrowing', keyword: 'required' },
      reason: 'the schema applies itself to the same value without end',
    });
  });

  test('a property whose name breaks one alternative and its value the other is found, though only one fits', () => {
    const old = { type: 'object', maxProperties: 1 };
    const anyOf = [{ propertyNames: { maxLength: 5 } }, { additionalProperties: INTEGER }];
    const [first] = compareRoots({ old, new: { ...old, anyOf } });
    expect(first).toMatchObject({ effect: 'narrowing', keyword: 'anyOf' });
  });

  test('an alternative too many beside unevaluatedProperties is not decided, wherever it is referred to', () => {
    const branches = Array.from({ length: 7 }, (_, index) => ({ properties: { [`p${index}`]: INTEGER } }));
    const open = (unevaluatedProperties: unknown) => ({ Open: { anyOf: branches, unevaluatedProperties } });
    const roots = ['a', 'b'].map((name) => ({ properties: { [name]: { $ref: '#/components/schemas/Open' } } }));
    const [old, next] = [false, TEXT].map((last) => documentOf({ anyOf: roots }, open(last)));
    const { compare } = createSchemaComparison(old as OpenApiDocument, next as OpenApiDocument);
    for (const root of roots)
      expect(compare({ old: root, new: root, direction: 'request' })).toMatchObject([
        { effect: 'unproven', possible: 'narrowing', keyword: 'unevaluatedProperties' },
        { effect: 'unproven', possible: 'widening', keyword: 'unevaluatedProperties' },
      ]);
    const changed = { ...roots[0], maxProperties: 3 };
    const beside = createSchemaComparison(old as OpenApiDocument, old as OpenApiDocument);
    expect(beside.compare({ old: roots[0], new: changed, direction: 'request' })).toMatchObject([
      { effect: 'narrowing', keyword: 'maxProperties' },
    ]);
  });

  test('properties that exchange their schemas and their order are a change', () => {
    const [one, two] = [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }];
    const wrapped = (properties: object) => ({
      One: tagged('one'),
      Two: tagged('two'),
      Tree: { ...tree({}), properties },
    });
    const root = { type: 'array', items: { $ref: '#/components/schemas/Tree' } };
    const found = compareRoots({
      ...{ old: root, new: root, schemas: wrapped({ a: one, b: two }) },
      newSchemas: wrapped({ b: one, a: two }),
    });
    expect(found.map(({ effect, at }) => `${effect} ${at.join('/')}`)).toContain('narrowing */a/kind');
  });

  test('the changed keyword of "contains" is named', () => {
    const list = { type: 'array', contains: INTEGER };
    expect(compareRoots({ old: { ...list, minContains: 2 }, new: { ...list, minContains: 3 } })).toMatchObject([
      { effect: 'narrowing', keyword: 'minContains', old: 2, new: 3 },
    ]);
  });

  test('a string without conditions accepts numbers where values are texts', () => {
    expect(compareRoots({ old: INTEGER, new: TEXT }, 'request', true)).toMatchObject([{ effect: 'widening' }]);
    expect(compareRoots({ old: INTEGER, new: TEXT }, 'request', false)).toMatchObject([
      { effect: 'narrowing' },
      { effect: 'widening' },
    ]);
  });

  test('a value that cannot be made is no verdict', () => {
    const look = (pattern: string) => ({ ...TEXT, pattern, minLength: 3 });
    const equal = compareRoots({ old: look('^(a+)-\\1$'), new: look('^(a{1,})-\\1$') });
    expect(equal.map(({ effect, possible }) => `${effect} ${possible}`)).toEqual([
      'unproven narrowing',
      'unproven widening',
    ]);
  });
});
