import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { DocumentFault, OpenApiDocument, Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { essenceOf, isJson, isText } from '../document/media-types.ts';
import { isFixed, isVersion32 } from '../document/path-items.ts';
import { isObject, toPointer } from '../document/references.ts';
import { mapObjects, mapSchemas } from '../document/schemas.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { suggest } from '../document/suggest.ts';
import { bodyWarnings } from './body-warnings.ts';
import { formWarnings } from './form-warnings.ts';
import { objectRuleWarnings } from './object-warnings.ts';
import { pathParameterWarnings, securityWarnings } from './operation-warnings.ts';
import { parameterWarnings } from './parameter-warnings.ts';
import { toUnicodePattern } from './patterns.ts';

/**
 * What of a document cannot mean what its author meant, although the document can be read. Each is at a place of the bundled
 * document.
 *
 * @param document bundled, in the version that it is written in
 */
export function findDocumentWarnings(document: OpenApiDocument): DocumentFault[] {
  return [
    ...pathWarnings(document),
    ...pathParameterWarnings(document),
    ...securityWarnings(document),
    ...objectWarnings(document),
    ...objectRuleWarnings(document),
    ...parameterWarnings(document),
    ...bodyWarnings(document),
    ...formWarnings(document),
    ...schemaWarnings(document),
  ];
}

/**
 * OAS 3.1 §4.8.8: paths begin with a slash and differ in more than the names of their parameters. OAS 3.2 §4.8.2: no
 * parameter stands twice in one of them.
 */
function pathWarnings({ paths = {} }: OpenApiDocument): DocumentFault[] {
  const known = new Map<string, string>();
  return Object.keys(paths).flatMap((path) => {
    if (path.startsWith('x-')) return [];
    const pointer = toPointer(['paths', path]);
    if (!path.startsWith('/'))
      return [{ pointer, message: `The path "${path}" is never served. Begin it with a slash: "/${path}".` }];
    if (/[?#]/.test(path))
      return [
        { pointer, message: `The path "${path}" is never served. Declare what follows "?" as query parameters.` },
      ];
    const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined)
      return [
        {
          pointer,
          message: `The path "${path}" contains the parameter "${twice}" twice, and only one value is read. Rename one of them.`,
        },
      ];
    const plain = path.replaceAll(/\{[^}]*\}/g, '{}');
    const other = known.get(plain);
    known.set(plain, other ?? path);
    if (other === undefined) return [];
    return [
      { pointer, message: `The paths "${other}" and "${path}" are identical (OAS 3.1 §4.8.8). Declare one of them.` },
    ];
  });
}

/** OAS 3.1 §4.8.12.2.1: the styles of each place. */
const STYLES: Record<string, string[]> = {
  path: ['matrix', 'label', 'simple'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** OAS 3.2 §4.9.1. */
const ADDITIONAL = 'additionalOperations';

function objectWarnings(document: OpenApiDocument): DocumentFault[] {
  const found: DocumentFault[] = [];
  const add = (tokens: string[], message: string) => found.push({ pointer: toPointer(tokens), message });
  const { jsonSchemaDialect: dialect } = document as { jsonSchemaDialect?: unknown };
  if (typeof dialect === 'string' && !DIALECTS.test(dialect)) add(['jsonSchemaDialect'], unknownDialect(dialect));
  mapObjects(document, {
    pathItem: (value, tokens) => {
      const { additionalOperations: others } = value as { additionalOperations?: object };
      if (!isVersion32(document)) return value;
      for (const method of Object.keys(others ?? {}))
        if (isFixed(method))
          add([...tokens, ADDITIONAL, method], `"${method}" is never served. Declare it as "${method.toLowerCase()}".`);
        else if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method))
          add([...tokens, ADDITIONAL, method], `"${method}" is not a method (RFC 9110 §9.1). Use letters.`);
        else if (method !== method.toUpperCase())
          add([...tokens, ADDITIONAL, method], `The method "${method}" is sent and served as ${method.toUpperCase()}.`);
      return value;
    },
    parameter: (value, tokens) => {
      const { in: place, style } = value as { in?: string; style?: string };
      const styles = STYLES[place ?? ''];
      if (style !== undefined && styles !== undefined && !styles.includes(style))
        add([...tokens, 'style'], `The style "${style}" is not allowed in ${place}. Use ${styles.join(' or ')}.`);
      return value;
    },
    mediaType: (value, tokens) => {
      const { itemSchema, itemEncoding, prefixEncoding } = value as Partial<Record<string, unknown>>;
      const [parent, name = ''] = tokens.slice(-2);
      if (
        itemSchema !== undefined &&
        parent === 'content' &&
        essenceOf(name) !== '' &&
        sequenceFormat(name) === undefined
      )
        add([...tokens, 'itemSchema'], `Items of ${name} are not checked.`);
      for (const [member, encoding] of Object.entries({ itemEncoding, prefixEncoding }))
        if (encoding !== undefined) add([...tokens, member], `"${member}" is not used. Parts are not checked.`);
      return value;
    },
    encoding: (value, tokens) => {
      for (const member of ['headers', 'encoding', 'prefixEncoding', 'itemEncoding'])
        if (isObject(value) && value[member] !== undefined)
          add([...tokens, member], `"${member}" is not used. Parts are not checked.`);
      return value;
    },
    operation: (value, tokens) => {
      const { responses, callbacks } = value as { responses?: object; callbacks?: unknown };
      if (callbacks !== undefined) add([...tokens, 'callbacks'], 'Requests of callbacks are not checked.');
      for (const status of Object.keys(responses ?? {})) {
        if (/^[1-5](\d\d|XX)$/.test(status) || status === 'default' || status.startsWith('x-')) continue;
        const hint = /^[1-5]xx$/i.test(status)
          ? `Write "${status.toUpperCase()}".`
          : 'Use a status, a range such as 4XX or default.';
        add([...tokens, 'responses', status], `"${status}" is not a status (OAS 3.1 §4.8.16). ${hint}`);
      }
      return value;
    },
  });
  return found;
}

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

function schemaWarnings(document: OpenApiDocument): DocumentFault[] {
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
  if (!is31) return warnings;
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
    found.push(['contentEncoding', `Texts are not checked to be ${contentEncoding}.`]);
  if (typeof type === 'string' && (isText(type) || isJson(type) || contentEncoding !== undefined))
    found.push(['contentMediaType', `Texts are not checked to be ${type}.`]);
  if (contentSchema !== undefined) found.push(['contentSchema', 'Texts are not validated by "contentSchema".']);
  return found;
}

function unknownDialect(dialect: string): string {
  return `The dialect "${dialect}" is not supported. Schemas are read as JSON Schema 2020-12.`;
}

/** JSON Schema 2020-12, and what OpenAPI 3.1 and 3.2 make of it. */
const DIALECTS =
  /^https:\/\/(json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.[12]\/dialect\/\S+)#?$/;
