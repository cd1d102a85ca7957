import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import { ContractError, type OpenApiDocument, type Schema } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { exampleRequest } from '../contract-checks.ts';

const local = { port: 0, host: '127.0.0.1' };
const key = { authorization: 'Bearer sk_anything' };
const json = { ...key, 'content-type': 'application/json' };

describe('the contract of this repository', () => {
  let mock: Mock;
  let document: OpenApiDocument;
  beforeAll(async () => {
    document = await bundleContract('openapi/openapi.yaml');
    mock = await startMock(document, local);
  });
  afterAll(() => mock.stop());

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(mock.url + path, { headers: key, signal: AbortSignal.timeout(120_000), ...init });
  const create = (body: unknown, headers: Record<string, string> = {}) =>
    ask('/v1/agents', {
      method: 'POST',
      headers: { ...json, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const operation = (id: string) => {
    const found = listOperations(document).find(({ operationId }) => operationId === id);
    if (found === undefined) throw new Error(`There is no operation ${id}.`);
    return found;
  };
  const answerExample = (id: string, status: number, name: string) =>
    operation(id).responses[status]?.content?.['application/json']?.examples?.[name]?.value;
  const requestExample = (name: string) =>
    operation('createAgent').requestBody?.content['application/json']?.examples?.[name]?.value;

  test.for(['minimal', 'full'])('takes the %s request, and answers by the name of an example', async (name) => {
    const response = await create(requestExample(name), { prefer: `example=${name}` });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual(answerExample('createAgent', 201, name));
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(response.headers.get('location')).toMatch(/^\/v1\/agents\/agent_/);
  });

  test.for<[string, unknown, string[]?]>([
    ['without a required property', {}, ['name', 'voice_id']],
    ['with an unknown property', { name: 'A', voice_id: 'b', colour: 'red' }, ['colour']],
    ['with a property of another type', { name: 'A', voice_id: 'b', temperature: 'hot' }, ['temperature']],
    ['with null where the contract does not say so', { name: 'A', voice_id: 'b', prompt: null }, ['prompt']],
    [
      'with a value that no branch of a choice takes',
      { name: 'A', voice_id: 'b', llm_provider: 'none' },
      ['llm_provider'],
    ],
    ['that is no object', [], ['body']],
    ['that is not JSON', '{"name": '],
  ])("returns the contract's 400 for a body %s", async ([, sent, fields]) => {
    const response = await create(sent);
    expect(response.status).toBe(400);
    const body = (await response.json()) as { error: { fields?: object } };
    const example = answerExample('createAgent', 400, fields === undefined ? 'bad_request' : 'validation_failed');
    expect(body.error.fields && Object.keys(body.error.fields)).toEqual(fields);
    // Everything else is the example's.
    const { message: _, fields: __, ...rest } = body.error as Record<string, unknown>;
    expect(example).toMatchObject({ ...body, error: rest });
  });

  test("answers the contract's 400 where a required body is missing", async () => {
    const response = await ask('/v1/agents', { method: 'POST' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'validation_failed', fields: { body: expect.stringContaining('required') } },
    });
  });

  test('a concrete path has its own methods, not those of a templated path beside it', async () => {
    const response = await ask('/v1/agents/llm-models', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  test('takes null where the contract says so', async () => {
    expect((await create({ name: 'A', voice_id: 'b', tts_playback_rate: null })).status).toBe(201);
  });

  test("answers the contract's 400 to a parameter beyond its bound", async () => {
    const response = await ask('/v1/agents?limit=201');
    expect(response.status).toBe(400);
  });

  test("answers the contract's 401 without a key, whatever else is wrong", async () => {
    for (const body of ['{}', '{"name": ']) {
      const headers = { 'content-type': 'application/json' };
      const response = await ask('/v1/agents', { method: 'POST', headers, body });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toEqual(answerExample('createAgent', 401, 'unauthorized'));
    }
  });

  test("answers the contract's 415 to a body of another type", async () => {
    const response = await create('name=A', { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual(answerExample('createAgent', 415, 'unsupported_media_type'));
  });

  test('answers any declared status on demand', async () => {
    for (const operation of listOperations(document)) {
      const { method, path, headers, body } = exampleRequest(operation, 'minimal', 'sk_any');
      for (const [status, { content }] of Object.entries(operation.responses)) {
        const response = await ask(path, {
          method,
          headers: { ...headers, prefer: `code=${status}` },
          ...(body === undefined ? {} : { body }),
        });
        expect(response.status, `${operation.operationId} ${status}`).toBe(Number(status));
        expect(response.headers.get('content-type')).toBe(content === undefined ? null : 'application/json');
      }
    }
  });

  test('takes null for no body, nor for one that may be left out', async () => {
    const path = '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e/conversations';
    const ways: [body: string | undefined, status: number][] = [
      [undefined, 201],
      ['{}', 201],
      ['null', 400],
    ];
    for (const [body, status] of ways) {
      const response = await ask(path, { method: 'POST', headers: json, ...(body === undefined ? {} : { body }) });
      expect([body, response.status]).toEqual([body, status]);
    }
  });

  test("answers the contract's 405, with the methods of the path, to a method it does not have", async () => {
    const response = await ask('/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e', { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, DELETE, PATCH');
    expect(await response.json()).toEqual(answerExample('getAgent', 405, 'method_not_allowed'));
  });

  test("answers an unknown path in the form of the contract's errors", async () => {
    const response = await ask('/v1/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(answerExample('getAgent', 404, 'not_found'));
  });

  test('answers 404 and 405 whatever is preferred, broken or without a key, and forgets what the request before accepted', async () => {
    for (const [method, path, status] of [
      ['PUT', '/v1/agents', 405],
      ['POST', '/v1/nothing', 404],
    ] as const) {
      const headers = { ...json, accept: 'text/html', prefer: 'code=503' };
      // RFC 9110 §15.5.7: an error may be sent in a media type that is not acceptable.
      const rejected = await ask(path, { method, headers, body: '{"' });
      expect(rejected.status).toBe(status);
      expect(rejected.headers.get('content-type')).toBe('application/json');
      const without = { 'content-type': 'application/json', prefer: 'code=503' };
      const response = await ask(path, { method, headers: without, body: '{"' });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/json');
    }
  });

  test('answers HEAD as GET, without the content', async () => {
    const response = await ask('/v1/agents', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(await response.text()).toBe('');
  });

  test('tells why it rejects, in a header', async () => {
    const response = await create({ name: 'A', voice_id: 'b', größe: 1 });
    expect(response.headers.get('sl-violations')).toContain('additionalProperties');
  });

  test('writes what is no visible ASCII in that header as escapes of JSON', async () => {
    const response = await create({ name: 'A', voice_id: 'b', 名: 1 });
    expect(response.status).toBe(400);
    expect(response.headers.get('sl-violations')).toContain('\\u540d');
  });

  test('lets browsers of any origin ask', async () => {
    const asking = { origin: 'https://a.example', 'access-control-request-method': 'POST' };
    const preflight = await ask('/v1/agents', { method: 'OPTIONS', headers: asking });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://a.example');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST');
    const response = await ask('/v1/agents', { headers: { ...key, origin: 'https://a.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://a.example');
  });

  test('leaves what the contract has no answer to as a problem of RFC 9457', async () => {
    const response = await ask('/v1/agents', { headers: { ...key, accept: 'text/html' } });
    expect(response.status).toBe(406);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const type = expect.stringMatching(/^https:.*#NOT_ACCEPTABLE$/);
    expect(await response.json()).toMatchObject({ type, title: expect.any(String), status: 406 });
    const other = await ask('/v1/agents', { headers: { ...key, prefer: 'code=many' } });
    const detail = 'The Prefer header has a code that is not an HTTP status.';
    expect([other.status, await other.json()]).toEqual([422, { type: 'about:blank', status: 422, detail }]);
  });

  test('reads preferences with spaces around their parts (RFC 7240 §2)', async () => {
    for (const prefer of ['code=404 , dynamic=false', 'code = 404', ' Code=404', 'dynamic=false; code="404"']) {
      expect([prefer, (await ask('/v1/agents', { headers: { ...key, prefer } })).status]).toEqual([prefer, 404]);
    }
  });

  test('rejects to start where the port is taken', async () => {
    const port = Number(new URL(mock.url).port);
    await expect(startMock(document, { ...local, port })).rejects.toThrow(ContractError);
  });
});

describe('OpenAPI 3.1 means JSON Schema 2020-12', () => {
  // Written as text: an object with a member `then` would be taken for a promise by whatever awaits it.
  const conditional: Schema = JSON.parse('{"if":{"type":"string"},"then":{"const":"a"},"else":{"type":"number"}}');
  const components: Record<string, Schema> = {
    Name: { type: 'string', maxLength: 3 },
    Closed: { type: 'object', additionalProperties: false, properties: { x: {} } },
    Node: { type: 'object', additionalProperties: false, properties: { next: { $ref: '#/components/schemas/Node' } } },
  };

  test.for<[string, Schema, unknown, unknown]>([
    ['a list of types', { type: ['number', 'null'], minimum: 1 }, null, 0],
    ['const', { const: 'a' }, 'a', 'b'],
    ['exclusiveMinimum', { exclusiveMinimum: 0 }, 0.1, 0],
    ['prefixItems', { prefixItems: [{ type: 'string' }, { type: 'number' }] }, ['a', 1], [1, 'a']],
    ['items after prefixItems', { prefixItems: [{}], items: false }, [1], [1, 2]],
    ['minContains', { contains: { const: 1 }, minContains: 2 }, [1, 1], [1]],
    ['dependentRequired', { dependentRequired: { a: ['b'] } }, { a: 1, b: 1 }, { a: 1 }],
    ['unevaluatedProperties', { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
    ['keywords beside a $ref', { $ref: '#/components/schemas/Name', maxLength: 9 }, 'abc', 'abcd'],
    ['narrower keywords beside a $ref', { $ref: '#/components/schemas/Name', maxLength: 2 }, 'ab', 'abc'],
    [
      'allOf of a closed object',
      { allOf: [{ $ref: '#/components/schemas/Closed' }, { properties: { y: {} } }] },
      { x: 1 },
      { y: 1 },
    ],
    ['allOf beside anyOf', { allOf: [{ minimum: 1 }, { maximum: 9 }], anyOf: [{ type: 'integer' }] }, 5, 10],
    ['if, then and else', conditional, 1, 'b'],
    [
      'a schema that refers to itself',
      { $ref: '#/components/schemas/Node' },
      { next: { next: {} } },
      { next: { prev: 1 } },
    ],
    ['readOnly, which a request must not send', { properties: { id: { readOnly: true } } }, {}, { id: 1 }],
  ])('%s', async ([, schema, right, wrong]) => {
    const post = {
      requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { value: schema } } } } },
      responses: {
        204: { description: 'Taken.' },
        400: { description: 'Rejection.', content: { 'application/json': { examples: { no: { value: 'no' } } } } },
      },
    };
    const mock = await startMock(documentOf({ post }, components), local);
    const send = (value: unknown) =>
      fetch(`${mock.url}/it`, { method: 'POST', headers: json, body: JSON.stringify({ value }) });
    expect((await send(right)).status).toBe(204);
    expect((await send(wrong)).status).toBe(400);
    await mock.stop();
  });
});

describe('bodies that cannot be validated', () => {
  const answer = (name: string) => ({
    description: name,
    content: { 'text/plain': { examples: { it: { value: name } } } },
  });
  const content = { 'application/json': { schema: {} } };
  const post = {
    requestBody: { content },
    responses: { 204: { description: '' }, 400: answer('bad'), 413: answer('big') },
  };
  const send = async (item: Record<string, unknown>, body: BodyInit) => {
    const mock = await startMock(documentOf(item, {}), local);
    const response = await fetch(`${mock.url}/it`, { method: 'POST', headers: json, body });
    const text = await response.text();
    await mock.stop();
    return [response.status, text];
  };

  test.for<[string, BodyInit, number, string]>([
    ['JSON', '{"a":1}', 204, ''],
    ['broken JSON', '{"a":', 400, 'bad'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, 'bad'],
    ['more than 10 MiB', `"${'a'.repeat(10 * 1024 * 1024)}"`, 413, 'big'],
  ])('%s', async ([, body, status, text]) => {
    expect(await send({ post }, body)).toEqual([status, text]);
  });

  test.for([
    ['Application/JSON; Charset="UTF-8"', '{"a":1}', 204],
    ['Application/JSON; Charset="UTF-8"', '{"a":"x"}', 400],
    ['application/vnd.pet+json', '{"b":1}', 204],
    ['application/vnd.pet+json', '{}', 400],
    ['Text/Plain', 'abc', 204],
  ] as const)('media types are compared without case and parameters: %s %s', async ([type, body, status]) => {
    const schema = { type: 'object', properties: { a: { type: 'integer' } } };
    const declared = {
      'application/json': { schema },
      'application/vnd.pet+json': { schema: { type: 'object', required: ['b'] } },
      'text/plain': { schema: { type: 'string' } },
    };
    const mock = await startMock(documentOf({ post: { ...post, requestBody: { content: declared } } }, {}), local);
    const response = await fetch(`${mock.url}/it`, { method: 'POST', headers: { 'content-type': type }, body });
    await mock.stop();
    expect(response.status).toBe(status);
  });

  test('are a problem of RFC 9457 where the operation declares no status for it', async () => {
    const [status, text] = await send({ post: { ...post, responses: { 204: { description: '' } } } }, '{"a":');
    expect([status, JSON.parse(String(text))]).toEqual([400, expect.objectContaining({ status: 400 })]);
  });
});

describe('a response of a media type without a schema has a body', () => {
  test.each([
    ['image/png', /^.PNG/],
    ['application/octet-stream', /^\w+$/],
    ['application/json', /^\{\}$/],
    ['application/xml', /^<.*>$/s],
  ])('%s', async (mediaType, body) => {
    const get = { responses: { 200: { description: 'It', content: { [mediaType]: {} } } } };
    const mock = await startMock(documentOf({ get }, {}), local);
    const response = await fetch(`${mock.url}/it`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, mediaType]);
    expect(await response.text()).toMatch(body);
    await mock.stop();
  });
});

test.each(['GET', 'HEAD'])('a declared Content-Length of %s is that of the content', async (method) => {
  const headers = { 'Content-Length': { example: '279', schema: { type: 'string' } }, 'X-A': { example: 'a' } };
  const content = { 'text/plain': { example: 'abc' } };
  const operation = { responses: { 200: { description: 'It', headers, content } } };
  const mock = await startMock(documentOf({ [method.toLowerCase()]: operation }, {}), local);
  const response = await fetch(`${mock.url}/it`, { method });
  const text = await response.text();
  await mock.stop();
  expect([text, response.headers.get('x-a')]).toEqual([method === 'HEAD' ? '' : 'abc', 'a']);
  expect(response.headers.get('content-length')).toBe(method === 'HEAD' ? '279' : '3');
});

test('an example is sent as it is, also for a media type of files, and beside named ones', async () => {
  const content = { 'image/png': { example: 'abc', examples: { other: { value: 'def' } } } };
  const mock = await startMock(documentOf({ get: { responses: { 200: { description: 'It', content } } } }, {}), local);
  const preferred = async (prefer: string) => (await fetch(`${mock.url}/it`, { headers: { prefer } })).text();
  const texts = [await preferred(''), await preferred('example=default'), await preferred('example=other')];
  await mock.stop();
  expect(texts).toEqual(['abc', 'abc', 'def']);
});

test('a request that the mock fails at is reported on standard error and closed, and others are served', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const get = (mediaType: string) => ({
    responses: { 200: { description: 'It', content: { [mediaType]: { example: 'a' } } } },
  });
  // No header can hold this media type.
  const document = documentOf({ get: get('text/plain; title=☎') }, {});
  const mock = await startMock(
    { ...document, paths: { ...document.paths, '/other': { get: get('text/plain') } } },
    local,
  );
  await expect(fetch(`${mock.url}/it`)).rejects.toThrow();
  expect(await (await fetch(`${mock.url}/other`)).text()).toBe('a');
  await mock.stop();
  expect(written.mock.calls.map(([line]) => line)).toEqual([
    expect.stringMatching(/^mock: GET \/it: Invalid character in header content \["content-type"\]\n$/),
  ]);
});

test('a status 1xx ends no exchange, and is never sent', async () => {
  const mock = await startMock(documentOf({ get: { responses: { 100: { description: 'On' } } } }, {}), local);
  const statuses: number[] = [];
  for (const prefer of ['', 'code=100']) statuses.push((await fetch(`${mock.url}/it`, { headers: { prefer } })).status);
  await mock.stop();
  expect(statuses).toEqual([204, 404]);
});

test('a list is not the example of a page if the contract rejects it', async () => {
  const schema = { type: 'object', required: ['total'], properties: { total: { const: 7 } } };
  const content = { 'application/json': { schema, examples: { rows: { value: [{ id: 1 }] } } } };
  const parameters = [{ name: 'page', in: 'query', schema: { type: 'integer' } }];
  const get = { parameters, responses: { 200: { description: 'It', content } } };
  const mock = await startMock(documentOf({ get }, {}), local);
  const body = await (await fetch(`${mock.url}/it`)).json();
  await mock.stop();
  expect(body).toEqual({ total: 7 });
});

describe('answers', () => {
  test('are a named example before an example of the schema', async () => {
    const schema = { $ref: '#/components/schemas/Pet' };
    const media = { 'application/json': { schema, examples: { full: { value: 'named' } } } };
    const get = { responses: { 200: { description: 'Pet.', content: media } } };
    const mock = await startMock(documentOf({ get }, { Pet: { type: 'string', examples: ['of the schema'] } }), local);
    expect(await (await fetch(`${mock.url}/it`)).json()).toBe('named');
    await mock.stop();
  });

  test('are valid: an invalid example is returned only if it is asked for', async () => {
    const schema = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, age: { minimum: 0 } },
    };
    const wrong = { value: { age: 1 } };
    const of = (examples: object) => ({
      get: { responses: { 200: { description: 'Pet.', content: { 'application/json': { schema, examples } } } } },
    });
    const ask = async (examples: object, prefer = '') => {
      const mock = await startMock(documentOf(of(examples), {}), local);
      const body = await (await fetch(`${mock.url}/it`, { headers: { prefer } })).json();
      await mock.stop();
      return body;
    };
    expect(await ask({ wrong, right: { value: { name: 'Rex' } } })).toEqual({ name: 'Rex' });
    expect(await ask({ wrong })).toEqual({ name: expect.any(String), age: expect.anything() });
    expect(await ask({ wrong }, 'example=wrong')).toEqual(wrong.value);
  });

  test('without content have no content type, whatever is accepted', async () => {
    const mock = await startMock(documentOf({ get: { responses: { 200: { description: 'Nothing.' } } } }, {}), local);
    // Unlike fetch, this sends no Accept.
    const response = await new Promise<IncomingMessage>((resolve) => get(`${mock.url}/it`, resolve));
    expect(response.headers['content-type']).toBeUndefined();
    response.resume();
    await mock.stop();
  });
});

describe('write-only properties', () => {
  const secret = { type: 'string', writeOnly: true, examples: ['canary'], default: 'canary' };
  const schema = { type: 'object', required: ['key', 'name'], properties: { key: secret, name: { type: 'string' } } };
  const answered = async (media: object, prefer = '') => {
    const get = { responses: { 200: { description: 'Pet.', content: { 'application/json': media } } } };
    const mock = await startMock(documentOf({ get }, { Pet: schema }), local);
    const response = await fetch(`${mock.url}/it`, { headers: { prefer } });
    const text = await response.text();
    await mock.stop();
    return text;
  };
  const pet = { $ref: '#/components/schemas/Pet' };

  test.for<[string, object, string]>([
    ['a named example', { schema: pet, examples: { full: { value: { key: 'canary', name: 'Rex' } } } }, ''],
    [
      'a list in a named example',
      { schema: { type: 'array', items: pet }, examples: { full: { value: [{ key: 'canary', name: 'Rex' }] } } },
      '',
    ],
    ["a media type's example", { schema: pet, example: { key: 'canary', name: 'Rex' } }, ''],
    ["the schema's example", { schema: { ...schema, examples: [{ key: 'canary', name: 'Rex' }] } }, ''],
    ['an answer made of the schema', { schema: pet }, ''],
    ['an answer made at random', { schema: { type: 'array', minItems: 1, items: pet } }, 'dynamic=true'],
  ])('are not in %s', async ([, media, prefer]) => {
    const text = await answered(media, prefer);
    expect(text).toContain('name');
    expect(text).not.toMatch(/canary|key/);
  });
});

function documentOf(item: Record<string, unknown>, schemas: Record<string, Schema>): OpenApiDocument {
  return { openapi: '3.1.1', info: { title: 'It', version: '1.0.0' }, paths: { '/it': item }, components: { schemas } };
}
