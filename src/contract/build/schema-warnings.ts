import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { DocumentFault, OpenApiDocument, Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { isJson, isText } from '../document/media-types.ts';
import { isObject, toPointer } from '../document/references.ts';
import { mapSchemas } from '../document/schemas.ts';
import { suggest } from '../document/suggest.ts';
import { excludesNull } from '../document/upgrade.ts';
import { toUnicodePattern } from './patterns.ts';

/** Formats of the OAS 3.1 format registry that constrain nothing, or that the type already says. */
const OTHER_FORMATS = [
  'int8',
  'int16',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'single-quoted',
  'char',
  'commonmark',
  'html',
];
const REGISTERED = [
  ...['decimal', 'decimal128', 'double-int', 'media-range', 'sf-string', 'sf-token', 'sf-integer', 'sf-boolean'],
  ...['sf-binary', 'sf-decimal', 'base64url', 'http-date', 'idn-email', 'idn-hostname', 'iri', 'iri-reference'],
];
const KNOWN_FORMATS = new Set([...Object.keys(fullFormats), ...OTHER_FORMATS, ...REGISTERED]);

/**
 * Schemas whose keywords have no effect or cannot be checked.
 *
 * @param document bundled, in the version that it is written in
 */
export function schemaWarnings(document: OpenApiDocument): DocumentFault[] {
  const is31 = !document.openapi.startsWith('3.0');
  const found: DocumentFault[] = [];
  const visit = (schema: unknown, tokens: string[]): unknown => {
    if (!isObject(schema)) return schema;
    for (const [keyword, message] of keywordWarnings(schema, is31))
      found.push({ pointer: toPointer([...tokens, keyword]), message });
    for (const fault of uncheckedKeywords(schema, tokens)) found.push(fault);
    return mapSubschemas(schema, (part, inner) => visit(part, [...tokens, ...inner]));
  };
  mapSchemas(document, visit);
  return found;
}

function keywordWarnings({ format, nullable, type, ...schema }: Schema, is31: boolean): [string, string][] {
  const warnings: [string, string][] = [];
  const { xml } = schema;
  // OAS 3.2 §4.26.
  if (isObject(xml) && xml.nodeType !== undefined)
    for (const old of ['attribute', 'wrapped'])
      if (xml[old] !== undefined)
        warnings.push(['xml', `"nodeType" and "${old}" exclude each other. Remove "${old}".`]);
  if (typeof format === 'string' && !KNOWN_FORMATS.has(format))
    warnings.push([
      'format',
      `The format "${format}" is not known and not checked.${suggest(format, [...KNOWN_FORMATS])}`,
    ]);
  if (!is31) return [...warnings, ...warningsOf30({ nullable, type, format, ...schema })];
  if (nullable !== undefined)
    warnings.push([
      'nullable',
      `"nullable" is not a keyword of OpenAPI 3.1 and ignored. Write type: [${[type ?? 'string'].flat().join(', ')}, "null"].`,
    ]);
  for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum'])
    if (typeof schema[keyword] === 'boolean')
      warnings.push([keyword, `"${keyword}" is a number in OpenAPI 3.1. It is read as in 3.0.`]);
  return warnings;
}

/** Keywords beside a `$ref` of OpenAPI 3.0 whose loss changes no value. */
const DESCRIBING = new Set(['$ref', 'title', 'description', 'summary', 'example', 'examples', 'externalDocs']);

/** OAS 3.0 §4.7.23 and §4.7.24. */
function warningsOf30(schema: Schema): [keyword: string, message: string][] {
  if (typeof schema.$ref === 'string')
    return Object.keys(schema)
      .filter((keyword) => schema[keyword] !== undefined && !DESCRIBING.has(keyword) && !keyword.startsWith('x-'))
      .map((keyword) => [
        keyword,
        `"${keyword}" beside "$ref" is ignored in OpenAPI 3.0. Put the reference into "allOf".`,
      ]);
  if (schema.nullable !== true || !excludesNull(schema)) return [];
  return [['nullable', '"nullable" has no effect, because "enum" does not contain null. Add null to "enum".']];
}

/** Keywords whose meaning cannot be checked. */
function uncheckedKeywords(schema: Schema, tokens: string[]): DocumentFault[] {
  const { $schema, pattern, patternProperties } = schema;
  const patterns = Object.keys(isObject(patternProperties) ? patternProperties : {});
  const written: [string, string[]][] = [
    ...(typeof pattern === 'string' ? [[pattern, ['pattern']] as [string, string[]]] : []),
    ...patterns.map((one): [string, string[]] => [one, ['patternProperties', one]]),
  ];
  const found = written
    .filter(([text]) => toUnicodePattern(text) === undefined)
    .map(([text, inner]) => ({
      pointer: toPointer([...tokens, ...inner]),
      message: `The pattern ${JSON.stringify(text)} is not a regular expression of ECMA-262 and not checked. Correct it.`,
    }));
  if (typeof $schema === 'string' && !DIALECTS.test($schema))
    found.push({
      pointer: toPointer([...tokens, '$schema']),
      message: unknownDialect($schema),
    });
  for (const [keyword, message] of unusedKeywords(schema))
    found.push({ pointer: toPointer([...tokens, keyword]), message });
  return found;
}

/** JSON Schema 2020-12 core §8.1.2 and validation §8. A media type of bytes makes a part of a form a file. */
function unusedKeywords({ $vocabulary, contentEncoding, contentMediaType: type, contentSchema }: Schema) {
  const found: [keyword: string, message: string][] = [];
  if ($vocabulary !== undefined) found.push(['$vocabulary', '"$vocabulary" is not used. Only a meta-schema has it.']);
  if (typeof contentEncoding === 'string')
    found.push(['contentEncoding', `Strings are not checked to be ${contentEncoding}.`]);
  if (typeof type === 'string' && (isText(type) || isJson(type) || contentEncoding !== undefined))
    found.push(['contentMediaType', `Strings are not checked to be ${type}.`]);
  if (contentSchema !== undefined) found.push(['contentSchema', 'Strings are not validated by "contentSchema".']);
  return found;
}

export function unknownDialect(dialect: string): string {
  return `The dialect "${dialect}" is not supported. Schemas are read as JSON Schema 2020-12.`;
}

/** JSON Schema 2020-12, and what OpenAPI 3.1 and 3.2 make of it. */
export const DIALECTS =
  /^https:\/\/(json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.[12]\/dialect\/\S+)#?$/;
