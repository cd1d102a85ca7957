import { expect, test } from 'vitest';
import type { CoverageReport } from '../../../../src/contract/verify/coverage/coverage.ts';
import { KINDS } from '../../../../src/contract/verify/coverage/items.ts';
import { toHtmlPage } from '../../../../src/contract/verify/coverage/page.ts';

type Items = CoverageReport['operations'][number]['items'];

/** A page of one operation with these items of one group. */
function pageOf(covered: boolean[]): string {
  const items = covered.map((is, index) => ({ kind: 'status', group: '', name: `20${index}`, covered: is })) as Items;
  const none = Object.fromEntries(KINDS.map((kind) => [kind, { covered: 0, all: 0 }])) as CoverageReport['shares'];
  const shares = { ...none, status: { covered: covered.filter(Boolean).length, all: covered.length } };
  return toHtmlPage({ shares, operations: [{ operationId: 'a<b', shares, items }] }, 'A & B');
}

test('an operation is hidden among those left only where all of it is covered', () => {
  expect(pageOf([true, true])).toContain('class="done"');
  expect(pageOf([true, false])).not.toContain('class="done"');
});

test('names are text, and a share that is whole is marked', () => {
  const page = pageOf([true, false]);
  expect(page).toContain('a&lt;b');
  expect(page).toContain('<title>Coverage of A &amp; B</title>');
  expect(page).toMatch(/<td class="part">1\/2 <small>50 %<\/small>/);
  expect(pageOf([true])).toMatch(/<td class="whole">1\/1 <small>100 %<\/small>/);
  expect(page).toContain('<td class="none">–</td>');
});
