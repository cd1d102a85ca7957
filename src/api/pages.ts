import type { FieldErrors } from './errors.ts';

/** One page of a list, as every list answers it. */
export type Page<Row> = { rows: Row[]; next_cursor: string | null; has_more: boolean };

/** What a list's cursor holds: the list it belongs to, and the id of the last row that was answered. */
type Position = { list: string; after: string };

/** An opaque cursor that only the list of this name takes back. */
export function toCursor(list: string, after: string): string {
  return Buffer.from(`${list}:${after}`).toString('base64url');
}

/** The id of the last row that was answered; undefined when the cursor is not one of this list. */
export function fromCursor(list: string, cursor: string): string | undefined {
  const position = decode(cursor);
  return position?.list === list && toCursor(list, position.after) === cursor ? position.after : undefined;
}

/** What is wrong with a cursor that was sent to this list; undefined when it is fine or was not sent. */
export function cursorErrors(list: string, cursor: unknown): FieldErrors | undefined {
  if (cursor === undefined || (typeof cursor === 'string' && fromCursor(list, cursor) !== undefined)) return undefined;
  return { cursor: 'must be a next_cursor that this list answered' };
}

function decode(cursor: string): Position | undefined {
  const [, list, after] = /^([a-z]+):([\w.-]+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return list === undefined || after === undefined ? undefined : { list, after };
}

/**
 * Cuts a page.
 *
 * @param rows one row more than the page holds, where there is one
 */
export function toPage<Row>(list: string, rows: Row[], limit: number, idOf: (row: Row) => string): Page<Row> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const has_more = rows.length > limit;
  return { rows: page, next_cursor: has_more && last !== undefined ? toCursor(list, idOf(last)) : null, has_more };
}
