import { isObject } from '../../document/references.ts';
import { createFirst, equal, type Flat, flatten, typesOf } from '../../values/flat.ts';
import { textsOfFormat } from '../../values/formats.ts';
import { numberIn } from '../../values/numbers.ts';
import { isReadOnly, put, sampleValue } from '../../values/sample.ts';
import { makeText } from '../../values/texts.ts';
import { isDistinctive } from '../canaries.ts';
import { type SampleContext, sampleOrNone } from './constraint.ts';

/** Objects inside objects are looked into so deep. */
const DEPTH = 2;

/**
 * An object like the given one in which properties differ from their defaults and from the values of unset ones (0,
 * false, an empty string or list): only such values show that a server resets them.
 *
 * @param isWanted whether a property may be set or changed
 */
export function withTellingValues(
  context: SampleContext,
  schema: unknown,
  given: Record<string, unknown>,
  { isWanted = () => true, depth = 0 }: { isWanted?: (name: string) => boolean; depth?: number } = {},
): Record<string, unknown> {
  const { find } = context;
  const { properties = {} } = flatten(schema, find, createFirst(find));
  const result: Record<string, unknown> = { ...given };
  for (const [name, property] of Object.entries(properties)) {
    if (!isWanted(name) || isReadOnly(property, find)) continue;
    const current = Object.hasOwn(given, name) ? given[name] : undefined;
    if (isObject(current) && Object.keys(current).length > 0) {
      if (depth < DEPTH) put(result, name, withTellingValues(context, property, current, { depth: depth + 1 }));
      continue;
    }
    const flat = flatten(property, find, createFirst(find));
    const secret = flat.writeOnly === true ? secretFor(flat, current) : undefined;
    if (secret !== undefined) put(result, name, secret);
    if (secret !== undefined || (current !== undefined && isTelling(flat, current))) continue;
    const telling = candidates(context, flat).find((value) => isTelling(flat, value));
    if (telling !== undefined) put(result, name, telling);
  }
  return result;
}

/** A text that is recognized where a response has it; undefined if the current one is, or if none is known. */
function secretFor(flat: Flat, current: unknown): string | undefined {
  const { enum: choices, pattern, format, minLength, maxLength } = flat;
  const isFree = choices === undefined && pattern === undefined && format === undefined;
  if (!typesOf(flat).includes('string') || !isFree) return undefined;
  if (typeof current === 'string' && isDistinctive(current)) return undefined;
  const text = SECRET.padEnd(Number(minLength ?? 0), 'x').slice(0, Number(maxLength ?? SECRET.length));
  return isDistinctive(text) ? text : undefined;
}

const SECRET = 'hidden-by-keepspec';

function isTelling({ default: usual }: Flat, value: unknown): boolean {
  if (usual !== undefined && equal(value, usual)) return false;
  // One of two values is the default. The other value shows more than the default.
  if (typeof value === 'boolean') return value || usual !== undefined;
  return value !== null && value !== 0 && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function candidates({ find, seed }: SampleContext, flat: Flat): unknown[] {
  if (Array.isArray(flat.enum)) return flat.enum;
  const types = typesOf(flat);
  const sampled = sampleOrNone(() => sampleValue(flat, find, { size: 'full', seed }));
  if (types.includes('boolean')) return [true, false];
  if (types.includes('integer') || types.includes('number')) {
    const isInteger = !types.includes('number');
    return [...sampled, ...[1, 2, 3].flatMap((nth) => sampleOrNone(() => numberIn(flat, isInteger, { nth })))];
  }
  if (types.includes('string')) {
    const longer = makeText(flat, { seed: seed + 1, length: Number(flat.minLength ?? 3) + 1 });
    return [...sampled, ...(longer === undefined ? [] : [longer])];
  }
  return sampled;
}

/** Up to three values of a schema that differ from one another, in no order. */
export function differentValues({ find, seed }: SampleContext, schema: unknown): unknown[] {
  const flat = flatten(schema, find, createFirst(find));
  if (Array.isArray(flat.enum)) return flat.enum.filter((value) => value !== null && value !== '').slice(-3);
  const types = typesOf(flat);
  if (types.includes('boolean')) return [false, true];
  const isInteger = !types.includes('number');
  if (types.includes('number') || types.includes('integer')) {
    return [2, 3, 1].flatMap((nth) => sampleOrNone(() => numberIn(flat, isInteger, { nth })));
  }
  if (!types.includes('string')) return [];
  const known = textsOfFormat(flat.format);
  if (known.length > 0) return known;
  const least = Math.max(1, Number(flat.minLength ?? 0));
  const plain = ['middle', 'zebra', 'apple'].map((word) => word.padEnd(least, word.at(-1)));
  const made = [4, 5, 3].map((length) => makeText(flat, { seed: seed + length, length: least + length }));
  return flat.patterns === undefined ? plain : made.filter((text) => text !== undefined);
}
