import type { Parameter } from '../../document/document.ts';
import { PAGING_NAMES } from '../../document/paging.ts';
import { isObject } from '../../document/references.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import type { CompletedExchange } from '../links.ts';
import { rowsOf } from '../resources.ts';
import type { Run } from '../run-context.ts';
import type { CredentialChoice, PathValues } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { call, plain } from './lifecycle.ts';

/** Pages that a list is followed for, and those of a list that is known to have more. */
const MOST_PAGES = 200;
const FEW_PAGES = 10;
/** Rows of a small page, and of a large one where the contract names no bound. */
const SMALL = 2;
const LARGE = 50;
/** Larger pages are not asked for. */
const LARGEST = 500;

export type Row = Record<string, unknown>;

/** A list, and how a row of it is known again. */
export type List = { operation: VerifiableOperation; path: PathValues; idOf: (row: Row) => string | undefined };

/** Which pages are asked for. */
export type ListReading = {
  /** Other credentials than the own ones. */
  credentials?: CredentialChoice;
  /** So many pages are small at first, so that there are some to go from one to the next. */
  small: number;
  /** Whether to stop after the small pages. */
  isShort?: boolean;
  /** Encoded `name=value` pairs beside those that page. */
  query?: string[];
};

export type Listed = {
  ids: string[];
  rows: Row[];
  last: CompletedExchange;
  /** Whether these are all rows, as far as can be known. */
  isWhole: boolean;
  /** Pages with rows. */
  pages: number;
  /** The response of each page, and how many rows it has. */
  each: { at: CompletedExchange; count: number }[];
  /** A page with more rows than were asked for. */
  tooLong?: { at: CompletedExchange; asked: number; rows: number };
};

/** The parameters by which a list is paged, as far as their names show. */
export type PagingParameters = {
  size?: Parameter;
  sizes: { small: number; large: number };
  cursor?: string;
  page?: string;
  /** Number of the page that follows the first one. */
  second: number;
  offset?: string;
};

export function findPagingParameters(run: Run, { parameters, hints }: VerifiableOperation): PagingParameters {
  const find = (pattern: RegExp): Parameter | undefined =>
    parameters.find((parameter) => parameter.in === 'query' && pattern.test(parameter.name));
  const named = parameters.find((one) => one.in === 'query' && one.name === hints.list?.size);
  const size = named ?? find(PAGING_NAMES.size);
  const cursor = find(PAGING_NAMES.cursor)?.name;
  const page = find(PAGING_NAMES.page);
  const offset = find(PAGING_NAMES.offset)?.name;
  const flatOf = (parameter: Parameter | undefined) =>
    flatten(parameter?.schema, run.plan.find, createFirst(run.plan.find));
  const { minimum, maximum, enum: choices } = flatOf(size);
  const numbers = Array.isArray(choices) ? choices.map(Number).filter((number) => number > 0) : [];
  const large = Math.min(Number(maximum ?? LARGE), LARGEST);
  const sizes =
    numbers.length > 0
      ? { small: Math.min(...numbers), large: Math.max(...numbers) }
      : { small: Math.min(large, Math.max(SMALL, Number(minimum ?? 0))), large };
  const { minimum: least, default: first } = flatOf(page);
  const isFromZero = first === 0 || (first === undefined && least === 0);
  return {
    ...(size === undefined ? {} : { size }),
    sizes,
    second: isFromZero ? 1 : 2,
    ...(cursor !== undefined
      ? { cursor }
      : page !== undefined
        ? { page: page.name }
        : offset !== undefined
          ? { offset }
          : {}),
  };
}

/** Follows a list from page to page; undefined without a response that is a list. */
export async function readList(
  run: Run,
  list: List,
  { small, isShort, query = [], credentials = 'own' }: ListReading,
): Promise<Listed | undefined> {
  const { operation, path, idOf } = list;
  const paging = findPagingParameters(run, operation);
  const { size, sizes, cursor, page, offset } = paging;
  const own = plain(run, operation).query;
  const kept = own.filter((pair) => ![...query, `${size?.name}=`].some((one) => pairName(one) === pairName(pair)));
  const ids: string[] = [];
  const rows: Row[] = [];
  let tooLong: Listed['tooLong'];
  let last: CompletedExchange | undefined;
  let at: string | undefined;
  let pages = 0;
  const each: Listed['each'] = [];
  const listed = (isWhole: boolean): Listed | undefined => {
    const long = tooLong === undefined ? {} : { tooLong };
    return last === undefined ? undefined : { ids, rows, last, isWhole, pages, each, ...long };
  };
  const most = run.longLists.has(operation) ? FEW_PAGES : MOST_PAGES;
  for (let number = 0; number < most; number++) {
    if (isShort === true && number >= small) return listed(false);
    // Pages by number must all be of one size.
    const isSmall = page === undefined ? number < small : isShort === true;
    const asked = isSmall ? sizes.small : sizes.large;
    const pairs = [
      ...(size === undefined ? [] : [`${size.name}=${asked}`]),
      ...(at === undefined ? [] : [`${cursor ?? page ?? offset}=${encodeURIComponent(at)}`]),
    ];
    const parts = plain(run, operation, { query: [...kept, ...query, ...pairs], credentials });
    const outcome = await call(run, operation, path, parts);
    if (outcome === undefined) return undefined;
    // Some servers know no page after the last one.
    if (number > 0 && page !== undefined && outcome.response.status === 404) return listed(true);
    const { value } = outcome.response;
    const found = rowsOf(value, operation.hints.list);
    if (found === undefined || outcome.response.status >= 300) return undefined;
    last = outcome;
    each.push({ at: outcome, count: found.length });
    if (size !== undefined && found.length > asked) tooLong ??= { at: outcome, asked, rows: found.length };
    const named = found.flatMap((row) => idOf(row) ?? []);
    // A server that does not know the parameter returns its first page again and again.
    const isRepeated = number > 0 && cursor === undefined && named.every((id) => ids.includes(id));
    if (!isRepeated) {
      for (const id of named) ids.push(id);
      for (const row of found) rows.push(row);
      if (found.length > 0) pages += 1;
    }
    at = isRepeated ? undefined : nextPage(paging, { value, count: found.length }, ids.length, number);
    if (at === undefined) {
      if (cursor !== undefined)
        return listed(saysWhetherMore(value) || found.length < (size === undefined ? 1 : asked));
      // Without pages that can be followed only a short list is known to be whole.
      return listed(size === undefined || page !== undefined || offset !== undefined);
    }
  }
  if (!run.longLists.has(operation)) {
    run.longLists.add(operation);
    run.untried.push(`${operation.operationId}: it has more than ${most} pages, of which the first ones are read`);
  }
  return listed(false);
}

/** A page after which there is no other may leave out the cursor; so does one whose cursor is not found. */
function saysWhetherMore(value: unknown): boolean {
  return isObject(value) && membersOfList(value).some(([name]) => NEXT.test(name));
}

const NEXT = /^next/i;

/** The members of a response, and those of the objects in it. */
function membersOfList(value: Record<string, unknown>): [string, unknown][] {
  const own = Object.entries(value);
  return [...own, ...own.flatMap(([, member]) => (isObject(member) ? Object.entries(member) : []))];
}

function pairName(pair: string): string {
  return pair.split('=')[0] ?? '';
}

/** The request for the next page; undefined after the last page. */
function nextPage(
  { cursor, page, offset, second }: PagingParameters,
  { value, count }: { value: unknown; count: number },
  listed: number,
  number: number,
): string | undefined {
  if (cursor !== undefined) {
    const members = isObject(value) ? membersOfList(value) : [];
    const following = members.find(([one, member]) => NEXT.test(one) && typeof member === 'string')?.[1];
    if (typeof following !== 'string' || following === '') return undefined;
    // Some give the whole URL of the page.
    return new URLSearchParams(following.split('?')[1] ?? '').get(cursor) ?? following;
  }
  if (count === 0) return undefined;
  if (offset !== undefined) return String(listed);
  return page === undefined ? undefined : String(number + second);
}
