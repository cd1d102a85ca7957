import { createExpand } from './exclusive.ts';
import {
  canonicalText,
  kindOfValue,
  type Leaf,
  leafKind,
  type MemberTerms,
  type Term,
  type Terms,
  type ValueKind,
} from './terms.ts';

/**
 * Terms of the values of one kind: every requirement of other kinds is gone, references are replaced by their targets, and
 * negations stand only in front of leaves, which have them inside, and of lists of values.
 */
export type Reduce = (term: Term, kind: ValueKind) => Term;

/** Why nothing is decided about a schema that refers to itself without a step into the value. */
export const CIRCLE = 'the schema applies itself to the same value without end';

export function createReduce(terms: Terms): Reduce {
  const known = new Map<string, Term>();
  const open = new Set<string>();

  const reduce = (term: Term, kind: ValueKind, isNegated: boolean): Term => {
    const key = `${term.id} ${kind} ${isNegated}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // The behavior is undefined (JSON Schema 2020-12 core §9.4.1).
    if (open.has(key))
      return terms.leaf({ on: 'opaque', kind, key: `circle ${term.id}`, reason: CIRCLE, is: !isNegated });
    open.add(key);
    const reduced = reduceOnce(term, kind, isNegated);
    open.delete(key);
    known.set(key, reduced);
    return reduced;
  };

  const reduceOnce = (term: Term, kind: ValueKind, isNegated: boolean): Term => {
    const join = (parts: Term[], isAll: boolean): Term => (isAll ? terms.all(parts) : terms.either(parts));
    switch (term.is) {
      case 'any':
      case 'none':
        return isNegated ? terms.not(term) : term;
      case 'not':
        return reduce(term.part, kind, !isNegated);
      case 'reference':
        return reduce(term.target(), kind, isNegated);
      case 'all':
      case 'either': {
        const parts = term.parts.map((part) => reduce(part, kind, isNegated));
        return join(parts, (term.is === 'all') !== isNegated);
      }
      case 'one': {
        const one = terms.one(term.parts.map((part) => reduce(part, kind, false)));
        if (!isNegated) return one;
        return one.is === 'one' ? terms.not(one) : reduce(one, kind, true);
      }
      case 'kinds':
        if (kind === 'number' && term.kinds.has('integer')) return terms.leaf({ on: 'integer', is: !isNegated });
        return term.kinds.has(kind) === isNegated ? terms.none : terms.any;
      case 'values': {
        const values = terms.values(term.values.filter((value) => kindOfValue(value) === kind));
        return isNegated ? terms.not(values) : values;
      }
      case 'leaf':
        if (leafKind(term.leaf) !== kind) return isNegated ? terms.none : terms.any;
        return isNegated ? negateLeaf(term.leaf, terms) : term;
    }
  };

  const expand = createExpand(terms, (reduced, kind) => reduce(reduced, kind, true));
  return (term, kind) => expand(reduce(term, kind, false), kind);
}

/** The values of the kind of a leaf that do not meet it. */
export function negateLeaf(leaf: Leaf, terms: Terms): Term {
  switch (leaf.on) {
    case 'integer':
    case 'multiple':
    case 'pattern':
    case 'format':
    case 'unique':
    case 'opaque':
      return terms.leaf({ ...leaf, is: !leaf.is });
    case 'least':
      return terms.leaf({ on: 'most', bound: leaf.bound, isExclusive: !leaf.isExclusive });
    case 'most':
      return terms.leaf({ on: 'least', bound: leaf.bound, isExclusive: !leaf.isExclusive });
    case 'shortest':
      return leaf.length <= 0 ? terms.none : terms.leaf({ on: 'longest', length: leaf.length - 1 });
    case 'longest':
      return terms.leaf({ on: 'shortest', length: leaf.length + 1 });
    case 'fewest':
      return leaf.count <= 0 ? terms.none : terms.leaf({ on: 'mostItems', count: leaf.count - 1 });
    case 'mostItems':
      return terms.leaf({ on: 'fewest', count: leaf.count + 1 });
    case 'fewestMembers':
      return leaf.count <= 0 ? terms.none : terms.leaf({ on: 'mostMembers', count: leaf.count - 1 });
    case 'mostMembers':
      return terms.leaf({ on: 'fewestMembers', count: leaf.count + 1 });
    case 'has':
      return terms.leaf({ on: 'lacks', name: leaf.name });
    case 'lacks':
      return terms.leaf({ on: 'has', name: leaf.name });
    case 'items': {
      const { prefix, rest } = leaf.items;
      const atStart = prefix.map((term, index) => itemIn(index, terms.not(term), terms));
      return terms.either([...atStart, someItemIn(prefix.length, terms.not(rest), terms)]);
    }
    case 'count':
      return negateCount(leaf, terms);
    case 'members':
      return negateMembers(leaf.members, terms);
    case 'names':
      return terms.leaf({ on: 'someName', term: terms.not(leaf.term) });
    case 'someName':
      return terms.leaf({ on: 'names', term: terms.not(leaf.term) });
    case 'item':
    case 'someItem':
    case 'member':
    case 'someMember':
      return negateExistence(leaf, terms);
  }
}

function negateCount({ term, least, most }: Extract<Leaf, { on: 'count' }>, terms: Terms): Term {
  const fewer = least > 0 ? [terms.leaf({ on: 'count', term, least: 0, most: least - 1 })] : [];
  const more = Number.isFinite(most)
    ? [terms.leaf({ on: 'count', term, least: most + 1, most: Number.POSITIVE_INFINITY })]
    : [];
  return terms.either([...fewer, ...more]);
}

/** One branch for each property, so that equal ones of two schemas are pruned one by one. */
function negateMembers({ properties, patterns, others }: MemberTerms, terms: Terms): Term {
  const named = [...properties].map(([name, term]) => memberIn(name, terms.not(term), terms));
  const matching = [...patterns].map(([pattern, term]) =>
    someMemberIn({ names: [], patterns: [], matching: pattern }, terms.not(term), terms),
  );
  const choice = { names: [...properties.keys()], patterns: [...patterns.keys()] };
  return terms.either([...named, ...matching, someMemberIn(choice, terms.not(others), terms)]);
}

type Existence = Extract<Leaf, { on: 'item' | 'someItem' | 'member' | 'someMember' }>;

function negateExistence(leaf: Existence, terms: Terms): Term {
  const outside = terms.not(leaf.term);
  switch (leaf.on) {
    case 'item': {
      const before = Array.from({ length: leaf.index }, () => terms.any);
      return terms.leaf({ on: 'items', items: { prefix: [...before, outside], rest: terms.any } });
    }
    case 'someItem': {
      const before = Array.from({ length: leaf.from }, () => terms.any);
      return terms.leaf({ on: 'items', items: { prefix: before, rest: outside } });
    }
    case 'member':
      return terms.leaf({
        on: 'members',
        members: { properties: new Map([[leaf.name, outside]]), patterns: new Map(), others: terms.any },
      });
    case 'someMember': {
      const { names, patterns, matching } = leaf.choice;
      const known = new Map(names.map((name) => [name, terms.any]));
      const free = new Map(patterns.map((pattern) => [pattern, terms.any]));
      if (matching === undefined)
        return terms.leaf({ on: 'members', members: { properties: known, patterns: free, others: outside } });
      const wanted = new Map([...free, [matching, outside]]);
      return terms.leaf({ on: 'members', members: { properties: known, patterns: wanted, others: terms.any } });
    }
  }
}

export function memberIn(name: string, term: Term, terms: Terms): Term {
  return term === terms.none ? term : terms.leaf({ on: 'member', name, term });
}

export function someMemberIn(choice: Extract<Leaf, { on: 'someMember' }>['choice'], term: Term, terms: Terms): Term {
  return term === terms.none ? term : terms.leaf({ on: 'someMember', choice, term });
}

export function itemIn(index: number, term: Term, terms: Terms): Term {
  return term === terms.none ? term : terms.leaf({ on: 'item', index, term });
}

export function someItemIn(from: number, term: Term, terms: Terms): Term {
  return term === terms.none ? term : terms.leaf({ on: 'someItem', from, term });
}

/** Whether a list of values contains a value. */
export function isAmong(values: readonly unknown[], value: unknown): boolean {
  const text = canonicalText(value);
  return values.some((one) => canonicalText(one) === text);
}
