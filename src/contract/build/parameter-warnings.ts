import type { Shape, TextDecoding } from '../document/compiled.ts';
import type { DocumentFault, OpenApiDocument } from '../document/document.ts';
import { isReference } from '../document/files.ts';
import { isJson, isUrlEncoded } from '../document/media-types.ts';
import { DEFAULT_STYLE, IGNORED_HEADERS } from '../document/parameter-defaults.ts';
import { createFindSchema, type FindSchema, followReference, isObject, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { canBeText, readText } from './readings.ts';

/**
 * Parameters and headers whose values cannot be written as they are declared, and so are always rejected or read as texts:
 * of another media type than JSON, or of a style that has no form for their schema.
 *
 * @param document bundled, in the version that it is written in
 */
export function parameterWarnings(document: OpenApiDocument): DocumentFault[] {
  const found: DocumentFault[] = [];
  const findSchema = createFindSchema(document);
  const check = (value: unknown, tokens: string[]): unknown => {
    if (!isObject(value) || isReference(value)) return value;
    const ignored = ignoredHeader(value, tokens);
    if (ignored !== undefined) found.push({ pointer: toPointer(tokens), message: ignored });
    const faults = isObject(value.content)
      ? mediaTypeFaults(document, value, findSchema)
      : schemaFaults(value, findSchema);
    for (const [at, message] of faults) found.push({ pointer: toPointer([...tokens, ...at]), message });
    return value;
  };
  const checkList = (value: unknown, tokens: string[]): unknown => {
    for (const [index, message] of listFaults(document, value, findSchema))
      found.push({ pointer: toPointer([...tokens, 'parameters', index]), message });
    return value;
  };
  mapObjects(document, { parameter: check, pathItem: checkList, operation: checkList });
  return found;
}

export type PlacedMessage = [at: string[], message: string];

function mediaTypeFaults(
  document: OpenApiDocument,
  { in: place, content }: Record<string, unknown>,
  findSchema: FindSchema,
): PlacedMessage[] {
  const [[name, reference] = ['', {}]] = Object.entries(isObject(content) ? content : {});
  const mediaType = followReference(document, reference);
  if (!isObject(mediaType) || !isObject(mediaType.schema)) return [];
  if (isJson(name) || (place === 'querystring' && isUrlEncoded(name))) return [];
  if (canBeText(name, readText(mediaType.schema, findSchema))) return [];
  return [[['content', name], `A value of ${name} is a string, and its schema allows no string. Write type: string.`]];
}

function schemaFaults(parameter: Record<string, unknown>, findSchema: FindSchema): PlacedMessage[] {
  const { in: place = 'header', schema, style, explode } = parameter;
  if (!isObject(schema) || place === 'querystring') return [];
  const written = String(style ?? DEFAULT_STYLE[place as keyof typeof DEFAULT_STYLE] ?? 'form');
  const decoding = readText(schema, findSchema);
  const nested = nestedFault(written, decoding);
  return [
    ...styleFaults({ style: written, explode }, decoding),
    ...(nested === undefined ? [] : [[['schema'], `${nested} Use "content" with application/json.`] as PlacedMessage]),
  ];
}

/** Styles that have no form for every value (OAS 3.1 §4.8.12.2.1). */
const WRITABLE: Record<string, Shape[]> = {
  spaceDelimited: ['array', 'object'],
  pipeDelimited: ['array', 'object'],
  deepObject: ['object'],
};

/** A style that has no form for a schema, or that `explode` puts out of use. */
export function styleFaults(
  { style, explode }: { style: string; explode: unknown },
  { shape, types }: TextDecoding,
): PlacedMessage[] {
  const shapes = WRITABLE[style];
  if (shapes === undefined || types.length === 0) return [];
  if (!shapes.includes(shape)) {
    const values = shapes.map((one) => `${one}s`).join(' and ');
    return [[['style'], `The style "${style}" is only for ${values}. Use form.`]];
  }
  if (style === 'deepObject' || explode !== true) return [];
  return [[['explode'], `With "explode", the style "${style}" is the same as form. Write explode: false.`]];
}

/** Arrays and objects inside of a value, for which no style has a form. Undefined if there are none. */
export function nestedFault(style: string, { shape, items, prefixItems, properties, others }: TextDecoding) {
  if (shape === 'primitive') return undefined;
  const cannot = `The style "${style}" cannot contain arrays or objects inside an ${shape}`;
  if (shape === 'array') return [items, ...prefixItems].some(areNested) ? `${cannot}.` : undefined;
  const names = Object.keys(properties).filter((name) => areNested(properties[name] ?? []));
  if (names.length > 0) return `${cannot}: ${names.map((name) => `"${name}"`).join(', ')}.`;
  return areNested(others ?? []) ? `${cannot}.` : undefined;
}

function areNested(types: string[]): boolean {
  const values = types.filter((type) => type !== 'null');
  return values.length > 0 && values.every((type) => type === 'array' || type === 'object');
}

/** OAS 3.1 §4.8.12, and of headers of a response §4.8.17. */
function ignoredHeader({ in: place, name }: Record<string, unknown>, tokens: string[]): string | undefined {
  const isOfResponse = tokens.at(-2) === 'headers' && tokens[0] !== 'components';
  const header = place === 'header' ? String(name) : isOfResponse ? (tokens.at(-1) ?? '') : '';
  const known = header.toLowerCase();
  if (known === 'content-type' || (known === 'accept' && !isOfResponse))
    return `The header "${header}" is declared by the media types in "content", and ignored here. Remove it.`;
  if (isOfResponse || !IGNORED_HEADERS.has(known)) return undefined;
  return `The header "${header}" is declared by a security scheme, and ignored here. Declare the scheme.`;
}

/** The parameters of a path item or an operation, with their indexes. */
function listFaults(document: OpenApiDocument, value: unknown, findSchema: FindSchema): [string, string][] {
  const { parameters } = (isObject(value) ? value : {}) as { parameters?: unknown };
  const all = (Array.isArray(parameters) ? parameters : []).flatMap((reference, index): ListedParameter[] => {
    const parameter = followReference(document, reference);
    if (!isObject(parameter) || typeof parameter.name !== 'string' || typeof parameter.in !== 'string') return [];
    return [{ ...parameter, name: parameter.name, in: parameter.in, index: String(index) }];
  });
  return [...repeatedParameters(all), ...repeatedMembers(all, findSchema)];
}

type ListedParameter = Record<string, unknown> & { name: string; in: string; index: string };

/** OAS 3.1 §4.8.12.2.1: members of an exploded object have no name of their own beside the other parameters. */
function repeatedMembers(all: ListedParameter[], findSchema: FindSchema): [string, string][] {
  const places = new Map<string, string>(
    all.filter((one) => !isExplodedObject(one, findSchema)).map((one) => [`${one.in} ${one.name}`, one.name]),
  );
  return all.flatMap((one): [string, string][] => {
    if (!isExplodedObject(one, findSchema)) return [];
    const names = Object.keys(readText(one.schema, findSchema).properties);
    const found = names.filter((name) => places.has(`${one.in} ${name}`));
    for (const name of names) places.set(`${one.in} ${name}`, name);
    const listed = found.map((name) => `"${name}"`).join(', ');
    if (found.length === 0) return [];
    return [[one.index, `Members of "${one.name}" have names of other parameters: ${listed}. Rename them.`]];
  });
}

function isExplodedObject({ in: place, schema, style, explode, content }: ListedParameter, findSchema: FindSchema) {
  if ((place !== 'query' && place !== 'cookie') || content !== undefined) return false;
  const isExploded = (style === undefined || style === 'form') && explode !== false;
  return isExploded && readText(schema, findSchema).shape === 'object';
}

/** OAS 3.1 §4.8.12: name and place identify a parameter. */
function repeatedParameters(all: ListedParameter[]): [string, string][] {
  const known = new Set<string>();
  return all.flatMap(({ in: place, name, index }): [string, string][] => {
    const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
    if (!known.has(key)) {
      known.add(key);
      return [];
    }
    return [[index, `The ${place} parameter "${name}" is declared twice. Remove one of them.`]];
  });
}
