import type { Operation } from '../document/document.ts';
import { CURSOR, nextLinks } from '../document/paging.ts';
import { isObject } from '../document/references.ts';
import type { Examples } from './examples.ts';

/** How a list is paged, as its links or else its names show. */
export type Paging = {
  /** Query parameters that take a cursor from the page before, with their named examples. */
  cursors: Map<string, Examples>;
  /** Query parameters that count pages or rows, with the greatest value that still is the first page. */
  counters: Map<string, number>;
  /** Places of the next cursor in the body according to links, as reference tokens. */
  nextPointers: string[][];
};

export type Query = Record<string, string | string[]>;

const PAGE = /^(page|page_?(number|no))$/i;
const OFFSET = /^(offset|skip)$/i;
const NEXT = /^next([_-]?(cursor|token|offset|link|url|href|page([_-]?token)?))?$/i;
const HAS_MORE = /^has[_-]?(more|next([_-]?page)?)$/i;
/** How an operation is paged; undefined if it has no parameter that asks for another page. */
export function pagingOf(operation: Operation): Paging | undefined {
  if (operation.method !== 'get') return undefined;
  const links = nextLinks(operation);
  const paging: Paging = { cursors: new Map(), counters: new Map(), nextPointers: [...links.values()] };
  for (const { name, in: place, examples = {} } of operation.parameters) {
    if (place !== 'query') continue;
    if (links.has(name) || CURSOR.test(name)) {
      paging.cursors.set(name, new Map(Object.entries(examples).map(([key, { value }]) => [key, value])));
    } else if (PAGE.test(name)) paging.counters.set(name, 1);
    else if (OFFSET.test(name)) paging.counters.set(name, 0);
  }
  return paging.cursors.size + paging.counters.size === 0 ? undefined : paging;
}

/** Whether a request asks for a page after the first one. */
export function isLaterPage({ cursors, counters }: Paging, query: Query): boolean {
  if ([...cursors.keys()].some((name) => (query[name] ?? '') !== '')) return true;
  return [...counters].some(([name, first]) => Number(query[name] ?? first) > first);
}

/**
 * Chooses the example of a page. The first page shows rows and, where an example does, ends. A later page is the example
 * that has the name of the cursor's example: the contract says so what that cursor leads to.
 *
 * @param preferred name that the caller asks for
 */
export function pageExample(
  paging: Paging,
  query: Query,
  examples: Examples,
  preferred: string | undefined,
): string | undefined {
  const names = [...examples.keys()];
  const full = names.filter((name) => (pageRows(examples.get(name))?.length ?? 0) > 0);
  const last = full.find((name) => isLast(paging, examples.get(name)));
  if (!isLaterPage(paging, query)) return preferred ?? last ?? full[0];
  if (preferred !== undefined && isLast(paging, examples.get(preferred))) return preferred;
  return names.find((name) => isLedTo(paging, query, name)) ?? preferred ?? last ?? full[0];
}

function isLedTo({ cursors }: Paging, query: Query, name: string): boolean {
  return [...cursors].some(([parameter, named]) => named.has(name) && String(named.get(name)) === query[parameter]);
}

function isLast(paging: Paging, body: unknown): boolean {
  return endings(paging, body).length === 0;
}

/** The page as the last one: it has no next cursor, and no rows if pages are counted. */
export function asLastPage(paging: Paging, body: unknown, fits: (body: unknown) => boolean): unknown {
  const rows = pageRows(body);
  if (rows === undefined) return body;
  const places = endings(paging, body);
  const modes = ['null', 'absent', 'empty'] as const;
  const ended = modes.map((mode) => withEndings(body, places, mode));
  const last = ended.find(fits) ?? ended[0];
  if (paging.cursors.size > 0) return last;
  const empty = replaceRows(last, pageRows(last));
  return fits(empty) ? empty : last;
}

/** A member that says that there is another page. */
type Ending = { holder: string[]; name: string; value: unknown };

function endings({ nextPointers }: Paging, body: unknown): Ending[] {
  const found: Ending[] = [];
  const look = (holder: string[], value: unknown): void => {
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      const isPointed = nextPointers.some((tokens) => tokens.join('/') === [...holder, name].join('/'));
      const isNext =
        (isPointed || NEXT.test(name)) && (typeof member === 'string' ? member !== '' : typeof member === 'number');
      if (isNext || (HAS_MORE.test(name) && member === true)) found.push({ holder, name, value: member });
      else if (holder.length === 0) look([name], member);
    }
  };
  look([], body);
  return found;
}

function withEndings(body: unknown, places: Ending[], mode: 'null' | 'absent' | 'empty'): unknown {
  const copy = structuredClone(body);
  for (const { holder, name, value } of places) {
    const member = holder.reduce((inner, token) => (inner as Record<string, unknown>)[token], copy);
    const owner = member as Record<string, unknown>;
    if (value === true) owner[name] = false;
    else if (mode === 'absent') delete owner[name];
    else owner[name] = mode === 'null' ? null : '';
  }
  return copy;
}

/** The rows of a page: the body itself, or the first array in it. */
function pageRows(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) return undefined;
  const members = Object.values(body);
  return (
    members.find(Array.isArray) ??
    members
      .filter(isObject)
      .flatMap((member) => Object.values(member))
      .find(Array.isArray)
  );
}

function replaceRows(body: unknown, rows: unknown): unknown {
  if (body === rows) return [];
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([name, member]) => [name, replaceRows(member, rows)]));
}
