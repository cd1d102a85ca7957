import type { ErrorPlace, ErrorTemplate } from '../document/compiled.ts';
import type { MediaType } from '../document/document.ts';
import { CODE, ERROR, LIST, listsFields, markPlaces, SENTENCE, STATUS, TITLE } from '../document/error-places.ts';
import { essenceOf } from '../document/media-types.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { createFirst, type Flat, flatten, typesOf } from '../values/flat.ts';
import { sampleValue } from '../values/sample.ts';

/** Examples whose JSON is longer are not used as templates. */
const LENGTH = 20_000;

/** Deeper than this a sample gets no members that the schema does not require. */
const DEPTH = 3;

/**
 * The bodies from which a server makes its own error responses of one media type: an example that lists invalid fields and
 * one that does not, then a sample of the schema, in case the examples violate it. None where the schema allows any body.
 *
 * @param status as the contract writes it, such as `404`, `4XX` or `default`
 */
export function errorTemplates(
  status: string,
  [name, mediaType]: [name: string, mediaType: MediaType],
  find: FindSchema,
): ErrorTemplate[] {
  if (!/^([45]|default)/.test(status)) return [];
  const { schema } = mediaType;
  const isOwn = Number.isInteger(Number(status));
  const examples = mediaTypeExamples(mediaType)
    .filter((body) => JSON.stringify(body).length <= LENGTH)
    .map((body) => ({ ...markPlaces(body), ...(isOwn ? { isOwn } : {}) }));
  const chosen = [true, false].flatMap((lists) => examples.find((one) => listsFields(one) === lists) ?? []);
  const sample = acceptsAnyObject(schema, find) ? undefined : sampleError(schema, find);
  const samples = sample === undefined ? [] : [...withDetail(name, sample), sample];
  const templates = [...chosen, ...samples.map((one) => markPlaces(one, { isSample: true }))];
  return templates.map((one) => ({ ...one, places: one.places.map((place) => withValues(place, schema, find)) }));
}

function mediaTypeExamples({ example, examples = {} }: MediaType): unknown[] {
  const named = Object.values(examples).map(({ value }) => value);
  return [example, ...named].filter((value) => value !== undefined);
}

function acceptsAnyObject(schema: unknown, find: FindSchema): boolean {
  if (!isObject(schema)) return true;
  const flat = flatten(schema, find, createFirst(find));
  const types = typesOf(flat);
  return (types.length === 0 || types.includes('object')) && flat.properties === undefined && flat.enum === undefined;
}

/** RFC 9457 §3.1.4: problem details have a sentence, which the schema may allow without naming it. In a list. */
function withDetail(mediaType: string, sample: unknown): unknown[] {
  if (essenceOf(mediaType) !== 'application/problem+json' || !isObject(sample)) return [];
  return Object.keys(sample).some((name) => SENTENCE.test(name)) ? [] : [{ ...sample, detail: 'text' }];
}

/** Members that the schema requires, and further members about errors. Undefined where no value is found. */
function sampleError(schema: unknown, find: FindSchema): unknown {
  try {
    return withErrorMembers(sampleValue(schema, find, { size: 'minimal', seed: 1 }), schema, find);
  } catch (error) {
    if (error instanceof CannotSample) return undefined;
    throw error;
  }
}

function withErrorMembers(value: unknown, schema: unknown, find: FindSchema, depth = 0): unknown {
  if (!isObject(value) || depth > DEPTH) return value;
  const { properties = {} } = flatten(schema, find, createFirst(find));
  const result = { ...value };
  const has = (kind: RegExp) => Object.keys(result).some((name) => kind.test(name));
  for (const [name, property] of Object.entries(properties)) {
    const flat = flatten(property, find, createFirst(find));
    const [type = ''] = typesOf(flat).filter((one) => one !== 'null');
    if (LIST.test(name) && (type === 'array' || (type === 'object' && !Object.hasOwn(result, name)))) {
      for (const value of sampleOf(property, find, 'full')) result[name] = value;
    } else if (!Object.hasOwn(result, name) && isErrorMember(name, type, has)) {
      for (const value of sampleOf(property, find, 'minimal')) result[name] = value;
    }
    if (type === 'object' && !LIST.test(name)) result[name] = withErrorMembers(result[name], property, find, depth + 1);
    if (result[name] === undefined) delete result[name];
  }
  return result;
}

function isErrorMember(name: string, type: string, has: (kind: RegExp) => boolean): boolean {
  if (type === 'object') return ERROR.test(name);
  if (type === 'string' && SENTENCE.test(name)) return !has(SENTENCE);
  if (type === 'string' && (TITLE.test(name) || ERROR.test(name) || name === 'type')) return true;
  return ['string', 'integer', 'number'].includes(type) && (STATUS.test(name) || CODE.test(name));
}

/** A value, in a list that is empty where none can be made: it need not be there. */
function sampleOf(schema: unknown, find: FindSchema, size: 'minimal' | 'full'): unknown[] {
  try {
    return [sampleValue(schema, find, { size, seed: 1 })];
  } catch (error) {
    if (!(error instanceof CannotSample)) throw error;
    return [];
  }
}

/** The values that the schema lists for a code. */
function withValues(place: ErrorPlace, schema: unknown, find: FindSchema): ErrorPlace {
  if (place.kind !== 'code') return place;
  const at = place.at.reduce<Flat | undefined>(
    (flat, name) => {
      const property = flat?.properties?.[name];
      return property === undefined ? undefined : flatten(property, find, createFirst(find));
    },
    flatten(schema, find, createFirst(find)),
  );
  const values = at?.enum;
  if (!Array.isArray(values)) return place;
  return { ...place, values: values.filter((value) => typeof value === 'string') };
}
