import { expect, test } from 'vitest';
import type { CoverageReport } from '../../../../src/contract/verify/coverage/coverage.ts';
import { KINDS } from '../../../../src/contract/verify/coverage/items.ts';
import { toCoveragePage } from '../../../../src/contract/verify/pages/coverage-page.ts';

const ORIGIN = { title: 'A & B', version: '1.2', createdAt: new Date('2026-11-27T09:30:00Z'), commit: 'abc123' };

/** A page of one operation with these items of one group. */
function pageOf(
  covered: boolean[],
  minimums: Record<string, number> = {},
  origin: Partial<typeof ORIGIN> = {},
): string {
  const items = covered.map((is, index) => ({ kind: 'status', group: '', name: `2${index}`, covered: is }));
  const none = Object.fromEntries(KINDS.map((kind) => [kind, { covered: 0, all: 0 }])) as CoverageReport['shares'];
  const shares = { ...none, status: { covered: covered.filter(Boolean).length, all: covered.length } };
  const operations = [{ operationId: 'a<b', shares, items }] as CoverageReport['operations'];
  return toCoveragePage({ shares, operations }, { ...ORIGIN, ...origin }, minimums);
}

test('an operation is hidden among those left only where all of it is covered', () => {
  expect(pageOf([true, true])).toContain('class="done"');
  expect(pageOf([true, false])).not.toContain('class="done"');
});

test('names are text, and a share that is whole is marked', () => {
  const page = pageOf([true, false]);
  expect(page).toContain('a&lt;b');
  expect(page).toContain('<title>Contract coverage of A &amp; B</title>');
  expect(page).toMatch(/<td class="part">1\/2 <small>50 %<\/small>/);
  expect(pageOf([true])).toMatch(/<td class="whole">1\/1 <small>100 %<\/small>/);
  expect(page).toContain('<td class="none">–</td>');
});

test('date, version and commit are on the page, and that there is no commit', () => {
  const page = pageOf([true]);
  for (const fact of ['A &amp; B 1.2', '2026-11-27 09:30 UTC', 'abc123']) expect(page).toContain(`<dd>${fact}</dd>`);
  const without = toCoveragePage({ shares: SHARES, operations: [] }, { ...ORIGIN, commit: undefined }, {});
  expect(without).toContain('<dd>unknown: the working folder is not in a Git repository</dd>');
});

test('minimums are in the table, and a share below its minimum is the verdict', () => {
  expect(pageOf([true])).toContain('<dd>none; set one with --min');
  const low = pageOf([true, false], { statuses: 60 });
  expect(low).toContain(
    '<p class="verdict failed">Below the minimum: statuses 50 % (minimum 60 %). 0 of 0 operations were called.</p>',
  );
  expect(low).toContain('<td>60 %</td>');
  expect(pageOf([true, false], { statuses: 50 })).toContain('<p class="verdict passed">Every share');
});

test('each uncovered item is a step, the first 100 of them', () => {
  expect(pageOf([true, false])).toContain('receive a response with status 21</li>');
  expect(pageOf([true])).not.toContain('id="next"');
  const many = pageOf(Array.from({ length: 103 }, () => false));
  expect(many.match(/receive a response/g)).toHaveLength(100);
  expect(many).toContain('The sections below list 3 more.');
});

test('every column is explained', () => {
  const page = pageOf([true]);
  const headings = [...page.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, heading]) => heading).slice(1);
  expect(headings.length).toBe(6);
  for (const heading of headings) expect(page).toContain(`<dt>${heading}</dt>`);
});

const SHARES = Object.fromEntries(KINDS.map((kind) => [kind, { covered: 0, all: 0 }])) as CoverageReport['shares'];
