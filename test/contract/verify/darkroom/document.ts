import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const error = { description: 'What is wrong.', ...json(ref('Error')) };
const challenge = { 'WWW-Authenticate': { required: true, schema: { type: 'string' } } };
const errors = { 401: { ...error, headers: challenge }, default: error };
const missing = { 404: error, ...errors };
const id = (name: string): object => ({ name, in: 'path', required: true, schema: { type: 'string', maxLength: 40 } });
const query = (name: string, schema: object): object => ({ name, in: 'query', schema });
const header = (name: string, schema: object, required = false): object => ({ name, in: 'header', required, schema });
const etag = { ETag: { required: true, schema: { type: 'string' } } };
const location = { Location: { required: true, schema: { type: 'string', format: 'uri-reference' } } };
const one = (name: string, headers: object = {}): object => ({ description: 'It.', headers, ...json(ref(name)) });
const gone = { description: 'Done.' };
const page = (name: string): object => ({
  description: 'One page.',
  ...json({
    type: 'object',
    required: ['rows', 'next_cursor'],
    properties: { rows: { type: 'array', items: ref(name) }, next_cursor: { type: ['string', 'null'] } },
  }),
});
const paging = [
  query('limit', { type: 'integer', minimum: 1, maximum: 30, default: 10 }),
  query('cursor', { type: 'string', maxLength: 40 }),
];
const ifMatch = header('If-Match', { type: 'string', maxLength: 100 });
const stale = { 412: error };

export const ALBUMS = ['family', 'travel', 'work'];
export const KINDS = ['archive', 'print', 'thumbnail'];
const photo = {
  title: { type: 'string', minLength: 1, maxLength: 80 },
  album: { type: 'string', enum: ALBUMS },
};
const order = {
  kind: { type: 'string', enum: KINDS },
  copies: { type: 'integer', minimum: 1, maximum: 20, default: 1 },
  note: { type: 'string', maxLength: 100, default: '' },
};
const secret = { type: 'string', minLength: 8, maxLength: 40, writeOnly: true };
const object = (properties: object, required: string[]): object => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const photos = {
  get: {
    operationId: 'listPhotos',
    parameters: [...paging, query('album', { type: 'string', enum: ALBUMS })],
    responses: { 200: page('Photo'), ...errors },
  },
  post: {
    operationId: 'uploadPhoto',
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: object({ ...photo, file: { contentMediaType: 'image/png' } }, ['title', 'album', 'file']),
          encoding: { file: { contentType: 'image/png' } },
        },
      },
    },
    responses: { 201: one('Photo', location), 413: error, 415: error, ...errors },
  },
};

const photoItem = {
  parameters: [id('photo_id')],
  get: {
    operationId: 'getPhoto',
    parameters: [header('If-None-Match', { type: 'string', maxLength: 100 })],
    responses: { 200: one('Photo', etag), 304: { description: 'It is as you know it.' }, ...missing },
  },
  patch: {
    operationId: 'changePhoto',
    parameters: [ifMatch],
    requestBody: { required: true, ...json(ref('PhotoChanges')) },
    responses: { 200: one('Photo', etag), ...stale, ...missing },
  },
  delete: { operationId: 'deletePhoto', parameters: [ifMatch], responses: { 204: gone, ...stale, ...missing } },
};

const content = {
  parameters: [id('photo_id')],
  get: {
    operationId: 'getContent',
    responses: { 200: { description: 'The file.', content: { 'image/png': {} } }, ...missing },
  },
  put: {
    operationId: 'putContent',
    parameters: [header('Upload-Name', { type: 'string', minLength: 1, maxLength: 40 }, true)],
    requestBody: { required: true, content: { 'image/png': {} } },
    responses: { 204: gone, 413: error, 415: error, ...missing },
  },
};

/** A darkroom: photos are uploaded, and jobs work on them after the response. */
export const DARKROOM = {
  openapi: '3.2.0',
  info: { title: 'Darkroom', version: '1' },
  security: [{ Customer: [] }],
  paths: {
    '/photos': photos,
    '/photos/{photo_id}': photoItem,
    '/photos/{photo_id}/content': content,
    '/photos/{photo_id}/scans': {
      parameters: [id('photo_id')],
      post: {
        operationId: 'scanPhoto',
        responses: { 202: { description: 'A job scans it.', headers: location }, ...missing },
      },
    },
    '/jobs': {
      get: {
        operationId: 'listJobs',
        parameters: [...paging, query('kind', { type: 'string', enum: KINDS })],
        responses: { 200: page('Job'), ...errors },
      },
      post: {
        operationId: 'orderJob',
        parameters: [header('Idempotency-Key', { type: 'string', minLength: 1, maxLength: 64 })],
        requestBody: { required: true, ...json(ref('Order')) },
        responses: { 202: one('Job', location), 409: error, ...errors },
      },
    },
    '/jobs/{job_id}': {
      parameters: [id('job_id')],
      get: { operationId: 'getJob', responses: { 200: one('Job'), ...missing } },
      delete: { operationId: 'deleteJob', responses: { 204: gone, ...missing } },
    },
    '/jobs/{job_id}/cancel': {
      parameters: [id('job_id')],
      post: { operationId: 'cancelJob', responses: { 200: one('Job'), 409: error, ...missing } },
    },
    '/jobs/{job_id}/result': {
      parameters: [id('job_id')],
      get: { operationId: 'getResult', responses: { 200: one('Result'), 409: error, ...missing } },
    },
  },
  components: {
    securitySchemes: { Customer: { type: 'apiKey', in: 'header', name: 'Customer-Key' } },
    schemas: {
      Photo: object({ id: { type: 'string', readOnly: true }, ...photo, bytes: { type: 'integer', minimum: 0 } }, [
        ...['id', 'title', 'album', 'bytes'],
      ]),
      PhotoChanges: object(photo, []),
      Order: object({ ...order, callback_secret: secret }, ['kind']),
      Job: object(
        {
          ...{ id: { type: 'string' }, ...order },
          status: { type: 'string', enum: ['queued', 'running', 'succeeded', 'cancelled'] },
        },
        ['id', ...Object.keys(order), 'status'],
      ),
      Result: object({ pages: { type: 'integer', minimum: 1 } }, ['pages']),
      Error: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
    },
  },
  // A document of OpenAPI 3.2, which the type does not spell out.
} as unknown as OpenApiDocument;
