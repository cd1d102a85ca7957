import { isObject } from '../document/references.ts';

/**
 * Whether an error names a field: as a key or in a text, in quotes of any kind, in a JSON Pointer, in a path with dots or
 * brackets, escaped as each of these demands, or as words (`display_name`, `displayName`, `Display name`).
 */
export function namesField(error: unknown, name: string): boolean {
  // A long name may be clipped.
  const wanted = bare(name).slice(0, LONGEST);
  return keysAndTexts(error).some((text) => bare(text).includes(wanted) || words(text).includes(words(name)));
}

/** Characters of a name that an error must repeat. */
const LONGEST = 60;

/** Every key and text of a value. */
function keysAndTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(keysAndTexts);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...keysAndTexts(member)]);
}

/** A text without its escapes: backslashes of quoted strings, `~0` and `~1` of pointers, percent-encoding, entities. */
function bare(text: string): string {
  const decoded = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
  return decoded
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
    .replaceAll(/&(?:quot|#34);/g, '"')
    .replaceAll(/&(?:apos|#39|#x27);/g, "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\\(["'`\\])/g, '$1')
    .replaceAll(/\\(["'`\\])/g, '$1')
    .toLowerCase();
}

/** A text as lower-case words with one space between them. */
function words(text: string): string {
  const spaced = text.replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').toLowerCase();
  return spaced.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim() || bare(text);
}
