import type { Run } from '../run-context.ts';
import { checkIdempotency } from './idempotency.ts';
import { listLifecycles, make } from './lifecycle.ts';
import { checkLinks } from './links.ts';
import { checkList } from './lists.ts';
import { checkNeighbours } from './neighbours.ts';
import { checkConditions, checkReads } from './reads.ts';
import { checkRemoval } from './removal.ts';
import { checkStrangers } from './strangers.ts';
import { checkEffects, checkRepeats, checkUpdates } from './updates.ts';
import { walk } from './walks.ts';

const CHECKS = [
  ...[checkReads, checkUpdates, checkRepeats, checkEffects, checkConditions],
  ...[checkNeighbours, checkList, checkStrangers, checkRemoval],
];
/** For so many cases there is one walk more. */
const CASES_A_WALK = 200;
const FEWEST_WALKS = 5;
const MOST_WALKS = 100;

/**
 * Follows each kind of resource from its making to its end, first by what each operation promises, then at random.
 *
 * @param end the time, on the clock of `performance.now`, after which nothing is begun
 */
export async function runStateChecks(run: Run, end: number): Promise<void> {
  const { operations, maxCases } = run.options;
  const lives = listLifecycles(run).filter(
    ({ create }) => operations.length === 0 || operations.includes(create.operationId),
  );
  const share = Math.floor(maxCases / CASES_A_WALK / lives.length);
  const walks = Math.min(MOST_WALKS, Math.max(FEWEST_WALKS, share));
  for (const life of lives) {
    for (const check of CHECKS) {
      if (performance.now() > end) return;
      const made = await make(run, life);
      if (made === undefined) {
        run.untried.push(`${life.create.operationId}: nothing can be made, so nothing is followed`);
        break;
      }
      await check(run, life, made);
    }
    await walk(run, life, walks, end);
  }
  await checkLinks(run, end);
  await checkIdempotency(run, end);
}
