import type { Operation, Parameter } from '../../document/document.ts';
import { nextLinks, PAGING_NAMES } from '../../document/paging.ts';
import type { FindSchema } from '../../document/references.ts';
import { isSortName, readOrder, SORT_DIRECTION, SORT_FIELD } from '../../document/sorting.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import { plainName } from './shapes.ts';
import type { StoredResource } from './store.ts';

/** Rows of a page where neither the request nor the contract says how many. */
const PAGE_ROWS = 20;
/** Rows of a page at most. */
const MOST_ROWS = 1000;

/** The query parameters of a list, by their effect. */
export type ListParameters = {
  size: string | undefined;
  /** Rows of a page where the request does not say. */
  usual: number;
  cursor: string | undefined;
  /** Cursors that the contract has as examples. They lead to the last page. */
  exampleCursors: Set<unknown>;
  page: string | undefined;
  /** Number of the first page. */
  first: number;
  offset: string | undefined;
  /** Parameters that narrow the list, with the property of the rows. */
  filters: Map<string, string>;
  field: string | undefined;
  direction: string | undefined;
  /** Whether the newest come first where nothing is said of the order. */
  isNewestFirst: boolean;
  /** Query parameters that nothing is known of. */
  unknown: string[];
};

/** One page of a list. */
export type ListPage = {
  rows: StoredResource[];
  total: number;
  /** Start of the next page; undefined after the last page. */
  next: { cursor: string; page: number; offset: number } | undefined;
  limit: number;
  page: number;
  offset: number;
};

const NEWEST_FIRST =
  /\b(newest|latest|last|most recent(ly \w+)?)\b.{0,20}\bfirst\b|\breverse(-| )?chronological|\bdescending\b/i;

export function readListParameters(operation: Operation, rowSchema: unknown, find: FindSchema): ListParameters {
  const flat = (schema: unknown) => flatten(schema, find, createFirst(find));
  const query = operation.parameters.filter(({ in: where }) => where === 'query');
  const named = (pattern: RegExp): Parameter | undefined => query.find(({ name }) => pattern.test(name));
  const size = named(PAGING_NAMES.size);
  const links = nextLinks(operation);
  const cursor = named(PAGING_NAMES.cursor)?.name;
  const linked = query.find(({ name }) => links.has(name) && !isCounter(name))?.name;
  const page = named(PAGING_NAMES.page);
  const { default: usual, maximum } = flat(size?.schema);
  const { minimum: least, default: first } = flat(page?.schema);
  const known = [size, page, named(PAGING_NAMES.offset)].map((one) => one?.name);
  const properties = Object.keys(flat(rowSchema).properties ?? {});
  const filters = new Map<string, string>();
  const unknown: string[] = [];
  for (const { name } of query) {
    if (known.includes(name) || name === cursor || name === linked || isSortName(name)) continue;
    const property = properties.includes(name) ? name : properties.find((one) => plainName(one) === plainName(name));
    if (property === undefined) unknown.push(name);
    else filters.set(name, property);
  }
  const { description = '', summary = '' } = operation as { description?: string; summary?: string };
  return {
    size: size?.name,
    usual: Math.min(Number(usual ?? Math.min(PAGE_ROWS, Number(maximum ?? PAGE_ROWS))), MOST_ROWS),
    cursor: cursor ?? linked,
    exampleCursors: exampleValues(query.find(({ name }) => name === (cursor ?? linked))),
    page: page?.name,
    first: first === 0 || (first === undefined && least === 0) ? 0 : 1,
    offset: named(PAGING_NAMES.offset)?.name,
    filters,
    field: named(SORT_FIELD)?.name,
    direction: named(SORT_DIRECTION)?.name,
    isNewestFirst: NEWEST_FIRST.test(`${summary} ${description}`),
    unknown,
  };
}

function exampleValues(parameter: Parameter | undefined): Set<unknown> {
  return new Set(Object.values(parameter?.examples ?? {}).map(({ value }) => value));
}

function isCounter(name: string): boolean {
  return PAGING_NAMES.page.test(name) || PAGING_NAMES.offset.test(name);
}

/** Query parameters, decoded. */
export type ListQuery = Record<string, unknown>;

/** Whether a resource passes the filters of a request: it has the value, or a list that holds it. */
export function passesFilters({ value }: StoredResource, { filters }: ListParameters, query: ListQuery): boolean {
  for (const [name, property] of filters) {
    const wanted = query[name];
    if (wanted === undefined) continue;
    const choices = [wanted].flat().map(String);
    const own = [Object.hasOwn(value, property) ? value[property] : undefined].flat();
    if (!own.some((one) => one !== null && one !== undefined && choices.includes(String(one)))) return false;
  }
  return true;
}

/** Sorts resources as a request asks; a new list. */
export function sortRows(rows: StoredResource[], parameters: ListParameters, query: ListQuery): StoredResource[] {
  const compare = comparison(parameters, query);
  return compare === undefined ? rows : rows.toSorted(compare);
}

type RowOrder = (one: StoredResource, other: StoredResource) => number;

function comparison({ field, direction, isNewestFirst }: ListParameters, query: ListQuery): RowOrder | undefined {
  const byAge: RowOrder = (one, other) => (isNewestFirst ? other.number - one.number : one.number - other.number);
  const names = field === undefined || query[field] === undefined ? [] : [query[field]].flat().map(String);
  const way = direction === undefined ? undefined : query[direction];
  if (names.length === 0) return isNewestFirst ? byAge : undefined;
  const orders = names.flatMap((name) => name.split(',')).map(readOrder);
  const isTurned = way !== undefined && /^desc/i.test(String(way));
  return (one, other) => {
    for (const { property, isDescending } of orders) {
      const compared = compareValues(memberOf(one, property), memberOf(other, property));
      if (compared !== 0) return isDescending || isTurned ? -compared : compared;
    }
    return byAge(one, other);
  };
}

function memberOf({ value }: StoredResource, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name];
  const found = Object.keys(value).find((one) => plainName(one) === plainName(name));
  return found === undefined ? undefined : value[found];
}

function compareValues(one: unknown, other: unknown): number {
  const [a, b] = [one ?? '', other ?? ''] as [never, never];
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The page of a list that a request asks for. A cursor is the position behind its last row, found by that row's
 * number, or by the id of the row where clients make cursors of ids.
 *
 * @returns undefined where the cursor is not one of this list
 */
export function cutPage(rows: StoredResource[], parameters: ListParameters, query: ListQuery): ListPage | undefined {
  const { size, usual, cursor, page, first, offset } = parameters;
  const asked = size === undefined ? undefined : query[size];
  const isPaged = [size, cursor, page, offset].some((one) => one !== undefined);
  const limit = isPaged ? Math.max(0, Math.min(Math.floor(Number(asked ?? usual)), MOST_ROWS)) : rows.length;
  let start = 0;
  const after = cursor === undefined ? undefined : query[cursor];
  const number = page === undefined ? undefined : Number(query[page] ?? first);
  if (after !== undefined && after !== '') {
    const isExample = parameters.exampleCursors.has(after);
    const at = positionAfter(rows, String(after)) ?? (isExample ? Math.max(0, rows.length - limit) : undefined);
    if (at === undefined) return undefined;
    start = at;
  } else if (number !== undefined) start = Math.max(0, number - first) * limit;
  else if (offset !== undefined) start = Math.max(0, Math.floor(Number(query[offset] ?? 0)));
  const cut = rows.slice(start, start + limit);
  const last = cut.at(-1);
  const isMore = last !== undefined && start + cut.length < rows.length;
  return {
    rows: cut,
    total: rows.length,
    ...{ limit, page: number ?? first + (limit === 0 ? 0 : Math.floor(start / limit)), offset: start },
    next: isMore ? { cursor: cursorOf(last), page: (number ?? first) + 1, offset: start + cut.length } : undefined,
  };
}

function cursorOf({ number, key }: StoredResource): string {
  return Buffer.from(`${number}:${key}`).toString('base64url').slice(0, 200);
}

/** A row that is gone is found by its number, among rows that are in the order of their numbers. */
function positionAfter(rows: StoredResource[], cursor: string): number | undefined {
  const byKey = rows.findIndex(({ key }) => key === cursor);
  if (byKey >= 0) return byKey + 1;
  const [, text, key] = /^(\d+):(.*)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (text === undefined || key === undefined) return undefined;
  const number = Number(text);
  const at = rows.findIndex((row) => row.number === number);
  if (at >= 0) return at + 1;
  const isFalling = (rows[0]?.number ?? 0) > (rows.at(-1)?.number ?? 0);
  const next = rows.findIndex((row) => (isFalling ? row.number < number : row.number > number));
  return next < 0 ? rows.length : next;
}
