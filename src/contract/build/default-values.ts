import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Validate } from '../document/compiled.ts';
import type { DocumentFault, OpenApiDocument, Parameter, Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import type { Direction } from '../document/marks.ts';
import { createFindSchema, isObject, toPointer } from '../document/references.ts';
import { mapObjects, mapSchemas } from '../document/schemas.ts';
import { createDefinitions } from './definitions.ts';
import { NO_DEFAULT, toParameterDecodings } from './readings.ts';
import { fits } from './schema-core.ts';
import { createLazyValidators } from './validators.ts';

/** A schema with a value that it should allow. */
type DefaultValue = { schema: Schema; value: unknown; tokens: string[] };
type InvalidDefault = DefaultValue & { reason: string };

/**
 * The same document without defaults that violate their own schema, which a server would fill in and then reject. Each
 * is reported.
 *
 * @param document of OpenAPI 3.1, bundled, without schema resources
 */
export function withoutInvalidDefaults(
  document: OpenApiDocument,
  warn: (fault: DocumentFault) => void,
): OpenApiDocument {
  const invalid = findInvalid(document, listDefaults(document), ['response', 'request']);
  for (const { value, reason, tokens } of invalid)
    warn({ pointer: toPointer([...tokens, 'default']), message: describeInvalid(value, reason) });
  const places = new Set(invalid.map(({ tokens }) => toPointer(tokens)));
  const drop = (schema: unknown, tokens: string[]): unknown => {
    if (!isObject(schema)) return schema;
    const result = mapSubschemas(schema, (part, inner) => drop(part, [...tokens, ...inner]));
    if (places.has(toPointer(tokens))) delete result.default;
    return result;
  };
  const plain = places.size === 0 ? document : mapSchemas(document, drop);
  const parameters = findInvalid(plain, listFilled(plain), ['request']);
  for (const { value, reason, tokens } of parameters)
    warn({ pointer: toPointer(tokens), message: describeInvalid(value, reason) });
  if (parameters.length === 0) return plain;
  const unfilled = new Set(parameters.map(({ tokens }) => toPointer(tokens)));
  return mapObjects(plain, {
    parameter: (value, tokens) =>
      unfilled.has(toPointer(tokens)) ? { ...(value as object), [NO_DEFAULT]: true } : value,
  });
}

function describeInvalid(value: unknown, reason: string): string {
  const text = JSON.stringify(value);
  const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  return `The default ${short} violates ${reason} of its own schema. It is not filled in. Correct the default or the schema.`;
}

const LONGEST_VALUE = 60;

function listDefaults(document: OpenApiDocument): DefaultValue[] {
  const found: DefaultValue[] = [];
  const visit = (schema: unknown, tokens: string[]): unknown => {
    if (!isObject(schema)) return schema;
    if (schema.default !== undefined && !isPlainlyValid(schema)) found.push({ schema, value: schema.default, tokens });
    return mapSubschemas(schema, (part, inner) => visit(part, [...tokens, ...inner]));
  };
  mapSchemas(document, visit);
  return found;
}

/** Whether a default is valid by type and values alone. Most defaults are, and need no validator. */
function isPlainlyValid({ type, enum: values, default: value, ...others }: Schema): boolean {
  if (Object.keys(others).some((keyword) => !SILENT_KEYWORDS.has(keyword) && !keyword.startsWith('x-'))) return false;
  if (Array.isArray(values) && !values.includes(value)) return false;
  return fits(value, type === undefined ? undefined : new Set([type].flat() as string[]));
}

const SILENT_KEYWORDS = new Set([
  ...['title', 'description', 'deprecated', 'readOnly', 'writeOnly', 'example', 'examples', 'externalDocs', 'xml'],
]);

/** Default of a parameter: an object, or the default of a part of its schema. */
function listFilled(document: OpenApiDocument): DefaultValue[] {
  const findSchema = createFindSchema(document);
  const found: DefaultValue[] = [];
  mapObjects(document, {
    parameter: (value, tokens) => {
      const { in: place, schema } = value as Partial<Parameter>;
      if (place === undefined || !isObject(schema)) return value;
      const [decoding] = toParameterDecodings([value as Parameter], findSchema);
      if (decoding?.default === undefined) return value;
      const { default: whole, memberDefaults } = decoding;
      if (memberDefaults === undefined && 'default' in schema && !isObject(whole)) return value;
      const filled = isObject(whole) ? { ...memberDefaults, ...whole } : whole;
      found.push({ schema, value: filled, tokens });
      return value;
    },
  });
  return found;
}

/** The values that are valid in no direction: read-only properties of a body can have a default too. */
function findInvalid(document: OpenApiDocument, list: DefaultValue[], directions: Direction[]): InvalidDefault[] {
  if (list.length === 0) return [];
  const definitions = createDefinitions(document);
  const named = list.map((one) => {
    const nameOf = (direction: Direction) => definitions.add('Default', { ...one.schema }, direction);
    return { one, names: directions.map(nameOf) };
  });
  const validators = createLazyValidators(definitions.root(), [...new Set(named.flatMap(({ names }) => names))]);
  return named.flatMap(({ one, names }) => {
    const all = names.map((name) => validators[name] as Validate);
    if (all.some((validate) => validate(one.value))) return [];
    // The generated validators are Ajv's.
    const [error] = (all[0]?.errors ?? []) as ErrorObject[];
    const place = error === undefined || error.instancePath === '' ? '' : `, at ${error.instancePath},`;
    const reason = `"${error?.keyword ?? 'false'}"${place}`;
    return [{ ...one, reason }];
  });
}
