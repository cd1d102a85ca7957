import type { OpenApiDocument, Schema } from './document.ts';
import { mapSubschemas } from './keywords.ts';
import { isJson } from './media-types.ts';
import { isVersion32 } from './path-items.ts';
import { followReference, isObject, mapValues } from './references.ts';
import { mapObjects, mapSchemas } from './schemas.ts';

/**
 * Converts an OpenAPI 3.0 document to 3.1, because later stages read only 3.1. A document of 3.1 is returned as it
 * is, one of 3.2 {@link withPlainExamples}.
 *
 * In a schema, `nullable` becomes the type `null`, a boolean `exclusiveMinimum` or `exclusiveMaximum` becomes the
 * bound, and `example` becomes `examples`. Members beside a `$ref` are dropped (OAS 3.0 §4.7.23). OAS 3.0 §4.7.24
 * gives `nullable` a meaning only beside a `type`. Beside `allOf`, `anyOf`, `oneOf` or a `$ref` in one of them, it is
 * read as the author meant it: null is allowed too.
 */
export function upgradeDocument(document: OpenApiDocument): OpenApiDocument {
  if (!document.openapi.startsWith('3.0')) return withPlainExamples(document);
  return { ...mapSchemas(document, upgradeSchema), openapi: '3.1.1' };
}

/**
 * A document of 3.2 whose examples have their values in `value`, which is `dataValue` or else what `serializedValue` stands
 * for (OAS 3.2 §4.19). Any other document is returned as it is.
 */
export function withPlainExamples(document: OpenApiDocument): OpenApiDocument {
  if (!isVersion32(document)) return document;
  const changeAll = (holder: unknown, mediaType: string | undefined): unknown => {
    if (!isObject(holder) || !isObject(holder.examples)) return holder;
    return { ...holder, examples: mapValues(holder.examples, (one) => plainExample(document, one, mediaType)) };
  };
  return mapObjects(document, {
    parameter: (value) => changeAll(value, undefined),
    mediaType: (value, tokens) => changeAll(value, tokens.at(-2) === 'content' ? tokens.at(-1) : undefined),
  });
}

function plainExample(document: OpenApiDocument, reference: unknown, mediaType: string | undefined): unknown {
  const example = followReference(document, reference);
  if (!isObject(example) || !('dataValue' in example || 'serializedValue' in example)) return reference;
  const { dataValue, serializedValue, ...others } = example;
  return { ...others, value: 'dataValue' in example ? dataValue : parsedExample(serializedValue, mediaType) };
}

/** A text that is not JSON is left to the check of examples. */
function parsedExample(text: unknown, mediaType: string | undefined): unknown {
  if (typeof text !== 'string' || mediaType === undefined || !isJson(mediaType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function upgradeSchema(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (typeof value.$ref === 'string') return { $ref: value.$ref };
  const { nullable, example, ...schema } = withNumericBounds(mapSubschemas(value, upgradeSchema));
  if (example !== undefined) schema.examples = [example];
  return nullable === true ? withNull(schema) : schema;
}

/** A bound that a boolean says to be exclusive, as drafts before 6 of JSON Schema have it, becomes the exclusive bound. */
export function withNumericBounds(schema: Schema): Schema {
  const result = { ...schema };
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof result[exclusive] !== 'boolean') continue;
    const isExclusive = result[exclusive] && bound in result;
    delete result[exclusive];
    if (!isExclusive) continue;
    result[exclusive] = result[bound];
    delete result[bound];
  }
  return result;
}

/** OAS 3.0.3 proposal "Clarify Semantics of nullable": an `enum` without null excludes it. */
export function excludesNull({ type, enum: values }: Schema): boolean {
  return typeof type === 'string' && Array.isArray(values) && !values.includes(null);
}

function withNull(schema: Schema): Schema {
  if (excludesNull(schema)) return schema;
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  const isComposed = ['allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in schema);
  return isComposed ? { anyOf: [schema, { type: 'null' }] } : schema;
}
