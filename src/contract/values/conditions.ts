import type { FindSchema } from '../document/references.ts';
import { type Choose, type Flat, flatten } from './flat.ts';
import { listNegationWays } from './negations.ts';

/**
 * A schema with `if` as two alternatives: the condition and its `then`, or its `else` alone. Values of either meet
 * the whole where the other schemas let them (JSON Schema 2020-12 core §10.2.2). A schema without `if` is the only
 * way.
 */
function listConditionWays(flat: Flat, find: FindSchema, choose: Choose): Flat[] {
  if (flat.if === undefined) return [flat];
  const { if: condition, then: consequence = true, else: alternative = true, ...rest } = flat;
  return [
    [condition, consequence],
    [{ not: condition }, alternative],
  ].map((parts) => flatten({ allOf: [rest, ...parts] }, find, choose));
}

/** A schema in keywords that can be met by construction, one way first. Values of each way that are found meet the whole. */
export function listWays(flat: Flat, find: FindSchema, choose: Choose, isConditional: boolean): Flat[] {
  const conditional = isConditional ? listConditionWays(flat, find, choose) : [flat];
  return conditional.flatMap((one) => listNegationWays(one, find, choose));
}
