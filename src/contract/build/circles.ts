import type { Schema } from '../document/document.ts';

/** How a reference to a definition begins. */
const PREFIX = '#/$defs/';

/**
 * The definitions that refer to each other in a circle of at least two, and those that lead to one. A definition that only refers
 * to itself is not one of them.
 *
 * @param root `{$id, $defs}`
 */
export function leadingToCircles({ $defs }: Schema): Set<string> {
  const definitions = $defs as Record<string, unknown>;
  const found = new Set<string>();
  /** The position of each definition among those under way, and of the first of them that it leads back to. */
  const open: string[] = [];
  const first = new Map<string, number>();
  const visit = (name: string): number => {
    const position = open.push(name) - 1;
    let lowest = position;
    first.set(name, position);
    for (const other of referencesIn(definitions[name])) {
      // Outside the definitions is the dialect itself, whose schemas are a circle.
      if (!Object.hasOwn(definitions, other)) found.add(name);
      else lowest = Math.min(lowest, first.get(other) ?? visit(other));
      if (found.has(other)) found.add(name);
    }
    if (lowest < position) return lowest;
    const circle = open.splice(position);
    const leads = circle.length > 1 || found.has(name);
    for (const one of circle) {
      first.set(one, Number.POSITIVE_INFINITY);
      if (leads) found.add(one);
    }
    return Number.POSITIVE_INFINITY;
  };
  for (const name of Object.keys(definitions)) if (!first.has(name)) visit(name);
  return found;
}

function referencesIn(schema: unknown): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [keyword, member] of Object.entries(value)) {
      const isReference = keyword === '$ref' || keyword === '$dynamicRef';
      if (isReference && typeof member === 'string')
        names.add(member.startsWith(PREFIX) ? member.slice(PREFIX.length) : member);
      else visit(member);
    }
  };
  visit(schema);
  return names;
}
