import type { ContractOptions, ViolationReport } from '../../../src/contract/serve/options.ts';
import { apiKey, basic, bearer } from '../../../src/contract/serve/security.ts';
import type { RawResponse } from '../../../src/contract/serve/types.ts';

// The app of the shared suite. It runs in every runtime, so it imports nothing of Node.

/** Bodies larger than this, in bytes, are rejected. */
export const BODY_LIMIT = 20_000;

const anything = { content: { 'application/json': {} }, description: 'Anything.' };
const string = { type: 'string' };
const integer = { type: 'integer' };
const integers = { type: 'array', items: integer };

/** An operation that declares no error: its rejections are problem details. */
const operation = (operationId: string, facts: object = {}) => ({
  operationId,
  responses: { 200: anything },
  ...facts,
});
const parameter = (place: string, name: string, schema: object, facts: object = {}) => ({
  name,
  in: place,
  schema,
  ...(place === 'path' ? { required: true } : {}),
  ...facts,
});
const content = (mediaType: string, schema: object = {}) => ({
  responses: { 200: { description: 'One body.', content: { [mediaType]: { schema } } } },
});
const secured = (operationId: string, ...security: object[]) => ({ get: operation(operationId, { security }) });

const pet = {
  type: 'object',
  properties: { name: { ...string, maxLength: 20 }, age: integer, photos: { type: 'array', items: {} } },
  required: ['name'],
  additionalProperties: false,
};
const petForm = { ...pet, properties: { ...pet.properties, tags: integers } };

export const suiteDocument = {
  openapi: '3.1.1',
  info: { title: 'Suite', version: '1.0.0' },
  paths: {
    '/events': { get: operation('listEvents') },
    '/pets': {
      get: operation('listPets'),
      post: operation('createPet', {
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: pet },
            'application/x-www-form-urlencoded': { schema: petForm },
            'multipart/form-data': { schema: petForm },
          },
        },
      }),
    },
    '/notes': {
      post: operation('createNote', {
        requestBody: {
          content: { 'text/plain': { schema: { ...string, minLength: 2 } }, 'application/octet-stream': {} },
        },
      }),
    },
    '/pets/mine': { get: operation('getMyPet') },
    '/pets/{id}': {
      get: operation('getPet', { parameters: [parameter('path', 'id', integer)] }),
      delete: {
        operationId: 'deletePet',
        parameters: [parameter('path', 'id', integer)],
        responses: { 204: { description: 'Deleted.' } },
      },
    },
    '/names/{name}/{suffix}': {
      get: operation('getName', {
        parameters: [parameter('path', 'name', string), parameter('path', 'suffix', string)],
      }),
    },
    '/matrix/{ids}': {
      get: operation('getMatrix', {
        parameters: [parameter('path', 'ids', integers, { style: 'matrix', explode: true })],
      }),
    },
    '/labels/{ids}': {
      get: operation('getLabels', { parameters: [parameter('path', 'ids', integers, { style: 'label' })] }),
    },
    '/search': {
      get: operation('search', {
        parameters: [
          parameter('query', 'limit', { ...integer, maximum: 9 }),
          parameter('query', 'tags', integers),
          parameter('query', 'csv', integers, { explode: false }),
          parameter('query', 'piped', integers, { style: 'pipeDelimited', explode: false }),
          parameter('query', 'spaced', integers, { style: 'spaceDelimited', explode: false }),
          parameter(
            'query',
            'place',
            { type: 'object', properties: { lat: { type: 'number' } } },
            { style: 'deepObject' },
          ),
          { name: 'filter', in: 'query', content: { 'application/json': { schema: {} } } },
          parameter('header', 'X-Ids', integers),
          parameter('cookie', 'theme', string),
        ],
      }),
    },
    '/secure/bearer': secured('secureBearer', { bearer: [] }),
    '/secure/basic': secured('secureBasic', { basic: [] }),
    '/secure/header': secured('secureHeader', { headerKey: [] }),
    '/secure/query': secured('secureQuery', { queryKey: [] }),
    '/secure/cookie': secured('secureCookie', { cookieKey: [] }),
    '/secure/either': secured('secureEither', { bearer: [] }, { headerKey: [] }),
    '/secure/both': secured('secureBoth', { bearer: [], headerKey: [] }),
    '/secure/optional': secured('secureOptional', { bearer: [] }, {}),
    '/secure/read': secured('secureRead', { oauth: ['read'] }),
    '/secure/write': secured('secureWrite', { oauth: ['write'] }),
    '/secure/throws': secured('secureThrows', { failing: [] }),
    '/secure/pets': {
      post: operation('createSecurePet', {
        security: [{ bearer: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: pet } } },
      }),
    },
    '/bodies/text': { get: operation('getText', content('text/plain')) },
    '/bodies/bytes': { get: operation('getBytes', content('image/png')) },
    '/bodies/web-stream': { get: operation('getWebStream', content('application/octet-stream')) },
    '/bodies/iterable': { get: operation('getIterable', content('text/csv')) },
    '/bodies/list': {
      get: operation(
        'getList',
        content('application/json', {
          type: 'object',
          properties: { items: { type: 'array', items: integer }, total: integer },
        }),
      ),
    },
    '/bodies/endless-stream': { get: operation('getEndlessStream', content('application/octet-stream')) },
    '/bodies/endless-list': {
      get: operation(
        'getEndlessList',
        content('application/json', { type: 'object', properties: { items: { type: 'array', items: string } } }),
      ),
    },
    '/bodies/failing-stream': { get: operation('getFailingStream', content('application/octet-stream')) },
    '/bodies/failing-list': {
      get: operation('getFailingList', {
        responses: {
          200: {
            description: 'A list.',
            content: { 'application/json': { schema: { properties: { items: integers } } } },
          },
        },
      }),
    },
    '/headers': {
      get: operation('getHeaders', {
        responses: {
          201: {
            description: 'With headers.',
            headers: { 'X-Count': { schema: integer } },
            content: { 'application/vnd.pet+json': {} },
          },
        },
      }),
    },
    '/fails/throws': { get: operation('failThrows') },
    '/fails/status': { get: operation('failStatus') },
    '/fails/body': {
      get: operation('failBody', {
        responses: {
          200: { description: 'A number.', content: { 'application/json': { schema: integer } } },
        },
      }),
    },
    '/fails/header': {
      get: operation('failHeader', {
        responses: { 200: { description: 'A count.', headers: { 'X-Count': { schema: integer } } } },
      }),
    },
    '/legacy': {
      get: operation('legacyList', { parameters: [parameter('query', 'limit', integer)] }),
      post: operation('legacyCreate', {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: pet }, 'multipart/form-data': { schema: petForm } },
        },
      }),
    },
    '/legacy/secure': {
      get: operation('legacySecure', { security: [{ bearer: [] }] }),
      post: operation('legacyUnchecked', { security: [{ legacy: [] }] }),
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      headerKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
      queryKey: { type: 'apiKey', in: 'query', name: 'key' },
      cookieKey: { type: 'apiKey', in: 'cookie', name: 'key' },
      oauth: {
        type: 'oauth2',
        flows: { implicit: { authorizationUrl: 'https://id.test', scopes: { read: '', write: '' } } },
      },
      failing: { type: 'http', scheme: 'bearer' },
      legacy: { type: 'http', scheme: 'bearer' },
    },
  },
};

/** Options of the app by name. */
export const APPS = ['main', 'quick', 'next', 'report'] as const;
export type AppName = (typeof APPS)[number];

export type SuiteOptions = Omit<ContractOptions<string, never>, 'contract' | 'requestId'>;

type Sent = {
  principal?: string;
  params: object;
  query: object;
  headers: Record<string, unknown>;
  cookies: object;
  body: unknown;
};

/** Options without the contract. Each call has a list of events of its own, which `GET /events` returns. */
export function createSuiteOptions(app: AppName): SuiteOptions {
  const events: unknown[] = [];
  const legacy = ['legacyList', 'legacyCreate', 'legacySecure', 'legacyUnchecked'];
  const all = createHandlers(events);
  const ids = Object.values(suiteDocument.paths).flatMap((item) =>
    Object.values(item).map((one) => (one as { operationId: string }).operationId),
  );
  const handlers = Object.fromEntries(
    ids.filter((id) => app !== 'report' || !legacy.includes(id)).map((id) => [id, all[id] ?? echo]),
  );
  const security: NonNullable<SuiteOptions['security']> = {
    bearer: bearer((token) => (token === 'good' ? 'by bearer' : undefined)),
    basic: basic(({ username, password }) => (password === 'pass:wörd' ? username : undefined)),
    headerKey: apiKey((key) => (key === 'good' ? 'by header' : undefined)),
    queryKey: apiKey((key) => (key === 'gööd' ? 'by query' : undefined)),
    cookieKey: apiKey((key) => (key === 'good' ? 'by cookie' : undefined)),
    oauth: bearer((token, { scopes }) => (scopes.every((scope) => token.includes(scope)) ? token : undefined)),
    failing: () => {
      throw new Error('The key store is down.');
    },
    ...(app === 'report' ? {} : { legacy: bearer((token) => token) }),
  };
  return {
    handlers,
    security,
    bodyLimit: BODY_LIMIT,
    validateResponses: app === 'quick' ? 0 : 1,
    unknownPath: app === 'next' ? 'next' : 'respond',
    validation: app === 'report' ? 'report' : 'enforce',
    onViolation: ({ operationId, reason, violations }: ViolationReport) =>
      void events.push({
        operationId,
        kind: reason.kind,
        violations: violations.map(({ in: place, path }) => `${place} ${path}`),
      }),
    onStreamFailure: (failure) => void events.push({ streamFailure: (failure as Error).message }),
    onWarning: () => undefined,
  };
}

async function echo({ principal, params, query, headers, cookies, body }: Sent): Promise<RawResponse> {
  return {
    status: 200,
    body: { principal, params, query, ids: headers['x-ids'], cookies, body: await describe(body) },
  };
}

/** A body as JSON can show it. */
async function describe(value: unknown): Promise<unknown> {
  if (value instanceof File) return { file: value.name, type: value.type, text: await value.text() };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return Promise.all(value.map(describe));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([name, member]) => [name, await describe(member)]);
  return Object.fromEntries(await Promise.all(members));
}

type Handler = (request: Sent) => RawResponse | Promise<RawResponse>;

function createHandlers(events: unknown[]): Record<string, Handler> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  async function* texts(...all: string[]) {
    yield* all;
  }
  async function* endless<Item>(item: Item) {
    try {
      for (;;) yield item;
    } finally {
      events.push('released');
    }
  }
  async function* failing<Item>(item: Item) {
    yield item;
    throw new Error('The source is gone.');
  }
  return {
    listEvents: () => ({ status: 200, body: events }),
    deletePet: () => ({ status: 204 }),
    getText: () => ({ status: 200, body: 'Grüße' }),
    getBytes: () => ({ status: 200, body: new Uint8Array([0, 255, 10]) }),
    getWebStream: () => ({
      status: 200,
      body: new ReadableStream({
        start(controller) {
          for (const text of ['one ', 'two']) controller.enqueue(bytes(text));
          controller.close();
        },
      }),
    }),
    getIterable: () => ({ status: 200, body: texts('a,b\n', 'ä,2\n') }),
    getList: () => ({ status: 200, body: { items: pieces([1, 2], [], [3]), total: 3 } }),
    getEndlessStream: () => ({ status: 200, body: endless(bytes('x'.repeat(1000))) }),
    getEndlessList: () => ({ status: 200, body: { items: endless(['x'.repeat(1000)]) } }),
    getFailingStream: () => ({ status: 200, body: failing('x'.repeat(1000)) }),
    getFailingList: () => ({ status: 200, body: { items: notEven() } }),
    getHeaders: () => ({
      status: 201,
      headers: { 'X-Count': 3, 'Set-Cookie': ['a=1', 'b=2'] },
      body: {},
      contentType: 'application/vnd.pet+json',
    }),
    failThrows: () => {
      throw new Error('A secret.');
    },
    failStatus: () => ({ status: 299 }),
    failBody: () => ({ status: 200, body: 'text' }),
    failHeader: () => ({ status: 200, headers: { 'X-Count': 'many' } }),
  };
  async function* pieces(...all: number[][]) {
    yield* all;
  }
  // biome-ignore lint/correctness/useYield: it fails before the first piece.
  async function* notEven(): AsyncGenerator<number[]> {
    throw new Error('The source is gone.');
  }
}
