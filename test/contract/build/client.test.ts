import { describe, expect, test } from 'vitest';
import { writeClient } from '../../../src/contract/build/client.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { readContract } from '../../../src/contract/document/operations.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';

type Members = Record<string, unknown>;

/** The client of a document with one operation, which has what is given. */
function clientOf(operation: Members, { method = 'get', components = {}, ...rest }: Members = {}): string {
  const responses = { 200: { description: 'Done.' } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { [String(method)]: { operationId: 'pets', responses, ...operation } } },
    components,
    ...rest,
  } as OpenApiDocument;
  return writeClient('', readContract(document), {
    find: createFindSchema(document),
    runtime: 'keepspec-runtime/client',
  });
}

/** The facts of its operation. */
function factsOf(...given: Parameters<typeof clientOf>): unknown {
  const line = /^ {4}"[A-Z]+ \/pets": (.*),$/m.exec(clientOf(...given))?.[1];
  return JSON.parse(line ?? '');
}

const content = (...mediaTypes: string[]) => ({ content: Object.fromEntries(mediaTypes.map((type) => [type, {}])) });

describe('security schemes', () => {
  const components = {
    securitySchemes: {
      token: { type: 'oauth2', flows: {} },
      login: { type: 'http', scheme: 'basic' },
      'api-key': { type: 'apiKey', in: 'query', name: 'key*/*/' },
      digest: { type: 'http', scheme: 'digest' },
      certificate: { type: 'mutualTLS' },
    },
  };

  test('have credentials by their names; a certificate is no credential of a request', () => {
    const text = clientOf({}, { components });
    expect(text).toContain(`export type Credentials = {
  /** Token that is sent as \`Authorization: Bearer …\`. */
  "token": string;
  /** Username and password. */
  "login": BasicCredentials;
  /** Key that is sent as the query parameter "key*\\/*\\/". */
  "api-key": string;
  /** Token that is sent as \`Authorization: Digest …\`. */
  "digest": string;
};`);
    expect(text).toContain('\n  type BasicCredentials,\n');
  });

  test('of the document and of the operation are alternatives of an operation', () => {
    expect(factsOf({}, { components, security: [{ token: ['read'] }] })).toEqual({ security: [['token']] });
    const security = [{ token: [], certificate: [] }, { login: [], 'api-key': [] }, {}];
    expect(factsOf({ security }, { components })).toEqual({ security: [['token'], ['login', 'api-key'], []] });
    expect(factsOf({ security: [] }, { components, security: [{ token: [] }] })).toEqual({});
  });

  test('that are not used import nothing', () => {
    expect(clientOf({})).not.toContain('BasicCredentials');
  });
});

describe('media types', () => {
  test.each([
    [['application/json'], undefined],
    [['text/plain', 'application/json'], undefined],
    [['*/*'], '*/*'],
    [['image/png', '*/*'], '*/*'],
    [['application/*+json', 'application/vnd.a+json'], 'application/vnd.a+json'],
    [['application/*+json', 'application/json'], undefined],
    [['application/xml', 'application/merge-patch+json'], 'application/merge-patch+json'],
    [['application/json; charset=utf-8'], 'application/json; charset=utf-8'],
    [['multipart/form-data', 'text/plain'], 'multipart/form-data'],
    [['image/*'], 'image/*'],
  ])('of request bodies %j: by default %s is sent', (mediaTypes, body) => {
    const requestBody = content(...mediaTypes);
    expect(factsOf({ requestBody }, { method: 'post' })).toEqual(body === undefined ? {} : { body });
  });

  const accept = (type: string) => `${type}, */*;q=0.1`;
  test.each([
    [[], {}],
    [['application/json'], {}],
    [['text/csv'], { response: 'text' }],
    [['application/xml'], { response: 'text' }],
    [['image/svg+xml'], { response: 'text' }],
    [['application/pdf'], { response: 'bytes' }],
    [['*/*'], { response: 'any' }],
    [['text/csv', 'application/pdf'], { response: 'any' }],
    [['text/csv', 'application/hal+json'], { accept: accept('application/hal+json') }],
  ])('of response bodies %j: the client knows %j', (mediaTypes, facts) => {
    expect(factsOf({ responses: { 200: { description: '', ...content(...mediaTypes) } } })).toEqual(facts);
  });

  test('of errors do not count; those of `default` count if no success is declared', () => {
    const text = { description: '', ...content('text/plain') };
    expect(factsOf({ responses: { 200: { description: '', ...content('application/json') }, 400: text } })).toEqual({});
    expect(factsOf({ responses: { 204: { description: '' }, default: text } })).toEqual({});
    expect(factsOf({ responses: { default: text } })).toEqual({ response: 'text' });
  });
});

test('fields of a form have the styles of the media type that is sent, the first one', () => {
  const form = (style: string) => ({
    schema: { type: 'object', properties: { a: { type: 'object' } } },
    encoding: { a: { style, explode: true } },
  });
  const urlEncoded = 'application/x-www-form-urlencoded';
  const requestBody = { content: { [urlEncoded]: form('deepObject'), [`${urlEncoded}; charset=utf-8`]: form('form') } };
  expect(factsOf({ requestBody }, { method: 'post' })).toMatchObject({
    ...{ body: urlEncoded, fields: [{ name: 'a', style: 'deepObject', explode: true }] },
  });
});

describe('idempotency keys', () => {
  const withHeader = (schema: object, name = 'Idempotency-Key') =>
    factsOf({ parameters: [{ name, in: 'header', schema }] }, { method: 'post' });

  test.each([{ type: 'string' }, {}, { type: 'string', format: 'uuid' }, { type: 'string', maxLength: 36 }])(
    'are sent if the schema is %j',
    (schema) => {
      expect(withHeader(schema)).toEqual({ idempotencyKey: 'Idempotency-Key' });
      expect(withHeader(schema, 'x-idempotency-key')).toEqual({ idempotencyKey: 'x-idempotency-key' });
    },
  );

  test.each([
    { type: 'string', maxLength: 35 },
    { type: 'string', minLength: 37 },
    { type: 'string', pattern: '^[a-z]+$' },
    { type: 'string', format: 'date' },
    { enum: ['a'] },
    { type: 'integer' },
  ])('are left to the caller if the schema is %j, which a UUID violates', (schema) => {
    expect(withHeader(schema)).toEqual({});
  });

  test.each(['Idempotency-Key-Id', 'my-idempotency-key'])('are not sent in %s', (name) => {
    expect(withHeader({ type: 'string' }, name)).toEqual({});
  });
});

describe('pages', () => {
  const paged = (cursor: string, properties: object, more: object = {}) =>
    factsOf({
      parameters: [{ name: cursor, in: 'query', schema: { type: 'string' } }],
      responses: {
        200: { description: '', content: { 'application/json': { schema: { type: 'object', properties } } }, ...more },
      },
    });
  const text = { type: 'string' };

  test.each([
    ['cursor', { next_cursor: text }, ['next_cursor']],
    ['page_token', { nextPageToken: text }, ['nextPageToken']],
    ['after', { paging: { type: 'object', properties: { next: { type: ['string', 'null'] } } } }, ['paging', 'next']],
    ['cursor', { next_cursor: { anyOf: [{ type: 'null' }, text] } }, ['next_cursor']],
  ])('follow the parameter %s by %j', (cursor, properties, next) => {
    expect(paged(cursor, properties)).toEqual({ pages: { cursor, next } });
  });

  test.each([
    ['cursor', { next: { type: 'string', format: 'uri' } }],
    ['cursor', { next_cursor: { type: 'boolean' } }],
    ['cursor', { items: { type: 'array' } }],
    ['page', { next_cursor: text }],
  ])('do not exist for the parameter %s and %j', (cursor, properties) => {
    expect(paged(cursor, properties)).toEqual({});
  });

  const list = { type: 'array', items: text };
  test.each<[properties: object, items: string[] | undefined]>([
    [{ pets: list }, ['pets']],
    [{ meta: { type: 'object', properties: { errors: list } }, pets: list, total: { type: 'integer' } }, ['pets']],
    [{ pets: list, warnings: list }, undefined],
    [{ pets: { type: 'array' } }, undefined],
    [{}, undefined],
  ])('of %j have the items %j', (properties, items) => {
    const pages = { cursor: 'cursor', next: ['next_cursor'], ...(items && { items }) };
    expect(paged('cursor', { next_cursor: text, ...properties })).toEqual({ pages });
  });

  test('follow a link of the response to its own operation', () => {
    const links = { next: { operationId: 'pets', parameters: { from: '$response.body#/meta/position' } } };
    const meta = { type: 'object', properties: { position: text } };
    expect(paged('from', { meta }, { links })).toEqual({ pages: { cursor: 'from', next: ['meta', 'position'] } });
  });
});

test('TRACE, which fetch does not send, is left out', () => {
  expect(clientOf({}, { method: 'trace' })).toContain('  operations: {\n  },\n');
});

test('an error body that is a text has no places: it could be the page of a proxy', () => {
  const responses = { 400: { description: '', content: { 'text/plain': { schema: { type: 'string' } } } } };
  expect(clientOf({ responses })).toContain('    message: [],\n');
});

test('places in error bodies come from all error responses, the outer ones first', () => {
  const error = (properties: object) => ({
    description: '',
    content: { 'application/json': { schema: { type: 'object', properties, required: Object.keys(properties) } } },
  });
  const message = { type: 'string' };
  const responses = {
    400: error({ error: { type: 'object', required: ['message', 'code'], properties: { message, code: message } } }),
    404: error({ message }),
    default: error({ title: message, detail: message }),
  };
  const text = clientOf({ responses });
  const errors = text.slice(text.indexOf('  errors: {'), text.indexOf('    requestId'));
  expect(errors).toBe(`  errors: {
    message: [
      ["detail"],
      ["message"],
      ["error","message"],
      ["title"],
    ],
    code: [
      ["error","code"],
    ],
`);
});
