import type { Kysely } from 'kysely';
import type { HandlerRequest, HandlerResponse, Handlers, Operations } from '../../../generated/operations.ts';
import { keyOrigin, recordChange, workerOrigin } from '../../platform/audit.ts';
import type { Tables } from '../../platform/database/tables.ts';
import { hashOfJson } from '../../platform/json-hash.ts';
import type { Principal, VoiceWorker } from '../../platform/keys.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { openLlmKey } from '../agents/secrets/store.ts';
import { findAgent, holdAgent } from '../agents/store.ts';
import { errorResponse, invalidFields, notFound } from '../errors.ts';
import type { Idempotent } from '../idempotency.ts';
import type { ServerHeaders, ValidateRulesOfInvalid } from '../invalid-requests.ts';
import { insertMemories, type LearnedFact } from '../memories/store.ts';
import { momentOf } from '../moment.ts';
import { cursorErrors, fromCursor } from '../pages.ts';
import type { Principals } from '../principals.ts';
import { conversationStarted } from '../responses.ts';
import {
  joinConversation,
  prepareConversation,
  type StartDependencies,
  validateConversationRequest,
} from '../sessions/start.ts';
import { queueCompleted, type WriteEvent } from '../webhooks/events.ts';
import type { Lane } from '../webhooks/schedule/lane.ts';
import type { DeliveryCause } from '../webhooks/store.ts';
import { deleteConversation } from './deletion/store.ts';
import { listMessages, MESSAGE_LIST } from './messages/store.ts';
import {
  type ClaimConflict,
  CONVERSATION_LIST,
  type Completed,
  type Conversation,
  claimConversation,
  completeConversation,
  endConversation,
  findConversation,
  insertConversation,
  listConversations,
} from './store.ts';

type ConversationHandlers = Pick<
  Handlers<Principals, ServerHeaders>,
  | 'createConversation'
  | 'getConversation'
  | 'listConversations'
  | 'listMessages'
  | 'deleteConversation'
  | 'endConversation'
  | 'claimConversation'
  | 'completeConversation'
>;

export type ConversationDependencies = StartDependencies & {
  idempotent: Idempotent;
  secrets: SecretBox;
  /** Age from which another voice worker may take over a claim. */
  claimTimeoutSeconds: number;
  writeEvent: WriteEvent;
  /** Called after an event was queued, with the lane it waits in. */
  onQueued: (lane: Lane) => void;
};

const CLAIM_CONFLICTS: Record<ClaimConflict, string> = {
  ended: 'The conversation has ended. Nothing was changed.',
  claimed: 'Another worker has claimed the conversation, and its claim has not expired. Nothing was changed.',
  no_dispatch: 'An earlier version of the server started the conversation, without settings to claim. End it.',
};

const DELETED_WHILE_ACTIVE =
  'The conversation is active. Nothing was deleted. End it first: POST /v1/agents/conversations/{id}/end.';

type CreateRequest = HandlerRequest<Operations['createConversation'], Principal>;
type CreateResponse = HandlerResponse<Operations['createConversation'], ServerHeaders>;

/** Stored is the conversation, without the token that joins it. */
type Prepared =
  | { response: CreateResponse }
  | { work: (transaction: Kysely<Tables>) => Promise<{ status: 201; body: Conversation }> };

type Learned = { facts: LearnedFact[]; at: Date; cause: DeliveryCause };

/** The handlers of conversations, and what the rules say of a request that the contract rejected. */
export function createConversationHandlers(dependencies: ConversationDependencies): {
  handlers: ConversationHandlers;
  validateRulesOfInvalid: ValidateRulesOfInvalid;
} {
  const { db, now } = dependencies;
  return {
    handlers: {
      createConversation: dependencies.idempotent('createConversation', {
        prepare: (request: CreateRequest) => prepareCreation(dependencies, request),
        respond: async ({ body: conversation }): Promise<CreateResponse> =>
          conversationStarted(await joinConversation(dependencies, conversation)),
      }),
      getConversation: async ({ id, principal, params }) => {
        const conversation = await findConversation(db, principal.workspaceId, params.id);
        return conversation === undefined
          ? notFound(id, 'conversation_not_found', params.id)
          : { status: 200, body: conversation };
      },
      listConversations: (request) => list(dependencies, request),
      listMessages: (request) => listMessagesOf(dependencies, request),
      claimConversation: (request) => claim(dependencies, request),
      completeConversation: (request) => complete(dependencies, request),
      deleteConversation: async (request) => {
        const { id, principal, params } = request;
        const which = { workspaceId: principal.workspaceId, id: params.id };
        const outcome = await deleteConversation(db, which, keyOrigin('deleteConversation', request));
        if (outcome === undefined) return notFound(id, 'conversation_not_found', params.id);
        return outcome === 'deleted'
          ? { status: 204 }
          : errorResponse(id, 'conflict', { message: DELETED_WHILE_ACTIVE });
      },
      endConversation: async (request) => {
        const { id, principal, params } = request;
        const { workspaceId } = principal;
        const end = { workspaceId, id: params.id, reason: 'ended_by_api', now: now() };
        const isThere = await endConversation(db, end, keyOrigin('endConversation', request));
        return isThere ? { status: 204 } : notFound(id, 'conversation_not_found', params.id);
      },
    },
    validateRulesOfInvalid: {
      createConversation: async ({ body }) => ({ errors: validateConversationRequest(body) }),
      listMessages: async ({ query }) => ({ errors: cursorErrors(MESSAGE_LIST, query.cursor) ?? {} }),
      listConversations: async ({ query }) => ({ errors: cursorErrors(CONVERSATION_LIST, query.cursor) ?? {} }),
    },
  };
}

async function prepareCreation(dependencies: ConversationDependencies, request: CreateRequest): Promise<Prepared> {
  const { id, principal, params, body } = request;
  const { workspaceId } = principal;
  const agent = await findAgent(dependencies.db, workspaceId, params.id);
  if (agent === undefined) return { response: notFound(id, 'agent_not_found', params.id) };
  const made = await prepareConversation(dependencies, { workspaceId, agent, wish: body });
  if ('errors' in made) return { response: invalidFields(id, made.errors) };
  const origin = keyOrigin('createConversation', request);
  return {
    work: async (transaction) => {
      const conversation = await insertConversation(transaction, made);
      await recordChange(transaction, origin, { workspaceId, resourceId: made.id });
      return { status: 201, body: conversation };
    },
  };
}

async function list(
  { db }: ConversationDependencies,
  { id, principal, query }: HandlerRequest<Operations['listConversations'], Principal>,
): Promise<HandlerResponse<Operations['listConversations'], ServerHeaders>> {
  const errors = cursorErrors(CONVERSATION_LIST, query.cursor);
  if (errors !== undefined) return invalidFields(id, errors);
  const { rows, ...page } = await listConversations(db, {
    workspaceId: principal.workspaceId,
    position: query.cursor === undefined ? undefined : fromCursor(CONVERSATION_LIST, query.cursor),
    limit: query.limit,
    filter: {
      agentId: query.agent_id,
      status: query.status,
      callerIdentity: query.caller_identity,
      after: query.started_after && momentOf(query.started_after),
      before: query.started_before && momentOf(query.started_before),
    },
  });
  return { status: 200, body: { conversations: rows, ...page } };
}

async function listMessagesOf(
  { db }: ConversationDependencies,
  { id, principal, params, query }: HandlerRequest<Operations['listMessages'], Principal>,
): Promise<HandlerResponse<Operations['listMessages'], ServerHeaders>> {
  const conversation = await findConversation(db, principal.workspaceId, params.id);
  if (conversation === undefined) return notFound(id, 'conversation_not_found', params.id);
  const errors = cursorErrors(MESSAGE_LIST, query.cursor);
  if (errors !== undefined) return invalidFields(id, errors);
  const after = query.cursor === undefined ? undefined : fromCursor(MESSAGE_LIST, query.cursor);
  const { rows, ...page } = await listMessages(db, {
    id: conversation.id,
    position: after === undefined ? undefined : Number(after),
    limit: query.limit,
  });
  return { status: 200, body: { messages: rows, ...page } };
}

async function complete(
  dependencies: ConversationDependencies,
  { id, params, headers, body }: HandlerRequest<Operations['completeConversation'], VoiceWorker>,
): Promise<HandlerResponse<Operations['completeConversation'], ServerHeaders>> {
  const {
    recording_url = null,
    evaluations = [],
    extracted = {},
    status = 'completed',
    facts: learned = [],
    ...rest
  } = body;
  const facts = learned.map(({ fact, confidence = 1 }) => ({ fact, confidence }));
  const completion = { ...rest, status, evaluations, extracted, recording_url };
  // A report can be large. An unknown id costs only a look-up.
  const hashOfReport = () => hashOfJson({ ...completion, facts });
  const at = dependencies.now();
  const cause = { requestId: id, traceparent: headers.traceparent, tracestate: headers.tracestate };
  let queued: Lane | undefined;
  const conversation = await completeConversation(
    dependencies.db,
    { id: params.id, completion, hashOfReport, now: at, origin: workerOrigin('completeConversation', { id }) },
    async (transaction, completed) => {
      queued = await followUp(dependencies, transaction, completed, { facts, at, cause });
    },
  );
  if (conversation === undefined) return notFound(id, 'conversation_not_found', params.id, false);
  if (queued !== undefined) dependencies.onQueued(queued);
  if (conversation !== 'conflict') return { status: 200, body: conversation };
  return errorResponse(id, 'conflict', {
    message: 'The conversation was completed already, with another body. Nothing was changed.',
  });
}

/**
 * Stores the facts and queues the event of a completion, in its transaction. Deleted agents get neither.
 *
 * @returns the lane of the event, if there is one
 */
async function followUp(
  { ids, writeEvent }: ConversationDependencies,
  transaction: Kysely<Tables>,
  completed: Completed,
  { facts, at, cause }: Learned,
): Promise<Lane | undefined> {
  const { workspaceId, conversation } = completed;
  const { id: conversationId, agent_id, caller_identity: callerIdentity } = conversation;
  const agent = await holdAgent(transaction, workspaceId, agent_id);
  if (agent?.memory_enabled && callerIdentity !== null) {
    const source = { workspaceId, agentId: agent.id, callerIdentity, conversationId, ids };
    await insertMemories(transaction, source, facts);
  }
  if (agent === undefined || agent.webhook_url === '') return undefined;
  return queueCompleted(transaction, writeEvent, completed, { url: agent.webhook_url, ids, now: at, cause });
}

/** Settings that a voice worker needs for a conversation. */
async function claim(
  { db, secrets, claimTimeoutSeconds: timeoutSeconds, now }: ConversationDependencies,
  { id, params, body }: HandlerRequest<Operations['claimConversation'], VoiceWorker>,
): Promise<HandlerResponse<Operations['claimConversation'], ServerHeaders>> {
  const wanted = { id: params.id, workerId: body.worker_id, timeoutSeconds, now: now() };
  const claimed = await claimConversation(db, wanted, workerOrigin('claimConversation', { id }));
  if (claimed === undefined) return notFound(id, 'conversation_not_found', params.id, false);
  if ('conflict' in claimed) return errorResponse(id, 'conflict', { message: CLAIM_CONFLICTS[claimed.conflict] });
  const { conversation, dispatch } = claimed;
  const { base_url: baseUrl } = dispatch.llm;
  const key = baseUrl && (await openLlmKey({ db, secrets }, { agentId: dispatch.agent_id, baseUrl }));
  return {
    status: 200,
    headers: { 'Cache-Control': 'no-store' },
    body: { conversation, dispatch, llm_api_key: key ?? null },
  };
}
