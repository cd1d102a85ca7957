import { memberSchemas } from '../build/marked-members.ts';
import { toUnicodePattern } from '../build/patterns.ts';
import type { Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { appliesInPlace, createMarks, type Marks } from '../document/marks.ts';
import { type FindSchema, isObject } from '../document/references.ts';

const NONE: ReadonlySet<string> = new Set();

/** Schemas of responses as a generator of values is handed them. */
export type ResponseSchemas = {
  /** The schema without its write-only properties. References in it lead to `schemas`. */
  of: (schema: Schema) => Schema;
  /** Schemas to which the returned schemas refer, by name. */
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
      const isKept = ([name, property]: [string, unknown]) =>
        !marked.has(name) && !marks.isMarked(property, 'writeOnly');
      result.properties = Object.fromEntries(Object.entries(schema.properties).filter(isKept));
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
  return withoutHidden(createMarks(find), [schema], value);
}

/** @param schemas all that apply to the value */
function withoutHidden(marks: Marks, schemas: readonly unknown[], value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value))
    return value.map((item, index) =>
      withoutHidden(marks, memberSchemas(schemas, `prefixItems/${index}`, marks), item),
    );
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const inside = [...memberSchemas(schemas, `properties/${name}`, marks), ...patternSchemas(schemas, name, marks)];
      if (inside.some((one) => marks.isMarked(one, 'writeOnly'))) return [];
      return [[name, withoutHidden(marks, inside, member)]];
    }),
  );
}

/** The schemas of "patternProperties" for a property. */
function patternSchemas(schemas: readonly unknown[], name: string, { applied }: Marks): unknown[] {
  return schemas.flatMap((schema) =>
    [...applied(schema)].flatMap(({ patternProperties }) =>
      Object.entries(isObject(patternProperties) ? patternProperties : {}).flatMap(([pattern, part]) =>
        new RegExp(toUnicodePattern(pattern) ?? '(?!)', 'u').test(name) ? [part] : [],
      ),
    ),
  );
}
