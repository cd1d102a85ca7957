import type { Schema } from '../document/document.ts';
import { isJson } from '../document/media-types.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { createFirst, flatten } from '../values/flat.ts';

/** Keywords whose schemas apply to the same value. */
const LISTS = ['allOf', 'anyOf', 'oneOf'];
const SINGLE = ['not', 'if', 'then', 'else'];
const DEPTH = 8;

/**
 * The schema of an event whose `data` is an object: `text` as it was sent, and `json` as `contentSchema` describes it (OAS
 * 3.2 §4.14.3.2). Undefined if no data has a `contentSchema`.
 */
export function eventContents(itemSchema: Schema, find: FindSchema): Schema | undefined {
  let isDescribed = false;
  const ofData = (schema: unknown): Schema => {
    const { contentMediaType, contentSchema } = flatten(schema, find, createFirst(find));
    const text = { type: 'object', properties: { text: schema } };
    if (contentSchema === undefined || typeof contentMediaType !== 'string' || !isJson(contentMediaType)) return text;
    isDescribed = true;
    return { type: 'object', required: ['json'], properties: { text: schema, json: contentSchema } };
  };
  const convert = (schema: unknown, depth: number): unknown => {
    if (!isObject(schema) || depth > DEPTH) return schema;
    const { $ref, ...rest } = schema;
    if (typeof $ref === 'string') {
      const { allOf = [] } = rest;
      return convert({ ...rest, allOf: [...(Array.isArray(allOf) ? allOf : []), find($ref)] }, depth + 1);
    }
    const changed: Schema = { ...rest };
    for (const keyword of LISTS) {
      const list = rest[keyword];
      if (Array.isArray(list)) changed[keyword] = list.map((one) => convert(one, depth + 1));
    }
    for (const keyword of SINGLE) if (keyword in rest) changed[keyword] = convert(rest[keyword], depth + 1);
    const { properties } = rest;
    if (isObject(properties) && Object.hasOwn(properties, 'data'))
      changed.properties = { ...properties, data: ofData(properties.data) };
    return changed;
  };
  const converted = convert(itemSchema, 0) as Schema;
  return isDescribed ? converted : undefined;
}
