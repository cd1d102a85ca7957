import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AttemptOptions, createContractClient, type Retry } from '../../../src/contract/client/client.ts';

const CONTRACT = {
  securitySchemes: {},
  errors: { message: [['message']], code: [], requestId: [], fields: [] },
  operations: {
    'GET /pets': {},
    'POST /pets': { idempotencyKey: 'Idempotency-Key' },
    'PUT /pets': {},
    'GET /events': { items: true },
  },
} as const;
type AnyCall = (path: string, init?: object) => Promise<{ data: unknown; response: Response }>;
type AnyClient = Record<'GET' | 'POST' | 'PUT', AnyCall>;

/** What `fetch` does, attempt by attempt; the last one again and again. */
type Step = Response | Error | 'hang' | ((request: Request) => Response | Promise<Response>);

let requests: { at: number; key: string | null; body: string }[];
let retries: Retry[];
const json =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const REFUSED = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
/** A response whose connection breaks in its body. */
const broken = () => {
  let isSent = false;
  const pull = (controller: ReadableStreamDefaultController): void => {
    if (isSent) controller.error(new TypeError('terminated'));
    else controller.enqueue(new TextEncoder().encode('{"a":'));
    isSent = true;
  };
  return new Response(new ReadableStream({ pull }), { headers: { 'content-type': 'application/json' } });
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.spyOn(Math, 'random').mockReturnValue(1);
  requests = [];
  retries = [];
});
afterEach(() => vi.useRealTimers());

function clientOf(steps: Step[], options: AttemptOptions = {}): AnyClient {
  const fetch = async (request: Request): Promise<Response> => {
    const step = steps[Math.min(requests.length, steps.length - 1)] as Step;
    const key = request.headers.get('idempotency-key');
    requests.push({ at: performance.now() - started, key, body: await request.text() });
    if (step === 'hang') return new Promise(() => undefined);
    if (step instanceof Error) throw step;
    return step instanceof Response ? step : step(request);
  };
  const started = performance.now();
  const onRetry = (retry: Retry): void => void retries.push(retry);
  const client = createContractClient(CONTRACT, { baseUrl: 'http://pets.test', fetch, onRetry, ...options });
  return client as unknown as AnyClient;
}

/** Lets the time pass that a call waits for. */
async function settle<Result>(call: Promise<Result>): Promise<Result> {
  const settled = call.then(
    () => true,
    () => true,
  );
  const isOver = () => Promise.race([settled, new Promise((resolve) => setImmediate(() => resolve(false)))]);
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
  while (!(await isOver())) await vi.advanceTimersByTimeAsync(100);
  return call;
}

const times = (): number[] => requests.map(({ at }) => at);

describe('a call that is safe or has an idempotency key', () => {
  test.each<[string, Step]>([
    ['408', json(408)],
    ['429', json(429)],
    ['500', json(500)],
    ['503', json(503)],
    ['no response', REFUSED],
    ['a response that breaks off', broken],
  ])('is sent again after %s', async (_what, step) => {
    const { data } = await settle(clientOf([step, json(200, { a: 1 })]).GET('/pets'));
    expect(data).toEqual({ a: 1 });
    expect(times()).toEqual([0, 500]);
    expect(retries).toMatchObject([{ attempt: 1, delayMs: 500 }]);
  });

  test('sends the same body and the same key each time', async () => {
    const client = clientOf([REFUSED, json(503), json(201)]);
    await settle(client.POST('/pets', { body: { name: 'Ada' } }));
    expect(requests.map(({ body }) => body)).toEqual(Array(3).fill('{"name":"Ada"}'));
    expect(new Set(requests.map(({ key }) => key)).size).toBe(1);
    expect(requests[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('waits twice as long each time, up to 8 s, and with jitter at least half of it', async () => {
    await expect(settle(clientOf([json(503)], { retries: 6 }).GET('/pets'))).rejects.toMatchObject({ status: 503 });
    expect(retries.map(({ delayMs }) => delayMs)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    retries = [];
    vi.spyOn(Math, 'random').mockReturnValue(0);
    await expect(settle(clientOf([json(503)]).GET('/pets'))).rejects.toMatchObject({ status: 503 });
    expect(retries.map(({ delayMs }) => delayMs)).toEqual([250, 500]);
  });

  test.each([
    ['3', 3000],
    ['0', 500],
    ['60', 60_000],
    ['soon', 500],
    [new Date(Date.UTC(2030, 0, 1, 0, 0, 7)).toUTCString(), 7000],
  ])('waits as long as Retry-After %j says', async (value, expected) => {
    vi.setSystemTime(Date.UTC(2030, 0, 1));
    await settle(clientOf([json(429, {}, { 'retry-after': value }), json(200)]).GET('/pets'));
    expect(times()).toEqual([0, expected]);
  });

  test('is not sent again if Retry-After says more than 60 s', async () => {
    const call = clientOf([json(429, { message: 'Wait.' }, { 'retry-after': '61' })]).GET('/pets');
    await expect(settle(call)).rejects.toMatchObject({ status: 429, message: 'Wait.' });
    expect(times()).toEqual([0]);
  });

  test('throws what the last attempt came to', async () => {
    const call = clientOf([REFUSED, json(500), json(503, { message: 'Full.' })]).GET('/pets');
    await expect(settle(call)).rejects.toMatchObject({ status: 503, message: 'Full.' });
    expect(times()).toEqual([0, 500, 1500]);
    const cut = clientOf([broken], { retries: 1 }).GET('/pets');
    await expect(settle(cut)).rejects.toMatchObject({ status: 200, failure: 'unreadable' });
    await expect(settle(clientOf([REFUSED]).GET('/pets'))).rejects.toMatchObject({
      ...{ status: 0, failure: 'connection', message: 'The API could not be reached: connect ECONNREFUSED' },
    });
  });

  test('is cut and sent again after an attempt that takes too long', async () => {
    const { data } = await settle(clientOf(['hang', json(200, 1)], { attemptTimeoutMs: 2000 }).GET('/pets'));
    expect(data).toBe(1);
    expect(times()).toEqual([0, 2500]);
    expect(retries[0]?.error).toMatchObject({ name: 'TimeoutError' });
  });

  test('ends when its time is over, and is not sent again when it would be', async () => {
    const hanging = clientOf(['hang'], { attemptTimeoutMs: 4000, timeoutMs: 6000 }).GET('/pets');
    await expect(settle(hanging)).rejects.toMatchObject({ status: 0, failure: 'timeout' });
    expect(times()).toEqual([0, 4500]);
    requests = [];
    const late = clientOf([json(503, {}, { 'retry-after': '6' })], { timeoutMs: 6000 }).GET('/pets');
    await expect(settle(late)).rejects.toMatchObject({ status: 503 });
    expect(times()).toEqual([0]);
  });
});

describe('a call is sent once', () => {
  test.each<[string, (client: AnyClient) => Promise<unknown>, Step]>([
    ['if it is neither safe nor has a key', (client) => client.PUT('/pets', { body: {} }), json(503)],
    ['after a 400', (client) => client.GET('/pets'), json(400)],
    ['after a 409', (client) => client.POST('/pets', { body: {} }), json(409)],
    ['with a stream as its body', (client) => client.POST('/pets', { body: new Blob(['{}']).stream() }), json(503)],
    ['without retries', (client) => client.GET('/pets', { attempts: { retries: 0 } }), json(503)],
  ])('%s', async (_when, call, step) => {
    await expect(settle(call(clientOf([step])))).rejects.toHaveProperty('status');
    expect(times()).toEqual([0]);
  });
});

test('a 409 is retried where the client or the call says so', async () => {
  await settle(clientOf([json(409), json(201)], { retryConflicts: true }).POST('/pets', { body: {} }));
  expect(times()).toEqual([0, 500]);
  requests = [];
  await settle(clientOf([json(409), json(201)]).POST('/pets', { body: {}, attempts: { retryConflicts: true } }));
  expect(times()).toEqual([0, 500]);
});

describe('an abort', () => {
  test.each<[string, Step]>([
    ['of an attempt', 'hang'],
    ['of a wait', json(503)],
  ])('%s throws the reason of the signal', async (_when, step) => {
    const controller = new AbortController();
    const call = settle(clientOf([step]).GET('/pets', { signal: controller.signal }));
    setTimeout(() => controller.abort(new Error('Enough.')), 200);
    await expect(call).rejects.toThrow('Enough.');
    expect(times()).toEqual([0]);
  });
});

test('middleware sees one request and one response, whatever the number of attempts', async () => {
  const seen: unknown[] = [];
  const middleware = [
    {
      onRequest: ({ request }: { request: Request }) => void seen.push(request.method),
      onResponse: ({ response }: { response: Response }) => void seen.push(response.status),
    },
  ];
  await settle(clientOf([json(503), REFUSED, json(200)]).GET('/pets', { middleware }));
  expect(seen).toEqual(['GET', 200]);
  expect(requests).toHaveLength(3);
});

test('a stream is returned before its end, and is not cut by the time for an attempt', async () => {
  const { readable, writable } = new TransformStream();
  const stream = new Response(readable, { headers: { 'content-type': 'application/jsonl' } });
  const { data } = await settle(clientOf([stream], { attemptTimeoutMs: 1000 }).GET('/events'));
  await vi.advanceTimersByTimeAsync(5000);
  const writer = writable.getWriter();
  void writer.write(new TextEncoder().encode('{"n":1}\n')).then(() => writer.close());
  const items: unknown[] = [];
  for await (const item of data as AsyncIterable<unknown>) items.push(item);
  expect(items).toEqual([{ n: 1 }]);
});
