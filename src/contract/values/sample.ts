import { createMarks, type Direction, type Marks, markOf } from '../document/marks.ts';
import type { FindSchema } from '../document/references.ts';
import { isObject } from '../document/references.ts';
import { CannotSample, firstPossible } from './cannot-sample.ts';
import { findAllowed, meetsFormat, meetsRest } from './checks.ts';
import { listWays } from './conditions.ts';
import { FILE_TYPE, makeContent } from './contents.ts';
import { type Choose, createFirst, type Flat, flatten, isOfType, roughlyFits, typesOf } from './flat.ts';
import { sampleList } from './lists.ts';
import { numberIn } from './numbers.ts';
import { makeText, textFits } from './texts.ts';

export type SampleOptions = {
  /** `minimal` has the required properties, `full` all of them. */
  size: 'minimal' | 'full';
  /** Seed of random values, such as texts of a pattern. */
  seed: number;
  choose?: Choose;
  /** Whether examples of schemas are left out: not all of them are valid. */
  isMadeUp?: boolean;
  /** Whether conditions (`if`) are met, in the value and inside it. */
  isConditional?: boolean;
  /** A request, unless this says otherwise. */
  direction?: Direction;
};

/** Deeper values have only required properties, and endless ones are abandoned. */
const DEPTH = 12;
/** Below this depth optional properties are left out even of a full value. */
const FULL_DEPTH = 4;

/**
 * A value that a schema allows in a request, without read-only properties, or in a response, without write-only
 * properties. Conditions that cannot be met by construction, such as exactly one of several alternatives, are left to
 * the validator of the value.
 *
 * @throws CannotSample where there is none or none is found
 */
export function sampleValue(schema: unknown, find: FindSchema, options: SampleOptions): unknown {
  return sampleAt({ ...options, find, depth: 0, around: [] }, schema);
}

/** The position in a value of which a sample is created: its depth, and the references around it. */
type Sampling = SampleOptions & { find: FindSchema; depth: number; around: string[] };

function sampleAt({ choose: wanted, ...sampling }: Sampling, part: unknown): unknown {
  const { find, depth } = sampling;
  if (part === false) throw new CannotSample('the schema is false');
  if (depth > DEPTH) throw new CannotSample('the schema has no end');
  const choose = wanted ?? leaveCircle(sampling, part) ?? createFirst(find);
  const flat = flatten(part, find, choose);
  const own = refOf(part);
  if (own !== '' && sampling.around.includes(own) && typesOf(flat).includes('null')) return null;
  // A condition or a way to violate `not` may contradict the rest of the schema.
  return firstPossible(listWays(flat, find, choose, sampling.isConditional === true), (way) => {
    const value = sampleFlat(sampling, part, way);
    if (!meetsRest(way, value, find)) throw new CannotSample('no value that "not" and "contains" allow is found');
    return value;
  });
}

/** Selects alternatives that are not circular, if there are any. */
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
  const accepts = (value: unknown): boolean => meetsRest(flat, value, sampling.find);
  if (Array.isArray(flat.enum)) return chooseFixed(flat, flat.enum.filter(accepts));
  const known = sampling.isMadeUp === true || FILE_TYPE in flat ? undefined : knownValue(flat);
  if (known !== undefined && accepts(known)) return known;
  const types = typesOf(flat);
  if (types.length === 0 && flat.type !== undefined) throw new CannotSample('no type is allowed');
  const order = types.length === 0 ? ['string'] : types.toSorted((one, other) => rankOf(one) - rankOf(other));
  return firstPossible(order, (type) => sampleType(sampling, part, { flat, type, accepts }));
}

/** Null comes last. */
function rankOf(type: string): number {
  return type === 'null' ? 1 : 0;
}

function chooseFixed(flat: Flat, values: unknown[]): unknown {
  if (values.length === 0) throw new CannotSample('no value is allowed');
  const usual = values.filter((value) => value !== null && value !== '');
  const fits = (value: unknown): boolean =>
    isOfType(value, typesOf(flat)) && (typeof value !== 'string' || textFits(flat, value));
  return usual.find(fits) ?? values.find(fits) ?? usual[0] ?? values[0];
}

type WantedType = { flat: Flat; type: string; accepts: (value: unknown) => boolean };

function sampleType(sampling: Sampling, part: unknown, { flat, type, accepts }: WantedType): unknown {
  const inside = { ...sampling, around: [...sampling.around, refOf(part)] };
  switch (type) {
    case 'object':
      return sampleObject(inside, flat);
    case 'array':
      return sampleArray(inside, flat);
    case 'integer':
    case 'number':
      return numberIn(flat, type === 'integer', { accepts });
    case 'boolean':
      return chooseFixed({}, [true, false].filter(accepts));
    case 'null':
      return null;
    default:
      return sampleContent(sampling, flat) ?? sampleText(flat, sampling.seed, accepts);
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
  const most = Number(flat.maxProperties ?? Number.POSITIVE_INFINITY);
  if (size === 'full' && depth < FULL_DEPTH) {
    for (const [name, property] of Object.entries(properties)) {
      if (Object.keys(value).length >= most) break;
      // Circular members are left out if they are optional.
      if (refOf(property) !== '' && around.includes(refOf(property))) continue;
      try {
        add(name);
      } catch (error) {
        // Optional members without a known value are left out.
        if (!(error instanceof CannotSample)) throw error;
      }
    }
  }
  const least = Number(flat.minProperties ?? 0);
  if (least > MOST_PROPERTIES) throw new CannotSample('the object would have too many properties');
  const names = [...Object.keys(properties), ...(least > 0 ? makeNames(sampling, flat, least) : [])];
  for (const name of names) if (Object.keys(value).length < least && propertySchema(flat, name) !== false) add(name);
  return value;
}

/** Larger objects are not made: they would take minutes and gigabytes. */
const MOST_PROPERTIES = 10_000;

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
  const names = new Set<string>();
  for (const schema of schemas)
    for (let index = 0; index < count; index++) {
      const name = makeText(schema, { seed: seed + index, accepts: (text) => !names.has(text) });
      if (name !== undefined) names.add(name);
    }
  return [...names];
}

/** The schema of a property by its name, by a pattern, or of all others. */
function propertySchema({ properties = {}, patternProperties = {}, additionalProperties = true }: Flat, name: string) {
  if (Object.hasOwn(properties, name)) return properties[name];
  const pattern = Object.entries(patternProperties as object).find(([one]) => new RegExp(one, 'u').test(name));
  return pattern?.[1] ?? additionalProperties;
}

/** @param sampling of the list itself */
function sampleArray(sampling: Sampling, flat: Flat): unknown[] {
  const { find, depth, size } = sampling;
  return sampleList(flat, {
    isFull: size === 'full' && depth < FULL_DEPTH,
    sample: (schema) => sampleAt({ ...sampling, depth: depth + 1 }, schema),
    sampleAny: (schema) =>
      firstPossible([0, 1, 2, 3], (nth) =>
        sampleAt({ ...sampling, depth: depth + 1, choose: (branches) => nth % branches.length }, schema),
      ),
    vary: (schema, accepts, attempt) =>
      vary({ ...sampling, depth: depth + 1, around: [] }, { schema, accepts, attempt }),
    findAllowed: (schema, items) => findAllowed(schema, items, find),
  });
}

type Varied = { schema: unknown; accepts: (value: unknown) => boolean; attempt: number };

/** Another value of a schema, for lists whose items must differ. */
function vary(sampling: Sampling, { schema, accepts, attempt }: Varied): unknown {
  const { find, seed } = sampling;
  const flat = flatten(schema, find, createFirst(find));
  const fits = (value: unknown): boolean => accepts(value) && meetsRest(flat, value, find);
  if (Array.isArray(flat.enum)) return flat.enum.find(fits) ?? flat.enum[0];
  const [type = 'string'] = typesOf(flat);
  if (type === 'integer' || type === 'number')
    return firstPossible([attempt, 0], (nth) => numberIn(flat, type === 'integer', { nth, accepts: fits }));
  if (type === 'boolean') return chooseFixed({}, [true, false].filter(fits));
  if (type !== 'string') return varyMember(sampling, { schema, accepts: fits, attempt }, flat);
  const length = Number(flat.minLength ?? 3) + attempt;
  return makeText(flat, { seed: seed + attempt, accepts: fits }) ?? makeText(flat, { seed, length, accepts: fits });
}

/** The value with another member, if it is an object that has one. */
function varyMember(sampling: Sampling, { schema, accepts, attempt }: Varied, flat: Flat): unknown {
  const value = sampleAt(sampling, schema);
  if (!isObject(value) || sampling.depth > DEPTH) return value;
  const replace = (name: string, member: unknown): unknown => ({ ...value, [name]: member });
  const [found] = Object.keys(value).flatMap((name) => {
    const isNew = (member: unknown): boolean => accepts(replace(name, member));
    const inside = { ...sampling, depth: sampling.depth + 1 };
    try {
      const member = vary(inside, { schema: propertySchema(flat, name), accepts: isNew, attempt });
      return isNew(member) ? [replace(name, member)] : [];
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
      return [];
    }
  });
  return found ?? value;
}

function refOf(part: unknown): string {
  return isObject(part) && typeof part.$ref === 'string' ? part.$ref : '';
}

/** An example that the schema itself gives, of which its author knows that it means something. Not all of them fit. */
function knownValue(flat: Flat): unknown {
  const given = Array.isArray(flat.examples) && flat.examples.length > 0 ? flat.examples[0] : flat.example;
  if (given === undefined || !roughlyFits(flat, given)) return undefined;
  if (typeof given === 'string' && !textFits(flat, given)) return undefined;
  return structuredClone(given);
}

function sampleContent(sampling: Sampling, flat: Flat): string | undefined {
  const text = makeContent(flat, (schema) => sampleAt({ ...sampling, depth: sampling.depth + 1 }, schema));
  return text !== undefined && textFits(flat, text) && meetsFormat(flat.format, text) ? text : undefined;
}

function sampleText(flat: Flat, seed: number, accepts: (text: string) => boolean): string {
  const text = makeText(flat, { seed, accepts });
  if (text === undefined) throw new CannotSample(describeMissingText(flat));
  return text;
}

function describeMissingText({ patterns, format }: Flat): string {
  const pattern = patterns === undefined ? '' : ` of the pattern ${patterns.join()}`;
  const named = typeof format === 'string' ? ` of the format ${format}` : '';
  return `no text${named}${pattern} has the right length`;
}

/** Whether a request must not contain the property. */
export function isReadOnly(property: unknown, find: FindSchema): boolean {
  return isUnwanted(property, find, 'request');
}

/** One for each document, because it remembers the schemas that it has read. */
const MARKS = new WeakMap<FindSchema, Marks>();

/** Whether a value of a direction must not contain the property. */
export function isUnwanted(property: unknown, find: FindSchema, direction: Direction = 'request'): boolean {
  const marks = MARKS.get(find) ?? createMarks(find);
  MARKS.set(find, marks);
  return marks.isMarked(property, markOf(direction));
}

/** Makes a property, whatever its name: an assignment to `__proto__` would make none. */
export function put(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
