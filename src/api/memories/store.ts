import type { Kysely } from 'kysely';
import type { components, Readable } from '../../../generated/types.ts';
import { type ChangeOrigin, type RecordRemoval, recordChange } from '../../platform/audit.ts';
import { DELETED_AT_ONCE, removeInBatches } from '../../platform/database/batches.ts';
import type { MemoryTable, Tables } from '../../platform/database/tables.ts';
import { inTransaction } from '../../platform/database/transactions.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Agent } from '../agents/settings.ts';
import { type Page, toPage } from '../pages.ts';
import { chooseMemories, oldestKept } from './rules.ts';

export type Memory = Readable<components['schemas']['Memory']>;

export type LearnedFact = { fact: string; confidence: number };

export const MEMORY_LIST = 'memories';

/** Number of the newest memories of a caller from which the best are selected. */
const CANDIDATES = 500;

/** The source of facts, and the caller that they describe. */
type MemorySource = { workspaceId: string; agentId: string; callerIdentity: string; conversationId: string; ids: Ids };

/** Stores what was learned of a caller. */
export async function insertMemories(
  db: Kysely<Tables>,
  { workspaceId, agentId, callerIdentity, conversationId, ids }: MemorySource,
  facts: LearnedFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ fact, confidence }): MemoryTable => {
    const { id, createdAt } = ids.next('memory');
    return {
      id,
      workspace_id: workspaceId,
      agent_id: agentId,
      caller_identity: callerIdentity,
      fact,
      confidence,
      created_at: createdAt.toISOString(),
      source_conversation_id: conversationId,
    };
  });
  await db.insertInto('memories').values(rows).execute();
}

type MemoryQuery = { callerIdentity: string | undefined; position: string | undefined; limit: number; now: Date };

/**
 * A page of an agent's memories, newest first, without expired ones.
 *
 * @param position id of the last memory of the page before
 */
export async function listMemories(
  db: Kysely<Tables>,
  agent: Agent,
  { callerIdentity, position, limit, now }: MemoryQuery,
): Promise<Page<Memory>> {
  let query = keptMemories(db, agent, now);
  if (callerIdentity !== undefined) query = query.where('caller_identity', '=', callerIdentity);
  if (position !== undefined) query = query.where('id', '<', position);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = toPage(rows, { list: MEMORY_LIST, limit, idOf: ({ id }) => id });
  return { ...page, rows: page.rows.map(({ workspace_id: _, ...memory }) => memory) };
}

/** Facts for the start of a conversation with this caller, the best first. Empty if the agent has no memory. */
export async function recallMemories(
  db: Kysely<Tables>,
  { agent, callerIdentity, now }: { agent: Agent; callerIdentity: string | null; now: Date },
): Promise<string[]> {
  if (!agent.memory_enabled || callerIdentity === null) return [];
  const rows = await keptMemories(db, agent, now)
    .where('caller_identity', '=', callerIdentity)
    .orderBy('id', 'desc')
    .limit(CANDIDATES)
    .execute();
  return chooseMemories(agent.prompt, rows, now);
}

/** Deletes one memory. Returns whether the workspace has had it. */
export async function deleteMemory(
  db: Kysely<Tables>,
  { workspaceId, id }: { workspaceId: string; id: string },
  origin: ChangeOrigin,
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('memories')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await recordChange(transaction, origin, { workspaceId, resourceId: id });
    return true;
  });
}

type CallerOfAgent = { workspaceId: string; agentId: string; callerIdentity: string };

/** Deletes everything that an agent remembers of a caller. The event names the agent. */
export async function purgeMemories(
  db: Kysely<Tables>,
  { workspaceId, agentId, callerIdentity }: CallerOfAgent,
  origin: ChangeOrigin,
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('memories')
      .where('agent_id', '=', agentId)
      .where('caller_identity', '=', callerIdentity)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await recordChange(transaction, origin, { workspaceId, resourceId: agentId });
  });
}

/**
 * Deletes everything that any agent remembers of a caller, in one workspace or all. Returns how many memories.
 *
 * @param record called in the transaction of each deletion
 */
export function removeMemoriesOf(
  db: Kysely<Tables>,
  { callerIdentity, workspaceId }: { callerIdentity: string; workspaceId: string | undefined },
  record: RecordRemoval,
): Promise<number> {
  return removeInBatches(
    () =>
      inTransaction(db, async (transaction) => {
        let chosen = transaction.selectFrom('memories').select('id').where('caller_identity', '=', callerIdentity);
        if (workspaceId !== undefined) chosen = chosen.where('workspace_id', '=', workspaceId);
        const { numDeletedRows } = await transaction
          .deleteFrom('memories')
          .where('id', 'in', chosen.limit(DELETED_AT_ONCE))
          .executeTakeFirstOrThrow();
        if (numDeletedRows > 0n) await record(transaction);
        return Number(numDeletedRows);
      }),
    new AbortController().signal,
  );
}

/** Deletes the expired memories of one agent. Returns their number. */
export async function removeOldMemories(db: Kysely<Tables>, agent: Agent, now: Date): Promise<number> {
  const oldest = oldestKept(agent.memory_retention_days, now);
  if (oldest === undefined) return 0;
  const { numDeletedRows } = await db
    .deleteFrom('memories')
    .where('agent_id', '=', agent.id)
    .where('created_at', '<', oldest)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The agents that remember anything. */
export async function agentsWithMemories(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db.selectFrom('memories').select('agent_id').distinct().execute();
  return rows.map(({ agent_id }) => agent_id);
}

function keptMemories(db: Kysely<Tables>, { id, memory_retention_days }: Agent, now: Date) {
  const query = db.selectFrom('memories').selectAll().where('agent_id', '=', id);
  const oldest = oldestKept(memory_retention_days, now);
  return oldest === undefined ? query : query.where('created_at', '>=', oldest);
}
