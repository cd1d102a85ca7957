import type { ParameterDecoding } from '../document/compiled.ts';
import { isJson, isText } from '../document/media-types.ts';
import { convertText, convertTexts, holdsInexact, setMember } from './convert-texts.ts';
import type { UnfilledMember } from './fill-defaults.ts';
import { parseJson } from './json.ts';
import { INEXACT } from './json-scan.ts';
import { type Decode, type SplitParameter, splitParameter } from './parameter-styles.ts';
import { appendToken } from './paths.ts';
import {
  decodePercent,
  decodeQuery,
  NO_VALUES,
  parseCookies,
  parseQuery,
  type RawValues,
  takeTexts,
} from './raw-values.ts';
import { Rejection, type Violation } from './types.ts';

/** The raw parameters of a request, by place. */
export type RawParameters = {
  /** RawValues of the path's parameters, percent-encoded. */
  path: Record<string, string>;
  /** The query, without the question mark. */
  query: string;
  /** By lower-case name. */
  headers: Record<string, string | string[] | undefined>;
};

/** Parameters in the types of their schemas, as far as their texts allow, and what cannot be read at all. */
export type DecodedParameters = {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  cookie: Record<string, unknown>;
  /** The whole query as one value, where the contract declares it so. */
  querystring?: unknown;
  violations: Violation[];
  /** Other readings of texts that a schema allows as a list and as a single value. Absent where there are none. */
  alternatives?: { in: ParameterLocation; name: string; value: unknown }[];
  /** Members with a default that are not sent, and that other members may forbid. Absent where there are none. */
  unfilled?: UnfilledMember[];
};

type Read = { value: unknown; alternative?: unknown } | { fault: string };
/** Reads a parameter from the one text that it stands in; undefined when that counts as not sent. */
type TextReader = (text: string) => Read | undefined;
/** Finds a parameter among those of a query or a cookie. Adds to `used` the names it consists of. */
type ValuesReader = (values: RawValues, used: Set<string>) => Read | undefined;
export type ParameterLocation = Exclude<ParameterDecoding['in'], 'querystring'>;
type NamedParameter = ParameterDecoding & { in: ParameterLocation };
type Compiled<Reader> = {
  name: string;
  place: ParameterLocation;
  read: Reader;
  fallback: () => unknown;
  defaults: Record<string, unknown> | undefined;
};

/**
 * Compiles an operation's parameters, with style and explode as OAS 3.1 §4.8.12 has them. Strings become numbers,
 * booleans and nulls if the schema requires one and the string is valid JSON of this type. Other strings stay, and
 * the validator reports them.
 *
 * @param keys names of query parameters that belong to a security scheme, and not to the handler
 */
export function compileParameters(
  parameters: ParameterDecoding[],
  keys: string[] = [],
): (raw: RawParameters) => DecodedParameters {
  // An object with any members takes the parameters that remain.
  const takesRest = ({ style, explode, shape, others }: ParameterDecoding) =>
    style === 'form' && explode && shape === 'object' && others !== undefined;
  const named = parameters.filter((one): one is NamedParameter => one.in !== 'querystring');
  const ordered = named.sort((a, b) => Number(takesRest(a)) - Number(takesRest(b)));
  const inTexts = ordered.filter(({ in: place }) => place === 'path' || place === 'header').map(compileText);
  const inValues = ordered.filter(({ in: place }) => place === 'query' || place === 'cookie').map(compileValues);
  const readsCookies = inValues.some(({ place }) => place === 'cookie');
  return (raw) => {
    const decoded: DecodedParameters = { path: {}, query: {}, header: {}, cookie: {}, violations: [] };
    for (const parameter of inTexts) {
      const sent = parameter.place === 'path' ? raw.path[parameter.name] : raw.headers[parameter.name];
      if (Array.isArray(sent)) keep(decoded, parameter, SENT_TWICE);
      else keep(decoded, parameter, sent === undefined ? undefined : parameter.read(sent));
    }
    const query = raw.query === '' ? NO_VALUES : parseQuery(raw.query);
    if (inValues.length === 0 && query.size === 0) return decoded;
    const cookies = readsCookies ? parseCookies(raw.headers.cookie) : NO_VALUES;
    const used = new Set<string>();
    for (const parameter of inValues) {
      keep(decoded, parameter, parameter.read(parameter.place === 'query' ? query : cookies, used));
    }
    // Members that belong to no parameter stay as they are; the validator checks them.
    for (const [name, values] of query) {
      if (used.has(name) || keys.includes(name)) continue;
      const texts = values.map(decodeQuery);
      setMember(decoded.query, name, texts.length === 1 ? texts[0] : texts);
    }
    return decoded;
  };
}

function keep(decoded: DecodedParameters, parameter: Compiled<unknown>, found: Read | undefined): void {
  const { place, name, fallback } = parameter;
  if (found === undefined) {
    const value = fallback();
    if (value === undefined) return;
    setMember(decoded[place], name, value);
    keepUnfilled(decoded, parameter, value);
  } else if ('fault' in found) {
    decoded.violations.push({
      in: place,
      path: name,
      pointer: appendToken('', name),
      keyword: found.fault === INEXACT ? INEXACT_KEYWORD : 'style',
      message: found.fault,
    });
  } else {
    setMember(decoded[place], name, found.value);
    keepUnfilled(decoded, parameter, found.value);
    if (found.alternative === undefined) return;
    decoded.alternatives ??= [];
    decoded.alternatives.push({ in: place, name, value: found.alternative });
  }
}

function keepUnfilled(decoded: DecodedParameters, { place, defaults }: Compiled<unknown>, value: unknown): void {
  if (defaults === undefined || !isMembers(value)) return;
  for (const [name, fallback] of Object.entries(defaults)) {
    if (Object.hasOwn(value, name)) continue;
    decoded.unfilled ??= [];
    decoded.unfilled.push({ in: place, object: value, name, value: fresh(fallback) });
  }
}

/** The keyword of a number that cannot be stored exactly. No schema has such a keyword. */
export const INEXACT_KEYWORD = 'x-inexact';

const SENT_TWICE = { fault: 'must not be sent more than once' };

function compileText(parameter: NamedParameter): Compiled<TextReader> {
  const { name, in: place, conditionalDefaults: defaults } = parameter;
  return { name, place, fallback: fallbackOf(parameter), defaults, read: textReader(parameter) };
}

function compileValues(parameter: NamedParameter): Compiled<ValuesReader> {
  const { name, in: place, conditionalDefaults: defaults } = parameter;
  return { name, place, fallback: fallbackOf(parameter), defaults, read: valuesReader(parameter) };
}

function fallbackOf({ default: fallback, memberDefaults = {} }: ParameterDecoding): () => unknown {
  return () => withDefaults(fresh(fallback), memberDefaults);
}

/** A default for one request alone: a handler may change a list or an object. */
function fresh(value: unknown): unknown {
  return typeof value === 'object' ? structuredClone(value) : value;
}

function textReader(parameter: ParameterDecoding): TextReader {
  const { name, style, explode, shape, mediaType, allowEmptyValue } = parameter;
  const decode = decoderFor(parameter);
  if (mediaType !== undefined && isText(mediaType) && shape === 'primitive')
    return (text) => toConverted(decode(text), parameter);
  if (mediaType !== undefined) return contentReader(mediaType, decode);
  if (shape === 'primitive' && style === 'simple') return (text) => toConverted(decode(text), parameter);
  return (text) => {
    if (allowEmptyValue === true && text === '') return undefined;
    const read = toConverted(splitParameter(text, { name, style, explode, shape, decode }), parameter);
    return shape === 'array' ? withSingle(read, decode(text), parameter) : read;
  };
}

/** A parameter with `content` is one text in that media type; JSON is read, any other stays a text. */
export function contentReader(mediaType: string, decode: Decode): TextReader {
  if (!isJson(mediaType)) return (text) => ({ value: decode(text) });
  return (text) => {
    try {
      const { value, faults } = parseJson(decode(text));
      return faults.length === 0 ? { value } : { fault: INEXACT };
    } catch (error) {
      if (error instanceof Rejection) return { fault: 'must be valid JSON' };
      throw error;
    }
  };
}

function toConverted(parts: SplitParameter | undefined, parameter: ParameterDecoding): Read {
  if (parts === undefined) return { fault: `must be written in the style "${parameter.style}"` };
  if (holdsInexact(parts, parameter)) return { fault: INEXACT };
  const value = convertTexts(parts, parameter);
  return { value: parameter.memberDefaults === undefined ? value : withDefaults(value, parameter.memberDefaults) };
}

/** A text that a schema allows as a list and as a single value is both until the validator decides. */
function withSingle(read: Read, text: string, { types }: ParameterDecoding): Read {
  const hasSingle = types.some((type) => type !== 'array' && type !== 'object' && type !== 'null');
  return hasSingle && 'value' in read ? { ...read, alternative: convertText(text, types) } : read;
}

/** An object parameter with the defaults of the members that were not sent. */
function withDefaults(value: unknown, defaults: Record<string, unknown>): unknown {
  if (!isMembers(value)) return value;
  for (const [name, fallback] of Object.entries(defaults))
    if (!Object.hasOwn(value, name)) setMember(value, name, fresh(fallback));
  return value;
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesReader(parameter: ParameterDecoding): ValuesReader {
  const { name, style, explode, shape, mediaType } = parameter;
  const toValue = (parts: SplitParameter): Read => toConverted(parts, parameter);
  if (mediaType === undefined && style === 'deepObject') {
    return (values, used) => readDeepObject(values, used, name, toValue);
  }
  if (mediaType === undefined && explode && shape === 'object') {
    return (values, used) => readExplodedObject(values, used, parameter, toValue);
  }
  const decode = decoderFor(parameter);
  const isList = mediaType === undefined && explode && shape === 'array';
  const readText = textReader(parameter);
  return (values, used) => {
    const sent = takeTexts(values, used, name);
    if (sent === undefined) return undefined;
    if (isList && !(parameter.allowEmptyValue === true && sent.length === 1 && sent[0] === '')) {
      const texts = sent.map(decode);
      const [only, ...others] = texts;
      const read = toValue(texts);
      return only === undefined || others.length > 0 ? read : withSingle(read, only, parameter);
    }
    return sent.length > 1 ? SENT_TWICE : readText(sent[0] ?? '');
  };
}

/** `name[key]=value` for each member (OAS 3.1 §4.8.12.3). */
function readDeepObject(
  values: RawValues,
  used: Set<string>,
  name: string,
  toValue: (parts: SplitParameter) => { value: unknown } | { fault: string },
) {
  // Without a prototype, so that `__proto__` is a member like any other.
  const members: Record<string, string> = Object.create(null);
  for (const [key, sent] of values) {
    if (!key.startsWith(`${name}[`) || !key.endsWith(']')) continue;
    used.add(key);
    if (sent.length > 1) return { fault: 'must not name a member more than once' };
    members[key.slice(name.length + 1, -1)] = decodeQuery(sent[0] ?? '');
  }
  return Object.keys(members).length === 0 ? undefined : toValue(members);
}

/** Each member under its own name, beside the other parameters, of which none has a name that is a member's. */
function readExplodedObject(
  values: RawValues,
  used: Set<string>,
  parameter: ParameterDecoding,
  toValue: (parts: SplitParameter) => { value: unknown } | { fault: string },
) {
  const { properties, others } = parameter;
  const decode = decoderFor(parameter);
  // Without a prototype, so that `__proto__` is a member like any other.
  const members: Record<string, string> = Object.create(null);
  const undeclared = others === undefined ? [] : [...values.keys()].filter((key) => !used.has(key));
  for (const name of new Set([...Object.keys(properties), ...undeclared])) {
    const sent = takeTexts(values, used, name);
    if (sent === undefined) continue;
    if (sent.length > 1) return { fault: 'must not name a member more than once' };
    members[name] = decode(sent[0] ?? '');
  }
  return Object.keys(members).length === 0 ? undefined : toValue(members);
}

function decoderFor({ in: place, style }: ParameterDecoding): Decode {
  if (place === 'query') return decodeQuery;
  // Headers and cookies of this style are not percent-encoded (OAS 3.2 §4.12.2.2). Around the commas of a list there may be
  // spaces (RFC 9110 §5.6.1).
  return place === 'header' || style === 'cookie' ? (text) => text.trim() : decodePercent;
}
