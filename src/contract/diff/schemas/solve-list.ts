import { itemTerm } from './evaluate.ts';
import {
  addTo,
  type Conjunction,
  EMPTY,
  firstSolution,
  largest,
  leavesOn,
  type Solution,
  type Solver,
  smallest,
  solved,
  undecidedFor,
} from './solution.ts';
import type { ItemTerms, Leaf, Term } from './terms.ts';

/** Longer lists are not made. */
const MOST_ITEMS = 20_000;
/** So many items beyond those at the start are distinguished. */
const MOST_WANTED = 6;

/** ListRequirements of a list, by what they are about. */
type ListRequirements = {
  groups: ItemTerms[];
  /** Terms of items by index. */
  items: Map<number, Term[]>;
  /** ItemTerms that must be somewhere. Those of one list of `contains` must be different ones. */
  wanted: { from: number; term: Term; of: number }[];
  /** Terms that only so many items may meet, and how many must. */
  limited: Count[];
  counted: Count[];
  shortest: number;
  longest: number;
  isUnique: boolean;
  hasTwins: boolean;
};

/** A list that meets all requirements. */
export function solveList(conjunction: Conjunction, solver: Solver): Solution {
  const requirements = readListRequirements(conjunction.leaves, solver);
  const { wanted, limited, shortest, longest, isUnique, hasTwins } = requirements;
  if (shortest > longest || (isUnique && hasTwins)) return EMPTY;
  if (limited.some(({ least, most }) => least > most) || areTooMany(requirements, solver)) return EMPTY;
  if (shortest > MOST_ITEMS) return undecidedFor(`a list of ${shortest} items is not made`);
  if (wanted.length > MOST_WANTED) return undecidedFor(`lists with ${wanted.length} different items are not made`);
  return placeItems({ ...requirements, conjunction, solver }, 0, new Map());
}

function readListRequirements(leaves: readonly Leaf[], { terms }: Solver): ListRequirements {
  const groups = leavesOn(leaves, 'items').map(({ items }) => items);
  const items = new Map<number, Term[]>();
  for (const { index, term } of leavesOn(leaves, 'item')) addTo(items, index, term);
  const counts = joinCounts(leavesOn(leaves, 'count'));
  const wanted = leavesOn(leaves, 'someItem').map(({ from, term }, index) => ({ from, term, of: -1 - index }));
  for (const [of, { term, least }] of counts.entries())
    for (let index = 0; index < Math.min(least, MOST_WANTED + 1); index++) wanted.push({ from: 0, term, of });
  const limited: ListRequirements['limited'] = [];
  for (const { term, least, most } of counts) {
    if (most === 0) groups.push({ prefix: [], rest: terms.not(term) });
    else if (Number.isFinite(most)) limited.push({ term, least, most });
  }
  const unique = leavesOn(leaves, 'unique');
  return {
    ...{ groups, items, wanted, limited, counted: counts },
    shortest: largest(leavesOn(leaves, 'fewest').map(({ count }) => count)),
    longest: smallest(leavesOn(leaves, 'mostItems').map(({ count }) => count)),
    isUnique: unique.some(({ is }) => is),
    hasTwins: unique.some(({ is }) => !is),
  };
}

/** Whether more items must meet a term than may meet one that contains it. */
function areTooMany({ counted, limited }: ListRequirements, { terms, solve }: Solver): boolean {
  return limited.some(({ term: around, most }) =>
    counted.some(({ term, least }) => least > most && solve(terms.all([term, terms.not(around)])).is === 'empty'),
  );
}

type Count = { term: Term; least: number; most: number };

/** Counts of the items of one term, as one count. */
function joinCounts(counts: readonly Count[]): Count[] {
  const joined = new Map<Term, Count>();
  for (const { term, least, most } of counts) {
    const before = joined.get(term) ?? { term, least: 0, most: Number.POSITIVE_INFINITY };
    joined.set(term, { term, least: Math.max(before.least, least), most: Math.min(before.most, most) });
  }
  return [...joined.values()];
}

type PlacingItems = ListRequirements & { conjunction: Conjunction; solver: Solver };

/** Gives each wanted item an index, every index in turn that makes a difference. */
function placeItems(
  placing: PlacingItems,
  at: number,
  placed: ReadonlyMap<number, { term: Term; of: number }[]>,
): Solution {
  const { wanted, groups, items, longest, solver } = placing;
  const next = wanted[at];
  if (next === undefined) return fillList(placing, placed);
  const start = largest(groups.map(({ prefix }) => prefix.length));
  const named = largest(items.keys(), start - 1) + 1;
  const last = Math.min(longest, Math.max(named, next.from) + wanted.length) - 1;
  const indexes = Array.from({ length: Math.max(0, last - next.from + 1) }, (_, index) => next.from + index);
  return firstSolution(
    indexes.map((index) => () => {
      const here = placed.get(index) ?? [];
      if (here.some(({ of }) => of === next.of)) return EMPTY;
      const term = solver.terms.all([...termsAt(placing, placed, index), next.term]);
      if (term === solver.terms.none) return EMPTY;
      return placeItems(placing, at + 1, new Map([...placed, [index, [...here, next]]]));
    }),
  );
}

function termsAt(
  { groups, items }: ListRequirements,
  placed: ReadonlyMap<number, { term: Term }[]>,
  index: number,
): Term[] {
  return [
    ...groups.map((group) => itemTerm(group, index)),
    ...(items.get(index) ?? []),
    ...(placed.get(index) ?? []).map(({ term }) => term),
  ];
}

function fillList(placing: PlacingItems, placed: ReadonlyMap<number, { term: Term; of: number }[]>): Solution {
  const { items, shortest, longest, hasTwins, groups, solver } = placing;
  const least = Math.max(shortest, largest([...items.keys(), ...placed.keys()], -1) + 1);
  if (least > longest) return EMPTY;
  if (hasTwins) {
    const named = largest(
      groups.map(({ prefix }) => prefix.length),
      least,
    );
    const pairs = Array.from({ length: named + 2 }, (_, one) => one).flatMap((one) =>
      Array.from({ length: one }, (_, other) => [other, one] as const),
    );
    if (named > MOST_WANTED * 4) return undecidedFor('no list with two equal items was found');
    const possible = pairs.filter(([, one]) => one < longest);
    return firstSolution(
      possible.map((pair) => () => {
        const both = solver.terms.all(pair.flatMap((index) => termsAt(placing, placed, index)));
        const found = solver.solve(both);
        if (found.is !== 'value') return found;
        const twins = new Map(pair.map((index) => [index, found.value]));
        return makeList(placing, placed, { length: Math.max(least, pair[1] + 1), fixed: twins });
      }),
    );
  }
  const made = makeList(placing, placed, { length: least, fixed: new Map() });
  // A list that is excluded can be longer.
  if (made.is !== 'unknown' || least + 1 > longest) return made;
  const longer = makeList(placing, placed, { length: least + 1, fixed: new Map() });
  return longer.is === 'value' ? longer : made;
}

type WantedList = { length: number; fixed: ReadonlyMap<number, unknown> };

function makeList(
  placing: PlacingItems,
  placed: ReadonlyMap<number, { term: Term }[]>,
  { length, fixed }: WantedList,
): Solution {
  const { conjunction, solver, isUnique, limited } = placing;
  const { terms } = solver;
  const value: unknown[] = [];
  const isPlaced = (index: number, term: Term): boolean => (placed.get(index) ?? []).some((one) => one.term === term);
  for (let index = 0; index < length; index++) {
    if (fixed.has(index)) {
      value.push(fixed.get(index));
      continue;
    }
    const others = limited.filter(({ term }) => !isPlaced(index, term)).map(({ term }) => terms.not(term));
    const different = isUnique && value.length > 0 ? [terms.not(terms.values(value))] : [];
    const required = termsAt(placing, placed, index);
    const strict = solver.solve(terms.all([...required, ...others, ...different]));
    const found =
      strict.is === 'value' || others.length === 0 ? strict : solver.solve(terms.all([...required, ...different]));
    if (found.is === 'unknown') return found;
    if (found.is === 'empty') {
      // Whether another choice of the items before it would leave a value is not known.
      const isForced =
        different.length === 0 || solver.solve(terms.all(required)).is === 'empty' || isUniform(placing, placed, index);
      return isForced ? EMPTY : undecidedFor('no list with different items was found');
    }
    value.push(found.value);
  }
  if (conjunction.accepts(value)) return solved(value);
  return undecidedFor('no list was found that shows a difference, and none could be excluded');
}

/** Whether the items up to an index are all of one term, so that the order of choices makes no difference. */
function isUniform(placing: PlacingItems, placed: ReadonlyMap<number, { term: Term }[]>, index: number): boolean {
  const { terms } = placing.solver;
  const last = terms.all(termsAt(placing, placed, index));
  for (let before = 0; before < index; before++) if (terms.all(termsAt(placing, placed, before)) !== last) return false;
  return true;
}
