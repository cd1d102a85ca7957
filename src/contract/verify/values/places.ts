import { isObject } from '../../document/references.ts';
import { CannotSample } from '../../values/cannot-sample.ts';
import { put, sampleValue } from '../../values/sample.ts';
import { EACH, type SampleContext } from './constraint.ts';
import { alternativesOf } from './constraints.ts';

/**
 * Steps that one search for values with a place may take: alternatives inside alternatives have no end of combinations.
 */
const MOST_SEARCHED = 500;

/**
 * Values like one that is given, that contains a place: missing parents are created, for each alternative of the
 * schema that declares it.
 */
export function withPlace(
  { most = MOST_SEARCHED, ...context }: SampleContext & { most?: number },
  schema: unknown,
  value: unknown,
  place: string[],
): Generator<unknown> {
  return searchPlace({ ...context, left: most }, schema, value, place);
}

/** @param search counts the steps that are left */
function* searchPlace(
  search: SampleContext & { left: number },
  schema: unknown,
  value: unknown,
  place: string[],
): Generator<unknown> {
  if (search.left <= 0) return;
  search.left -= 1;
  const { find, seed } = search;
  const [token, ...rest] = place;
  if (token === undefined) {
    if (value !== undefined) yield value;
    return;
  }
  const make = function* (part: unknown): Generator<unknown> {
    try {
      yield sampleValue(part, find, { size: 'full', seed });
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
    }
  };
  for (const flat of alternativesOf(schema, find)) {
    const inside = token === EACH ? flat.items : flat.properties?.[token];
    if (inside === undefined) continue;
    const key = token === EACH ? '0' : token;
    const holders = [...(value === undefined || value === null ? [] : [value]), ...make(flat)];
    for (const holder of holders) {
      const members = hasValueAt(holder, [key]) ? [valueAt(holder, [key])] : [...make(inside)];
      for (const member of members) {
        for (const filled of searchPlace(search, inside, member, rest)) {
          const whole = replaceAt(holder, [key], filled);
          if (whole !== UNREACHABLE) yield whole;
        }
      }
    }
  }
}

/** Instead of a value: the place cannot be reached. */
export const UNREACHABLE = Symbol('unreachable');

/** Whether there is a value at a place. */
export function hasValueAt(root: unknown, way: string[]): boolean {
  return valueAt(root, way) !== undefined;
}

/** The value at a place; of a list the first item. */
export function valueAt(root: unknown, way: string[]): unknown {
  let value = root;
  for (const token of way) {
    const key = token === EACH ? '0' : token;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A copy with another value at a place, which must be there but for its last step. */
export function replaceAt(root: unknown, way: string[], value: unknown): unknown {
  const [token, ...rest] = way;
  if (token === undefined) return value;
  const key = token === EACH ? '0' : token;
  if (Array.isArray(root)) {
    if (rest.length > 0 && !Object.hasOwn(root, key)) return UNREACHABLE;
    const replaced = replaceAt(root[Number(key)], rest, value);
    if (replaced === UNREACHABLE) return UNREACHABLE;
    return root.length === 0 ? [replaced] : root.with(Math.min(Number(key), root.length - 1), replaced);
  }
  if (!isObject(root)) return UNREACHABLE;
  const replaced = replaceAt(Object.hasOwn(root, key) ? root[key] : undefined, rest, value);
  if (replaced === UNREACHABLE) return UNREACHABLE;
  const copy: Record<string, unknown> = { ...root };
  put(copy, key, replaced);
  return copy;
}
