import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTexts } from '../../../../src/contract/diff/schemas/regular.ts';

const ATOMS = fc.constantFrom(
  'a',
  'b',
  '1',
  '-',
  '.',
  '\\d',
  '\\w',
  '[ab]',
  '[^a]',
  '\\s',
  '[a-z]',
  '(?:a|b1)',
  '(?:ab)?',
);
const REPEATS = fc.constantFrom('', '', '*', '+', '?', '{1,2}', '{2}');
const SEQUENCE = fc
  .array(fc.tuple(ATOMS, REPEATS), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([atom, repeat]) => atom + (atom.endsWith('?') ? '' : repeat)).join(''));
const AHEAD = fc.tuple(fc.constantFrom('(?=', '(?!'), fc.constantFrom('', '.*'), SEQUENCE, fc.constantFrom('', '$'));
const ALTERNATIVE = fc.oneof(
  fc.tuple(fc.constantFrom('', '^'), SEQUENCE, fc.constantFrom('', '$')).map((parts) => parts.join('')),
  fc
    .tuple(fc.array(AHEAD, { minLength: 1, maxLength: 2 }), SEQUENCE)
    .map(([aheads, rest]) => `^${aheads.map((parts) => `${parts.join('')})`).join('')}${rest}$`),
);
const PATTERN = fc.array(ALTERNATIVE, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('|'));

/** All texts of at most four of some characters. */
const TEXTS = [''];
for (const text of TEXTS) if (text.length < 4) for (const next of ['a', 'b', '1', '-', ' ']) TEXTS.push(text + next);

test('an automaton accepts the texts that regular expressions accept', () => {
  const counts = { empty: 0, others: 0 };
  const bounds = fc.record({ shortest: fc.nat(2), longest: fc.constantFrom(2, 3, Number.POSITIVE_INFINITY) });
  fc.assert(
    fc.property(
      fc.array(PATTERN, { minLength: 1, maxLength: 2 }),
      fc.array(PATTERN, { maxLength: 1 }),
      bounds,
      (...given) => {
        const [matching, others, { shortest, longest }] = given;
        const found = findTexts({ matching, others, shortest, longest });
        if ('reason' in found) throw new Error(`${JSON.stringify(given)}: ${found.reason}`);
        const [wanted, unwanted] = [matching, others].map((list) => list.map((pattern) => new RegExp(pattern, 'u')));
        const isMeant = (text: string): boolean =>
          (wanted ?? []).every((one) => one.test(text)) &&
          !(unwanted ?? []).some((one) => one.test(text)) &&
          text.length >= shortest &&
          text.length <= longest;
        counts[found.isEmpty ? 'empty' : 'others'] += 1;
        if (found.isEmpty) expect(TEXTS.filter(isMeant)).toEqual([]);
        else {
          const [first, second] = found.texts();
          expect([first, second ?? first].map((text) => isMeant(String(text)))).toEqual([true, true]);
        }
      },
    ),
    { seed: 3, numRuns: 400 },
  );
  expect(counts.empty).toBeGreaterThan(20);
  expect(counts.others).toBeGreaterThan(200);
});
