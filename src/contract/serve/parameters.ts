import type { Parameter, Schema } from '../document/document.ts';
import { type Decode, type Parts, type Shape, type Style, splitParameter } from './parameter-styles.ts';
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
type Compiled = { name: string; place: Breach['in']; read: Reader };

/** OAS 3.1 §4.8.12.2: the style of a parameter that names none. */
const DEFAULT_STYLE: Record<Parameter['in'], Style> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

/** OAS 3.1 §4.8.12.2: header parameters of these names are not parameters. */
const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization']);

/**
 * Compiles an operation's parameters, with style and explode as OAS 3.1 §4.8.12 has them. Texts become numbers, booleans
 * and nulls where the schema asks for one and the text is written as JSON writes it; any other text stays a text, so that
 * the validator says what is wrong with it.
 */
export function compileParameters(parameters: Parameter[]): (raw: RawParameters) => DecodedParameters {
  const compiled = parameters
    .filter((parameter) => parameter.in !== 'header' || !IGNORED_HEADERS.has(parameter.name.toLowerCase()))
    .map(compile);
  return (raw) => {
    const places: Record<string, Values> = {
      path: new Map(Object.entries(raw.path).map(([name, value]) => [name, [value]])),
      query: parseQuery(raw.query),
      header: headerValues(raw.headers),
      cookie: parseCookies(raw.headers.cookie),
    };
    const decoded: DecodedParameters = { path: {}, query: {}, header: {}, cookie: {}, breaches: [] };
    const used = new Set<string>();
    for (const { name, place, read } of compiled) {
      const found = read(places[place] ?? new Map(), used);
      if (found === undefined || place === 'body') continue;
      if ('fault' in found) decoded.breaches.push({ in: place, path: name, keyword: 'style', message: found.fault });
      else decoded[place][name] = found.value;
    }
    // What belongs to no parameter goes along as it is, for the validator to judge.
    for (const [name, values] of places.query ?? []) {
      const shown = decodeQuery(name);
      if (!used.has(name))
        decoded.query[shown] = values.length === 1 ? decodeQuery(values[0] ?? '') : values.map(decodeQuery);
    }
    return decoded;
  };
}

function compile(parameter: Parameter): Compiled {
  const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
  return {
    name,
    place: parameter.in,
    read: parameter.content ? contentReader(name, parameter) : styleReader(name, parameter),
  };
}

/** A parameter with `content` is one text in that media type; JSON is read, any other stays a text. */
function contentReader(name: string, { in: place, content = {} }: Parameter): Reader {
  const [mediaType = ''] = Object.keys(content);
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

function styleReader(name: string, parameter: Parameter): Reader {
  const { in: place, schema = {}, allowEmptyValue = false } = parameter;
  // The contract has been linted, so a style is one that its place knows.
  const style = (parameter.style ?? DEFAULT_STYLE[place]) as Style;
  const explode = parameter.explode ?? style === 'form';
  const shape = shapeOf(schema);
  const decode = decoderFor(place);
  const toValue = (parts: Parts | undefined) =>
    parts === undefined ? { fault: `must be written in the style "${style}"` } : { value: convert(parts, schema) };

  if (style === 'deepObject') return (values, used) => readDeepObject(values, used, name, toValue);
  const isList = place === 'query' || place === 'cookie';
  if (isList && explode && shape === 'object') {
    return (values, used) => readExplodedObject(values, used, schema, toValue);
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

/** Each member under its own name, beside the other parameters: only names that the schema knows can be members. */
function readExplodedObject(
  values: Values,
  used: Set<string>,
  schema: Schema,
  toValue: (parts: Parts) => { value: unknown } | { fault: string },
) {
  const members: Record<string, string> = {};
  for (const name of Object.keys((schema.properties ?? {}) as object)) {
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

function headerValues(headers: RawParameters['headers']): Values {
  return new Map(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()]])),
  );
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

function decoderFor(place: Parameter['in']): Decode {
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

/** The types that a schema allows, its compositions included; empty when it does not say. */
function typesOf(schema: Schema, depth = 0): Set<string> {
  const own = [schema.type ?? []].flat() as string[];
  if (own.length > 0 || depth > 8) return new Set(own);
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (schema[keyword] ?? []) as Schema[]);
  return new Set(branches.flatMap((branch) => [...typesOf(branch, depth + 1)]));
}

function shapeOf(schema: Schema): Shape {
  const types = typesOf(schema);
  if (types.has('array')) return 'array';
  return types.has('object') ? 'object' : 'primitive';
}

function convert(parts: Parts, schema: Schema): unknown {
  if (typeof parts === 'string') return convertText(parts, typesOf(schema));
  if (Array.isArray(parts)) {
    const prefix = (schema.prefixItems ?? []) as Schema[];
    return parts.map((part, index) => convertText(part, typesOf(prefix[index] ?? ((schema.items ?? {}) as Schema))));
  }
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const others = (schema.additionalProperties ?? {}) as Schema;
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, convertText(part, typesOf(properties[name] ?? others))]),
  );
}

/** JSON's own spelling of numbers (RFC 8259 §6): no hexadecimal, no spaces, no plus, no leading zero. */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function convertText(text: string, types: Set<string>): unknown {
  if ((types.has('integer') || types.has('number')) && JSON_NUMBER.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && !types.has('string') && (text === '' || text === 'null')) return null;
  return text;
}
