import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Validate } from '../document/compiled.ts';
import { isObject, pointerTokens } from '../document/references.ts';
import type { DecodedBody, Violation } from './types.ts';
import { directionOf, toViolations } from './violations.ts';

/**
 * Treatment of a read-only property in a request (OAS 3.1 §4.8.24.4 says only that it should not be sent). The
 * request is rejected, the property is removed before the handler gets the body, or the property is kept without
 * validation.
 */
export type ReadOnlyMode = 'reject' | 'strip' | 'keep';

/** Holds a body to its schema. With `strip` the body loses its read-only properties, unless there is more wrong with it. */
export function validateBody(body: DecodedBody, validate: Validate, mode: ReadOnlyMode): Violation[] {
  if (validate(body.validated)) return [];
  const ways = mode === 'reject' ? [] : readOnlyWays(validate);
  if (ways.length === 0) return toViolations(validate.errors, body.validated, 'body');
  const without = structuredClone(body.validated);
  for (const way of ways) remove(without, way);
  if (!validate(without)) return toViolations(validate.errors, without, 'body');
  if (mode === 'strip') for (const way of ways) remove(body.value, way);
  return [];
}

/** The ways, as reference tokens, to the read-only properties that a validator has found. */
function readOnlyWays({ errors }: Validate): string[][] {
  // The generated validators are Ajv's.
  const found = (errors ?? []) as ErrorObject[];
  return found
    .filter((error) => directionOf(error) === 'readOnly')
    .map(({ instancePath }) => pointerTokens(instancePath));
}

function remove(root: unknown, way: string[]): void {
  let holder = root;
  for (const token of way.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, token)) return;
    holder = (holder as Record<string, unknown>)[token];
  }
  if (isObject(holder)) delete holder[way.at(-1) ?? ''];
}
