import type { Schema } from './document.ts';
import { isObject } from './references.ts';

/** Keywords that hold one schema (JSON Schema 2020-12 core §10). */
const ONE = [
  ...['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'propertyNames'],
  ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
];
/** Keywords that hold a list of schemas. */
const LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
/** Keywords that hold schemas by name. */
const MAP = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'];
const HOLDERS = new Set([...ONE, ...LIST, ...MAP]);

/** Keywords that hold schemas of any number (JSON Schema 2020-12 core §10). */
export function holdsSchemas(keyword: string): boolean {
  return HOLDERS.has(keyword);
}

/** The keywords of a schema that hold schemas by name. */
export function schemaMaps(schema: Schema): string[] {
  return MAP.filter((keyword) => isObject(schema[keyword]));
}

/**
 * The schema with each schema in it replaced by the result of `convert`. Values that only look like schemas, in
 * `enum`, `const`, `default` or an example, stay as they are.
 *
 * @param convert gets the subschema and its reference tokens below the schema
 */
export function mapSubschemas(schema: Schema, convert: (subschema: unknown, tokens: string[]) => unknown): Schema {
  const result: Schema = { ...schema };
  // Most schemas have none.
  if (!Object.keys(schema).some((keyword) => HOLDERS.has(keyword))) return result;
  for (const keyword of ONE) if (keyword in schema) result[keyword] = convert(schema[keyword], [keyword]);
  for (const keyword of LIST) {
    const list = schema[keyword];
    if (Array.isArray(list)) result[keyword] = list.map((item, index) => convert(item, [keyword, String(index)]));
  }
  for (const keyword of MAP) {
    const map = schema[keyword];
    if (!isObject(map)) continue;
    result[keyword] = Object.fromEntries(
      Object.entries(map).map(([name, member]) => [name, convert(member, [keyword, name])]),
    );
  }
  return result;
}
