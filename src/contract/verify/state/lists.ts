import { isObject } from '../../document/references.ts';
import type { Answered } from '../links.ts';
import type { Planned } from '../plan.ts';
import { type PathValues, rowsOf } from '../resources.ts';
import type { Run } from '../run.ts';
import { call, idOfRow, type Lifecycle, type Made, make, plain, report } from './lifecycle.ts';

/** Pages that a list is followed for. */
const MOST_PAGES = 2000;
/** So many pages are small, so that there are some to go from one to the next. */
const SMALL_PAGES = 10;
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

/** The ids on all pages of a list, in small pages where it has any. */
export async function listAll(run: Run, life: Lifecycle, path: PathValues): Promise<Listed | undefined> {
  const { list } = life;
  if (list === undefined) return undefined;
  const query = list.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name);
  const size = query.find((one) => /^(limit|page_?size|per_?page)$/i.test(one));
  const cursor = query.find((one) => /^(cursor|page_?token|after|starting_after|continuation_?token)$/i.test(one));
  const ids: string[] = [];
  let at: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const pairs = [
      ...(size === undefined ? [] : [`${size}=${page < SMALL_PAGES ? 2 : 50}`]),
      ...(at === undefined ? [] : [`${cursor}=${encodeURIComponent(at)}`]),
    ];
    const answered = await call(
      run,
      list,
      path,
      plain(run, list, { query: [...keptPairs(run, list, size), ...pairs] }),
    );
    if (answered === undefined) return undefined;
    const { value } = answered.answer;
    const rows = rowsOf(value);
    if (rows === undefined) return undefined;
    for (const row of rows) {
      const id = idOfRow(life, row);
      if (id !== undefined) ids.push(id);
    }
    const following = isObject(value) ? Object.entries(value).find(([one]) => /^next/i.test(one))?.[1] : undefined;
    if (cursor === undefined || typeof following !== 'string' || following === '') {
      // Without pages that can be followed only a short list is known to be whole.
      const isWhole = cursor !== undefined || size === undefined;
      return { ids, last: answered, isWhole };
    }
    at = following;
  }
  return undefined;
}

/** What a list must be asked for, the size of its pages aside. */
function keptPairs(run: Run, list: Planned, size: string | undefined): string[] {
  return plain(run, list).query.filter((pair) => size === undefined || !pair.startsWith(`${size}=`));
}
