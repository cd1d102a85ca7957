import type { Request } from 'express';
import { text, Wrong } from '../museum/bodies.ts';
import type { DarkroomDefect } from './defects.ts';

type Filter = { name: string; values: string[] };
type Row = Record<string, unknown> & { id: string };

function readLimit(sent: unknown): number {
  if (sent === undefined) return 10;
  const limit = Number(sent);
  if (typeof sent === 'string' && /^\d+$/.test(sent) && limit >= 1 && limit <= 30) return limit;
  throw new Wrong('The parameter "limit" must be an integer from 1 to 30.');
}

/** One page of rows. Its cursor is the id of its last row. Numbers of ids grow, so the cursor of a deleted row is valid. */
export function listRows<One extends Row>(
  { query }: Request,
  all: One[],
  { name, values }: Filter,
  defect: DarkroomDefect | undefined,
): { rows: One[]; next_cursor: string | null } {
  const limit = readLimit(query.limit);
  const { cursor, [name]: wanted } = query;
  if (cursor !== undefined && !text(0, 40)(cursor)) throw new Wrong('The parameter "cursor" is too long.');
  if (wanted !== undefined && !values.includes(wanted as string)) {
    throw new Wrong(`The parameter "${name}" must be one of ${values.join(', ')}.`);
  }
  const isIgnored = defect === 'a filter is ignored after a cursor' && cursor !== undefined;
  const fitting = wanted === undefined || isIgnored ? all : all.filter((one) => one[name] === wanted);
  if (wanted !== undefined && defect === 'a filter leaves a row out') fitting.pop();
  const after = /-(\d+)$/.exec(String(cursor))?.[1];
  const open = after === undefined ? fitting : fitting.filter(({ id }) => numberOf(id) > Number(after));
  const skipped = Number(defect === 'a cursor skips a row' && after !== undefined);
  const length = limit + Number(defect === 'a page has one row more than its limit');
  const rows = open.slice(skipped, skipped + length);
  const isLast = skipped + length >= open.length;
  return { rows, next_cursor: isLast ? null : (rows.at(-1)?.id ?? null) };
}

function numberOf(id: string): number {
  return Number(id.split('-')[1]);
}
