import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  transformSchema,
  tsLiteral,
  type tsUnion,
} from 'openapi-typescript';
import type { OpenApiDocument } from '../document/document.ts';
import { isJson, isMultipart, isText, isUrlEncoded } from '../document/media-types.ts';
import { createFindSchema, type FindSchema, followReference, isObject, mapValues } from '../document/references.ts';
import { mapObjects, mapSchemas } from '../document/schemas.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { joinFurtherMethods, separateFurtherMethods } from './further-methods.ts';
import { canBeText, readText } from './readings.ts';
import { createSchemaTypes, type SchemaTypes } from './schema-types.ts';
import { readTemplate } from './templates.ts';
import { atom, indent, type TypeText, union } from './type-text.ts';

/**
 * TypeScript types of a bundled contract. openapi-typescript writes the structure of the document, with a placeholder for
 * each schema, and `createSchemaTypes` the types of the schemas. `readOnly` and `writeOnly` become the markers `$Read` and
 * `$Write`; a property with a default stays optional, because a default is the server's business.
 *
 * @param document of OpenAPI 3.1, bundled
 */
export async function generateTypes(document: OpenApiDocument): Promise<string> {
  const types = createSchemaTypes(document);
  const findSchema = createFindSchema(document);
  const texts: string[] = [];
  const prepared = mapSchemas(prepareDocument(document, findSchema), (schema, tokens) => {
    texts.push(typeAt(schema, tokens, types.typeOf, findSchema).text);
    return { ...annotationsOf(schema), type: PLACEHOLDER, [PLACEHOLDER]: texts.length - 1 };
  });
  const structure = astToString(transformSchema(prepared, contextOf(prepared)) as Parameters<typeof astToString>[0]);
  const text = joinFurtherMethods(separateQuerystrings(structure)).replaceAll(
    /^( *)(.*?)"@@(\d+)@@"/gm,
    (_all, space: string, before: string, index: string) => {
      const [first, ...others] = (texts[Number(index)] ?? '').split('\n');
      return [`${space}${before}${first}`, ...others.map((line) => indent(line, space))].join('\n');
    },
  );
  const markers = await readTemplate('marker-types');
  return `\n${markers}\n${types.declarations()}${text}`;
}

/** Marks a schema that stands for a type of ours. */
const PLACEHOLDER = 'x-type';

/** Marks a schema that stands for a sequence of items. */
const ITEMS = 'x-items';

function asItems(itemSchema: unknown): object {
  return { [ITEMS]: itemSchema };
}

/** The settings with which openapi-typescript writes the structure. */
function contextOf(document: OpenAPI3): GlobalContext {
  return {
    ...{ additionalProperties: false, alphabetize: false, arrayLength: false, defaultNonNullable: false },
    ...{ emptyObjectsUnknown: false, enum: false, enumValues: false, conditionalEnums: false, dedupeEnums: false },
    ...{ excludeDeprecated: false, exportType: false, immutable: false, pathParamsAsTypes: false },
    ...{ propertiesRequiredByDefault: false, rootTypes: false, rootTypesNoSchemaPrefix: false, silent: true },
    ...{ rootTypesKeepCasing: false, makePathsEnum: false, generatePathParams: false, readWriteMarkers: false },
    ...{ postTransform: undefined, transformProperty: undefined, injectFooter: [] },
    // No schema reaches openapi-typescript, so neither discriminators nor Redocly's settings are read.
    discriminators: { objects: {}, refsHandled: [] },
    redoc: {} as GlobalContext['redoc'],
    transform: (schema) => {
      const index = (schema as { [PLACEHOLDER]?: number })[PLACEHOLDER];
      // Written as a string literal, which is replaced in the printed text.
      return index === undefined ? undefined : (tsLiteral(`@@${index}@@`) as ReturnType<typeof tsUnion>);
    },
    // Its types leave it to the caller what a reference leads to.
    resolve: <Target>(reference: string) =>
      followReference(document as unknown as OpenApiDocument, { $ref: reference }) as Target | undefined,
  };
}

/** The comment of a component. */
function annotationsOf(schema: unknown): object {
  if (!isObject(schema)) return {};
  const { title, description, deprecated, format, example, examples } = schema;
  return { title, description, deprecated, format, default: schema.default, example, examples };
}

/** The type of a schema at a place of the document, or of the body that it describes. */
function typeAt(schema: unknown, tokens: string[], typeOf: SchemaTypes['typeOf'], findSchema: FindSchema): TypeText {
  if (isObject(schema) && ITEMS in schema) return atom(`Items<${typeOf(schema[ITEMS]).text}>`);
  const isBody = ['requestBody', 'requestBodies', 'responses'].some((token) => tokens.includes(token));
  const mediaType = isBody && tokens.at(-3) === 'content' ? (tokens.at(-2) ?? '') : 'application/json';
  if (isMultipart(mediaType)) return typeOf(schema, { isMultipart: true });
  if (isJson(mediaType) || isUrlEncoded(mediaType)) return typeOf(schema);
  if (isText(mediaType)) return isOfTexts(mediaType, schema, findSchema) ? typeOf(schema) : atom('string');
  // Such a range contains JSON, too.
  return /^(\*|application)\/\*/.test(mediaType) ? union([typeOf(schema), BYTES]) : BYTES;
}

/** Whether the values of a schema, which says more than nothing, are read from texts of a media type. */
function isOfTexts(mediaType: string, schema: unknown, findSchema: FindSchema): boolean {
  if (!isObject(schema) || Object.keys(schema).length === 0) return false;
  return canBeText(mediaType, readText(schema, findSchema));
}

const BYTES = atom('Bytes');

/**
 * The document as openapi-typescript can read it: without extensions among paths and responses (OAS 3.1 §4.9), with a
 * schema in each media type, and with inlined optional headers. It reads referenced headers as required (OAS 3.1
 * §4.8.21).
 */
function prepareDocument(document: OpenApiDocument, findSchema: FindSchema): OpenAPI3 {
  const withPlain = (value: unknown, member: string): unknown =>
    isObject(value) ? { ...value, [member]: withoutExtensions(value[member]) } : value;
  // It knows no references to media types (OAS 3.2 §4.7.1).
  const withMediaTypes = (value: unknown): unknown => {
    if (!isObject(value) || !isObject(value.content)) return value;
    return { ...value, content: mapValues(value.content, (mediaType) => followReference(document, mediaType)) };
  };
  const prepared = mapObjects(document, {
    document: (value) => {
      const { paths, ...others } = withPlain(value, 'paths') as OpenApiDocument;
      return { ...others, paths: separateFurtherMethods(document, paths) };
    },
    requestBody: withMediaTypes,
    parameter: (value) => withSchemaOfContent(asQueryParameter(withMediaTypes(value)), findSchema),
    operation: (value) => withPlain(value, 'responses'),
    mediaType: (value, tokens) => {
      if (!isObject(value) || '$ref' in value) return value;
      const { itemSchema, ...mediaType } = value;
      const isSequence = itemSchema !== undefined && sequenceFormat(tokens.at(-1) ?? '') !== undefined;
      return isSequence ? { ...mediaType, schema: asItems(itemSchema) } : { schema: {}, ...mediaType };
    },
    response: (value) => {
      const response = withMediaTypes(value);
      if (!isObject(response) || !isObject(response.headers)) return response;
      const headers = mapValues(response.headers, (header) => optionalInPlace(document, header));
      return { ...response, headers };
    },
  });
  // Its own type for a document lacks much of 3.1.
  return prepared as unknown as OpenAPI3;
}

/** Name of a parameter that stands for the whole query, of which openapi-typescript does not know. */
const WHOLE_QUERY = '@@querystring';

function asQueryParameter(value: unknown): unknown {
  if (!isObject(value) || value.in !== 'querystring') return value;
  const { content, required = false } = value;
  const [mediaType] = Object.values(isObject(content) ? content : {});
  return { name: WHOLE_QUERY, in: 'query', required, schema: isObject(mediaType) ? (mediaType.schema ?? {}) : {} };
}

/** openapi-typescript takes a parameter with `content` for a text. The server decodes JSON (OAS 3.1 §4.8.12). */
function withSchemaOfContent(value: unknown, findSchema: FindSchema): unknown {
  // A header of a response has no place.
  if (!isObject(value) || value.in === undefined || !isObject(value.content)) return value;
  const { content, ...parameter } = value;
  const [[name, mediaType] = ['', {}]] = Object.entries(content);
  const schema = isObject(mediaType) ? (mediaType.schema ?? {}) : {};
  const isRead = isJson(name) || isOfTexts(name, schema, findSchema);
  return { ...parameter, schema: isRead ? schema : { type: 'string' } };
}

const QUERY_OF_ONE = new RegExp(`^( *)query(\\??): \\{\\n *"${WHOLE_QUERY}"\\??: (.*);\\n *\\};$`, 'gm');

/** Gives the whole query a place of its own beside the other parameters. */
function separateQuerystrings(text: string): string {
  return text.replaceAll(QUERY_OF_ONE, '$1query?: never;\n$1querystring$2: $3;');
}

function withoutExtensions(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('x-')));
}

function optionalInPlace(document: OpenApiDocument, header: unknown): unknown {
  if (!isObject(header) || typeof header.$ref !== 'string' || !header.$ref.startsWith('#/components/headers/'))
    return header;
  const found = followReference(document, header);
  return isObject(found) && found.required !== true ? found : header;
}
