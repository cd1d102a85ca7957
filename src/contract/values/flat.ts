import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '../document/document.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { leastCommonMultiple } from './decimals.ts';

/**
 * A schema with its references, its `allOf` and the selected alternative of each list merged into one object. An `allOf`
 * remains for a property or item that several parts describe.
 */
export type Flat = Schema & {
  properties?: Record<string, unknown>;
  required?: string[];
  patterns?: string[];
  containing?: Contained[];
};

/** Items that a list must have, and how many of them (JSON Schema 2020-12 core §10.3.1.3, validation §6.4.4, §6.4.5). */
export type Contained = { schema: unknown; least: number; most: number };

/** Which of a list of alternatives is meant. `place` counts the lists in the order in which they are met. */
export type Choose = (branches: unknown[], place: number) => number;

/** One {@link Choose} for each document, and its flattened schemas: a large schema is visited thousands of times. */
const FIRST = new WeakMap<FindSchema, Choose>();
const FLATTENED = new WeakMap<Choose, WeakMap<object, Flat>>();

/** The first alternative that is not null. */
export function createFirst(find: FindSchema): Choose {
  const known = FIRST.get(find);
  if (known !== undefined) return known;
  const isNull = (branch: unknown): boolean => isObject(branch) && flatten(branch, find, () => 0).type === 'null';
  const chosen = new WeakMap<unknown[], number>();
  const first: Choose = (branches) => {
    const index =
      chosen.get(branches) ??
      Math.max(
        0,
        branches.findIndex((branch) => !isNull(branch)),
      );
    chosen.set(branches, index);
    return index;
  };
  FIRST.set(find, first);
  FLATTENED.set(first, new WeakMap());
  return first;
}

/** Flattens a schema. A schema that is circular through references or compositions alone adds nothing. */
export function flatten(schema: unknown, find: FindSchema, choose: Choose): Flat {
  const cache = isObject(schema) ? FLATTENED.get(choose) : undefined;
  const known = isObject(schema) ? cache?.get(schema) : undefined;
  if (known !== undefined) return known;
  const flat = flattenUncached(schema, find, choose);
  if (isObject(schema)) cache?.set(schema, flat);
  return flat;
}

function flattenUncached(schema: unknown, find: FindSchema, choose: Choose): Flat {
  let place = 0;
  const seen = new Set<unknown>();
  const visit = (part: unknown): Flat => {
    if (part === false) return { not: {} };
    if (!isObject(part) || seen.has(part)) return {};
    seen.add(part);
    const { $ref, allOf, anyOf, oneOf, const: constant, pattern, contains, minContains, maxContains, ...own } = part;
    const flat: Flat = { ...own };
    if ('const' in part) flat.enum = [constant];
    if (typeof pattern === 'string') flat.patterns = [pattern];
    if (contains !== undefined) {
      const most = Number(maxContains ?? Number.POSITIVE_INFINITY);
      flat.containing = [{ schema: contains, least: Number(minContains ?? 1), most }];
    }
    const others = [
      ...(typeof $ref === 'string' ? [find($ref)] : []),
      ...(Array.isArray(allOf) ? allOf : []),
      ...[anyOf, oneOf].flatMap((list) => (isNonEmptyArray(list) ? [list[choose(list, place++)]] : [])),
    ];
    return others.map(visit).reduce(mergeFlat, flat);
  };
  return visit(schema);
}

function isNonEmptyArray(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0;
}

const LARGER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const SMALLER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** Both at once. */
function mergeFlat(one: Flat, other: Flat): Flat {
  const merged: Flat = { ...other, ...one };
  const tighten = (keyword: string, pick: (a: number, b: number) => number): void => {
    const [a, b] = [one[keyword], other[keyword]];
    if (typeof a === 'number' && typeof b === 'number') merged[keyword] = pick(a, b);
  };
  for (const keyword of LARGER) tighten(keyword, Math.max);
  for (const keyword of SMALLER) tighten(keyword, Math.min);
  tighten('multipleOf', leastCommonMultiple);
  if ('not' in one && 'not' in other) merged.not = { anyOf: [one.not, other.not] };
  const containing = [...(one.containing ?? []), ...(other.containing ?? [])];
  if (containing.length > 0) merged.containing = containing;
  if (one.type !== undefined && other.type !== undefined) merged.type = commonTypes(typesOf(one), typesOf(other));
  if (Array.isArray(one.enum) && Array.isArray(other.enum)) {
    const texts = new Set(other.enum.map((value) => JSON.stringify(value)));
    merged.enum = one.enum.filter((value) => texts.has(JSON.stringify(value)));
  }
  const patterns = [...(one.patterns ?? []), ...(other.patterns ?? [])];
  if (patterns.length > 0) merged.patterns = [...new Set(patterns)];
  const required = [...new Set([...(one.required ?? []), ...(other.required ?? [])])];
  if (required.length > 0) merged.required = required;
  if (one.properties !== undefined && other.properties !== undefined) {
    const names = new Set([...Object.keys(one.properties), ...Object.keys(other.properties)]);
    merged.properties = Object.fromEntries(
      [...names].map((name) => [name, allOfBoth(ownSchema(one.properties, name), ownSchema(other.properties, name))]),
    );
  }
  for (const keyword of ['additionalProperties', 'items', 'unevaluatedProperties', 'propertyNames']) {
    if (keyword in one && keyword in other) merged[keyword] = allOfBoth(one[keyword], other[keyword]);
  }
  if (Array.isArray(one.prefixItems) && Array.isArray(other.prefixItems)) {
    const [longer, shorter] = [one.prefixItems, other.prefixItems].sort((a, b) => b.length - a.length);
    merged.prefixItems = longer?.map((item, index) => allOfBoth(item, shorter?.[index]));
  }
  return merged;
}

/** A schema of the values that both allow. */
export function allOfBoth(one: unknown, other: unknown): unknown {
  if (one === undefined) return other;
  if (other === undefined || other === true) return one;
  if (one === true) return other;
  if (one === false || other === false) return false;
  return { allOf: [one, other] };
}

function ownSchema(object: Record<string, unknown> | undefined, name: string): unknown {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

function commonTypes(one: string[], other: string[]): string[] {
  return one.flatMap((type) => {
    if (other.includes(type)) return [type];
    if (type === 'number' && other.includes('integer')) return ['integer'];
    return type === 'integer' && other.includes('number') ? ['integer'] : [];
  });
}

/** The types that a schema allows; those its keywords are about where it names none, and none where it says nothing. */
export function typesOf(flat: Flat): string[] {
  if (flat.type !== undefined) return [flat.type].flat() as string[];
  if (Array.isArray(flat.enum)) return [...new Set(flat.enum.map(typeOf))];
  if (IMPLY_OBJECT.some((keyword) => keyword in flat)) return ['object'];
  return ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'containing'].some(
    (keyword) => keyword in flat,
  )
    ? ['array']
    : [];
}

const IMPLY_OBJECT = ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'];

/** The JSON type of a value, the more precise one for an integer. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Whether a value has one of the types. An empty list allows any value. */
export function isOfType(value: unknown, types: string[]): boolean {
  const type = typeOf(value);
  return types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
}

/** Whether a value has the type, the fixed values and the properties of a schema. */
export function roughlyFits(flat: Flat, value: unknown): boolean {
  if (!isOfType(value, typesOf(flat))) return false;
  if (Array.isArray(flat.enum) && !flat.enum.some((one) => equal(one, value))) return false;
  if (!isObject(value)) return true;
  if (!(flat.required ?? []).every((name) => Object.hasOwn(value, name))) return false;
  return Object.entries(flat.properties ?? {}).every(([name, property]) => {
    if (!Object.hasOwn(value, name) || !isObject(property)) return true;
    const fixed = 'const' in property ? [property.const] : property.enum;
    return !Array.isArray(fixed) || fixed.some((one) => equal(one, value[name]));
  });
}

/** Whether two JSON values are the same, whatever the order of their members. */
export function equal(one: unknown, other: unknown): boolean {
  return one === other || isDeepStrictEqual(one, other);
}
