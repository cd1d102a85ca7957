import { contains, meets, OpaqueTerm } from './evaluate.ts';
import { createReduce, negateLeaf } from './reduce.ts';
import { EMPTY, firstSolution, leavesOn, type Solution, type Solver, solved, undecidedFor } from './solution.ts';
import { solveList } from './solve-list.ts';
import { solveNumber } from './solve-number.ts';
import { solveObject } from './solve-object.ts';
import { solveText } from './solve-text.ts';
import { canonicalText, type Leaf, type Term, type Terms, type ValueKind } from './terms.ts';

/** So many conjunctions are tried for one question. */
const MOST_STEPS = 4000;
/** After so many, alternatives that cannot be met with what holds anyway are left out before one is chosen. */
const FEW_STEPS = 100;
/** Steps that such a look at one alternative counts as. */
const LOOK_STEPS = 0.05;
/** Values inside one another. */
const DEEPEST = 40;

/** Finds values of terms. It remembers its results, so one serves for all schemas of two documents. */
export type FindValue = (term: Term) => Solution;

/**
 * A solver of terms. It looks for a value kind by kind: requirements that stand alone are met by construction, and an
 * alternative is chosen only where the value found does not meet one already. A value that must contain itself does not
 * exist.
 */
export function createSolver(terms: Terms): FindValue {
  const reduce = createReduce(terms);
  const known = new Map<number, Solution>();
  const stack: number[] = [];
  let steps = 0;
  // The outermost term in work that a result rests upon.
  let lowest = Number.POSITIVE_INFINITY;

  const solve = (term: Term): Solution => {
    if (term === terms.none) return EMPTY;
    const before = known.get(term.id);
    if (before !== undefined) return before;
    const at = stack.indexOf(term.id);
    if (at >= 0) {
      lowest = Math.min(lowest, at);
      return EMPTY;
    }
    if (stack.length > DEEPEST) return undecidedFor('its values lie too deep inside one another');
    const around = lowest;
    lowest = Number.POSITIVE_INFINITY;
    stack.push(term.id);
    const solution = firstSolution(KIND_ORDER.map((kind) => () => solveKind(kind, reduce(term, kind))));
    stack.pop();
    if (solution.is === 'value' || (lowest >= stack.length && steps < MOST_STEPS)) known.set(term.id, solution);
    lowest = Math.min(around, lowest >= stack.length ? Number.POSITIVE_INFINITY : lowest);
    return solution;
  };
  const solver: Solver = { terms, solve };

  const solveKind = (kind: ValueKind, term: Term): Solution => {
    const state = createState();
    try {
      return add(state, term, terms) ? search(kind, state) : EMPTY;
    } catch (error) {
      if (error instanceof OpaqueTerm) return undecidedFor(error.message);
      throw error;
    }
  };

  const search = (kind: ValueKind, state: State): Solution => {
    steps += 1;
    if (steps > MOST_STEPS) return undecidedFor('it has too many combinations of alternatives');
    const open = pruned(state, terms);
    if (open === undefined) return EMPTY;
    const found = solveConjunction(kind, state, solver);
    if (found.is === 'empty') return EMPTY;
    const missed = found.is === 'value' ? open.filter((one) => !contains(one, found.value)) : open;
    if (missed.length === 0) return found;
    if (steps > FEW_STEPS && missed.length > 1) {
      for (const [index, one] of open.entries()) {
        if (!missed.includes(one)) continue;
        const left = terms.either(alternativesIn(one).filter((part) => isOpen(kind, state, part)));
        if (left === terms.none) return EMPTY;
        open[index] = left;
        missed[missed.indexOf(one)] = left;
      }
    }
    const [choice] = missed.toSorted((one, other) => alternativesIn(one).length - alternativesIn(other).length);
    const rest = open.filter((one) => one !== choice);
    return firstSolution(
      alternativesIn(choice as Term).map((part) => () => {
        const next = copyState(state, rest);
        return add(next, part, terms) ? search(kind, next) : EMPTY;
      }),
    );
  };

  /** Whether an alternative may be met together with what holds anyway. */
  const isOpen = (kind: ValueKind, state: State, part: Term): boolean => {
    steps += LOOK_STEPS;
    const next = copyState(state, []);
    return add(next, part, terms) && solveConjunction(kind, next, solver).is !== 'empty';
  };

  return (term) => {
    steps = 0;
    return solve(term);
  };
}

/** Kinds whose values say more come first. */
const KIND_ORDER: ValueKind[] = ['object', 'array', 'string', 'number', 'boolean', 'null'];

type State = {
  leaves: Map<number, Leaf>;
  /** The only values allowed, if there are such, by their texts. */
  allowed: Map<string, unknown> | undefined;
  excluded: Map<string, unknown>;
  /** Alternatives of which one must hold. */
  open: Term[];
};

function createState(): State {
  return { leaves: new Map(), allowed: undefined, excluded: new Map(), open: [] };
}

function copyState({ leaves, allowed, excluded }: State, open: Term[]): State {
  return { leaves: new Map(leaves), allowed, excluded: new Map(excluded), open: [...open] };
}

/** Adds a requirement of one kind. Returns whether it may be met together with the others. */
function add(state: State, term: Term, terms: Terms): boolean {
  switch (term.is) {
    case 'any':
      return true;
    case 'none':
      return false;
    case 'all':
      return term.parts.every((part) => add(state, part, terms));
    case 'either':
      if (!state.open.includes(term)) state.open.push(term);
      return true;
    case 'leaf':
      if (isDenied(state, term.leaf, terms)) return false;
      state.leaves.set(term.id, term.leaf);
      return true;
    case 'values': {
      const values = new Map(term.values.map((value) => [canonicalText(value), value]));
      const { allowed } = state;
      if (allowed !== undefined) for (const text of values.keys()) if (!allowed.has(text)) values.delete(text);
      state.allowed = values;
      return values.size > 0;
    }
    case 'not':
      if (term.part.is !== 'values') throw new Error(`A reduced term has no negation of the kind "${term.part.is}".`);
      for (const value of term.part.values) state.excluded.set(canonicalText(value), value);
      return true;
    default:
      throw new Error(`A reduced term has no part of the kind "${term.is}".`);
  }
}

/** Negations of leaves, which are asked for in each step. A leaf belongs to one set of terms. */
const negations = new WeakMap<Leaf, Term>();

function isDenied({ leaves }: State, leaf: Leaf, terms: Terms): boolean {
  // The negation of the others is a term of several leaves.
  if (leaf.on === 'items' || leaf.on === 'members' || leaf.on === 'count') return false;
  const negation = negations.get(leaf) ?? negateLeaf(leaf, terms);
  negations.set(leaf, negation);
  return leaves.has(negation.id);
}

/** The alternatives that are not met by a leaf that holds anyway; undefined if one of them cannot be met. */
function pruned(state: State, terms: Terms): Term[] | undefined {
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    const rest: Term[] = [];
    for (const one of state.open) {
      const parts = alternativesIn(one);
      if (parts.some((part) => state.leaves.has(part.id))) continue;
      const left = parts.filter((part) => part.is !== 'leaf' || !isDenied(state, part.leaf, terms));
      if (left.length === 0) return undefined;
      if (left.length > 1) {
        rest.push(left.length === parts.length ? one : terms.either(left));
        continue;
      }
      const before = state.open;
      state.open = [];
      if (!add(state, left[0] as Term, terms)) return undefined;
      for (const other of state.open) rest.push(other);
      state.open = before;
      isChanged = true;
    }
    state.open = rest;
  }
  return state.open;
}

function alternativesIn(term: Term): readonly Term[] {
  return term.is === 'either' ? term.parts : [term];
}

function solveConjunction(kind: ValueKind, { leaves, allowed, excluded }: State, solver: Solver): Solution {
  const all = [...leaves.values()].filter(({ on }) => on !== 'opaque');
  if (all.length < leaves.size) {
    const [opaque] = leavesOn([...leaves.values()], 'opaque');
    const others = new Map([...leaves].filter(([, { on }]) => on !== 'opaque'));
    const found = solveConjunction(kind, { leaves: others, allowed, excluded, open: [] }, solver);
    return found.is === 'empty' || opaque === undefined ? found : undecidedFor(opaque.reason);
  }
  const accepts = (value: unknown): boolean =>
    !excluded.has(canonicalText(value)) && all.every((leaf) => meets(leaf, value));
  if (allowed !== undefined) {
    const found = [...allowed.values()].filter(accepts);
    return found.length === 0 ? EMPTY : solved(found[0]);
  }
  const conjunction = { leaves: all, excluded: [...excluded.values()], accepts };
  switch (kind) {
    case 'null':
      return accepts(null) ? solved(null) : EMPTY;
    case 'boolean': {
      const found = [true, false].filter(accepts);
      return found.length === 0 ? EMPTY : solved(found[0]);
    }
    case 'number':
      return solveNumber(conjunction);
    case 'string':
      return solveText(conjunction);
    case 'array':
      return solveList(conjunction, solver);
    case 'object':
      return solveObject(conjunction, solver);
  }
}
