import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument, Operation } from '../../../src/contract/document/document.ts';
import { createChaos, readChaos, readLatency } from '../../../src/contract/mock/faults.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';

const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: { 200: { description: '', content: { 'application/json': { example: ['Ada', 'Bo'] } } } },
      },
      delete: { operationId: 'deletePets', responses: { 204: { description: '' } } },
    },
  },
} as unknown as OpenApiDocument;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(PETS, { port: 0, host: '127.0.0.1' });
});
afterAll(() => mock.stop());

/** The events of a request, up to its end. */
function record(
  prefer: string,
  method = 'GET',
): Promise<{ status?: number | undefined; text: string; error?: string | undefined }> {
  return new Promise((resolve) => {
    const request = get(`${mock.url}/pets`, { method, agent: false, headers: { prefer } }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.once('close', () => resolve({ status: response.statusCode, text, error: response.errored?.message }));
      response.once('error', () => undefined);
    });
    request.once('error', ({ message }) => resolve({ text: '', error: message }));
  });
}

describe('Prefer: fail', () => {
  test('reset closes the connection before a response', async () => {
    expect(await record('fail=reset')).toEqual({ text: '', error: 'read ECONNRESET' });
  });

  test('mid-body closes the connection after half of the body', async () => {
    expect(await record('fail=mid-body')).toEqual({ status: 200, text: '["Ada"', error: 'aborted' });
  });

  test('mid-body closes the connection before a response without a body', async () => {
    for (const method of ['DELETE', 'HEAD'])
      expect(await record('fail=mid-body', method)).toEqual({ text: '', error: 'read ECONNRESET' });
  });

  test('timeout sends nothing until the client gives up', async () => {
    const controller = new AbortController();
    const sent = fetch(`${mock.url}/pets`, { headers: { prefer: 'fail=timeout' }, signal: controller.signal });
    const winner = await Promise.race([sent, fetch(`${mock.url}/pets`, { headers: { prefer: 'delay=100' } })]);
    expect(winner.status).toBe(200);
    controller.abort();
    await expect(sent).rejects.toThrow('This operation was aborted');
  });

  test('with another value is a problem that lists the values', async () => {
    const { status, text } = await record('fail=crash');
    expect(status).toBe(422);
    expect(JSON.parse(text).detail).toBe(
      'The Prefer header has an unknown fail. It must be reset, mid-body or timeout.',
    );
  });
});

test('Prefer: delay=800 waits as many milliseconds before the response', async () => {
  const start = performance.now();
  const { status } = await record('delay=200, code=200');
  expect(status).toBe(200);
  // Timers of Node may be early by a millisecond.
  expect(performance.now() - start).toBeGreaterThanOrEqual(198);
});

test.each([
  ['200', { min: 200, max: 200 }],
  ['200-800', { min: 200, max: 800 }],
  ['0-60000', { min: 0, max: 60_000 }],
  ['60001', undefined],
  ['0-60001', undefined],
  ['800-200', undefined],
  ['', undefined],
  ['1-', undefined],
  ['-1', undefined],
  ['1.5', undefined],
])('the latency %j is %j', (text, latency) => {
  expect(readLatency(text)).toEqual(latency);
});

test.each([
  ['5%', 0.05],
  ['0.5%', 0.005],
  ['0%', 0],
  ['100%', 1],
  ['100.1%', undefined],
  ['5', undefined],
  ['%', undefined],
  ['-5%', undefined],
])('the chaos %j is %j', (text, share) => {
  expect(readChaos(text)).toBe(share);
});

describe('chaos', () => {
  const operation = (...statuses: string[]) =>
    ({ responses: Object.fromEntries(statuses.map((status) => [status, {}])) }) as unknown as Operation;
  const drawn = (options: Parameters<typeof createChaos>[0], one: Operation, count = 2000) => {
    const draw = createChaos(options);
    return Array.from({ length: count }, () => draw(one));
  };

  test('lets its share of requests fail', () => {
    for (const [chaos, least, most] of [
      [0, 0, 0],
      [0.05, 70, 130],
      [0.5, 920, 1080],
      [1, 2000, 2000],
    ] as const) {
      const failed = drawn({ chaos }, operation('200')).filter(({ failure }) => failure !== undefined);
      expect(failed.length).toBeGreaterThanOrEqual(least);
      expect(failed.length).toBeLessThanOrEqual(most);
    }
  });

  test('fails with a 429 or 5xx that the operation declares, or with a reset', () => {
    const kinds = (...statuses: string[]) =>
      [...new Set(drawn({ chaos: 1 }, operation(...statuses)).map(({ failure }) => JSON.stringify(failure)))].sort();
    expect(kinds('200', '404', 'default')).toEqual(['{"fail":"reset"}']);
    expect(kinds('200', '401', '429', '503', '4XX')).toEqual(['{"code":429}', '{"code":503}', '{"fail":"reset"}']);
    expect(kinds('5xx')).toEqual(['{"code":500}', '{"fail":"reset"}']);
  });

  test('draws latencies over the whole range', () => {
    const delays = drawn({ latency: { min: 200, max: 800 } }, operation()).map(({ delay }) => delay);
    const sorted = delays.toSorted((a, b) => a - b);
    expect([sorted[0], sorted.at(-1)]).toEqual([expect.closeTo(200, -1), expect.closeTo(800, -1)]);
    expect(sorted[1000]).toBeGreaterThan(450);
    expect(sorted[1000]).toBeLessThan(550);
  });

  test('draws the same with the same seed, and something else with another', () => {
    const run = (seed?: number, latency?: { min: number; max: number }) =>
      drawn({ chaos: 0.5, seed, latency }, operation('429')).map(({ failure }) => failure);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    expect(run()).toEqual(run(1));
    expect(run(7, { min: 0, max: 9 })).toEqual(run(7));
  });

  test('fails invalid requests too, and leaves those alone that ask for a response themselves', async () => {
    const down = { description: '', content: { 'application/json': { example: 'down' } } };
    const parameter = { name: 'size', in: 'query', schema: { type: 'integer' } };
    const responses = { 200: { description: '' }, 503: down, 429: down };
    const document = {
      ...PETS,
      paths: { '/pets': { get: { operationId: 'listPets', parameters: [parameter], responses } } },
    };
    const failing = await startMock(document as unknown as OpenApiDocument, { port: 0, host: '127.0.0.1', chaos: 1 });
    const statuses = new Set<number>();
    while (statuses.size < 3) {
      const sent = fetch(`${failing.url}/pets?size=big`, { headers: { connection: 'close' } });
      statuses.add(await sent.then(({ status }) => status).catch(() => 0));
    }
    expect([...statuses].sort()).toEqual([0, 429, 503]);
    expect((await fetch(`${failing.url}/pets`, { headers: { prefer: 'code=200' } })).status).toBe(200);
    await expect(fetch(`${failing.url}/pets`, { headers: { prefer: 'fail=reset' } })).rejects.toThrow('fetch failed');
    expect((await fetch(`${failing.url}/nothing`)).status).toBe(404);
    await failing.stop();
  });
});
