import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRoots } from './compare-documents.ts';
import { plain } from './random-schemas.ts';

const TYPES = ['card', 'bank', 'cash', 'gift'];
const TYPE = fc
  .uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 2 })
  .map((types) => ({ enum: types }));
const TEXT = fc.constantFrom<unknown>({ type: 'string' }, { type: 'string', maxLength: 1 }, { type: 'integer' });

/** Alternatives as payment methods are written: a type that may be absent, and details that others do not have. */
const ALTERNATIVE = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('object'),
      properties: fc.record({ type: TYPE, number: TEXT, owner: TEXT }, { requiredKeys: [] }),
      required: fc.uniqueArray(fc.constantFrom('type', 'number', 'owner'), { maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>({ type: 'string' }, { type: ['string', 'null'] }, {}) },
);

const VALUES: unknown[] = ['a', null, 0];
for (const type of [undefined, 0, 'other', ...TYPES])
  for (const number of [undefined, 0, 'a', 'ab'])
    for (const owner of [undefined, 0, 'a', 'ab']) VALUES.push(JSON.parse(JSON.stringify({ type, number, owner })));

/** Pairs of lists. More of them find nothing else: 3 000 were tried. */
const RUNS = 200;

/** One change of a list of alternatives. */
const CHANGE = fc.oneof(
  fc.record({ at: fc.nat(7), alternative: ALTERNATIVE }),
  fc.record({ at: fc.nat(7) }),
  fc.record({ alternative: ALTERNATIVE }),
);

function changeList(list: unknown[], { at, alternative }: { at?: number; alternative?: unknown }): unknown[] {
  const place = at === undefined ? list.length : at % list.length;
  const added = alternative === undefined ? [] : [alternative];
  return list.toSpliced(place, at === undefined ? 0 : 1, ...added);
}

test('two lists of alternatives differ as all small values say', () => {
  const counts = { narrowing: 0, widening: 0, same: 0, unproven: 0 };
  fc.assert(
    fc.property(
      fc.array(ALTERNATIVE, { minLength: 3, maxLength: 7 }),
      fc.array(CHANGE, { minLength: 1, maxLength: 2 }),
      fc.constantFrom(['oneOf', 'oneOf'], ['oneOf', 'anyOf'], ['anyOf', 'oneOf'], ['anyOf', 'anyOf']),
      fc.boolean(),
      (list, changes, [before, after], isInside) => {
        const rest = isInside ? { properties: { owner: { minLength: 1 } }, minProperties: 1 } : {};
        const old = plain({ ...rest, [before as string]: list });
        const next = plain({ ...rest, [after as string]: changes.reduce(changeList, list) });
        const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
        const [isOld, isNew] = [ajv.compile(old as object), ajv.compile(next as object)];
        const differences = compareRoots({ old, new: next });
        const found = new Set(differences.map((one) => one.possible ?? one.effect));
        if (found.size === 0) counts.same += 1;
        for (const effect of found) counts[effect] += 1;
        if (differences.some(({ effect }) => effect === 'unproven')) counts.unproven += 1;
        for (const { effect, witness } of differences) {
          if (witness === undefined) continue;
          const shown = [isOld(witness.value), isNew(witness.value)];
          expect(shown, JSON.stringify(witness.value)).toEqual([effect === 'narrowing', effect === 'widening']);
        }
        for (const value of VALUES) {
          const [was, is] = [isOld(value), isNew(value)];
          if (was && !is) expect(found, JSON.stringify(value)).toContain('narrowing');
          if (!was && is) expect(found, JSON.stringify(value)).toContain('widening');
        }
      },
    ),
    { seed: 17, numRuns: RUNS, endOnFailure: true },
  );
  expect(Math.min(counts.narrowing, counts.widening, counts.same)).toBeGreaterThan(10);
  expect(counts.unproven).toBe(0);
});

describe('of 60 alternatives that overlap, most of them without a required type', () => {
  const methods = Array.from({ length: 60 }, (_, index) => ({
    type: 'object',
    properties: {
      type: { type: 'string', enum: [`method-${index}`] },
      ...(index % 3 === 0 ? { token: { type: 'string' } } : {}),
      [`detail-${index}`]: { type: 'string', maxLength: 20 },
    },
    required: index % 4 === 0 ? ['type'] : index % 5 === 0 ? [`detail-${index}`] : [],
  }));
  const changed = (at: number, change: object): unknown[] =>
    methods.with(at, { ...(methods[at] as (typeof methods)[number]), ...change });
  const withSecondType = (method: (typeof methods)[number], index: number) => {
    const { type } = method.properties;
    const own = { ...type, enum: [...type.enum, `method-${index}-again`] };
    return index % 3 === 1 ? { ...method, properties: { ...method.properties, type: own } } : method;
  };
  const effectsOf = (list: unknown[]) => {
    const differences = compareRoots({ old: { oneOf: methods }, new: { oneOf: list } });
    return differences.map(({ effect, at, keyword }) => [effect, keyword, ...at].join(' ')).sort();
  };

  test.each<[string, unknown[], string[]]>([
    ['a removed one', methods.toSpliced(8, 1), ['narrowing oneOf']],
    [
      'one without its required type, added',
      [...methods, { ...methods[0], required: [] }],
      ['narrowing oneOf', 'widening oneOf'],
    ],
    ['one whose type is not required any more', changed(8, { required: [] }), ['narrowing oneOf', 'widening required']],
    [
      'one with a longer text',
      changed(10, { properties: { ...methods[10]?.properties, 'detail-10': { type: 'string' } } }),
      ['narrowing oneOf', 'widening maxLength detail-10'],
    ],
    [
      'one that requires two properties',
      changed(11, { required: ['type', 'detail-11'] }),
      ['narrowing required', 'narrowing required', 'widening oneOf'],
    ],
    [
      'two that change',
      changed(11, { required: ['type', 'detail-11'] }).with(30, { type: 'string' }),
      ['narrowing required', 'narrowing required', 'narrowing type', 'widening type'],
    ],
    ['a second type of many', methods.map(withSecondType), Array(20).fill('widening enum type')],
    ['another order', methods.toReversed(), []],
  ])('%s is decided', (_, list, expected) => expect(effectsOf(list)).toEqual(expected));
});

test('alternatives of many optional properties are decided, although an object can break each in many ways', () => {
  // Settings of databases, of which each is a list of optional numbers.
  const settings = (first: number, count: number) => ({
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`setting-${first + index}`, { type: 'integer', minimum: first }]),
    ),
  });
  const old = [settings(0, 30), settings(20, 40), settings(50, 20)];
  const more = { ...old[1], properties: { ...old[1]?.properties, 'setting-20': { type: 'integer' } } };
  const next = [old[0], more, settings(65, 30), old[2], settings(90, 30)];
  const differences = compareRoots({ old: { anyOf: old }, new: { anyOf: next } });
  expect(differences.map(({ effect }) => effect)).not.toContain('unproven');
  expect(differences.map(({ effect }) => effect)).toContain('widening');
});
