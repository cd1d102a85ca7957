import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const json = (schema: object) => ({ 'application/json': { schema } });
const responds = (content: object) => ({ 200: { description: 'Done.', content }, '4XX': { description: 'Rejected.' } });
const ANYTHING = json({});
const TEXT = { 'text/plain': { schema: { type: 'string' } } };

const PLACE = { type: 'object', properties: { lat: { type: 'number' } } };
const FORM = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    tags: { type: 'array', items: { type: 'string' } },
    size: { type: 'integer' },
    place: PLACE,
  },
};
const UPLOAD = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    files: { type: 'array', items: { type: 'string', format: 'binary' } },
    place: PLACE,
  },
};
const ERROR = {
  type: 'object',
  required: ['message'],
  properties: {
    code: { type: 'string', enum: ['invalid', 'gone'] },
    message: { type: 'string' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const secured = (operationId: string, ...security: Record<string, string[]>[]) => ({
  get: { operationId, security, responses: responds(ANYTHING) },
});
const echo = (operationId: string, content: object) => ({
  operationId,
  requestBody: { content },
  responses: responds(ANYTHING),
});
const query = (name: string, type: string) => ({ name, in: 'query', schema: { type } });

/** A document with one operation for each way in which a client must send or read something. */
export const DOCUMENT: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/bearer': secured('withBearer', { Bearer: [] }),
    '/basic': secured('withBasic', { Basic: [] }),
    '/header': secured('withHeader', { Header: [] }),
    '/query': secured('withQuery', { Query: [] }),
    '/cookie': {
      get: {
        ...secured('withCookie', { Cookie: [] }).get,
        parameters: [{ name: 'theme', in: 'cookie', schema: { type: 'string' } }],
      },
    },
    '/either': secured('withEither', { Bearer: [], Query: [] }, { Basic: [] }, { Query: [] }),
    '/open': secured('open'),
    '/optional': secured('optional', {}, { Bearer: [] }),
    '/form': { post: echo('form', { 'application/x-www-form-urlencoded': { schema: FORM } }) },
    '/upload': { post: echo('upload', { 'multipart/form-data': { schema: UPLOAD } }) },
    '/text': {
      get: { operationId: 'readText', responses: responds(TEXT) },
      post: echo('sendText', TEXT),
      put: echo('sendNote', { ...TEXT, 'application/vnd.note+json': {} }),
    },
    '/image': {
      get: { operationId: 'readImage', responses: responds({ 'image/png': {} }) },
      put: echo('sendImage', { 'image/*': {} }),
    },
    '/merge': { patch: echo('merge', { 'application/merge-patch+json': { schema: { type: 'object' } } }) },
    '/report': {
      get: { operationId: 'readReport', responses: responds({ 'text/csv': {}, ...ANYTHING }) },
    },
    '/invalid': {
      post: {
        operationId: 'invalid',
        responses: { ...responds(ANYTHING), 422: { description: 'Invalid.', content: json(ERROR) } },
      },
    },
    '/orders': {
      post: {
        ...echo('order', json({ type: 'object' })),
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 64 } }],
      },
    },
    '/items': {
      get: {
        operationId: 'listItems',
        parameters: [query('size', 'integer'), query('page_token', 'string')],
        responses: responds(
          json({
            type: 'object',
            properties: {
              items: { type: 'array', items: { type: 'integer' } },
              next_page_token: { type: ['string', 'null'] },
            },
          }),
        ),
      },
    },
  },
  components: {
    securitySchemes: {
      Bearer: { type: 'http', scheme: 'bearer' },
      Basic: { type: 'http', scheme: 'basic' },
      Header: { type: 'apiKey', in: 'header', name: 'X-Key' },
      Query: { type: 'apiKey', in: 'query', name: 'key' },
      Cookie: { type: 'apiKey', in: 'cookie', name: 'key' },
    },
  },
};

type Received = {
  headers: Record<string, string>;
  query: Record<string, unknown>;
  body?: unknown;
  principal?: unknown;
};

const PRINCIPALS = [
  'withBearer',
  'withBasic',
  'withHeader',
  'withQuery',
  'withCookie',
  'withEither',
  'open',
  'optional',
];
const ECHOES = ['form', 'sendText', 'sendNote', 'merge', 'order'];

const tellPrincipal = ({ principal }: Received) => ({ status: 200, body: { principal: principal ?? null } });
const tellBody = ({ headers, body }: Received) => ({ status: 200, body: { type: headers['content-type'], body } });

/** Handlers that return what they have received. */
export const handlers = {
  ...Object.fromEntries(PRINCIPALS.map((name) => [name, tellPrincipal])),
  ...Object.fromEntries(ECHOES.map((name) => [name, tellBody])),
  upload: async ({ headers, body }: Received) => {
    const { files = [], ...rest } = body as { files?: File[] };
    const texts = await Promise.all(files.map(async (file) => `${file.name} ${await file.text()}`));
    return { status: 200, body: { type: headers['content-type'], body: { ...rest, files: texts } } };
  },
  sendImage: ({ headers, body }: Received) => ({
    status: 200,
    body: { type: headers['content-type'], body: [...(body as Uint8Array)] },
  }),
  readText: () => ({ status: 200, body: 'Hello' }),
  readImage: () => ({ status: 200, body: new TextEncoder().encode('png') }),
  readReport: ({ headers }: Received) =>
    headers.accept === 'text/csv'
      ? { status: 200, contentType: 'text/csv', body: 'rows\n1\n' }
      : { status: 200, contentType: 'application/json', body: { rows: 1 } },
  invalid: () => ({
    status: 422,
    body: {
      code: 'invalid',
      message: 'Invalid.',
      request_id: 'r1',
      errors: [
        { field: 'name', message: 'is missing' },
        { field: 'tags.0', message: 'is too long' },
      ],
    },
  }),
  listItems: ({ query: { size = 2, page_token = '0' } }: Received) => {
    const from = Number(page_token);
    const items = [1, 2, 3, 4, 5].slice(from, from + Number(size));
    const next = from + items.length;
    return { status: 200, body: { items, next_page_token: next < 5 ? String(next) : null } };
  },
};
