import type { Kysely } from 'kysely';
import { commandOrigin, recordOnce } from '../../../platform/audit.ts';
import type { Tables } from '../../../platform/database/tables.ts';
import { removeResponses } from '../../../platform/idempotency.ts';
import { removeMemoriesOf } from '../../memories/store.ts';
import { type CallerScope, removeConversationsOf } from './store.ts';

/** Number of deleted rows of each kind. */
export type Purged = { conversations: number; memories: number; responses: number };

/**
 * Deletes everything that is stored of a caller: conversations with their messages and webhook deliveries, memories, and
 * responses kept for idempotency keys. If it is interrupted, it can be repeated. The audit log has the
 * command, and nothing of the caller.
 */
export async function purgeCaller(db: Kysely<Tables>, scope: CallerScope): Promise<Purged> {
  const changed = { workspaceId: scope.workspaceId ?? null, resourceId: null };
  const record = recordOnce(commandOrigin('data.purge-caller'), changed);
  return {
    conversations: await removeConversationsOf(db, scope, record),
    memories: await removeMemoriesOf(db, scope, record),
    responses: await removeResponses(db, scope.workspaceId, {
      matches: (response) => isOf(response, scope.callerIdentity),
      record,
    }),
  };
}

function isOf(response: string, callerIdentity: string): boolean {
  // Only the server writes the stored values.
  const { body } = JSON.parse(response) as { body?: { caller_identity?: string | null } };
  return body?.caller_identity === callerIdentity;
}
