import { fragmentTokens, isObject } from '../../src/contract/document/references.ts';
import { type Probes, valueAt } from './edit.ts';
import type { Step } from './reach.ts';
import { matching, textsOf } from './scalar-edits.ts';

type Json = Record<string, unknown>;

/** How values are made: of which document, with optional members or without, by which of several branches. */
export type Sampling = { document: Json; isFull: boolean; pick: number };

const IN_PLACE = new Set(['$ref', 'allOf', 'anyOf', 'oneOf', 'then', 'else', 'if', 'not', 'dependentSchemas']);

/** A value of a schema in which the values to try stand at the end of some steps. */
export function embed(schema: unknown, steps: Step[], probes: Probes, sampling: Sampling): unknown[] {
  let cursor = schema;
  let index = 0;
  const applied: unknown[] = [schema];
  const chosen = new Map<unknown, unknown>();
  for (; index < steps.length; index += 1) {
    const { keyword, name } = steps[index] as Step; // The index is within the list.
    if (!IN_PLACE.has(keyword)) break;
    const next = childOf(cursor, { keyword, ...(name !== undefined && { name }) }, sampling.document);
    if ((keyword === 'anyOf' || keyword === 'oneOf') && isObject(cursor)) chosen.set(cursor[keyword], next);
    if (keyword === 'then' && isObject(cursor)) applied.push(cursor.if);
    if (keyword === 'dependentSchemas' && name !== undefined) applied.push({ required: [name] });
    cursor = next;
    if (keyword !== 'not') applied.push(cursor);
  }
  const merged = merge(applied, sampling, chosen);
  const step = steps[index];
  if (step === undefined) return typeof probes === 'function' ? probes(sampleMerged(merged, sampling, 0)) : probes;
  const inner = embed(childOf(cursor, step, sampling.document), steps.slice(index + 1), probes, sampling);
  const around = sampleMerged(merged, sampling, 1);
  const fixed = Array.isArray(merged.prefixItems) ? merged.prefixItems.map((one) => sample(one, sampling, 1)) : [];
  return inner.slice(0, MOST_VALUES).flatMap((value) => place(around, fixed, step, value));
}

const MOST_VALUES = 300;

function childOf(schema: unknown, { keyword, name }: Step, document: Json): unknown {
  if (!isObject(schema)) return undefined;
  if (keyword === '$ref') return targetOf(schema, document);
  const held = schema[keyword];
  return name === undefined ? held : valueAt(held, [name]);
}

function targetOf(schema: Json, document: Json): unknown {
  const reference = String(schema.$ref);
  return reference.startsWith('#/') ? valueAt(document, fragmentTokens(reference.slice(1))) : undefined;
}

/** Values around a value of a part. */
function place(around: unknown, fixed: unknown[], { keyword, name = '' }: Step, value: unknown): unknown[] {
  if (keyword === 'properties') return [{ ...asObject(around), [name]: value }];
  if (keyword === 'patternProperties') return keysOf(name).map((key) => ({ ...asObject(around), [key]: value }));
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    return ['extra', 'x-extra', 'EXTRA_1', '12'].map((key) => ({ ...asObject(around), [key]: value }));
  }
  if (keyword === 'propertyNames')
    return [{ ...asObject(around), [String(value)]: Object.values(asObject(around))[0] ?? 'a' }];
  const list = Array.isArray(around) ? around : [];
  if (keyword === 'prefixItems') return [Object.assign([], fixed, { [Number(name)]: value })];
  if (keyword === 'contains') return [[...list, value], [value], [...list.slice(1), value]];
  return [[...fixed, value, ...list.slice(fixed.length + 1)]];
}

function keysOf(pattern: string): string[] {
  const keys = matching(pattern, 3);
  return keys.length > 0 ? keys : ['a'];
}

function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** One schema of several that apply to the same value, with those inside them. */
function merge(schemas: unknown[], sampling: Sampling, chosen: Map<unknown, unknown> = new Map()): Json {
  const result: Json = {};
  const seen = new Set<unknown>();
  const add = (schema: unknown, depth: number): void => {
    if (!isObject(schema) || seen.has(schema) || depth > 12) return;
    seen.add(schema);
    for (const [keyword, value] of Object.entries(schema)) mergeKeyword(result, keyword, value);
    if (typeof schema.$ref === 'string') add(targetOf(schema, sampling.document), depth + 1);
    for (const part of Array.isArray(schema.allOf) ? schema.allOf : []) add(part, depth + 1);
    for (const list of [schema.anyOf, schema.oneOf]) {
      if (!Array.isArray(list) || list.length === 0) continue;
      add(chosen.get(list) ?? list[sampling.pick % list.length], depth + 1);
    }
  };
  for (const schema of schemas) add(schema, 0);
  return result;
}

const TIGHTER: Record<string, (a: number, b: number) => number> = {
  minimum: Math.max,
  exclusiveMinimum: Math.max,
  minLength: Math.max,
  minItems: Math.max,
  minProperties: Math.max,
  maximum: Math.min,
  exclusiveMaximum: Math.min,
  maxLength: Math.min,
  maxItems: Math.min,
  maxProperties: Math.min,
};

function mergeKeyword(result: Json, keyword: string, value: unknown): void {
  const old = result[keyword];
  if (old === undefined) result[keyword] = value;
  else if (typeof old === 'number' && typeof value === 'number')
    result[keyword] = TIGHTER[keyword]?.(old, value) ?? old;
  else if (keyword === 'required') result.required = [...new Set([old, value].flat())];
  else if (keyword === 'properties' && isObject(old) && isObject(value)) {
    const both = { ...old };
    for (const [name, one] of Object.entries(value)) both[name] = name in both ? { allOf: [both[name], one] } : one;
    result.properties = both;
  } else if (keyword === 'type' || keyword === 'enum') {
    const other = [value].flat();
    const common = [old].flat().filter((one) => other.includes(one));
    if (common.length > 0) result[keyword] = common;
  }
}

/** A value of a schema, as far as one is found without backtracking: the validators decide. */
export function sample(schema: unknown, sampling: Sampling, depth = 0): unknown {
  return sampleMerged(merge([schema], sampling), sampling, depth);
}

function sampleMerged(schema: Json, sampling: Sampling, depth: number): unknown {
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[sampling.pick % schema.enum.length];
  const types = [schema.type ?? typeGuess(schema)].flat().map(String);
  const type =
    types[sampling.pick % types.length] === 'null'
      ? types.find((one) => one !== 'null')
      : types[sampling.pick % types.length];
  if (type === 'object') return sampleObject(schema, sampling, depth);
  if (type === 'array') return sampleArray(schema, sampling, depth);
  if (type === 'integer' || type === 'number') return sampleNumber(schema, type);
  if (type === 'boolean') return true;
  return type === undefined ? null : sampleText(schema);
}

function typeGuess(schema: Json): string {
  if (
    ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties'].some(
      (key) => key in schema,
    )
  ) {
    return 'object';
  }
  if (['items', 'prefixItems', 'minItems', 'contains'].some((key) => key in schema)) return 'array';
  if (['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum'].some((key) => key in schema)) return 'number';
  return 'string';
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function sampleText({ pattern, format, minLength, maxLength }: Json): string {
  const [least, most] = [numberOf(minLength, 0), numberOf(maxLength, Number.POSITIVE_INFINITY)];
  const fits = (text: string): boolean => [...text].length >= least && [...text].length <= most;
  const candidates = typeof pattern === 'string' ? matching(pattern, 40) : textsOf(format);
  const filler = 'a'.repeat(Math.min(70_000, Math.max(least, Math.min(3, most))));
  return candidates.find(fits) ?? candidates[0] ?? filler;
}

function sampleNumber(schema: Json, type: string): number {
  const low = Math.max(numberOf(schema.minimum, -Infinity), numberOf(schema.exclusiveMinimum, -Infinity));
  const high = Math.min(numberOf(schema.maximum, Infinity), numberOf(schema.exclusiveMaximum, Infinity));
  const unit = numberOf(schema.multipleOf, 1);
  const start = Number.isFinite(low)
    ? Math.ceil(low / unit) * unit
    : Number.isFinite(high)
      ? Math.floor(high / unit) * unit
      : unit;
  const candidates = [start, start + unit, start - unit, (low + high) / 2];
  const fits = (value: number): boolean =>
    value >= low &&
    value <= high &&
    value !== schema.exclusiveMinimum &&
    value !== schema.exclusiveMaximum &&
    (type === 'number' || Number.isInteger(value));
  return candidates.find(fits) ?? start;
}

function sampleArray(schema: Json, sampling: Sampling, depth: number): unknown[] {
  const fixed = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const wanted = Math.max(numberOf(schema.minItems, 0), depth < 2 && sampling.isFull ? 1 : 0, fixed.length);
  const length = Math.min(wanted, numberOf(schema.maxItems, 300), 300);
  const list = Array.from({ length }, (_, index) =>
    sample(index < fixed.length ? fixed[index] : schema.items, { ...sampling, pick: sampling.pick + index }, depth + 1),
  );
  if (schema.contains !== undefined) list.push(sample(schema.contains, sampling, depth + 1));
  return schema.uniqueItems === true
    ? list.map((item, index) => (index > 0 && typeof item === 'string' ? `${item}${index}` : item))
    : list;
}

function sampleObject(schema: Json, sampling: Sampling, depth: number): Json {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const least = numberOf(schema.minProperties, 0);
  const isFull = sampling.isFull && depth < 2;
  const names = isFull ? [...new Set([...required, ...Object.keys(properties)])] : required;
  for (const name of Object.keys(properties)) if (names.length < least && !names.includes(name)) names.push(name);
  const value: Json = {};
  if (depth > 7) return value;
  for (const name of names) {
    const property = Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties;
    if (property === false) continue;
    value[name] = sample(property === true ? {} : property, sampling, depth + 1);
  }
  for (let count = 0; Object.keys(value).length < least && count < 50; count += 1) {
    value[`k${count}`] = sample(schema.additionalProperties, sampling, depth + 1);
  }
  return value;
}
