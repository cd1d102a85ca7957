import type { Handlers } from '../../../generated/operations.ts';
import { keyOrigin, recordChange } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/database/transactions.ts';
import { addressKey, retryHeaders, type TokenSource } from '../../platform/rate-limit.ts';
import type { Agent } from '../agents/settings.ts';
import { findAgent, findAgentOfAnyWorkspace } from '../agents/store.ts';
import { type Conversation, insertConversation, type NewConversation } from '../conversations/store.ts';
import { type ErrorResponse, errorResponse, invalidFields, notFound } from '../errors.ts';
import type { ServerHeaders, ValidateRulesOfInvalid } from '../invalid-requests.ts';
import type { Principals } from '../principals.ts';
import { conversationStarted } from '../responses.ts';
import { checkPublicAccess } from './access.ts';
import { joinConversation, prepareConversation, type StartDependencies, validateConversationRequest } from './start.ts';

type SessionHandlers = Pick<Handlers<Principals, ServerHeaders>, 'createSession' | 'getWidgetConfig'>;

/**
 * How many sessions may be started without a key: from one address, which is asked before the body is read, and with one
 * agent.
 */
export type PublicLimits = { perAddress: TokenSource; perAgent: TokenSource };

/** Without limits, sessions are not limited. */
export type SessionDependencies = StartDependencies & { limits: PublicLimits | undefined };

/** A request as far as it says who may use which agent. */
type AgentRequest = {
  id: string;
  principal: Principals['ApiKey'] | undefined;
  params: { id: string };
  headers: { origin?: string };
};

type SessionRejection =
  | ErrorResponse<'agent_not_found'>
  | ErrorResponse<'forbidden'>
  | (ErrorResponse<'unauthorized'> & { headers: { 'WWW-Authenticate': string } });

/**
 * Stores the conversation of a session. The audit log has it if it was started with a key: visitors are nobody that the log
 * could name, and could fill it.
 */
async function storeSession(
  { db }: SessionDependencies,
  { id, principal }: AgentRequest,
  made: NewConversation,
): Promise<Conversation> {
  if (principal === undefined) return insertConversation(db, made);
  return inTransaction(db, async (transaction) => {
    const conversation = await insertConversation(transaction, made);
    const changed = { workspaceId: principal.workspaceId, resourceId: made.id };
    await recordChange(transaction, keyOrigin('createSession', { id, principal }), changed);
    return conversation;
  });
}

/** The handlers of the two operations that work without a key where an agent is public. */
export function createSessionHandlers(parts: SessionDependencies): {
  handlers: SessionHandlers;
  validateRulesOfInvalid: ValidateRulesOfInvalid;
} {
  const { db, limits } = parts;

  /** The agent that a request may use, by its key or as the public may. */
  const admit = async (
    request: AgentRequest,
  ): Promise<{ workspaceId: string; agent: Agent } | { rejected: SessionRejection }> => {
    const { id, principal, params, headers } = request;
    const rejectKey = { rejected: { ...errorResponse(id, 'unauthorized'), headers: { 'WWW-Authenticate': 'Bearer' } } };
    if (principal !== undefined) {
      const agent = await findAgent(db, principal.workspaceId, params.id);
      if (agent === undefined) return { rejected: notFound(id, 'agent_not_found', params.id) };
      return { workspaceId: principal.workspaceId, agent };
    }
    // An invalid key is rejected, even where none is needed. It is no parameter, so the types do not know it.
    if ('authorization' in headers) return rejectKey;
    const found = await findAgentOfAnyWorkspace(db, params.id);
    if (found === undefined) return { rejected: notFound(id, 'agent_not_found', params.id, false) };
    const access = checkPublicAccess(found.agent, headers.origin);
    if (access === 'private') return rejectKey;
    return access === 'forbidden' ? { rejected: errorResponse(id, 'forbidden') } : found;
  };

  return {
    handlers: {
      getWidgetConfig: async (request) => {
        const admitted = await admit(request);
        return 'rejected' in admitted ? admitted.rejected : { status: 200, body: admitted.agent.widget_config };
      },
      createSession: async (request) => {
        const admitted = await admit(request);
        if ('rejected' in admitted) return admitted.rejected;
        const { workspaceId, agent } = admitted;
        const isPublic = request.principal === undefined;
        if (isPublic && limits !== undefined && !(await limits.perAgent.take(agent.id))) {
          const { perAgent, perAddress } = limits;
          const headers = retryHeaders([perAgent, agent.id], [perAddress, addressKey(request.ip)]);
          return { ...errorResponse(request.id, 'rate_limited'), headers };
        }
        const wanted = { workspaceId, agent, wish: request.body, isPublic };
        const made = await prepareConversation(parts, wanted);
        if ('errors' in made) return invalidFields(request.id, made.errors);
        const conversation = await storeSession(parts, request, made);
        return conversationStarted(await joinConversation(parts, conversation));
      },
    },
    validateRulesOfInvalid: {
      createSession: async ({ body }) => ({ errors: validateConversationRequest(body) }),
    },
  };
}
