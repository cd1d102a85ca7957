import type { Kysely } from 'kysely';
import type { Handlers } from '../../../generated/operations.ts';
import type { Tables } from '../../platform/database/tables.ts';
import { newId } from '../../platform/ids.ts';
import { findAgent } from '../agents/store.ts';
import type { JudgeBroken, ServerHeaders } from '../broken-requests.ts';
import { invalidFields, problem } from '../errors.ts';
import { cursorErrors, fromCursor } from '../pages.ts';
import type { Principals } from '../principals.ts';
import { type PlatformDefaults, resolveDispatch } from '../sessions/dispatch.ts';
import { createToken, type LiveKit } from '../sessions/livekit.ts';
import {
  CONVERSATION_LIST,
  endConversation,
  findConversation,
  insertConversation,
  listConversations,
} from './store.ts';

type ConversationHandlers = Pick<
  Handlers<Principals, ServerHeaders>,
  'createConversation' | 'getConversation' | 'listConversations' | 'endConversation'
>;

export type ConversationParts = {
  db: Kysely<Tables>;
  livekit: LiveKit;
  defaults: PlatformDefaults;
  now: () => Date;
};

/** The handlers of conversations, and what the rules say of a request that the contract refused. */
export function createConversationHandlers({ db, livekit, defaults, now }: ConversationParts): {
  handlers: ConversationHandlers;
  judgeBroken: JudgeBroken;
} {
  return {
    handlers: {
      createConversation: async ({ id, principal, params, body }) => {
        const { workspaceId } = principal;
        const agent = await findAgent(db, workspaceId, params.id);
        if (agent === undefined) return problem(id, 'agent_not_found');
        const conversationId = newId('conv');
        const callerIdentity = body?.user_identity ?? null;
        const variables = body?.dynamic_variables ?? {};
        const request = { conversationId, callerIdentity, variables, memories: [] };
        // Before it is stored, so that there is no conversation that nobody can join.
        const token = await createToken(
          livekit,
          callerIdentity ?? conversationId,
          resolveDispatch(agent, defaults, request),
        );
        const conversation = await insertConversation(db, {
          ...{ id: conversationId, workspaceId, agentId: agent.id, callerIdentity, variables },
          now: now(),
        });
        const headers = { Location: `/v1/agents/conversations/${conversationId}` };
        return { status: 201, headers, body: { conversation, token, url: livekit.url } };
      },
      getConversation: async ({ id, principal, params }) => {
        const conversation = await findConversation(db, principal.workspaceId, params.id);
        return conversation === undefined ? problem(id, 'conversation_not_found') : { status: 200, body: conversation };
      },
      listConversations: async ({ id, principal, query }) => {
        const errors = cursorErrors(CONVERSATION_LIST, query.cursor);
        if (errors !== undefined) return invalidFields(id, errors);
        const { rows, ...page } = await listConversations(db, {
          workspaceId: principal.workspaceId,
          position: query.cursor === undefined ? undefined : fromCursor(CONVERSATION_LIST, query.cursor),
          // The contract states a default for it.
          limit: query.limit as number,
          filter: {
            agentId: query.agent_id,
            status: query.status,
            callerIdentity: query.caller_identity,
            after: momentOf(query.started_after),
            before: momentOf(query.started_before),
          },
        });
        return { status: 200, body: { conversations: rows, ...page } };
      },
      endConversation: async ({ id, principal, params }) => {
        const { workspaceId } = principal;
        const isThere = await endConversation(db, { workspaceId, id: params.id, reason: 'ended_by_api', now: now() });
        return isThere ? { status: 204 } : problem(id, 'conversation_not_found');
      },
    },
    judgeBroken: {
      listConversations: async ({ query }) => ({ errors: cursorErrors(CONVERSATION_LIST, query.cursor) ?? {} }),
    },
  };
}

/** A moment as it is stored, so that texts compare as moments do, whatever offset it was sent with. */
function momentOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : new Date(text).toISOString();
}
