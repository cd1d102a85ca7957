import type { Kysely } from 'kysely';
import type { components, Readable } from '../../../generated/types.ts';
import type { ConversationTable, Tables } from '../../platform/database/tables.ts';
import { type Page, toPage } from '../pages.ts';

export type Conversation = Readable<components['schemas']['Conversation']>;

export const CONVERSATION_LIST = 'conversations';

type NewConversation = {
  id: string;
  workspaceId: string;
  agentId: string;
  callerIdentity: string | null;
  variables: Record<string, string>;
  now: Date;
};

/** What a list of conversations is narrowed to; times are moments in RFC 3339. */
export type ConversationFilter = {
  agentId?: string | undefined;
  status?: Conversation['status'] | undefined;
  callerIdentity?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
};

export async function insertConversation(
  db: Kysely<Tables>,
  { id, workspaceId, agentId, callerIdentity, variables, now }: NewConversation,
): Promise<Conversation> {
  const row: ConversationTable = {
    id,
    workspace_id: workspaceId,
    agent_id: agentId,
    caller_identity: callerIdentity,
    status: 'pending',
    dynamic_variables: JSON.stringify(variables),
    end_reason: null,
    created_at: now.toISOString(),
    ended_at: null,
  };
  await db.insertInto('conversations').values(row).execute();
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
    .selectAll()
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
  { workspaceId, position, limit, filter }: ListWish,
): Promise<Page<Conversation>> {
  const { agentId, status, callerIdentity, after, before } = filter;
  let query = db.selectFrom('conversations').selectAll().where('workspace_id', '=', workspaceId);
  if (position !== undefined) query = query.where('id', '<', position);
  if (agentId !== undefined) query = query.where('agent_id', '=', agentId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (callerIdentity !== undefined) query = query.where('caller_identity', '=', callerIdentity);
  if (after !== undefined) query = query.where('created_at', '>', after);
  if (before !== undefined) query = query.where('created_at', '<', before);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = toPage(CONVERSATION_LIST, rows, limit, ({ id }) => id);
  return { ...page, rows: page.rows.map(toConversation) };
}

type ListWish = { workspaceId: string; position: string | undefined; limit: number; filter: ConversationFilter };

/**
 * Ends a conversation that has not ended yet; one that has stays as it is.
 *
 * @returns whether the workspace has such a conversation
 */
export async function endConversation(
  db: Kysely<Tables>,
  { workspaceId, id, reason, now }: { workspaceId: string; id: string; reason: string; now: Date },
): Promise<boolean> {
  const ended = { status: 'completed', end_reason: reason, ended_at: now.toISOString() };
  await db
    .updateTable('conversations')
    .set(ended)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  return (await findConversation(db, workspaceId, id)) !== undefined;
}

function toConversation({ workspace_id: _, ...row }: ConversationTable): Conversation {
  return {
    ...row,
    // Only this store writes the columns, and only what the contract allows.
    status: row.status as Conversation['status'],
    dynamic_variables: JSON.parse(row.dynamic_variables) as Record<string, string>,
  };
}
