import type { Parameter } from '../../document/document.ts';
import { PAGING_NAMES } from '../../document/paging.ts';
import { isSortName } from '../../document/sorting.ts';
import { writeParameter } from '../bases.ts';
import { wayOf } from '../list-hints.ts';
import { isAllowed } from '../plan.ts';
import type { Run } from '../run-context.ts';
import { valueAt } from '../values/places.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';
import { listOf } from './lists.ts';
import { makeDifferent } from './making.ts';
import { findPagingParameters, type List, type Listed, type Row, readList } from './pages.ts';
import { checkTotal } from './totals.ts';

type Single = string | number | boolean;

/** A filter that is named as a property of the rows lets only rows with its value through, and all of them. */
export async function checkFilters(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const list = listOf(life, made.path);
  if (list === undefined) return;
  for (const filter of filtersOf(list.operation)) {
    const { way } = filter;
    // With one value for all a filter that is ignored lets through the same.
    if (way.length === 1) await makeDifferent(run, life, way.join());
    await checkFilter(run, list, filter);
  }
}

/** The same of a list whose rows are made elsewhere. */
export async function checkForeignFilters(run: Run, list: List): Promise<void> {
  for (const filter of filtersOf(list.operation)) await checkFilter(run, list, filter);
}

/** A query parameter and the tokens that lead to the property of a row that it filters by. */
type Filter = { parameter: Parameter; way: string[] };

/** JSON:API's name of a filter. */
const IN_BRACKETS = /^filter\[([^\]]+)\]$/;

function filtersOf({ parameters, hints: { list = {} } }: VerifiableOperation): Filter[] {
  const isPaging = (name: string): boolean =>
    name === list.size || Object.values(PAGING_NAMES).some((pattern) => pattern.test(name));
  const isSort = (name: string): boolean => isSortName(name) || Object.hasOwn(list.sorts ?? {}, name);
  return parameters.flatMap((parameter): Filter[] => {
    const { in: where, name } = parameter;
    const stated = Object.hasOwn(list.filters ?? {}, name) ? list.filters?.[name] : undefined;
    if (where !== 'query' || stated === false) return [];
    if (stated !== undefined) return [{ parameter, way: wayOf(stated) }];
    if (isPaging(name) || isSort(name)) return [];
    return [{ parameter, way: [IN_BRACKETS.exec(name)?.[1] ?? name] }];
  });
}

async function checkFilter(run: Run, list: List, filter: Filter): Promise<void> {
  const { operation } = list;
  const { parameter, way } = filter;
  const all = await readList(run, list, { small: 0 });
  if (all === undefined) return;
  const values = all.rows.flatMap((row) => singlesOf(row, way));
  const allows = (value: Single): boolean => {
    const pair = writeParameter(operation, parameter, value);
    return (
      pair !== undefined &&
      isAllowed(operation, plain(run, operation, { query: [...plain(run, operation).query, pair] }))
    );
  };
  // The rarest one, so that the most rows must be left out.
  const counts = new Map(values.map((value) => [value, values.filter((one) => one === value).length]));
  const sorted = [...counts.keys()].filter(allows).sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
  const [rarest] = sorted;
  const commonest = sorted.at(-1);
  if (rarest === undefined || counts.size < 2) return;
  const isFound = await checkValue(run, list, filter, { all, value: rarest, small: 0 });
  const { size, sizes, cursor } = findPagingParameters(run, operation);
  const isPaged = size !== undefined && cursor !== undefined;
  // Its rows are on two pages, of which the first is small.
  if (!isFound && isPaged && commonest !== undefined && (counts.get(commonest) ?? 0) > sizes.small) {
    await checkValue(run, list, filter, { all, value: commonest, small: 1 });
  }
}

/** Compares the rows with a value to those of the whole list. Returns whether they differ. */
async function checkValue(
  run: Run,
  list: List,
  { parameter, way }: Filter,
  { all, value, small }: { all: Listed; value: Single; small: number },
): Promise<boolean> {
  const { operation, idOf } = list;
  const { name } = parameter;
  const property = way.join('.');
  const pair = writeParameter(operation, parameter, value);
  if (pair === undefined) return false;
  const filtered = await readList(run, list, { small, query: [pair] });
  if (filtered === undefined) return false;
  if (small === 0) await checkTotal(run, list, { whole: filtered, how: { small, query: [pair] } });
  const shown = `${name}=${JSON.stringify(value)}`;
  const wrong = filtered.rows.find((row) => {
    const own = singlesOf(row, way);
    return own.length > 0 && !own.some((one) => matchesFilter(one, value));
  });
  if (wrong !== undefined) {
    const message = `lists a row whose "${property}" is ${JSON.stringify(valueAt(wrong, way))} in response to a request for ${shown}`;
    reportFinding(run, { check: 'filters_filter', operation, exchange: filtered.last, message, cause: name });
    return true;
  }
  const left = all.rows.find((row) => {
    const id = idOf(row);
    return id !== undefined && singlesOf(row, way).includes(value) && !filtered.ids.includes(id);
  });
  if (left === undefined || !filtered.isWhole) return false;
  const message = `leaves out ${idOf(left)}, whose "${property}" matches, from a request for ${shown}`;
  reportFinding(run, {
    check: 'filters_filter',
    operation,
    exchange: filtered.last,
    message,
    cause: `${name} left out`,
  });
  return true;
}

/** The values that a row has of a property: itself, or those of a list. */
function singlesOf(row: Row, way: string[]): Single[] {
  const value = valueAt(row, way);
  const isSingle = (one: unknown): one is Single => ['string', 'number', 'boolean'].includes(typeof one);
  return [value].flat().filter(isSingle);
}

/** Filters by text may find it anywhere in a value, in any case. */
function matchesFilter(one: Single, wanted: Single): boolean {
  if (typeof one !== 'string') return String(one) === String(wanted);
  return one.toLowerCase().includes(String(wanted).toLowerCase());
}
