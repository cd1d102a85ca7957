import type { Kysely } from 'kysely';
import type { Handlers } from '../../../generated/operations.ts';
import { keyOrigin } from '../../platform/audit.ts';
import type { Tables } from '../../platform/database/tables.ts';
import { findAgent } from '../agents/store.ts';
import { invalidFields, notFound } from '../errors.ts';
import type { ServerHeaders, ValidateRulesOfInvalid } from '../invalid-requests.ts';
import { cursorErrors, fromCursor } from '../pages.ts';
import type { Principals } from '../principals.ts';
import { deleteMemory, listMemories, MEMORY_LIST, purgeMemories } from './store.ts';

type MemoryHandlers = Pick<Handlers<Principals, ServerHeaders>, 'listMemories' | 'purgeMemories' | 'deleteMemory'>;

/** The handlers of memories, and what the rules say of a request that the contract rejected. */
export function createMemoryHandlers({ db, now }: { db: Kysely<Tables>; now: () => Date }): {
  handlers: MemoryHandlers;
  validateRulesOfInvalid: ValidateRulesOfInvalid;
} {
  return {
    handlers: {
      listMemories: async ({ id, principal, params, query }) => {
        const agent = await findAgent(db, principal.workspaceId, params.id);
        if (agent === undefined) return notFound(id, 'agent_not_found', params.id);
        const errors = cursorErrors(MEMORY_LIST, query.cursor);
        if (errors !== undefined) return invalidFields(id, errors);
        const { rows, ...page } = await listMemories(db, agent, {
          callerIdentity: query.caller_identity,
          position: query.cursor === undefined ? undefined : fromCursor(MEMORY_LIST, query.cursor),
          limit: query.limit,
          now: now(),
        });
        return { status: 200, body: { memories: rows, ...page } };
      },
      purgeMemories: async (request) => {
        const { id, principal, params, query } = request;
        const agent = await findAgent(db, principal.workspaceId, params.id);
        if (agent === undefined) return notFound(id, 'agent_not_found', params.id);
        const { workspaceId } = principal;
        const which = { workspaceId, agentId: agent.id, callerIdentity: query.caller_identity };
        await purgeMemories(db, which, keyOrigin('purgeMemories', request));
        return { status: 204 };
      },
      deleteMemory: async (request) => {
        const { id, principal, params } = request;
        const which = { workspaceId: principal.workspaceId, id: params.memory_id };
        const isGone = await deleteMemory(db, which, keyOrigin('deleteMemory', request));
        return isGone ? { status: 204 } : notFound(id, 'memory_not_found', params.memory_id);
      },
    },
    validateRulesOfInvalid: {
      listMemories: async ({ query }) => ({ errors: cursorErrors(MEMORY_LIST, query.cursor) ?? {} }),
    },
  };
}
