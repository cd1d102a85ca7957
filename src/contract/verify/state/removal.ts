import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, plain, report } from './lifecycle.ts';
import { listAll } from './lists.ts';

/** What is deleted is gone, for every operation and from the list. */
export async function checkRemoval(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { read, update, remove, list } = life;
  if (remove === undefined) return;
  // A list that is kept must have been asked for while the resource was there.
  if (list !== undefined) await call(run, list, made.path, plain(run, list));
  const removed = await call(run, remove, made.path, plain(run, remove));
  if (removed === undefined || removed.answer.status >= 300) return;
  for (const operation of [read, update, remove]) {
    if (operation === undefined) continue;
    const again = await call(run, operation, made.path, plain(run, operation));
    if (again === undefined || [404, 410].includes(again.answer.status)) continue;
    // To delete again may answer the same as the first time (RFC 9110 §9.2.2).
    if (
      operation === remove &&
      again.answer.status === removed.answer.status &&
      !Object.hasOwn(remove.responses, '404')
    )
      continue;
    report(run, 'use_after_free', operation, again, `answers ${again.answer.status} for what was deleted`);
  }
  if (list === undefined) return;
  const listed = await listAll(run, life, made.path);
  if (listed?.ids.includes(made.id)) {
    report(run, 'use_after_free', list, listed.last, 'still lists what was deleted', 'listed');
  }
}
