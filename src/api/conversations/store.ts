import { type Kysely, sql } from 'kysely';
import type { components, Readable } from '../../../generated/types.ts';
import { type ChangeOrigin, recordChange } from '../../platform/audit.ts';
import type { ConversationTable, Tables } from '../../platform/database/tables.ts';
import { inTransaction } from '../../platform/database/transactions.ts';
import { readRows, type StreamedPage, toSizedPage } from '../pages.ts';
import type { DispatchMetadata } from '../sessions/dispatch.ts';
import { insertMessages, type Message } from './messages/store.ts';

export type Conversation = Readable<components['schemas']['Conversation']>;

export const CONVERSATION_LIST = 'conversations';

/** A conversation that is to be stored. */
export type NewConversation = {
  id: string;
  workspaceId: string;
  agentId: string;
  callerIdentity: string | null;
  variables: Record<string, unknown>;
  dispatch: DispatchMetadata;
  createdAt: Date;
};

/** Filters of a list of conversations. Times are in RFC 3339. */
export type ConversationFilter = {
  agentId?: string | undefined;
  status?: Conversation['status'] | undefined;
  callerIdentity?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
};

export async function insertConversation(
  db: Kysely<Tables>,
  { id, workspaceId, agentId, callerIdentity, variables, dispatch, createdAt }: NewConversation,
): Promise<Conversation> {
  const row = {
    id,
    agent_id: agentId,
    caller_identity: callerIdentity,
    status: 'pending',
    dynamic_variables: JSON.stringify(variables),
    end_reason: null,
    duration_seconds: null,
    evaluations: '[]',
    extracted: '{}',
    recording_url: null,
    created_at: createdAt.toISOString(),
    ended_at: null,
  };
  await db
    .insertInto('conversations')
    .values({ ...row, ...{ workspace_id: workspaceId, completion_hash: null }, dispatch: JSON.stringify(dispatch) })
    .execute();
  return toConversation(row);
}

/** @returns undefined when the workspace has no such conversation */
export async function findConversation(
  db: Kysely<Tables>,
  workspaceId: string,
  id: string,
): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom('conversations')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : toConversation(row);
}

/**
 * A page of a workspace's conversations, newest first.
 *
 * @param position id of the last conversation of the page before
 */
export async function listConversations(
  db: Kysely<Tables>,
  { workspaceId, position, limit, filter }: ConversationQuery,
): Promise<StreamedPage<Conversation>> {
  const { agentId, status, callerIdentity, after, before } = filter;
  let query = db
    .selectFrom('conversations')
    .select(['id', CONVERSATION_BYTES.as('bytes')])
    .where('workspace_id', '=', workspaceId);
  if (position !== undefined) query = query.where('id', '<', position);
  if (agentId !== undefined) query = query.where('agent_id', '=', agentId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (callerIdentity !== undefined) query = query.where('caller_identity', '=', callerIdentity);
  if (after !== undefined) query = query.where('created_at', '>', after);
  if (before !== undefined) query = query.where('created_at', '<', before);
  const sizes = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = toSizedPage(CONVERSATION_LIST, sizes, limit);
  const rows = await readRows(page.rows, async (ids) => {
    const found = await db
      .selectFrom('conversations')
      .select(COLUMNS)
      .where('id', 'in', ids)
      .orderBy('id', 'desc')
      .execute();
    return found.map(toConversation);
  });
  return { ...page, rows };
}

type ConversationQuery = {
  workspaceId: string;
  position: string | undefined;
  limit: number;
  filter: ConversationFilter;
};

/**
 * Ends a conversation. A conversation that has ended does not change.
 *
 * @returns whether the workspace has such a conversation
 */
export async function endConversation(
  db: Kysely<Tables>,
  { workspaceId, id, reason, now }: { workspaceId: string; id: string; reason: string; now: Date },
  origin: ChangeOrigin,
): Promise<boolean> {
  const ended = { status: 'completed', end_reason: reason, ended_at: now.toISOString(), dispatch: null };
  return inTransaction(db, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('conversations')
      .set(ended)
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return (await findConversation(transaction, workspaceId, id)) !== undefined;
    await recordChange(transaction, origin, { workspaceId, resourceId: id });
    return true;
  });
}

/** A conversation that a voice worker has claimed, and the worker's settings for it. */
export type Claimed = { conversation: Conversation; dispatch: DispatchMetadata };

/** Why a voice worker cannot claim a conversation. */
export type ClaimConflict = 'ended' | 'claimed' | 'no_dispatch';

type ConversationClaim = { id: string; workerId: string; timeoutSeconds: number; now: Date };

/**
 * Claims a conversation for a voice worker, or renews its claim. Only one of two concurrent workers succeeds. The
 * audit log does not record renewals.
 *
 * @param timeoutSeconds age from which another worker may take over a claim
 * @returns why it cannot be claimed; undefined where there is no such conversation
 */
export async function claimConversation(
  db: Kysely<Tables>,
  { id, workerId, timeoutSeconds, now }: ConversationClaim,
  origin: ChangeOrigin,
): Promise<Claimed | { conflict: ClaimConflict } | undefined> {
  const expired = new Date(now.getTime() - timeoutSeconds * 1000).toISOString();
  const write = (transaction: Kysely<Tables>) =>
    transaction
      .updateTable('conversations')
      .set({ status: 'active', worker_id: workerId, claimed_at: now.toISOString() })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .where('dispatch', 'is not', null)
      .returning([...COLUMNS, 'dispatch', 'workspace_id']);
  // Most are renewals, which need no transaction.
  const renewed = await write(db).where('worker_id', '=', workerId).executeTakeFirst();
  if (renewed !== undefined) return toClaimed(renewed);
  const claimed = await inTransaction(db, async (transaction) => {
    const taken = await write(transaction)
      .where((row) => row.or([row('worker_id', 'is', null), row('claimed_at', '<', expired)]))
      .executeTakeFirst();
    if (taken !== undefined) {
      await recordChange(transaction, origin, { workspaceId: taken.workspace_id, resourceId: id });
      return taken;
    }
    // The same worker can have claimed it in the meantime.
    return write(transaction).where('worker_id', '=', workerId).executeTakeFirst();
  });
  return claimed === undefined ? claimConflict(db, id) : toClaimed(claimed);
}

type StoredClaim = ConversationRow & Pick<ConversationTable, 'dispatch' | 'workspace_id'>;

function toClaimed({ dispatch, workspace_id: _, ...row }: StoredClaim): Claimed {
  // Only this store writes the column, and the statement has found it set.
  return { conversation: toConversation(row), dispatch: JSON.parse(`${dispatch}`) as DispatchMetadata };
}

async function claimConflict(db: Kysely<Tables>, id: string): Promise<{ conflict: ClaimConflict } | undefined> {
  const row = await db
    .selectFrom('conversations')
    .select(['ended_at', 'worker_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.ended_at !== null) return { conflict: 'ended' };
  return { conflict: row.worker_id === null ? 'no_dispatch' : 'claimed' };
}

/** The report of a voice worker, with the defaults of the contract. */
export type Completion = {
  status: 'completed' | 'failed';
  end_reason: string;
  duration_seconds: number;
  messages: { role: Message['role']; text: string }[];
  evaluations: Conversation['evaluations'];
  extracted: Conversation['extracted'];
  recording_url: string | null;
};

/** A conversation that has just been completed, its messages in the order in which they were said, and whose it is. */
export type Completed = { workspaceId: string; conversation: Conversation; messages: Message[] };

type CompletionReport = {
  id: string;
  completion: Completion;
  hashOfReport: () => string;
  now: Date;
  origin: ChangeOrigin;
};

/**
 * Stores what a voice worker reports and ends the conversation, if it has not ended, in one transaction.
 *
 * @param hashOfReport the same one again changes nothing
 * @param followUp what else is part of the transaction, which can be executed several times
 * @returns the conversation; `conflict` where another report is stored; undefined where there is no such conversation
 */
export async function completeConversation(
  db: Kysely<Tables>,
  { id, completion, hashOfReport, now, origin }: CompletionReport,
  followUp: (transaction: Kysely<Tables>, completed: Completed) => Promise<void>,
): Promise<Conversation | 'conflict' | undefined> {
  return inTransaction(db, async (transaction) => {
    // The lock of the row makes concurrent reports run one after the other.
    const found = await transaction
      .selectFrom('conversations')
      .select([...COLUMNS, 'workspace_id', 'completion_hash'])
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (found === undefined) return undefined;
    const { workspace_id: workspaceId, completion_hash, ...row } = found;
    const hash = hashOfReport();
    if (completion_hash !== null) return completion_hash === hash ? toConversation(row) : 'conflict';
    const { messages, evaluations, extracted, ...facts } = completion;
    const isOver = row.ended_at !== null;
    const changes = {
      ...facts,
      ...{ evaluations: JSON.stringify(evaluations), extracted: JSON.stringify(extracted) },
      ended_at: row.ended_at ?? now.toISOString(),
      // The first end of the conversation has set the reason.
      end_reason: isOver ? row.end_reason : facts.end_reason,
    };
    await transaction
      .updateTable('conversations')
      .set({ ...changes, completion_hash: hash, dispatch: null })
      .where('id', '=', id)
      .execute();
    const said = await insertMessages(transaction, id, messages);
    // From the report: parsing the text that was just written would cost as much as reading the report did.
    const empty = { evaluations: '[]', extracted: '{}' };
    const conversation = { ...toConversation({ ...row, ...changes, ...empty }), evaluations, extracted };
    await recordChange(transaction, origin, { workspaceId, resourceId: id });
    await followUp(transaction, { workspaceId, conversation, messages: said });
    return conversation;
  });
}

/** The size of a conversation in a response: what can be large is stored as JSON, and the rest takes 5 KiB at most. */
const CONVERSATION_BYTES = sql<number>`octet_length(dynamic_variables) + octet_length(evaluations)
  + octet_length(extracted) + 5120`;

/** The columns of a conversation as it is read. The dispatch is not among them, as it can be as large as a prompt. */
const COLUMNS = [
  ...(['id', 'agent_id', 'status', 'caller_identity', 'dynamic_variables'] as const),
  ...(['end_reason', 'duration_seconds', 'evaluations', 'extracted', 'recording_url'] as const),
  ...(['created_at', 'ended_at'] as const),
] as const;

type ConversationRow = Pick<ConversationTable, (typeof COLUMNS)[number]>;

function toConversation(row: ConversationRow): Conversation {
  return {
    ...row,
    // Only this store writes the columns, with values that the contract allows.
    status: row.status as Conversation['status'],
    dynamic_variables: JSON.parse(row.dynamic_variables) as Record<string, unknown>,
    evaluations: JSON.parse(row.evaluations) as Conversation['evaluations'],
    extracted: JSON.parse(row.extracted) as Conversation['extracted'],
  };
}
