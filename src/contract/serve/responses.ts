import { Readable } from 'node:stream';
import type { CompiledOperation, CompiledResponse, TextDecoding, Validate } from '../document/compiled.ts';
import { byMediaType, findMediaType, isText, parametersOf } from '../document/media-types.ts';
import { convert } from './parameters.ts';
import { collect, findStreamed, openJsonStream } from './streaming.ts';
import type { RawResponse } from './types.ts';
import { toViolations } from './violations.ts';

/** An answer as it goes to the socket. */
export type Serialized = {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array | Readable | undefined;
};

/** A response of the contract, ready to be answered. */
type Declared = CompiledResponse & {
  mediaTypes: Map<string, CompiledResponse['content'][string]>;
  first: string | undefined;
};

/** Turns answers of one operation into what is sent. */
export type Responses = {
  /**
   * Checks a response and serializes it. A streamed body is read as a whole if it is validated, and not at all if it is not
   * sent.
   *
   * @throws Error naming what the contract does not declare or what breaks it
   */
  serialize(answer: RawResponse, options: SerializeOptions): Promise<Serialized>;
};

type SerializeOptions = {
  /** Whether body and headers are validated against the contract. */
  thorough: boolean;
  /** Whether the request is a HEAD, whose response has no body. */
  isHead: boolean;
  /** Headers that were set before the handler was called, by lower-case name. */
  given: () => Record<string, unknown>;
};

/** Compiles the responses of an operation. A status that is not declared is always an error. */
export function compileResponses({ operationId, responses }: CompiledOperation): Responses {
  const declared = new Map(Object.entries(responses).map(([status, response]) => [status, declare(response)]));
  // OAS 3.1 §4.8.16: the status itself, else its range, else the default.
  const find = (status: number): Declared | undefined =>
    declared.get(String(status)) ?? declared.get(`${Math.floor(status / 100)}XX`) ?? declared.get('default');

  return {
    serialize: async (answer, { thorough, isHead, given }) => {
      const { status, body } = answer;
      const response = find(status);
      const breaks = (faults: string[]): never => {
        throw new Error(`The answer ${status} of ${operationId} breaks the contract: ${faults.join('; ')}`);
      };
      if (response === undefined) return breaks([`status ${status} is not declared`]);
      if (thorough) {
        const faults = headerFaults(response, { ...given(), ...lowerCased(answer.headers) });
        if (faults.length > 0) breaks(faults);
      }
      const headers = headersOf(answer);
      if (body === undefined) {
        if (thorough && response.first !== undefined) breaks(['body is missing']);
        return { status, headers, body };
      }
      const contentType = answer.contentType ?? response.first;
      if (contentType === undefined) return breaks(['body is not declared']);
      const part = response.mediaTypes.get(findMediaType(response.mediaTypes, contentType) ?? '');
      if (part === undefined) return breaks([`media type ${contentType} is not declared`]);
      headers['content-type'] = contentType.includes('*') ? 'application/octet-stream' : withCharset(contentType);
      if (part.serialize === undefined) return { status, headers, body: rawBody(body, breaks) };
      const streamed = findStreamed(body, part.arrays);
      if (streamed !== undefined && (isHead || !thorough)) {
        return { status, headers, body: isHead ? undefined : await openJsonStream(streamed, part.serialize) };
      }
      const whole = streamed === undefined ? body : await collect(streamed);
      if (thorough && part.validate !== undefined && !part.validate(whole))
        breaks(faultsOf(part.validate, whole, 'body'));
      return { status, headers, body: part.serialize(whole) };
    },
  };
}

/** Many operations of a contract have the same responses, which are the same objects then. */
const known = new WeakMap<CompiledResponse, Declared>();

function declare(response: CompiledResponse): Declared {
  let declared = known.get(response);
  if (declared === undefined) {
    declared = { ...response, mediaTypes: byMediaType(response.content), first: Object.keys(response.content)[0] };
    known.set(response, declared);
  }
  return declared;
}

/** Answers to what no operation was found for: there is nothing to hold them to. */
export function serializeFree(answer: RawResponse): Serialized {
  const headers = headersOf(answer);
  if (answer.body === undefined) return { status: answer.status, headers, body: undefined };
  headers['content-type'] = answer.contentType ?? 'application/json';
  return { status: answer.status, headers, body: JSON.stringify(answer.body) };
}

function headersOf({ headers = {} }: RawResponse): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) result[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return result;
}

function lowerCased(headers: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function headerFaults({ headers, validateHeaders }: CompiledResponse, present: Record<string, unknown>): string[] {
  if (validateHeaders === undefined) return [];
  const values = Object.fromEntries(
    Object.entries(headers).flatMap(([name, reading]) =>
      present[name] === undefined ? [] : [[name, headerValue(present[name], reading)]],
    ),
  );
  return validateHeaders(values) ? [] : faultsOf(validateHeaders, values, 'header');
}

/** Headers are texts on the wire, whatever a handler gave. */
function headerValue(value: unknown, reading: TextDecoding): unknown {
  if (typeof value !== 'string') return value;
  return reading.shape === 'array' ? convert(value.split(/\s*,\s*/), reading) : convert(value, reading);
}

/** For the log: where and what must be, never the value. */
function faultsOf({ errors }: Validate, value: unknown, place: 'header' | 'body'): string[] {
  return toViolations(errors, value, place).map(({ path, message }) => `${[place, path].join(' ').trim()} ${message}`);
}

function withCharset(contentType: string): string {
  return isText(contentType) && !parametersOf(contentType).has('charset')
    ? `${contentType}; charset=utf-8`
    : contentType;
}

function rawBody(body: unknown, breaks: (faults: string[]) => never): string | Uint8Array | Readable {
  if (typeof body === 'string' || body instanceof Uint8Array || body instanceof Readable) return body;
  return breaks(['body must be a text, bytes or a stream, because its media type is not JSON']);
}
