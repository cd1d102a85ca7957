import type { ParameterDecoding } from './compiled.ts';
import { isJson, isUrlEncoded } from './media-types.ts';

/** A parameter's value: a primitive, a list of them, or an object of them. */
type ParameterValue = unknown;

/**
 * Writes a parameter as its style and explode have it (OAS 3.1 §4.8.12.3), percent-encoded where its place is: the text of
 * a path segment or header, or the pairs of a query or cookie. What a server reads from it is the value again, as long as
 * it has no empty list or object, for which most styles have no form of their own.
 */
export function encodeParameter(
  parameter: Pick<ParameterDecoding, 'name' | 'in' | 'style' | 'explode' | 'mediaType'> & { allowReserved?: true },
  value: ParameterValue,
): string {
  const { name, in: place, style, explode, mediaType, allowReserved } = parameter;
  // Neither is percent-encoded (OAS 3.2 §4.12.2.2).
  const encodeName = place === 'header' || style === 'cookie' ? String : encodeComponent;
  const isJoined = !explode && valueKindOf(value) !== 'primitive';
  const encode = allowReserved === true ? (text: string) => encodeReserved(text, isJoined) : encodeName;
  const pair = (key: string, text: string): string => `${encodeName(key)}=${text}`;
  if (mediaType !== undefined) {
    if (place === 'querystring' && isUrlEncoded(mediaType)) return encodeForm(value);
    const text = encode(typeof value === 'string' && !isJson(mediaType) ? value : JSON.stringify(value));
    return place === 'query' || place === 'cookie' ? pair(name, text) : text;
  }
  const joined = (delimiter: string): string => textsOfValue(value).map(encode).join(delimiter);
  const pairs = (delimiter: string): string =>
    entriesOf(value)
      .map(([key, member]) => pair(key, encode(member)))
      .join(delimiter);
  const isObject = valueKindOf(value) === 'object';
  switch (style) {
    case 'label':
      return `.${explode ? (isObject ? pairs('.') : joined('.')) : joined(',')}`;
    case 'matrix':
      if (explode && isObject) return `;${pairs(';')}`;
      if (explode)
        return textsOfValue(value)
          .map((part) => `;${pair(name, encode(part))}`)
          .join('');
      return `;${pair(name, joined(','))}`;
    case 'simple':
      return explode && isObject ? pairs(',') : joined(',');
    case 'deepObject':
      return entriesOf(value)
        .map(([key, member]) => pair(`${name}[${key}]`, encode(member)))
        .join('&');
    case 'spaceDelimited':
      return pair(name, joined('%20'));
    case 'pipeDelimited':
      return pair(name, joined('%7C'));
    default: {
      if (!explode) return pair(name, joined(','));
      const delimiter = place === 'cookie' ? '; ' : '&';
      return isObject
        ? pairs(delimiter)
        : textsOfValue(value)
            .map((part) => pair(name, encode(part)))
            .join(delimiter);
    }
  }
}

/** A form: a pair for each item of a list, and objects as JSON (OAS 3.1 §4.8.15.1). */
export function encodeForm(value: ParameterValue): string {
  const pairs = Object.entries(valueKindOf(value) === 'object' ? (value as object) : {}).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((part: unknown) => [
      name,
      valueKindOf(part) === 'object' ? JSON.stringify(part) : String(part),
    ]),
  );
  return new URLSearchParams(pairs).toString();
}

/** RFC 3986 §2.3: what is not unreserved is encoded, the dot too, which the style `label` delimits by. */
function encodeComponent(text: string): string {
  const reserved = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return reserved.replaceAll('.', '%2E');
}

/**
 * RFC 6570 §3.2.3: reserved characters and percent-encoded ones stay as they are. Of the reserved ones, `#`, `[` and `]` have
 * no place in a query, `&` and `+` have another meaning there (OAS 3.1 §4.8.12.2), and the comma joins the items of a list.
 */
function encodeReserved(text: string, isJoined: boolean): string {
  return text.replaceAll(/%[\dA-F]{2}|./gisu, (part) =>
    part.length === 3 || (RESERVED.test(part) && !(isJoined && part === ',')) ? part : encodeComponent(part),
  );
}

const RESERVED = /^[:/?@!$'()*;=,.]$/;

function valueKindOf(value: ParameterValue): 'primitive' | 'array' | 'object' {
  if (Array.isArray(value)) return 'array';
  return value !== null && typeof value === 'object' ? 'object' : 'primitive';
}

function entriesOf(value: ParameterValue): [string, string][] {
  return Object.entries((value ?? {}) as object).map(([name, member]) => [name, String(member)]);
}

/** The texts of a value; an object's names and members in turn. */
function textsOfValue(value: ParameterValue): string[] {
  if (Array.isArray(value)) return value.map(String);
  return valueKindOf(value) === 'object' ? entriesOf(value).flat() : [String(value)];
}
