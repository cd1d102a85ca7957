import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIdempotent } from '../../src/api/idempotency.ts';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../running-server.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T09:30:00.000Z');

let server: RunningServer;
let now = START;
let count = 0;
beforeAll(async () => {
  server = await startServer({}, () => new Date(now));
});
beforeEach(() => {
  now = START;
});
afterAll(() => server.stop());

const newKey = (): string => `test-${count++}`;
const create = (idempotencyKey: string, json: object = MINIMAL, key = server.key): Promise<Reply> =>
  server.send('POST', '/v1/agents', { json, key, headers: { 'idempotency-key': idempotencyKey } });
const converse = (agent: string, idempotencyKey: string, json?: object): Promise<Reply> =>
  server.send('POST', `/v1/agents/${agent}/conversations`, {
    ...(json === undefined ? {} : { json }),
    headers: { 'idempotency-key': idempotencyKey },
  });
const agents = async (): Promise<number> => (await server.send('GET', '/v1/agents?limit=200')).body.agents.length;

describe('under the same key', () => {
  test('the same request makes one agent, and is answered as it was', async () => {
    const key = newKey();
    const before = await agents();
    const first = await create(key);
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
    await server.send('PATCH', `/v1/agents/${first.body.id}`, { json: { name: 'Changed since' } });
    const reordered = Object.fromEntries(Object.entries(MINIMAL).reverse());
    for (const json of [MINIMAL, reordered]) {
      const again = await create(key, json);
      expect([again.status, again.text]).toEqual([201, first.text]);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      for (const name of ['location', 'etag', 'content-type']) {
        expect(again.headers.get(name)).toBe(first.headers.get(name));
      }
      expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    }
    expect(await agents()).toBe(before + 1);
  });

  test('the same request starts one conversation', async () => {
    const { body: agent } = await create(newKey());
    const key = newKey();
    const first = await converse(agent.id, key);
    const again = await converse(agent.id, key);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
    expect((await server.send('GET', `/v1/agents/conversations?agent_id=${agent.id}`)).body.conversations).toHaveLength(
      1,
    );
  });

  test('a refusal is answered again too', async () => {
    const key = newKey();
    const wrong = { ...MINIMAL, voice_id: 'nobody' };
    for (const replayed of [null, 'true']) {
      const { status, headers, body } = await create(key, wrong);
      expect([status, Object.keys(body.error.fields), headers.get('idempotent-replayed')]).toEqual([
        ...[400, ['voice_id']],
        replayed,
      ]);
    }
  });

  test('another body is a conflict and makes nothing', async () => {
    const key = newKey();
    await create(key);
    const before = await agents();
    const { status, body } = await create(key, { ...MINIMAL, name: 'Other' });
    expect([status, body.error.code]).toEqual([409, 'idempotency_conflict']);
    expect(await agents()).toBe(before);
  });

  test('another operation is another request', async () => {
    const key = newKey();
    const { body: agent } = await create(key);
    const { status, headers, text } = await converse(agent.id, key);
    expect([status, headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect((await converse(agent.id, key)).text).toBe(text);
    expect((await create(key)).body.id).toBe(agent.id);
  });

  test('another agent is a conflict', async () => {
    const [one, other] = [await create(newKey()), await create(newKey())];
    const key = newKey();
    expect((await converse(one.body.id, key)).status).toBe(201);
    expect((await converse(other.body.id, key)).status).toBe(409);
  });

  test('of requests at once one is done; the others are told that it is under way, or its answer', async () => {
    const key = newKey();
    const before = await agents();
    const replies = await Promise.all(Array.from({ length: 10 }, () => create(key)));
    const ids = new Set(replies.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    for (const { status } of replies) expect([201, 409]).toContain(status);
    expect(await agents()).toBe(before + 1);
    expect((await create(key)).body.id).toBe([...ids][0]);
  });

  test('another workspace has keys of its own', async () => {
    const { key: other } = await server.newKey('strangers');
    const key = newKey();
    const [mine, theirs] = [await create(key), await create(key, MINIMAL, other)];
    expect([mine.status, theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, 201, null]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect((await create(key)).body.id).toBe(mine.body.id);
    expect((await create(key, MINIMAL, other)).body.id).toBe(theirs.body.id);
  });
});

test('after 24 hours a key is new', async () => {
  const key = newKey();
  const first = await create(key);
  now += 24 * HOUR - 1;
  expect((await create(key)).body.id).toBe(first.body.id);
  now += 1;
  const again = await create(key, { ...MINIMAL, name: 'Other' });
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, null]);
});

test('another key, or none, makes another agent', async () => {
  const ids = [
    await create(newKey()),
    await create(newKey()),
    await server.send('POST', '/v1/agents', { json: MINIMAL }),
  ];
  expect(new Set(ids.map(({ body }) => body.id)).size).toBe(3);
});

test.each(['', 'x'.repeat(256)])('a key that is "%s" is refused', async (key) => {
  const { status, body } = await create(key);
  expect([status, Object.keys(body.error.fields)]).toEqual([400, ['idempotency-key']]);
});

describe('what fails on this side', () => {
  const idempotent = () => createIdempotent({ db: server.api.database.db, now: () => new Date(now) });
  const request = async (key: string) => {
    const { workspace_id } = await server.api.database.db
      .selectFrom('api_keys')
      .select('workspace_id')
      .executeTakeFirstOrThrow();
    const principal = { workspaceId: workspace_id };
    return { id: 'req_1', principal, params: {}, headers: { 'idempotency-key': key }, body: {} };
  };

  test('gives the key back', async () => {
    const outcomes = [
      () => Promise.reject(new Error('broken')),
      async () => ({ status: 503 }),
      async () => ({ status: 201, body: 'made' }),
    ];
    const handle = idempotent()('make', async () => (outcomes.shift() as () => Promise<object>)() as Promise<never>);
    const sent = await request(newKey());
    await expect(handle(sent)).rejects.toThrow('broken');
    expect(await handle(sent)).toEqual({ status: 503 });
    expect(await handle(sent)).toEqual({ status: 201, body: 'made' });
    expect(await handle(sent)).toEqual({ status: 201, body: 'made', headers: { 'Idempotent-Replayed': 'true' } });
    expect(outcomes).toEqual([]);
  });

  test('and a process that dies during a request keeps the key for a minute', async () => {
    let isDead = true;
    const handle = idempotent()('make', async () => (isDead ? new Promise<never>(() => undefined) : { status: 201 }));
    const sent = await request(newKey());
    void handle(sent);
    await new Promise((resolve) => setTimeout(resolve, 50));
    isDead = false;
    expect(await handle(sent)).toMatchObject({ status: 409, body: { error: { code: 'idempotency_conflict' } } });
    now += 60_000;
    expect(await handle(sent)).toEqual({ status: 201 });
  });
});
