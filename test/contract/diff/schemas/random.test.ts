import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRoots } from './compare-documents.ts';
import { plain, SCHEMAS, schemasWith, VALUES } from './random-schemas.ts';

/** Pairs of schemas. More of them find nothing else: 6 000 were tried. */
const RUNS = 150;

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
    { seed: 11, numRuns: RUNS, endOnFailure: true },
  );
  expect(compared).toBe(RUNS);
  expect(undecided).toBeLessThan(RUNS * 0.03);
});

const NAMES = ['A', 'B', 'C'];
const COMPONENTS = fc.record(Object.fromEntries(NAMES.map((name) => [name, schemasWith(NAMES)])));

test('components that refer to one another differ as random values say', () => {
  const values = plain(fc.sample(VALUES, { numRuns: 400, seed: 6 }));
  let undecided = 0;
  let compared = 0;
  fc.assert(
    fc.property(schemasWith(NAMES), COMPONENTS, COMPONENTS, fc.boolean(), (root, components, others, isOne) => {
      const [schemas, rest] = [plain(components), plain(others)];
      const newSchemas = isOne ? { ...schemas, B: rest.B } : rest;
      const asks = [schemas, newSchemas].map((own) => askOf(plain(root), own));
      const differences = compareRoots({ old: plain(root), new: plain(root), schemas, newSchemas });
      compared += 1;
      if (differences.some(({ effect }) => effect === 'unproven')) undecided += 1;
      const found = new Set(differences.map((one) => one.possible ?? one.effect));
      for (const value of [
        ...values,
        ...differences.flatMap(({ witness }) => (witness === undefined ? [] : [witness.value])),
      ]) {
        const [was, is] = asks.map((ask) => ask(value));
        if (was === true && is === false) expect(found, JSON.stringify(value)).toContain('narrowing');
        if (was === false && is === true) expect(found, JSON.stringify(value)).toContain('widening');
      }
    }),
    { seed: 13, numRuns: RUNS, endOnFailure: true },
  );
  expect(compared).toBe(RUNS);
  expect(undecided).toBeLessThan(RUNS * 0.06);
});

/** Asks Ajv; undefined where it does not end, as for schemas that lead to themselves for the same value. */
function askOf(root: unknown, components: object): (value: unknown) => boolean | undefined {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false, allErrors: true });
  formats.default(ajv);
  const text = JSON.stringify({ allOf: [root], $defs: components }).replaceAll('#/components/schemas/', '#/$defs/');
  const attempt = <Result>(run: () => Result): Result | undefined => {
    try {
      return run();
    } catch (error) {
      if (error instanceof RangeError || error instanceof TypeError) return undefined;
      throw error;
    }
  };
  const validate = attempt(() => ajv.compile(JSON.parse(text)));
  return (value) => attempt(() => validate?.(value) as boolean | undefined);
}
