import type { Shape, Style } from '../document/compiled.ts';

/** A parameter taken apart, every text decoded, nothing converted yet. */
export type SplitParameter = string | string[] | Record<string, string>;

/** Decodes a text. */
export type Decode = (encoded: string) => string;

/** How a parameter is written, beside its style. */
type WrittenForm = { name: string; explode: boolean; shape: Shape; decode: Decode };

/**
 * Takes apart a parameter that stands in one text: any in a path, a header or a cookie, and those of a query that are
 * not exploded. Delimiters are found before percent-decoding, because an encoded delimiter is data (RFC 6570 §3.2.1).
 *
 * @param text as it stands in the request
 * @returns undefined when the text lacks what its style begins with, or names and values do not pair
 */
export function splitParameter(text: string, form: WrittenForm & { style: Style }): SplitParameter | undefined {
  const { style, explode } = form;
  switch (style) {
    case 'label':
      return text.startsWith('.') ? split(text.slice(1), explode ? '.' : ',', form) : undefined;
    case 'matrix':
      return splitMatrix(text, form);
    case 'spaceDelimited':
      return split(text.replaceAll(/%20|\+/g, ' '), ' ', { ...form, explode: false });
    case 'pipeDelimited':
      return split(text.replaceAll(/%7C/gi, '|'), '|', { ...form, explode: false });
    default:
      return split(text, ',', form);
  }
}

/** RFC 6570 §3.2.7: each value is led by a semicolon and a name; a list or object that is not exploded by its own. */
function splitMatrix(text: string, { name, explode, shape, decode }: WrittenForm): SplitParameter | undefined {
  if (!text.startsWith(';')) return undefined;
  const pairs = text
    .slice(1)
    .split(';')
    .map((pair) => splitOnce(pair, '='));
  if (explode && shape === 'object') return decodePairs(pairs, decode);
  if (pairs.some(([key]) => decode(key) !== name)) return undefined;
  const values = pairs.map(([, value]) => value);
  if (explode && shape === 'array') return values.map(decode);
  return values.length === 1 ? split(values[0] ?? '', ',', { shape, decode, explode: false }) : undefined;
}

function split(
  text: string,
  delimiter: string,
  { shape, explode, decode }: Pick<WrittenForm, 'shape' | 'explode' | 'decode'>,
): SplitParameter | undefined {
  if (shape === 'primitive') return decode(text);
  const parts = text === '' ? [] : text.split(delimiter);
  if (shape === 'array') return parts.map(decode);
  if (explode)
    return decodePairs(
      parts.map((part) => splitOnce(part, '=')),
      decode,
    );
  if (parts.length % 2 !== 0) return undefined;
  return decodePairs(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as [string, string]] : [])),
    decode,
  );
}

function decodePairs(pairs: [string, string][], decode: Decode): Record<string, string> {
  return Object.fromEntries(pairs.map(([key, value]) => [decode(key), decode(value)]));
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
