import { type Kysely, sql } from 'kysely';
import type { Tables, WebhookDeliveryTable } from '../../../platform/database/tables.ts';
import { resultOfCutShort, type Standing } from '../rules.ts';
import { inLaneOrder, type Lane } from './lane.ts';

/** Notes that a delivery of the lane is due at a time. */
export async function fileLane(db: Kysely<Tables>, { workspaceId, origin }: Lane, dueAt: string): Promise<void> {
  await db
    .insertInto('webhook_lanes')
    .values({ workspace_id: workspaceId, origin, due_at: dueAt })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'origin'])
        .doUpdateSet({ due_at: dueAt })
        .where('webhook_lanes.due_at', '>', dueAt),
    )
    .execute();
}

/** A place in the list of all lanes, which is ordered by when they are due. */
export type LanePosition = { dueAt: string; workspaceId: string; origin: string };

/** The first lanes that are due, behind a position. */
export async function dueLanes(
  db: Kysely<Tables>,
  { after, limit, now }: { after: LanePosition; limit: number; now: Date },
): Promise<LanePosition[]> {
  return db
    .selectFrom('webhook_lanes')
    .select(['due_at as dueAt', 'workspace_id as workspaceId', 'origin'])
    .where('due_at', '<=', now.toISOString())
    .where(sql<boolean>`(due_at, workspace_id, origin) > (${after.dueAt}, ${after.workspaceId}, ${after.origin})`)
    .orderBy('due_at')
    .orderBy('workspace_id')
    .orderBy('origin')
    .limit(limit)
    .execute();
}

/** The first lanes of a workspace or of an origin that are due. */
export async function dueLanesOf(
  db: Kysely<Tables>,
  of: { workspaceId: string } | { origin: string },
  { limit, now }: { limit: number; now: Date },
): Promise<Lane[]> {
  const lanes = db
    .selectFrom('webhook_lanes')
    .select(['workspace_id as workspaceId', 'origin'])
    .where('due_at', '<=', now.toISOString());
  const chosen =
    'origin' in of ? lanes.where('origin', '=', of.origin) : lanes.where('workspace_id', '=', of.workspaceId);
  return chosen.orderBy('due_at').limit(limit).execute();
}

/** A due delivery without a claim. */
export type DueDelivery = Pick<WebhookDeliveryTable, 'id' | 'url' | 'body' | 'attempts' | 'step' | CauseColumn> & {
  agentId: string;
};

type CauseColumn = 'request_id' | 'traceparent' | 'tracestate';

/** Whether a transaction has the lock of a lane; or another one has it, or the lane has no deliveries. */
export type LaneLock = 'held' | 'busy' | 'gone';

/**
 * Takes the lock of a lane, if the database has row locks. A delivery queued at the same time is then seen by this
 * transaction, or files the lane again afterwards.
 *
 * @param waits whether to wait for a transaction that has the lock. Only a transaction without locks may wait: several that
 * hold lanes and wait for others would wait forever.
 */
export async function lockLane(
  transaction: Kysely<Tables>,
  { workspaceId, origin }: Lane,
  { waits }: { waits: boolean },
): Promise<LaneLock> {
  const lane = transaction
    .selectFrom('webhook_lanes')
    .select('due_at')
    .where('workspace_id', '=', workspaceId)
    .where('origin', '=', origin);
  const row = await (waits ? lane.forUpdate() : lane.forUpdate().skipLocked()).executeTakeFirst();
  if (row !== undefined) return 'held';
  return waits || (await lane.executeTakeFirst()) === undefined ? 'gone' : 'busy';
}

/**
 * The first due deliveries of a locked lane, with their locks, in a transaction that ends with `closeLane`. Those that another
 * transaction is changing are left out.
 */
export async function openLane(
  transaction: Kysely<Tables>,
  lane: Lane,
  { limit, now }: { limit: number; now: Date },
): Promise<DueDelivery[]> {
  return waiting(transaction, lane)
    .select(['id', 'agent_id as agentId', 'url', 'body', 'attempts', 'step', 'request_id', 'traceparent', 'tracestate'])
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('next_attempt_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Notes when the next delivery of a lane is due. @returns whether it is due already */
export async function closeLane(transaction: Kysely<Tables>, lane: Lane, now: Date): Promise<boolean> {
  const first = await waiting(transaction, lane)
    .select('next_attempt_at as dueAt')
    .where('next_attempt_at', 'is not', null)
    .orderBy('next_attempt_at')
    .limit(1)
    .executeTakeFirst();
  const { workspaceId, origin } = lane;
  if (!first?.dueAt) {
    await transaction
      .deleteFrom('webhook_lanes')
      .where('workspace_id', '=', workspaceId)
      .where('origin', '=', origin)
      .execute();
    return false;
  }
  await transaction
    .updateTable('webhook_lanes')
    .set({ due_at: first.dueAt })
    .where('workspace_id', '=', workspaceId)
    .where('origin', '=', origin)
    .execute();
  return first.dueAt <= now.toISOString();
}

function waiting(db: Kysely<Tables>, { workspaceId, origin }: Lane) {
  return db
    .selectFrom('webhook_deliveries')
    .where('workspace_id', '=', workspaceId)
    .where('origin', '=', origin)
    .where('claim', 'is', null);
}

/** The worker that claims deliveries, and the end of the claim. Attempts end earlier unless the process hangs. */
export type Claim = { worker: string; now: Date; until: Date };

/** Claims deliveries of an open lane for an attempt each, which counts from now on. */
export async function claimDeliveries(
  transaction: Kysely<Tables>,
  ids: string[],
  { worker, now, until }: Claim,
): Promise<void> {
  await transaction
    .updateTable('webhook_deliveries')
    .set(({ eb }) => ({
      claim: worker,
      claimed_until: until.toISOString(),
      last_attempt_at: now.toISOString(),
      attempts: eb('attempts', '+', 1),
      step: eb('step', '+', 1),
    }))
    .where('id', 'in', ids)
    .execute();
}

/** Notes that the agent's address has changed since a delivery was queued. */
export async function readdressDelivery(
  transaction: Kysely<Tables>,
  id: string,
  { url, origin }: { url: string; origin: string },
): Promise<void> {
  await transaction.updateTable('webhook_deliveries').set({ url, origin }).where('id', '=', id).execute();
}

/** Gives up deliveries of an open lane of which no attempt can be made. */
export async function failDelivery(transaction: Kysely<Tables>, id: string, error: string): Promise<void> {
  await transaction
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', next_attempt_at: null, last_error: error, cut_short: 0 })
    .where('id', '=', id)
    .execute();
}

/** An attempt by its delivery, its worker and its number. */
export type AttemptId = { id: string; worker: string; attempts: number };

/** Writes the result of an attempt and ends its claim. Writes nothing when the claim has gone to another worker. */
export async function settleDelivery(
  transaction: Kysely<Tables>,
  { lane, attempt }: { lane: Lane; attempt: AttemptId },
  { status, nextAttempt, statusCode, error }: Standing,
): Promise<void> {
  const dueAt = nextAttempt?.toISOString() ?? null;
  const { numUpdatedRows } = await transaction
    .updateTable('webhook_deliveries')
    .set({
      ...{ status, next_attempt_at: dueAt, last_status_code: statusCode, last_error: error },
      ...{ cut_short: 0, claim: null, claimed_until: null },
    })
    .where('id', '=', attempt.id)
    .where('claim', '=', attempt.worker)
    .where('attempts', '=', attempt.attempts)
    .executeTakeFirst();
  if (dueAt !== null && numUpdatedRows > 0n) await fileLane(transaction, lane, dueAt);
}

/** Ends the claim of an attempt that was interrupted because its process stops. It is repeated at the next start. */
export async function returnDelivery(
  transaction: Kysely<Tables>,
  { lane, attempt }: { lane: Lane; attempt: AttemptId },
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('webhook_deliveries')
    .set(({ eb }) => ({
      ...{ next_attempt_at: now.toISOString(), step: eb('step', '-', 1) },
      ...{ claim: null, claimed_until: null },
    }))
    .where('id', '=', attempt.id)
    .where('claim', '=', attempt.worker)
    .where('attempts', '=', attempt.attempts)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await fileLane(transaction, lane, now.toISOString());
}

/** The workers that have claims. The number of claims is limited by the running attempts. */
export async function claimingWorkers(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select('claim')
    .distinct()
    .where('claim', 'is not', null)
    .execute();
  return rows.flatMap(({ claim }) => claim ?? []);
}

/** Whether a claim has ended. */
export async function hasEndedClaims(db: Kysely<Tables>, now: Date): Promise<boolean> {
  const query = db.selectFrom('webhook_deliveries').select('id').where('claim', 'is not', null);
  return (await query.where('claimed_until', '<=', now.toISOString()).limit(1).executeTakeFirst()) !== undefined;
}

/** Deliveries that one transaction releases. */
export const RELEASED_ROWS = 100;

/**
 * Releases claims that have ended, or all claims of a dead worker: each attempt was interrupted.
 *
 * @param isUnderWay whether an attempt is still under way in this process
 * @returns how many were released, at most `RELEASED_ROWS`, and the lanes of those that are due now
 */
export async function releaseClaims(
  db: Kysely<Tables>,
  which: { worker: string } | { endedBy: Date },
  { now, isUnderWay }: { now: Date; isUnderWay: (id: string) => boolean },
): Promise<{ released: number; due: Lane[] }> {
  return db.transaction().execute(async (transaction) => {
    const claimed = transaction
      .selectFrom('webhook_deliveries')
      .select(['id', 'claim', 'step', 'cut_short', 'last_attempt_at', 'workspace_id as workspaceId', 'origin'])
      .where('claim', 'is not', null);
    const chosen =
      'worker' in which
        ? claimed.where('claim', '=', which.worker)
        : claimed.where('claimed_until', '<=', which.endedBy.toISOString());
    const rows = await chosen.orderBy('claimed_until').limit(RELEASED_ROWS).execute();
    const free = rows.filter(({ id }) => !isUnderWay(id));
    const due: Lane[] = [];
    for (const row of inLaneOrder(free, (lane) => lane))
      if (await releaseDelivery(transaction, row, now)) due.push(row);
    return { released: free.length, due };
  });
}

type ClaimedRow = Pick<WebhookDeliveryTable, 'id' | 'claim' | 'step' | 'cut_short' | 'last_attempt_at'> & Lane;

/** @returns whether the next attempt is due now */
async function releaseDelivery(
  transaction: Kysely<Tables>,
  { id, claim, step, cut_short, last_attempt_at, workspaceId, origin }: ClaimedRow,
  now: Date,
): Promise<boolean> {
  const begun = new Date(last_attempt_at ?? now);
  const after = resultOfCutShort({ step, isRepeat: cut_short === 1, begun }, now);
  const change =
    after.status === 'failed'
      ? { status: after.status, next_attempt_at: null, last_error: after.error, cut_short: 0 }
      : { step: after.step, next_attempt_at: after.nextAttempt.toISOString(), cut_short: after.isRepeat ? 1 : 0 };
  const { numUpdatedRows } = await transaction
    .updateTable('webhook_deliveries')
    .set({ ...change, claim: null, claimed_until: null })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .executeTakeFirst();
  if (numUpdatedRows === 0n || after.status === 'failed') return false;
  await fileLane(transaction, { workspaceId, origin }, after.nextAttempt.toISOString());
  return after.nextAttempt <= now;
}
