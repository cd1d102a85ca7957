import type { Kysely } from 'kysely';
import { type ChangeOrigin, type RecordRemoval, recordChange } from '../../../platform/audit.ts';
import { DELETED_AT_ONCE, removeInBatches } from '../../../platform/database/batches.ts';
import type { Tables } from '../../../platform/database/tables.ts';
import { inTransaction } from '../../../platform/database/transactions.ts';
import { firstIdAt } from '../../../platform/ids.ts';
import { findConversation } from '../store.ts';

/**
 * Deletes a conversation with its messages and webhook deliveries, unless it is active.
 *
 * @returns what has become of it; undefined where the workspace has no such conversation
 */
export async function deleteConversation(
  db: Kysely<Tables>,
  { workspaceId, id }: { workspaceId: string; id: string },
  origin: ChangeOrigin,
): Promise<'deleted' | 'active' | undefined> {
  return inTransaction(db, async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('conversations')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('status', '!=', 'active')
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) {
      await recordChange(transaction, origin, { workspaceId, resourceId: id });
      return 'deleted';
    }
    return (await findConversation(transaction, workspaceId, id)) && 'active';
  });
}

/**
 * Deletes conversations of all workspaces with their messages and webhook deliveries: those that ended before a time,
 * and those that began before it and never ended.
 *
 * @returns how many conversations
 */
export function removeOldConversations(db: Kysely<Tables>, before: Date, signal: AbortSignal): Promise<number> {
  return removeInBatches(async () => {
    // Ids sort by time, so only old rows are read.
    const old = db
      .selectFrom('conversations')
      .select('id')
      .where('id', '<', firstIdAt('conv', before))
      .where((row) => row.or([row('ended_at', 'is', null), row('ended_at', '<', before.toISOString())]))
      .orderBy('id')
      .limit(DELETED_AT_ONCE);
    const { numDeletedRows } = await db.deleteFrom('conversations').where('id', 'in', old).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }, signal);
}

/** The caller whose conversations are deleted. */
export type CallerScope = { callerIdentity: string; workspaceId: string | undefined };

/**
 * Deletes every conversation with a caller. Returns how many.
 *
 * @param record called in the transaction of each deletion
 */
export function removeConversationsOf(
  db: Kysely<Tables>,
  { callerIdentity, workspaceId }: CallerScope,
  record: RecordRemoval,
): Promise<number> {
  // No index contains the caller, so each batch starts at the end of the previous batch.
  let last = '';
  return removeInBatches(async () => {
    let query = db
      .selectFrom('conversations')
      .select('id')
      .where('caller_identity', '=', callerIdentity)
      .where('id', '>', last);
    if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId);
    const ids = (await query.orderBy('id').limit(DELETED_AT_ONCE).execute()).map(({ id }) => id);
    if (ids.length === 0) return 0;
    await inTransaction(db, async (transaction) => {
      await transaction.deleteFrom('conversations').where('id', 'in', ids).execute();
      await record(transaction);
    });
    last = ids.at(-1) ?? last;
    return ids.length;
  }, new AbortController().signal);
}
