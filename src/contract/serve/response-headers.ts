import type { CompiledResponse, HeaderDecoding } from '../document/compiled.ts';
import { encodeParameter } from '../document/encode-parameter.ts';
import { isJson, isText } from '../document/media-types.ts';
import { convertTexts } from './convert-texts.ts';
import { splitParameter } from './parameter-styles.ts';
import type { RawResponse } from './types.ts';

/** OAS 3.1 §4.8.21: a header is written in the style `simple`, or as its `content` says. */
const SIMPLE = { name: '', in: 'header', style: 'simple', decode: String } as const;

/** The value that the text of a header stands for: the text itself where it is not written as its declaration says. */
export function readResponseHeader(text: string, decoding: HeaderDecoding): unknown {
  const { shape, explode = false, mediaType } = decoding;
  if (mediaType !== undefined && isJson(mediaType)) return valueOfHeaderJson(text);
  if (shape === 'primitive' && (mediaType === undefined || isText(mediaType))) return convertTexts(text, decoding);
  if (mediaType !== undefined) return text;
  // RFC 9110 §5.6.1.2: white space around the commas of a list does not count.
  const parts = splitParameter(text.replaceAll(/\s*,\s*/g, ','), { ...SIMPLE, explode, shape });
  return parts === undefined ? text : convertTexts(parts, decoding);
}

/**
 * The headers of a response as texts.
 *
 * @param declared by lower-case name; of a header that is not among them, an object is written as JSON
 */
export function headersOf(
  { headers = {} }: RawResponse,
  declared: CompiledResponse['headers'] = {},
): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value: unknown = headers[name];
    if (value !== undefined)
      result[name] = isStructured(value) ? headerTexts(value, declared[name.toLowerCase()]) : String(value);
  }
  return result;
}

/** Headers that cannot be sent: their names, or characters that a field value does not hold (RFC 9110 §5.1, §5.5). */
export function unsendableHeaders(headers: Record<string, string | string[]>): string[] {
  const faults: string[] = [];
  for (const name in headers) {
    const value = headers[name] ?? '';
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) faults.push(`header ${JSON.stringify(name)} is not a valid name`);
    const isSent = typeof value === 'string' ? isFieldValue(value) : value.every(isFieldValue);
    if (!isSent)
      faults.push(`header ${name} has a character that no header can have; encode it, or send it in the body`);
  }
  return faults;
}

function isFieldValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

/** The headers that can be sent. */
export function sendableHeaders(headers: RawResponse['headers'] = {}): Record<string, string | string[]> {
  const texts = headersOf({ status: 200, headers });
  return Object.fromEntries(
    Object.entries(texts).filter(([name, value]) => unsendableHeaders({ [name]: value }).length === 0),
  );
}

function isStructured(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** A list becomes a header for each item, which is equivalent to one header with commas (RFC 9110 §5.3). */
function headerTexts(value: object, decoding: HeaderDecoding | undefined): string | string[] {
  const isLines = Array.isArray(value) && decoding?.mediaType === undefined;
  return isLines ? value.map(String) : writeResponseHeader(value, decoding);
}

/**
 * The text of a header whose value is an object, or a list that its `content` writes as JSON.
 *
 * @param decoding undefined for a header that is not declared, whose objects are written as JSON
 */
function writeResponseHeader(value: object, decoding: HeaderDecoding | undefined): string {
  const { explode = false, mediaType } = decoding ?? { mediaType: 'application/json' };
  const written = { ...SIMPLE, explode, ...(mediaType === undefined ? {} : { mediaType }) };
  // RFC 9110 §5.5: a field value holds no other characters.
  return encodeParameter(written, value).replaceAll(/[^\t\x20-\x7e]/g, escapeUnit);
}

/** RFC 8259 §7. */
function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function valueOfHeaderJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: validation reports the text.
    return text;
  }
}
