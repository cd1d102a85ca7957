import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';
import { listAll } from './lists.ts';
import { isDone } from './settling.ts';

/** A deleted resource is gone, for every operation and from the list. */
export async function checkRemoval(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { read, update, remove, list } = life;
  if (remove === undefined) return;
  // A list that is kept must have been asked for while the resource was there.
  if (list !== undefined) await call(run, list, made.path, plain(run, list));
  const removed = await call(run, remove, made.path, plain(run, remove));
  if (removed === undefined || !isDone(removed)) return;
  for (const operation of [read, update, remove]) {
    if (operation === undefined) continue;
    const again = await call(run, operation, made.path, plain(run, operation));
    if (again === undefined || [404, 410].includes(again.response.status)) continue;
    // A PUT may create what is not there (RFC 9110 §9.3.4), so that what follows is about a new resource.
    if (operation.method === 'put' && again.response.status === 201) return;
    // A second delete may return the same as the first (RFC 9110 §9.2.2).
    if (
      operation === remove &&
      again.response.status === removed.response.status &&
      !Object.hasOwn(remove.responses, '404')
    )
      continue;
    reportFinding(run, {
      check: 'use_after_free',
      operation,
      exchange: again,
      message: `returns ${again.response.status} for a deleted resource`,
    });
  }
  if (list === undefined) return;
  const listed = await listAll(run, life, made.path);
  if (listed?.ids.includes(made.id)) {
    reportFinding(run, {
      check: 'use_after_free',
      operation: list,
      exchange: listed.last,
      message: 'still lists a deleted resource',
      cause: 'listed',
    });
  }
}
