import { expect, test } from 'vitest';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import { changeKind } from '../../../src/contract/diff/kinds.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { documentOf, getBoats, jsonBody, postBoats, queryParameter, responsesOf } from './documents.ts';
import { witnessHolds } from './holds.ts';

type Row = [title: string, old: OpenApiDocument, fresh: OpenApiDocument, kinds: string[]];

const ID = { name: 'id', in: 'path', required: true };
const INTEGERS = { type: 'array', items: { type: 'integer' } };
const portServer = (port: string) => ({
  url: 'https://harbor.example:{port}',
  variables: { port: { default: port, enum: ['443', '8443'] } },
});
const KEY = { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } } };
const OAUTH = (name: string) => ({
  components: {
    securitySchemes: {
      [name]: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: {} } } },
    },
  },
});
const withTypes = (...names: string[]) => ({
  requestBody: { content: Object.fromEntries(names.map((name) => [name, {}])) },
});
const withHeader = (name: string, header: object) => ({
  responses: { 200: { description: 'The result.', headers: { [name]: header } } },
});
const withResponses = (...names: string[]) => ({
  responses: Object.fromEntries(names.map((name) => [name, { description: 'The result.' }])),
});

const withTags = (encoding: object) => ({
  requestBody: {
    content: {
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', properties: { tags: { type: 'array', items: { type: 'integer' } } } },
        encoding: { tags: encoding },
      },
    },
  },
});

const withPhoto = (contentType?: string) => ({
  requestBody: {
    content: {
      'multipart/form-data': {
        schema: { type: 'object', required: ['photo'], properties: { photo: { type: 'string', format: 'binary' } } },
        ...(contentType === undefined ? {} : { encoding: { photo: { contentType } } }),
      },
    },
  },
});

const ROWS: Row[] = [
  [
    'a part must not have a media type any more',
    postBoats(withPhoto('image/png, image/gif')),
    postBoats(withPhoto('image/png')),
    ['breaking body.encoding'],
  ],
  [
    'a part may have any of two media types now',
    postBoats(withPhoto('image/png')),
    postBoats(withPhoto('image/gif, image/png')),
    ['additive body.encoding'],
  ],
  [
    'a part must have a media type now',
    postBoats(withPhoto()),
    postBoats(withPhoto('image/png')),
    ['breaking body.encoding'],
  ],
  [
    'a list in a form is exploded now',
    postBoats(withTags({ explode: false })),
    postBoats(withTags({})),
    ['breaking body.encoding'],
  ],
  [
    'a list in a form is not exploded any more, which the server reads as before',
    postBoats(withTags({})),
    postBoats(withTags({ explode: false })),
    ['risky body.encoding'],
  ],
  [
    'an operation is removed',
    documentOf({ '/boats/{id}': { get: { parameters: [{ ...ID, schema: { type: 'integer' } }], responses: {} } } }),
    documentOf({}),
    ['breaking operation.removed'],
  ],
  [
    'an operation is removed whose requests another one takes',
    documentOf({ '/boats/mine': { get: { responses: responsesOf() } } }),
    documentOf({
      '/boats/{id}': { get: { parameters: [{ ...ID, schema: { type: 'string' } }], responses: responsesOf() } },
    }),
    ['risky operation.removed', 'additive operation.added'],
  ],
  [
    'an operation is removed, and another one has its path and rejects its requests',
    documentOf({ '/boats/mine': { get: { responses: responsesOf() } } }),
    documentOf({
      '/boats/{id}': { get: { parameters: [{ ...ID, schema: { type: 'integer' } }], responses: responsesOf() } },
    }),
    ['breaking operation.removed', 'additive operation.added'],
  ],
  [
    'a required parameter is new',
    getBoats({}),
    getBoats({ parameters: [queryParameter('harbor', { type: 'string' }, { required: true })] }),
    ['breaking parameter.required-added'],
  ],
  [
    'an optional parameter is new',
    getBoats({}),
    getBoats({ parameters: [queryParameter('harbor', { type: 'string' })] }),
    ['additive parameter.added'],
  ],
  [
    'a parameter is required now',
    getBoats({ parameters: [queryParameter('harbor', { type: 'string' })] }),
    getBoats({ parameters: [queryParameter('harbor', { type: 'string' }, { required: true })] }),
    ['breaking parameter.required'],
  ],
  [
    'a header parameter is required now, written in another case',
    getBoats({ parameters: [{ name: 'X-Harbor', in: 'header', schema: { type: 'string' } }] }),
    getBoats({ parameters: [{ name: 'x-harbor', in: 'header', schema: { type: 'string' }, required: true }] }),
    ['breaking parameter.required'],
  ],
  [
    'a parameter is removed',
    getBoats({ parameters: [queryParameter('harbor', { type: 'string' })] }),
    getBoats({}),
    ['risky parameter.removed'],
  ],
  [
    'a parameter must not be empty any more',
    getBoats({ parameters: [queryParameter('limit', { type: 'integer' }, { allowEmptyValue: true })] }),
    getBoats({ parameters: [queryParameter('limit', { type: 'integer' })] }),
    ['breaking parameter.empty-value'],
  ],
  [
    'a list of integers is not exploded any more',
    getBoats({ parameters: [queryParameter('ids', INTEGERS)] }),
    getBoats({ parameters: [queryParameter('ids', INTEGERS, { explode: false })] }),
    ['breaking parameter.serialization'],
  ],
  [
    'a list of texts is exploded now, which reads one text with commas',
    getBoats({
      parameters: [queryParameter('names', { type: 'array', items: { type: 'string' } }, { explode: false })],
    }),
    getBoats({ parameters: [queryParameter('names', { type: 'array', items: { type: 'string' } })] }),
    ['risky parameter.serialization'],
  ],
  [
    'a request body is required now',
    postBoats(jsonBody({ type: 'object' })),
    postBoats(jsonBody({ type: 'object' }, { required: true })),
    ['breaking body.required'],
  ],
  [
    'a required request body is new',
    postBoats({}),
    postBoats(jsonBody({}, { required: true })),
    ['breaking body.required-added'],
  ],
  ['an optional request body is new', postBoats({}), postBoats(jsonBody({})), ['additive body.added']],
  ['a request body is removed', postBoats(jsonBody({})), postBoats({}), ['risky body.removed']],
  [
    'a media type of a request is removed',
    postBoats(withTypes('application/json', 'text/plain')),
    postBoats(withTypes('application/json')),
    ['breaking body.media-type-removed'],
  ],
  [
    'a range takes the place of a media type of a request',
    postBoats(withTypes('application/json')),
    postBoats(withTypes('application/*')),
    ['additive body.media-type-added'],
  ],
  [
    'a status takes the place of the only success',
    getBoats({ responses: responsesOf() }),
    getBoats({ responses: responsesOf({ type: 'object' }, '201') }),
    ['breaking response.status-added', 'risky response.status-removed'],
  ],
  [
    'a success is new beside another',
    getBoats(withResponses('200')),
    getBoats(withResponses('200', '202')),
    ['risky response.status-added'],
  ],
  [
    'an error is listed that a range covered',
    getBoats(withResponses('200', '4XX')),
    getBoats(withResponses('200', '404', '4XX')),
    [],
  ],
  [
    'an error is listed that default covered',
    getBoats(withResponses('200', 'default')),
    getBoats(withResponses('200', '404', 'default')),
    [],
  ],
  [
    'an error is removed',
    getBoats(withResponses('200', '404')),
    getBoats(withResponses('200')),
    ['additive response.status-removed'],
  ],
  [
    'a response has no body any more',
    getBoats({ responses: responsesOf() }),
    getBoats(withResponses('200')),
    ['breaking response.body-removed'],
  ],
  [
    'a media type of a response is new',
    getBoats({ responses: responsesOf() }),
    getBoats({
      responses: {
        200: { description: '', content: { 'application/json': { schema: { type: 'object' } }, 'text/csv': {} } },
      },
    }),
    ['risky response.media-type-added', 'docs docs.response'],
  ],
  [
    'a media type takes the place of the only one of a response',
    getBoats({ responses: { 200: { description: '', content: { 'application/json': {} } } } }),
    getBoats({ responses: { 200: { description: '', content: { 'text/csv': {} } } } }),
    ['breaking response.media-type-removed', 'breaking response.media-type-added'],
  ],
  [
    'a header is not sent any more',
    getBoats(withHeader('ETag', { required: true, schema: { type: 'string' } })),
    getBoats(withResponses('200')),
    ['breaking header.removed'],
  ],
  [
    'a header is not always sent any more',
    getBoats(withHeader('ETag', { required: true, schema: { type: 'string' } })),
    getBoats(withHeader('etag', { schema: { type: 'string' } })),
    ['breaking header.optional'],
  ],
  [
    'credentials are needed now',
    getBoats({}, KEY),
    getBoats({ security: [{ key: [] }] }, KEY),
    ['breaking security.stricter'],
  ],
  [
    'credentials are not needed any more',
    getBoats({ security: [{ key: [] }] }, KEY),
    getBoats({}, KEY),
    ['additive security.looser'],
  ],
  [
    'a scope is needed now',
    getBoats({ security: [{ id: ['read'] }] }, OAUTH('id')),
    getBoats({ security: [{ id: ['read', 'write'] }] }, OAUTH('id')),
    ['breaking security.stricter'],
  ],
  [
    'the base path changed',
    getBoats({}, { servers: [{ url: 'https://harbor.example/v1' }] }),
    getBoats({}, { servers: [{ url: 'https://harbor.example/v2' }] }),
    ['breaking server.path-removed'],
  ],
  [
    'the base path changed of a document that had no servers',
    getBoats({}),
    getBoats({}, { servers: [{ url: '/v2' }] }),
    ['risky server.path-removed'],
  ],
  [
    'the host changed',
    getBoats({}, { servers: [{ url: 'https://harbor.example/v1' }] }),
    getBoats({}, { servers: [{ url: 'https://port.example/v1' }] }),
    ['risky server.host'],
  ],
  [
    'another port of the server is the default',
    getBoats({}, { servers: [portServer('443')] }),
    getBoats({}, { servers: [portServer('8443')] }),
    ['risky server.host'],
  ],
  [
    'the operationId changed',
    getBoats({ operationId: 'listBoats' }),
    getBoats({ operationId: 'boats' }),
    ['risky operation.id'],
  ],
  ['a tag of the API is new', getBoats({}), getBoats({}, { tags: [{ name: 'boats' }] }), ['docs docs.api']],
  ['the operation is deprecated', getBoats({}), getBoats({ deprecated: true }), ['docs operation.deprecated']],
  [
    'a description changed',
    getBoats({ description: 'Boats.' }),
    getBoats({ description: 'All boats.' }),
    ['docs docs.operation'],
  ],
  [
    'the default of a parameter changed',
    getBoats({ parameters: [queryParameter('limit', { type: 'integer', default: 10 })] }),
    getBoats({ parameters: [queryParameter('limit', { type: 'integer', default: 20 })] }),
    ['risky schema.default'],
  ],
];

test.each(ROWS)('%s', async (_title, old, fresh, kinds) => {
  const { changes } = compareDocuments(old, fresh, { today: '2026-01-01' });
  expect(changes.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(kinds);
  for (const change of changes) {
    expect(changeKind(change.kind).id).toBe(change.kind);
    expect(change.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    // Scopes are beyond the server of the test, which accepts any credentials.
    const isScope =
      change.kind === 'security.stricter' && 'components' in old && JSON.stringify(old).includes('oauth2');
    if (change.severity === 'breaking' && !isScope) expect(await witnessHolds(old, fresh, change)).toBe(true);
  }
});
