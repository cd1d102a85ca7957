import type { ParameterDecoding } from '../document/compiled.ts';
import type { MediaType, Operation, Parameter } from '../document/document.ts';
import { essenceOf, isJson, isText, isUrlEncoded, mayBeJson } from '../document/media-types.ts';
import { CURSOR, nextLinks } from '../document/paging.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { createFirst, type Flat, flatten, typesOf } from '../values/flat.ts';
import { readForm, toParameterDecodings } from './readings.ts';

const IDEMPOTENCY_KEY = /^(x-)?idempotency-key$/i;
/** Members of a page that hold the cursor of the next one. */
const NEXT = /^next([_-]?(cursor|token|(continuation|page)[_-]?token))?$/i;
/** Length of a UUID, which the client sends as an idempotency key. */
const UUID_LENGTH = 36;

/**
 * Facts of an operation for the client runtime. Defaults of the runtime are left out.
 *
 * @param schemes names of the security schemes whose credentials a client sends
 */
export function toClientOperation(operation: Operation, schemes: Set<string>, find: FindSchema): object {
  const security = operation.security.map((alternative) =>
    Object.keys(alternative).filter((name) => schemes.has(name)),
  );
  const body = bodyOf(operation);
  const whole = operation.parameters.find(({ in: place }) => place === 'querystring');
  const [querystring] = Object.keys(whole?.content ?? {});
  const idempotencyKey = operation.parameters.find((parameter) => takesIdempotencyKey(parameter, find))?.name;
  const pages = pagesOf(operation, find);
  const parameters = toClientParameters(operation, find);
  const fields = toClientFields(operation, find);
  const parts = toClientParts(operation);
  return {
    ...(security.length === 0 ? {} : { security }),
    ...(body === undefined ? {} : { body }),
    ...(fields.length === 0 ? {} : { fields }),
    ...(Object.keys(parts).length === 0 ? {} : { parts }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(querystring === undefined ? {} : { querystring }),
    ...responseOf(operation),
    ...(hasItems(operation) ? { items: true } : {}),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(pages === undefined ? {} : { pages }),
  };
}

/** Parameters whose style the client must know. openapi-fetch writes all other parameters correctly. */
function toClientParameters({ parameters }: Operation, find: FindSchema): object[] {
  // OAS 3.1 §4.8.12.2: in queries only, and by style only.
  const isReserved = (name: string): boolean =>
    parameters.some((one) => one.in === 'query' && one.name === name && one.allowReserved === true && !one.content);
  return toParameterDecodings(parameters, find)
    .map((parameter) => ({ ...parameter, isReserved: parameter.in === 'query' && isReserved(parameter.name) }))
    .filter((one) => one.in !== 'querystring' && (one.isReserved || !isWrittenByDefault(one)))
    .map(({ name, in: place, style, explode, mediaType, isReserved }) => ({
      ...{ name, in: place, style, explode },
      ...(mediaType === undefined ? {} : { mediaType }),
      ...(isReserved ? { allowReserved: true } : {}),
    }));
}

/** Properties of a URL-encoded form that the client must know the style of. JSON is written as it is by default. */
function toClientFields({ requestBody }: Operation, find: FindSchema): object[] {
  const form = Object.entries(requestBody?.content ?? {}).find(([mediaType]) => isUrlEncoded(mediaType))?.[1];
  if (form === undefined) return [];
  const { properties } = readForm(form.schema ?? {}, form.encoding ?? {}, find);
  return Object.entries(properties).flatMap(([name, { style, explode, isJson: asJson }]) => {
    const isReserved = form.encoding?.[name]?.allowReserved === true;
    if (asJson || (style === 'form' && explode && !isReserved)) return [];
    return [{ name, style, explode, ...(isReserved ? { allowReserved: true } : {}) }];
  });
}

/** The media types that the contract declares for the parts of a multipart form. */
function toClientParts({ requestBody }: Operation): Record<string, string> {
  const content = Object.entries(requestBody?.content ?? {});
  const encoding = content.find(([mediaType]) => /^multipart\//i.test(mediaType))?.[1].encoding ?? {};
  const declared = Object.entries(encoding).flatMap(([name, { contentType }]) =>
    contentType === undefined ? [] : [[name, contentType]],
  );
  return Object.fromEntries(declared);
}

function isWrittenByDefault({ in: place, style, explode, shape, mediaType }: ParameterDecoding): boolean {
  if (mediaType !== undefined || shape === 'object') return false;
  if (place === 'query' || place === 'cookie') return style === 'form' && (explode || shape === 'primitive');
  return style === 'simple' && (place === 'path' || shape === 'primitive');
}

/** The media type of the request body, or its range: JSON if there is a choice. Undefined for the usual one. */
function bodyOf({ requestBody }: Operation): string | undefined {
  const mediaTypes = Object.keys(requestBody?.content ?? {});
  if (mediaTypes.includes('application/json')) return undefined;
  const isConcreteJson = (mediaType: string): boolean => isJson(mediaType) && !mediaType.includes('*');
  return mediaTypes.find(isConcreteJson) ?? mediaTypes.find(mayBeJson) ?? mediaTypes[0];
}

type Kind = 'json' | 'text' | 'bytes' | 'any';

/** How the client reads the body of a success, and that it asks for JSON if there is a choice. */
function responseOf({ responses }: Operation): { response?: Kind; accept?: string } {
  const mediaTypes = successes(responses).map(({ content = {} }) => Object.keys(content));
  const kinds = new Set(
    mediaTypes.flatMap((names) =>
      names.some((name) => bodyKindOf(name) === 'json') ? ['json' as const] : names.map(bodyKindOf),
    ),
  );
  const json = mediaTypes.filter((names) => names.length > 1).flatMap((names) => names.find(isJson) ?? [])[0];
  const [kind] = kinds;
  return {
    ...(kinds.size > 1 ? { response: 'any' } : kind === undefined || kind === 'json' ? {} : { response: kind }),
    ...(json === undefined ? {} : { accept: `${json}, */*;q=0.1` }),
  };
}

/** Whether a success can be a sequence of items. */
function hasItems({ responses }: Operation): boolean {
  return successes(responses).some(({ content = {} }) =>
    Object.entries(content).some(
      ([name, { itemSchema }]) => itemSchema !== undefined && sequenceFormat(name) !== undefined,
    ),
  );
}

function bodyKindOf(mediaType: string): Kind {
  if (isJson(mediaType)) return 'json';
  if (isText(mediaType) || /[/+]xml$/.test(essenceOf(mediaType))) return 'text';
  return /^(\*|application)\/\*/.test(mediaType) ? 'any' : 'bytes';
}

/** `default` stands in for a success that is not declared (OAS 3.1 §4.8.16). */
function successes(responses: Operation['responses']): Operation['responses'][string][] {
  const found = Object.entries(responses).filter(([status]) => /^2(\d\d|XX)$/i.test(status));
  const { default: other } = responses;
  if (found.length === 0 && other !== undefined) return [other];
  return found.map(([, response]) => response);
}

/** Whether a UUID is a valid value of the parameter, as far as its schema shows. */
function takesIdempotencyKey({ name, in: place, schema }: Parameter, find: FindSchema): boolean {
  if (place !== 'header' || !IDEMPOTENCY_KEY.test(name)) return false;
  const { maxLength = UUID_LENGTH, minLength = 0, format = 'uuid', ...flat } = flatten(schema, find, createFirst(find));
  const isText = typesOf(flat).length === 0 || typesOf(flat).includes('string');
  const isFree = flat.enum === undefined && flat.patterns === undefined && format === 'uuid';
  return isText && isFree && Number(minLength) <= UUID_LENGTH && UUID_LENGTH <= Number(maxLength);
}

type Pages = { cursor: string; next: string[]; items?: string[] };

/**
 * The cursor of a list, and the place of the next one in its body: by a link, else by their names. The items are the only array
 * of the body.
 */
function pagesOf(operation: Operation, find: FindSchema): Pages | undefined {
  if (operation.method !== 'get') return undefined;
  const links = nextLinks(operation);
  const isCursor = ({ name, in: place }: Parameter) => place === 'query' && (links.has(name) || CURSOR.test(name));
  const cursor = operation.parameters.find(isCursor)?.name;
  if (cursor === undefined) return undefined;
  const [content] = successes(operation.responses).flatMap(({ content = {} }) => jsonOf(content));
  const next = links.get(cursor) ?? nextIn(content?.schema, find);
  if (next === undefined) return undefined;
  const [array, ...others] = membersOf(content?.schema, find).filter(([, { items }]) => items !== undefined);
  return { cursor, next, ...(array === undefined || others.length > 0 ? {} : { items: [array[0]] }) };
}

function jsonOf(content: Record<string, MediaType>): MediaType[] {
  return Object.entries(content).flatMap(([name, mediaType]) => (isJson(name) ? [mediaType] : []));
}

/** The member of a body, or of an object in it, that holds the next cursor. */
function nextIn(schema: unknown, find: FindSchema): string[] | undefined {
  const members = membersOf(schema, find);
  const nextOf = (list: [string, Flat][]) => list.find(([name, flat]) => NEXT.test(name) && isToken(flat))?.[0];
  const name = nextOf(members);
  if (name !== undefined) return [name];
  for (const [owner, flat] of members) {
    const inner = nextOf(membersOf(flat, find));
    if (inner !== undefined) return [owner, inner];
  }
  return undefined;
}

function membersOf(owner: unknown, find: FindSchema): [name: string, member: Flat][] {
  const { properties = {} } = isObject(owner) ? flatten(owner, find, createFirst(find)) : {};
  return Object.entries(properties).map(([name, property]) => [name, flatten(property, find, createFirst(find))]);
}

/** A text that is not the URL of a page. */
function isToken(flat: Flat): boolean {
  return typesOf(flat).includes('string') && !String(flat.format ?? '').startsWith('ur');
}
