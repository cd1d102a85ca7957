import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../../keepspec.config.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import type { RequestEntry } from '../../../src/contract/mock/request-log.ts';
import type { ConfiguredScenarios } from '../../../src/contract/mock/scenario-settings.ts';
import { PETS } from './stateful-document.ts';

const local = { port: 0, host: '127.0.0.1', onWarning: () => undefined };
const started: Mock[] = [];
afterAll(() => Promise.all(started.map((mock) => mock.stop())));

async function start(document: OpenApiDocument, options: Partial<Parameters<typeof startMock>[1]>): Promise<Mock> {
  const mock = await startMock(document, { ...local, ...options });
  started.push(mock);
  return mock;
}

type Reply = { status: number; headers: Headers; body: Record<string, unknown> };

async function send({ url }: Mock, path: string, scenario?: string, init: RequestInit = {}): Promise<Reply> {
  const headers = new Headers(init.headers);
  if (scenario !== undefined) headers.append('prefer', `scenario=${scenario}`);
  const response = await fetch(url + path, { ...init, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

const post = (body: object): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
});

describe('the scenarios of this contract', () => {
  const key = { authorization: 'Bearer sk_anything' };
  let mock: Mock;
  beforeAll(async () => {
    const scenarios = config.mock?.scenarios ?? {};
    mock = await start(await bundleContract('openapi/openapi.yaml'), { stateful: true, scenarios });
  });
  const get = (path: string, scenario?: string) => send(mock, path, scenario, { headers: key });

  test('empty-account has no resources of clients, and all voices', async () => {
    expect((await get('/v1/agents')).body.agents).not.toEqual([]);
    expect((await get('/v1/agents', 'empty-account')).body).toMatchObject({ agents: [] });
    expect((await get('/v1/agents/conversations', 'empty-account')).body).toMatchObject({ conversations: [] });
    const voices = await get('/v1/voices', 'empty-account');
    expect(voices.body.voices).toEqual((await get('/v1/voices')).body.voices);
    expect(voices.body.voices).not.toEqual([]);
  });

  test('expired-key returns 401 for all operations that need a key, and for no others', async () => {
    const { status, body, headers } = await get('/v1/agents', 'expired-key');
    expect([status, body]).toMatchObject([401, { error: { code: 'unauthorized' } }]);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    const widget = '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e/widget-config';
    expect((await send(mock, widget, 'expired-key')).status).toBe(200);
  });

  test('rate-limited returns 429 with Retry-After, before it validates a request', async () => {
    for (const init of [{ headers: key }, {}, { method: 'POST', body: '{"' }]) {
      const { status, body, headers } = await send(mock, '/v1/agents', 'rate-limited', init);
      expect([status, body]).toMatchObject([429, { error: { code: 'rate_limited' } }]);
      expect(headers.get('retry-after')).toBe('2');
    }
    expect((await get('/nope', 'rate-limited')).status).toBe(404);
  });

  test('slow delays the usual response', async () => {
    const start = performance.now();
    expect((await get('/v1/voices', 'slow')).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(1498);
  });
});

describe('a scenario with an empty state', () => {
  const scenarios: ConfiguredScenarios = { empty: { state: 'empty' } };
  const names = async (mock: Mock, scenario?: string) =>
    ((await send(mock, '/pets', scenario)).body.data as { name: string }[]).map(({ name }) => name);

  test('remembers what its own requests create, until a reset', async () => {
    const mock = await start(PETS, { stateful: true, scenarios });
    const made = await send(mock, '/pets', 'empty', post({ name: 'Tom' }));
    expect(made.status).toBe(201);
    expect([await names(mock, 'empty'), await names(mock)]).toEqual([['Tom'], ['Rex']]);
    expect((await send(mock, '/__mock/state', 'empty')).body).toMatchObject({ Pet: [{ name: 'Tom' }] });
    await send(mock, '/__mock/reset', 'empty', { method: 'POST' });
    expect([await names(mock, 'empty'), await names(mock)]).toEqual([[], ['Rex']]);
  });

  test('can be that of all requests, and is kept by a reload', async () => {
    const mock = await start(PETS, { stateful: true, scenarios, scenario: 'empty' });
    expect(await names(mock)).toEqual([]);
    await send(mock, '/pets', undefined, post({ name: 'Tom' }));
    await mock.reload(structuredClone(PETS));
    expect(await names(mock)).toEqual(['Tom']);
  });

  test('needs a stateful mock', async () => {
    const message = 'The scenario "empty" has a state, and the mock has none. Start it with --stateful.';
    await expect(start(PETS, { scenarios, scenario: 'empty' })).rejects.toThrow(message);
    const mock = await start(PETS, { scenarios });
    expect(await send(mock, '/pets', 'empty')).toMatchObject({ status: 422, body: { detail: message } });
  });
});

describe('a scenario', () => {
  test('of no configuration is the examples of its name, with the status that has them', async () => {
    const mock = await start(PETS, {});
    const pet = await send(mock, '/pets/7', 'pet_unknown');
    expect([pet.status, pet.body]).toEqual([404, { code: 'pet_unknown' }]);
    // It declares no such example.
    expect((await send(mock, '/pets', 'pet_unknown')).status).toBe(200);
    expect(await send(mock, '/pets/7', 'rex')).toMatchObject({ status: 200, body: { name: 'Rex' } });
  });

  test('concerns the operations that it names, which can differ', async () => {
    const mock = await start(PETS, {
      scenarios: {
        broken: {
          for: ['getPet'],
          code: 404,
          operations: { createPet: { example: 'conflict' }, listPets: { fail: 'reset' } },
        },
      },
    });
    expect((await send(mock, '/pets/7', 'broken')).status).toBe(404);
    expect(await send(mock, '/pets', 'broken', post({ name: 'Tom' }))).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect((await send(mock, '/pets/7', 'broken', { method: 'DELETE' })).status).toBeLessThan(300);
    await expect(send(mock, '/pets', 'broken')).rejects.toThrow('fetch failed');
  });

  test('gives way to what a request prefers, and is in the log', async () => {
    const entries: RequestEntry[] = [];
    const onRequest = (entry: RequestEntry): void => void entries.push(entry);
    const scenarios: ConfiguredScenarios = { missing: { code: 404, delay: 1 } };
    const mock = await start(PETS, { scenarios, scenario: 'missing', chaos: 0, onRequest });
    const statusOf = async (prefer?: string) =>
      (await send(mock, '/pets/7', undefined, { headers: prefer === undefined ? {} : { prefer } })).status;
    expect([await statusOf(), await statusOf('code=412'), await statusOf('example=rex')]).toEqual([404, 412, 200]);
    expect([await statusOf('scenario=conflict'), await statusOf('dynamic=true')]).toEqual([409, 200]);
    expect(entries.map(({ source }) => source)).toMatchObject([
      'scenario "missing"',
      ...['example "changed"', 'example "rex"', 'scenario "conflict"', 'random body'],
    ]);
  });

  test('that does not exist is an error that lists those that do', async () => {
    const scenarios: ConfiguredScenarios = { empty: { code: 404 }, slow: { delay: '1-2' } };
    const names = 'Scenarios: empty, slow. Names of examples are scenarios too: rex, invalid, pet_unknown, conflict';
    await expect(start(PETS, { scenarios, scenario: 'slwo' })).rejects.toThrow(
      `There is no scenario "slwo". Did you mean "slow"? ${names}`,
    );
    const mock = await start(PETS, { scenarios });
    const { status, body } = await send(mock, '/pets', 'nope');
    expect([status, body.detail]).toEqual([422, expect.stringContaining(`There is no scenario "nope". ${names}`)]);
    const long = await send(mock, '/pets', 'x'.repeat(5000));
    expect([long.status, String(long.body.detail).length < 400]).toEqual([422, true]);
  });

  test('of train travel has its errors too', async () => {
    const file = 'node_modules/@readme/oas-examples/3.1/json/train-travel.json';
    const scenarios: ConfiguredScenarios = { limited: { code: 429 }, denied: { for: 'secured', code: 403 } };
    const mock = await start(await bundleContract(file), { scenarios, stateful: true });
    const limited = await send(mock, '/stations', 'limited');
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).not.toBe(null);
    expect((await send(mock, '/bookings', 'denied')).status).toBe(403);
  });
});

test.each<[ConfiguredScenarios | Record<string, unknown>, string]>([
  [{ a: { dealy: 5 } }, 'mock.scenarios["a"]: unknown option "dealy". Did you mean "delay"?'],
  [{ a: 5 }, 'mock.scenarios["a"] must be an object.'],
  [{ 'a b': {} }, 'mock.scenarios["a b"]: a name can have letters, digits, ".", "_" and "-".'],
  [{ a: { code: 99 } }, 'mock.scenarios["a"].code must be a status from 200 to 599.'],
  [{ a: { code: 418 } }, 'mock.scenarios["a"].code: no operation declares the status 418.'],
  [{ a: { code: 412, for: ['listPets'] } }, 'mock.scenarios["a"].code: no operation declares the status 412.'],
  [{ a: { example: 'rexx' } }, 'mock.scenarios["a"].example: no response has an example "rexx".'],
  [
    { a: { delay: '9-1' } },
    'mock.scenarios["a"].delay must be milliseconds from 0 to 60000, or a range such as "200-800".',
  ],
  [{ a: { fail: 'melt' } }, 'mock.scenarios["a"].fail must be one of reset, mid-body, timeout.'],
  [{ a: { headers: { a: [] } } }, 'mock.scenarios["a"].headers must be an object of texts.'],
  [{ a: { state: 'full' } }, 'mock.scenarios["a"].state must be "empty".'],
  [{ a: { for: 'all' } }, 'mock.scenarios["a"].for must be "secured" or a list of operationIds.'],
  [{ a: { for: ['getPt'] } }, 'mock.scenarios["a"]: the document has no operation "getPt". Did you mean "getPet"?'],
  [
    { a: { operations: { getPet: { cod: 1 } } } },
    'mock.scenarios["a"].operations.getPet: unknown option "cod". Did you mean "code"?',
  ],
  [{ a: { operations: 5 } }, 'mock.scenarios["a"].operations must be an object of responses by operationId.'],
])('%j is an error: %s', async (scenarios, message) => {
  // A configuration in JavaScript can hold anything.
  await expect(start(PETS, { scenarios: scenarios as ConfiguredScenarios })).rejects.toThrow(message);
});
