import type { ErrorObject } from 'ajv/dist/2020.js';
import type {
  CompiledOperation,
  CompiledResponse,
  CompiledResponseBody,
  Serialize,
  Validate,
} from '../document/compiled.ts';
import type { MediaType, Operation, Response } from '../document/document.ts';
import { encodeParameter } from '../document/encode-parameter.ts';
import { byMediaType, findMediaType, isJson, isText, isXml, mayBeJson } from '../document/media-types.ts';
import { type FindSchema, pointerTokens } from '../document/references.ts';
import { convertTexts } from '../serve/convert-texts.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { concreteTypes } from '../values/media.ts';
import { sampleValue } from '../values/sample.ts';
import { writeXml } from '../values/xml.ts';
import { asFile, sampleBodies } from './bodies.ts';
import { successOf } from './examples.ts';
import { PRISM_SCHEMAS, type PrismContent, type PrismRequest, type PrismResponse } from './prism.ts';
import { createResponseSchemas, withoutWriteOnly } from './variant.ts';

/** A response as an operation declares it. */
export type Declared = {
  /** The status that is sent. */
  status: number;
  /** The status, range or `default` under which the contract declares it. */
  key: string;
  /** Whether the contract declares this very status, and not a range or `default`. */
  isOwn: boolean;
  /** Whether the contract gives examples of its bodies. */
  hasExamples: boolean;
  /** Whether there is a body at all. */
  hasContent: boolean;
  /** Whether the contract allows a JSON body. */
  fits: (body: unknown) => boolean;
  /** A generated body, without write-only properties. */
  readable: (body: unknown) => unknown;
  /** Selects a response, as Prism does. */
  offer: (request: PrismRequest) => PrismResponse;
  /** The same with this body in each media type that can hold it. */
  withBody: (body: unknown) => { offer: (request: PrismRequest) => PrismResponse };
  /** A JSON value without what the contract does not declare; undefined where it has no place in the response. */
  select: (body: unknown) => unknown;
  /** Properties, by their way through the body, that do not match the schema. Empty where the body is valid. */
  faultsIn: (body: unknown) => string[][];
  /** A JSON body of the contract's examples or, where it has none, of the schema. */
  sample: () => unknown;
  /** Whether a body of a media type can be made at random. */
  generates: (mediaType: string | undefined) => boolean;
  /** Media types of which no valid body was found for an offer. */
  invalid: InvalidBody[];
};

/** A body that does not match the schema, and is returned because none is found that does. */
export type InvalidBody = { mediaType: string; sent: [example: string, body: unknown] };

/** Finds the response of an operation to a status; without a status, that to a valid request. */
export type FindDeclared = (status?: number) => Declared | undefined;

/** Samples are made when they are first asked for, and once. */
export function createFindDeclared(operation: Operation, compiled: CompiledOperation, find: FindSchema): FindDeclared {
  const known = new Map<string, Declared>();
  // RFC 9110 §15.2: a status 1xx ends no exchange.
  const final = Object.keys(operation.responses).filter((key) => !key.startsWith('1'));
  const byKey = new Map(final.map((key) => [key.replace(/xx$/i, 'XX'), key]));
  return (wanted) => {
    if (wanted !== undefined && wanted < 200) return undefined;
    const preferred = wanted ?? successOf(operation);
    const keys = [String(preferred), `${Math.floor(preferred / 100)}XX`, 'default'];
    // OAS 3.1 §4.8.16: the status itself, else its range, else the default; unasked, whatever there is.
    const [lone] = wanted === undefined ? [...byKey.keys()] : [];
    const key = keys.find((one) => byKey.has(one)) ?? lone;
    if (key === undefined) return undefined;
    const status = keys.includes(key) ? preferred : Number(key.replace('XX', '00'));
    const written = byKey.get(key) ?? key;
    const declared = known.get(`${status}`) ?? toDeclared(operation, written, { status, compiled, find });
    known.set(`${status}`, declared);
    return declared;
  };
}

type DeclaredContext = { status: number; compiled: CompiledOperation; find: FindSchema };

function toDeclared(operation: Operation, key: string, { status, compiled, find }: DeclaredContext): Declared {
  const response = operation.responses[key] as Response;
  const content = Object.entries(response.content ?? {});
  const types = byMediaType(response.content ?? {});
  const checks: Partial<CompiledResponse> = compiled.responses[key] ?? {};
  const validateOf = (mediaType: string) => bodyCheck(checks.content?.[mediaType]);
  const json = content.find(([mediaType]) => mayBeJson(mediaType))?.[0];
  const validateJson = json === undefined ? undefined : validateOf(json);
  const jsonSchemas = content.flatMap(([mediaType, { schema }]) => (mayBeJson(mediaType) && schema ? [schema] : []));
  const bodies = new Map<string, ReturnType<typeof sampleBodies>>();
  const invalid: InvalidBody[] = [];
  const bodiesFor = (mediaType: string, declared: MediaType) => {
    const onInvalid = (sent: InvalidBody['sent']) => void invalid.push({ mediaType, sent });
    const made = bodies.get(mediaType) ?? sampleBodies([mediaType, declared], find, validateOf(mediaType), onInvalid);
    bodies.set(mediaType, made);
    return made;
  };
  const headers = sampleHeaders(response, find, operation.method === 'head');
  const isDeprecated = (operation as { deprecated?: unknown }).deprecated === true;
  const offerOf = ({ accept, isDynamic }: PrismRequest, bodiesOf: typeof bodiesFor): PrismResponse => {
    const schemas = createResponseSchemas(find, PRISM_SCHEMAS);
    const contents = content.flatMap(([mediaType, declared]): PrismContent[] => {
      const examples = bodiesOf(mediaType, declared);
      const isText = typeof examples[0]?.[1] === 'string';
      const schema = isDynamic ? { schema: schemas.of(declared.schema ?? {}) } : {};
      return concreteTypes(mediaType, accept, isText).map((one) => {
        const sent = examples.map((example) => asFile(one, example));
        return { mediaType: one, examples: sent, ...schema };
      });
    });
    return { status, headers, contents, isDeprecated, ...(isDynamic ? { schemas: schemas.schemas } : {}) };
  };
  return {
    status,
    key,
    invalid,
    isOwn: key === String(status),
    hasExamples: content.some(([, { example, examples }]) => example !== undefined || examples !== undefined),
    hasContent: content.length > 0,
    fits: (body) => validateJson === undefined || validateJson(body),
    readable: (body) => withoutWriteOnly(find, { allOf: jsonSchemas }, body),
    offer: (request) => offerOf(request, bodiesFor),
    withBody: (body) => ({
      offer: (request) =>
        offerOf(request, (mediaType, declared) => {
          if (isXml(mediaType)) return [['', writeXml(body, declared.schema, find)]];
          return mayBeJson(mediaType) ? [['', body]] : bodiesFor(mediaType, declared);
        }),
    }),
    select: (body) => selectDeclared(checks.content?.[json ?? '']?.serialize, body),
    faultsIn: (body) => (validateJson === undefined || validateJson(body) ? [] : faultPlaces(validateJson)),
    generates: (mediaType = '') => {
      const { schema, itemSchema } = types.get(findMediaType(types, mediaType) ?? '') ?? {};
      return schema !== undefined && itemSchema === undefined && (isJson(mediaType) || isText(mediaType));
    },
    sample: () => {
      const [name, declared] = content.find(([mediaType]) => mediaType === json) ?? [];
      return name === undefined || declared === undefined
        ? undefined
        : structuredClone(bodiesFor(name, declared)[0]?.[1]);
    },
  };
}

/** A serializer throws where it has no place for an object. */
function selectDeclared(serialize: Serialize | undefined, body: unknown): unknown {
  if (serialize === undefined) return body;
  try {
    return JSON.parse(serialize(body));
  } catch {
    return undefined;
  }
}

function faultPlaces({ errors }: Validate): string[][] {
  // The generated validators are Ajv's.
  return ((errors ?? []) as ErrorObject[]).map(({ instancePath, params }) => {
    const { missingProperty, additionalProperty, unevaluatedProperty } = params;
    const member: unknown = missingProperty ?? additionalProperty ?? unevaluatedProperty;
    return [...pointerTokens(instancePath), ...(typeof member === 'string' ? [member] : [])];
  });
}

/** Checks a body as it is sampled or written in an example. Strings are checked by their parsed content. */
function bodyCheck({ validate, serialize, text }: CompiledResponseBody = {}): Validate | undefined {
  if (validate === undefined || text === undefined || serialize !== undefined) return validate;
  return (body) => validate(typeof body === 'string' ? convertTexts(body, text) : body);
}

/**
 * Headers that say where a message ends, which its sender knows (RFC 9112 §6). A response to HEAD has no content, so it
 * may have the length of any.
 */
const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'trailer', 'upgrade']);

/** The headers of a response by name: their examples, else samples. One that none is found for is left out. */
function sampleHeaders(response: Response, find: FindSchema, isHead: boolean) {
  const texts: Record<string, string> = {};
  for (const [name, header] of Object.entries(response.headers ?? {})) {
    // OAS 3.1 §4.8.17.1: the media type is the content's to say.
    const lower = name.toLowerCase();
    if (lower === 'content-type' || (FRAMING.has(lower) && !(isHead && lower === 'content-length'))) continue;
    const [value] = headerValues(header, find);
    if (value === undefined || value === null) continue;
    const { explode = false, content } = header as { explode?: boolean; content?: object };
    const mediaType = content === undefined ? {} : { mediaType: Object.keys(content)[0] ?? '' };
    const text = encodeParameter({ name, in: 'header', style: 'simple', explode, ...mediaType }, value);
    // RFC 9110 §5.5: what a field value may hold.
    if (/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) texts[name] = text;
  }
  return texts;
}

type Header = NonNullable<Response['headers']>[string] & Pick<MediaType, 'example' | 'examples'>;

function headerValues(header: Header, find: FindSchema): unknown[] {
  const { example, examples = {}, content, schema } = header;
  if (example !== undefined) return [example];
  const [named] = Object.values(examples);
  if (named !== undefined) return [named.value];
  const [media] = Object.entries(content ?? {});
  if (media !== undefined) return sampleBodies(media, find, undefined).map(([, value]) => value);
  try {
    return schema === undefined ? [] : [sampleValue(schema, find, { size: 'full', seed: 1, direction: 'response' })];
  } catch (error) {
    if (!(error instanceof CannotSample)) throw error;
    return [];
  }
}
