import { put } from '../../values/sample.ts';
import { contains, isChosen, memberTerms } from './evaluate.ts';
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
import { canonicalText, type Leaf, type MemberTerms, type NameChoice, type Term, type Terms } from './terms.ts';

/** Larger objects are not made. */
const MOST_MEMBERS = 1000;
/** With more conditions, names that meet several of them are not all looked for. */
const MOST_CONDITIONS = 4;

/** A property that must be there, whose name is still to be found. */
type WantedMember = { choice?: NameChoice; name?: Term; term: Term };

/** ObjectRequirements of an object, by what they are about. */
type ObjectRequirements = {
  groups: MemberTerms[];
  names: Term[];
  lacks: ReadonlySet<string>;
  wanted: WantedMember[];
  fewest: number;
  most: number;
};

type SolvingObject = ObjectRequirements & { conjunction: Conjunction; solver: Solver; known: ReadonlySet<string> };
/** Properties that the object has, with what is required of each beside the groups. */
type Own = ReadonlyMap<string, readonly Term[]>;

/** An object that meets all requirements. */
export function solveObject(conjunction: Conjunction, solver: Solver): Solution {
  const { leaves } = conjunction;
  const requirements = readObjectRequirements(leaves, solver);
  if (requirements.fewest > requirements.most) return EMPTY;
  const own = new Map<string, Term[]>();
  for (const { name, term } of leavesOn(leaves, 'member')) addTo(own, name, term);
  for (const { name } of leavesOn(leaves, 'has')) if (!own.has(name)) own.set(name, []);
  const known = new Set([
    ...own.keys(),
    ...requirements.groups.flatMap(({ properties }) => [...properties.keys()]),
    ...requirements.wanted.flatMap(({ choice }) => choice?.names ?? []),
  ]);
  const solving = { ...requirements, conjunction, solver, known };
  if ([...own.keys()].some((name) => !isPossible(solving, own, name))) return EMPTY;
  return placeMembers(solving, 0, own);
}

function readObjectRequirements(leaves: readonly Leaf[], { terms }: Solver): ObjectRequirements {
  const someNames = leavesOn(leaves, 'someName').map(({ term }) => ({ name: term, term: terms.any }));
  return {
    groups: leavesOn(leaves, 'members').map(({ members }) => members),
    names: leavesOn(leaves, 'names').map(({ term }) => term),
    lacks: new Set(leavesOn(leaves, 'lacks').map(({ name }) => name)),
    wanted: [...leavesOn(leaves, 'someMember').map(({ choice, term }) => ({ choice, term })), ...someNames],
    fewest: largest(leavesOn(leaves, 'fewestMembers').map(({ count }) => count)),
    most: smallest(leavesOn(leaves, 'mostMembers').map(({ count }) => count)),
  };
}

/** Whether a property may be there, as far as that costs nothing to see. */
function isPossible(solving: SolvingObject, own: Own, name: string): boolean {
  const { lacks, names, solver } = solving;
  if (lacks.has(name) || !names.every((term) => contains(term, name))) return false;
  return termOf(solving, own, name) !== solver.terms.none;
}

function termOf({ groups, solver }: SolvingObject, own: Own, name: string): Term {
  return solver.terms.all([...groups.flatMap((group) => memberTerms(group, name)), ...(own.get(name) ?? [])]);
}

/** Gives each wanted property a name: one that a schema names, or a new one for each way in which patterns match it. */
function placeMembers(solving: SolvingObject, at: number, own: Own): Solution {
  const { wanted, known, most } = solving;
  const next = wanted[at];
  if (next === undefined) return fillObject(solving, own);
  const isMeant = (name: string): boolean =>
    (next.choice === undefined || isChosen(next.choice, name)) &&
    (next.name === undefined || contains(next.name, name));
  const place = (name: string): Solution => {
    const placed = new Map(own).set(name, (own.get(name) ?? []).concat(next.term));
    if (placed.size > most || !isPossible(solving, placed, name)) return EMPTY;
    return placeMembers(solving, at + 1, placed);
  };
  const named = [...new Set([...own.keys(), ...known])].filter(isMeant);
  return firstSolution([
    ...named.map((name) => () => place(name)),
    ...findNewNames(solving, own, next).map((find) => () => {
      const name = find();
      return name.is === 'value' ? place(String(name.value)) : name;
    }),
  ]);
}

/**
 * Finds new names, one for each set of conditions that it meets: the patterns of the groups, and the choices of the other
 * wanted properties, which may have to share a name. Names that meet the same conditions are alike.
 */
function findNewNames(solving: SolvingObject, own: Own, member: WantedMember): (() => Solution)[] {
  const { groups, wanted, names, known, lacks, solver } = solving;
  const { terms } = solver;
  const matches = (pattern: string): Term => terms.leaf({ on: 'pattern', pattern, is: true });
  const required = nameTerm(member, terms);
  const fixed = [...(member.choice?.patterns ?? []), member.choice?.matching];
  const patterns = [...new Set(groups.flatMap((group) => [...group.patterns.keys()]))].filter(
    (pattern) => !fixed.includes(pattern),
  );
  const others = wanted.map((one) => nameTerm(one, terms)).filter((term) => term !== terms.any && term !== required);
  const conditions = [...new Set([...patterns.map(matches), ...others])];
  const taken = [...new Set([...known, ...own.keys(), ...lacks])];
  const areMany = conditions.length > MOST_CONDITIONS;
  const subsets = areMany ? [[], ...conditions.map((condition) => [condition])] : subsetsOf(conditions);
  const found = subsets.map(
    (subset) => () =>
      solver.solve(
        terms.all([
          terms.kinds(['string']),
          ...conditions.map((condition) => (subset.includes(condition) ? condition : terms.not(condition))),
          ...[required, ...names],
          ...(taken.length === 0 ? [] : [terms.not(terms.values(taken))]),
        ]),
      ),
  );
  return areMany ? [...found, () => undecidedFor('its names match too many patterns')] : found;
}

/** The names that a wanted property may have, names of known properties apart. */
function nameTerm({ choice, name }: WantedMember, terms: Terms): Term {
  const matches = (pattern: string, is: boolean): Term => terms.leaf({ on: 'pattern', pattern, is });
  return terms.all([
    ...(choice?.patterns ?? []).map((pattern) => matches(pattern, false)),
    ...(choice?.matching === undefined ? [] : [matches(choice.matching, true)]),
    ...(name === undefined ? [] : [name]),
  ]);
}

function subsetsOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_item, index) => (bits & (1 << index)) !== 0),
  );
}

function fillObject(solving: SolvingObject, own: Own): Solution {
  const { conjunction, solver, fewest, most } = solving;
  if (own.size > most) return EMPTY;
  const value: Record<string, unknown> = {};
  // Properties of which more is required fail first.
  const order = [...own.keys()].toSorted((one, other) => lengthAt(own, other) - lengthAt(own, one));
  const found = new Map<string, unknown>();
  for (const name of order) {
    const solution = solver.solve(termOf(solving, own, name));
    if (solution.is !== 'value') return solution;
    found.set(name, solution.value);
  }
  for (const name of own.keys()) put(value, name, found.get(name));
  if (own.size < fewest) {
    const filled = addMembers(solving, own, value);
    if (filled !== undefined) return filled;
  }
  if (conjunction.accepts(value)) return solved(value);
  return varyObject(solving, own, value);
}

function lengthAt(own: Own, name: string): number {
  return own.get(name)?.length ?? 0;
}

/** Adds properties until there are enough. Returns why it cannot, or nothing. */
function addMembers(solving: SolvingObject, own: Own, value: Record<string, unknown>): Solution | undefined {
  const { solver, fewest, known } = solving;
  if (fewest > MOST_MEMBERS) return undecidedFor(`an object of ${fewest} properties is not made`);
  let open: Solution | undefined;
  const all = new Map(own);
  const tryName = (name: string): void => {
    if (all.has(name) || !isPossible(solving, all, name)) return;
    const solution = solver.solve(termOf(solving, all, name));
    if (solution.is === 'unknown') open ??= solution;
    if (solution.is !== 'value') return;
    put(value, name, solution.value);
    all.set(name, []);
  };
  for (const name of known) if (all.size < fewest) tryName(name);
  while (all.size < fewest) {
    const before = all.size;
    for (const find of findNewNames(solving, all, { term: solver.terms.any })) {
      const name = find();
      if (name.is === 'unknown') open ??= name;
      if (name.is === 'value' && all.size < fewest) tryName(String(name.value));
    }
    if (all.size === before) return open ?? EMPTY;
  }
  return undefined;
}

/** So many values of one property are tried to find another object. */
const MOST_VALUES = 6;

/** Another object, where the first one is excluded: with another value of a property, or with one more. */
function varyObject(solving: SolvingObject, own: Own, value: Record<string, unknown>): Solution {
  const { conjunction, solver, most, known } = solving;
  const { terms } = solver;
  const tryValues = (name: string): Record<string, unknown> | undefined => {
    if (!isPossible(solving, own, name)) return undefined;
    const tried = Object.hasOwn(value, name) ? [value[name]] : [];
    for (let attempt = 0; attempt < MOST_VALUES; attempt++) {
      const others = tried.length === 0 ? terms.any : terms.not(terms.values(tried));
      const found = solver.solve(terms.all([termOf(solving, own, name), others]));
      if (found.is !== 'value') return undefined;
      const changed = { ...value };
      put(changed, name, found.value);
      if (conjunction.accepts(changed)) return changed;
      tried.push(found.value);
    }
    return undefined;
  };
  const optional = own.size < most ? [...known].filter((name) => !own.has(name)) : [];
  for (const name of [...own.keys(), ...optional]) {
    const changed = tryValues(name);
    if (changed !== undefined) return solved(changed);
  }
  if (own.size < most)
    for (const find of findNewNames(solving, own, { term: terms.any })) {
      const name = find();
      const changed = name.is === 'value' ? tryValues(String(name.value)) : undefined;
      if (changed !== undefined) return solved(changed);
    }
  return undecidedFor(`no object other than ${canonicalText(value).slice(0, 80)} was found`);
}
