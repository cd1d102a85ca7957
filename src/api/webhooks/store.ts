import type { ExpressionBuilder, Kysely } from 'kysely';
import type { components, Readable } from '../../../generated/types.ts';
import type { Tables, WebhookDeliveryTable } from '../../platform/database/tables.ts';
import { newId } from '../../platform/ids.ts';
import { type Page, toPage } from '../pages.ts';
import type { Standing } from './rules.ts';

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
  now: Date;
};

/** Queues an event. In the transaction of what it tells of, so that there is none without the other. */
export async function queueDelivery(
  db: Kysely<Tables>,
  { id, workspaceId, agentId, conversationId, event, url, body, now }: NewDelivery,
): Promise<void> {
  const time = now.toISOString();
  const row: WebhookDeliveryTable = {
    id,
    workspace_id: workspaceId,
    agent_id: agentId,
    conversation_id: conversationId,
    event,
    url,
    body,
    status: 'pending',
    attempts: 0,
    next_attempt_at: time,
    last_attempt_at: null,
    last_status_code: null,
    last_error: null,
    claim: null,
    claimed_until: null,
    created_at: time,
  };
  await db.insertInto('webhook_deliveries').values(row).execute();
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
  const page = toPage(DELIVERY_LIST, rows, limit, ({ id }) => id);
  return { ...page, rows: page.rows.map(toDelivery) };
}

/** A delivery whose time has come and that nobody has claimed. */
export type DueDelivery = { id: string; agentId: string; workspaceId: string; attempts: number };

/** @param except agents and workspaces that are not asked for now */
export async function dueDeliveries(
  db: Kysely<Tables>,
  { except, limit, now }: { except: { agents: string[]; workspaces: string[] }; limit: number; now: Date },
): Promise<DueDelivery[]> {
  let query = db
    .selectFrom('webhook_deliveries')
    .select(['id', 'agent_id as agentId', 'workspace_id as workspaceId', 'attempts'])
    .where((where) => isDue(where, now));
  if (except.agents.length > 0) query = query.where('agent_id', 'not in', except.agents);
  if (except.workspaces.length > 0) query = query.where('workspace_id', 'not in', except.workspaces);
  return query.orderBy('next_attempt_at').limit(limit).execute();
}

function isDue(where: ExpressionBuilder<Tables, 'webhook_deliveries'>, now: Date) {
  return where.and([
    where('status', '=', 'pending'),
    where('next_attempt_at', '<=', now.toISOString()),
    isFree(where, now),
  ]);
}

/** Nobody has claimed it, or whoever has is dead. */
function isFree(where: ExpressionBuilder<Tables, 'webhook_deliveries'>, now: Date) {
  return where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', now.toISOString())]);
}

/** A delivery that this worker, and no other, may attempt until its claim ends. */
export type ClaimedDelivery = { id: string; claim: string; body: string; attempts: number };

/** How a delivery is claimed. */
type Claim = {
  id: string;
  /** Where the attempt goes, where that is known. */
  url: string | undefined;
  now: Date;
  /** When the claim ends: an attempt is over by then, or its process is dead. */
  until: Date;
  /** When the next attempt is due if this one is not finished. */
  next: Date;
};

/**
 * Claims a due delivery for an attempt, which counts from now on, so that one during which a process dies has been made.
 *
 * @returns undefined when another worker was faster
 */
export async function claimDelivery(
  db: Kysely<Tables>,
  { id, url, now, until, next }: Claim,
): Promise<ClaimedDelivery | undefined> {
  const claim = newId('claim');
  const row = await db
    .updateTable('webhook_deliveries')
    .set(({ eb }) => ({
      claim,
      claimed_until: until.toISOString(),
      last_attempt_at: now.toISOString(),
      next_attempt_at: next.toISOString(),
      attempts: eb('attempts', '+', 1),
      ...(url === undefined ? {} : { url }),
    }))
    .where('id', '=', id)
    .where((where) => isDue(where, now))
    .returning(['id', 'body', 'attempts'])
    .executeTakeFirst();
  return row && { ...row, claim };
}

/** Writes what came of an attempt and ends its claim. One whose claim has gone to another writes nothing. */
export async function settleDelivery(
  db: Kysely<Tables>,
  { id, claim }: { id: string; claim: string },
  { status, nextAttempt, statusCode, error }: Standing,
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({
      status,
      next_attempt_at: nextAttempt?.toISOString() ?? null,
      last_status_code: statusCode,
      last_error: error,
      claim: null,
      claimed_until: null,
    })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .execute();
}

/** Gives a due delivery up of which no attempt can be made. */
export async function failDelivery(db: Kysely<Tables>, id: string, error: string, now: Date): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', next_attempt_at: null, last_error: error })
    .where('id', '=', id)
    .where((where) => isDue(where, now))
    .execute();
}

/** What an operator narrows a list of all workspaces' deliveries to. */
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

/**
 * Has deliveries that were not taken attempted again at once, from the beginning of the schedule. One of which an attempt is
 * under way is left to it.
 *
 * @param which one by its id, or all that have failed
 * @returns their ids
 */
export async function retryDeliveries(
  db: Kysely<Tables>,
  which: { id: string } | { status: 'failed' },
  now: Date,
): Promise<string[]> {
  const update = db
    .updateTable('webhook_deliveries')
    .set({ status: 'pending', attempts: 0, next_attempt_at: now.toISOString(), claim: null, claimed_until: null })
    .where((where) => isFree(where, now));
  const chosen =
    'id' in which
      ? update.where('id', '=', which.id).where('status', '!=', 'delivered')
      : update.where('status', '=', which.status);
  return (await chosen.returning('id').execute()).map(({ id }) => id);
}

/** What is told of a delivery: all but its body, which can be large, and the marks of workers. */
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
  // Only this store writes the columns, and only what the contract allows.
  return { ...row, event: row.event as WebhookDelivery['event'], status: row.status as WebhookDelivery['status'] };
}
