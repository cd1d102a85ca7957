import { idOf, rowsOf } from '../resources.ts';
import type { Run } from '../run-context.ts';
import { checkForeignFilters } from './filters.ts';
import { call, type Lifecycle, plain } from './lifecycle.ts';
import { reportTooLong } from './lists.ts';
import { findPagingParameters, type List, readList } from './pages.ts';
import { checkForeignSorts } from './sorts.ts';
import { checkTotal, hasTotal } from './totals.ts';

/** Lists of resources that no operation creates limit their pages, filter and sort as well. */
export async function checkOtherLists(run: Run, lives: Lifecycle[], end: number): Promise<void> {
  const known = lives.map(({ list }) => list);
  for (const operation of run.wanted) {
    if (performance.now() > end) return;
    if (operation.method !== 'get' || known.includes(operation)) continue;
    if (!operation.parameters.some(({ in: where }) => where === 'query')) continue;
    const path = await run.resources.valuesFor(operation);
    if (path === undefined) continue;
    const first = await call(run, operation, path, plain(run, operation));
    if (
      first === undefined ||
      first.response.status >= 300 ||
      rowsOf(first.response.value, operation.hints.list) === undefined
    )
      continue;
    const list: List = { operation, path, idOf: (row) => idOf({ value: row, headers: {} }, 'id', 'create') };
    const { size, cursor, page, offset } = findPagingParameters(run, operation);
    if (size !== undefined) {
      const paged = await readList(run, list, { small: 1, isShort: true });
      if (paged !== undefined) reportTooLong(run, list, paged);
    }
    if ((cursor ?? page ?? offset) !== undefined && hasTotal(run, operation)) {
      const whole = await readList(run, list, { small: 0 });
      if (whole !== undefined) await checkTotal(run, list, { whole, how: { small: 0 } });
    }
    await checkForeignFilters(run, list);
    await checkForeignSorts(run, list);
  }
}
