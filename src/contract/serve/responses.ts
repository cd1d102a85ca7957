import type { CompiledOperation, CompiledResponse, CompiledResponseBody, Validate } from '../document/compiled.ts';
import { byMediaType, findMediaType, isJson, isText, mediaTypeParameters } from '../document/media-types.ts';
import { writeItem } from '../document/sequences.ts';
import { convertTexts } from './convert-texts.ts';
import { headersOf, readResponseHeader, unsendableHeaders } from './response-headers.ts';
import { SerializedJson } from './serialized.ts';
import {
  collect,
  discard,
  findStreamed,
  isIterable,
  isStream,
  openItemStream,
  openJsonStream,
  toWebStream,
} from './streaming.ts';
import { type ContractResponse, InvalidResponse, type RawResponse } from './types.ts';
import { toViolations } from './violations.ts';

/** A response of the contract, ready to be sent. */
type PreparedResponse = CompiledResponse & {
  mediaTypes: Map<string, CompiledResponseBody>;
  /** The body of the media type that is sent where a handler names none. */
  first: { contentType: string; part: CompiledResponseBody; isRange: boolean } | undefined;
};

/** Converts the responses of one operation into sent responses. */
export type Responses = {
  /** Whether the contract declares the status, its range or `default`. */
  declares(status: number): boolean;
  /** The bodies of a status by media type, for `findMediaType`. Undefined where the contract does not declare it. */
  contentOf(status: number): Map<string, CompiledResponseBody> | undefined;
  /**
   * Checks a response and serializes it. A streamed body is read as a whole if it is validated, and not at all if it
   * is not sent.
   *
   * @throws InvalidResponse naming what the contract does not declare or what violates it
   */
  serialize(response: RawResponse, options: SerializeOptions): ContractResponse | Promise<ContractResponse>;
};

export type SerializeOptions = {
  /** Whether body and headers are validated against the contract. */
  thorough: boolean;
  /** Whether the request is a HEAD, whose response has no body. */
  isHead: boolean;
  /** Headers that were set before the handler was called, by lower-case name. */
  given: Record<string, unknown> | undefined;
};

/** Compiles the responses of an operation. A status that is not declared is always an error. */
export function compileResponses({ operationId, responses }: CompiledOperation): Responses {
  const declared = new Map(
    // Some write a range in lower case.
    Object.entries(responses).map(([status, response]) => [status.replace(/xx$/i, 'XX'), prepareResponse(response)]),
  );
  // OAS 3.1 §4.8.16: the status itself, else its range, else the default.
  const find = (status: number): PreparedResponse | undefined =>
    declared.get(String(status)) ?? declared.get(`${Math.floor(status / 100)}XX`) ?? declared.get('default');
  const failures = new Map<number, Fail>();
  /** One function a status, and not one a response. */
  const failFor = (status: number): Fail => {
    let fail = failures.get(status);
    if (fail === undefined) {
      fail = (faults) => {
        throw new InvalidResponse(`Response ${status} of ${operationId} violates the contract: ${faults.join('; ')}`);
      };
      failures.set(status, fail);
    }
    return fail;
  };

  return {
    declares: (status) => find(status) !== undefined,
    contentOf: (status) => find(status)?.mediaTypes,
    // Not async: most responses need no promise of their own.
    serialize: (raw, options) => {
      const { status, body } = raw;
      const response = find(status);
      const fail = failFor(status);
      if (response === undefined) return fail([`status ${status} is not declared`]);
      const { thorough } = options;
      if (thorough) {
        const faults = headerFaults(response, { ...options.given, ...lowerCased(raw.headers) });
        if (faults.length > 0) fail(faults);
      }
      const headers = headersOf(raw, response.headers);
      const unsendable = unsendableHeaders(headers);
      if (unsendable.length > 0) fail(unsendable);
      if (body === undefined) {
        if (thorough && response.first !== undefined) fail(['body is missing']);
        return { status, headers, body };
      }
      const { contentType, part } =
        raw.contentType === undefined ? chooseFirst(response, body) : choose(response, raw.contentType);
      if (contentType === undefined) return fail(['body is not declared']);
      if (part === undefined) return fail([`media type ${contentType} is not declared`]);
      headers['content-type'] = contentType;
      const sent = serializeResponseBody(body, part, options, fail);
      return sent instanceof Promise
        ? sent.then((text) => ({ status, headers, body: text }))
        : { status, headers, body: sent };
    },
  };
}

/** The body of a response and its `Content-Type`; neither where the contract declares no body. */
type ChosenContent = { contentType?: string | undefined; part?: CompiledResponseBody | undefined };

/** Stands for a response without a body. */
const NONE: ChosenContent = {};

type Fail = (faults: string[]) => never;

/** The body that is declared for a media type, and the `Content-Type` of the response. */
function choose(
  { mediaTypes }: PreparedResponse,
  contentType: string,
): { contentType: string; part?: CompiledResponseBody } {
  const name = findMediaType(mediaTypes, contentType) ?? '';
  const part = mediaTypes.get(name);
  if (part === undefined) return { contentType };
  const isOther = name.includes('*') && !isJson(contentType);
  return { contentType: headerFor(contentType), part: isOther ? withoutJson(part, contentType) : part };
}

/** The body of a range of media types where it is a text or bytes. */
function withoutJson({ validate, text }: CompiledResponseBody, contentType: string): CompiledResponseBody {
  return validate !== undefined && text !== undefined && isText(contentType) ? { validate, text } : NOT_JSON;
}

/** The body where a handler names no media type. In a range, a value that is neither text nor bytes is JSON. */
function chooseFirst(response: PreparedResponse, body: unknown): ChosenContent {
  const { first } = response;
  if (first === undefined || !first.isRange) return first ?? NONE;
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof Blob || isStream(body);
  return isRaw || first.part.serialize === undefined
    ? { contentType: first.contentType, part: NOT_JSON }
    : { contentType: 'application/json', part: first.part };
}

/** The body of a range of media types where it is not JSON. */
const NOT_JSON: CompiledResponseBody = {};

function headerFor(contentType: string): string {
  return contentType.includes('*') ? 'application/octet-stream' : withCharset(contentType);
}

type Body = ContractResponse['body'];

function serializeResponseBody(
  body: unknown,
  part: CompiledResponseBody,
  options: SerializeOptions,
  fail: Fail,
): Body | Promise<Body> {
  const { serialize, arrays, sequence } = part;
  const { thorough, isHead } = options;
  if (sequence !== undefined) {
    if (!isIterable(body)) return fail(['body must be an iterable of items']);
    return isHead ? discard(body).then(() => undefined) : openItemStream(body, itemWriter(part, options, fail));
  }
  if (serialize === undefined) {
    const raw = part.text === undefined ? body : readyText(body, part, thorough, fail);
    if (typeof raw === 'string' || raw instanceof Uint8Array) return raw;
    if (raw instanceof Blob) return isHead ? undefined : raw.stream();
    if (!isStream(raw)) return fail(['body must be a string, bytes or a stream, because its media type is not JSON']);
    return isHead ? discard(raw).then(() => undefined) : toWebStream(raw);
  }
  if (body instanceof SerializedJson) return serializedText(body, part, options, fail);
  const streamed = findStreamed(body, arrays);
  if (streamed === undefined) return serializeWhole(body, part, options, fail);
  if (isHead) return undefined;
  if (!thorough) return openJsonStream(streamed, serialize);
  return collect(streamed).then((whole) => serializeWhole(whole, part, options, fail));
}

/** A text after it has been validated. A number, a boolean or null becomes one. Streams are not read for it. */
function readyText(body: unknown, { validate, text }: CompiledResponseBody, thorough: boolean, fail: Fail): unknown {
  const isPlain = typeof body === 'number' || typeof body === 'boolean' || body === null;
  const ready = isPlain ? String(body) : body;
  if (!thorough || validate === undefined || text === undefined) return ready;
  const written = ready instanceof Uint8Array ? new TextDecoder().decode(ready) : ready;
  if (typeof written !== 'string') return ready;
  const value = convertTexts(written, text);
  if (!validate(value)) fail(faultsOf(validate, value, 'body'));
  return ready;
}

/** Writes one item of a sequence, after it has been validated. */
function itemWriter(
  { validate, serialize = JSON.stringify, sequence = 'lines' }: CompiledResponseBody,
  { thorough }: SerializeOptions,
  fail: Fail,
): (item: unknown) => string {
  let count = 0;
  return (item) => {
    count += 1;
    if (thorough && validate !== undefined && !validate(item))
      fail(faultsOf(validate, item, 'body').map((fault) => `item ${count}: ${fault}`));
    return writeItem(sequence, item, serialize);
  };
}

function serializeWhole(
  body: unknown,
  { validate, serialize }: CompiledResponseBody,
  { thorough }: SerializeOptions,
  fail: Fail,
): string | undefined {
  if (thorough && validate !== undefined && !validate(body)) fail(faultsOf(validate, body, 'body'));
  return serialize?.(body);
}

/** A text that the serializer has made earlier. */
function serializedText(
  body: SerializedJson,
  { validate }: CompiledResponseBody,
  { thorough }: SerializeOptions,
  fail: Fail,
): string {
  const value = thorough && validate !== undefined ? body.toJSON() : undefined;
  if (value !== undefined && validate?.(value) === false) fail(faultsOf(validate, value, 'body'));
  return body.text;
}

/** Many operations of a contract have the same responses, which are the same objects then. */
const known = new WeakMap<CompiledResponse, PreparedResponse>();

function prepareResponse(response: CompiledResponse): PreparedResponse {
  let declared = known.get(response);
  if (declared === undefined) {
    const [first] = Object.entries(response.content);
    declared = {
      ...response,
      mediaTypes: byMediaType(response.content),
      first: first && { contentType: headerFor(first[0]), part: first[1], isRange: first[0].includes('*') },
    };
    known.set(response, declared);
  }
  return declared;
}

/**
 * Serializes a response that the contract does not declare.
 *
 * @throws Error if a header cannot be sent
 */
export function serializeFree(response: RawResponse): ContractResponse {
  const headers = headersOf(response);
  const unsendable = unsendableHeaders(headers);
  if (unsendable.length > 0) throw new Error(`Response ${response.status} cannot be sent: ${unsendable.join('; ')}`);
  if (response.body === undefined) return { status: response.status, headers, body: undefined };
  headers['content-type'] = response.contentType ?? 'application/json';
  return { status: response.status, headers, body: JSON.stringify(response.body) };
}

function lowerCased(headers: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function headerFaults({ headers, validateHeaders }: CompiledResponse, present: Record<string, unknown>): string[] {
  if (validateHeaders === undefined) return [];
  const values: Record<string, unknown> = {};
  for (const [name, decoding] of Object.entries(headers)) {
    const value = present[name];
    if (value !== undefined) values[name] = typeof value === 'string' ? readResponseHeader(value, decoding) : value;
  }
  // Each cookie is a header of its own (RFC 6265 §3), so a text is one cookie, whatever commas it has.
  const cookies = present['set-cookie'];
  const isList = headers['set-cookie']?.shape === 'array';
  if (isList && typeof cookies === 'string') values['set-cookie'] = [cookies];
  const all =
    Array.isArray(cookies) && !isList ? cookies.map((cookie) => ({ ...values, 'set-cookie': cookie })) : [values];
  return all.flatMap((one) => (validateHeaders(one) ? [] : faultsOf(validateHeaders, one, 'header')));
}

/** For the log: where and what must be, never the value. */
function faultsOf({ errors }: Validate, value: unknown, place: 'header' | 'body'): string[] {
  return toViolations(errors, value, place).map(({ path, message }) => `${[place, path].join(' ').trim()} ${message}`);
}

function withCharset(contentType: string): string {
  return isText(contentType) && !mediaTypeParameters(contentType).has('charset')
    ? `${contentType}; charset=utf-8`
    : contentType;
}
