import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ApiError, type Client, createClient, type ErrorCode } from '../../src/client/client.ts';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { type Mock, startMock } from '../../src/contract/mock/mock.ts';

const auth = { ApiKey: 'sk_test' };
const id = 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e';

describe('against the mock of the contract', () => {
  let mock: Mock;
  let client: Client;
  let minimal: { name: string; voice_id: string };
  beforeAll(async () => {
    const document = await bundleContract('openapi/openapi.yaml');
    const create = listOperations(document).find(({ operationId }) => operationId === 'createAgent');
    minimal = create?.requestBody?.content['application/json']?.examples?.minimal?.value as typeof minimal;
    mock = await startMock(document, { port: 0, host: '127.0.0.1' });
    client = createClient({ baseUrl: mock.url, auth });
  });
  afterAll(() => mock.stop());

  test("creates an agent from the contract's minimal example", async () => {
    const { data, response } = await client.POST('/v1/agents', { body: minimal });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`/v1/agents/${data.id}`);
    expect(data.name).toBe('Front desk');
  });

  test('fills path and query, and lets init be left out where nothing is required', async () => {
    expect((await client.GET('/v1/agents/{id}', { params: { path: { id } } })).data.id).toBe(id);
    expect((await client.GET('/v1/agents', { params: { query: { limit: 200 } } })).data.agents).toHaveLength(2);
    expect((await client.GET('/v1/voices')).data.has_more).toBe(false);
  });

  test('has no data where the contract declares none', async () => {
    const { data, response } = await client.DELETE('/v1/agents/{id}', { params: { path: { id } } });
    expect(response.status).toBe(204);
    expect(data).toBeUndefined();
  });

  test('throws a 400 as ApiError, with every field at fault', async () => {
    const error = await failure(client.POST('/v1/agents', { body: { ...minimal, temperature: 2 } }));
    expect(error).toMatchObject({ name: 'ApiError', status: 400, code: 'validation_failed' });
    expect(error.message).toMatch(/^The request has \d+ invalid fields?\.$/);
    expect(Object.keys(error.fields)).toContain('temperature');
    expect(error.requestId).toMatch(/^req_/);
  });

  test.for<[string, number, ErrorCode]>([
    ['code=404', 404, 'agent_not_found'],
    ['code=412', 412, 'precondition_failed'],
    ['code=500', 500, 'internal_error'],
    ['code=503', 503, 'service_unavailable'],
  ])('throws %s with the code of the contract', async ([prefer, status, code]) => {
    const init = { params: { path: { id } }, body: { temperature: 0.5 }, headers: { prefer } };
    expect(await failure(client.PATCH('/v1/agents/{id}', init))).toMatchObject({ status, code, fields: {} });
  });

  test('carries the details of an error', async () => {
    const error = await failure(client.POST('/v1/agents', { body: minimal, headers: { prefer: 'code=413' } }));
    expect(error.body?.error.details).toEqual({ limit_bytes: expect.any(Number) });
  });

  test('throws a 304, which has no code', async () => {
    const init = { params: { path: { id } }, headers: { prefer: 'code=304' } };
    expect(await failure(client.GET('/v1/agents/{id}', init))).toMatchObject({ status: 304, code: undefined });
  });

  test('throws a 401 where the key is not taken', async () => {
    // The mock takes any key, so this request loses its own on the way.
    const fetch = (request: Request) => {
      request.headers.delete('authorization');
      return globalThis.fetch(request);
    };
    const error = await failure(createClient({ baseUrl: mock.url, auth, retries: 0, fetch }).GET('/v1/agents'));
    expect(error).toMatchObject({ status: 401, code: 'unauthorized' });
  });
});

describe('against servers of other kinds', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });
  const clientOf = async (listener: RequestListener): Promise<Client> => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    stops.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, auth, retries: 0 });
  };

  test('sends the key, and the path below an address that ends in a slash', async () => {
    let seen: unknown;
    const client = await clientOf((request, response) => {
      seen = [request.headers.authorization, request.url];
      response.end('{}');
    });
    await client.GET('/v1/agents/{id}', { params: { path: { id: 'a/b' } } });
    expect(seen).toEqual(['Bearer sk_test', '/v1/agents/a%2Fb']);
  });

  const BAD_GATEWAY = 'The API returned 502 Bad Gateway.';
  test.for<[string, string, string, unknown, string]>([
    ['the page of a proxy', 'text/html', '<h1>Bad gateway</h1>', '<h1>Bad gateway</h1>', BAD_GATEWAY],
    ['JSON of another form', 'application/json', '{"error":"down"}', { error: 'down' }, BAD_GATEWAY],
    ['a code that is no text', 'application/json', '{"error":{"code":5,"message":"down"}}', expect.anything(), 'down'],
    ['nothing', 'application/json', '', undefined, BAD_GATEWAY],
  ])('throws an error that holds %s, without a code', async ([, type, body, expected, message]) => {
    const client = await clientOf((_request, response) => {
      response.writeHead(502, { 'content-type': type, 'x-request-id': 'req_proxy' }).end(body);
    });
    const error = await failure(client.GET('/v1/agents'));
    expect(error).toMatchObject({ status: 502, code: undefined, fields: {}, requestId: 'req_proxy', message });
    expect(error.body).toEqual(expected);
  });

  test('goes by the request id in the body, which no proxy changes', async () => {
    const client = await clientOf((_request, response) => {
      const body = { error: { code: 'internal_error', message: 'Sorry.' }, request_id: 'req_body' };
      response.writeHead(500, { 'x-request-id': 'req_proxy' }).end(JSON.stringify(body));
    });
    expect(await failure(client.GET('/v1/agents'))).toMatchObject({ message: 'Sorry.', requestId: 'req_body' });
  });

  test.for([false, true])('throws a success whose body is not JSON (length told: %s)', async (told) => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', ...(told ? { 'content-length': 4 } : {}) });
      response.end('<h1>');
    });
    const error = await failure(client.GET('/v1/agents'));
    expect(error.status).toBe(200);
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  test('throws an answer that breaks off', async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{', () => response.destroy());
    });
    expect((await failure(client.GET('/v1/agents'))).status).toBe(200);
  });

  test('throws status 0 where nothing answers, with the cause', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, auth, retries: 0 });
    const error = await failure(client.GET('/v1/agents'));
    expect(error.status).toBe(0);
    expect(error.message).toContain(`ECONNREFUSED 127.0.0.1:${port}`);
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  test.each([
    ['with a message', new Error('rejected'), 'rejected'],
    ['with a code only', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['that is a text', 'gone', 'gone'],
  ])('names the cause of a request without a response, %s', async (_how, cause, reason) => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const client = createClient({ baseUrl: 'http://127.0.0.1', auth, retries: 0, fetch });
    expect((await failure(client.GET('/v1/agents'))).message).toBe(`The API could not be reached: ${reason}`);
  });

  test("errors are made of the response that the caller's middleware returns", async () => {
    const client = await clientOf((_request, response) => void response.writeHead(200).end('{}'));
    const onResponse = () => new Response('<html>', { headers: { 'x-request-id': 'req_proxy' } });
    const error = await failure(client.GET('/v1/agents', { middleware: [{ onResponse }] }));
    expect(error).toMatchObject({ status: 200, requestId: 'req_proxy' });
  });

  test("what the caller's middleware throws of a response is thrown as it is", async () => {
    const client = await clientOf((_request, response) => void response.writeHead(200).end('{}'));
    const reason = new Error('enough');
    const onResponse = () => {
      throw reason;
    };
    await expect(client.GET('/v1/agents', { middleware: [{ onResponse }] })).rejects.toBe(reason);
  });

  test('throws the reason of a signal as it is', async () => {
    const client = await clientOf(() => undefined);
    const controller = new AbortController();
    const reason = new Error('enough');
    const call = client.GET('/v1/agents', { signal: controller.signal });
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });
});

describe('path values', () => {
  const sent: string[] = [];
  const client = createClient({
    baseUrl: 'http://127.0.0.1',
    auth,
    fetch: async ({ url }) => {
      sent.push(url);
      return Response.json({});
    },
  });
  afterEach(() => sent.splice(0));
  const remove = (value: unknown) =>
    // The types hold back what is no text; JavaScript does not.
    client.DELETE('/v1/agents/{id}', { params: { path: { id: value as string } } });

  test.for<[unknown, string]>([
    ['', 'is empty.'],
    ['.', 'is ".", which leads to another path.'],
    ['..', 'is "..", which leads to another path.'],
    ['%2e%2e', 'is "%2e%2e", which leads to another path.'],
    ['.%2E', 'is ".%2E", which leads to another path.'],
    ['%2e', 'is "%2e", which leads to another path.'],
    [undefined, 'is missing.'],
    [null, 'is missing.'],
    ['a\ud800', 'contains half of a surrogate pair'],
  ])('the value %j never leaves the client', async ([value, message]) => {
    const error = await remove(value).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(`Path parameter "id" of DELETE /v1/agents/{id} ${message}`);
    expect(sent).toEqual([]);
  });

  test('a call without params names the parameter that is missing', async () => {
    // @ts-expect-error a required path parameter
    await expect(client.GET('/v1/agents/{id}')).rejects.toThrow(
      'Path parameter "id" of GET /v1/agents/{id} is missing',
    );
    expect(sent).toEqual([]);
  });

  test.for([
    ['../agents', '..%2Fagents'],
    ['...', '...'],
    ['a/../b', 'a%2F..%2Fb'],
    ['..\\', '..%5C'],
    ['\t..', '%09..'],
    ['a?b#c', 'a%3Fb%23c'],
    ['%2f', '%252f'],
  ])('the value %j stays one segment of the path', async ([value, segment]) => {
    await remove(value);
    expect(sent).toEqual([`http://127.0.0.1/v1/agents/${segment}`]);
  });
});

describe('settings', () => {
  test('a key that no header can hold is rejected, without being told', () => {
    for (const bad of ['', 'sk_a b', 'sk_a\n', 'sk_ä']) {
      expect(() => createClient({ baseUrl: 'http://127.0.0.1', auth: { ApiKey: bad } })).toThrow(
        new TypeError('auth.ApiKey must be visible ASCII, without spaces.'),
      );
    }
  });

  test('an address that is no http(s) URL is rejected', () => {
    for (const bad of ['', 'api.example.com', 'ftp://example.com', 'http://']) {
      expect(() => createClient({ baseUrl: bad, auth })).toThrow(TypeError);
    }
  });
});

/** What a call throws, which must be an ApiError. */
async function failure(call: Promise<unknown>): Promise<ApiError> {
  const outcome = await call.then(
    () => new Error('The call succeeded.'),
    (error: unknown) => error,
  );
  if (outcome instanceof ApiError) return outcome;
  throw outcome;
}
