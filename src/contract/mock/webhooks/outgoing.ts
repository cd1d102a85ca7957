import type { BuiltWebhook, CompiledContract, Validate } from '../../document/compiled.ts';
import {
  ContractError,
  type DocumentFault,
  type MediaType,
  type OpenApiDocument,
  type Webhook,
} from '../../document/document.ts';
import { encodeParameter } from '../../document/encode-parameter.ts';
import { isJson } from '../../document/media-types.ts';
import { readContract } from '../../document/operations.ts';
import { type FindSchema, followReference, isObject } from '../../document/references.ts';
import { CannotSample } from '../../values/cannot-sample.ts';
import { sampleValue } from '../../values/sample.ts';
import { sampleBodies } from '../bodies.ts';

/** A request that the API itself sends: a webhook, or a callback of an operation. */
export type Outgoing = {
  /** Name of the webhook, or `operationId.name` of the callback. */
  name: string;
  /** Upper case. */
  method: string;
  /** Its place in the document. */
  pointer: string;
  /** For a callback: the operation that declares it, and the runtime expression of its URL. */
  callback?: { operationId: string; expression: string };
  /** Its JSON body; undefined if it has none. */
  content: OutgoingBody | undefined;
  /** Headers that it requires, by name. */
  headers: Record<string, string>;
};

type OutgoingBody = {
  mediaType: string;
  schema: unknown;
  /** By name of the example. */
  examples: [name: string, body: unknown][];
  fits: (body: unknown) => boolean;
  serialize: (body: unknown) => string;
};

/** A callback under the name that it has among the webhooks. */
type Callback = {
  name: string;
  pointer: string;
  operationId: string;
  expression: string;
  item: Record<string, unknown>;
};

/** A document whose callbacks are webhooks too, so that they are compiled, with those callbacks by their name there. */
export function withCallbacks(document: OpenApiDocument): {
  document: OpenApiDocument;
  callbacks: Map<string, Callback>;
} {
  const found = readContract(document).operations.flatMap((operation) => callbacksOf(document, operation));
  const callbacks = new Map(found.map((callback, index) => [`callback ${index} ${callback.name}`, callback]));
  if (callbacks.size === 0) return { document, callbacks };
  const items = [...callbacks].map(([name, { item }]) => [name, item] as const);
  return { document: { ...document, webhooks: { ...document.webhooks, ...Object.fromEntries(items) } }, callbacks };
}

function callbacksOf(
  document: OpenApiDocument,
  { operationId, pointer, ...operation }: { operationId: string; pointer: string },
): Callback[] {
  const { callbacks } = operation as { callbacks?: unknown };
  if (!isObject(callbacks)) return [];
  return Object.entries(callbacks).flatMap(([name, reference]) => {
    const callback = followReference(document, reference);
    return Object.entries(isObject(callback) ? callback : {}).flatMap(([expression, itemReference]): Callback[] => {
      const item = followReference(document, itemReference);
      if (!isObject(item) || expression.startsWith('x-')) return [];
      const place = `${pointer}/callbacks/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return [{ name: `${operationId}.${name}`, pointer: place, operationId, expression, item: withoutIds(item) }];
    });
  });
}

/** Its operations without their operationIds, which may be those of webhooks. */
function withoutIds(item: Record<string, unknown>): Record<string, unknown> {
  const members = Object.entries(item).map(([name, member]) => {
    if (!isObject(member)) return [name, member];
    const { operationId: _, ...operation } = member;
    return [name, operation];
  });
  return Object.fromEntries(members);
}

export type OutgoingContext = {
  /** With its callbacks as webhooks, normalized. */
  document: OpenApiDocument;
  callbacks: Map<string, Callback>;
  contract: CompiledContract;
  find: FindSchema;
};

/** All requests that the API sends. */
export function listOutgoing({ document, callbacks, contract, find }: OutgoingContext): Outgoing[] {
  const built = new Map(contract.webhooks.map((one) => [one.operationId, one]));
  return readContract(document).webhooks.flatMap((webhook): Outgoing[] => {
    const compiled = built.get(webhook.operationId);
    if (compiled === undefined) return [];
    const callback = callbacks.get(webhook.name);
    return [
      {
        name: callback?.name ?? webhook.name,
        method: webhook.method.toUpperCase(),
        pointer: callback?.pointer ?? webhook.pointer,
        ...(callback === undefined ? {} : { callback }),
        content: readOutgoingBody(webhook, compiled, find),
        headers: requiredHeaders(webhook, find),
      },
    ];
  });
}

/** Requests that cannot be sent as the document has them. */
export function outgoingNotes({ document }: OutgoingContext, outgoing: Outgoing[]): DocumentFault[] {
  const declared = readContract(document).webhooks;
  return outgoing.flatMap(({ name, pointer, content }, at) => {
    const types = Object.keys(declared[at]?.requestBody?.content ?? {});
    if (content !== undefined || types.length === 0) return [];
    return [
      { pointer, message: `The mock sends ${name} without a body: it writes JSON only, not ${types.join(', ')}.` },
    ];
  });
}

function readOutgoingBody(
  { requestBody }: Webhook,
  { content }: BuiltWebhook,
  find: FindSchema,
): OutgoingBody | undefined {
  const [mediaType, declared] = Object.entries(requestBody?.content ?? {}).find(([type]) => isJson(type)) ?? [];
  if (mediaType === undefined || declared === undefined) return undefined;
  const { validate, serialize = JSON.stringify } = content[mediaType] ?? {};
  return {
    mediaType,
    schema: declared.schema ?? {},
    // Samples take time, and most webhooks are never sent.
    get examples() {
      return sampleOnce(mediaType, declared, find, validate);
    },
    fits: (body) => validate === undefined || validate(body),
    serialize,
  };
}

const samples = new WeakMap<MediaType, [name: string, body: unknown][]>();

function sampleOnce(mediaType: string, declared: MediaType, find: FindSchema, validate: Validate | undefined) {
  const known = samples.get(declared) ?? sampleBodies([mediaType, declared], find, validate);
  samples.set(declared, known);
  return known;
}

const OWN_HEADERS = /^(webhook-(id|timestamp|signature)|content-(type|length))$/i;

function requiredHeaders({ parameters }: Webhook, find: FindSchema): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const parameter of parameters) {
    const { name, in: place, required, schema, explode = false } = parameter;
    if (place !== 'header' || required !== true || OWN_HEADERS.test(name)) continue;
    const { example, examples = {} } = parameter as {
      example?: unknown;
      examples?: Record<string, { value?: unknown }>;
    };
    const value = example ?? Object.values(examples)[0]?.value ?? sampled(schema ?? {}, find);
    if (value === undefined || value === null) continue;
    const text = encodeParameter({ name, in: 'header', style: 'simple', explode }, value);
    if (/^[\t\x20-\x7e]*$/.test(text)) headers[name.toLowerCase()] = text;
  }
  return headers;
}

function sampled(schema: unknown, find: FindSchema): unknown {
  try {
    return sampleValue(schema, find, { size: 'minimal', seed: 1, direction: 'response' });
  } catch (error) {
    if (error instanceof CannotSample) return undefined;
    throw error;
  }
}

/** Compiles a document with its callbacks, or without them if they have a mistake that the document can be mocked with. */
export function compileWithCallbacks(
  document: OpenApiDocument,
  compile: (document: OpenApiDocument) => CompiledContract,
  onWarning: (fault: DocumentFault) => void,
): { document: OpenApiDocument; callbacks: Map<string, Callback>; contract: CompiledContract } {
  const extended = withCallbacks(document);
  if (extended.callbacks.size === 0) return { ...extended, contract: compile(document) };
  try {
    return { ...extended, contract: compile(extended.document) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const contract = compile(document);
    onWarning({ message: `Callbacks are not sent, because they cannot be compiled: ${error.message}` });
    return { document, callbacks: new Map(), contract };
  }
}
