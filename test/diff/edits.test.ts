import { expect, test } from 'vitest';
import type { ContractChange } from '../../src/contract/diff/change.ts';
import { compareDocuments } from '../../src/contract/diff/compare-documents.ts';
import { candidatesOf, choose } from './candidates.ts';
import { cutDocument, readDocument } from './documents.ts';
import { type Judging, judge, type Verdict } from './judge.ts';

/** Verdicts of a few edits of a document, the same in each run. */
async function judgeSome(name: string, wanted: number, compare: Judging['compare']): Promise<Verdict[]> {
  const cuts = cutDocument(name, await readDocument(name));
  const all = cuts.flatMap(candidatesOf);
  const [schemas, others] = [true, false].map((is) => all.filter(({ edit }) => (edit.kind === 'schema') === is));
  const chosen = [...choose(schemas ?? [], wanted / 2, 1), ...choose(others ?? [], wanted / 2, 1)];
  const verdicts: Verdict[] = [];
  for (const [index, candidate] of chosen.entries()) {
    const isServed = index % 4 === 0;
    verdicts.push(...(await judge(candidate, { compare, isServed, redocly: () => Promise.resolve('none') })));
  }
  return verdicts;
}

function told(verdicts: Verdict[], list: 'misses' | 'falseAlarms'): string[] {
  return verdicts.flatMap((one) => one[list].map((text) => `${one.operation} ${one.place} ${one.keyword}: ${text}`));
}

test.each(['readme-3.0-petstore-simple', 'written-tenants', 'written-order-webhooks', 'written-device-login'])(
  'edits of %s have neither misses nor false alarms',
  async (name) => {
    const verdicts = await judgeSome(name, 25, compareDocuments);
    expect(told(verdicts, 'misses')).toEqual([]);
    expect(told(verdicts, 'falseAlarms')).toEqual([]);
    expect(verdicts.filter(({ isBreaking }) => isBreaking).length).toBeGreaterThan(3);
  },
);

test('a comparison that finds nothing misses each breaking edit', async () => {
  const verdicts = await judgeSome('readme-3.0-petstore-simple', 40, () => ({ changes: [] }));
  const missed = verdicts.filter(({ misses }) => misses.length > 0);
  expect(missed.length).toBeGreaterThan(5);
  expect(missed).toEqual(verdicts.filter(({ isBreaking }) => isBreaking));
});

test('a comparison that calls each edit breaking has false alarms', async () => {
  const change: ContractChange = {
    ...{ kind: 'schema.narrowed', severity: 'breaking', direction: 'request', effect: 'narrowing' },
    ...{ subject: { kind: 'operation' }, message: 'Fewer values are valid.', pointers: {}, fingerprint: '' },
  };
  const verdicts = await judgeSome('readme-3.0-petstore-simple', 40, () => ({ changes: [change] }));
  expect(told(verdicts, 'falseAlarms').length).toBeGreaterThan(5);
});
