import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { formatLimits, limitSender, retryAfterMs } from '../../../src/contract/verify/limits.ts';
import { RunStopped } from '../../../src/contract/verify/preflight.ts';
import type { Exchange, SentRequest } from '../../../src/contract/verify/types.ts';
import { serveUntilEnd, verifyServer } from './strangers.ts';

const origin = 'http://pets.example';
const request: SentRequest = { method: 'GET', url: `${origin}/pets`, headers: {} };

function senderOf(statuses: number[], retryAfter?: string) {
  const times: number[] = [];
  const send = async (sent: SentRequest): Promise<Exchange> => {
    times.push(performance.now());
    const status = statuses.shift() ?? 200;
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    return { request: sent, response: { status, headers, mediaType: '', text: '', value: undefined } };
  };
  return { times, sender: { send, close: () => undefined } };
}

const statusOf = (exchange: Exchange) => ('failure' in exchange ? exchange.failure : exchange.response.status);

test.each([
  ['7', 7000],
  [' 0 ', 0],
  ['Thu, 01 Jan 1970 00:00:09 GMT', 8000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %j is %j ms', (text, ms) => {
  expect(retryAfterMs({ headers: text === undefined ? {} : { 'retry-after': text } }, 1000)).toBe(ms);
});

describe('a limited sender', () => {
  test('sends no more than its rate', async () => {
    const { times, sender } = senderOf([]);
    const limited = limitSender(sender, { url: origin, rate: 100 });
    const begin = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => limited.send(request)));
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // Timers may be a little early, and are often late.
    expect(times.at(-1)).toBeGreaterThan(begin + 45);
    expect(gaps).toHaveLength(5);
    expect(limited.report().limited).toBe(0);
  });

  test('sends a request again after Retry-After, and holds others back until then', async () => {
    const { times, sender } = senderOf([429], '1');
    const limited = limitSender(sender, { url: origin });
    const first = limited.send(request);
    await new Promise((resolve) => setImmediate(resolve));
    expect([await first, await limited.send(request)].map(statusOf)).toEqual([200, 200]);
    expect((times[1] as number) - (times[0] as number)).toBeGreaterThan(990);
    expect(limited.report()).toEqual({ limited: 1, given: 0, waitedSeconds: 1 });
  });

  test('gives a response back that is 429 in each attempt', async () => {
    const { times, sender } = senderOf(Array(9).fill(429), '0');
    const limited = limitSender(sender, { url: origin });
    expect(statusOf(await limited.send(request))).toBe(429);
    expect(times).toHaveLength(6);
    expect(limited.report()).toEqual({ limited: 6, given: 1, waitedSeconds: 0 });
  });

  describe('of an operation without success', () => {
    const waits = async (statuses: number[], operationId: string | undefined, options = {}) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
      onTestFinished(() => void vi.useRealTimers());
      const { times, sender } = senderOf(statuses);
      const limited = limitSender(sender, { url: origin, ...options });
      const begin = performance.now();
      const ends: number[] = [];
      while (statuses.length > 0) {
        const sent = limited.send(request, operationId);
        await vi.runAllTimersAsync();
        await sent;
        ends.push((performance.now() - begin) / 1000);
      }
      return { ends, sent: times.length, untried: limited.untried() };
    };
    const untried = ['listPets: no request waits for another response than its 429'];

    test('waits once, and says so', async () => {
      expect(await waits(Array(8).fill(429), 'listPets')).toEqual({ ends: [15.5, 15.5, 15.5], sent: 8, untried });
    });

    test('waits for each request that belongs to no operation', async () => {
      const all = { ends: [15.5, 31], sent: 12, untried: [] };
      expect(await waits(Array(12).fill(429), undefined)).toEqual(all);
    });

    test('waits again after a success', async () => {
      const succeeded = [...Array(6).fill(429), 200, 429, 200];
      expect(await waits(succeeded, 'listPets')).toEqual({ ends: [15.5, 15.5, 16], sent: 9, untried: [] });
    });

    test('does not wait where the contract declares a 429 and no success', async () => {
      const declared = { returning429: ['listPets'] };
      expect(await waits([429, 429], 'listPets', declared)).toEqual({ ends: [0, 0], sent: 2, untried });
    });
  });

  test('stops the run if the server asks for too long a wait', async () => {
    const limited = limitSender(senderOf([429], '61').sender, { url: origin });
    const failure = await limited.send(request).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RunStopped);
    expect((failure as Error).message).toBe(
      'http://pets.example limits requests and asks to wait 61 s. Limit the run with --rate N.',
    );
  });

  test('leaves other servers alone', async () => {
    const limited = limitSender(senderOf([429], '61').sender, { url: origin, rate: 1 });
    expect(statusOf(await limited.send({ ...request, url: 'http://other.example/' }))).toBe(429);
  });
});

test('the report says how long a run waited', () => {
  expect(formatLimits({ limited: 12, given: 0, waitedSeconds: 3.5 })).toEqual([
    'The server limits requests: 12 responses were 429, and the run waited 3.5 s. --rate N sends fewer.',
    '',
  ]);
  expect(formatLimits({ limited: 1, given: 2, waitedSeconds: 1 })[0]).toContain('1 response was 429');
  expect(formatLimits({ limited: 1, given: 2, waitedSeconds: 1 })[0]).toContain('2 requests were limited in each of 6');
});

test('a server that limits requests is tested without a finding', async () => {
  const responses = { 200: { description: 'All.' }, 400: { description: 'Invalid.' } };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { get: { operationId: 'listPets', parameters: [limit], responses } } },
  };
  let since = performance.now();
  let left = 3;
  const { url } = await serveUntilEnd(({ method, path }) => {
    if (performance.now() - since > 1000) [since, left] = [performance.now(), 8];
    if (left === 0) return [429, undefined, { 'retry-after': '1' }];
    left -= 1;
    const { pathname, searchParams } = new URL(path, 'http://a');
    if (pathname !== '/pets') return [404];
    if (!['GET', 'HEAD'].includes(method)) return [405, undefined, { allow: 'GET, HEAD' }];
    const [asked, ...more] = searchParams.getAll('limit');
    return [asked === undefined || (/^[1-9]$/.test(asked) && more.length === 0) ? 200 : 400];
  });
  const { findings, limits, cases } = await verifyServer(document, { url });
  expect(findings).toEqual([]);
  expect(cases).toBeGreaterThan(10);
  expect(limits).toMatchObject({ limited: expect.any(Number), given: 0 });
  expect(limits?.waitedSeconds).toBeGreaterThan(0.5);
});
