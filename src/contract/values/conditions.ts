import type { FindSchema } from '../document/references.ts';
import { type Choose, type Flat, flatten } from './flat.ts';

/**
 * What is left of a schema with `if`, one way first: the condition and its `then`, or its `else` alone. Values of either meet
 * the whole where the other schemas let them (JSON Schema 2020-12 core §10.2.2). A schema without `if` is the only way.
 */
export function listConditionWays(flat: Flat, find: FindSchema, choose: Choose): Flat[] {
  if (flat.if === undefined) return [flat];
  const { if: condition, then: consequence = true, else: alternative = true, ...rest } = flat;
  return [
    [condition, consequence],
    [{ not: condition }, alternative],
  ].map((parts) => flatten({ allOf: [rest, ...parts] }, find, choose));
}
