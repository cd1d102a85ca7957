import type { ParameterReading, TextReading } from '../document/built.ts';
import { type Decode, type Parts, splitParameter } from './parameter-styles.ts';
import type { Breach } from './types.ts';

/** Where parameters stand in a request, as the request brings them. */
export type RawParameters = {
  /** Values of the path's parameters, percent-encoded. */
  path: Record<string, string>;
  /** What follows the question mark, without it. */
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
  breaches: Breach[];
};

type Values = Map<string, string[]>;
/** Answers the value of a parameter; undefined when it was not sent. Adds to `used` the query names it consists of. */
type Reader = (values: Values, used: Set<string>) => { value: unknown } | { fault: string } | undefined;
type Place = ParameterReading['in'];
type Compiled = { name: string; place: Place; read: Reader; fallback: unknown };

/**
 * Compiles an operation's parameters, with style and explode as OAS 3.1 §4.8.12 has them. Texts become numbers, booleans
 * and nulls where the schema asks for one and the text is written as JSON writes it; any other text stays a text, so that
 * the validator says what is wrong with it.
 */
export function compileParameters(parameters: ParameterReading[]): (raw: RawParameters) => DecodedParameters {
  // An object that may have any member takes what the others leave.
  const takesRest = ({ style, explode, shape, others }: ParameterReading) =>
    style === 'form' && explode && shape === 'object' && others !== undefined;
  const ordered = [...parameters].sort((a, b) => Number(takesRest(a)) - Number(takesRest(b)));
  const compiled = ordered.map(compile);
  const reads = (place: Breach['in']) => compiled.some((parameter) => parameter.place === place);
  const readsHeaders = reads('header');
  const readsCookies = reads('cookie');
  return (raw) => {
    const places = {
      path: valuesOf(raw.path),
      query: raw.query === '' ? NO_VALUES : parseQuery(raw.query),
      header: readsHeaders ? valuesOf(raw.headers) : NO_VALUES,
      cookie: readsCookies ? parseCookies(raw.headers.cookie) : NO_VALUES,
    };
    const decoded: DecodedParameters = { path: {}, query: {}, header: {}, cookie: {}, breaches: [] };
    const used = new Set<string>();
    for (const { name, place, read, fallback } of compiled) {
      const found = read(places[place], used);
      if (found === undefined) {
        if (fallback !== undefined) set(decoded[place], name, fallback);
      } else if ('fault' in found) {
        decoded.breaches.push({ in: place, path: name, keyword: 'style', message: found.fault });
      } else set(decoded[place], name, found.value);
    }
    // What belongs to no parameter goes along as it is, for the validator to judge.
    for (const [name, values] of places.query) {
      if (used.has(name)) continue;
      set(
        decoded.query,
        decodeQuery(name),
        values.length === 1 ? decodeQuery(values[0] ?? '') : values.map(decodeQuery),
      );
    }
    return decoded;
  };
}

const NO_VALUES: Values = new Map();

/** Makes a property, whatever its name: an assignment to `__proto__` would make none. */
function set(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

function valuesOf(raw: Record<string, string | string[] | undefined>): Values {
  const values: Values = new Map();
  for (const name in raw) {
    const value = raw[name];
    if (value !== undefined) values.set(name, typeof value === 'string' ? [value] : value);
  }
  return values;
}

function compile(parameter: ParameterReading): Compiled {
  const { name, in: place, mediaType, default: fallback } = parameter;
  return {
    name,
    place,
    fallback,
    read: mediaType === undefined ? styleReader(name, parameter) : contentReader(name, parameter, mediaType),
  };
}

/** A parameter with `content` is one text in that media type; JSON is read, any other stays a text. */
function contentReader(name: string, { in: place }: ParameterReading, mediaType: string): Reader {
  const decode = decoderFor(place);
  return (values, used) => {
    const sent = take(values, used, name);
    if (sent === undefined) return undefined;
    if (sent.length > 1) return { fault: 'must not be sent more than once' };
    const text = decode(sent[0] ?? '');
    if (!/^application\/(.+\+)?json$/i.test(mediaType)) return { value: text };
    try {
      return { value: JSON.parse(text) };
    } catch {
      return { fault: 'must be valid JSON' };
    }
  };
}

function styleReader(name: string, parameter: ParameterReading): Reader {
  const { in: place, style, explode, shape, allowEmptyValue = false } = parameter;
  const decode = decoderFor(place);
  const toValue = (parts: Parts | undefined) =>
    parts === undefined ? { fault: `must be written in the style "${style}"` } : { value: convert(parts, parameter) };

  if (style === 'deepObject') return (values, used) => readDeepObject(values, used, name, toValue);
  const isList = place === 'query' || place === 'cookie';
  if (isList && explode && shape === 'object') {
    return (values, used) => readExplodedObject(values, used, parameter, toValue);
  }
  return (values, used) => {
    const sent = take(values, used, name);
    if (sent === undefined) return undefined;
    if (allowEmptyValue && sent.length === 1 && sent[0] === '') return undefined;
    if (isList && explode && shape === 'array') return toValue(sent.map(decode));
    if (sent.length > 1) return { fault: 'must not be sent more than once' };
    return toValue(splitParameter(sent[0] ?? '', { name, style, explode, shape, decode }));
  };
}

/** `name[key]=value` for each member (OAS 3.1 §4.8.12.3). */
function readDeepObject(
  values: Values,
  used: Set<string>,
  name: string,
  toValue: (parts: Parts) => { value: unknown } | { fault: string },
) {
  const members: Record<string, string> = {};
  for (const [key, sent] of values) {
    const member = decodeQuery(key);
    if (!member.startsWith(`${name}[`) || !member.endsWith(']')) continue;
    used.add(key);
    if (sent.length > 1) return { fault: 'must not name a member more than once' };
    members[member.slice(name.length + 1, -1)] = decodeQuery(sent[0] ?? '');
  }
  return Object.keys(members).length === 0 ? undefined : toValue(members);
}

/** Each member under its own name, beside the other parameters, of which none has a name that is a member's. */
function readExplodedObject(
  values: Values,
  used: Set<string>,
  { properties, others }: TextReading,
  toValue: (parts: Parts) => { value: unknown } | { fault: string },
) {
  const members: Record<string, string> = {};
  const undeclared = others === undefined ? [] : [...values.keys()].filter((key) => !used.has(key)).map(decodeQuery);
  for (const name of new Set([...Object.keys(properties), ...undeclared])) {
    const sent = take(values, used, name);
    if (sent === undefined) continue;
    if (sent.length > 1) return { fault: 'must not name a member more than once' };
    members[name] = decodeQuery(sent[0] ?? '');
  }
  return Object.keys(members).length === 0 ? undefined : toValue(members);
}

/** The texts that were sent under a name, in whichever spelling of it. */
function take(values: Values, used: Set<string>, name: string): string[] | undefined {
  const exact = values.get(name);
  if (exact !== undefined) {
    used.add(name);
    return exact;
  }
  for (const [key, sent] of values) {
    if (!used.has(key) && key !== name && decodeQuery(key) === name) {
      used.add(key);
      return sent;
    }
  }
  return undefined;
}

function parseQuery(query: string): Values {
  const values: Values = new Map();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const index = pair.indexOf('=');
    const name = index < 0 ? pair : pair.slice(0, index);
    const value = index < 0 ? '' : pair.slice(index + 1);
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

/** RFC 6265 §4.2.1. */
function parseCookies(header: string | string[] | undefined): Values {
  const values: Values = new Map();
  for (const pair of [header ?? []].flat().join(';').split(';')) {
    const index = pair.indexOf('=');
    if (index < 0) continue;
    const name = pair.slice(0, index).trim();
    values.set(name, [...(values.get(name) ?? []), pair.slice(index + 1).trim()]);
  }
  return values;
}

function decoderFor(place: Place): Decode {
  if (place === 'query') return decodeQuery;
  // Headers are not percent-encoded; around the commas of a list there may be spaces (RFC 9110 §5.6.1).
  return place === 'header' ? (text) => text.trim() : decodePercent;
}

/** A plus is a space, as HTML forms and URLSearchParams write it. */
function decodeQuery(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}

/** A broken escape stays as it is, for the validator to judge. */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value that texts stand for: numbers, booleans and nulls where the reading asks for one and a text is one. */
export function convert(parts: Parts, { types, items, prefixItems, properties, others = [] }: TextReading): unknown {
  if (typeof parts === 'string') return convertText(parts, types);
  if (Array.isArray(parts)) return parts.map((part, index) => convertText(part, prefixItems[index] ?? items));
  const value: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(parts)) {
    set(value, name, convertText(part, Object.hasOwn(properties, name) ? (properties[name] ?? []) : others));
  }
  return value;
}

/** JSON's own spelling of numbers (RFC 8259 §6): no hexadecimal, no spaces, no plus, no leading zero. */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function convertText(text: string, types: string[]): unknown {
  if ((types.includes('integer') || types.includes('number')) && JSON_NUMBER.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('null') && !types.includes('string') && (text === '' || text === 'null')) return null;
  return text;
}
