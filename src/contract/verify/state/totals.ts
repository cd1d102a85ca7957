import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { createFirst, type Flat, flatten, typesOf } from '../../values/flat.ts';
import { isStatusOf } from '../links.ts';
import { wayOf } from '../list-hints.ts';
import type { Run } from '../run-context.ts';
import type { Received } from '../types.ts';
import { valueAt } from '../values/places.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { reportFinding } from './lifecycle.ts';
import { type List, type Listed, type ListReading, readList } from './pages.ts';

/** The place of the total number of rows in a response. */
type TotalPlace = { header: string } | { way: string[]; mayBeOfPage: boolean };

const TOTAL = /^total(_?(count|items?|results?|elements?|records?|rows?|hits?|entries|size))?$/i;
/** Some APIs count the rows of the page, others all. */
const COUNT = /^count$/i;
const TOTAL_HEADER = /^(x-)?total(-count)?$/i;
/** Members that hold what a response says about a list. */
const ABOUT_LIST = /^(_?meta(data)?|_?page|page_?info|paging|pagination)$/i;

/** The total that `x-verify` states or whose name an integer of a response has; undefined where there is none. */
function findTotalPlace(run: Run, operation: VerifiableOperation, status: number): TotalPlace | undefined {
  const { total } = operation.hints.list ?? {};
  if (total === undefined) return findNamedTotal(run, operation, status);
  if (total === false) return undefined;
  return total.startsWith('/') ? { way: wayOf(total), mayBeOfPage: false } : { header: total.toLowerCase() };
}

function findNamedTotal(run: Run, { responses }: VerifiableOperation, status: number): TotalPlace | undefined {
  const [, response = {}] = Object.entries(responses).find(([name]) => isStatusOf(name, status)) ?? [];
  const { content, headers } = response as { content?: Record<string, { schema?: unknown }>; headers?: object };
  const header = Object.keys(headers ?? {}).find((name) => TOTAL_HEADER.test(name));
  const flat = (schema: unknown): Flat => flatten(schema, run.plan.find, createFirst(run.plan.find));
  const media = Object.entries(content ?? {}).find(([type]) => isJson(type))?.[1];
  const properties = Object.entries(flat(media?.schema).properties ?? {});
  const inside = properties.filter(([name]) => ABOUT_LIST.test(name));
  const levels = [
    properties.map(([name, schema]) => ({ way: [name], schema })),
    ...inside.map(([outer, schema]) =>
      Object.entries(flat(schema).properties ?? {}).map(([name, member]) => ({ way: [outer, name], schema: member })),
    ),
  ];
  for (const pattern of [TOTAL, COUNT]) {
    const found = levels
      .flat()
      .find(({ way, schema }) => pattern.test(way.at(-1) ?? '') && typesOf(flat(schema)).includes('integer'));
    if (found !== undefined) return { way: found.way, mayBeOfPage: pattern === COUNT };
    if (header !== undefined) return { header: header.toLowerCase() };
  }
  return undefined;
}

/** Whether the responses of an operation have a total. */
export function hasTotal(run: Run, operation: VerifiableOperation): boolean {
  return findTotalPlace(run, operation, 200) !== undefined;
}

function totalIn(place: TotalPlace, { value, headers }: Received): number | undefined {
  const found = 'header' in place ? headers[place.header] : isObject(value) ? valueAt(value, place.way) : undefined;
  const total = typeof found === 'string' && /^\d+$/.test(found) ? Number(found) : found;
  return typeof total === 'number' ? total : undefined;
}

/** A page whose total is not the number of rows that the whole list has. */
function findWrongTotal(run: Run, { operation }: List, pages: Listed['each'], rows: number) {
  for (const { at, count } of pages) {
    const place = findTotalPlace(run, operation, at.response.status);
    const total = place === undefined ? undefined : totalIn(place, at.response);
    if (place === undefined || total === undefined || total === rows) continue;
    if ('mayBeOfPage' in place && place.mayBeOfPage && total === count) continue;
    // Beyond the last page a server may have nothing to count.
    if (count > 0 || rows === 0) return { at, total };
  }
  return undefined;
}

/**
 * The total of a list is the number of rows on all its pages. The list is read again before a wrong one is reported: it may
 * have changed.
 *
 * @param how the pages of `whole` were asked for
 * @param others pages of the same list
 */
export async function checkTotal(
  run: Run,
  list: List,
  { whole, how, others = [] }: { whole: Listed; how: ListReading; others?: Listed['each'] },
): Promise<void> {
  const { operation } = list;
  const { isWhole, rows, ids, each } = whole;
  // Rows without an id may be those of a page that was read before.
  if (!isWhole || ids.length !== rows.length || !run.session.isNews('total_is_true', operation)) return;
  const wrong = findWrongTotal(run, list, [...each, ...others], rows.length);
  if (wrong === undefined) return;
  const again = await readList(run, list, how);
  if (again === undefined || again.ids.join() !== ids.join()) return;
  const { total, at } = wrong;
  const filter = how.query === undefined ? '' : ` for ${how.query.join('&')}`;
  const message = `returns a total of ${total}${filter}, and all pages have ${rows.length} row${rows.length === 1 ? '' : 's'}`;
  reportFinding(run, { check: 'total_is_true', operation, exchange: at, message });
}
