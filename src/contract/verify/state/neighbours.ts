import type { Run } from '../run-context.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { acceptedOf, call, differences, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';
import { make } from './making.ts';

/** Updates of the other one: only one that changes something there can change it elsewhere. */
const MOST_UPDATES = 8;

/** What becomes of one resource is nothing to another of its kind. */
export async function checkNeighbours(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { update, remove } = life;
  const other = await make(run, life);
  if (other === undefined) return;
  if (update !== undefined) await compareNeighbours(run, life, made, other, update, MOST_UPDATES);
  if (remove !== undefined) await compareNeighbours(run, life, made, other, remove, 1);
}

/** Sends requests of an operation to one resource and looks at another. */
async function compareNeighbours(
  run: Run,
  { read }: Lifecycle,
  made: Made,
  other: Made,
  operation: VerifiableOperation,
  most: number,
): Promise<void> {
  const before = await call(run, read, made.path, plain(run, read));
  if (before === undefined || before.response.status >= 300) return;
  for (const sent of acceptedOf(run, operation).slice(0, most)) {
    const changed = await call(run, operation, other.path, 'parts' in sent ? sent.parts : sent);
    const after = await call(run, read, made.path, plain(run, read));
    if (changed === undefined || after === undefined || changed.response.status >= 300) continue;
    const isThere = after.response.status === before.response.status;
    const differing = isThere ? differences(before.response.value, after.response.value) : ['the status'];
    if (differing.length === 0) continue;
    const message = `of one resource changes ${differing.join(', ')} of another`;
    reportFinding(run, 'leaves_others_alone', operation, changed, message, operation.method);
    return;
  }
}
