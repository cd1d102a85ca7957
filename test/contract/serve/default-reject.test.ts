import { describe, expect, test, vi } from 'vitest';
import { createFetchHandler, type FetchOptions } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { petContract } from './pets.ts';

type Responses = Record<string, object>;

const PET: Schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: 'integer', maximum: 30 }, tags: { items: { type: 'string' } } },
};
const DONE = { 200: { description: 'Done.' } };

/** `POST /pets` and `GET /pets/{id}` with the same error responses. */
function petsWith(responses: Responses, facts: object = {}, components: object = {}): OpenApiDocument {
  const body = { required: true, content: { 'application/json': { schema: PET } } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 9 } };
  const all = { ...DONE, ...responses };
  return petContract(
    {
      '/pets': { post: { operationId: 'createPet', parameters: [limit], requestBody: body, responses: all, ...facts } },
      '/pets/{id}': { get: { operationId: 'getPet', parameters: [id], responses: all, ...facts } },
    },
    components as OpenApiDocument['components'],
  );
}

async function serve(document: OpenApiDocument, options: Partial<FetchOptions<unknown>> = {}) {
  const handle = await createFetchHandler({
    contract: compileContract(document),
    handlers: { createPet: () => ({ status: 200 }), getPet: () => ({ status: 200 }) },
    security: Object.fromEntries(
      Object.keys(document.components?.securitySchemes ?? {}).map((name) => [name, () => undefined]),
    ),
    onWarning: () => undefined,
    requestId: () => 'req_1',
    bodyLimit: 1000,
    ...options,
  });
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isRaw = typeof body === 'string';
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
    };
    const request = new Request(`http://localhost${path}`, init);
    // A web request with a body in memory says nothing of its length.
    if (body !== undefined) request.headers.set('content-length', String(String(init.body).length));
    const response = await handle(request);
    const text = await response.text();
    const type = response.headers.get('content-type')?.split(';')[0];
    return {
      status: response.status,
      type,
      headers: response.headers,
      text,
      body: text === '' ? undefined : parse(text),
    };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const json = (schema: Schema, facts: object = {}, type = 'application/json') => ({
  description: 'Rejected.',
  content: { [type]: { schema, ...facts } },
});

describe('a rejection that the contract does not declare keeps its status, as problem details (RFC 9457)', () => {
  const rejections: [string, number, Parameters<Awaited<ReturnType<typeof serve>>>, object][] = [
    ['an unknown path', 404, ['GET', '/cats'], { title: 'Not Found', detail: 'The path does not exist.' }],
    ['another method', 405, ['DELETE', '/pets/1'], { title: 'Method Not Allowed' }],
    ['broken JSON', 400, ['POST', '/pets', '{'], { title: 'Bad Request' }],
    ['a body that is too large', 413, ['POST', '/pets', { name: 'x'.repeat(1000) }], { title: 'Content Too Large' }],
    [
      'another media type',
      415,
      ['POST', '/pets', 'a', { 'content-type': 'text/plain' }],
      { title: 'Unsupported Media Type', detail: expect.stringContaining('application/json') },
    ],
    [
      'another content coding',
      415,
      ['POST', '/pets', '{}', { 'content-encoding': 'lzma' }],
      { title: 'Unsupported Media Type' },
    ],
    [
      'invalid fields',
      400,
      ['POST', '/pets?limit=10', { age: 31, tags: ['a', 'b', 3] }],
      {
        title: 'Bad Request',
        detail: 'The request has 4 invalid fields.',
        errors: [
          { pointer: '/limit', in: 'query', message: 'must be at most 9' },
          { pointer: '/name', in: 'body', message: 'is required' },
          { pointer: '/age', in: 'body', message: 'must be at most 30' },
          { pointer: '/tags/2', in: 'body', message: 'must be a string' },
        ],
      },
    ],
  ];
  test.each(rejections)('%s is a %i', async (_what, status, request, problem) => {
    const send = await serve(petsWith({}));
    const { type, body, status: sent } = await send(...request);
    expect([sent, type]).toEqual([status, 'application/problem+json']);
    expect(body).toMatchObject({ type: 'about:blank', status, detail: expect.any(String), ...problem });
  });

  test('at most 100 invalid fields are listed', async () => {
    const send = await serve(petsWith({}));
    const { body } = await send('POST', `/pets?${Array.from({ length: 150 }, (_, n) => `q${n}=1`).join('&')}`, {
      name: '',
    });
    expect(body).toMatchObject({ detail: 'The request has more than 100 invalid fields.' });
    expect((body as { errors: unknown[] }).errors).toHaveLength(100);
  });

  test('a handler that fails is a 500, whose reason is written to the console and not sent', async () => {
    const write = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const failure = new Error('secret');
    const send = await serve(petsWith({}), {
      handlers: {
        createPet: () => undefined,
        getPet: () => {
          throw failure;
        },
      },
    });
    const { status, type, text } = await send('GET', '/pets/1');
    expect([status, type, text.includes('secret')]).toEqual([500, 'application/problem+json', false]);
    expect(write.mock.calls).toEqual([['getPet failed:', failure]]);
    write.mockRestore();
  });

  test.each([[{ strict: true }], [{}]])(
    'a response that is declared without content has no body: %j',
    async (options) => {
      const send = await serve(petsWith({ 400: { description: 'Invalid.' } }), options);
      const { status, type, text } = await send('POST', '/pets', {});
      expect([status, type, text]).toEqual([400, undefined, '']);
    },
  );

  test('is a 500 if the options are strict', async () => {
    const send = await serve(petsWith({ 400: { description: 'Invalid.' } }), {
      strict: true,
      onResponse: () => undefined,
    });
    expect((await send('POST', '/pets', 'a', { 'content-type': 'text/plain' })).status).toBe(500);
    expect((await send('GET', '/cats')).status).toBe(404);
  });
});

describe('the status of an invalid request is one that the contract declares', () => {
  const cases: [string[], string, unknown, number][] = [
    [['422'], '/pets', {}, 422],
    [['422'], '/pets', '{', 422],
    [['400', '422'], '/pets', {}, 400],
    [['404'], '/pets', {}, 400],
    [['404', '422'], '/pets/x', undefined, 404],
    [['422'], '/pets/x', undefined, 422],
    [[], '/pets/x', undefined, 400],
  ];
  test.each(cases)('declared %j: %s with %j is a %i', async (statuses, path, body, status) => {
    const responses = Object.fromEntries(statuses.map((one) => [one, { description: 'Rejected.' }]));
    const send = await serve(petsWith(responses));
    expect((await send(body === undefined ? 'GET' : 'POST', path, body)).status).toBe(status);
  });
});

describe('the schema that the contract declares for an error response wins', () => {
  const text = { type: 'string' };
  const codeAndMessage = {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: text, message: text },
    additionalProperties: false,
  };
  const invalid = 'name is required';
  const bodies: [string, object, unknown][] = [
    ['code and message', json(codeAndMessage), { code: 'validation_failed', message: invalid }],
    [
      'optional code and message',
      json({ type: 'object', properties: { code: { type: 'integer' }, message: text, hint: text } }),
      { message: invalid, code: 400 },
    ],
    [
      'a status in numbers and in text',
      json({
        required: ['status', 'error'],
        properties: {
          status: { type: 'integer' },
          error: {
            required: ['status'],
            properties: { status: { type: 'string', pattern: '^4\\d\\d$' }, detail: text },
          },
        },
      }),
      { status: 400, error: { status: '400', detail: invalid } },
    ],
    ['one sentence in `error`', json({ required: ['error'], properties: { error: text } }), { error: invalid }],
    ['a text', json(text), invalid],
    [
      'a code of a list, in its spelling',
      json({ required: ['code'], properties: { code: { enum: ['NotFound', 'InvalidRequest'] } } }),
      { code: 'InvalidRequest' },
    ],
    [
      'a list of fields that is not required',
      json({
        required: ['message'],
        properties: {
          message: text,
          errors: {
            type: 'array',
            items: { required: ['field', 'message'], properties: { field: text, message: text } },
          },
        },
      }),
      { message: 'The request has 1 invalid field.', errors: [{ field: 'name', message: 'is required' }] },
    ],
    [
      'messages by field',
      json({ properties: { message: text, fields: { type: 'object', additionalProperties: text } } }),
      { message: 'The request has 1 invalid field.', fields: { name: 'is required' } },
    ],
    [
      'JSON:API',
      json({
        required: ['errors'],
        properties: {
          errors: {
            type: 'array',
            items: {
              type: 'object',
              properties: { detail: text, source: { type: 'object', properties: { pointer: text } } },
            },
          },
        },
      }),
      { errors: [{ detail: 'is required', source: { pointer: '/name' } }] },
    ],
    ...(
      [
        ['field', 'age', 'name'],
        ['field', '/age', '/name'],
        ['field', '#/age', '#/name'],
        ['field', 'age#', 'name'],
        ['field', 'age/', 'name'],
        ['Pointer', 'age', '/name'],
      ] as const
    ).map(([member, example, field]): [string, object, object] => [
      `the place of a field as the example of ${member} has it, ${example}`,
      json({}, { example: { message: 'Wrong.', errors: [{ [member]: example, message: 'Wrong.' }] } }),
      { message: 'The request has 1 invalid field.', errors: [{ [member]: field, message: 'is required' }] },
    ]),
    [
      'an example, whose code stays',
      json(codeAndMessage, { example: { code: 'E4001', message: 'Wrong.' } }),
      { code: 'E4001', message: invalid },
    ],
    [
      'an example with a request id, a time and a path',
      json(
        {},
        {
          example: {
            timestamp: '2020-01-01T00:00:00Z',
            path: '/users',
            request_id: 'req_0',
            error: 'Bad Request',
            message: '',
          },
        },
      ),
      {
        timestamp: expect.stringMatching(/^20[2-9]\d-(?!01-01)/),
        path: '/pets',
        request_id: 'req_1',
        error: 'Bad Request',
        message: invalid,
      },
    ],
    [
      'an example that violates the schema',
      json(codeAndMessage, { example: { message: 'Wrong.' } }),
      { code: 'validation_failed', message: invalid },
    ],
    [
      'a message of limited length',
      json({ required: ['message'], properties: { message: { type: 'string', maxLength: 11 } } }),
      { message: 'Bad Request' },
    ],
    [
      'a message of fixed values',
      json({ required: ['message'], properties: { message: { enum: ['No.'] } } }),
      { message: 'No.' },
    ],
  ];
  test.each(bodies)('%s', async (_what, response, expected) => {
    const send = await serve(petsWith({ 400: response }), { strict: true });
    const { status, type, body } = await send('POST', '/pets', {});
    expect([status, type, body]).toEqual([400, 'application/json', expected]);
  });

  test('an unconstrained body is problem details in the declared media type', async () => {
    const { type, body } = await (await serve(petsWith({ 400: json({ type: 'object' }) })))('POST', '/pets', {});
    expect([type, body]).toMatchObject(['application/json', { title: 'Bad Request', errors: [{ pointer: '/name' }] }]);
  });

  test('problem details that the contract declares hold what it declares of them', async () => {
    const properties = { type: { type: 'string', format: 'uri-reference' }, title: text, status: { type: 'integer' } };
    const schema = { type: 'object', properties: { ...properties, detail: text } };
    const send = await serve(petsWith({ default: json(schema, {}, 'application/problem+json') }));
    expect(await send('POST', '/pets', {})).toMatchObject({
      type: 'application/problem+json',
      body: { type: 'about:blank', title: 'Bad Request', status: 400, detail: invalid },
    });
  });

  test('a range or a default takes the code and the title of each rejection', async () => {
    const example = { code: 'NOT_FOUND', title: 'Not Found', message: 'No such pet.' };
    const send = await serve(petsWith({ '4XX': json({}, { example }) }));
    const of = async (...request: Parameters<typeof send>) => (await send(...request)).body;
    expect(await of('POST', '/pets', '{')).toMatchObject({ code: 'BAD_REQUEST', title: 'Bad Request' });
    expect(await of('DELETE', '/pets/1')).toMatchObject({ code: 'METHOD_NOT_ALLOWED', title: 'Method Not Allowed' });
  });

  test('a body that cannot be decoded lists no fields', async () => {
    const examples = {
      fields: { value: { code: 'E1', message: 'Invalid.', fields: { age: 'is wrong' } } },
      broken: { value: { code: 'E2', message: 'Broken.' } },
    };
    const schema = { properties: { code: text, message: text, fields: { additionalProperties: text } } };
    const decoding = { code: 'E2', message: expect.stringContaining('cannot be decoded') };
    const both = await serve(petsWith({ 400: json(schema, { examples }) }));
    expect((await both('POST', '/pets', '{')).body).toEqual(decoding);
    expect((await both('POST', '/pets', {})).body).toMatchObject({ code: 'E1', fields: { name: 'is required' } });
    const lone = await serve(petsWith({ 400: json(schema, { examples: { fields: examples.fields } }) }));
    expect((await lone('POST', '/pets', '{')).body).toEqual({ ...decoding, code: 'E1' });
  });

  test('the 404 of an unknown path has the form of the 404 that operations declare', async () => {
    const response = json(codeAndMessage, { example: { code: 'pet_not_found', message: 'No such pet.' } });
    const send = await serve(petsWith({ 404: response }));
    expect((await send('GET', '/cats')).body).toEqual({ code: 'not_found', message: 'The path does not exist.' });
    expect((await send('GET', '/pets/x')).body).toEqual({
      code: 'pet_not_found',
      message: 'The resource does not exist.',
    });
  });

  test('a text has the sentence, and a media type that says nothing more the problem', async () => {
    const plain = await serve(petsWith({ 400: { description: '', content: { 'text/plain': {} } } }), { strict: true });
    expect(await plain('POST', '/pets', {})).toMatchObject({
      type: 'text/plain',
      body: 'The request has 1 invalid field.',
    });
    const any = await serve(petsWith({ 400: { description: '', content: { '*/*': {} } } }), { strict: true });
    expect(await any('POST', '/pets', {})).toMatchObject({ body: { errors: [{ pointer: '/name' }] } });
  });
});

describe('headers of a rejection', () => {
  const securitySchemes = {
    Token: { type: 'http', scheme: 'bearer' },
    Login: { type: 'http', scheme: 'Basic' },
    Grant: { type: 'oauth2', flows: {} },
    Key: { type: 'apiKey', in: 'query', name: 'key' },
  };
  const basic = 'Basic realm="api", charset="UTF-8"';
  test.each([
    [[{ Token: [] }], 'Bearer'],
    [[{ Grant: ['read'] }], 'Bearer'],
    [[{ Login: [] }], basic],
    [[{ Key: [] }], 'ApiKey'],
    [[{ Key: [] }, { Token: [] }, { Grant: [] }], 'ApiKey, Bearer'],
    [[{ Token: [], Login: [] }], `Bearer, ${basic}`],
  ])('a 401 for %j has the challenges of its schemes (RFC 9110 §11.6.1)', async (security, challenges) => {
    const send = await serve(petsWith({}, { security }, { securitySchemes }));
    const { status, headers } = await send('GET', '/pets/1');
    expect([status, headers.get('www-authenticate')]).toEqual([401, challenges]);
  });

  test('a 405 lists the methods of the path, with HEAD where there is GET (RFC 9110 §10.2.1)', async () => {
    const send = await serve(petsWith({ default: json({}) }));
    expect((await send('DELETE', '/pets/1')).headers.get('allow')).toBe('GET, HEAD');
    expect((await send('GET', '/pets')).headers.get('allow')).toBe('POST');
  });

  test.each([['declared'], ['not declared']])('a HEAD is rejected like a GET, without a body: 400 %s', async (what) => {
    const send = await serve(petsWith(what === 'declared' ? { 400: json({}) } : {}));
    const [head, get] = [await send('HEAD', '/pets/x'), await send('GET', '/pets/x')];
    expect([head.status, head.type, head.text]).toEqual([400, get.type, '']);
  });

  test('a required header that only the app could know is no reason for a 500', async () => {
    const headers = { 'X-Trace': { required: true, schema: { type: 'string' } } };
    const send = await serve(petsWith({ 400: { ...json({}), headers } }));
    expect((await send('POST', '/pets', {})).status).toBe(400);
  });
});
