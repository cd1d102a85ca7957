import type { ContentFault, FormDecoding, ReadContent } from '../document/compiled.ts';
import { mediaTypeParameters } from '../document/media-types.ts';
import { ANY_PART } from '../document/read-content.ts';
import { contentTypeViolation, decodingOfField, readPairs, toBinaryText } from './forms.ts';
import { HEADER_BYTES, withoutPreamble } from './multipart.ts';

type ReadPart = { name: string | undefined; mediaType: string | undefined; bytes: Uint8Array };

/** More parts are not read. */
const MOST_PARTS = 10_000;

/** `parseMultipart` of @remix-run/multipart-parser, which is loaded only if it is needed. */
export type ParseParts = (
  bytes: Uint8Array,
  options: { boundary: string; maxHeaderSize: number; maxParts: number; maxFileSize: number; maxTotalSize: number },
) => Iterable<Partial<ReadPart> & { bytes: Uint8Array }>;

/** A multipart body as it was sent. With `isCut` it is the beginning of one, whose last part may not be complete. */
export type PartsSource = { bytes: Uint8Array; contentType: string; isCut?: boolean };

/**
 * The value of a multipart body (RFC 2046 §5.1): an object of its parts by name, or a list of them. Files are texts with a
 * character for each byte.
 *
 * @param form with `parts`
 */
export function readPartValues(source: PartsSource, form: FormDecoding, parse: ParseParts): ReadContent {
  const parts = separateBody(source, parse);
  if (parts === undefined) return { malformed: 'its parts cannot be separated (RFC 2046)' };
  const faults: ContentFault[] = [];
  const read = (part: ReadPart, key: string, name: string): [string, string] => {
    const field = decodingOfField(form, key);
    const wrong = part.mediaType === undefined ? undefined : contentTypeViolation([key, '', part.mediaType], field);
    if (wrong !== undefined) faults.push({ ...wrong, path: name === '' ? wrong.path : name });
    return [key, field?.isFile === true ? toBinaryText(part.bytes) : textOf(part.bytes)];
  };
  const plan = { form, texts: 'any' as const };
  if (form.parts === 'listed') {
    const value = parts.map((part, index) => {
      const key = Object.hasOwn(form.properties, index) ? String(index) : ANY_PART;
      // A form is always an object.
      const one = readPairs([read(part, key, `[${index}]`)], plan).value as Record<string, unknown>;
      return one[key];
    });
    return { value, faults };
  }
  const named = parts.flatMap((part) => (part.name === undefined ? [] : [read(part, part.name, '')]));
  if (named.length < parts.length)
    faults.push({ path: '', pointer: '', keyword: 'name', message: 'has a part without a name' });
  const { value, faults: unreadable } = readPairs(named, plan);
  return { value, faults: [...faults, ...unreadable] };
}

function separateBody({ bytes, contentType, isCut = false }: PartsSource, parse: ParseParts): ReadPart[] | undefined {
  const boundary = mediaTypeParameters(contentType).get('boundary') ?? '';
  if (boundary === '') return undefined;
  const { length } = bytes;
  const limits = { maxHeaderSize: HEADER_BYTES, maxParts: MOST_PARTS, maxFileSize: length, maxTotalSize: length };
  const parts: ReadPart[] = [];
  try {
    for (const { name, mediaType, bytes: content } of parse(withoutPreamble(bytes, boundary), {
      boundary,
      ...limits,
    }))
      parts.push({ name, mediaType, bytes: content });
  } catch {
    // The parser reports the missing end after the last whole part.
    return isCut ? parts : undefined;
  }
  return parts;
}

/** A text in UTF-8, else with a character for each byte. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return toBinaryText(bytes);
  }
}
