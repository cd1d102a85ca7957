import type { Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { appliesInPlace, createMarks, type Marks } from '../document/marks.ts';
import { type FindSchema, isObject } from '../document/references.ts';

const NONE: ReadonlySet<string> = new Set();

/** Schemas of responses as a generator of values is handed them. */
export type ResponseSchemas = {
  /** The schema without its write-only properties. References in it lead to `schemas`. */
  of: (schema: Schema) => Schema;
  /** What the schemas handed out so far refer to, by name. */
  schemas: Record<string, Schema>;
};

/** @param prefix what references begin with, before the name */
export function createResponseSchemas(findSchema: FindSchema, prefix: string): ResponseSchemas {
  const schemas: Record<string, Schema> = {};
  const names = new Map<string, string>();
  const marks = createMarks(findSchema);

  /** @param outside names that schemas around this one mark in the same value */
  const convert = (value: unknown, outside: ReadonlySet<string> = NONE): unknown => {
    if (!isObject(value)) return value;
    const marked = new Set([...outside, ...marks.markedNames(value, 'writeOnly')]);
    const schema = mapSubschemas(withoutMarked(value, marked), (part, [keyword = '']) =>
      convert(part, appliesInPlace(keyword) ? marked : NONE),
    );
    return typeof schema.$ref === 'string' ? { ...schema, $ref: refer(schema.$ref) } : schema;
  };

  const withoutMarked = (schema: Schema, marked: ReadonlySet<string>): Schema => {
    const result: Schema = { ...schema };
    if (Array.isArray(schema.required)) result.required = schema.required.filter((name) => !marked.has(String(name)));
    if (isObject(schema.properties)) {
      const kept = Object.entries(schema.properties).filter(([, property]) => !marks.isMarked(property, 'writeOnly'));
      result.properties = Object.fromEntries(kept);
    }
    return result;
  };

  const refer = (reference: string): string => {
    const known = names.get(reference);
    if (known !== undefined) return prefix + known;
    const name = `schema${names.size}`;
    // Claimed before it is made: a schema may refer to itself.
    names.set(reference, name);
    const made = convert(findSchema(reference));
    schemas[name] = isObject(made) ? made : {};
    return prefix + name;
  };

  return { of: (schema) => convert(schema) as Schema, schemas };
}

/**
 * The value without what its schema marks as write-only, at any depth.
 *
 * @param value an example, which is left as it is
 */
export function withoutWriteOnly(find: FindSchema, schema: unknown, value: unknown): unknown {
  return withoutHidden({ find, isMarked: createMarks(find).isMarked }, schema, value);
}

type Hiding = { find: FindSchema; isMarked: Marks['isMarked'] };

function withoutHidden(hiding: Hiding, schema: unknown, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const parts = subschemasOf(hiding.find, schema, new Set());
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      const schemas = parts.flatMap(
        (part) => (Array.isArray(part.prefixItems) ? part.prefixItems[index] : undefined) ?? part.items ?? [],
      );
      return withoutHidden(hiding, { allOf: schemas }, item);
    });
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const schemas = parts.flatMap(
        (part) =>
          (isObject(part.properties) && Object.hasOwn(part.properties, name) ? part.properties[name] : undefined) ??
          part.additionalProperties ??
          [],
      );
      if (schemas.some((one) => hiding.isMarked(one, 'writeOnly'))) return [];
      return [[name, withoutHidden(hiding, { allOf: schemas }, member)]];
    }),
  );
}

/** A schema and all that is applied to the same value through it: by reference or by composition. */
function subschemasOf(find: FindSchema, schema: unknown, seen: Set<unknown>): Schema[] {
  if (!isObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const target = typeof schema.$ref === 'string' ? [find(schema.$ref)] : [];
  const branches = ['allOf', 'anyOf', 'oneOf', 'then', 'else'].flatMap((keyword) => schema[keyword] ?? []);
  return [schema, ...[...target, ...branches].flatMap((part) => subschemasOf(find, part, seen))];
}
