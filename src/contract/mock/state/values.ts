import { type FindSchema, isObject } from '../../document/references.ts';
import { CannotSample } from '../../values/cannot-sample.ts';
import { createFirst, type Flat, flatten, typesOf } from '../../values/flat.ts';
import { isUnwanted, put, sampleValue } from '../../values/sample.ts';
import { plainName } from './shapes.ts';

/** Deeper values stay as they are. */
const DEPTH = 100;

/** A JSON object. */
export type Json = Record<string, unknown>;

const CREATED = /^(created|creation|inserted|registered|added|issued)(at|on|time|timestamp|date)?$|^(date)?created$/;
const UPDATED =
  /^(last)?(updated|modified|changed|update|modification)(at|on|time|timestamp|date)?$|^(date)?(updated|modified)$/;

/** Whether a property says when the resource was created, or last changed. */
export function momentKind(name: string): 'created' | 'updated' | undefined {
  const plain = plainName(name);
  if (CREATED.test(plain)) return 'created';
  return UPDATED.test(plain) ? 'updated' : undefined;
}

/** A value with the defaults of its schema for missing properties, at any depth. */
export function withSchemaDefaults(value: unknown, schema: unknown, find: FindSchema, depth = 0): unknown {
  if (!isObject(value) || depth > DEPTH) return value;
  const { properties = {} } = flatten(schema, find, createFirst(find));
  const result: Json = {};
  for (const [name, member] of Object.entries(value))
    put(
      result,
      name,
      Object.hasOwn(properties, name) ? withSchemaDefaults(member, properties[name], find, depth + 1) : member,
    );
  for (const [name, property] of Object.entries(properties)) {
    if (Object.hasOwn(value, name)) continue;
    const { default: fallback } = flatten(property, find, createFirst(find));
    if (fallback !== undefined) put(result, name, structuredClone(fallback));
  }
  return result;
}

/** Adds values that a server sets in a new resource: missing required and read-only properties. */
export function withServerValues(value: Json, schema: unknown, find: FindSchema, now: Date): Json {
  const flat = flatten(schema, find, createFirst(find));
  const result: Json = { ...value };
  for (const [name, property] of Object.entries(flat.properties ?? {})) {
    if (Object.hasOwn(result, name)) {
      put(result, name, completeInside(result[name], property, find, 0));
      continue;
    }
    const inner = flatten(property, find, createFirst(find));
    const isRequired = flat.required?.includes(name) === true;
    const moment = momentKind(name) === undefined ? undefined : formatMoment(inner, now);
    if (moment !== undefined) put(result, name, moment);
    else if (isRequired) put(result, name, initialValue(property, find));
    else if (inner.default !== undefined) put(result, name, structuredClone(inner.default));
    else if (isUnwanted(property, find, 'request') && !isNullable(property, find) && !isTime(inner))
      put(result, name, initialValue(property, find));
    if (result[name] === undefined) delete result[name];
  }
  return result;
}

/** A resource after a change and before it. */
type Changed = { value: Json; before: Json; schema: unknown; now: Date };

/** The resource with the moment of its change, which is after that of `before`. */
export function withUpdateMoments({ value, before, schema, now }: Changed, find: FindSchema): Json {
  const flat = flatten(schema, find, createFirst(find));
  const result: Json = { ...value };
  for (const [name, property] of Object.entries(flat.properties ?? {})) {
    if (momentKind(name) !== 'updated' || !isUnwanted(property, find, 'request')) continue;
    const inner = flatten(property, find, createFirst(find));
    const earlier = Date.parse(String(before[name]));
    const later = new Date(Math.max(now.getTime(), Number.isNaN(earlier) ? 0 : earlier + 1));
    const moment = formatMoment(inner, later);
    if (moment !== undefined) put(result, name, moment);
  }
  return result;
}

/** Adds required properties of nested objects that a request cannot send, such as the id of a nested resource. */
function completeInside(value: unknown, schema: unknown, find: FindSchema, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > DEPTH) return value;
  const flat = flatten(schema, find, createFirst(find));
  if (Array.isArray(value)) return value.map((item) => completeInside(item, flat.items, find, depth + 1));
  const result: Json = {};
  for (const [name, member] of Object.entries(value))
    put(result, name, completeInside(member, flat.properties?.[name], find, depth + 1));
  for (const name of flat.required ?? []) {
    const property = flat.properties?.[name];
    if (Object.hasOwn(result, name) || !isUnwanted(property, find, 'request')) continue;
    const initial = initialValue(property, find);
    if (initial !== undefined) put(result, name, initial);
  }
  return result;
}

function isTime({ format }: Flat): boolean {
  return format === 'date-time' || format === 'date';
}

/** A moment in the form that a schema asks for; undefined where it is none. */
function formatMoment(flat: Flat, moment: Date): string | number | undefined {
  if (flat.format === 'date-time') return moment.toISOString();
  if (flat.format === 'date') return moment.toISOString().slice(0, 10);
  // Seconds since 1970, as Stripe writes them.
  return typesOf(flat).includes('integer') ? Math.floor(moment.getTime() / 1000) : undefined;
}

/** Whether null is allowed, by any alternative. */
export function isNullable(schema: unknown, find: FindSchema): boolean {
  if (!isObject(schema)) return false;
  const { $ref, anyOf, oneOf, type } = schema;
  if ([type].flat().includes('null') || schema.const === null) return true;
  if (Array.isArray(schema.enum) && schema.enum.includes(null)) return true;
  if (typeof $ref === 'string' && isNullable(find($ref), find)) return true;
  return [anyOf, oneOf].some((list) => Array.isArray(list) && list.some((one) => isNullable(one, find)));
}

/** The initial value of a property: its default, null, empty, else a sample. */
export function initialValue(schema: unknown, find: FindSchema): unknown {
  const flat = flatten(schema, find, createFirst(find));
  if (flat.default !== undefined) return structuredClone(flat.default);
  if (isNullable(schema, find)) return null;
  const types = typesOf(flat);
  const isFixed = Array.isArray(flat.enum);
  if (!isFixed && types.includes('array') && Number(flat.minItems ?? 0) === 0 && flat.containing === undefined)
    return [];
  if (
    !isFixed &&
    types.includes('object') &&
    (flat.required ?? []).length === 0 &&
    Number(flat.minProperties ?? 0) === 0
  )
    return {};
  if (!isFixed && types.length === 1 && types[0] === 'boolean') return false;
  try {
    return sampleValue(schema, find, { size: 'minimal', seed: 1, direction: 'response' });
  } catch (error) {
    if (!(error instanceof CannotSample)) throw error;
    return undefined;
  }
}

/** A JSON Merge Patch (RFC 7396 §2). */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isObject(patch) || depth > DEPTH) return patch;
  const result: Json = isObject(target) ? { ...target } : {};
  for (const [name, member] of Object.entries(patch)) {
    if (member === null) delete result[name];
    else put(result, name, mergePatch(Object.hasOwn(result, name) ? result[name] : undefined, member, depth + 1));
  }
  return result;
}

/**
 * Changes made of an update: each property that it sets replaces the one before. Null stays where the schema has a
 * place for it.
 */
export function applyUpdate(target: Json, update: Json, schema: unknown, find: FindSchema): Json {
  const flat = flatten(schema, find, createFirst(find));
  const result: Json = { ...target };
  for (const [name, member] of Object.entries(update)) {
    const property = flat.properties?.[name];
    const isRemoved = member === null && property !== undefined && !isNullable(property, find);
    if (!isRemoved) put(result, name, member);
    else if (flat.required?.includes(name) !== true) delete result[name];
  }
  return result;
}

/** The properties of a resource that its server writes. */
export function serverValues(value: Json, schema: unknown, find: FindSchema): Json {
  const flat = flatten(schema, find, createFirst(find));
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => {
      const property = flat.properties?.[name];
      return property !== undefined && isUnwanted(property, find, 'request');
    }),
  );
}
