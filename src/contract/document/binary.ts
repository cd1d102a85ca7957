import type { Schema } from './document.ts';
import { isJson, isText, isXml } from './media-types.ts';
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

/** Keywords of texts that can hold for bytes, of which each counts as a character (OAS 3.1 §4.8.14.1). */
const CONSTRAINTS = ['minLength', 'maxLength', 'pattern', 'enum', 'const'];

/** The keywords by which a schema constrains texts or bytes. */
export function keywordsOfBytes(schema: unknown, findSchema: FindSchema): string[] {
  const merged = mergeKeywords(schema, findSchema);
  return CONSTRAINTS.filter((keyword) => merged[keyword] !== undefined);
}

/** Whether a body of bytes has a schema that constrains them. XML of a text is not bytes: it may have any charset. */
export function constrainsBytes(mediaType: string, schema: unknown, findSchema: FindSchema): boolean {
  const isOpen = mergeKeywords(schema, findSchema).type === undefined && !isXml(mediaType);
  return (isOpen || isBinary(schema, findSchema)) && keywordsOfBytes(schema, findSchema).length > 0;
}

/** Whether a field of a multipart form is a list of files. */
export function isFileList(schema: unknown, findSchema: FindSchema): boolean {
  const { items } = mergeKeywords(schema, findSchema);
  return items !== undefined && isBinary(items, findSchema);
}

/** The keywords of a schema, its references and its `allOf`; the first value of each keyword wins. */
function mergeKeywords(root: unknown, findSchema: FindSchema): Schema {
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
