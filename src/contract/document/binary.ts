import type { Schema } from './document.ts';
import { isJson, isText } from './media-types.ts';
import { type FindSchema, isObject } from './references.ts';

/**
 * Whether a field of a multipart form is a file: bytes in the notation of OAS 3.0 (`format: binary`) or of 3.1 (a
 * `contentMediaType` that is neither text nor JSON, without `contentEncoding`; OAS 3.1 §4.8.14.2).
 */
export function isBinary(schema: unknown, findSchema: FindSchema): boolean {
  const { type, format, contentMediaType, contentEncoding } = mergeKeywords(schema, findSchema);
  if (type !== undefined && ![type].flat().includes('string')) return false;
  if (format === 'binary') return true;
  if (typeof contentMediaType !== 'string' || contentEncoding !== undefined) return false;
  return !isText(contentMediaType) && !isJson(contentMediaType);
}

/** Whether a field of a multipart form is a list of files. */
export function isFileList(schema: unknown, findSchema: FindSchema): boolean {
  const { items } = mergeKeywords(schema, findSchema);
  return items !== undefined && isBinary(items, findSchema);
}

/** What a schema says with its references and `allOf`, of each keyword the first. */
export function mergeKeywords(root: unknown, findSchema: FindSchema): Schema {
  const result: Schema = {};
  const seen = new Set<unknown>();
  const visit = (schema: unknown): void => {
    if (!isObject(schema) || seen.has(schema)) return;
    seen.add(schema);
    for (const [keyword, value] of Object.entries(schema)) result[keyword] ??= value;
    if (typeof schema.$ref === 'string') visit(findSchema(schema.$ref));
    for (const part of Array.isArray(schema.allOf) ? schema.allOf : []) visit(part);
  };
  visit(root);
  return result;
}
