import type { Run } from '../run.ts';
import { call, differences, type Lifecycle, type Made, make, plain, report, richest } from './lifecycle.ts';

/** What becomes of one resource is nothing to another of its kind. */
export async function checkNeighbours(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { read, update, remove } = life;
  const other = await make(run, life);
  if (other === undefined) return;
  const before = await call(run, read, made.path, plain(run, read));
  if (before === undefined || before.answer.status >= 300) return;
  for (const operation of [update, remove]) {
    if (operation === undefined) continue;
    const parts = richest(run, operation) ?? plain(run, operation);
    const changed = await call(run, operation, other.path, parts);
    const after = await call(run, read, made.path, plain(run, read));
    if (changed === undefined || after === undefined || changed.answer.status >= 300) continue;
    const differing =
      after.answer.status === before.answer.status
        ? differences(before.answer.value, after.answer.value)
        : ['the status'];
    if (differing.length === 0) continue;
    const message = `of one resource changes ${differing.join(', ')} of another`;
    report(run, 'leaves_others_alone', operation, changed, message, operation.method);
  }
}
