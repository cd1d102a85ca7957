import type { Run } from '../run-context.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { acceptedOf, call, differences, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';
import { make } from './making.ts';

/** Updates of the other one: only one that changes something there can change it elsewhere. */
const MOST_UPDATES = 8;

/** Changes of one resource do not affect another. */
export async function checkNeighbours(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { update, remove } = life;
  const other = await make(run, life);
  if (other === undefined) return;
  const pair = { read: life.read, watched: made, changed: other };
  if (update !== undefined) await checkIsolation(run, pair, update, MOST_UPDATES);
  if (remove !== undefined) await checkIsolation(run, pair, remove, 1);
}

/** Two resources: one that requests are sent to, and one that must stay as it is. */
type Neighbours = { read: VerifiableOperation; watched: Made; changed: Made };

/** Sends requests of an operation to one resource and reads the other. */
async function checkIsolation(
  run: Run,
  { read, watched, changed }: Neighbours,
  operation: VerifiableOperation,
  most: number,
): Promise<void> {
  const before = await call(run, read, watched.path, plain(run, read));
  if (before === undefined || before.response.status >= 300) return;
  for (const sent of acceptedOf(run, operation).slice(0, most)) {
    const exchange = await call(run, operation, changed.path, 'parts' in sent ? sent.parts : sent);
    const after = await call(run, read, watched.path, plain(run, read));
    if (exchange === undefined || after === undefined || exchange.response.status >= 300) continue;
    const isThere = after.response.status === before.response.status;
    const differing = isThere ? differences(before.response.value, after.response.value) : ['the status'];
    if (differing.length === 0) continue;
    const message = `of one resource changes ${differing.join(', ')} of another`;
    reportFinding(run, { check: 'leaves_others_alone', operation, exchange, message, cause: operation.method });
    return;
  }
}
