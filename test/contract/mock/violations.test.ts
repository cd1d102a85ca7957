import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';

const local = { port: 0, host: '127.0.0.1' };
const headers = { authorization: 'Bearer sk_any', 'content-type': 'application/json' };

type ErrorBody = { error: { code: string; message: string; fields?: Record<string, string> } };

describe('errors of this contract', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock(await bundleContract('openapi/openapi.yaml'), local);
  });
  afterAll(() => mock.stop());

  const ask = async (
    method: string,
    path: string,
    body?: string,
    prefer = '',
  ): Promise<[number, ErrorBody['error']]> => {
    const init = { method, headers: { ...headers, prefer }, ...(body === undefined ? {} : { body }) };
    const response = await fetch(mock.url + path, init);
    return [response.status, ((await response.json()) as ErrorBody).error];
  };

  test.for<[string, string, string | undefined, Record<string, string>]>([
    ['GET', '/v1/agents?limit=201', undefined, { limit: 'must be at most 200' }],
    ['GET', '/v1/agents?colour=red', undefined, { colour: expect.any(String) }],
    ['POST', '/v1/agents', '{"name":"A","voice_id":"b","temperature":2}', { temperature: 'must be at most 1' }],
    ['POST', '/v1/agents', '{}', { name: 'is required', voice_id: 'is required' }],
    ['POST', '/v1/agents', '[]', { body: 'must be an object' }],
    ['POST', '/v1/agents', undefined, { body: expect.stringContaining('required') }],
  ])('%s %s %s names what is wrong and nothing else', async ([method, path, body, fields]) => {
    const [status, error] = await ask(method, path, body);
    const count = Object.keys(fields).length;
    expect([status, error]).toEqual([
      400,
      {
        code: 'validation_failed',
        message: `The request has ${count} invalid field${count === 1 ? '' : 's'}.`,
        fields,
      },
    ]);
  });

  test('a body that cannot be decoded names no field', async () => {
    const [status, error] = await ask('POST', '/v1/agents', '{"name": ');
    expect([status, error.code, error.fields]).toEqual([400, 'bad_request', undefined]);
  });

  test('an invalid request is rejected, whatever example is preferred', async () => {
    const [status, error] = await ask('GET', '/v1/agents?limit=0', undefined, 'example=full');
    expect([status, error.fields]).toEqual([400, { limit: 'must be at least 1' }]);
  });

  test('the violations of an invalid request are in a header of 4000 characters at most, which no other one has', async () => {
    const header = async (path: string, init: RequestInit = {}) =>
      (await fetch(mock.url + path, { headers, ...init })).headers.get('sl-violations');
    const unknown = Array.from({ length: 60 }, (_, index) => `${'n'.repeat(60)}${index}=1`).join('&');
    expect((await header(`/v1/agents?${unknown}`))?.length).toBe(4000);
    expect(JSON.parse((await header('/v1/agents?limit=0')) ?? '')).toMatchObject([{ in: 'query', path: 'limit' }]);
    expect(await header('/v1/agents', { method: 'PUT' })).toBeNull();
    expect(await header('/v1/agents', { headers: {} })).toBeNull();
  });

  test.each([
    ['GET', '/v1/agents/agent_1', 'not_found'],
    ['PATCH', '/v1/agents/3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'not_found'],
    ['DELETE', '/v1/agents/..%2Fkeys', 'not_found'],
    ['GET', '/v1/agents/conversations/agent_01k9zq7v3mf4h8s2c6d0xw5t1e', 'conversation_not_found'],
    ['DELETE', '/v1/agents/memories/memory_', 'memory_not_found'],
  ])('%s %s: a malformed id is not found, as on the server', async (method, path, code) => {
    const [status, error] = await ask(method, path, method === 'PATCH' ? '{"temperature":2}' : undefined);
    expect([status, error.code]).toEqual([404, code]);
  });
});

describe('errors of any document', () => {
  const item = (status: string, body: unknown, schema: Schema = {}) => ({
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
    get: {
      parameters: [
        { name: 'size', in: 'query', schema: { type: 'integer', maximum: 9 } },
        { name: 'sort', in: 'query', schema: { type: 'integer', minimum: 3 } },
      ],
      responses: {
        200: { description: 'It.', content: { 'application/json': { examples: { it: { value: {} } } } } },
        [status]: {
          description: 'Invalid.',
          content: { 'application/json': { schema, examples: { it: { value: body } } } },
        },
      },
    },
  });
  const ask = async (paths: Record<string, unknown>, path: string): Promise<[number, unknown]> => {
    const document = { openapi: '3.1.1', info: { title: 'It', version: '1' }, paths } as OpenApiDocument;
    const mock = await startMock(document, local);
    const response = await fetch(mock.url + path);
    const answered: [number, unknown] = [response.status, await response.json()];
    await mock.stop();
    return answered;
  };
  const size = 'must be at most 9';
  const sort = 'must be at least 3';

  test.for<[string, unknown, unknown]>([
    ['texts by field', { errors: { name: 'is required' } }, { errors: { size, sort } }],
    [
      'lists of texts by field',
      { message: 'Invalid.', errors: { name: ['is required'] } },
      { message: 'The request has 2 invalid fields.', errors: { size: [size], sort: [sort] } },
    ],
    [
      'a list of fields',
      { errors: [{ field: 'name', message: 'is required' }] },
      {
        errors: [
          { field: 'size', message: size },
          { field: 'sort', message: sort },
        ],
      },
    ],
    [
      'a list of pointers (RFC 9457)',
      { title: 'Invalid.', detail: 'x', errors: [{ pointer: '#/name', detail: 'is required' }] },
      {
        title: 'Invalid.',
        detail: 'The request has 2 invalid fields.',
        errors: [
          { pointer: '#/size', detail: size },
          { pointer: '#/sort', detail: sort },
        ],
      },
    ],
    [
      'a list with places as arrays',
      { detail: [{ loc: ['body', 'name'], msg: 'is required' }] },
      {
        detail: [
          { loc: ['query', 'size'], msg: size },
          { loc: ['query', 'sort'], msg: sort },
        ],
      },
    ],
    [
      'a list whose entries have a number under the name of a field',
      { errors: [{ field: 7, pointer: '#/name', detail: 'is required' }] },
      {
        errors: [
          { pointer: '#/size', detail: size },
          { pointer: '#/sort', detail: sort },
        ],
      },
    ],
    ['a list of texts', { errors: ['name is required'] }, { errors: [`size ${size}`, `sort ${sort}`] }],
    ['one message', { code: 7, message: 'name is required' }, { code: 7, message: `size ${size}; sort ${sort}` }],
    [
      'a message inside',
      { error: { message: 'x', status: 'INVALID' } },
      { error: { message: `size ${size}; sort ${sort}`, status: 'INVALID' } },
    ],
    [
      'a list three levels down',
      { a: { b: { c: { errors: { name: 'is required' } } } } },
      { a: { b: { c: { errors: { size, sort } } } } },
    ],
    [
      'a message three levels down',
      { a: { b: { c: { message: 'x' } } } },
      { a: { b: { c: { message: `size ${size}; sort ${sort}` } } } },
    ],
    [
      'nothing four levels down',
      { a: { b: { c: { d: { message: 'x', errors: { name: 'is required' } } } } } },
      { a: { b: { c: { d: { message: 'x', errors: { name: 'is required' } } } } } },
    ],
    [
      'a list whose members are written in capitals',
      { errors: [{ FIELD: 'name', Message: 'is required' }] },
      {
        errors: [
          { FIELD: 'size', Message: size },
          { FIELD: 'sort', Message: sort },
        ],
      },
    ],
    [
      'a list whose entries name no field',
      { errors: [{ fieldset: 'a', rename: 'b', message: 'name is required' }] },
      { errors: [{ message: `size ${size}` }, { message: `sort ${sort}` }] },
    ],
    [
      'nothing, in an object that also holds a number',
      { errors: { name: 'is required', code: 5 } },
      { errors: { name: 'is required', code: 5 } },
    ],
    ['nothing that names fields', { ok: false }, { ok: false }],
    ['a text', 'no', `size ${size}; sort ${sort}`],
  ])('name what is wrong in %s', async ([, example, expected]) => {
    expect(await ask({ '/it/{id}': item('400', example) }, '/it/1?size=10&sort=1')).toEqual([400, expected]);
  });

  test('are the first example that names fields', async () => {
    const { parameters, get } = item('422', undefined);
    const examples = {
      none: { value: { code: 'a' } },
      one: { value: { code: 'b', errors: { a: 'b' } } },
      two: { value: { code: 'c', errors: { a: 'b' } } },
    };
    const invalid = { description: 'Invalid.', content: { 'application/json': { examples } } };
    const path = { parameters, get: { ...get, responses: { ...get.responses, 400: invalid } } };
    expect(await ask({ '/it/{id}': path }, '/it/1?size=10')).toEqual([400, { code: 'b', errors: { size } }]);
  });

  test('are a 422 where the operation declares no 400', async () => {
    const [status, body] = await ask({ '/it/{id}': item('422', { errors: { a: 'b' } }) }, '/it/1?size=10');
    expect([status, body]).toEqual([422, { errors: { size } }]);
  });

  test('are a 422 too for a body that cannot be decoded', async () => {
    const content = { 'application/json': { schema: {}, example: {} } };
    const responses = { 200: { description: 'It.', content }, 422: { description: 'Invalid.', content } };
    const document = {
      openapi: '3.1.1',
      info: { title: 'It', version: '1' },
      paths: { '/it': { post: { requestBody: { content: { 'application/json': { schema: {} } } }, responses } } },
    } as OpenApiDocument;
    const mock = await startMock(document, local);
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' };
    const { status } = await fetch(`${mock.url}/it`, sent);
    await mock.stop();
    expect(status).toBe(422);
  });

  test('stay the example where the schema has no room for what is wrong', async () => {
    const schema = {
      properties: { errors: { additionalProperties: { enum: ['missing'] } }, message: { maxLength: 3 } },
    };
    const example = { message: 'No.', errors: { name: 'missing' } };
    expect(await ask({ '/it/{id}': item('400', example, schema) }, '/it/1?size=10')).toEqual([400, example]);
  });

  test('a path value that its schema rejects is a 404 where the operation declares one, else a 400', async () => {
    expect(await ask({ '/it/{id}': item('404', 'gone') }, '/it/x?size=10')).toEqual([404, 'gone']);
    expect(await ask({ '/it/{id}': item('400', { errors: { a: 'b' } }) }, '/it/x')).toEqual([
      400,
      { errors: { id: expect.any(String) } },
    ]);
  });
});
