import type { Schema } from '../document/document.ts';
import { holdsSchemas, mapSubschemas } from '../document/keywords.ts';
import type { Marks } from '../document/marks.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { withNumericBounds } from '../document/upgrade.ts';
import { toUnicodePattern } from './patterns.ts';
import { markedIn, positionIn, positionOf, REJECTED, type SchemaPosition, withoutUnwanted } from './unwanted.ts';

/** Base URI of the definitions. Nothing is served at this URL. */
export const ROOT = 'contract:schemas';

/** Facts of a document that the conversion of a schema needs. */
export type ConvertContext = {
  findSchema: FindSchema;
  marks: Marks;
  /** The reference to the definition of a reference's target, which is added if it is missing. */
  refer: (reference: string, position: SchemaPosition) => string;
  /** Gets each converted schema with the schema of the document that it stands for. */
  onConvert?: (converted: Schema, source: Schema) => void;
};

/** Keywords that validate nothing (JSON Schema 2020-12 validation §9, OAS 3.1 §4.8.24) and that no message needs. */
const ANNOTATIONS = new Set([
  ...['$comment', '$schema', 'title', 'description', 'default', 'deprecated', 'readOnly', 'writeOnly'],
  ...['example', 'examples', 'externalDocs', 'xml', 'discriminator', 'nullable'],
]);

/** A schema of a document without schema resources as a definition for Ajv, in one direction. */
export function convertSchema(context: ConvertContext, value: unknown, position: SchemaPosition): unknown {
  if (!isObject(value)) return value;
  const { direction } = position;
  const marked = markedIn(value, position, context.marks);
  const plain = forAjv(withoutUnwanted(value, { direction, marked }, context.marks));
  const schema = withoutAnnotations(
    mapSubschemas(plain, (part, tokens) =>
      convertSchema(context, part, positionIn(part, tokens, value, { at: position, all: context.marks })),
    ),
  );
  if (typeof schema.$ref === 'string') {
    if (Object.keys(schema).length === 1) {
      const target = context.findSchema(schema.$ref);
      if (isLeaf(target)) return convertSchema(context, target, positionOf(direction));
    }
    schema.$ref = context.refer(schema.$ref, { ...position, schemas: [...position.schemas, value] });
  }
  replacePatterns(schema);
  const converted = REJECTED in value ? { not: {}, [value[REJECTED] as string]: true } : schema;
  context.onConvert?.(converted, value);
  return converted;
}

/** Keywords that hold objects or lists and no schemas. */
const PLAIN_KEYWORDS = new Set(['type', 'enum', 'const', 'required', 'dependentRequired']);

function withoutAnnotations(schema: Schema): Schema {
  const isLeftOut = (keyword: string, member: unknown): boolean =>
    ANNOTATIONS.has(keyword) ||
    (keyword.startsWith('x-') && keyword !== 'x-message') ||
    // Ajv looks for identifiers in the members that it does not know too.
    (typeof member === 'object' && !holdsSchemas(keyword) && !PLAIN_KEYWORDS.has(keyword));
  const result: Schema = {};
  for (const [keyword, member] of Object.entries(schema)) if (!isLeftOut(keyword, member)) result[keyword] = member;
  return result;
}

/** Patterns that are not regular expressions are left out. The build warns of them. */
function replacePatterns(schema: Schema): void {
  if (typeof schema.pattern === 'string') {
    const replaced = toUnicodePattern(schema.pattern);
    if (replaced === undefined) delete schema.pattern;
    else schema.pattern = replaced;
  }
  if (!isObject(schema.patternProperties)) return;
  schema.patternProperties = Object.fromEntries(
    Object.entries(schema.patternProperties).flatMap(([pattern, part]) => {
      const replaced = toUnicodePattern(pattern);
      return replaced === undefined ? [] : [[replaced, part]];
    }),
  );
}

/** The same schema in words that Ajv 8 gets right. */
function forAjv(schema: Schema): Schema {
  if (Array.isArray(schema.enum) && schema.enum.length === 0) {
    // JSON Schema 2020-12 validation §6.1.2 allows a list of no values; Ajv does not.
    const { enum: none, ...rest } = schema;
    return forAjv({ ...rest, allOf: [...((schema.allOf ?? []) as unknown[]), false] });
  }
  const result = withoutLoneElse(withNumericBounds(schema));
  if (!isObject(schema.properties) || !Object.hasOwn(schema.properties, '__proto__')) return result;
  // Ajv passes over a property of this name, but not over a pattern for it.
  const { ['__proto__']: odd, ...properties } = schema.properties;
  return { ...result, properties, patternProperties: { ...(schema.patternProperties as object), '^__proto__$': odd } };
}

/**
 * Ajv counts what a failed `if` has looked at as evaluated where there is no `then` (JSON Schema core §10.2.2.1, §11).
 */
function withoutLoneElse(schema: Schema): Schema {
  const { if: condition, else: otherwise, ...rest } = schema;
  const isLone = condition !== undefined && otherwise !== undefined && !('then' in schema);
  if (!isLone || !('unevaluatedProperties' in schema || 'unevaluatedItems' in schema)) return schema;
  const either = { anyOf: [condition, { allOf: [{ not: condition }, otherwise] }] };
  return { ...rest, allOf: [...((schema.allOf ?? []) as unknown[]), either] };
}

/** Keywords of a schema that is checked where it is referred to. */
const LEAF_KEYWORDS = new Set([
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'x-message'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
]);

/** A longer list of values would be repeated at each reference. */
const LEAF_VALUES = 10;

/** Whether a schema is so small that a call of its own validator costs more than the check. */
function isLeaf(schema: unknown): boolean {
  if (!isObject(schema) || (Array.isArray(schema.enum) && schema.enum.length > LEAF_VALUES)) return false;
  const keywords = Object.keys(schema);
  return keywords.every((keyword) => LEAF_KEYWORDS.has(keyword) || ANNOTATIONS.has(keyword));
}
