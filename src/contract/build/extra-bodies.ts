import type { FormDecoding } from '../document/compiled.ts';
import type { MediaType, Schema } from '../document/document.ts';
import { essenceOf, isMultipart, isOtherMultipart, isXml } from '../document/media-types.ts';
import { ANY_PART } from '../document/read-content.ts';
import type { FindSchema } from '../document/references.ts';
import { createFirst, flatten } from '../values/flat.ts';
import { readForm, readText } from './readings.ts';

/** Bodies that verify and mock validate beyond those that a server of a built contract validates: parts and XML. */
export type ExtraBodies = { requests?: boolean; responses?: boolean };

/** A schema for the whole body, and how its parts are read. */
export type ExtraBody = { schema: Schema; form?: FormDecoding };

/** The description of a body that is validated only if it is asked for; undefined for any other. */
export function extraBody(
  type: string,
  media: MediaType,
  isResponse: boolean,
  findSchema: FindSchema,
): ExtraBody | undefined {
  const { schema = listSchema(media), encoding = {} } = media;
  if (schema === undefined || schema === null) return undefined;
  if (isXml(type)) return { schema };
  if (!essenceOf(type).startsWith('multipart/')) return undefined;
  if (isMultipart(type)) {
    const form = readForm(schema, encoding, findSchema);
    return isResponse ? { schema, form: { ...form, parts: 'named' } } : undefined;
  }
  return isOtherMultipart(type) ? { schema, form: partsForm(schema, media, findSchema) } : undefined;
}

/** A body of items is a list (OAS 3.2 §4.14.3). */
function listSchema({ itemSchema }: MediaType): Schema | undefined {
  return itemSchema === undefined ? undefined : { type: 'array', items: itemSchema };
}

/** How the parts of a body are read: by their names, or by their positions (OAS 3.2 §4.14.4). */
function partsForm(
  schema: Schema,
  { encoding = {}, prefixEncoding = [], itemEncoding = {} }: MediaType,
  findSchema: FindSchema,
): FormDecoding {
  if (readText(schema, findSchema).shape !== 'array')
    return { ...readForm(schema, encoding, findSchema), parts: 'named' };
  const { prefixItems = [], items = {} } = flatten(schema, findSchema, createFirst(findSchema));
  const places = Array.isArray(prefixItems) ? prefixItems : [];
  const properties = { ...Object.fromEntries(places.entries()), [ANY_PART]: items };
  const encodings = { ...Object.fromEntries(prefixEncoding.entries()), [ANY_PART]: itemEncoding };
  return { ...readForm({ properties }, encodings, findSchema), parts: 'listed' };
}
