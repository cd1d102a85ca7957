import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { components, Readable } from '../../../generated/types.ts';
import { commandOrigin, recordChange } from '../../platform/audit.ts';
import { DELETED_AT_ONCE, removeInBatches } from '../../platform/database/batches.ts';
import type { Tables, WebhookDeliveryTable } from '../../platform/database/tables.ts';
import { inTransaction } from '../../platform/database/transactions.ts';
import { firstIdAt } from '../../platform/ids.ts';
import { type Page, toPage } from '../pages.ts';
import { type Lane, lanesOf, originOf } from './schedule/lane.ts';
import { fileLane } from './schedule/store.ts';

export type WebhookDelivery = Readable<components['schemas']['WebhookDelivery']>;

export const DELIVERY_LIST = 'deliveries';

type NewDelivery = {
  id: string;
  workspaceId: string;
  agentId: string;
  conversationId: string;
  event: WebhookDelivery['event'];
  url: string;
  /** As it is sent and signed, at every attempt the same. */
  body: string;
  createdAt: Date;
  now: Date;
  /** The request that queues it. */
  cause?: DeliveryCause;
};

/** A request that queues a delivery, and its trace. */
export type DeliveryCause = { requestId: string; traceparent: string | undefined; tracestate: string | undefined };

/**
 * Queues an event in the transaction of the change that it reports: both are stored, or neither.
 *
 * @returns the lane it waits in
 */
export async function queueDelivery(
  db: Kysely<Tables>,
  { id, workspaceId, agentId, conversationId, event, url, body, createdAt, now, cause }: NewDelivery,
): Promise<Lane> {
  const time = now.toISOString();
  const lane: Lane = { workspaceId, origin: originOf(url) };
  const row: WebhookDeliveryTable = {
    id,
    workspace_id: workspaceId,
    agent_id: agentId,
    conversation_id: conversationId,
    event,
    url,
    origin: lane.origin,
    body,
    status: 'pending',
    attempts: 0,
    step: 0,
    cut_short: 0,
    next_attempt_at: time,
    last_attempt_at: null,
    last_status_code: null,
    last_error: null,
    claim: null,
    claimed_until: null,
    created_at: createdAt.toISOString(),
    request_id: cause?.requestId ?? null,
    traceparent: cause?.traceparent ?? null,
    tracestate: cause?.tracestate ?? null,
  };
  await db.insertInto('webhook_deliveries').values(row).execute();
  await fileLane(db, lane, time);
  return lane;
}

/**
 * A page of a conversation's deliveries, newest first.
 *
 * @param position id of the last delivery of the page before
 */
export async function listDeliveries(
  db: Kysely<Tables>,
  { conversationId, position, limit }: { conversationId: string; position: string | undefined; limit: number },
): Promise<Page<WebhookDelivery>> {
  let query = db.selectFrom('webhook_deliveries').select(SHOWN).where('conversation_id', '=', conversationId);
  if (position !== undefined) query = query.where('id', '<', position);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = toPage(rows, { list: DELIVERY_LIST, limit, idOf: ({ id }) => id });
  return { ...page, rows: page.rows.map(toDelivery) };
}

/** Filters of the list of deliveries of all workspaces. */
export type DeliveryFilter = { status?: WebhookDelivery['status']; conversationId?: string; limit: number };

/** Deliveries of all workspaces, newest first, for an operator. */
export async function listAllDeliveries(
  db: Kysely<Tables>,
  { status, conversationId, limit }: DeliveryFilter,
): Promise<WebhookDelivery[]> {
  let query = db.selectFrom('webhook_deliveries').select(SHOWN);
  if (status !== undefined) query = query.where('status', '=', status);
  if (conversationId !== undefined) query = query.where('conversation_id', '=', conversationId);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toDelivery);
}

/** Deliveries that one transaction of a retry changes. The number is small because other writers wait for it. */
const RETRY_ROWS = 200;

/**
 * Makes deliveries due again, from the beginning of the schedule. Skips delivered ones and running attempts.
 *
 * @param which one by its id, or all that have failed
 * @returns their ids
 */
export async function retryDeliveries(
  db: Kysely<Tables>,
  which: { id: string } | { status: 'failed' },
  now: Date,
): Promise<string[]> {
  if ('id' in which) return retryThose(db, (query) => query.where('id', '=', which.id), now);
  const done: string[] = [];
  for (;;) {
    const ids = await retryThose(db, (query) => query.where('status', '=', 'failed').limit(RETRY_ROWS), now);
    for (const id of ids) done.push(id);
    if (ids.length === 0) return done;
  }
}

type Candidates = SelectQueryBuilder<Tables, 'webhook_deliveries', { id: string }>;

async function retryThose(db: Kysely<Tables>, choose: (query: Candidates) => Candidates, now: Date): Promise<string[]> {
  return inTransaction(db, async (transaction) => {
    const chosen = choose(transaction.selectFrom('webhook_deliveries').select('id'));
    const rows = await transaction
      .updateTable('webhook_deliveries')
      .set({ status: 'pending', attempts: 0, step: 0, cut_short: 0, next_attempt_at: now.toISOString() })
      .where('id', 'in', chosen)
      .where('status', '!=', 'delivered')
      .where('claim', 'is', null)
      .returning(['id', 'workspace_id as workspaceId', 'origin'])
      .execute();
    for (const lane of lanesOf(rows)) await fileLane(transaction, lane, now.toISOString());
    for (const { id, workspaceId } of rows) {
      await recordChange(transaction, commandOrigin('webhooks.retry'), { workspaceId, resourceId: id });
    }
    return rows.map(({ id }) => id);
  });
}

/** Deletes deliveries of all workspaces that were queued before a time, except those still waiting. Returns how many. */
export function removeOldDeliveries(db: Kysely<Tables>, before: Date, signal: AbortSignal): Promise<number> {
  return removeInBatches(async () => {
    // Ids sort by time, so only old rows are read.
    const old = db
      .selectFrom('webhook_deliveries')
      .select('id')
      .where('id', '<', firstIdAt('whd', before))
      .where('status', '!=', 'pending')
      .orderBy('id')
      .limit(DELETED_AT_ONCE);
    const { numDeletedRows } = await db
      .deleteFrom('webhook_deliveries')
      .where('id', 'in', old)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }, signal);
}

/** Columns of a delivery that the API returns: all except the body, which can be large, and the claims of workers. */
const SHOWN = [
  'id',
  'conversation_id',
  'event',
  'url',
  'status',
  'attempts',
  'next_attempt_at',
  'last_attempt_at',
  'last_status_code',
  'last_error',
  'created_at',
] as const satisfies (keyof WebhookDelivery & keyof WebhookDeliveryTable)[];

function toDelivery(row: Pick<WebhookDeliveryTable, (typeof SHOWN)[number]>): WebhookDelivery {
  // Only this store writes the columns, with values that the contract allows.
  return { ...row, event: row.event as WebhookDelivery['event'], status: row.status as WebhookDelivery['status'] };
}
