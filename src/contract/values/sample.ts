import { createMarks, type Direction, type Marks, markOf } from '../document/marks.ts';
import type { FindSchema } from '../document/references.ts';
import { isObject } from '../document/references.ts';
import { listConditionWays } from './conditions.ts';
import { FILE_TYPE, makeContent } from './contents.ts';
import { type Choose, createFirst, type Flat, flatten, roughlyFits, typesOf } from './flat.ts';
import { makeText, textFits } from './texts.ts';

/** Says why no value of a schema was found. */
export class CannotSample extends Error {
  override name = 'CannotSample';
}

export type SampleOptions = {
  /** `minimal` has what is required, `full` what can be there. */
  size: 'minimal' | 'full';
  /** Of what is made at random, such as texts of a pattern. */
  seed: number;
  choose?: Choose;
  /** Whether examples of schemas are left out: not all of them are valid. */
  isMadeUp?: boolean;
  /** Whether conditions (`if`) are met, in the value and inside it. */
  isConditional?: boolean;
  /** A request, unless this says otherwise. */
  direction?: Direction;
};

/** Deeper than this only what must be there is made, and what has no end is given up. */
const DEPTH = 12;
/** Below this depth optional properties are left out even of a full value. */
const FULL_DEPTH = 4;

/**
 * A value that a schema allows in a request, so without what is read-only, or in a response, without what is write-only. What the
 * schema says in keywords that cannot be met by construction (`not`, `if`, `contains`) is left to the validator of the value.
 *
 * @throws CannotSample where there is none or none is found
 */
export function sampleValue(schema: unknown, find: FindSchema, options: SampleOptions): unknown {
  return sampleAt({ ...options, find, depth: 0, around: [] }, schema);
}

/** Where in a value a sample is made: how deep, and inside which references. */
type Sampling = SampleOptions & { find: FindSchema; depth: number; around: string[] };

function sampleAt(sampling: Sampling, part: unknown): unknown {
  const { find, depth } = sampling;
  if (part === false) throw new CannotSample('the schema is false');
  if (depth > DEPTH) throw new CannotSample('the schema has no end');
  const choose = (depth === 0 ? sampling.choose : undefined) ?? leaveCircle(sampling, part) ?? createFirst(find);
  const flat = flatten(part, find, choose);
  const own = refOf(part);
  if (own !== '' && sampling.around.includes(own) && typesOf(flat).includes('null')) return null;
  if (sampling.isConditional !== true || flat.if === undefined) return sampleFlat(sampling, part, flat);
  const [first, ...others] = listConditionWays(flat, find, choose);
  try {
    return sampleFlat(sampling, part, first ?? flat);
  } catch (error) {
    // The condition may contradict the rest of the schema.
    if (!(error instanceof CannotSample) || others[0] === undefined) throw error;
    return sampleFlat(sampling, part, others[0]);
  }
}

/** Chooses the alternatives that do not lead back to what surrounds the value, where there are such. */
function leaveCircle({ find, around }: Sampling, part: unknown): Choose | undefined {
  const target = refOf(part) === '' ? part : find(refOf(part));
  const lists = isObject(target) ? [target.anyOf, target.oneOf].filter(Array.isArray) : [];
  const leadsBack = (branch: unknown): boolean => refOf(branch) !== '' && around.includes(refOf(branch));
  if (!lists.some((list) => list.some(leadsBack))) return undefined;
  const first = createFirst(find);
  return (branches, place) => {
    const usual = first(branches, place);
    if (!leadsBack(branches[usual])) return usual;
    return Math.max(
      0,
      branches.findIndex((branch) => !leadsBack(branch)),
    );
  };
}

/** @param flat the schema of the value, in one place */
function sampleFlat(sampling: Sampling, part: unknown, flat: Flat): unknown {
  const { around, seed } = sampling;
  if (Array.isArray(flat.enum)) {
    if (flat.enum.length === 0) throw new CannotSample('no value is allowed');
    return flat.enum.find((value) => value !== null && value !== '') ?? flat.enum[0];
  }
  const known = sampling.isMadeUp === true || FILE_TYPE in flat ? undefined : knownValue(flat);
  if (known !== undefined) return known;
  const types = typesOf(flat);
  switch (types.find((type) => type !== 'null') ?? types[0] ?? 'string') {
    case 'object':
      return sampleObject({ ...sampling, around: [...around, refOf(part)] }, flat);
    case 'array':
      return sampleArray({ ...sampling, around: [...around, refOf(part)] }, flat);
    case 'integer':
      return numberIn(flat, true);
    case 'number':
      return numberIn(flat, false);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleContent(sampling, flat) ?? sampleText(flat, seed);
  }
}

/** @param sampling of the object itself */
function sampleObject(sampling: Sampling, flat: Flat): unknown {
  const { find, depth, around, size } = sampling;
  const properties = flat.properties ?? {};
  const value: Record<string, unknown> = {};
  const add = (name: string): void => {
    const property = propertySchema(flat, name);
    if (Object.hasOwn(value, name) || isUnwanted(property, find, sampling.direction)) return;
    put(value, name, sampleAt({ ...sampling, depth: depth + 1 }, property));
  };
  for (const name of flat.required ?? []) add(name);
  if (size === 'full' && depth < FULL_DEPTH) {
    for (const [name, property] of Object.entries(properties)) {
      // What leads in a circle is left out where it may be.
      if (refOf(property) !== '' && around.includes(refOf(property))) continue;
      try {
        add(name);
      } catch (error) {
        // What is optional is left out where it cannot be made.
        if (!(error instanceof CannotSample)) throw error;
      }
    }
  }
  const least = Number(flat.minProperties ?? 0);
  const names = [...Object.keys(properties), ...(least > 0 ? makeNames(sampling, flat, least) : [])];
  for (const name of names) if (Object.keys(value).length < least) add(name);
  return value;
}

/** Names of properties that the schema does not list: those that its patterns allow where it allows no others. */
function makeNames({ find, seed }: Sampling, flat: Flat, count: number): string[] {
  const { patternProperties = {}, additionalProperties, propertyNames } = flat;
  const patterns = additionalProperties === false ? Object.keys(patternProperties as object) : [];
  const sources: Flat[] = patterns.map((pattern) => ({ patterns: [pattern] }));
  if (sources.length === 0 && propertyNames === undefined)
    return Array.from({ length: count }, (_, index) => `extra${index}`);
  const own = propertyNames === undefined ? {} : flatten(propertyNames, find, createFirst(find));
  const schemas =
    sources.length === 0 ? [own] : sources.map((one) => flatten({ allOf: [one, own] }, find, createFirst(find)));
  return schemas.flatMap((schema) =>
    Array.from({ length: count }, (_, index) => makeText(schema, { seed: seed + index })).filter(
      (name) => name !== undefined,
    ),
  );
}

/** The schema of a property by its name, by a pattern, or of all others. */
function propertySchema({ properties = {}, patternProperties = {}, additionalProperties = true }: Flat, name: string) {
  if (Object.hasOwn(properties, name)) return properties[name];
  const pattern = Object.entries(patternProperties as object).find(([one]) => new RegExp(one, 'u').test(name));
  return pattern?.[1] ?? additionalProperties;
}

/** @param sampling of the list itself */
function sampleArray(sampling: Sampling, flat: Flat): unknown[] {
  const { depth, size } = sampling;
  const prefix = Array.isArray(flat.prefixItems) ? flat.prefixItems : [];
  const least = Math.max(Number(flat.minItems ?? 0), size === 'full' && depth < FULL_DEPTH ? 1 : 0, prefix.length);
  const length = Math.min(least, Number(flat.maxItems ?? Number.POSITIVE_INFINITY));
  const items = Array.from({ length }, (_, index) => prefix[index] ?? flat.items ?? {});
  return makeDistinct(
    flat,
    items.map((item) => sampleAt({ ...sampling, depth: depth + 1 }, item)),
    (index, attempt) => vary(sampling, items[index], attempt),
  );
}

/** Another value of the schema of an item, for lists whose items must differ. */
function vary(sampling: Sampling, item: unknown, attempt: number): unknown {
  const { find, seed } = sampling;
  const flat = flatten(item, find, createFirst(find));
  if (Array.isArray(flat.enum)) return flat.enum[attempt % flat.enum.length];
  const [type] = typesOf(flat);
  if (type === 'integer' || type === 'number') return numberIn(flat, type === 'integer', attempt);
  if (type !== undefined && type !== 'string') return sampleAt({ ...sampling, depth: 1, around: [] }, item);
  const longer = makeText(flat, { seed: seed + attempt, length: Number(flat.minLength ?? 3) + attempt });
  return longer ?? makeText(flat, { seed: seed + attempt });
}

function refOf(part: unknown): string {
  return isObject(part) && typeof part.$ref === 'string' ? part.$ref : '';
}

const ATTEMPTS = 20;

function makeDistinct(flat: Flat, items: unknown[], vary: (index: number, attempt: number) => unknown): unknown[] {
  if (flat.uniqueItems !== true) return items;
  const seen = new Set<string>();
  return items.map((item, index) => {
    let value = item;
    for (let attempt = 1; seen.has(JSON.stringify(value)); attempt++) {
      if (attempt > ATTEMPTS) throw new CannotSample('not enough different items are found');
      value = vary(index, attempt);
    }
    seen.add(JSON.stringify(value));
    return value;
  });
}

/** An example that the schema itself gives, of which its author knows that it means something. Not all of them fit. */
function knownValue(flat: Flat): unknown {
  const given = Array.isArray(flat.examples) && flat.examples.length > 0 ? flat.examples[0] : flat.example;
  if (given === undefined || !roughlyFits(flat, given)) return undefined;
  if (typeof given === 'string' && !textFits(flat, given)) return undefined;
  return structuredClone(given);
}

/** A number between the bounds, the `nth` from the lower one. */
export function numberIn(flat: Flat, isInteger: boolean, nth = 0): number {
  const step = Number(flat.multipleOf ?? (isInteger ? 1 : 0.5));
  const above = flat.exclusiveMinimum === undefined ? undefined : Number(flat.exclusiveMinimum);
  const below = flat.exclusiveMaximum === undefined ? undefined : Number(flat.exclusiveMaximum);
  const high = Number(flat.maximum ?? below ?? Number.POSITIVE_INFINITY);
  const low = Number(flat.minimum ?? above ?? Math.min(1, Number.isFinite(high) ? high : 1));
  let value = Math.ceil(low / step) * step;
  if (above !== undefined && value <= above) value += step;
  value += nth * step;
  const fits = (number: number): boolean => number <= high && (below === undefined || number < below) && number >= low;
  if (fits(value)) return round(value);
  const middle = (low + high) / 2;
  if (!isInteger && flat.multipleOf === undefined && fits(middle) && middle > (above ?? Number.NEGATIVE_INFINITY))
    return middle;
  throw new CannotSample('no number is between the bounds');
}

/** Sums of decimal fractions come out with an error in the last digits. */
export function round(value: number): number {
  return Number(value.toPrecision(12));
}

function sampleContent(sampling: Sampling, flat: Flat): string | undefined {
  const text = makeContent(flat, (schema) => sampleAt({ ...sampling, depth: sampling.depth + 1 }, schema));
  return text !== undefined && textFits(flat, text) ? text : undefined;
}

function sampleText(flat: Flat, seed: number): string {
  const text = makeText(flat, { seed });
  if (text === undefined)
    throw new CannotSample(`no text of the pattern ${flat.patterns?.join()} has the right length`);
  return text;
}

/** Whether a request may not hold the property. */
export function isReadOnly(property: unknown, find: FindSchema): boolean {
  return isUnwanted(property, find, 'request');
}

/** One for each document, because it remembers the schemas that it has read. */
const MARKS = new WeakMap<FindSchema, Marks>();

function isUnwanted(property: unknown, find: FindSchema, direction: Direction = 'request'): boolean {
  const marks = MARKS.get(find) ?? createMarks(find);
  MARKS.set(find, marks);
  return marks.isMarked(property, markOf(direction));
}

/** Makes a property, whatever its name: an assignment to `__proto__` would make none. */
export function put(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
