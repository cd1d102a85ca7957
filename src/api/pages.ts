import { setImmediate } from 'node:timers/promises';
import type { FieldErrors } from './errors.ts';

/** One page of a list, as every list returns it. */
export type Page<Row> = { rows: Row[]; next_cursor: string | null; has_more: boolean };

/** A page whose rows are read as the client reads, unless they are few. */
export type StreamedPage<Row> = Omit<Page<Row>, 'rows'> & { rows: Row[] | AsyncIterable<Row[]> };

/** Content of a cursor: its list, and the id of the last row of the page. */
type PagePosition = { list: string; after: string };

/** An opaque cursor that only the list of this name takes back. */
export function toCursor(list: string, after: string): string {
  return Buffer.from(`${list}:${after}`).toString('base64url');
}

/** The id of the last row of the page before; undefined when the cursor is not one of this list. */
export function fromCursor(list: string, cursor: string): string | undefined {
  const position = decodeCursor(cursor);
  return position?.list === list && toCursor(list, position.after) === cursor ? position.after : undefined;
}

/** The error of a cursor that was sent to this list; undefined if it is valid or missing. */
export function cursorErrors(list: string, cursor: unknown): FieldErrors | undefined {
  if (cursor === undefined || (typeof cursor === 'string' && fromCursor(list, cursor) !== undefined)) return undefined;
  return { cursor: 'must be a next_cursor of this list' };
}

function decodeCursor(cursor: string): PagePosition | undefined {
  const [, list, after] = /^([a-z]+):([\w.-]+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return list === undefined || after === undefined ? undefined : { list, after };
}

/** Maximum size of the rows of a page: 4 MiB. */
export const PAGE_BYTES = 4 * 1024 * 1024;

/** A row as the first query of a page reads it: where it stands in the list, and its size in a response. */
export type Sized = { id: string; bytes: number };

/** Which list a page is cut from, and where it ends. */
export type PageOptions<Row> = {
  list: string;
  limit: number;
  idOf: (row: Row) => string;
  /** The size of a row in a response. It is called only for the rows that fill the page. */
  bytesOf?: (row: Row) => number;
  /** Whether there are more rows than these. */
  followed?: boolean;
};

/**
 * Cuts a page: at most `limit` rows and at most `PAGE_BYTES`. The first row is part of it whatever its size.
 *
 * @param rows one row more than `limit`, where there is one
 */
export function toPage<Row>(
  rows: Row[],
  { list, limit, idOf, bytesOf = jsonBytes, followed = false }: PageOptions<Row>,
): Page<Row> {
  const page: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += bytesOf(row);
    if (page.length === limit || (page.length > 0 && bytes > PAGE_BYTES)) break;
    page.push(row);
  }
  const last = page.at(-1);
  const has_more = followed || rows.length > page.length;
  return { rows: page, next_cursor: has_more && last !== undefined ? toCursor(list, idOf(last)) : null, has_more };
}

/** Limits a page by the sizes of its rows. Only sizes have been read, so the content of further rows is not read. */
export function toSizedPage(list: string, sizes: Sized[], limit: number, followed = false): Page<Sized> {
  return toPage(sizes, { list, limit, idOf: ({ id }) => id, bytesOf: ({ bytes }) => bytes, followed });
}

function jsonBytes(row: unknown): number {
  return Buffer.byteLength(JSON.stringify(row));
}

/** Bytes of rows that are read at once, and made into a response without letting other requests in between. */
export const PIECE_BYTES = 256 * 1024;

let lastTurn: Promise<unknown> = Promise.resolve();

/** Waits until the event loop has served other requests. Waiting requests continue one at a time. */
function takeTurn(): Promise<unknown> {
  lastTurn = lastTurn.then(() => setImmediate());
  return lastTurn;
}

/**
 * Reads the rows of a page. Rows of at most 256 KiB are read at once. More are read piece by piece whenever the next piece
 * is asked for. Between two pieces the event loop serves other requests.
 *
 * @param read the rows with these ids, in the order of the list; rows that were deleted meanwhile are left out
 */
export async function readRows<Row>(
  sizes: Sized[],
  read: (ids: string[]) => Promise<Row[]>,
): Promise<Row[] | AsyncIterable<Row[]>> {
  const pieces = cutPieces(sizes);
  const [first] = pieces;
  if (first === undefined) return [];
  return pieces.length === 1 ? read(first) : iteratePieces(pieces, read);
}

/** Not a generator: a generator keeps the last piece in memory until the next one is asked for. */
function iteratePieces<Row>(pieces: string[][], read: (ids: string[]) => Promise<Row[]>): AsyncIterable<Row[]> {
  return {
    [Symbol.asyncIterator]: () => {
      let index = 0;
      const next = async (): Promise<IteratorResult<Row[], undefined>> => {
        const ids = pieces[index];
        if (ids === undefined) return { done: true, value: undefined };
        if (index > 0) await takeTurn();
        index++;
        return { done: false, value: await read(ids) };
      };
      return { next };
    },
  };
}

/** The ids of each piece: at most 256 KiB of rows, or one row that is larger. */
function cutPieces(sizes: Sized[]): string[][] {
  const pieces: string[][] = [];
  let last: string[] = [];
  let bytes = 0;
  for (const row of sizes) {
    bytes += row.bytes;
    if (last.length === 0 || bytes > PIECE_BYTES) {
      [last, bytes] = [[], row.bytes];
      pieces.push(last);
    }
    last.push(row.id);
  }
  return pieces;
}

/** Whether rows are few enough to be read at once. */
export function areOnePiece(sizes: Sized[]): boolean {
  return cutPieces(sizes).length <= 1;
}

/**
 * Measures rows that can be larger in a response than they are stored. They are read piece by piece and not kept.
 *
 * @param read the rows with these ids, in the order of the list
 * @returns the sizes up to the row that exceeds the page
 */
export async function measureRows<Row>(
  sizes: Sized[],
  idOf: (row: Row) => string,
  read: (ids: string[]) => Promise<Row[]>,
): Promise<Sized[]> {
  const measured: Sized[] = [];
  let total = 0;
  for await (const piece of iteratePieces(cutPieces(sizes), read)) {
    for (const row of piece) {
      const bytes = jsonBytes(row);
      measured.push({ id: idOf(row), bytes });
      total += bytes;
      if (total > PAGE_BYTES) return measured;
    }
  }
  return measured;
}
