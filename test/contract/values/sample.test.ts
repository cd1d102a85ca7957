import { expect, test } from 'vitest';
import { isXml } from '../../../src/contract/document/media-types.ts';
import { createFirst, flatten, typesOf } from '../../../src/contract/values/flat.ts';
import { sampleValue } from '../../../src/contract/values/sample.ts';

const find = () => undefined;
const sample = (schema: object): unknown => sampleValue(schema, find, { size: 'full', seed: 1 });

test.each([
  [{ minProperties: 1 }, 'object'],
  [{ maxProperties: 2 }, 'object'],
  [{ required: ['a'] }, 'object'],
  [{ additionalProperties: false }, 'object'],
  [{ uniqueItems: true }, 'array'],
  [{ minItems: 1 }, 'array'],
])('a schema without a type that says %j describes an %s', (schema, type) => {
  expect(typesOf(flatten(schema, find, createFirst(find)))).toEqual([type]);
});

test('a negated schema that leads back to itself without end is left to the validator', () => {
  const schemas: Record<string, object> = {
    '#/Pet': { oneOf: [{ $ref: '#/Cat' }] },
    '#/Cat': { allOf: [{ $ref: '#/Pet' }] },
  };
  const findIn = (reference: string) => schemas[reference];
  for (const schema of [
    { type: 'string', not: { $ref: '#/Pet' } },
    { type: 'array', contains: { $ref: '#/Pet' } },
  ])
    expect(sampleValue(schema, findIn, { size: 'full', seed: 1 })).toBeDefined();
});

test('what one branch of allOf requires is required beside what the others do', () => {
  const flat = flatten({ allOf: [{ required: ['a'] }, { required: ['b', 'a'] }] }, find, createFirst(find));
  expect(flat.required?.toSorted()).toEqual(['a', 'b']);
});

test('a property that is required and not declared has a value, as any other may be there', () => {
  expect(sample({ type: 'object', required: ['x'] })).toHaveProperty('x');
});

test('items that must differ do, in each type', () => {
  for (const items of [{ type: 'string' }, { type: 'integer' }, { type: 'string', minLength: 4, maxLength: 5 }]) {
    const list = sample({ type: 'array', minItems: 3, uniqueItems: true, items }) as unknown[];
    expect(new Set(list).size, JSON.stringify(items)).toBe(list.length);
    expect(list.length).toBeGreaterThanOrEqual(3);
  }
});

test.each([
  ['application/xml', true],
  ['text/xml; charset=utf-8', true],
  ['application/atom+xml', true],
  ['x-application/xml', false],
  ['application/xml-dtd', false],
  ['application/json', false],
])('%s is XML: %s (RFC 7303 §9)', (mediaType, is) => {
  expect(isXml(mediaType)).toBe(is);
});

const self = { $ref: '#/components/schemas/Node' };
const leaf = { $ref: '#/components/schemas/Leaf' };
test.each<[string, Record<string, object>, unknown]>([
  [
    'null before the schema',
    { Node: { type: 'object', required: ['next'], properties: { next: { anyOf: [{ type: 'null' }, self] } } } },
    { next: null },
  ],
  [
    'null behind the schema',
    { Node: { type: 'object', required: ['next'], properties: { next: { oneOf: [self, { type: 'null' }] } } } },
    { next: null },
  ],
  [
    'a text',
    { Node: { type: 'object', required: ['next'], properties: { next: { oneOf: [self, { const: 'end' }] } } } },
    { next: 'end' },
  ],
  [
    'an alternative of another schema',
    {
      Node: { type: 'object', required: ['c'], properties: { c: { type: 'array', minItems: 1, items: leaf } } },
      Leaf: { oneOf: [self, { type: 'object', required: ['leaf'], properties: { leaf: { const: true } } }] },
    },
    { c: [{ leaf: true }] },
  ],
])('a circle that is required ends with %s', (_what, schemas, expected) => {
  const findIn = (reference: string) => schemas[reference.replace('#/components/schemas/', '')];
  expect(sampleValue(self, findIn, { size: 'full', seed: 1 })).toEqual(expected);
});

test.each([
  [{ type: 'array', minItems: 2e9, items: { type: 'string' } }, 'the list would be too long'],
  [{ type: 'array', minContains: 2e9, contains: { type: 'string' } }, 'the list would be too long'],
  [{ type: 'object', minProperties: 2e9 }, 'the object would have too many properties'],
  [{ type: 'string', minLength: 2e9 }, 'no text has the right length'],
  [{ type: 'string', pattern: '^a{2000000000}$' }, 'no text of the pattern ^a{2000000000}$ has the right length'],
])('a value that would fill the memory is not made: %j', (schema, reason) => {
  expect(() => sample(schema)).toThrow(reason);
});

test('a property whose schema is true is kept beside a branch of allOf that does not name it', () => {
  const schema = { allOf: [{ properties: { a: true } }, { properties: { b: { type: 'string' } } }] };
  expect(flatten(schema, find, createFirst(find)).properties).toMatchObject({ a: true });
});
