import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeExpired } from '../../src/compose/retention.ts';
import { type Config, readConfig } from '../../src/platform/config.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { firstIdAt } from '../../src/platform/ids.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-26T12:00:00.000Z');

let own: TestDatabase;
/** As three processes have it open. */
let databases: [Database, Database, Database];
let lines: { level: number; kind: string; removed: number; msg: string }[];
beforeEach(async () => {
  lines = [];
  own = await createTestDatabase();
  const open = (): Promise<Database> => openDatabase(own.environment.DATABASE_URL);
  databases = [await open(), await open(), await open()];
});
afterEach(async () => {
  for (const { close } of databases) await close();
  await own.remove();
});

/** Deletes what is too old in each process at the same moment. */
async function expireInAll(config: Partial<Config>): Promise<void> {
  const log = pino({}, { write: (line) => void lines.push(JSON.parse(line)) });
  const expire = (database: Database): Promise<void> => {
    const dependencies = { config: { ...readConfig({}), ...config }, database, log, now: () => NOW };
    return removeExpired(dependencies, new AbortController().signal);
  };
  await Promise.all(databases.map(expire));
}

/** How many rows of each kind the processes say that they have deleted together. */
function removed(): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { level, kind, removed, msg } of lines) {
    expect([level, msg]).toEqual([30, 'deleted expired data']);
    sums[kind] = (sums[kind] ?? 0) + removed;
  }
  return sums;
}

const rowsOf = async (table: 'conversations' | 'messages' | 'webhook_deliveries' | 'idempotency_keys') =>
  (await databases[0].db.selectFrom(table).selectAll().execute()).length;

const CONVERSATIONS = 300;

/** Conversations that ended long ago, each with two messages and a delivery, and expired responses. */
async function fill(): Promise<void> {
  const { db } = databases[0];
  const time = new Date(NOW.getTime() - 100 * DAY);
  const created_at = time.toISOString();
  await db.insertInto('workspaces').values({ id: 'w', name: 'w', created_at }).execute();
  const prefixOf = (kind: 'conv' | 'whd'): string => firstIdAt(kind, time).slice(0, -6);
  for (let index = 0; index < CONVERSATIONS; index++) {
    const number = String(index).padStart(6, '0');
    const id = prefixOf('conv') + number;
    const texts = { dynamic_variables: '{}', evaluations: '[]', extracted: '{}' };
    await db
      .insertInto('conversations')
      .values({ id, workspace_id: 'w', agent_id: 'a', status: 'completed', ...texts, created_at, ended_at: created_at })
      .execute();
    const message = { conversation_id: id, role: 'agent', text: 'Hello' };
    await db
      .insertInto('messages')
      .values([0, 1].map((position) => ({ ...message, id: `m${number}${position}`, position })))
      .execute();
    await db
      .insertInto('webhook_deliveries')
      .values({
        ...{ id: prefixOf('whd') + number, workspace_id: 'w', agent_id: 'a', conversation_id: id },
        ...{ event: 'conversation.completed', url: 'http://a.test/', origin: 'http://a.test', body: '{}' },
        ...{ status: 'delivered', attempts: 1, step: 1, cut_short: 0, claim: null, claimed_until: null },
        ...{ next_attempt_at: null, last_attempt_at: created_at, last_status_code: 204, last_error: null, created_at },
      })
      .execute();
    await db
      .insertInto('idempotency_keys')
      .values({
        ...{ workspace_id: 'w', operation: 'createAgent', key: number, request_hash: '', answer: '' },
        expires_at: created_at,
      })
      .execute();
  }
}

test('three processes at once delete each conversation, message and response once, and none fails', async () => {
  await fill();
  await expireInAll({ messageRetentionDays: 30 });
  expect(removed()).toEqual({ 'stored responses': CONVERSATIONS, 'conversations with messages': CONVERSATIONS });
  expect([await rowsOf('conversations'), await rowsOf('messages'), await rowsOf('webhook_deliveries')]).toEqual([
    CONVERSATIONS,
    0,
    0,
  ]);
  lines = [];
  await expireInAll({ conversationRetentionDays: 30 });
  expect(removed()).toEqual({ conversations: CONVERSATIONS });
  expect(await rowsOf('conversations')).toBe(0);
});

test('three processes at once delete each webhook delivery once, and none fails', async () => {
  await fill();
  await expireInAll({ deliveryRetentionDays: 30 });
  expect(removed()).toEqual({ 'stored responses': CONVERSATIONS, deliveries: CONVERSATIONS });
  expect([await rowsOf('conversations'), await rowsOf('webhook_deliveries')]).toEqual([CONVERSATIONS, 0]);
});

test('a process that ends leaves the work to the others', async () => {
  const [first, second] = databases;
  let isSkipped: boolean | undefined;
  await first.exclusively('a', async () => {
    isSkipped = !(await second.exclusively('a', async () => undefined));
    expect(await second.exclusively('b', async () => undefined)).toBe(true);
  });
  expect(isSkipped).toBe(true);
  await expect(first.exclusively('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect.poll(() => second.exclusively('a', async () => undefined)).toBe(true);
});

test('buckets of rate limits that are full again are deleted after a day, others are kept', async () => {
  const { db } = databases[0];
  const seconds = Date.now() / 1000;
  const bucket = (key: string, days: number) => ({ key, tokens: 0, granted: 0, filled_at: seconds - days * 86_400 });
  await db
    .insertInto('rate_limits')
    .values([bucket('a', 1.1), bucket('b', 0.9), bucket('c', 19), bucket('d', 21)])
    .execute();
  const keys = async (): Promise<string[]> =>
    (await db.selectFrom('rate_limits').select('key').orderBy('key').execute()).map(({ key }) => key);
  // Ten days to fill, and as long for what it owes.
  await expireInAll({ workspaceRateLimits: new Map([['slow', { perSecond: 1, burst: 864_000 }]]) });
  expect(await keys()).toEqual(['a', 'b', 'c']);
  expect(removed()).toEqual({ 'rate limits': 1 });
  lines = [];
  await expireInAll({});
  expect(await keys()).toEqual(['b']);
  expect(removed()).toEqual({ 'rate limits': 2 });
});
