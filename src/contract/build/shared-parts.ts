import type { Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { isObject } from '../document/references.ts';
import { createNames, shortHash } from './module.ts';

/** Keywords whose schemas apply to a value inside the value, so that a reference to them changes nothing. */
const INNER = new Set(['properties', 'items', 'additionalProperties']);

/** A call of a function costs as much code as a schema of some members. */
const LEAST_LENGTH = 500;

/**
 * Makes the schema of each larger object inside another one a definition of its own, named after its content. Documents that were
 * generated repeat such schemas: the validators of GitHub's would be twice as large.
 *
 * Each is separated, whether it is repeated or not, so that an operation that is added changes no other code.
 *
 * @param root `{$id, $defs}`, without schema resources
 */
export function separateParts({ $defs, ...root }: Schema): Schema {
  const definitions = $defs as Record<string, unknown>;
  const claim = createNames(Object.keys(definitions));
  const names = new Map<string, string>();
  const parts: Record<string, unknown> = {};
  const separate = (schema: unknown): unknown => {
    if (!isObject(schema) || !isObject(schema.properties)) return schema;
    const text = JSON.stringify(schema);
    if (text.length < LEAST_LENGTH) return schema;
    let name = names.get(text);
    if (name === undefined) {
      name = claim(`part_${shortHash(text)}`, text);
      names.set(text, name);
      parts[name] = schema;
    }
    return { $ref: `#/$defs/${name}` };
  };
  const convert = (schema: unknown): unknown => {
    if (!isObject(schema)) return schema;
    return mapSubschemas(schema, (part, [keyword = '']) => {
      const converted = convert(part);
      return INNER.has(keyword) ? separate(converted) : converted;
    });
  };
  const converted = Object.entries(definitions).map(([name, schema]) => [name, convert(schema)]);
  return { ...root, $defs: { ...Object.fromEntries(converted), ...parts } };
}
