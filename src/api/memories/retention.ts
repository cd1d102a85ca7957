import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/database/tables.ts';
import { findAgentOfAnyWorkspace } from '../agents/store.ts';
import { agentsWithMemories, removeOldMemories } from './store.ts';

/** Deletes the memories that are older than their agents keep them. Answers how many that were. */
export async function removeAllOldMemories(db: Kysely<Tables>, now: Date): Promise<number> {
  let removed = 0;
  for (const id of await agentsWithMemories(db)) {
    const found = await findAgentOfAnyWorkspace(db, id);
    if (found !== undefined) removed += await removeOldMemories(db, found.agent, now);
  }
  return removed;
}
