import type { createInstance, IHttpConfig } from '@stoplight/prism-http';
import type { Schema } from '../document/document.ts';
import type { ResponseFacts } from './request-log.ts';

/** A response of one status, in every media type that can be sent. */
export type PrismResponse = {
  status: number;
  /** Texts by name. */
  headers: Record<string, string>;
  contents: PrismContent[];
  isDeprecated: boolean;
  /** Schemas that the schemas of a dynamic response refer to, by name. */
  schemas?: Record<string, Schema>;
};

export type PrismContent = {
  /** Concrete: no range. */
  mediaType: string;
  /** By name. The first one is sent where none is asked for. */
  examples: [name: string, value: unknown][];
  /** The schema of a dynamic response. */
  schema?: Schema;
};

/** Options of a response by Prism: media types, the name of an example, or a random body. */
export type PrismRequest = { accept?: string | undefined; example?: string | undefined; isDynamic: boolean };

/** A response of the mock. An undefined body means no body. */
export type MockResponse = { status: number; headers: Record<string, string>; body: unknown; facts?: ResponseFacts };

/** Prism refers to schemas below this name. */
export const PRISM_SCHEMAS = '#/__bundled__/schemas/';

type Prism = ReturnType<typeof createInstance>;
type PrismLogger = Parameters<typeof createInstance>[1]['logger'];
type PrismOperation = Parameters<Prism['request']>[1][number];

/** Requests are validated before Prism sees them. */
const CONFIG: IHttpConfig = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** A level that Prism logs at and pino does not have by itself. */
const PRISM_LEVELS = { success: 35 };

export type AskPrism = (
  offering: { offer: (request: PrismRequest) => PrismResponse },
  request: PrismRequest,
) => Promise<MockResponse | Error>;

/** Chooses one body of a response, as Prism does: by `Accept`, by the name of an example, or at random. */
export function createPrism(): AskPrism {
  let loaded: Promise<Prism> | undefined;
  return async ({ offer }, asked) => {
    loaded ??= loadPrism();
    const prism = await loaded;
    const { accept, example, isDynamic } = asked;
    // Prism writes into its configuration.
    const config = {
      ...CONFIG,
      mock: { dynamic: isDynamic, ...(example === undefined ? {} : { exampleKey: example }) },
    };
    const headers = accept === undefined ? {} : { accept };
    const offered = offer(asked);
    const result = await prism.request(
      { method: 'get', url: { path: '/' }, headers },
      [toOperation(offered)],
      config,
    )();
    if (result._tag === 'Left') return result.left;
    const { output } = result.right;
    const sent = Object.entries(output.headers ?? {}).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name.toLowerCase(), String(value)]],
    );
    const source = isDynamic ? 'random body' : nameSource(offered, output.body);
    const facts = source === undefined ? {} : { facts: { source } };
    return { status: output.statusCode, headers: Object.fromEntries(sent), body: output.body, ...facts };
  };
}

/** Which of the bodies that were offered was chosen. */
function nameSource({ contents }: PrismResponse, body: unknown): string | undefined {
  const found = contents.flatMap(({ examples }) => examples).find(([, value]) => value === body);
  if (found === undefined || body === undefined) return undefined;
  return found[0] === '' ? 'sample of the schema' : `example "${found[0]}"`;
}

/** Loaded for the first response, because the mock listens before that. */
async function loadPrism(): Promise<Prism> {
  const [{ createInstance: create }, { pino }] = await Promise.all([import('@stoplight/prism-http'), import('pino')]);
  // Prism is typed for its own version of pino; the called methods are in both.
  const logger = pino({ level: 'silent', customLevels: PRISM_LEVELS }) as unknown as PrismLogger;
  return create(CONFIG, { logger });
}

/** An operation of which Prism needs to know nothing but the response. */
function toOperation({ status, headers, contents, isDeprecated, schemas }: PrismResponse): PrismOperation {
  const operation = {
    ...{ id: 'it', method: 'get', path: '/', deprecated: isDeprecated },
    ...(schemas === undefined ? {} : { __bundled__: { schemas } }),
    responses: [
      {
        id: String(status),
        code: String(status),
        headers: Object.entries(headers).map(([name, value]) => ({
          ...{ id: name, name, style: 'simple', schema: {} },
          examples: [{ id: name, key: name, value }],
        })),
        contents: contents.map(({ mediaType, examples, schema }) => ({
          ...{ id: mediaType, mediaType, encodings: [] },
          ...(schema === undefined ? {} : { schema }),
          examples: examples.map(([key, value]) => ({ id: key, key, value })),
        })),
      },
    ],
  };
  return operation as unknown as PrismOperation;
}

/** Whether no media type of a response is acceptable. */
export function isNotAcceptable({ name }: Error): boolean {
  return name.endsWith('#NOT_ACCEPTABLE');
}

/** Problem details (RFC 9457) of a request that has no declared response. Prism names its errors by their type. */
export function problemResponse(error: Error & { status?: number; detail?: string }, status = error.status ?? 500) {
  const isNamed = error.name.startsWith('https:');
  const title = isNamed ? { title: error.message } : {};
  const body = { type: isNamed ? error.name : 'about:blank', ...title, status, detail: error.detail ?? error.message };
  return { status, headers: { 'content-type': 'application/problem+json' }, body };
}
