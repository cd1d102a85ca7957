import type { FieldDecoding } from '../document/compiled.ts';
import type { DocumentFault, MediaType, OpenApiDocument, Schema } from '../document/document.ts';
import { isReference } from '../document/files.ts';
import { essenceOf, isJson, isMultipart, isText, isUrlEncoded, isXml, mayBeForm } from '../document/media-types.ts';
import { createFindSchema, type FindSchema, isObject, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { suggest } from '../document/suggest.ts';
import { createFirst, flatten } from '../values/flat.ts';
import { nestedFault, type PlacedMessage, styleFaults } from './parameter-warnings.ts';
import { readForm, readText } from './readings.ts';

/**
 * Encodings of properties that forms do not have, and those whose parts can be no value of their schema (OAS 3.1 §4.8.15).
 *
 * @param document bundled, in the version that it is written in
 */
export function formWarnings(document: OpenApiDocument): DocumentFault[] {
  const found: DocumentFault[] = [];
  const findSchema = createFindSchema(document);
  mapObjects(document, {
    mediaType: (value, tokens) => {
      if (tokens.at(-2) !== 'content' || !isObject(value) || isReference(value)) return value;
      const type = tokens.at(-1) ?? '';
      const mediaType = value as MediaType;
      if (isForm(type) && !canBeForm(mediaType.schema, findSchema))
        found.push({ pointer: toPointer(tokens), message: `A body of ${type} is an object. Write type: object.` });
      for (const [at, message] of encodingFaults(type, mediaType, findSchema))
        found.push({ pointer: toPointer([...tokens, 'encoding', ...at]), message });
      return value;
    },
  });
  return found;
}

function isForm(type: string): boolean {
  return isUrlEncoded(type) || isMultipart(type);
}

function canBeForm(schema: unknown, findSchema: FindSchema): boolean {
  const { types, shape } = readText(schema, findSchema);
  return shape === 'object' || types.length === 0 || types.includes('object');
}

function encodingFaults(type: string, { schema, encoding }: MediaType, findSchema: FindSchema): PlacedMessage[] {
  if (!isObject(encoding) || essenceOf(type) === '') return [];
  if (!mayBeForm(type) && !essenceOf(type).startsWith('multipart/'))
    return [[[], `"encoding" is only for forms and multipart, not for ${type}. Remove it.`]];
  const { properties } = readForm(schema ?? {}, encoding, findSchema);
  const schemas = flatten(schema, findSchema, createFirst(findSchema)).properties ?? {};
  return Object.entries(encoding).flatMap(([name, one]): PlacedMessage[] => {
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (field === undefined) {
      const message = `The schema has no property "${name}", and its encoding is not used.`;
      return [[[name], message + suggest(name, Object.keys(properties))]];
    }
    if (!mayBeForm(type)) return [];
    const property = flatten(schemas[name], findSchema, createFirst(findSchema));
    return fieldFaults(name, field, { ...one, property }).map(([at, message]) => [[name, ...at], message]);
  });
}

type DeclaredEncoding = { style?: string; explode?: boolean; property: Schema };

function fieldFaults(
  name: string,
  field: FieldDecoding,
  { style, explode, property }: DeclaredEncoding,
): PlacedMessage[] {
  if (style !== undefined) {
    const nested = nestedFault(style, field);
    return [
      ...styleFaults({ style, explode }, field),
      ...(nested === undefined ? [] : [[['style'], `${nested} Remove "style" to use JSON.`] as PlacedMessage]),
    ];
  }
  const { contentTypes, isJson: asJson, isFile, types, shape, items } = field;
  if (contentTypes === undefined || asJson || isFile || types.length === 0) return [];
  const listed = contentTypes.join(' or ');
  const values = shape === 'array' ? items : types;
  if (shape === 'object' || (values.length > 0 && values.every((one) => one === 'object' || one === 'array')))
    return [
      [
        ['contentType'],
        `A part of ${listed} is not read as JSON. Write contentType: application/json or type: string.`,
      ],
    ];
  const isBytes = contentTypes.every((one) => !isText(one) && !isXml(one) && !isJson(one) && one !== '*/*');
  const isEncoded = property.format !== undefined || property.contentEncoding !== undefined;
  if (shape !== 'primitive' || !types.includes('string') || !isBytes || isEncoded) return [];
  return [
    [
      ['contentType'],
      `A part of ${listed} is a file, and the schema of "${name}" allows only strings. Write format: binary.`,
    ],
  ];
}
