import type { Parameter } from '../../document/document.ts';
import { PAGING_NAMES } from '../../document/paging.ts';
import { isSortName } from '../../document/sorting.ts';
import { writeParameter } from '../bases.ts';
import { isAllowed } from '../plan.ts';
import type { Run } from '../run-context.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';
import { listOf } from './lists.ts';
import { makeDifferent } from './making.ts';
import { type List, type Row, readList } from './pages.ts';
import { checkTotal } from './totals.ts';

type Single = string | number | boolean;

/** A filter that is named as a property of the rows lets only rows with its value through, and all of them. */
export async function checkFilters(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const list = listOf(life, made.path);
  if (list === undefined) return;
  for (const parameter of filtersOf(list.operation)) {
    // With one value for all a filter that is ignored lets through the same.
    await makeDifferent(run, life, parameter.name);
    await checkFilter(run, list, parameter);
  }
}

/** The same of a list whose rows are made elsewhere. */
export async function checkForeignFilters(run: Run, list: List): Promise<void> {
  for (const parameter of filtersOf(list.operation)) await checkFilter(run, list, parameter);
}

function filtersOf({ parameters }: VerifiableOperation): Parameter[] {
  const isPaging = (name: string): boolean => Object.values(PAGING_NAMES).some((pattern) => pattern.test(name));
  return parameters.filter(({ in: where, name }) => where === 'query' && !isPaging(name) && !isSortName(name));
}

async function checkFilter(run: Run, list: List, parameter: Parameter): Promise<void> {
  const { operation, idOf } = list;
  const { name } = parameter;
  const all = await readList(run, list, { small: 0 });
  if (all === undefined) return;
  const values = all.rows.flatMap((row) => singlesOf(row, name));
  const allows = (value: Single): boolean => {
    const pair = writeParameter(operation, parameter, value);
    return (
      pair !== undefined &&
      isAllowed(operation, plain(run, operation, { query: [...plain(run, operation).query, pair] }))
    );
  };
  // The rarest one, so that the most rows must be left out.
  const counts = new Map(values.map((value) => [value, values.filter((one) => one === value).length]));
  const [value] = [...counts.keys()].filter(allows).sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
  if (value === undefined || counts.size < 2) return;
  const pair = writeParameter(operation, parameter, value);
  if (pair === undefined) return;
  const filtered = await readList(run, list, { small: 0, query: [pair] });
  if (filtered === undefined) return;
  await checkTotal(run, list, { whole: filtered, how: { small: 0, query: [pair] } });
  const shown = `${name}=${JSON.stringify(value)}`;
  const wrong = filtered.rows.find((row) => {
    const own = singlesOf(row, name);
    return own.length > 0 && !own.some((one) => matchesFilter(one, value));
  });
  if (wrong !== undefined) {
    const message = `lists a row whose "${name}" is ${JSON.stringify(wrong[name])} to a request for ${shown}`;
    reportFinding(run, { check: 'filters_filter', operation, exchange: filtered.last, message, cause: name });
    return;
  }
  const left = all.rows.find((row) => {
    const id = idOf(row);
    return id !== undefined && singlesOf(row, name).includes(value) && !filtered.ids.includes(id);
  });
  if (left === undefined || !filtered.isWhole) return;
  const message = `leaves out ${idOf(left)}, whose "${name}" it is, of a request for ${shown}`;
  reportFinding(run, {
    check: 'filters_filter',
    operation,
    exchange: filtered.last,
    message,
    cause: `${name} left out`,
  });
}

/** The values that a row has of a property: itself, or those of a list. */
function singlesOf(row: Row, name: string): Single[] {
  const value = Object.hasOwn(row, name) ? row[name] : undefined;
  const isSingle = (one: unknown): one is Single => ['string', 'number', 'boolean'].includes(typeof one);
  return [value].flat().filter(isSingle);
}

/** Filters by text may find it anywhere in a value, in any case. */
function matchesFilter(one: Single, wanted: Single): boolean {
  if (typeof one !== 'string') return String(one) === String(wanted);
  return one.toLowerCase().includes(String(wanted).toLowerCase());
}
