import { isObject } from '../../document/references.ts';
import { typesOf } from '../../values/flat.ts';
import { put } from '../../values/sample.ts';
import type { ListPage, ListParameters } from './lists.ts';
import { plainName, type Shapes } from './shapes.ts';
import type { Json } from './values.ts';

/** The response around a page. */
export type Envelope = {
  /** A page of the contract's examples or of its schema. */
  sample: unknown;
  /** Names of the members that lead to its rows. */
  place: string[];
  parameters: ListParameters;
  /** Path and query of the request, and the URL of the mock. */
  target: string;
  origin: string;
  /** Whether the contract has a place for a body. */
  fits: (body: unknown) => boolean;
};

const NEXT = /^next(cursor|token|offset|link|url|uri|href|page(token)?)?$/;
const PREVIOUS = /^(prev|previous)(cursor|token|offset|link|url|uri|href|page(token)?)?$/;
const HAS_MORE = /^(hasmore|hasnext(page)?|more|istruncated)$/;
const HAS_PREVIOUS = /^has(prev|previous)(page)?$/;
const TOTAL = /^(total|totalcount|count(total)?|totalitems|totalresults|totalrows|totalelements|recordcount)$/;
const TOTAL_PAGES = /^(totalpages|pages|pagecount|lastpage)$/;
const ROWS_HERE = /^(pagesize|size|perpage|limit|itemsperpage)$/;
const LINK_MEMBERS = /^(first|last|self|href|url)$/;

/** The ways in which an end can be written, the most usual first. */
const ENDS = ['null', 'absent', 'empty'] as const;

/**
 * A page as the contract declares it, with the place of the next page and the number of rows.
 *
 * @param rows as responses show them
 * @returns undefined where no page is valid
 */
export function writePage(rows: unknown[], page: ListPage, envelope: Envelope): unknown {
  const { sample, place, fits } = envelope;
  if (place.length === 0) return fits(rows) ? rows : undefined;
  for (const end of ENDS) {
    const body = fillEnvelope(isObject(sample) ? sample : {}, { page, envelope, end, place }, 0);
    const whole = setAt(body, place, rows);
    if (fits(whole)) return whole;
  }
  return undefined;
}

type Filling = { page: ListPage; envelope: Envelope; end: (typeof ENDS)[number]; place: string[] };

function fillEnvelope(body: Json, filling: Filling, depth: number): Json {
  const result: Json = {};
  for (const [name, member] of Object.entries(body)) {
    const value = memberFor(name, member, filling, depth);
    if (value !== undefined) put(result, name, value);
  }
  return result;
}

/**
 * A page with a place for all that its schema can say of other pages: an example of the last page may lack what others
 * have.
 */
export function withPagingMembers(body: unknown, schema: unknown, { flat }: Pick<Shapes, 'flat'>, depth = 0): unknown {
  if (!isObject(body)) return body;
  const result: Json = { ...body };
  for (const [name, property] of Object.entries(flat(schema).properties ?? {})) {
    const types = typesOf(flat(property));
    const isThere = Object.hasOwn(body, name);
    if (types.includes('object') && depth < 2) {
      const inside = withPagingMembers(isThere ? body[name] : {}, property, { flat }, depth + 1);
      if (isThere || (isObject(inside) && Object.keys(inside).length > 0)) put(result, name, inside);
    } else if (!isThere && PAGING.some((pattern) => pattern.test(plainName(name)))) {
      put(result, name, types.includes('boolean') ? false : types.includes('string') ? '' : 0);
    }
  }
  return result;
}

const PAGING = [NEXT, HAS_MORE, HAS_PREVIOUS, TOTAL, TOTAL_PAGES];

function memberFor(name: string, member: unknown, filling: Filling, depth: number): unknown {
  const { page, envelope, end } = filling;
  const plain = plainName(name);
  const nothing = end === 'null' ? null : end === 'absent' ? undefined : '';
  if (HAS_MORE.test(plain) && typeof member !== 'string') return page.next !== undefined;
  if (HAS_PREVIOUS.test(plain)) return page.offset > 0;
  if (NEXT.test(plain) && !isObject(member))
    return page.next === undefined ? nothing : nextValue(plain, page, envelope);
  if (PREVIOUS.test(plain) && !isObject(member)) return nothing;
  if (TOTAL.test(plain) && typeof member === 'number') return page.total;
  if (TOTAL_PAGES.test(plain) && typeof member === 'number')
    return page.limit === 0 ? 0 : Math.ceil(page.total / page.limit);
  if (ROWS_HERE.test(plain) && typeof member === 'number') return page.limit;
  if (plain === 'page' || plain === 'currentpage' || plain === 'pagenumber')
    return typeof member === 'number' ? page.page : memberInside(member, filling, depth);
  if ((plain === 'offset' || plain === 'skip') && typeof member === 'number') return page.offset;
  if (depth > 0 && LINK_MEMBERS.test(plain) && typeof member === 'string')
    return plain === 'self' || plain === 'href' || plain === 'url' ? envelope.origin + envelope.target : undefined;
  return memberInside(member, filling, depth);
}

function memberInside(member: unknown, filling: Filling, depth: number): unknown {
  return isObject(member) && depth < 2 ? fillEnvelope(member, filling, depth + 1) : member;
}

function nextValue(plain: string, { next }: ListPage, { parameters, target, origin }: Envelope): unknown {
  if (next === undefined) return undefined;
  const { cursor, page, offset } = parameters;
  const isLink =
    /(link|url|uri|href)$/.test(plain) || (cursor === undefined && !/(page|offset|token|cursor)$/.test(plain));
  if (!isLink) return cursor !== undefined ? next.cursor : page !== undefined ? next.page : next.offset;
  const url = new URL(target, origin);
  if (cursor !== undefined) url.searchParams.set(cursor, next.cursor);
  else if (page !== undefined) url.searchParams.set(page, String(next.page));
  else if (offset !== undefined) url.searchParams.set(offset, String(next.offset));
  else return undefined;
  return url.href;
}

/** A copy of a body with another value at the end of these member names. */
export function setAt(body: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value;
  const owner: Json = isObject(body) ? { ...body } : {};
  put(owner, name, setAt(owner[name], rest, value));
  return owner;
}

/** The value at the end of these member names. */
export function valueIn(body: unknown, place: string[]): unknown {
  let value = body;
  for (const name of place) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}
