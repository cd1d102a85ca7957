import type { Run } from '../run-context.ts';
import type { PathValues } from '../types.ts';
import { idOfRow, type Lifecycle, type Made, reportFinding } from './lifecycle.ts';
import { make } from './making.ts';
import { findPagingParameters, type List, type Listed, readList } from './pages.ts';
import { checkTotal } from './totals.ts';

/** So many pages are small at first, so that there are some to go from one to the next. */
const MANY_SMALL = 10;
export const FEW_SMALL = 2;
/** Minimum number of resources in a list, and maximum number that are created until there is a second page. */
const LISTED = 5;
const MOST_LISTED = 65;

/** The list of a kind of resource. */
export function listOf(life: Lifecycle, path: PathValues): List | undefined {
  const { list: operation } = life;
  return operation === undefined ? undefined : { operation, path, idOf: (row) => idOfRow(life, row) };
}

/** The ids on all pages of a list, of which some are small; undefined without a response that is a list. */
export async function listAll(
  run: Run,
  life: Lifecycle,
  path: PathValues,
  small = MANY_SMALL,
): Promise<Listed | undefined> {
  const list = listOf(life, path);
  return list === undefined ? undefined : readList(run, list, { small });
}

/** A list holds everything that was made, each once, in one order, however it is paged. */
export async function checkList(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const list = listOf(life, made.path);
  if (list === undefined) return;
  const { size, sizes, cursor, page, offset } = findPagingParameters(run, list.operation);
  const wanted = new Set([made.id]);
  const makeUpTo = async (count: number): Promise<void> => {
    for (let missing = count - wanted.size; missing > 0; missing--) {
      const another = await make(run, life);
      if (another !== undefined) wanted.add(another.id);
    }
  };
  // More than two small pages hold.
  await makeUpTo(Math.min(MOST_LISTED, Math.max(LISTED, size === undefined ? 0 : 2 * sizes.small + 1)));
  let whole = await readList(run, list, { small: 0 });
  if (size === undefined && (cursor ?? page ?? offset) !== undefined) {
    // How many rows a page has shows when there is a second one.
    while (whole?.pages === 1 && wanted.size < MOST_LISTED) {
      const before = wanted.size;
      await makeUpTo(Math.min(MOST_LISTED, before + 20));
      if (wanted.size === before) break;
      whole = await readList(run, list, { small: 0 });
    }
  }
  if (whole === undefined) return;
  checkWhole(run, list, whole, wanted);
  const again = await readList(run, list, { small: 0 });
  if (again !== undefined) compareOrders(run, list, { whole, other: again, how: 'the same request' });
  const paged = size === undefined ? undefined : await readList(run, list, { small: MANY_SMALL, isShort: true });
  await checkTotal(run, list, { whole, how: { small: 0 }, others: paged?.each ?? [] });
  if (paged === undefined) return;
  reportTooLong(run, list, paged);
  comparePages(run, list, whole, paged);
  compareOrders(run, list, { whole, other: paged, how: `pages of ${sizes.small}` });
}

/** Everything that was made is in a list, and once. */
function checkWhole(run: Run, { operation }: List, { ids, last, isWhole }: Listed, wanted: Set<string>): void {
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index && wanted.has(id));
  if (twice.length > 0)
    reportFinding(run, {
      check: 'lists_each_once',
      operation,
      exchange: last,
      message: `lists ${twice[0]} twice`,
      cause: 'twice',
    });
  const missing = [...wanted].filter((id) => !ids.includes(id));
  if (missing.length > 0 && isWhole) {
    reportFinding(run, {
      check: 'lists_each_once',
      operation,
      exchange: last,
      message: `does not list ${missing[0]}, which was created`,
      cause: 'missing',
    });
  }
}

export function reportTooLong(run: Run, { operation }: List, { tooLong }: Listed): void {
  if (tooLong === undefined) return;
  const { at, asked, rows } = tooLong;
  reportFinding(run, {
    check: 'page_size_kept',
    operation,
    exchange: at,
    message: `returns ${rows} rows in response to a request for at most ${asked}`,
  });
}

/** The rows on small pages are the first ones of the whole list. */
function comparePages(run: Run, { operation }: List, whole: Listed, paged: Listed): void {
  const first = whole.ids.slice(0, paged.ids.length);
  const left = first.find((id) => !paged.ids.includes(id));
  const isOther = left !== undefined && paged.ids.some((id) => !first.includes(id));
  if (isOther || (left !== undefined && paged.ids.length >= whole.ids.length)) {
    reportFinding(run, {
      check: 'lists_each_once',
      operation,
      exchange: paged.last,
      message: `small pages leave out ${left}, which one large page has`,
      cause: 'pages',
    });
  }
  const twice = paged.ids.find((id, index) => paged.ids.indexOf(id) !== index);
  if (twice !== undefined) {
    reportFinding(run, {
      check: 'lists_each_once',
      operation,
      exchange: paged.last,
      message: `small pages list ${twice} twice`,
      cause: 'pages twice',
    });
  }
}

/** The same rows come in the same order. */
function compareOrders(
  run: Run,
  { operation }: List,
  { whole, other, how }: { whole: Listed; other: Listed; how: string },
): void {
  const both = whole.ids.filter((id) => other.ids.includes(id));
  const again = other.ids.filter((id) => whole.ids.includes(id));
  const at = both.findIndex((id, index) => again[index] !== id);
  // Rows that are missing or come twice are found as such.
  if (at < 0 || new Set(both).size !== both.length || both.length !== again.length) return;
  const message = `lists ${both[at]} before ${again[at]}, and in the reverse order for ${how}`;
  reportFinding(run, { check: 'sort_sorts', operation, exchange: other.last, message, cause: 'order' });
}
