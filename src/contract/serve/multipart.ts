import { mediaTypeParameters } from '../document/media-types.ts';
import { Rejection } from './types.ts';

/** A name, what was sent under it, and the media type that the part names. */
export type NamedPart = [name: string, part: Part, mediaType?: string | undefined];

/** A file or a text that was sent under a name. */
export type Part = string | File;

/** Each field costs microseconds, however short it is. */
export const MOST_FIELDS = 1000;

/** Limits of the headers of one part, in bytes and in lines. */
export const HEADER_BYTES = 8192;
const HEADER_LINES = 50;

export function tooManyFields(): Rejection {
  return new Rejection({ kind: 'body_undecodable', reason: `it has more than ${MOST_FIELDS} fields` });
}

/**
 * The parts of a form of RFC 7578, in their order. A part with a file name, or of the type `application/octet-stream`, is a
 * file. Parts without a name are left out (§4.2).
 *
 * @throws Rejection where the parts cannot be separated, there are too many, or a text is not in its charset
 */
export async function splitMultipart(bytes: Uint8Array, contentType: string): Promise<NamedPart[]> {
  const boundary = mediaTypeParameters(contentType).get('boundary');
  if (boundary === undefined || boundary === '') throw broken();
  // Few contracts have such a body. It is loaded only if it is needed.
  const { parseMultipart, MaxPartsExceededError } = await import('@remix-run/multipart-parser');
  const found: NamedPart[] = [];
  // The body is in memory already, so its parts need no limit of their own.
  const { length } = bytes;
  const limits = { maxHeaderSize: HEADER_BYTES, maxParts: MOST_FIELDS, maxFileSize: length, maxTotalSize: length };
  try {
    for (const part of parseMultipart(withoutPreamble(bytes, boundary), { boundary, ...limits })) {
      const { name, filename, isFile, mediaType, headers } = part;
      if (Object.keys(headers).length > HEADER_LINES) throw broken();
      if (name === undefined || !isFormData(headers['content-disposition'])) continue;
      const content = part.bytes as Uint8Array<ArrayBuffer>;
      if (isFile)
        found.push([name, new File([content], filename ?? '', { type: mediaType ?? 'text/plain' }), mediaType]);
      else found.push([name, decodeText(content, headers['content-type']), mediaType]);
    }
  } catch (error) {
    if (error instanceof MaxPartsExceededError) throw tooManyFields();
    throw broken();
  }
  return found;
}

function broken(): Rejection {
  return new Rejection({ kind: 'body_undecodable', reason: 'its parts cannot be separated (RFC 7578)' });
}

/** RFC 2046 §5.1.1 allows text before the first boundary, which is to be ignored. */
export function withoutPreamble(bytes: Uint8Array, boundary: string): Uint8Array {
  const delimiter = new TextEncoder().encode(`\r\n--${boundary}`);
  if (delimiter.subarray(2).every((byte, index) => bytes[index] === byte)) return bytes;
  for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) {
    if (delimiter.every((byte, index) => bytes[at + index] === byte)) return bytes.subarray(at + 2);
  }
  return bytes;
}

function isFormData(disposition: string | undefined): boolean {
  return /^form-data\s*(;|$)/i.test(disposition ?? '');
}

/** A part may name a charset of its own (RFC 7578 §5.1.2). */
function decodeText(bytes: Uint8Array, contentType = ''): string {
  return new TextDecoder(mediaTypeParameters(contentType).get('charset') ?? 'utf-8', { fatal: true }).decode(bytes);
}
