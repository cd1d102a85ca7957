import { encodeParameter } from '../document/encode-parameter.ts';
import { sequenceFormat, writeItem } from '../document/sequences.ts';
import type { BodyKind, ClientOperation } from './contract.ts';
import { assertStreamsCanBeSent, writeMultipart } from './multipart.ts';

const JSON_TYPE = /^[^/]+\/(?:[^;]+\+)?json *(?:;|$)/i;
const TEXT_TYPE = /^(?:text\/|[^/]+\/(?:[^;]+\+)?xml *(?:;|$))/i;
const URL_ENCODED = /^application\/x-www-form-urlencoded *(?:;|$)/i;
const MULTIPART = /^multipart\//i;

/** Media type of bodies that the contract leaves open. */
const ANY = 'application/octet-stream';

/** A request body as `fetch` sends it. The type of `FormData` is set by `fetch`, because it has the boundary. */
export type SerializedBody = { body: BodyInit; contentType: string | undefined };

/** How the fields of a form are written. */
type FormFacts = Pick<ClientOperation, 'fields' | 'parts'>;

/**
 * @param mediaType as the contract declares it or the caller names it; may be a range
 * @throws TypeError if the body cannot be sent as this media type, or is a stream that this platform cannot send
 */
export function serializeBody(body: unknown, mediaType: string, form: FormFacts = {}): SerializedBody {
  const serialized = toSent(body, mediaType, form);
  if (serialized.body instanceof ReadableStream) assertStreamsCanBeSent();
  return serialized;
}

function toSent(body: unknown, mediaType: string, { fields = [], parts }: FormFacts): SerializedBody {
  const contentType = mediaType.includes('*') ? ANY : mediaType;
  if (body instanceof FormData) return { body, contentType: undefined };
  if (body instanceof Blob) return { body, contentType: mediaType.includes('*') ? body.type || ANY : mediaType };
  if (body instanceof URLSearchParams || body instanceof ReadableStream || isBytes(body)) return { body, contentType };
  const format = sequenceFormat(mediaType);
  if (format !== undefined && Array.isArray(body))
    return { body: body.map((item) => writeItem(format, item, JSON.stringify)).join(''), contentType };
  if (JSON_TYPE.test(mediaType)) return { body: JSON.stringify(body), contentType };
  if (typeof body === 'string') return { body, contentType };
  if (MULTIPART.test(mediaType)) return writeMultipart(formFields(body, mediaType), mediaType, parts);
  if (URL_ENCODED.test(mediaType)) return { body: urlEncoded(body, mediaType, fields), contentType };
  if (TEXT_TYPE.test(mediaType) && typeof body !== 'object') return { body: String(body), contentType };
  throw new TypeError(`A body of the type ${mediaType} must be a text, a Blob, bytes or a stream.`);
}

function urlEncoded(
  body: unknown,
  mediaType: string,
  fields: NonNullable<FormFacts['fields']>,
): URLSearchParams | string {
  const usual = (pairs: [string, unknown][]) =>
    new URLSearchParams(pairs.map(([name, value]) => [name, formText(value)]));
  if (fields.length === 0) return usual(formFields(body, mediaType));
  const written = Object.entries(body ?? {}).map(([name, value]: [string, unknown]) => {
    const field = fields.find((one) => one.name === name);
    return field === undefined || value === undefined
      ? usual(formFields({ [name]: value }, mediaType)).toString()
      : encodeParameter({ ...field, in: 'query' }, value);
  });
  return written.filter((text) => text !== '').join('&');
}

function isBytes(body: unknown): body is ArrayBuffer | Uint8Array<ArrayBuffer> {
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}

/** The fields of a form: one for each item of an array (OAS 3.1 §4.8.15.1). */
function formFields(body: unknown, mediaType: string): [string, unknown][] {
  if (typeof body !== 'object' || body === null) throw new TypeError(`A body of the type ${mediaType} is an object.`);
  return Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined)
      .map((item): [string, unknown] => [name, item]),
  );
}

/** Objects are JSON (OAS 3.1 §4.8.15.1). */
function formText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The body of a success; undefined if it is empty and not bytes. */
export async function readResponseBody(response: Response, kind: BodyKind): Promise<unknown> {
  const found = kind === 'any' ? contentKindOf(response.headers.get('content-type') ?? '') : kind;
  if (found === 'bytes') return response.blob();
  const text = await response.text();
  if (found === 'text') return text;
  return text === '' ? undefined : JSON.parse(text);
}

function contentKindOf(contentType: string): BodyKind {
  if (JSON_TYPE.test(contentType)) return 'json';
  return TEXT_TYPE.test(contentType) ? 'text' : 'bytes';
}
