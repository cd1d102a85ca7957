import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { purgeCaller } from '../../../src/api/conversations/deletion/purge.ts';
import { type RetentionDependencies, removeExpired } from '../../../src/compose/retention.ts';
import { readConfig } from '../../../src/platform/config.ts';
import { createLog } from '../../../src/platform/log.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../../running-server.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-20T09:30:00.000Z');
const KEEP_ALL = { ...readConfig({}), deliveryRetentionDays: 0 };

let now = START;
let server: RunningServer;
let agent: string;
beforeAll(async () => {
  server = await startServer({ ALLOW_PRIVATE_OUTBOUND: 'true' }, () => new Date(now));
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { db } = server.api.database;
  // What a test has left would be found by the next one.
  for (const table of ['conversations', 'memories', 'idempotency_keys'] as const) await db.deleteFrom(table).execute();
  now += 1000 * DAY;
  // Nobody listens there, and nothing is sent: the server of these tests does no background work.
  const json = { ...MINIMAL, memory_enabled: true, webhook_url: 'http://127.0.0.1:9/' };
  agent = (await server.send('POST', '/v1/agents', { json })).body.id;
});

const path = (id: string): string => `/v1/agents/conversations/${id}`;

async function start(caller: string | null = 'ada', headers: Record<string, string> = {}, key?: string) {
  const sent = {
    json: caller === null ? {} : { user_identity: caller },
    headers,
    ...(key === undefined ? {} : { key }),
  };
  const { status, body } = await server.send('POST', `/v1/agents/${agent}/conversations`, sent);
  expect(status).toBe(201);
  return body.conversation.id as string;
}

async function complete(id: string): Promise<void> {
  const json = {
    ...{ end_reason: 'done', duration_seconds: 1, facts: [{ fact: 'Has a dog.' }] },
    messages: [
      { role: 'caller', text: 'Hello' },
      { role: 'agent', text: 'Hello' },
    ],
  };
  const { status, body } = await server.send('POST', `/v1/worker/conversations/${id}/complete`, {
    json,
    key: WORKER_TOKEN,
  });
  expect([status, body]).toEqual([200, expect.anything()]);
}

/** Ids of the conversations that are left, and how many rows hang on each. */
async function left(): Promise<[string, number, number][]> {
  const { db } = server.api.database;
  const ids = await db.selectFrom('conversations').select('id').orderBy('id').execute();
  const count = async (table: 'messages' | 'webhook_deliveries', id: string): Promise<number> =>
    (await db.selectFrom(table).select('id').where('conversation_id', '=', id).execute()).length;
  return Promise.all(
    ids.map(async ({ id }) => [id, await count('messages', id), await count('webhook_deliveries', id)] as never),
  );
}

async function expire(config: Partial<RetentionDependencies['config']>, aborted = false): Promise<void> {
  const { database } = server.api;
  const log = createLog('silent');
  const signal = aborted ? AbortSignal.abort() : new AbortController().signal;
  await removeExpired({ config: { ...KEEP_ALL, ...config }, database, log, now: () => new Date(now) }, signal);
}

describe('DELETE of a conversation', () => {
  test('deletes it with its messages and deliveries, and nothing else', async () => {
    const [first, second] = [await start(), await start()];
    await complete(first);
    await complete(second);
    expect((await server.send('DELETE', path(first))).status).toBe(204);
    expect(await left()).toEqual([[second, 2, 1]]);
    expect((await server.send('GET', path(first))).status).toBe(404);
    const { body } = await server.send('GET', `/v1/agents/${agent}/memories`);
    expect(body.memories).toHaveLength(2);
  });

  test('that is active is a conflict, until it has ended', async () => {
    const id = await start();
    const claim = { json: { worker_id: 'w1' }, key: WORKER_TOKEN };
    expect((await server.send('POST', `/v1/worker/conversations/${id}/claim`, claim)).status).toBe(200);
    const rejected = await server.send('DELETE', path(id));
    expect([rejected.status, rejected.body.error.code]).toEqual([409, 'conflict']);
    expect(rejected.body.error.message).toContain('End it first');
    expect((await server.send('GET', path(id))).body.status).toBe('active');
    expect((await server.send('POST', `${path(id)}/end`)).status).toBe(204);
    expect((await server.send('DELETE', path(id))).status).toBe(204);
    expect((await server.send('GET', path(id))).status).toBe(404);
  });

  test('that nobody has claimed leaves its worker nothing to complete', async () => {
    const id = await start();
    expect((await server.send('DELETE', path(id))).status).toBe(204);
    const json = { end_reason: 'done', duration_seconds: 1, messages: [] };
    const report = await server.send('POST', `/v1/worker/conversations/${id}/complete`, { json, key: WORKER_TOKEN });
    expect(report.body.error.code).toBe('conversation_not_found');
  });

  test('of another workspace, or a second time, finds none', async () => {
    const id = await start();
    const { key } = await server.newKey('strangers');
    expect((await server.send('DELETE', path(id), { key })).body.error.code).toBe('conversation_not_found');
    expect(await left()).toEqual([[id, 0, 0]]);
    await server.send('DELETE', path(id));
    expect((await server.send('DELETE', path(id))).body.error.code).toBe('conversation_not_found');
  });
});

describe('after the days that they are kept', () => {
  test('conversations are deleted by their end, those without one by their beginning', async () => {
    const [old, open, late] = [await start(), await start(), await start()];
    await complete(old);
    now += 10 * DAY;
    await complete(late);
    const fresh = await start();
    await expire({ conversationRetentionDays: 10 });
    expect((await left()).map(([id]) => id)).toEqual([old, open, late, fresh]);
    now += 1;
    await expire({ conversationRetentionDays: 10 });
    expect(await left()).toEqual([
      [late, 2, 1],
      [fresh, 0, 0],
    ]);
  });

  test('messages are deleted with the deliveries that hold them, and conversations stay', async () => {
    const old = await start();
    await complete(old);
    now += 3 * DAY;
    const fresh = await start();
    await complete(fresh);
    now += 1;
    await expire({ messageRetentionDays: 3 });
    expect(await left()).toEqual([
      [old, 0, 0],
      [fresh, 2, 1],
    ]);
  });

  test('deliveries are deleted, except those still waiting', async () => {
    const { db } = server.api.database;
    const [done, failed, waiting] = [await start(), await start(), await start()];
    for (const id of [done, failed, waiting]) await complete(id);
    for (const [id, status] of [
      [done, 'delivered'],
      [failed, 'failed'],
    ] as const) {
      const settled = { status, next_attempt_at: null };
      await db.updateTable('webhook_deliveries').set(settled).where('conversation_id', '=', id).execute();
    }
    now += 30 * DAY;
    await expire({ deliveryRetentionDays: 30 });
    expect((await left()).map(([, , deliveries]) => deliveries)).toEqual([1, 1, 1]);
    now += 1;
    await expire({ deliveryRetentionDays: 30 });
    expect((await left()).map(([, , deliveries]) => deliveries)).toEqual([0, 0, 1]);
  });

  test('more than one batch of them is deleted, and none once the process stops', async () => {
    const { db } = server.api.database;
    const first = await start();
    const row = await db.selectFrom('conversations').selectAll().where('id', '=', first).executeTakeFirstOrThrow();
    for (let count = 0; count < 120; count++) {
      const id = `${first.slice(0, -3)}${String(count).padStart(3, '0')}`;
      if (id !== first)
        await db
          .insertInto('conversations')
          .values({ ...row, id })
          .execute();
    }
    const stored = (await left()).length;
    now += 2 * DAY;
    await expire({ conversationRetentionDays: 1 }, true);
    expect(await left()).toHaveLength(stored);
    await expire({ conversationRetentionDays: 1 });
    expect(await left()).toEqual([]);
  });

  test('nothing is deleted where all is kept', async () => {
    const id = await start();
    await complete(id);
    now += 20_000 * DAY;
    await expire({});
    expect(await left()).toEqual([[id, 2, 1]]);
  });

  test('a kind that cannot be deleted does not keep the others', async () => {
    const id = await start();
    await complete(id);
    await server.api.database.db.updateTable('webhook_deliveries').set({ status: 'failed' }).execute();
    now += 31 * DAY;
    const lines: { kind?: string; msg: string }[] = [];
    const log = pino({}, { write: (line) => void lines.push(JSON.parse(line)) });
    const { db } = server.api.database;
    const failing = new Proxy(db, {
      get: (target, name) =>
        name === 'deleteFrom'
          ? (table: string) => {
              if (table === 'conversations') throw new Error('broken');
              return target.deleteFrom(table as never);
            }
          : Reflect.get(target, name).bind(target),
    });
    const config = { ...KEEP_ALL, conversationRetentionDays: 1, deliveryRetentionDays: 1 };
    const dependencies = { config, database: { ...server.api.database, db: failing }, log, now: () => new Date(now) };
    await removeExpired(dependencies, new AbortController().signal);
    expect(await left()).toEqual([[id, 2, 0]]);
    expect(lines.map(({ kind, msg }) => [kind, msg])).toEqual([
      ['conversations', 'expired data cannot be deleted'],
      ['deliveries', 'deleted expired data'],
    ]);
  });
});

describe('everything of a caller', () => {
  test('is deleted, in all workspaces or in one', async () => {
    const { db } = server.api.database;
    await complete(await start('ada', { 'Idempotency-Key': 'a' }));
    await start('ada');
    const others = [await start('bob', { 'Idempotency-Key': 'b' }), await start(null)];
    const { key } = await server.newKey('elsewhere');
    const own = agent;
    const json = { ...MINIMAL };
    agent = (await server.send('POST', '/v1/agents', { json, key })).body.id;
    const elsewhere = await start('ada', {}, key);
    agent = own;
    const { workspace_id: workspaceId } = await db
      .selectFrom('agents')
      .select('workspace_id')
      .where('id', '=', own)
      .executeTakeFirstOrThrow();

    expect(await purgeCaller(db, { callerIdentity: 'eve', workspaceId: undefined })).toEqual({
      ...{ conversations: 0, memories: 0, responses: 0 },
    });
    expect(await purgeCaller(db, { callerIdentity: 'ada', workspaceId })).toEqual({
      ...{ conversations: 2, memories: 1, responses: 1 },
    });
    expect((await left()).map(([id]) => id)).toEqual([...others, elsewhere]);
    const kept = await db.selectFrom('idempotency_keys').select('key').execute();
    expect(kept).toEqual([{ key: 'b' }]);
    expect(await purgeCaller(db, { callerIdentity: 'ada', workspaceId: undefined })).toMatchObject({
      conversations: 1,
    });
    expect((await left()).map(([id]) => id)).toEqual(others);
  });

  test('in more batches than one', async () => {
    const { db } = server.api.database;
    for (let count = 0; count < 60; count++)
      await start(count % 10 === 0 ? 'bob' : 'ada', { 'Idempotency-Key': `${count}` });
    expect(await purgeCaller(db, { callerIdentity: 'ada', workspaceId: undefined })).toEqual({
      ...{ conversations: 54, memories: 0, responses: 54 },
    });
    expect(await left()).toHaveLength(6);
  });
});
