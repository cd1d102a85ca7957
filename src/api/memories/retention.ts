import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/database/tables.ts';
import { findAgentOfAnyWorkspace } from '../agents/store.ts';
import { agentsWithMemories, removeOldMemories } from './store.ts';

/**
 * Deletes the memories that are older than their agents keep them. A failure for one agent does not stop the deletion
 * for other agents.
 *
 * @param onFailure called for each agent for which it failed
 * @returns how many memories were deleted
 */
export async function removeAllOldMemories(
  db: Kysely<Tables>,
  now: Date,
  onFailure: (error: unknown, agentId: string) => void,
): Promise<number> {
  let removed = 0;
  for (const id of await agentsWithMemories(db)) {
    try {
      const found = await findAgentOfAnyWorkspace(db, id);
      if (found !== undefined) removed += await removeOldMemories(db, found.agent, now);
    } catch (error) {
      onFailure(error, id);
    }
  }
  return removed;
}
