import { createAreDisjoint } from './disjoint.ts';
import type { Term, Terms, ValueKind } from './terms.ts';

/** Exactly one of several terms. */
type One = Extract<Term, { is: 'one' }>;

/** The values that do not meet a reduced term, reduced too. */
type Negate = (reduced: Term, kind: ValueKind) => Term;

/**
 * Replaces "exactly one of" in reduced terms of one kind by terms of alternatives. A term that excludes most of its own
 * alternatives combines only those that differ: two versions of a long "oneOf" would have as many combinations as pairs
 * of alternatives.
 */
export function createExpand(terms: Terms, negate: Negate): (reduced: Term, kind: ValueKind) => Term {
  const known = new Map<string, Term>();

  const expand = (term: Term, kind: ValueKind, given: readonly One[]): Term => {
    if (term.is !== 'all' && term.is !== 'either' && term.is !== 'one' && term.is !== 'not') return term;
    const key = `${term.id} ${kind} ${given.map(({ id }) => id).join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const expanded = expandOnce(term, kind, given);
    known.set(key, expanded);
    return expanded;
  };

  const expandOnce = (term: Term, kind: ValueKind, given: readonly One[]): Term => {
    const inside = (parts: readonly Term[]): Term[] => parts.map((part) => expand(part, kind, []));
    const negations = (parts: readonly Term[]): Term[] => inside(parts.map((part) => negate(part, kind)));
    switch (term.is) {
      case 'one':
        return exactlyOne(inside(term.parts), negations(term.parts), terms);
      case 'not': {
        if (term.part.is !== 'one') return term;
        const { parts } = term.part;
        for (const { parts: others } of given) {
          const difference = changedAlternatives(others, parts);
          if (difference !== undefined) return exactlyOneOfOthers(difference, { terms, inside, negations });
        }
        return noneOrTwo(inside(parts), negations(parts), terms);
      }
      case 'either':
        return terms.either(term.parts.map((part) => expand(part, kind, given)));
      case 'all': {
        const ones = [...given, ...term.parts.filter((part): part is One => part.is === 'one')];
        const parts = term.parts.map((part) => expand(part, kind, part.is === 'one' ? [] : ones));
        return terms.all(withoutExcluded(parts, (part) => negate(part, kind), terms));
      }
      default:
        return term;
    }
  };

  return (reduced, kind) => expand(reduced, kind, []);
}

/** The alternatives that only one of two lists has, and those of both; undefined if a list has one twice. */
function changedAlternatives(old: readonly Term[], next: readonly Term[]) {
  const [before, after] = [new Set(old), new Set(next)];
  if (before.size < old.length || after.size < next.length) return undefined;
  const common = old.filter((part) => after.has(part));
  if (common.length === 0) return undefined;
  return {
    old,
    common,
    removed: old.filter((part) => !after.has(part)),
    added: next.filter((part) => !before.has(part)),
  };
}

type Difference = NonNullable<ReturnType<typeof changedAlternatives>>;
type Parts = {
  terms: Terms;
  inside: (parts: readonly Term[]) => Term[];
  negations: (parts: readonly Term[]) => Term[];
};

/**
 * Exactly one of the old alternatives, but not exactly one of the new ones: a removed alternative and none of the added
 * ones or two, or one of both and an added one.
 */
function exactlyOneOfOthers({ old, common, removed, added }: Difference, { terms, inside, negations }: Parts): Term {
  const alone = (part: Term): Term =>
    terms.all([...inside([part]), ...negations(old.filter((other) => other !== part))]);
  const ofAdded = noneOrTwo(inside(added), negations(added), terms);
  return terms.either([
    ...removed.map((part) => terms.all([alone(part), ofAdded])),
    ...(added.length === 0 ? [] : [terms.all([terms.either(inside(added)), terms.either(common.map(alone))])]),
  ]);
}

/** Leaves out alternatives whose negation is one of the other parts. */
function withoutExcluded(parts: readonly Term[], negate: (part: Term) => Term, terms: Terms): Term[] {
  const all = new Set(parts);
  return parts.map((part) =>
    part.is === 'either' ? terms.either(part.parts.filter((one) => !all.has(negate(one)))) : part,
  );
}

function exactlyOne(are: readonly Term[], areNot: readonly Term[], terms: Terms): Term {
  const areDisjoint = createAreDisjoint(are);
  const withoutOthers = (one: Term, index: number): Term =>
    terms.all([one, ...areNot.filter((_, other) => other !== index && !areDisjoint(index, other))]);
  return terms.either(are.map(withoutOthers));
}

function noneOrTwo(are: readonly Term[], areNot: readonly Term[], terms: Terms): Term {
  const areDisjoint = createAreDisjoint(are);
  const pairs = are.flatMap((one, index) =>
    are.slice(index + 1).flatMap((other, at) => (areDisjoint(index, index + 1 + at) ? [] : [terms.all([one, other])])),
  );
  return terms.either([terms.all(areNot), ...pairs]);
}
