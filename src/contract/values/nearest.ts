import type { FindSchema } from '../document/references.ts';
import { CannotSample } from './cannot-sample.ts';
import { createFirst, type Flat, flatten, typesOf } from './flat.ts';
import { isUnwanted, put, type SampleOptions, sampleValue } from './sample.ts';

/** Deeper than this nothing is made: what has no valid value may have no end. */
const DEEPEST = 3;

/** A value of the type and with the required properties of a schema of which no valid value is found. */
export function nearestValue(schema: unknown, find: FindSchema, options: SampleOptions, depth = 0): unknown {
  try {
    return sampleValue(schema, find, options);
  } catch (error) {
    if (!(error instanceof CannotSample)) throw error;
  }
  if (depth === DEEPEST) return null;
  const flat = flatten(schema, find, createFirst(find));
  switch (typesOf(flat)[0]) {
    case 'object':
      return nearestObject(
        flat,
        (part) => nearestValue(part, find, options, depth + 1),
        (part) => isUnwanted(part, find, options.direction),
      );
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return [flat.minimum, flat.maximum].find((bound) => typeof bound === 'number') ?? 0;
    case 'boolean':
      return false;
    case 'string':
      return 'rex';
    default:
      return null;
  }
}

function nearestObject(
  { required = [], properties = {} }: Flat,
  make: (part: unknown) => unknown,
  isLeftOut: (part: unknown) => boolean,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const name of required) {
    const part = Object.hasOwn(properties, name) ? properties[name] : {};
    if (!isLeftOut(part)) put(value, name, make(part));
  }
  return value;
}
