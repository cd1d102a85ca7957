import type { Run } from '../run-context.ts';
import { checkFilters } from './filters.ts';
import { checkIdempotency } from './idempotency.ts';
import { listLifecycles } from './lifecycle.ts';
import { checkLinks } from './links.ts';
import { checkList } from './lists.ts';
import { checkLocation } from './locations.ts';
import { make } from './making.ts';
import { runModelBased } from './model-based.ts';
import { checkNeighbours } from './neighbours.ts';
import { checkOtherLists } from './other-lists.ts';
import { checkConditions, checkReads } from './reads.ts';
import { checkRemoval } from './removal.ts';
import { checkSorts } from './sorts.ts';
import { checkStrangers } from './strangers.ts';
import { checkEffects, checkRepeats, checkUpdates } from './updates.ts';

const CHECKS = [
  ...[checkReads, checkLocation, checkUpdates, checkRepeats, checkEffects, checkConditions],
  ...[checkNeighbours, checkList, checkFilters, checkSorts, checkStrangers, checkRemoval],
];
/** For so many cases there is one sequence more. */
const CASES_PER_SEQUENCE = 200;
const FEWEST_RUNS = 5;
const MOST_RUNS = 100;

/** Follows each kind of resource from its making to its end, first by what each operation promises, then at random. */
export async function runStateChecks(run: Run): Promise<void> {
  const { stateEnd: end } = run;
  const lives = listLifecycles(run).filter(({ create }) => run.wanted.includes(create));
  const share = Math.floor(run.options.maxCases / CASES_PER_SEQUENCE / lives.length);
  const runs = Math.min(MOST_RUNS, Math.max(FEWEST_RUNS, share));
  for (const life of lives) {
    for (const check of CHECKS) {
      const made = await make(run, life);
      if (performance.now() > end) {
        run.untried.push(`${life.create.operationId}: not all sequences were sent, because the time was over`);
        return;
      }
      if (made === undefined) {
        run.untried.push(`${life.create.operationId}: nothing can be made, so nothing is followed`);
        break;
      }
      await check(run, life, made);
    }
    await runModelBased(run, life, runs, end);
  }
  await checkOtherLists(run, lives, end);
  await checkLinks(run, end);
  await checkIdempotency(run, end);
}
