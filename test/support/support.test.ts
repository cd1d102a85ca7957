import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportsOf } from './merge.ts';
import { type Observed, observe } from './observe.ts';
import { PAGE, repeatedNames, writePage } from './page.ts';
import { COLUMNS, nameOf, type Row, type State, stateOf, withoutKeyword } from './row.ts';
import { TABLE } from './table.ts';

type Cell = { name: string; row: Row; column: keyof Observed };

const CELLS: Cell[] = TABLE.flatMap((row) =>
  COLUMNS.filter((column) => column !== 'docs').map((column) => ({ name: nameOf(row), row, column })),
);

const effects = new Map<Row, Promise<Set<string>>>();

/** The columns in which a row's document does something else without the keyword. */
function effectsOf(row: Row): Promise<Set<string>> {
  const known = effects.get(row);
  if (known !== undefined) return known;
  const found = findEffects(row);
  effects.set(row, found);
  return found;
}

async function findEffects(row: Row): Promise<Set<string>> {
  const whole = await observe(row, row.document);
  const bare = await observe(row, withoutKeyword(row));
  return new Set(
    Object.entries(whole).flatMap(([name, text]) => (text === bare[name as keyof Observed] ? [] : [name])),
  );
}

let reports: Map<Row, string[]>;
beforeAll(async () => {
  reports = await reportsOf(TABLE);
});

test.each(CELLS)('$name: $column', async ({ row, column }) => {
  const has = (await effectsOf(row)).has(column);
  const isReported = stateOf(row, column) === 'reported' && isReportedRow(row);
  const state: State = has ? 'yes' : isReported ? 'reported' : 'not yet';
  expect(state).toBe(stateOf(row, column));
});

function isReportedRow(row: Row): boolean {
  return (reports.get(row) ?? []).some((message) => row.warning !== undefined && message.includes(row.warning));
}

describe('the table', () => {
  test('names each keyword once', () => {
    expect(repeatedNames(TABLE)).toEqual([]);
  });

  test('has the state "reported" for each warning about a keyword', () => {
    const silent = TABLE.filter((row) => (reports.get(row) ?? []).length > 0 && row.warning === undefined);
    expect(silent.map((row) => [nameOf(row), reports.get(row)])).toEqual([]);
  });

  test('has an effect or a report in each row, except for keywords that have no effect by definition', () => {
    const silent = TABLE.filter((row) => COLUMNS.every((column) => stateOf(row, column) === 'not yet'));
    expect(silent.filter(({ definition }) => definition === undefined).map(nameOf)).toEqual([]);
    expect(silent.map(nameOf)).toEqual(['Schema $comment', 'Schema x-']);
    for (const { definition } of silent) expect(definition).toMatch(/\((JSON Schema|OAS) .*§\d[\d.]*\)/);
  });

  test('has no definition in a row with an effect or a report', () => {
    const defined = TABLE.filter(({ definition }) => definition !== undefined);
    expect(defined.filter(({ yes, reported }) => yes !== '' || reported !== undefined).map(nameOf)).toEqual([]);
  });

  test('is the one of the page', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', PAGE), 'utf8');
    expect(page, 'Run: npm run support').toBe(writePage(TABLE));
  });
});
