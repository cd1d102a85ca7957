import { describe, expect, test } from 'vitest';
import { type AttemptOptions, type CallHooks, createContractClient } from '../../../src/contract/client/client.ts';

const CONTRACT = {
  securitySchemes: {},
  errors: { message: [['message']], code: [], requestId: [], fields: [] },
  operations: {
    'GET /pets': {},
    'POST /pets': { idempotencyKey: 'Idempotency-Key' },
    'PUT /pets': { body: 'application/octet-stream' },
    'GET /events': { items: true },
  },
} as const;
type AnyCall = (
  path: string,
  init?: { body?: unknown; attempts?: AttemptOptions; signal?: AbortSignal },
) => Promise<{ data: unknown; response: Response }>;
type AnyClient = Record<'GET' | 'POST' | 'PUT', AnyCall>;

type Sent = { method: string; headers: Headers; body: string };

/** A client of a server that returns these statuses, the last one again and again, with the number of the request. */
function clientOf(statuses: number[], options: AttemptOptions = {}): { client: AnyClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    request.signal.throwIfAborted();
    sent.push({ method: request.method, headers: request.headers, body: await request.text() });
    const status = statuses[Math.min(sent.length, statuses.length) - 1] as number;
    return Response.json({ request: sent.length }, { status });
  };
  const client = createContractClient(CONTRACT, { baseUrl: 'http://pets.test', fetch, retryDelayMs: 0, ...options });
  return { client: client as unknown as AnyClient, sent };
}

const reason = new Error('enough');
const fail = () => {
  throw reason;
};

describe('onRequest', () => {
  test('is called before each attempt and can set headers, which later attempts do not inherit', async () => {
    const onRequest: CallHooks['onRequest'] = ({ request, attempt }) =>
      request.headers.append('x-attempt', `${attempt}`);
    const { client, sent } = clientOf([503, 503, 200], { onRequest });
    await client.POST('/pets', { body: { name: 'Ada' } });
    expect(sent.map(({ headers, body }) => [headers.get('x-attempt'), body])).toEqual([
      ['1', '{"name":"Ada"}'],
      ['2', '{"name":"Ada"}'],
      ['3', '{"name":"Ada"}'],
    ]);
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  });

  test('can return another request, which is sent and can still be aborted', async () => {
    const controller = new AbortController();
    const onRequest: CallHooks['onRequest'] = async ({ request, attempt }) => {
      if (attempt === 2) controller.abort(reason);
      return new Request(`${request.url}?signed`, {
        method: 'PUT',
        body: await request.text(),
        duplex: 'half',
      } as object);
    };
    const { client, sent } = clientOf([503, 200], { onRequest });
    const call = client.POST('/pets', { body: { name: 'Ada' }, signal: controller.signal });
    await expect(call).rejects.toBe(reason);
    expect(sent.map(({ method, body }) => [method, body])).toEqual([['PUT', '{"name":"Ada"}']]);
  });

  test('sees a body that is a stream once', async () => {
    const { client, sent } = clientOf([200], { onRequest: ({ request }) => request.headers.set('x-seen', 'yes') });
    await client.PUT('/pets', { body: new Blob(['bytes']).stream() });
    expect(sent.map(({ headers, body }) => [headers.get('x-seen'), body])).toEqual([['yes', 'bytes']]);
  });
});

describe('onResponse', () => {
  test('is called after each attempt with a whole response, and may read a clone', async () => {
    const seen: unknown[] = [];
    const onResponse: CallHooks['onResponse'] = async ({ request, response, attempt }) => {
      seen.push([attempt, request.method, response.status, await response.clone().json()]);
    };
    const { client } = clientOf([503, 200], { onResponse });
    expect((await client.GET('/pets')).data).toEqual({ request: 2 });
    expect(seen).toEqual([
      [1, 'GET', 503, { request: 1 }],
      [2, 'GET', 200, { request: 2 }],
    ]);
  });

  test('can return another response, which also decides whether the call is sent again', async () => {
    const onResponse: CallHooks['onResponse'] = ({ response, attempt }) =>
      attempt === 1 ? Response.json({ message: 'Later.' }, { status: 503 }) : new Response('{"by":"hook"}', response);
    const { client, sent } = clientOf([200], { onResponse });
    expect((await client.GET('/pets')).data).toEqual({ by: 'hook' });
    expect(sent).toHaveLength(2);
  });

  test('is called with a stream before its end', async () => {
    const seen: number[] = [];
    const body = new TransformStream().readable;
    const fetch = async () => new Response(body, { headers: { 'content-type': 'application/jsonl' } });
    const options = { baseUrl: 'http://pets.test', fetch, onResponse: () => void seen.push(1) };
    const client = createContractClient(CONTRACT, options) as unknown as AnyClient;
    await client.GET('/events');
    expect(seen).toEqual([1]);
  });

  test('is not called without a response', async () => {
    let calls = 0;
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const onResponse = () => void calls++;
    const options = { baseUrl: 'http://pets.test', fetch, onResponse, retryDelayMs: 0 };
    const client = createContractClient(CONTRACT, options) as unknown as AnyClient;
    await expect(client.GET('/pets')).rejects.toMatchObject({ failure: 'connection' });
    expect(calls).toBe(0);
  });
});

describe('what a hook throws', () => {
  test.each([
    ['onRequest', 0],
    ['onResponse', 1],
    ['onRetry', 1],
  ])('%s: reaches the caller as it is, and the call is not sent again', async (name, requests) => {
    for (const hook of [fail, async () => fail()]) {
      const { client, sent } = clientOf([503], { [name]: hook });
      await expect(client.GET('/pets')).rejects.toBe(reason);
      expect(sent).toHaveLength(requests);
    }
  });

  test('that is no error is thrown too', async () => {
    const { client } = clientOf([200], { onRequest: () => Promise.reject('enough') });
    await expect(client.GET('/pets')).rejects.toBe('enough');
  });
});

test('the hooks of a call take the place of those of the client, one by one', async () => {
  const seen: string[] = [];
  const note = (what: string) => () => void seen.push(what);
  const { client } = clientOf([200], { onRequest: note('request'), onResponse: note('response') });
  await client.GET('/pets', { attempts: { onRequest: note('own request') } });
  await client.GET('/pets', { attempts: { onRequest: undefined } });
  expect(seen).toEqual(['own request', 'response', 'response']);
});

test('a hook that takes too long is a time-out', async () => {
  const { client, sent } = clientOf([200], { onRequest: () => new Promise(() => undefined), attemptTimeoutMs: 5 });
  await expect(client.GET('/pets', { attempts: { retries: 1 } })).rejects.toMatchObject({ failure: 'timeout' });
  expect(sent).toEqual([]);
});
