import { createRandom } from '../mutation/random.ts';
import type { Findings } from './check.ts';
import type { History } from './history.ts';
import { NeverHappened } from './target.ts';

/** The result of a scenario: a row of the table. */
export type Result = {
  name: string;
  times: number;
  checked: number;
  uncertain: number;
  lost: string[];
  halves: string[];
  /** Seconds of each recovery. */
  recoveries: number[];
  /** What `/readyz` returned. */
  readyz: string;
  /** Everything else that is wrong. */
  problems: string[];
  /** Why it was not run. */
  notRun?: string;
};

/** What a scenario is run with. */
export type Run = { times: number; seed: number; random: () => number; log: (line: string) => void };

/** A fault, and what is to be true after it. */
export type Scenario = {
  name: string;
  /** How often the fault is injected, unless the command line says otherwise. */
  times: number;
  run(run: Run): Promise<Result>;
};

export function createRun(times: number, seed: number, log: (line: string) => void = () => undefined): Run {
  return { times, seed, random: createRandom(seed), log };
}

export function createResult(name: string, times: number): Result {
  return { name, times, checked: 0, uncertain: 0, lost: [], halves: [], recoveries: [], readyz: '', problems: [] };
}

/** Adds a findings to the result. What was checked is the same writes again, and those since. */
export function addFindings(result: Result, { checked, uncertain, lost, halves }: Findings): void {
  result.checked = checked;
  result.uncertain += uncertain;
  result.lost.push(...lost);
  result.halves.push(...halves);
}

/** A scenario that never acknowledges a write proves nothing. */
export function addHistory(result: Result, history: History): void {
  result.problems.push(...history.unexpected);
  if (history.acknowledged === 0) result.problems.push('no write was acknowledged');
}

export function isPassed({ lost, halves, problems, notRun }: Result): boolean {
  return notRun === undefined && lost.length + halves.length + problems.length === 0;
}

/**
 * Runs a scenario. A state that does not come is a problem of its result, not the end of the run.
 *
 * @param cleanUp called at the end, whatever has happened
 */
export async function guardResult(
  result: Result,
  work: () => Promise<void>,
  cleanUp: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NeverHappened)) throw error;
    result.problems.push(error.message);
  } finally {
    await cleanUp();
  }
}
