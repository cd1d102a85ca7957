import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { Schema } from '../../../src/contract/document/document.ts';
import { schemaCheck } from '../../../src/contract/serve/schema.ts';
import { petContract } from '../serve/pets.ts';

/** A component schema as a validator, its errors and what is told of them. */
function compile(schemas: Record<string, Schema>) {
  const contract = compileContract(petContract({}, { schemas }));
  const validate = contract.schemas.Tested;
  if (validate === undefined) throw new Error('There is no schema "Tested".');
  return { validate, violationsOf: schemaCheck(contract, 'Tested') };
}

const many = <T>(item: T, count = 50_000): T[] => Array.from({ length: count }, () => item);
const members = (value: unknown) => Object.fromEntries(many(value).map((member, at) => [`k${at}`, member]));
const SELF = { $ref: '#/components/schemas/Tested' };

describe('a validator collects at most 1000 errors, whichever keyword loops', () => {
  const loops: [string, Schema, unknown][] = [
    ['items', { items: { type: 'string' } }, many(1)],
    [
      'items with alternatives',
      { items: { anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] } },
      many({}),
    ],
    ['additionalProperties', { additionalProperties: false }, members(1)],
    ['additionalProperties with a schema', { additionalProperties: { type: 'string' } }, members(1)],
    ['unevaluatedProperties', { properties: { a: {} }, unevaluatedProperties: false }, members(1)],
    ['patternProperties', { patternProperties: { '^k': { type: 'string' } } }, members(1)],
    ['propertyNames', { propertyNames: { maxLength: 1 } }, members(1)],
    ['contains', { contains: { type: 'object', required: ['a'] } }, many({})],
    ['a reference', { items: { ...SELF }, type: 'array' }, many(1)],
  ];
  test.each(loops)('%s', (_keyword, schema, value) => {
    const { validate, violationsOf } = compile({ Tested: schema });
    expect(validate(value)).toBe(false);
    expect(validate.errors?.length).toBeGreaterThan(100);
    expect(validate.errors?.length).toBeLessThanOrEqual(1000);
    expect(violationsOf(value).length).toBeLessThanOrEqual(101);
  });

  test('errors at many levels count together', () => {
    const tree = { type: 'object', required: ['x', 'y', 'z'], properties: { c: { type: 'array', items: SELF } } };
    const { validate } = compile({ Tested: tree });
    let value: object = {};
    for (let level = 0; level < 400; level++) value = { c: [{}, {}, value] };
    expect(validate(value)).toBe(false);
    expect(validate.errors?.length).toBeLessThanOrEqual(1000);
  });
});

test('loops end at the bound also where a schema names a property that every object inherits', () => {
  const { validate } = compile({ Tested: { properties: { toString: {} }, additionalProperties: false } });
  expect(validate(members(1))).toBe(false);
  expect(validate.errors?.length).toBe(500);
});

test('texts of a schema that look like generated code stay as they are', () => {
  const texts = [
    ...['for(const a in b){', 'for(const item of namesOf(it)){', 'for(let i=0; i<len; i++){'],
    ...['if(Object.keys(a).length', 'props0 = {};', 'let vErrors = 1;'],
  ];
  const { validate } = compile({ Tested: { enum: texts } });
  for (const text of texts) expect(validate(text), text).toBe(true);
});

describe('the names of a large object are listed once in each validation', () => {
  /** An object that counts how often its names are listed. */
  function counted(count: number) {
    const listings: unknown[] = [];
    const object = new Proxy(Object.fromEntries(many(0, count).map((value, at) => [`k${at}`, value])), {
      ownKeys: (target) => {
        listings.push(target);
        return Reflect.ownKeys(target);
      },
    });
    return { object, listings };
  }
  const schema = {
    minProperties: 1,
    propertyNames: { maxLength: 10 },
    patternProperties: { '^k': { type: 'number' } },
    allOf: [{ additionalProperties: { type: 'number' } }, { $ref: '#/components/schemas/Other' }],
    unevaluatedProperties: false,
  };
  const Other = { additionalProperties: { type: 'integer' } };

  test('whatever looks at them', () => {
    const { validate } = compile({ Tested: schema, Other });
    const { object, listings } = counted(500);
    expect(validate(object)).toBe(true);
    expect(listings).toHaveLength(1);
  });

  test('an object that has changed since is validated again', () => {
    const { validate } = compile({ Tested: schema, Other });
    const { object } = counted(1000);
    expect(validate(object)).toBe(true);
    object.another = -1.5;
    expect(validate(object)).toBe(false);
    delete object.another;
    expect(validate(object)).toBe(true);
  });
});

test('a name that every object inherits is no evaluated property', () => {
  const closed = { patternProperties: { '^x': {} }, unevaluatedProperties: false };
  const either = { anyOf: [{ properties: { a: {} }, required: ['a'] }, true], unevaluatedProperties: false };
  for (const schema of [closed, either]) {
    const { validate } = compile({ Tested: schema });
    for (const name of ['constructor', '__proto__', 'valueOf']) {
      expect(validate(JSON.parse(`{"${name}": 1}`)), name).toBe(false);
      expect(validate(JSON.parse(`{"a": 1, "x": 1, "${name}": 1}`)), name).toBe(false);
    }
  }
});

test('of a long list of numbers or objects each item is held against all others', () => {
  const { validate } = compile({ Tested: { uniqueItems: true } });
  const numbers = Array.from({ length: 1000 }, (_, at) => at * 1.1 ** at);
  const objects = numbers.map((number) => ({ a: number, b: [String(number)] }));
  for (const list of [numbers, objects, numbers.map(String)] as unknown[][]) {
    expect(validate(list)).toBe(true);
    for (const index of [0, 499, 999]) expect(validate([...list, structuredClone(list[index])])).toBe(false);
  }
});

test('a valid body of many discarded errors is valid', () => {
  const { validate } = compile({ Tested: { items: { anyOf: [{ type: 'string' }, { type: 'number' }] } } });
  expect(validate(many(1))).toBe(true);
  expect(validate([...many(1), null])).toBe(false);
});

test('an item of many errors does not end the search of contains', () => {
  const { validate } = compile({ Tested: { contains: { items: { type: 'string' } } } });
  expect(validate([many(1), ['x']])).toBe(true);
  expect(validate([many(1), [1]])).toBe(false);
});

test('errors beside contains are kept, whether an item fits or not', () => {
  const beside = { prefixItems: many({ type: 'string' }, 10), contains: { type: 'boolean' } };
  const { validate } = compile({ Tested: { allOf: [{ minItems: 100_000 }, beside] } });
  expect(validate([...many(1), true])).toBe(false);
  expect(validate.errors).toHaveLength(11);
  expect(validate(many(1))).toBe(false);
  expect(validate.errors?.at(-1)).toMatchObject({ keyword: 'contains' });
});

test('what passes only behind the bound does not make a body valid', () => {
  const wrong = { type: 'array', items: { type: 'string' } };
  expect(compile({ Tested: { anyOf: [wrong, { allOf: [wrong, { not: wrong }] }] } }).validate(many(1))).toBe(false);
  expect(compile({ Tested: { oneOf: [wrong, wrong] } }).validate(many(1))).toBe(false);
  expect(compile({ Tested: { contains: { type: 'string' } } }).validate([...many(1), 'x'])).toBe(true);
  expect(compile({ Tested: { contains: { type: 'string' } } }).validate(many(1))).toBe(false);
  const late = { items: { anyOf: [{ type: 'number' }, { contains: { type: 'string' } }] } };
  expect(compile({ Tested: late }).validate([1, [...many(1), 'x']])).toBe(true);
  expect(compile({ Tested: { anyOf: [wrong, { items: { type: 'number' } }] } }).validate([...many(1), 'x'])).toBe(
    false,
  );
  expect(compile({ Tested: { not: { items: { type: 'number' } } } }).validate(many(1))).toBe(false);
  expect(compile({ Tested: { not: wrong } }).validate(many(1))).toBe(true);
});

describe('values are equal as JSON Schema core §4.2.2 says, whatever their members are called', () => {
  const cases: [string, Schema, unknown, boolean][] = [
    ['uniqueItems', { uniqueItems: true }, JSON.parse('[{},{"toString":""}]'), true],
    ['uniqueItems', { uniqueItems: true }, [{ valueOf: 1 }, { valueOf: 1 }], false],
    ['uniqueItems', { uniqueItems: true }, JSON.parse('[0,-0]'), false],
    ['uniqueItems', { uniqueItems: true }, JSON.parse('[[0],[-0]]'), false],
    ['uniqueItems', { uniqueItems: true }, [1, '1', true, null, 'null', [1], ['1'], false, 0, ''], true],
    ['uniqueItems', { uniqueItems: true }, [null, [], {}, null], false],
    ['uniqueItems', { uniqueItems: true }, [{ constructor: 1 }, { constructor: 2 }], true],
    ['uniqueItems', { uniqueItems: true }, JSON.parse('[{"__proto__":1},{}]'), true],
    ['uniqueItems', { uniqueItems: true }, JSON.parse('[{"__proto__":1},{"__proto__":1}]'), false],
    [
      'uniqueItems',
      { uniqueItems: true },
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      false,
    ],
    ['uniqueItems', { uniqueItems: true }, [1, '1', true, 'true', null, 'null', 0, [], {}, [1], ['1'], [[1]]], true],
    ['uniqueItems', { uniqueItems: true }, [[1, 2], [2, 1], { a: 1, b: 2 }, { a: 2, b: 1 }], true],
    ['uniqueItems', { uniqueItems: true }, [0, -0], false],
    ['enum', { enum: [{}, { a: 1 }] }, { toString: 1 }, false],
    ['enum', { enum: [{ a: 1, b: 2 }] }, { b: 2, a: 1 }, true],
    ['const', { const: {} }, { valueOf: null }, false],
    ['const', { const: { a: [] } }, { a: {} }, false],
  ];
  test.each(cases)('%s %j: %j', (_keyword, schema, value, isValid) => {
    expect(compile({ Tested: schema }).validate(value)).toBe(isValid);
  });
});

describe('multipleOf compares decimals', () => {
  // The divisors are whole / power; the last two are too large for remainders of doubles.
  test.each([
    [7, 1],
    [3, 100],
    [1, 100],
    [25, 10],
    [2 ** 26 - 5, 1],
    [2 ** 26 + 5, 10],
    [900_000_000_001, 1],
  ])('large numbers are judged like exact fractions: %d / %d', (whole, power) => {
    const { validate } = compile({ Tested: { multipleOf: whole / power } });
    let multiples = 0;
    for (let at = 0; at < 3000; at++) {
      const digits = BigInt(whole) * BigInt(1 + ((at * 7919) % 10_007)) + BigInt(at % 3 === 0 ? 12_345_679 : 0);
      const exponent = (at * 31) % 290;
      const value = Number(`${at % 2 === 0 ? '-' : ''}${digits}e${exponent - 3}`);
      // Up to 15 digits survive a double. The value is digits × 10^(exponent - 3), times 1000 a whole number.
      if (digits > 999_999_999_999_999n) continue;
      const isMultiple = (digits * 10n ** BigInt(exponent) * BigInt(power)) % (BigInt(whole) * 1000n) === 0n;
      if (isMultiple) multiples++;
      expect(validate(value), `${value}`).toBe(isMultiple);
    }
    expect(multiples).toBeGreaterThan(100);
    expect(validate(Number.POSITIVE_INFINITY)).toBe(false);
  });

  test.each([
    ...[
      [19.99, 0.01],
      [0.07, 0.01],
      [1.1, 0.01],
      [0.3, 0.1],
      [4.035, 0.001],
      [1.15, 0.05],
      [0.75, 0.25],
      [1e300, 0.01],
    ],
    ...[
      [-0.3, 0.1],
      [123456789012345.67, 0.01],
      [0, 0.1],
      [3e-7, 1e-7],
      [2.5e-7, 5e-8],
      [9, 3],
      [6e22, 3],
    ],
  ])('%d is a multiple of %d', (value, divisor) => {
    expect(compile({ Tested: { multipleOf: divisor } }).validate(value)).toBe(true);
  });

  test.each([
    ...[
      [1.005, 0.01],
      [0.35, 0.1],
      [0.07, 0.05],
      [123456789012345.67, 0.25],
      [9007199254740992, 3],
      [1e22, 7],
      [0.1, 3],
      [3.5e-7, 1e-7],
    ],
  ])('%d is not a multiple of %d', (value, divisor) => {
    expect(compile({ Tested: { multipleOf: divisor } }).validate(value)).toBe(false);
  });
});

test('what a branch evaluates counts beside a pattern, whether the branch is taken or not', () => {
  const Tested = {
    patternProperties: { '^b': {} },
    if: { required: ['a'] },
    else: { properties: { c: {} }, unevaluatedProperties: false },
    unevaluatedProperties: false,
  };
  const { validate } = compile({ Tested });
  expect([{ a: 1, b: 1 }, { b: 1 }, { c: 1 }, { a: 1 }, { c: 1, d: 1 }].map((value) => validate(value))).toEqual([
    false,
    false,
    true,
    false,
    false,
  ]);
});
