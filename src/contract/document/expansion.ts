import { getLineColLocation, type Source, YamlParseError } from '@redocly/openapi-core';
import { toLocationPointer } from './references.ts';

/** Aliases of YAML make a few lines stand for billions of values. Real documents repeat some thousands. */
const MOST_REPEATED = 100_000;
/** The parser limits the levels of nesting to this, but aliases add up. */
const MOST_LEVELS = 100;
const HINT = 'write the part as a component and refer to it by $ref';

type Fault = { tokens: string[]; message: string };

/**
 * Rejects a file that is much larger than its text, because aliases repeat its parts without end.
 *
 * @param root the parsed text, in which an alias is the same object as the value that it repeats
 * @throws YamlParseError with line and column
 */
export function checkExpansion(root: unknown, source: Source): void {
  const fault = findFault(root);
  if (fault === undefined) return;
  const { start } = getLineColLocation({ source, pointer: toLocationPointer(fault.tokens) });
  const message = `${fault.message} in "${source.absoluteRef}" (${start.line}:${start.col})`;
  throw new YamlParseError(new Error(message) as ConstructorParameters<typeof YamlParseError>[0], source);
}

/** A part with its aliases written out. */
type Extent = { values: number; levels: number };

const SCALAR: Extent = { values: 1, levels: 0 };

function findFault(root: unknown): Fault | undefined {
  const extents = new Map<object, Extent | 'open'>();
  let repeated = 0;
  const tokens: string[] = [];
  const fail = (what: string): Fault => ({ tokens: [...tokens], message: `${what}; ${HINT}` });

  const measure = (value: unknown): Extent | Fault => {
    if (typeof value !== 'object' || value === null) return SCALAR;
    const known = extents.get(value);
    if (known === 'open') return fail('an alias repeats the part that contains it');
    if (known !== undefined) {
      repeated += known.values;
      return repeated > MOST_REPEATED ? fail(`aliases repeat more than ${MOST_REPEATED} values`) : known;
    }
    extents.set(value, 'open');
    const extent: Extent = { values: 1, levels: 1 };
    for (const [name, member] of Object.entries(value)) {
      tokens.push(name);
      const inner = measure(member);
      if ('message' in inner) return inner;
      extent.values += inner.values;
      extent.levels = Math.max(extent.levels, inner.levels + 1);
      if (extent.levels > MOST_LEVELS) return fail(`aliases nest more than ${MOST_LEVELS} levels`);
      tokens.pop();
    }
    extents.set(value, extent);
    return extent;
  };
  const result = measure(root);
  return 'message' in result ? result : undefined;
}
