import fc from 'fast-check';
import type { Schema } from '../../src/contract/document/document.ts';
import { type FindSchema, isObject } from '../../src/contract/document/references.ts';

/** Says why no value of a schema was found. */
export class CannotSample extends Error {
  override name = 'CannotSample';
}

const FORMATS: Record<string, string> = {
  date: '2026-11-21',
  'date-time': '2026-11-21T09:30:00Z',
  time: '09:30:00Z',
  duration: 'P1D',
  email: 'rex@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  'uri-reference': '/pets',
  url: 'https://example.com/',
  uuid: '0b4f3f6e-5f0e-4c63-9b7e-0d2f4a6c8e10',
  byte: 'UmV4',
};

/** Deeper than this only what must be there is made, and what has no end is given up. */
const DEPTH = 12;

/**
 * A value for a request: the first of alternatives, without what is read-only.
 *
 * @param full whether it has all properties that can be made, or only those that are required
 */
export function sampleValue(schema: unknown, find: FindSchema, full: boolean, depth = 0): unknown {
  if (schema === false) throw new CannotSample('the schema is false');
  if (depth > DEPTH) throw new CannotSample('the schema has no end');
  if (!isObject(schema)) return 'anything';
  const whole = merge(schema, find);
  if ('const' in whole) return whole.const;
  if (Array.isArray(whole.enum)) return whole.enum.find((value) => value !== null) ?? null;
  const types = [whole.type ?? impliedType(whole)].flat() as string[];
  const type = types.find((one) => one !== 'null') ?? 'null';
  switch (type) {
    case 'object':
      return sampleObject(whole, find, full, depth);
    case 'array':
      return sampleArray(whole, find, full, depth);
    case 'integer':
    case 'number':
      return sampleNumber(whole, type);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(whole);
  }
}

function impliedType(schema: Schema): string {
  if ('properties' in schema || 'additionalProperties' in schema || 'required' in schema) return 'object';
  return 'items' in schema ? 'array' : 'string';
}

/** One schema of all that hold together: behind a reference, in `allOf`, and the first of each list of alternatives. */
export function merge(schema: unknown, find: FindSchema, seen: Set<unknown> = new Set()): Schema {
  if (!isObject(schema) || seen.has(schema)) return {};
  seen.add(schema);
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const parts = [
    ...(typeof $ref === 'string' ? [find($ref)] : []),
    ...((allOf ?? []) as unknown[]),
    ...[anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? [firstOf(list, find)] : [])),
  ].map((part) => merge(part, find, seen));
  let whole: Schema = own;
  for (const part of parts) {
    const result: Schema = { ...part, ...whole };
    result.properties = { ...(part.properties as object), ...(whole.properties as object) };
    result.required = [...((part.required ?? []) as string[]), ...((whole.required ?? []) as string[])];
    if (Object.keys(result.properties as object).length === 0) delete result.properties;
    if ((result.required as string[]).length === 0) delete result.required;
    for (const [keyword, pick] of [
      ['minLength', Math.max],
      ['minItems', Math.max],
      ['maxLength', Math.min],
    ] as const) {
      if (keyword in part && keyword in whole) result[keyword] = pick(Number(part[keyword]), Number(whole[keyword]));
    }
    whole = result;
  }
  return whole;
}

/** An alternative that is not null. */
function firstOf(list: unknown[], find: FindSchema): unknown {
  return list.find((part) => merge(part, find).type !== 'null') ?? list[0];
}

function sampleObject(schema: Schema, find: FindSchema, full: boolean, depth: number): unknown {
  const properties = (schema.properties ?? {}) as Record<string, unknown>;
  const value: Record<string, unknown> = {};
  for (const name of new Set((schema.required ?? []) as string[])) {
    const property = Object.hasOwn(properties, name) ? properties[name] : (schema.additionalProperties ?? true);
    if (isReadOnly(property, find)) continue;
    value[name] = sampleValue(property, find, full, depth + 1);
  }
  if (full && depth < 2) {
    for (const [name, property] of Object.entries(properties)) {
      if (!(name in value) && !isReadOnly(property, find)) value[name] = sampleValue(property, find, full, depth + 1);
    }
  }
  for (let count = 0; Object.keys(value).length < Number(schema.minProperties ?? 0); count++) {
    const [name, property] = Object.entries(properties)[count] ?? [
      `extra${count}`,
      schema.additionalProperties ?? true,
    ];
    if (!isReadOnly(property, find)) value[name] = sampleValue(property, find, full, depth + 1);
    if (count > 50) throw new CannotSample('there are not enough properties');
  }
  return value;
}

/** Whether a request may not hold the property. */
export function isReadOnly(property: unknown, find: FindSchema): boolean {
  return isObject(property) && merge(property, find).readOnly === true;
}

function sampleArray(schema: Schema, find: FindSchema, full: boolean, depth: number): unknown[] {
  const prefix = (schema.prefixItems ?? []) as unknown[];
  const length = Math.max(Number(schema.minItems ?? 0), depth === 0 ? 1 : 0, prefix.length);
  const items = Array.from({ length }, (_, index) =>
    sampleValue(prefix[index] ?? schema.items ?? {}, find, full, depth + 1),
  );
  if (schema.uniqueItems === true && length > 1) throw new CannotSample('the items must differ');
  return items;
}

function sampleNumber(schema: Schema, type: string): number {
  const step = Number(schema.multipleOf ?? (type === 'integer' ? 1 : 0.5));
  const low = Number(schema.minimum ?? schema.exclusiveMinimum ?? Math.min(1, Number(schema.maximum ?? 1)));
  let value = Math.ceil(low / step) * step;
  if (schema.exclusiveMinimum !== undefined && value <= Number(schema.exclusiveMinimum)) value += step;
  const high = Number(schema.maximum ?? schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  if (value > high || value >= Number(schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY)) {
    throw new CannotSample('no number is between the bounds');
  }
  return value;
}

function sampleText(schema: Schema): string {
  const [low, high] = [Number(schema.minLength ?? 1), Number(schema.maxLength ?? 10_000)];
  const fits = (text: string): boolean => [...text].length >= low && [...text].length <= high;
  if (typeof schema.pattern === 'string') {
    const pattern = new RegExp(schema.pattern, 'u');
    const found = ['rex', 'Rex', '1', ...fc.sample(fc.stringMatching(pattern), { seed: 1, numRuns: 200 })].find(
      (text) => fits(text) && pattern.test(text),
    );
    if (found === undefined) throw new CannotSample(`no text of the pattern ${schema.pattern} has the right length`);
    return found;
  }
  const known = FORMATS[String(schema.format)];
  return known !== undefined && fits(known) ? known : 'rex'.padEnd(low, 'x').slice(0, Math.max(high, 0));
}
