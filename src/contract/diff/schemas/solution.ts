import type { Leaf, Term, Terms } from './terms.ts';

/** A value of a term, or that there is none, or why neither was found. */
export type Solution = { is: 'value'; value: unknown } | { is: 'empty' } | { is: 'unknown'; reason: string };

export const EMPTY: Solution = { is: 'empty' };

export function solved(value: unknown): Solution {
  return { is: 'value', value };
}

export function undecidedFor(reason: string): Solution {
  return { is: 'unknown', reason };
}

/** All requirements of a value of one kind. */
export type Conjunction = {
  leaves: readonly Leaf[];
  /** Values that it must not be. */
  excluded: readonly unknown[];
  /** Whether a value meets all of this. */
  accepts: (value: unknown) => boolean;
};

/** The part of the solver that the solvers of one kind use. */
export type Solver = {
  terms: Terms;
  /** Finds a value of a term. */
  solve: (term: Term) => Solution;
};

/** The leaves of one kind of requirement. */
export function leavesOn<On extends Leaf['on']>(leaves: readonly Leaf[], on: On): Extract<Leaf, { on: On }>[] {
  return leaves.filter((leaf): leaf is Extract<Leaf, { on: On }> => leaf.on === on);
}

/** The largest of some numbers, and at least the smallest result. */
export function largest(numbers: Iterable<number>, smallest = 0): number {
  let result = smallest;
  for (const number of numbers) if (number > result) result = number;
  return result;
}

/** The smallest of some numbers; infinity without any. */
export function smallest(numbers: Iterable<number>): number {
  let result = Number.POSITIVE_INFINITY;
  for (const number of numbers) if (number < result) result = number;
  return result;
}

/** Adds a value to the list of a key. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The first value of several attempts; that there is none only if that is known of each. */
export function firstSolution(attempts: Iterable<() => Solution>): Solution {
  let open: Solution | undefined;
  for (const attempt of attempts) {
    const solution = attempt();
    if (solution.is === 'value') return solution;
    if (solution.is === 'unknown') open ??= solution;
  }
  return open ?? EMPTY;
}
