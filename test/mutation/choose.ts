import { dirname } from 'node:path';
import { hashOf, isLeftOut, type Measured } from './collect.ts';
import type { FindTests } from './imports.ts';
import type { Mutant } from './mutants.ts';

/** Test files to try for a mutant, in this order. `seconds` is how long they take together. */
export type Choice = { tests: string[]; seconds: number; leftOut: number };

/**
 * Chooses the test files that execute what is changed. Those that are likely to notice and quick come first: the one of the
 * same name, then the same folder, then the others. Where none is known to execute it, because only a process does that was
 * killed, those that import it are tried.
 *
 * @param text the file without the mutant
 * @param limit seconds for one mutant; what does not fit is left out
 */
export function chooseTests(
  mutant: Mutant,
  text: string,
  measured: Map<string, Measured>,
  findTests: FindTests,
  limit: number,
): Choice {
  const hash = hashOf(text);
  const executes = [...measured].filter(([, { passed, executed }]) => {
    const found = passed ? executed[mutant.file] : undefined;
    // What is known of a text that has changed since says nothing of the place.
    if (found === undefined || found.hash !== hash) return found !== undefined;
    return found.spans.some(([start, end]) => start <= mutant.start && mutant.start < end);
  });
  const isUsable = (test: string): boolean => !isLeftOut(test) && measured.get(test)?.passed !== false;
  const known = executes.map(([test]) => test);
  const candidates = known.length > 0 ? known : findTests(mutant.file).filter(isUsable);
  const mirror = mutant.file.replace(/^src/, 'test').replace(/\.ts$/, '');
  const secondsOf = (test: string): number => measured.get(test)?.seconds ?? 10;
  const chance = (test: string): number => {
    if (test === `${mirror}.test.ts`) return 0.6;
    // The tests of a folder of sources often are one file beside it, as state.test.ts for what is in state/.
    if (`${mirror}/`.startsWith(`${test.replace(/\.test\.ts$/, '')}/`)) return 0.4;
    return `${mirror}/`.startsWith(`${dirname(test)}/`) ? 0.2 : 0.02;
  };
  const sorted = candidates.sort((a, b) => secondsOf(a) / chance(a) - secondsOf(b) / chance(b));
  const tests: string[] = [];
  let seconds = 0;
  for (const test of sorted) {
    if (tests.length > 0 && seconds + secondsOf(test) > limit) continue;
    tests.push(test);
    seconds += secondsOf(test);
  }
  return { tests, seconds, leftOut: sorted.length - tests.length };
}
