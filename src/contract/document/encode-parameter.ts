import type { ParameterDecoding } from './compiled.ts';
import { isUrlEncoded, JSON_TYPE } from './media-types.ts';

/** A parameter's value: a primitive, a list of them, or an object of them. */
type ParameterValue = unknown;

/**
 * Writes a parameter as its style and explode have it (OAS 3.1 §4.8.12.3), percent-encoded where its place is: the
 * text of a path segment or header, or the pairs of a query or cookie. A server reads the same value from it, except
 * for empty lists and objects, which most styles cannot express.
 */
export function encodeParameter(
  parameter: Pick<ParameterDecoding, 'name' | 'in' | 'style' | 'explode' | 'mediaType'> & { allowReserved?: true },
  value: ParameterValue,
): string {
  const { name, in: place, style, explode, mediaType, allowReserved } = parameter;
  // Headers and cookies are not percent-encoded (OAS 3.2 §4.12.2.2).
  const encodeName = place === 'header' || style === 'cookie' ? String : encodeComponent;
  const isJoined = !explode && valueKindOf(value) !== 'primitive';
  const encode = allowReserved === true ? (text: string) => encodeReserved(text, isJoined) : encodeName;
  const pair = (key: string, text: string): string => `${encodeName(key)}=${text}`;
  if (mediaType !== undefined) {
    const text = encode(typeof value === 'string' && !JSON_TYPE.test(mediaType) ? value : JSON.stringify(value));
    return place === 'query' || place === 'cookie' ? pair(name, text) : text;
  }
  const texts = textsOfValue(value).map(encode);
  const pairs = (): string[] => entriesOf(value).map(([key, member]) => pair(key, encode(member)));
  const isExplodedObject = explode && valueKindOf(value) === 'object';
  const inOne = (delimiter: string): string =>
    isExplodedObject ? pairs().join(delimiter) : texts.join(explode ? delimiter : ',');
  const named = (delimiter: string): string => {
    if (!explode) return pair(name, texts.join(','));
    return (isExplodedObject ? pairs() : texts.map((text) => pair(name, text))).join(delimiter);
  };
  switch (style) {
    case 'label':
      return `.${inOne('.')}`;
    case 'matrix':
      return `;${named(';')}`;
    case 'simple':
      return inOne(',');
    case 'deepObject':
      return entriesOf(value)
        .map(([key, member]) => pair(`${name}[${key}]`, encode(member)))
        .join('&');
    case 'spaceDelimited':
      return pair(name, texts.join('%20'));
    case 'pipeDelimited':
      return pair(name, texts.join('%7C'));
    default:
      return named(place === 'cookie' ? '; ' : '&');
  }
}

/** The same for a parameter that can be the whole query (OAS 3.2 §4.12.1), which clients write as a body. */
export function encodeAnyParameter(...[parameter, value]: Parameters<typeof encodeParameter>): string {
  const { in: place, mediaType = '' } = parameter;
  return place === 'querystring' && isUrlEncoded(mediaType) ? encodeForm(value) : encodeParameter(parameter, value);
}

/** A form: a pair for each item of a list, and objects as JSON (OAS 3.1 §4.8.15.1). */
function encodeForm(value: ParameterValue): string {
  const pairs = Object.entries(valueKindOf(value) === 'object' ? (value as object) : {}).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((part: unknown) => [
      name,
      valueKindOf(part) === 'object' ? JSON.stringify(part) : String(part),
    ]),
  );
  return new URLSearchParams(pairs).toString();
}

/** RFC 3986 §2.3: all other characters are encoded, the dot too, which the style `label` delimits by. */
function encodeComponent(text: string): string {
  const reserved = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return reserved.replaceAll('.', '%2E');
}

/**
 * RFC 6570 §3.2.3: reserved characters and percent-encoded ones stay as they are. Some reserved characters are still
 * encoded: a query cannot contain `#`, `[` and `]`, `&` and `+` have another meaning there (OAS 3.1 §4.8.12.2), and
 * the comma joins the items of a list.
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
