/** RFC 9110 §5.6.2. */
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
// Bundlers leave both out of clients, which do not use them.
const ESSENCE = /* @__PURE__ */ new RegExp(`^[ \\t]*(${TOKEN}/${TOKEN})[ \\t]*(?:;|$)`);
const PARAMETER = /* @__PURE__ */ new RegExp(`;[ \\t]*(${TOKEN})=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))`, 'g');

/** Type and subtype in lower case, without parameters (RFC 9110 §8.3.1). Empty for a text that is not a media type. */
export function essenceOf(mediaType: string): string {
  return ESSENCE.exec(mediaType)?.[1]?.toLowerCase() ?? '';
}

/**
 * The parameters of a media type, by lower-case name, quotes and escapes undone (RFC 9110 §5.6.6). The first of equal
 * names counts. A part that is not `name=value`, or has an empty value, is ignored, as in the MIME Sniffing standard
 * §4.4.
 */
export function mediaTypeParameters(mediaType: string): Map<string, string> {
  const parameters = new Map<string, string>();
  if (!mediaType.includes(';')) return parameters;
  for (const [, name = '', quoted, plain = ''] of mediaType.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    const value = quoted === undefined ? plain.trimEnd() : quoted.replaceAll(/\\(.)/g, '$1');
    if (!parameters.has(key) && (quoted !== undefined || value !== '')) parameters.set(key, value);
  }
  return parameters;
}

/** One spelling of a media type, so that two can be compared. A charset does not distinguish two media types here. */
function normalize(mediaType: string): string {
  const parameters = [...mediaTypeParameters(mediaType)].filter(([name]) => name !== 'charset').sort(byName);
  return [essenceOf(mediaType), ...parameters.map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(';');
}

function byName([one]: [string, string], [other]: [string, string]): number {
  return one < other ? -1 : 1;
}

/** Spellings of the media types of contracts: all operations have the same few. */
const spellings = new Map<string, string>();

/** The members of a `content` by media type, in the spelling in which `findMediaType` returns it. */
export function byMediaType<Member>(content: Record<string, Member>): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const mediaType in content) {
    const known = spellings.get(mediaType) ?? normalize(mediaType);
    spellings.set(mediaType, known);
    members.set(known, content[mediaType] as Member);
  }
  return members;
}

/**
 * The name under which a contract declares a media type. The exact type wins, with the sent parameters if the
 * contract distinguishes by them. Otherwise the narrowest range that contains it wins (OAS 3.1 §4.8.13, RFC 9110
 * §12.5.1).
 *
 * @param content made by `byMediaType`
 * @param contentType as in a header
 */
export function findMediaType(content: Map<string, unknown>, contentType: string): string | undefined {
  if (content.has(contentType)) return contentType;
  const name = normalize(contentType);
  if (content.has(name)) return name;
  const essence = essenceOf(contentType);
  const [type = '', subtype = ''] = essence.split('/');
  const suffix = subtype.split('+')[1];
  const ranges = [...(suffix === undefined ? [] : [`${type}/*+${suffix}`]), `${type}/*`, '*/*'];
  if (essence === '') return closest(content, essence, contentType);
  for (const one of [essence, ...ranges]) {
    const found = closest(content, one, contentType);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The declared variant of a media type or range that has the most parameters of the sent type; else the first. */
function closest(content: Map<string, unknown>, essence: string, contentType: string): string | undefined {
  const sent = mediaTypeParameters(contentType);
  let found: { name: string; score: number } | undefined;
  for (const name of content.keys()) {
    if (essenceOf(name) !== essence) continue;
    const parameters = [...mediaTypeParameters(name)];
    const score = parameters.every(([key, value]) => sent.get(key) === value) ? parameters.length : -1;
    if (found === undefined || score > found.score) found = { name, score };
  }
  return found?.name;
}

/** JSON, for clients, where each byte counts: it also accepts names that are not tokens. */
export const JSON_TYPE = /^[^/]+\/(?:[^;]+\+)?json *(?:;|$)/i;

/** RFC 8259 §11 and RFC 6839 §3.1. */
export function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || /\/(?:.+\+)?json$/.test(essenceOf(mediaType));
}

/** RFC 7303 §9. */
export function isXml(mediaType: string): boolean {
  return /^(application|text)\/xml$|\+xml$/.test(essenceOf(mediaType));
}

export function isUrlEncoded(mediaType: string): boolean {
  return essenceOf(mediaType) === 'application/x-www-form-urlencoded';
}

export function isMultipart(mediaType: string): boolean {
  return essenceOf(mediaType) === 'multipart/form-data';
}

/** Whether a media type is multipart, but not a form, so that its parts may have no names (RFC 2046 §5.1). */
export function isOtherMultipart(mediaType: string): boolean {
  return /^multipart\/[^*]+$/.test(essenceOf(mediaType)) && !isMultipart(mediaType);
}

/** Whether a media type is JSON, or a range that JSON falls in. */
export function mayBeJson(mediaType: string): boolean {
  return isJson(mediaType) || /^(\*|application)\/\*(\+json)?$/.test(rangeOf(mediaType));
}

/** Whether a media type is a form, or a range that one falls in. */
export function mayBeForm(mediaType: string): boolean {
  const range = rangeOf(mediaType);
  return isUrlEncoded(mediaType) || isMultipart(mediaType) || ['*/*', 'application/*', 'multipart/*'].includes(range);
}

/** Whether a media type is text, or a range that text falls in. */
export function mayBeText(mediaType: string): boolean {
  return isText(mediaType) || rangeOf(mediaType) === '*/*';
}

/** A media range without its parameters (RFC 9110 §12.5.1). */
function rangeOf(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

export function isText(mediaType: string): boolean {
  return essenceOf(mediaType).startsWith('text/');
}

/** Whether a `Content-Type` names no other charset than UTF-8. */
export function isUtf8Charset(contentType: string): boolean {
  if (!contentType.includes(';')) return true;
  return /^utf-?8$/i.test(mediaTypeParameters(contentType).get('charset') ?? 'utf-8');
}
