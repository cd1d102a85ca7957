import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Lane } from '../../src/api/webhooks/schedule/lane.ts';
import { closeLane, lockLane, openLane } from '../../src/api/webhooks/schedule/store.ts';
import { queueDelivery } from '../../src/api/webhooks/store.ts';
import type { Database } from '../../src/platform/database/database.ts';
import type { Tables } from '../../src/platform/database/tables.ts';
import { openTestDatabase } from './test-database.ts';

const NOW = new Date('2026-11-26T12:00:00.000Z');
const LANE: Lane = { workspaceId: 'w', origin: 'https://hooks.example.com' };

let database: Database;
let db: Kysely<Tables>;
let ids = 0;
beforeEach(async () => {
  database = await openTestDatabase();
  ({ db } = database);
  await db.insertInto('workspaces').values({ id: 'w', name: 'w', created_at: '' }).execute();
  const texts = { dynamic_variables: '{}', evaluations: '[]', extracted: '{}', created_at: '' };
  await db
    .insertInto('conversations')
    .values({ id: 'c', workspace_id: 'w', agent_id: 'a', status: 'completed', ...texts })
    .execute();
});
afterEach(() => database.close());

const queue = (transaction: Kysely<Tables>): Promise<Lane> =>
  queueDelivery(transaction, {
    ...{ id: `whd_${ids++}`, workspaceId: 'w', agentId: 'a', conversationId: 'c', event: 'conversation.completed' },
    ...{ url: `${LANE.origin}/calls`, body: '{}', createdAt: NOW, now: NOW },
  });
const lanes = () => db.selectFrom('webhook_lanes').select('origin').execute();
const open = (transaction: Kysely<Tables>) => openLane(transaction, LANE, { limit: 10, now: NOW });

/** Waits until a statement of this database waits for the lock of a row. */
async function lockIsAwaited(): Promise<void> {
  const query = sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(async () => (await query.execute(db)).rows[0]?.count).toBe(1);
}

describe('the lock of a lane', () => {
  test('is held by one transaction; others wait for it, or pass over the lane', async () => {
    expect(await lockLane(db, LANE, { waits: false })).toBe('gone');
    await queue(db);
    const [one, other] = [await db.startTransaction().execute(), await db.startTransaction().execute()];
    expect(await lockLane(one, LANE, { waits: true })).toBe('held');
    expect(await lockLane(other, LANE, { waits: false })).toBe('busy');
    const waiting = lockLane(other, LANE, { waits: true });
    await lockIsAwaited();
    await one.commit().execute();
    expect(await waiting).toBe('held');
    await other.rollback().execute();
  });

  test('is not held where the lane has gone meanwhile', async () => {
    await queue(db);
    const [one, other] = [await db.startTransaction().execute(), await db.startTransaction().execute()];
    await lockLane(one, LANE, { waits: true });
    const waiting = lockLane(other, LANE, { waits: true });
    await lockIsAwaited();
    await one.deleteFrom('webhook_lanes').execute();
    await one.commit().execute();
    expect(await waiting).toBe('gone');
    await other.rollback().execute();
  });
});

describe('a delivery that is queued while a worker has its lane open', () => {
  test('files the lane again, which the worker removes', async () => {
    await queue(db);
    await db.deleteFrom('webhook_deliveries').execute();
    const [worker, caller] = [await db.startTransaction().execute(), await db.startTransaction().execute()];
    await lockLane(worker, LANE, { waits: true });
    const queued = queue(caller);
    expect(await open(worker)).toEqual([]);
    await lockIsAwaited();
    expect(await closeLane(worker, LANE, NOW)).toBe(false);
    await worker.commit().execute();
    await queued;
    await caller.commit().execute();
    expect(await lanes()).toEqual([{ origin: LANE.origin }]);
    const next = await db.startTransaction().execute();
    expect(await lockLane(next, LANE, { waits: true })).toBe('held');
    expect(await open(next)).toHaveLength(1);
    await next.rollback().execute();
  });
});

test('a delivery that another transaction is changing is not claimed', async () => {
  await queue(db);
  await queue(db);
  const [operator, worker] = [await db.startTransaction().execute(), await db.startTransaction().execute()];
  const [first] = await operator.selectFrom('webhook_deliveries').select('id').orderBy('id').execute();
  await operator
    .updateTable('webhook_deliveries')
    .set({ attempts: 0 })
    .where('id', '=', first?.id ?? '')
    .execute();
  await lockLane(worker, LANE, { waits: true });
  const rows = await open(worker);
  expect(rows.map(({ id }) => id === first?.id)).toEqual([false]);
  expect(await closeLane(worker, LANE, NOW)).toBe(true);
  await worker.commit().execute();
  await operator.commit().execute();
});
