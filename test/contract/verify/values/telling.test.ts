import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../../src/contract/document/document.ts';
import { createFindSchema } from '../../../../src/contract/document/references.ts';
import { listConstraints } from '../../../../src/contract/verify/values/constraints.ts';
import {
  hasValueAt,
  replaceAt,
  UNREACHABLE,
  valueAt,
  withPlace,
} from '../../../../src/contract/verify/values/places.ts';
import { differentValues, withTellingValues } from '../../../../src/contract/verify/values/telling.ts';
import { petContract } from '../../serve/pets.ts';

const find = createFindSchema(petContract({}, { schemas: {} }));
const CONTEXT = { find, seed: 1 };

describe('a value that tells whether a server resets it', () => {
  const told = (property: Schema, current?: unknown) =>
    withTellingValues(CONTEXT, { properties: { a: property } }, current === undefined ? {} : { a: current }).a;

  test.each<[Schema, unknown, unknown]>([
    [{ type: 'integer', minimum: 0 }, undefined, 1],
    [{ type: 'integer', minimum: 0, default: 1 }, undefined, 2],
    [{ type: 'integer', minimum: 0 }, 0, 1],
    [{ type: 'integer', minimum: 0 }, 5, 5],
    [{ type: 'number', default: 1 }, undefined, 1.5],
    [{ type: 'integer', maximum: 0, minimum: 0 }, undefined, undefined],
    [{ type: 'boolean' }, undefined, true],
    [{ type: 'boolean' }, false, true],
    [{ type: 'boolean', default: true }, undefined, false],
    [{ type: 'boolean', default: false }, undefined, true],
    [{ type: 'boolean', default: true }, false, false],
    [{ enum: ['x', 'y'], default: 'x' }, undefined, 'y'],
    [{ enum: [null, '', 0, 'z'] }, undefined, 'z'],
    [{ type: 'string' }, '', 'rex'],
    [{ type: 'string', default: 'rex' }, undefined, 'rexx'],
    [{ type: 'string', default: 'xxxx', minLength: 4 }, undefined, 'rexx'],
    [{ type: 'array', items: { enum: ['x'] } }, [], ['x']],
    [{ type: 'array', items: { enum: ['x'] }, default: ['x'] }, undefined, undefined],
    [{ type: 'string', readOnly: true }, undefined, undefined],
    [{ type: ['string', 'null'] }, null, 'rex'],
  ])('of %j in the place of %j is %j', (property, current, expected) => {
    expect(told(property, current)).toEqual(expected);
  });

  test('is given inside objects that are there, two levels deep', () => {
    const leaf = { type: 'integer', minimum: 0 };
    const nest = (depth: number): Schema =>
      depth === 0 ? { properties: { x: leaf } } : { properties: { x: leaf, next: nest(depth - 1) } };
    const value = (depth: number): Record<string, unknown> =>
      depth === 0 ? { x: 0 } : { x: 0, next: value(depth - 1) };
    const found = withTellingValues(CONTEXT, nest(4), value(4));
    const xs: unknown[] = [];
    for (let at: unknown = found; typeof at === 'object' && at !== null; at = (at as { next?: unknown }).next) {
      xs.push((at as { x: unknown }).x);
    }
    expect(xs).toEqual([1, 1, 1, 0, 0]);
    // The wish of the caller counts at the outside only.
    const some = withTellingValues(CONTEXT, nest(1), value(1), { isWanted: (name) => name === 'next' });
    expect(some).toEqual({ x: 0, next: { x: 1 } });
  });

  test('leaves what was given as it is', () => {
    const given = { a: 0 };
    withTellingValues(CONTEXT, { properties: { a: { type: 'integer' } } }, given);
    expect(given).toEqual({ a: 0 });
  });
});

test.each<[Schema, unknown[]]>([
  [{ enum: ['a', 'b', null, '', 'c', 'd'] }, ['b', 'c', 'd']],
  [{ type: 'boolean' }, [false, true]],
  [{ type: 'integer', minimum: 1 }, [3, 4, 2]],
  [{ type: 'number', minimum: 1 }, [2, 2.5, 1.5]],
  [{ type: 'integer', minimum: 1, maximum: 3 }, [3, 2]],
  [{ type: 'string' }, ['middle', 'zebra', 'apple']],
  [{ type: 'string', minLength: 7 }, ['middlee', 'zebraaa', 'appleee']],
  [{ type: 'string', format: 'date' }, ['2026-11-21', '2024-02-29', '2025-06-30']],
  [{ type: 'string', format: 'ipv4' }, ['192.0.2.1']],
  [{ type: 'object' }, []],
])('different values of %j are %j', (schema, values) => {
  expect(differentValues(CONTEXT, schema)).toEqual(values);
});

test('different values of a pattern match it and differ', () => {
  const values = differentValues(CONTEXT, { type: 'string', pattern: '^[a-z]+$' });
  expect(values).toHaveLength(3);
  expect(new Set(values.map((value) => String(value).length))).toEqual(new Set([4, 5, 6]));
  for (const value of values) expect(value).toMatch(/^[a-z]+$/);
});

describe('a place in a value', () => {
  const root = { a: [{ b: 1 }, { b: 2 }], c: null };

  test.each<[string[], unknown]>([
    [[], root],
    [['a', '*', 'b'], 1],
    [['a', '1', 'b'], 2],
    [['a', '2'], undefined],
    [['c', 'd'], undefined],
    [['toString'], undefined],
  ])('%j leads to %j', (place, value) => {
    expect(valueAt(root, place)).toEqual(value);
    expect(hasValueAt(root, place)).toBe(value !== undefined);
  });

  test.each<[unknown, string[], unknown]>([
    [root, [], 9],
    [{ a: 1, c: 2 }, ['a'], { a: 9, c: 2 }],
    [{}, ['a'], { a: 9 }],
    [{ a: [1, 2] }, ['a', '*'], { a: [9, 2] }],
    [{ a: [1, 2] }, ['a', '1'], { a: [1, 9] }],
    [{ a: [1, 2] }, ['a', '7'], { a: [1, 9] }],
    [[], ['*'], [9]],
    [[], ['*', 'b'], UNREACHABLE],
    [{}, ['a', 'b'], UNREACHABLE],
    [{ a: 1 }, ['a', 'b'], UNREACHABLE],
    [{ a: [1] }, ['a', '0', 'b'], UNREACHABLE],
    ['text', ['a'], UNREACHABLE],
    [JSON.parse('{}'), ['__proto__'], JSON.parse('{"__proto__":9}')],
  ])('of %j at %j is replaced: %j', (value, place, expected) => {
    const before = structuredClone(value);
    expect(replaceAt(value, place, 9)).toEqual(expected);
    expect(value).toEqual(before);
  });

  const within = (schema: Schema, value: unknown, place: string[], most?: number) => [
    ...withPlace({ ...CONTEXT, ...(most === undefined ? {} : { most }) }, schema, value, place),
  ];
  const deep = {
    properties: { a: { properties: { b: { enum: ['x'] } } }, l: { type: 'array', items: { enum: ['y'] } } },
  };

  test('is made where it is missing', () => {
    expect(within(deep, { k: 1 }, ['a', 'b'])).toContainEqual({ k: 1, a: { b: 'x' } });
    expect(within(deep, { a: { c: 1 } }, ['a', 'b'])).toContainEqual({ a: { c: 1, b: 'x' } });
    expect(within(deep, { l: [] }, ['l', '*'])).toContainEqual({ l: ['y'] });
    expect(within(deep, { a: { b: 'own' } }, ['a', 'b'])).toContainEqual({ a: { b: 'own' } });
    expect(within(deep, undefined, ['a'])).toContainEqual({ a: { b: 'x' }, l: ['y'] });
    expect(within(deep, null, ['a', 'b']).length).toBeGreaterThan(0);
    expect(within(deep, {}, ['none'])).toEqual([]);
    expect(within(deep, undefined, [])).toEqual([]);
    expect(within({ properties: { a: false } }, {}, ['a'])).toEqual([]);
  });

  test('is made of each alternative that knows it, in a bounded number of steps', () => {
    const either = { oneOf: [{ properties: { k: { const: 1 } } }, { properties: { m: { const: 2 } } }] };
    expect(within(either, {}, ['m'])).toContainEqual({ m: 2 });
    expect(within(deep, {}, ['a', 'b'], 2)).toEqual([]);
    expect(within(deep, {}, ['a', 'b'], 3)).not.toEqual([]);
  });
});

describe('a boundary value is known', () => {
  /** Which of these values are one of a boundary, by `keyword boundary`. */
  const known = (schema: Schema, keyword: string, name: string, values: unknown[]): unknown[] => {
    const constraint = listConstraints(schema, find, 1).find(
      (one) => one.place.length === 0 && one.keyword === keyword,
    );
    const boundary = constraint?.boundaries.find((one) => one.name === name);
    if (boundary === undefined) throw new Error(`There is no ${keyword} ${name}.`);
    return values.filter(boundary.holds);
  };
  const numbers = [-1, 0, 0.5, 0.99, 1, 1.01, 2, 5, 6, '5', null];

  test.each<[Schema, string, string, unknown[], unknown[]]>([
    [{ type: 'integer', minimum: 1 }, 'minimum', 'at the bound', numbers, [1]],
    [{ type: 'integer', minimum: 1 }, 'minimum', 'beyond', numbers, [-1, 0]],
    [{ type: 'integer', maximum: 5 }, 'maximum', 'beyond', numbers, [6]],
    [{ type: 'integer', exclusiveMinimum: 1 }, 'exclusiveMinimum', 'at the bound', numbers, [2]],
    [{ type: 'integer', exclusiveMinimum: 1 }, 'exclusiveMinimum', 'beyond', numbers, [-1, 0, 0.5, 0.99, 1]],
    [{ type: 'number', exclusiveMaximum: 1 }, 'exclusiveMaximum', 'at the bound', numbers, [0.99]],
    [{ type: 'number', maximum: 1 }, 'maximum', 'beyond', numbers, [1.01, 2, 5, 6]],
    [{ type: 'integer', multipleOf: 5, maximum: 5 }, 'maximum', 'beyond', [5, 9, 10, 15], [10, 15]],
    [{ type: 'integer' }, 'integer', 'a fraction', numbers, [0.5, 0.99, 1.01]],
    [{ type: 'string', minLength: 2 }, 'minLength', 'beyond', ['', 'a', '🐈', 'ab', 5], ['', 'a', '🐈']],
    [{ type: 'string', maxLength: 1 }, 'maxLength', 'beyond', ['', '🐈', 'ab', ['ab']], ['ab']],
    [{ type: 'string', pattern: '^a' }, 'pattern', 'no match', ['a', 'b', '', 5], ['b', '']],
    [
      { type: 'string', format: 'date' },
      'format',
      'of another format',
      ['2026-02-30', '2026-02-20', 5],
      ['2026-02-30'],
    ],
    [{ type: 'string' }, 'string', 'odd characters', ['a', 'é', "'", '"', '\\', '<', 5], ['é', "'", '"', '\\', '<']],
    [{ type: 'array', minItems: 2 }, 'minItems', 'beyond', [[], [1], [1, 2], {}], [[], [1]]],
    [{ type: 'array', maxItems: 1 }, 'maxItems', 'at the bound', [[], [1], [1, 2]], [[1]]],
    [{ type: 'array', maxItems: 1 }, 'maxItems', 'beyond', [[], [1], [1, 2], 'ab'], [[1, 2]]],
    [
      { type: 'array', uniqueItems: true },
      'uniqueItems',
      'an item twice',
      [[1, 2], [1, 1], [{ a: 1 }, { a: 1 }], 'aa'],
      [
        [1, 1],
        [{ a: 1 }, { a: 1 }],
      ],
    ],
    [
      { type: 'object', minProperties: 2 },
      'minProperties',
      'beyond',
      [{}, { a: 1 }, { a: 1, b: 2 }, []],
      [{}, { a: 1 }],
    ],
    [{ type: 'object', maxProperties: 1 }, 'maxProperties', 'beyond', [{}, { a: 1 }, { a: 1, b: 2 }], [{ a: 1, b: 2 }]],
    [{ type: 'object', maxProperties: 1 }, 'maxProperties', 'at the bound', [{}, { a: 1 }, { a: 1, b: 2 }], [{ a: 1 }]],
    [
      { type: 'object', required: ['r'], properties: { a: {} }, additionalProperties: false },
      ...(['additionalProperties', 'an unknown property'] as const),
      [{}, { a: 1 }, { r: 1 }, { a: 1, x: 1 }, 'x'],
      [{ a: 1, x: 1 }],
    ],
    [
      { type: 'object', dependentRequired: { a: ['b'] } },
      'dependentRequired',
      'absent',
      [{}, { a: 1 }, { a: 1, b: 1 }, { b: 1 }],
      [{ a: 1 }],
    ],
    [{ type: 'object', properties: { a: {} } }, 'optional', 'absent', [{}, { a: 1 }, [], null], [{}]],
    [{ type: 'object', properties: { a: {} } }, 'optional', 'present', [{}, { a: 1 }], [{ a: 1 }]],
    [{ type: 'string' }, 'type', 'another type', ['a', 1, null, undefined, []], [1, []]],
    [{ type: 'number' }, 'type', 'another type', [1, 1.5, '1'], ['1']],
    [{ type: 'string' }, 'null', 'null', [null, undefined, ''], [null]],
    [{ enum: ['a', 'b'] }, 'enum', 'another value', ['a', 'c', 5, undefined], ['c']],
    [{ enum: ['a', 'b'] }, 'enum', '"b"', ['a', 'b'], ['b']],
    [{ type: 'boolean' }, 'boolean', 'true', [true, false], [true]],
  ])('of %j: %s %s', (schema, keyword, name, values, expected) => {
    expect(known(schema, keyword, name, values)).toEqual(expected);
  });
});
