import type { Parameter } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import type { Answered } from '../links.ts';
import type { Planned } from '../planned.ts';
import { rowsOf } from '../resources.ts';
import type { Run } from '../run-context.ts';
import type { PathValues } from '../types.ts';
import { createFirst, flatten } from '../values/flat.ts';
import { call, idOfRow, type Lifecycle, type Made, make, plain, report } from './lifecycle.ts';

/** Pages that a list is followed for. */
const MOST_PAGES = 2000;
/** Rows of a small page, and of a large one where the contract names no bound. */
const SMALL = 2;
const LARGE = 50;
/** Larger pages are not asked for. */
const LARGEST = 500;
/** So many pages are small at first, so that there are some to go from one to the next. */
const MANY_SMALL = 10;
export const FEW_SMALL = 2;
/** Resources that a list must hold. */
const LISTED = 5;

/** A list holds everything that was made, each once, however it is paged. */
export async function checkList(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { list } = life;
  if (list === undefined) return;
  const wanted = new Set([made.id]);
  for (let index = 1; index < LISTED; index++) {
    const another = await make(run, life);
    if (another !== undefined) wanted.add(another.id);
  }
  const listed = await listAll(run, life, made.path);
  if (listed === undefined) return;
  const { ids, last, isWhole } = listed;
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index && wanted.has(id));
  if (twice.length > 0) report(run, 'lists_each_once', list, last, `lists ${twice[0]} twice`, 'twice');
  const missing = [...wanted].filter((id) => !ids.includes(id));
  if (missing.length > 0 && isWhole)
    report(run, 'lists_each_once', list, last, `does not list ${missing[0]}, which was made`, 'missing');
}

export type Listed = { ids: string[]; last: Answered; isWhole: boolean };

/** The parameters by which a list is paged, as far as their names tell. */
type Paging = { size?: Parameter; cursor?: string; page?: string; offset?: string };

function pagingOf({ parameters }: Planned): Paging {
  const find = (pattern: RegExp): Parameter | undefined =>
    parameters.find((parameter) => parameter.in === 'query' && pattern.test(parameter.name));
  const size = find(/^(limit|page_?size|per_?page|count)$/i);
  const cursor = find(/^(cursor|page_?token|after|starting_after|continuation_?token)$/i)?.name;
  const page = find(/^(page|page_?(number|no))$/i)?.name;
  const offset = find(/^(offset|skip)$/i)?.name;
  return {
    ...(size === undefined ? {} : { size }),
    ...(cursor !== undefined ? { cursor } : page !== undefined ? { page } : offset !== undefined ? { offset } : {}),
  };
}

/**
 * The ids on all pages of a list; undefined where it is not answered, or by no list.
 *
 * @param small so many pages are small
 */
export async function listAll(
  run: Run,
  life: Lifecycle,
  path: PathValues,
  small = MANY_SMALL,
): Promise<Listed | undefined> {
  const { list } = life;
  if (list === undefined) return undefined;
  const paging = pagingOf(list);
  const { size, cursor, page, offset } = paging;
  const bound = Number(flatten(size?.schema, run.plan.find, createFirst(run.plan.find)).maximum ?? LARGE);
  const kept = plain(run, list).query.filter((pair) => !pair.startsWith(`${size?.name}=`));
  const ids: string[] = [];
  let at: string | undefined;
  for (let number = 0; number < MOST_PAGES; number++) {
    // Pages by number must all be of one size.
    const rowsWanted = page !== undefined ? Math.min(bound, LARGE) : number < small ? SMALL : Math.min(bound, LARGEST);
    const pairs = [
      ...(size === undefined ? [] : [`${size.name}=${rowsWanted}`]),
      ...(at === undefined ? [] : [`${cursor ?? page ?? offset}=${encodeURIComponent(at)}`]),
    ];
    const answered = await call(run, list, path, plain(run, list, { query: [...kept, ...pairs] }));
    if (answered === undefined) return undefined;
    const { value } = answered.answer;
    const rows = rowsOf(value);
    if (rows === undefined) return undefined;
    const found = rows.flatMap((row) => idOfRow(life, row) ?? []);
    // A server that does not know the parameter answers its first page again and again.
    const isRepeated = number > 0 && cursor === undefined && found.every((id) => ids.includes(id));
    if (!isRepeated) ids.push(...found);
    at = isRepeated ? undefined : nextPage(paging, value, ids.length, number);
    if (at === undefined) {
      // Without pages that can be followed only a short list is known to be whole.
      const isWhole = size === undefined || cursor !== undefined || page !== undefined || offset !== undefined;
      return { ids, last: answered, isWhole };
    }
  }
  return undefined;
}

/** What asks for the page after this one; undefined after the last. */
function nextPage(
  { cursor, page, offset }: Paging,
  value: unknown,
  listed: number,
  number: number,
): string | undefined {
  if (cursor !== undefined) {
    const following = isObject(value) ? Object.entries(value).find(([one]) => /^next/i.test(one))?.[1] : undefined;
    return typeof following === 'string' && following !== '' ? following : undefined;
  }
  if ((rowsOf(value) ?? []).length === 0) return undefined;
  if (offset !== undefined) return String(listed);
  return page === undefined ? undefined : String(number + 2);
}
