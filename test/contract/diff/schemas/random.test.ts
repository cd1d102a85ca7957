import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRoots } from './compare-documents.ts';
import { SCHEMAS, VALUES } from './random-schemas.ts';

/** Pairs of schemas. More of them find nothing else: 6 000 were tried. */
const RUNS = 150;

/** fast-check makes objects without a prototype, on which Ajv fails. */
function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

test('two random schemas differ as random values say, and each difference has a value that Ajv confirms', () => {
  const values = plain(fc.sample(VALUES, { numRuns: 400, seed: 5 }));
  let undecided = 0;
  let compared = 0;
  fc.assert(
    fc.property(SCHEMAS, SCHEMAS, fc.boolean(), (first, second, isNarrowed) => {
      const old = plain(first);
      const next = plain(isNarrowed ? { allOf: [first, second] } : second);
      const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false, allErrors: true });
      formats.default(ajv);
      const [isOld, isNew] = [ajv.compile(old as object), ajv.compile(next as object)];
      const differences = compareRoots({ old, new: next });
      const has = (effect: string) => differences.some((one) => one.effect === effect || one.possible === effect);
      compared += 1;
      if (differences.some(({ effect }) => effect === 'unproven')) undecided += 1;
      for (const { effect, witness } of differences) {
        if (witness === undefined) continue;
        expect([isOld(witness.value), isNew(witness.value)]).toEqual([effect === 'narrowing', effect === 'widening']);
      }
      for (const value of values) {
        const [was, is] = [isOld(value), isNew(value)];
        if (was && !is) expect(has('narrowing'), JSON.stringify(value)).toBe(true);
        if (!was && is) expect(has('widening'), JSON.stringify(value)).toBe(true);
      }
      if (isNarrowed) expect(has('widening')).toBe(differences.some(({ possible }) => possible === 'widening'));
    }),
    { seed: 11, numRuns: RUNS },
  );
  expect(compared).toBe(RUNS);
  expect(undecided).toBeLessThan(RUNS * 0.03);
});
