import type { components, Writable } from '../../../generated/types.ts';
import type { Conversation } from '../../api/conversations/store.ts';
import { errorResponse } from '../../api/errors.ts';
import { chooseMemories } from '../../api/memories/rules.ts';
import type { Memory } from '../../api/memories/store.ts';
import { momentOf } from '../../api/moment.ts';
import { checkPublicAccess } from '../../api/sessions/access.ts';
import {
  type DispatchMetadata,
  findTooLong,
  fitMemories,
  type PlatformDefaults,
  resolveDispatch,
} from '../../api/sessions/dispatch.ts';
import { createToken, type LiveKit } from '../../api/sessions/livekit.ts';
import { validateConversationRequest } from '../../api/sessions/start.ts';
import type { MockData, MockRuleOutcome, MockRuleRequest, MockRules } from '../../contract/mock/state/rules.ts';
import { newId, newRow } from '../../platform/ids.ts';
import { hashOfJson } from '../../platform/json-hash.ts';
import type { MockAgent } from './agents.ts';
import { rejectFields, ruledBody, ruleResponse } from './rule-responses.ts';

type ConversationWish = Writable<components['schemas']['CreateConversationRequest']>;
type WorkerReport = Writable<components['schemas']['CompleteConversationRequest']>;

/** A conversation as the mock stores it. Responses show what the contract declares. */
type MockConversation = Conversation & {
  dispatch: DispatchMetadata | null;
  workerId?: string;
  claimedAt?: string;
  completion?: string;
};

export type ConversationFacts = { defaults: PlatformDefaults; livekit: LiveKit; claimTimeoutSeconds: number };

export function conversationRules(facts: ConversationFacts): MockRules {
  return {
    createConversation: (request) => start(facts, request),
    createSession: (request) => rejectPublic(request) ?? start(facts, request),
    getWidgetConfig: rejectPublic,
    listConversations: ({ query, violations }) => {
      if (violations.length > 0) return undefined;
      const after = query.started_after === undefined ? '' : momentOf(String(query.started_after));
      const before = query.started_before === undefined ? '9' : momentOf(String(query.started_before));
      return { keeps: ({ created_at }) => String(created_at) >= after && String(created_at) < before };
    },
    deleteConversation: ({ current }) =>
      current?.status === 'active' ? ruleResponse((id) => errorResponse(id, 'conflict', ACTIVE)) : undefined,
    endConversation: ({ current, now }) => {
      if (current === undefined || current.ended_at !== null) return undefined;
      const ended = { status: 'completed', end_reason: 'ended_by_api', ended_at: now.toISOString(), dispatch: null };
      return { value: { ...current, ...ended } };
    },
    claimConversation: (request) => claimInMemory(facts, request),
    completeConversation: completeInMemory,
  };
}

const ACTIVE = {
  message: 'The conversation is active. Nothing was deleted. End it first: POST /v1/agents/conversations/{id}/end.',
};

/** The response to a request without a key for an agent that is not public, or not for its page. */
function rejectPublic({ headers, params, data, current }: MockRuleRequest): MockRuleOutcome {
  // Only this API's contract says what an agent is.
  const agent = (current ?? data.find('Agent', String(params.id))) as MockAgent | undefined;
  if (headers.authorization !== undefined || agent === undefined) return undefined;
  const access = checkPublicAccess(agent, headers.origin);
  if (access === 'allowed') return undefined;
  if (access === 'forbidden') return ruleResponse((id) => errorResponse(id, 'forbidden'));
  return ruleResponse((id) => ({ ...errorResponse(id, 'unauthorized'), headers: { 'WWW-Authenticate': 'Bearer' } }));
}

async function start({ defaults, livekit }: ConversationFacts, request: MockRuleRequest): Promise<MockRuleOutcome> {
  const { data, params, now } = request;
  const wish = ruledBody(request) as ConversationWish | undefined;
  const agent = data.find('Agent', String(params.id)) as MockAgent | undefined;
  if (wish === undefined || agent === undefined) return undefined;
  const rejected = rejectFields(request, validateConversationRequest(wish));
  if (rejected !== undefined) return rejected;
  const variables = wish.dynamic_variables ?? {};
  const tooLong = findTooLong(agent, variables);
  const isPublic = request.headers.authorization === undefined;
  if (tooLong !== undefined)
    return rejectFields(request, {
      dynamic_variables: `must not make the agent's ${isPublic ? 'texts' : tooLong} too long`,
    });
  const { id, createdAt } = newRow('conv');
  const callerIdentity = wish.user_identity ?? null;
  const recalled = recall(data, agent, callerIdentity, now);
  const memories = fitMemories(agent, { variables, memories: recalled });
  const value: MockConversation = {
    ...{ id, agent_id: agent.id, status: 'pending', caller_identity: callerIdentity, dynamic_variables: variables },
    ...{ end_reason: null, duration_seconds: null, evaluations: [], extracted: {}, recording_url: null },
    ...{ created_at: createdAt.toISOString(), ended_at: null },
    dispatch: resolveDispatch(agent, defaults, { conversationId: id, callerIdentity, variables, memories }),
  };
  return { value, members: { token: await createToken(livekit, value), url: livekit.url } };
}

/** Newest memories that are looked through. */
const CANDIDATES = 500;

function recall(data: MockData, agent: MockAgent, caller: string | null, now: Date): string[] {
  if (!agent.memory_enabled || caller === null) return [];
  const own = data.list('Memory').filter((one) => one.agent_id === agent.id && one.caller_identity === caller);
  // Only this rule and the contract's examples make memories.
  return chooseMemories(agent.prompt, own.slice(-CANDIDATES).toReversed() as Memory[], now);
}

const CONFLICTS = {
  ended: 'The conversation has ended. Nothing was changed.',
  claimed: 'Another worker has claimed the conversation, and its claim has not expired. Nothing was changed.',
};

function conflict(message: string): MockRuleOutcome {
  return ruleResponse((id) => errorResponse(id, 'conflict', { message }));
}

function claimInMemory(
  { claimTimeoutSeconds, defaults }: ConversationFacts,
  request: MockRuleRequest,
): MockRuleOutcome {
  const { data, now, violations } = request;
  const current = request.current as MockConversation | undefined;
  const workerId = String(ruledBody(request)?.worker_id);
  if (current === undefined || violations.length > 0) return undefined;
  if (current.ended_at !== null) return conflict(CONFLICTS.ended);
  const expired = new Date(now.getTime() - claimTimeoutSeconds * 1000).toISOString();
  const isFree = current.workerId === undefined || current.workerId === workerId || (current.claimedAt ?? '') < expired;
  if (!isFree) return conflict(CONFLICTS.claimed);
  const agent = data.find('Agent', current.agent_id) as MockAgent | undefined;
  const dispatch = current.dispatch ?? (agent === undefined ? null : dispatchOf(agent, defaults, current));
  if (dispatch === null) return conflict(CONFLICTS.ended);
  const hasKey = dispatch.llm.base_url !== null && agent?.llm_base_url === dispatch.llm.base_url;
  return {
    value: { ...current, status: 'active', workerId, claimedAt: now.toISOString(), dispatch },
    members: { dispatch, llm_api_key: hasKey ? (agent?.llm_api_key ?? null) : null },
  };
}

/** The settings of a conversation of the contract's examples, which was not started here. */
function dispatchOf(agent: MockAgent, defaults: PlatformDefaults, conversation: Conversation): DispatchMetadata {
  const { id: conversationId, caller_identity: callerIdentity, dynamic_variables: variables } = conversation;
  return resolveDispatch(agent, defaults, { conversationId, callerIdentity, variables, memories: [] });
}

function completeInMemory(request: MockRuleRequest): MockRuleOutcome {
  const { data, now, violations } = request;
  const current = request.current as MockConversation | undefined;
  if (current === undefined || violations.length > 0) return undefined;
  // The contract has accepted it.
  const { messages, facts = [], ...report } = ruledBody(request) as WorkerReport;
  const { status = 'completed', evaluations = [], extracted = {}, recording_url = null, ...rest } = report;
  const completion = hashOfJson({ ...report, status, evaluations, extracted, recording_url, messages, facts });
  if (current.completion === completion) return { value: current };
  if (current.completion !== undefined)
    return conflict('The conversation was completed already, with another body. Nothing was changed.');
  for (const { role, text } of messages) {
    const id = newId('msg');
    data.put('Message', id, { id, role, text }, { Conversation: current.id });
  }
  learn(data, current, facts, now);
  const isOver = current.ended_at !== null;
  return {
    value: {
      ...{ ...current, ...rest, status, evaluations, extracted, recording_url, completion, dispatch: null },
      end_reason: isOver ? current.end_reason : rest.end_reason,
      ended_at: current.ended_at ?? now.toISOString(),
    },
  };
}

/** Stores the facts of a report where the agent remembers, and queues its webhook, which the mock does not send. */
function learn(
  data: MockData,
  conversation: MockConversation,
  facts: NonNullable<WorkerReport['facts']>,
  now: Date,
): void {
  const { id: source, agent_id, caller_identity } = conversation;
  const agent = data.find('Agent', agent_id) as MockAgent | undefined;
  for (const { fact, confidence = 1 } of agent?.memory_enabled && caller_identity !== null ? facts : []) {
    const { id, createdAt } = newRow('memory');
    const created_at = createdAt.toISOString();
    data.put('Memory', id, {
      ...{ id, agent_id, caller_identity, fact, confidence, created_at },
      source_conversation_id: source,
    });
  }
  if (agent === undefined || agent.webhook_url === '') return;
  const delivery = newRow('whd');
  data.put('WebhookDelivery', delivery.id, {
    ...{ id: delivery.id, conversation_id: source, event: 'conversation.completed', url: agent.webhook_url },
    ...{ status: 'pending', attempts: 0, next_attempt_at: now.toISOString(), last_attempt_at: null },
    ...{ last_status_code: null, last_error: null, created_at: delivery.createdAt.toISOString() },
  });
}
