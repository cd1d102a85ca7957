import { canonicalText, type Term } from './terms.ts';

/** Texts of the only values that a term allows, of the value itself and of properties that it requires. */
type Tags = { own: ReadonlySet<string> | undefined; members: ReadonlyMap<string, ReadonlySet<string>> };

/**
 * Whether terms have no value in common, as far as lists of values say so: those of alternatives with a discriminator, or
 * of constants. It says nothing of other terms.
 *
 * @param reduced terms of one kind of value
 */
export function createAreDisjoint(reduced: readonly Term[]): (one: number, other: number) => boolean {
  const tags = reduced.map(valueTagsOf);
  return (one, other) => {
    const [first, second] = [tags[one], tags[other]];
    if (first === undefined || second === undefined) return false;
    if (areApart(first.own, second.own)) return true;
    return [...first.members].some(([name, values]) => areApart(values, second.members.get(name)));
  };
}

function areApart(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  return one !== undefined && other !== undefined && [...one].every((text) => !other.has(text));
}

function valueTagsOf(term: Term): Tags {
  const parts = term.is === 'all' ? term.parts : [term];
  const leaves = parts.flatMap((part) => (part.is === 'leaf' ? [part.leaf] : []));
  const members = new Map<string, ReadonlySet<string>>();
  for (const leaf of leaves) {
    if (leaf.on !== 'members') continue;
    for (const required of leaves) {
      const property = required.on === 'has' ? leaf.members.properties.get(required.name) : undefined;
      const values = property === undefined ? undefined : valuesIn(property, []);
      if (required.on === 'has' && values !== undefined) members.set(required.name, values);
    }
  }
  return { own: valuesIn(term, []), members };
}

/** Texts of the only values of a term; undefined if no list of them stands in it. */
function valuesIn(term: Term, followed: readonly Term[]): ReadonlySet<string> | undefined {
  switch (term.is) {
    case 'values':
      return new Set(term.values.map(canonicalText));
    case 'all':
      return term.parts.map((part) => valuesIn(part, followed)).find((values) => values !== undefined);
    case 'reference':
      return followed.includes(term) ? undefined : valuesIn(term.target(), followed.concat(term));
    default:
      return undefined;
  }
}
