import { describe, expect, test } from 'vitest';
import { compareRoots } from './compare-documents.ts';

/** Effect, keyword and detail of each difference. */
const found = (
  compared: Parameters<typeof compareRoots>[0],
  direction: 'request' | 'response' = 'request',
  isText = false,
): string[] =>
  compareRoots(compared, direction, isText).map(({ effect, keyword, about }) =>
    [effect, keyword, about].join(' ').trim(),
  );

describe('formats of numbers', () => {
  const INT32 = { type: 'number', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

  test.each([
    ['int32', INT32],
    ['int64', { type: 'number' }],
  ])('%s is an integer', (format, bounds) => {
    expect(found({ old: bounds, new: { type: 'number', format } })).toEqual(['narrowing format']);
    expect(found({ old: { ...bounds, type: 'integer' }, new: { type: 'number', format } })).toEqual([]);
  });
});

describe('a value that is written as text', () => {
  test('is a string that other types may be written as', () => {
    for (const type of ['boolean', 'integer', 'number']) {
      const [plain, both] = [{ type: 'string' }, { type: ['string', type] }];
      expect(found({ old: plain, new: both }, 'request', true)).toEqual([]);
      expect(found({ old: both, new: plain }, 'request', true)).toEqual([]);
      expect(found({ old: { type }, new: plain }, 'request', true)).toEqual(['widening type']);
    }
  });
});

describe('values of const and enum', () => {
  test('differ if their members have other names, or other values', () => {
    expect(found({ old: { const: { a: 1 } }, new: { const: { b: 1 } } })).not.toEqual([]);
    expect(found({ old: { const: { a: 1 } }, new: { const: { a: 2 } } })).not.toEqual([]);
    expect(found({ old: { const: { a: 1, b: 2 } }, new: { const: { b: 2, a: 1 } } })).toEqual([]);
    expect(found({ old: { enum: [[1, 2]] }, new: { enum: [[2, 1]] } })).not.toEqual([]);
  });
});

describe('the keyword', () => {
  const LIST = (...prefixItems: object[]) => ({ type: 'array', prefixItems });

  test('of an item with a place of its own is prefixItems', () => {
    const old = LIST({ type: 'string' });
    expect(found({ old, new: LIST({ type: 'string' }, { type: 'integer' }) })).toEqual(['narrowing prefixItems 1']);
    expect(found({ old, new: { ...old, items: { type: 'integer' } } })).toEqual(['narrowing items']);
  });

  test('of properties by pattern is patternProperties', () => {
    const old = { type: 'object' };
    const fresh = { type: 'object', patternProperties: { '^a': { type: 'integer' } } };
    expect(found({ old, new: fresh })).toEqual(['narrowing patternProperties ^a']);
    expect(found({ old: fresh, new: old })).toEqual(['widening patternProperties ^a']);
  });

  test('of alternatives that changed and moved is that of each', () => {
    const [a, b] = [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }];
    const schemas = (most: number) => ({
      A: { type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: most } } },
      B: { type: 'object', required: ['b'], properties: { b: { type: 'integer', maximum: most } } },
    });
    const compared = { schemas: schemas(3), newSchemas: schemas(2) };
    expect(found({ ...compared, old: { anyOf: [a, b] }, new: { anyOf: [b, a] } }).sort()).toEqual([
      'narrowing maxLength',
      'narrowing maximum',
    ]);
  });

  test.each([
    ['readOnly', 'request'],
    ['writeOnly', 'response'],
  ] as const)('%s has the place of the property, in a %s', (mark, direction) => {
    const of = (more: object) => ({ type: 'object', properties: { pin: { type: 'string', ...more } } });
    const place = '#/components/schemas/Root/properties/pin';
    expect(compareRoots({ old: of({}), new: of({ [mark]: true }) }, direction)).toMatchObject([
      { effect: 'narrowing', keyword: mark, about: 'pin', newPointer: expect.stringContaining(place) },
    ]);
    const other = direction === 'request' ? 'response' : 'request';
    expect(compareRoots({ old: of({}), new: of({ [mark]: true }) }, other)).toEqual([]);
  });
});
