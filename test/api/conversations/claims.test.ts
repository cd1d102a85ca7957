import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../generated/operations.ts';
import { schemaCheck } from '../../../src/contract/serve/schema.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../../running-server.ts';
import { claim } from './claim.ts';

const UNKNOWN = 'conv_01k9zq8a5tf7g9h3k2m4n6p8q0';
const CUSTOM = {
  ...{ llm_provider: 'custom', llm_model: 'llama', llm_base_url: 'https://llm.example.com/v1' },
  ...{ llm_api_key: 'canary-llm-key' },
};
const REPORT = { end_reason: 'done', duration_seconds: 1, messages: [] };

let server: RunningServer;
let now = Date.parse('2026-11-20T09:30:00.000Z');
beforeAll(async () => {
  server = await startServer({}, () => new Date(now));
});
afterAll(() => server.stop());

type Started = { agent: string; id: string; conversation: object };

async function start(settings: object = {}, json: object = {}): Promise<Started> {
  const { status, body: agent } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...settings } });
  expect(status, JSON.stringify(agent)).toBe(201);
  const { body } = await server.send('POST', `/v1/agents/${agent.id}/conversations`, { json });
  return { agent: agent.id, id: body.conversation.id, conversation: body.conversation };
}

const read = async (id: string) => (await server.send('GET', `/v1/agents/conversations/${id}`)).body;
const complete = (id: string) =>
  server.send('POST', `/v1/worker/conversations/${id}/complete`, { json: REPORT, key: WORKER_TOKEN });
const end = (id: string) => server.send('POST', `/v1/agents/conversations/${id}/end`);
const storedOf = (id: string) =>
  server.api.database.db
    .selectFrom('conversations')
    .select(['dispatch', 'worker_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

describe('a claim', () => {
  test('makes the conversation active and returns its settings, which no cache stores', async () => {
    const settings = { prompt: 'You serve {{name}}.', first_message: 'Hello {{name}}!' };
    const json = { user_identity: 'customer-4711', dynamic_variables: { name: 'Ada' } };
    const { agent, id, conversation } = await start(settings, json);
    const { status, headers, body } = await claim(server, id);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(Object.keys(body).sort()).toEqual(['conversation', 'dispatch', 'llm_api_key']);
    expect(body.conversation).toEqual({ ...conversation, status: 'active' });
    expect(await read(id)).toEqual(body.conversation);
    expect(schemaCheck(contract, 'DispatchMetadata')(body.dispatch)).toEqual([]);
    expect(body.dispatch).toMatchObject({
      ...{ conversation_id: id, agent_id: agent, caller_identity: 'customer-4711' },
      ...{ prompt: 'You serve Ada.', first_message: 'Hello Ada!', llm: { provider: 'speechify' } },
    });
    expect(body.llm_api_key).toBeNull();
  });

  test('by the same worker returns the same again', async () => {
    const { id } = await start(CUSTOM);
    const first = await claim(server, id);
    now += 3_600_000;
    const again = await claim(server, id);
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  test('by another worker is rejected while the first claim is no older than 60 seconds', async () => {
    const { id } = await start();
    await claim(server, id, 'first');
    now += 60_000;
    const { status, body } = await claim(server, id, 'second');
    expect([status, body.error.code]).toEqual([409, 'conflict']);
    expect(body.error.message).toContain('Another worker has claimed the conversation');
    now += 1;
    expect((await claim(server, id, 'second')).status).toBe(200);
    expect((await claim(server, id, 'first')).status).toBe(409);
  });

  test('is renewed by claiming again', async () => {
    const { id } = await start();
    await claim(server, id, 'first');
    now += 50_000;
    expect((await claim(server, id, 'first')).status).toBe(200);
    now += 50_000;
    expect((await claim(server, id, 'second')).status).toBe(409);
  });

  test('of many workers at once is won by one', async () => {
    const { id } = await start();
    const workers = Array.from({ length: 20 }, (_, at) => `worker-${at}`);
    const replies = await Promise.all(workers.map((worker) => claim(server, id, worker)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    const winner = workers[replies.findIndex(({ status }) => status === 200)];
    expect((await storedOf(id)).worker_id).toBe(winner);
  });

  test.each([
    ['completed', complete],
    ['ended by a request', end],
  ])('of a conversation that was %s is rejected, for the worker that has claimed it too', async (_what, over) => {
    const { id } = await start();
    await claim(server, id);
    await over(id);
    const before = await read(id);
    for (const worker of ['worker-1', 'worker-2']) {
      const { status, body } = await claim(server, id, worker);
      expect([status, body.error.code]).toEqual([409, 'conflict']);
      expect(body.error.message).toContain('has ended');
    }
    expect(await read(id)).toEqual(before);
  });

  test('of a conversation that was never claimed is rejected once it has ended', async () => {
    const { id } = await start();
    await complete(id);
    expect((await claim(server, id)).status).toBe(409);
  });

  test.each([UNKNOWN, 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e', 'x'])('of %s is a 404', async (id) => {
    const { status, body } = await claim(server, id);
    expect([status, body.error.code]).toEqual([404, 'conversation_not_found']);
  });

  test('takes a token of the workers and no API key', async () => {
    const { id } = await start();
    const { status } = await claim(server, id, 'worker-1', server.key);
    expect([status, (await read(id)).status]).toEqual([401, 'pending']);
  });

  test.each<[string, object, string]>([
    ['no worker', {}, 'worker_id'],
    ['an empty name', { worker_id: '' }, 'worker_id'],
    ['a long name', { worker_id: 'x'.repeat(201) }, 'worker_id'],
    ['half of a surrogate pair', { worker_id: '\ud800' }, 'worker_id'],
    ['an unknown property', { worker_id: 'w', force: true }, 'force'],
  ])('with %s is rejected', async (_what, json, field) => {
    const { id } = await start();
    const sent = { json, key: WORKER_TOKEN };
    const { status, body } = await server.send('POST', `/v1/worker/conversations/${id}/claim`, sent);
    expect([status, Object.keys(body.error.fields)]).toEqual([400, [field]]);
    expect((await read(id)).status).toBe('pending');
  });

  test('of a conversation that a version without claims has started is rejected', async () => {
    const { id } = await start();
    await server.api.database.db.updateTable('conversations').set({ dispatch: null }).where('id', '=', id).execute();
    const { status, body } = await claim(server, id);
    expect([status, body.error.message]).toEqual([409, expect.stringContaining('earlier version')]);
    expect((await read(id)).status).toBe('pending');
  });
});

test('how long a claim lasts is configuration', async () => {
  const short = await startServer({ CLAIM_TIMEOUT_SECONDS: '2' }, () => new Date(now));
  const { body: agent } = await short.send('POST', '/v1/agents', { json: MINIMAL });
  const { body } = await short.send('POST', `/v1/agents/${agent.id}/conversations`);
  await claim(short, body.conversation.id, 'first');
  now += 2000;
  expect((await claim(short, body.conversation.id, 'second')).status).toBe(409);
  now += 1;
  expect((await claim(short, body.conversation.id, 'second')).status).toBe(200);
  await short.stop();
});

describe('the settings', () => {
  test('are those of the start, whatever becomes of the agent', async () => {
    const { agent, id } = await start({ prompt: 'As it was.' });
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { prompt: 'Changed.' } });
    expect((await claim(server, id)).body.dispatch.prompt).toBe('As it was.');
    await server.send('DELETE', `/v1/agents/${agent}`);
    expect((await claim(server, id)).body.dispatch.prompt).toBe('As it was.');
  });

  test.each([
    ['completed', complete],
    ['ended by a request', end],
  ])('are gone from the database once the conversation was %s', async (_what, over) => {
    const { id } = await start({ prompt: 'A prompt.' });
    expect((await storedOf(id)).dispatch).toContain('A prompt.');
    await over(id);
    expect((await storedOf(id)).dispatch).toBeNull();
  });
});

describe('the key of a custom model', () => {
  const keyFor = async (id: string) => (await claim(server, id)).body.llm_api_key;

  test('comes with the claim and is not stored unsealed', async () => {
    const { id } = await start(CUSTOM);
    expect(await keyFor(id)).toBe('canary-llm-key');
    const tables = await server.api.database.db.selectFrom('conversations').selectAll().execute();
    expect(JSON.stringify(tables)).not.toContain('canary');
  });

  test('is null where none is stored, and for any other provider', async () => {
    const { llm_api_key: _, ...withoutKey } = CUSTOM;
    expect(await keyFor((await start(withoutKey)).id)).toBeNull();
    expect(await keyFor((await start()).id)).toBeNull();
  });

  test('is the current one of the agent', async () => {
    const { agent, id } = await start(CUSTOM);
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { llm_api_key: 'rotated' } });
    expect(await keyFor(id)).toBe('rotated');
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { llm_api_key: '' } });
    expect(await keyFor(id)).toBeNull();
  });

  test('is null once the agent has another endpoint, so no key reaches an endpoint it is not for', async () => {
    const { agent, id } = await start(CUSTOM);
    const moved = { llm_base_url: 'https://other.example.com/v1', llm_api_key: 'key-of-the-other' };
    expect((await server.send('PATCH', `/v1/agents/${agent}`, { json: moved })).status).toBe(200);
    const { body } = await claim(server, id);
    expect([body.dispatch.llm.base_url, body.llm_api_key]).toEqual([CUSTOM.llm_base_url, null]);
  });

  test('is null once the agent is deleted', async () => {
    const { agent, id } = await start(CUSTOM);
    await server.send('DELETE', `/v1/agents/${agent}`);
    expect(await keyFor(id)).toBeNull();
  });
});
