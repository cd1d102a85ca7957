import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import { valueOfJson } from '../../../../src/contract/verify/json.ts';
import { createPlan, type Plan } from '../../../../src/contract/verify/plan.ts';
import { createPlanning } from '../../../../src/contract/verify/planning.ts';
import { createResources } from '../../../../src/contract/verify/resources.ts';
import type { Run, RunOptions } from '../../../../src/contract/verify/run-context.ts';
import { createSession } from '../../../../src/contract/verify/session.ts';
import { type Lifecycle, listLifecycles, type Made } from '../../../../src/contract/verify/state/lifecycle.ts';
import { make } from '../../../../src/contract/verify/state/making.ts';
import type { Exchange, SentRequest } from '../../../../src/contract/verify/types.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const reply = (description: string, schema?: object): object => ({
  description,
  ...(schema === undefined ? {} : json(schema)),
});
const rejected = { 400: reply('Invalid.'), 404: reply('No such thing.') };
const fields = {
  name: { type: 'string', minLength: 1, maxLength: 20 },
  kind: { type: 'string', enum: ['cup', 'jar'] },
  size: { type: 'integer', minimum: 0, maximum: 9, default: 0, examples: [4] },
  isFull: { type: 'boolean', default: false },
};
const query = (name: string, schema: object): object => ({ name, in: 'query', schema });

/** An API of things: each can be made, read, changed and deleted, and all are listed, filtered and sorted. */
export const THINGS = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        parameters: [
          query('limit', { type: 'integer', minimum: 1, maximum: 50, default: 20 }),
          query('cursor', { type: 'string', maxLength: 20 }),
          query('kind', fields.kind),
          query('sort', { type: 'string', enum: ['size', '-size'] }),
        ],
        responses: {
          200: reply('One page.', {
            type: 'object',
            properties: { things: { type: 'array', items: ref('Thing') }, next: { type: ['string', 'null'] } },
          }),
          ...rejected,
        },
      },
      post: {
        operationId: 'makeThing',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 100 } }],
        requestBody: { required: true, ...json({ ...ref('Fields'), required: ['name'] }) },
        responses: { 201: reply('Made.', ref('Thing')), ...rejected, 409: reply('Another request has this key.') },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 40 } }],
      get: {
        operationId: 'readThing',
        responses: { 200: reply('The thing.', ref('Thing')), 304: reply('The same.'), ...rejected },
      },
      patch: {
        operationId: 'changeThing',
        requestBody: { required: true, ...json(ref('Fields')) },
        responses: { 200: reply('The thing.', ref('Thing')), 412: reply('It has changed.'), ...rejected },
      },
      delete: {
        operationId: 'deleteThing',
        responses: { 204: reply('Gone.'), 412: reply('It has changed.'), ...rejected },
      },
    },
  },
  components: {
    schemas: {
      Fields: { type: 'object', additionalProperties: false, properties: fields },
      Thing: { type: 'object', properties: { id: { type: 'string' }, ...fields } },
    },
  },
} as unknown as OpenApiDocument;

/** A request as a server reads it. */
export type Read = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Record<string, unknown> | undefined;
};
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };
/** A server in memory. */
export type Serve = (request: Read) => Reply;

export type Thing = Record<string, unknown> & { id: string };
/** What a right server of things holds, so that a defect can change it. */
export type Store = { things: Thing[]; versions: Map<string, number> };

/** Credentials of somebody who has no things. */
export const STRANGER = 'theirs';
const NOTHING = { things: [], next: null };

/** A right server of things, of which `defect` replaces a response. */
export function serveThings(
  defect: (reply: Reply, request: Read, store: Store) => Reply | undefined = (right) => right,
): Serve {
  const store: Store = { things: [], versions: new Map() };
  const byKey = new Map<string, { text: string; reply: Reply }>();
  let count = 0;
  const serve = (request: Read): Reply => {
    const { method, path, headers, body } = request;
    const key = headers['idempotency-key'];
    const known = key === undefined ? undefined : byKey.get(key);
    const text = JSON.stringify(body);
    if (known !== undefined) return known.text === text ? known.reply : { status: 409 };
    const id = /^\/things\/([^/]+)$/.exec(path)?.[1];
    if (headers.authorization === STRANGER) return id === undefined ? { status: 200, body: NOTHING } : { status: 404 };
    if (id === undefined && path !== '/things') return { status: 404 };
    if (id !== undefined) return serveOne(store, request, id);
    if (method === 'GET') return listThings(store, request);
    if (method !== 'POST' || body === undefined) return { status: 400 };
    const thing = { id: `t${++count}`, size: 0, isFull: false, ...body };
    store.things.push(thing);
    const made: Reply = { status: 201, headers: { location: `/things/${thing.id}` }, body: { ...thing } };
    if (key !== undefined) byKey.set(key, { text, reply: made });
    return made;
  };
  return (request) => {
    const right = serve(request);
    return defect(right, request, store) ?? right;
  };
}

function serveOne({ things, versions }: Store, { method, headers, body }: Read, id: string): Reply {
  const thing = things.find((one) => one.id === id);
  if (thing === undefined) return { status: 404 };
  const etag = `"${versions.get(id) ?? 0}"`;
  if (method === 'GET' || method === 'HEAD') {
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    return { status: 200, headers: { etag }, ...(method === 'GET' ? { body: { ...thing } } : {}) };
  }
  if (headers['if-match'] !== undefined && headers['if-match'] !== etag) return { status: 412 };
  if (method === 'DELETE') {
    things.splice(things.indexOf(thing), 1);
    return { status: 204 };
  }
  if (method !== 'PATCH' || body === undefined) return { status: 400 };
  Object.assign(thing, body);
  versions.set(id, (versions.get(id) ?? 0) + 1);
  return { status: 200, body: { ...thing } };
}

function listThings({ things }: Store, { query: asked }: Read): Reply {
  const kind = asked.get('kind');
  const sort = asked.get('sort');
  const sign = sort?.startsWith('-') ? -1 : 1;
  const kept = things.filter((one) => kind === null || one.kind === kind);
  const rows = sort === null ? kept : kept.toSorted((a, b) => sign * (Number(a.size) - Number(b.size)));
  const from = Number(asked.get('cursor') ?? 0);
  const to = from + Number(asked.get('limit') ?? 20);
  return {
    status: 200,
    body: { things: rows.slice(from, to).map((one) => ({ ...one })), next: to < rows.length ? String(to) : null },
  };
}

/** A plan is not changed by a run, and takes long to make. */
const PLANS = new WeakMap<OpenApiDocument, Plan>();

/** A run whose server is a function, with what was sent to it and what was found. */
export type MemoryRun = Run & {
  sent: Read[];
  counted: string[];
  /** Findings as `operation check: message`. */
  found: () => string[];
  /** Requests as `METHOD path?query`, of which the list is empty afterwards. */
  log: () => string[];
};

export function createRun(
  serve: Serve,
  { document = THINGS, ...given }: Partial<RunOptions> & { document?: OpenApiDocument } = {},
): MemoryRun {
  const sent: Read[] = [];
  const counted: string[] = [];
  const send = async (request: SentRequest): Promise<Exchange> => {
    const { pathname, searchParams } = new URL(request.url);
    const read: Read = {
      ...{ method: request.method, path: pathname, query: searchParams, headers: request.headers },
      // What is no JSON is no body.
      body: valueOfJson(request.body) as Read['body'],
    };
    sent.push(read);
    const { status, headers = {}, body } = serve(read);
    // A server without a response.
    if (status === 0) return { request, failure: 'the connection was closed' };
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const mediaType = body === undefined ? '' : 'application/json';
    const value = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
    const all = body === undefined ? headers : { 'content-type': mediaType, ...headers };
    return { request, response: { status, headers: all, mediaType, text, value } };
  };
  const options: RunOptions = {
    ...{ url: 'http://things.example', auth: {}, otherAuth: {}, seed: 1, maxCases: 100, operations: [], phases: [] },
    ...{ off: [], timeMs: 1e9, concurrency: 1, responseMs: 600_000, onProgress: () => undefined },
    ...given,
  };
  const plan = PLANS.get(document) ?? createPlan(structuredClone(document));
  PLANS.set(document, plan);
  const sender = { send, close: () => undefined };
  const session = createSession(plan, sender, { ...options, onResponse: () => undefined });
  const planning = createPlanning(plan, options.seed, Number.POSITIVE_INFINITY);
  const resources = createResources(plan, async (operation, path) => {
    const parts = planning.simplest(operation);
    return parts === undefined ? undefined : session.exchange(operation, parts, path);
  });
  const statuses: Run['statuses'] = new Map();
  return {
    ...{ plan, sender, session, resources, planning, options, wanted: plan.operations, statuses, sent, counted },
    ...{ stateEnd: Number.POSITIVE_INFINITY, untried: [], makers: new Map(), longLists: new Set() },
    count: ({ operationId }, phase) => counted.push(`${operationId} ${phase}`),
    note: ({ operationId }, status) => {
      statuses.set(operationId, (statuses.get(operationId) ?? new Set()).add(status));
    },
    found: () => session.findings().map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`),
    log: () =>
      sent.splice(0).map(({ method, path, query: asked }) => `${method} ${path}${asked.size > 0 ? `?${asked}` : ''}`),
  };
}

/** The things of a run, and one that was made. What was sent for that is not in the log. */
export async function makeThing(run: MemoryRun): Promise<[life: Lifecycle, made: Made]> {
  const life = listLifecycles(run).find(({ create }) => create.operationId === 'makeThing');
  const made = life === undefined ? undefined : await make(run, life);
  if (life === undefined || made === undefined) throw new Error('Nothing was made.');
  run.log();
  return [life, made];
}

/** A copy of the document with changes. */
export function documentWith(change: (paths: Paths) => void): OpenApiDocument {
  const copy = structuredClone(THINGS);
  change(copy.paths as unknown as Paths);
  return copy;
}

// biome-ignore lint/suspicious/noExplicitAny: a document is changed wherever a test wants it.
type Paths = Record<string, any>;
