import { encodeParameter } from '../document/encode-parameter.ts';
import { JSON_TYPE } from '../document/media-types.ts';
import { sequenceFormat, writeItem } from '../document/sequences.ts';
import type { BodyKind, ClientOperation } from './contract.ts';
import { BYTES, FORM, TEXT_TYPE } from './media-types.ts';
import { assertStreamsCanBeSent, writeMultipart } from './multipart.ts';

const URL_ENCODED = /^application\/x-www-form-urlencoded *(?:;|$)/i;
const MULTIPART = /^multipart\//i;

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
  if (body instanceof FormData) return { body, contentType: undefined };
  const contentType = mediaType.includes('*') ? inRange(mediaType, body) : mediaType;
  if (isRaw(body)) return { body, contentType };
  const format = sequenceFormat(contentType);
  if (format !== undefined && Array.isArray(body))
    return { body: body.map((item) => writeItem(format, item, JSON.stringify)).join(''), contentType };
  if (JSON_TYPE.test(contentType)) return { body: JSON.stringify(body), contentType };
  if (typeof body === 'string') return { body, contentType };
  if (MULTIPART.test(contentType)) return writeMultipart(formFields(body, contentType), contentType, parts);
  if (URL_ENCODED.test(contentType)) return { body: urlEncoded(body, contentType, fields), contentType };
  if (TEXT_TYPE.test(contentType) && typeof body !== 'object') return { body: String(body), contentType };
  throw cannotSend(contentType);
}

function cannotSend(mediaType: string): TypeError {
  return new TypeError(`A body of the type ${mediaType} must be a string, a Blob, bytes or a stream.`);
}

/**
 * The first media type that is usual for a value and in a range (RFC 9110 §12.5.1).
 *
 * @throws TypeError if there is none: only the caller knows which one of the range is meant
 */
function inRange(range: string, body: unknown): string {
  const [type, subtype = ''] = (range.split(';')[0] ?? '').trim().toLowerCase().split('/');
  const isIn = (mediaType: string): boolean => {
    const [ownType, ownSubtype = ''] = (mediaType.split(';')[0] ?? '').toLowerCase().split('/');
    return (type === '*' || type === ownType) && ownSubtype !== '' && ownSubtype.endsWith(subtype.replace('*', ''));
  };
  const found = usualTypes(body).find(isIn);
  if (found !== undefined) return found;
  const isSendable = isRaw(body) || typeof body === 'string' || subtype.endsWith('+json');
  if (!isSendable) throw cannotSend(range);
  throw new TypeError(
    `The contract declares bodies of ${range}, which is not a single media type. Set the header Content-Type.`,
  );
}

function usualTypes(body: unknown): string[] {
  if (body instanceof Blob) return [body.type, BYTES];
  if (body instanceof URLSearchParams) return ['application/x-www-form-urlencoded'];
  if (isRaw(body)) return [BYTES];
  if (typeof body === 'string') return ['text/plain', BYTES];
  return ['application/json', typeof body === 'object' ? FORM : 'text/plain'];
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

/** Whether `fetch` sends a value as it is. */
function isRaw(body: unknown): body is Blob | URLSearchParams | ReadableStream | ArrayBuffer | Uint8Array<ArrayBuffer> {
  return (
    body instanceof Blob ||
    body instanceof URLSearchParams ||
    body instanceof ReadableStream ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  );
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
