import { expect, test } from 'vitest';
import { foldAlike } from '../../../src/contract/verify/alike.ts';
import type { CountedFinding } from '../../../src/contract/verify/findings.ts';

const finding = (number: number, change: Partial<CountedFinding> = {}): CountedFinding => ({
  ...{ check: 'negative_data_rejection', operationId: 'addPet', message: `accepted ${number}`, pointer: '#/' },
  ...{ cause: String(number), count: 2, fingerprint: `f${number}`, request: { method: 'POST', url: '', headers: {} } },
  ...{ alike: { group: 'body null', why: `place ${number} is null` }, ...change },
});
const folded = (...findings: CountedFinding[]): CountedFinding[] => foldAlike(findings).map(({ finding: one }) => one);
const six = [0, 1, 2, 3, 4, 5].map((number) => finding(number));

test('up to five findings of a group are reported one by one', () => {
  expect(folded(...six.slice(1))).toEqual(six.slice(1));
});

test('a larger group is one finding, with the fingerprint of the first and the count of all', () => {
  const other = finding(9, { alike: { group: 'body type', why: 'another' } });
  const [one, ...rest] = folded(...six, other);
  expect(one).toMatchObject({ message: 'accepted 0', fingerprint: 'f0', count: 12 });
  expect(one?.also).toEqual([1, 2, 3, 4].map((number) => `place ${number} is null`).concat('1 more of the same kind'));
  expect(rest).toEqual([other]);
});

test('groups are of one operation and one check', () => {
  const elsewhere = six.map((one) => ({ ...one, operationId: 'putPet' }));
  expect(folded(...six, ...elsewhere).map(({ operationId }) => operationId)).toEqual(['addPet', 'putPet']);
});

test('credentials that are not checked are one finding', () => {
  const three = [1, 2, 3].map((number) => finding(number, { check: 'ignored_auth' }));
  expect(folded(...three)).toMatchObject([{ fingerprint: 'f1', count: 6 }]);
});

test('findings without a group stay', () => {
  const { alike: _, ...plain } = finding(1);
  expect(folded(...Array.from({ length: 9 }, () => ({ ...plain })))).toHaveLength(9);
});

test('bodies of a media type of which none was rejected are one finding', () => {
  const bodies = { mediaType: 'application/xml', rejected: 0 };
  const groups = ['body type', 'body enum', 'body type'];
  const three = groups.map((group, number) => finding(number, { alike: { group, why: `place ${number}`, bodies } }));
  const json = finding(9, {
    alike: { group: 'body type', why: 'another', bodies: { ...bodies, mediaType: 'a/json' } },
  });
  const [one, ...rest] = folded(...three, json);
  const message = 'accepted 0 No invalid body of application/xml was rejected.';
  expect(one).toMatchObject({ message, fingerprint: 'f0', count: 6, also: ['place 1', 'place 2'] });
  expect(rest).toEqual([json]);
  // A server that validates some keywords lacks the others.
  bodies.rejected = 1;
  expect(new Set(folded(...three, json))).toEqual(new Set([...three, json]));
});
