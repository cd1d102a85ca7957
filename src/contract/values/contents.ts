import { isJson, isText, isXml } from '../document/media-types.ts';
import { sampleFile } from './files.ts';
import type { Flat } from './flat.ts';

/** Says of a schema that its text is the bytes of a file, a character for each, and names the media type of the file. */
export const FILE_TYPE = 'x-file-type';

/** The value of {@link FILE_TYPE} for a file of the `contentMediaType` of its schema. */
export const OF_SCHEMA = '';

/**
 * A text with the content that a schema names: a file, or a text of `contentMediaType` in `contentEncoding` (JSON Schema 2020-12
 * validation §8).
 *
 * @param sample makes the value of a JSON text
 * @returns undefined where the schema names none, or none of it is at hand
 */
export function makeContent(flat: Flat, sample: (schema: unknown) => unknown): string | undefined {
  const { contentMediaType: mediaType, contentEncoding: encoding, contentSchema = { type: 'object' } } = flat;
  const fileType = flat[FILE_TYPE] === OF_SCHEMA ? mediaType : flat[FILE_TYPE];
  if (FILE_TYPE in flat)
    return typeof fileType === 'string' ? bytesOf(fileType, () => sample(contentSchema)) : undefined;
  if (typeof mediaType !== 'string' && typeof encoding !== 'string') return undefined;
  const bytes = typeof mediaType === 'string' ? bytesOf(mediaType, () => sample(contentSchema)) : 'Rex';
  if (bytes === undefined) return undefined;
  // A text of characters cannot be the bytes of every file.
  if (typeof encoding !== 'string') return isAscii(bytes) ? bytes : undefined;
  return encodeBytes(bytes, encoding.toLowerCase());
}

/** The bytes of a small valid content of a media type. */
function bytesOf(mediaType: string, sample: () => unknown): string | undefined {
  if (isJson(mediaType)) return toBytes(JSON.stringify(sample()));
  const file = sampleFile(mediaType);
  if (file !== undefined) return file.bytes;
  if (isXml(mediaType)) return '<root/>';
  return isText(mediaType) || mediaType === 'application/octet-stream' ? 'Rex' : undefined;
}

/** A text in UTF-8, a character for each byte. */
export function toBytes(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Whether each character of a text is the same byte in UTF-8. */
export function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The encodings of RFC 4648 and those of RFC 2045 that leave plain texts as they are. */
function encodeBytes(bytes: string, encoding: string): string | undefined {
  const buffer = Buffer.from(bytes, 'latin1');
  switch (encoding) {
    case 'base64':
      return buffer.toString('base64');
    case 'base64url':
      return buffer.toString('base64url');
    case 'base16':
      return buffer.toString('hex').toUpperCase();
    case 'base32': {
      const bits = [...buffer].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      const groups = bits.match(/.{1,5}/g) ?? [];
      const text = groups.map((group) => BASE32[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
      return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
    }
    case '7bit':
    case '8bit':
    case 'binary':
    case 'quoted-printable':
      return isAscii(bytes) && !bytes.includes('=') ? bytes : undefined;
    default:
      return undefined;
  }
}
