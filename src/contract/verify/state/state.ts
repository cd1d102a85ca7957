import { checkDeleteRaces } from '../races/delete-races.ts';
import { checkIdempotencyRaces } from '../races/idempotency-races.ts';
import { checkUniqueRaces } from '../races/unique-races.ts';
import { checkUpdateRaces } from '../races/update-races.ts';
import { recordUnit } from '../replay/scope.ts';
import type { Run } from '../run-context.ts';
import { checkAccepted } from './accepted.ts';
import { checkExistence } from './existence.ts';
import { checkFilters } from './filters.ts';
import { checkFinishedJobs } from './finished-jobs.ts';
import { checkIdempotency } from './idempotency.ts';
import { type Lifecycle, listLifecycles, type Made } from './lifecycle.ts';
import { checkLinks } from './links.ts';
import { checkList } from './lists.ts';
import { checkLocation } from './locations.ts';
import { make } from './making.ts';
import { checkMassAssignment } from './mass-assignment.ts';
import { checkMergePatch } from './merge-patches.ts';
import { runModelBased } from './model-based.ts';
import { checkNeighbours } from './neighbours.ts';
import { checkOtherLists } from './other-lists.ts';
import { checkParents } from './parents.ts';
import { checkConditions, checkReads } from './reads.ts';
import { checkRejectedWrites } from './rejected-writes.ts';
import { checkRemoval } from './removal.ts';
import { checkReplacement } from './replacements.ts';
import { isRestless, SETTLED_MS } from './settling.ts';
import { checkSorts } from './sorts.ts';
import { checkAnonymous, checkStrangers } from './strangers.ts';
import { checkEffects, checkRepeats, checkUpdates } from './updates.ts';

/** The check that belongs to the phase `security`. */
export const OPT_IN_CHECK = 'massAssignment';

/** Checks of one kind of resource, in their order, by the names that `verify.findings.json` has for them. */
export const RESOURCE_CHECKS: Record<string, (run: Run, life: Lifecycle, made: Made) => Promise<void>> = {
  ...{ reads: checkReads, location: checkLocation, updates: checkUpdates, repeats: checkRepeats },
  ...{ effects: checkEffects, conditions: checkConditions, neighbours: checkNeighbours, list: checkList },
  ...{ filters: checkFilters, sorts: checkSorts, strangers: checkStrangers, existence: checkExistence },
  ...{ anonymous: checkAnonymous, removal: checkRemoval, [OPT_IN_CHECK]: checkMassAssignment },
  ...{ rejectedWrites: checkRejectedWrites, parents: checkParents, finishedJobs: checkFinishedJobs },
  ...{ replacement: checkReplacement, mergePatch: checkMergePatch },
  ...{ updateRaces: checkUpdateRaces, deleteRaces: checkDeleteRaces, uniqueRaces: checkUniqueRaces },
};

/** Checks of one operation after the other, by the names that `verify.findings.json` has for them. */
export const OPERATION_CHECKS: Record<string, (run: Run, lives: Lifecycle[], end: number) => Promise<void>> = {
  otherLists: checkOtherLists,
  accepted: checkAccepted,
  idempotency: (run, _lives, end) => checkIdempotency(run, end),
  idempotencyRaces: checkIdempotencyRaces,
};

/** For so many cases there is one sequence more. */
const CASES_PER_SEQUENCE = 200;
const FEWEST_RUNS = 5;
const MOST_RUNS = 100;

/** Follows each kind of resource from creation to deletion, first one check after the other, then at random. */
export async function runStateChecks(run: Run): Promise<void> {
  const { stateEnd: end } = run;
  const lives = listWantedLives(run);
  const share = Math.floor(run.options.maxCases / CASES_PER_SEQUENCE / lives.length);
  const runs = Math.min(MOST_RUNS, Math.max(FEWEST_RUNS, share));
  for (const life of lives) {
    for (const name of Object.keys(RESOURCE_CHECKS)) {
      if (name === OPT_IN_CHECK) continue;
      const made = await recordUnit({ check: name, of: life.read.operationId }, () => checkResource(run, life, name));
      if (performance.now() > end) {
        run.untried.push(`${life.create.operationId}: not all sequences were sent, because the time limit was reached`);
        return;
      }
      if (made) continue;
      run.untried.push(`${life.create.operationId}: ${reasonWithout(run, life)}, so no sequence was sent`);
      break;
    }
    await runModelBased(run, life, runs, end);
  }
  await checkOperations(run, lives, 'otherLists', end);
  await checkOperations(run, lives, 'accepted', end);
  for (const link of run.plan.links) {
    const own = { ...run, plan: { ...run.plan, links: [link] } };
    await run.reset?.();
    await recordUnit({ check: 'links', of: link.pointer }, () => checkLinks(own, end));
  }
  await checkOperations(run, lives, 'idempotency', end);
  await checkOperations(run, lives, 'idempotencyRaces', end);
}

function reasonWithout(run: Run, { create }: Lifecycle): string {
  if (isRestless(run, create)) return `its job was not over after ${SETTLED_MS / 1000} s`;
  return 'no resource could be created';
}

/** The kinds of resources that are wanted. */
export function listWantedLives(run: Run): Lifecycle[] {
  return listLifecycles(run).filter(({ create }) => run.wanted.includes(create));
}

/** Makes a resource for a check. Returns whether it could be made. */
export async function checkResource(run: Run, life: Lifecycle, name: string): Promise<boolean> {
  await run.reset?.();
  const made = await make(run, life);
  if (made === undefined) return false;
  if (performance.now() <= run.stateEnd) await RESOURCE_CHECKS[name]?.(run, life, made);
  return true;
}

async function checkOperations(run: Run, lives: Lifecycle[], name: string, end: number): Promise<void> {
  for (const operation of run.wanted) {
    const own = { ...run, wanted: [operation] };
    const unit = { check: name, of: operation.operationId };
    await run.reset?.();
    await recordUnit(unit, async () => OPERATION_CHECKS[name]?.(own, lives, end));
  }
}
