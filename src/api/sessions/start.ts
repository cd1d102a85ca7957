import type { Kysely } from 'kysely';
import type { components, Writable } from '../../../generated/types.ts';
import type { Tables } from '../../platform/database/tables.ts';
import type { Ids } from '../../platform/ids.ts';
import { isLongerThan } from '../../platform/json-size.ts';
import type { Agent } from '../agents/settings.ts';
import type { Conversation, NewConversation } from '../conversations/store.ts';
import type { FieldErrors } from '../errors.ts';
import { recallMemories } from '../memories/store.ts';
import { findTooLong, fitMemories, type PlatformDefaults, resolveDispatch } from './dispatch.ts';
import { createToken, type LiveKit } from './livekit.ts';

export type StartDependencies = {
  db: Kysely<Tables>;
  ids: Ids;
  livekit: LiveKit;
  defaults: PlatformDefaults;
  now: () => Date;
};

/** 32 KiB, encoded. */
const VARIABLES_BYTES = 32_768;

type ConversationRequest = Writable<components['schemas']['CreateConversationRequest']>;

type StartRequest = {
  workspaceId: string;
  agent: Agent;
  wish: ConversationRequest | undefined;
  /** Whether the request came without a key. Such a caller learns nothing of the agent's settings. */
  isPublic?: boolean;
};

/** A conversation, with the token that joins it and the address where. */
type Joinable = { conversation: Conversation; token: string; url: string };

/**
 * Rules on the caller and the variables that no schema can express. They are also checked for requests with other
 * errors.
 */
export function validateConversationRequest(wish: { dynamic_variables?: unknown }): FieldErrors {
  const errors: FieldErrors = {};
  if (isLongerThan(VARIABLES_BYTES, wish.dynamic_variables ?? {})) {
    errors.dynamic_variables = `must be at most ${VARIABLES_BYTES} bytes when encoded`;
  }
  return errors;
}

/**
 * Checks who calls and with which values. Returns the conversation to store, with the settings that its worker claims.
 * Values that would make a text of the agent too long are rejected.
 */
export async function prepareConversation(
  { db, ids, defaults, now }: StartDependencies,
  { workspaceId, agent, wish = {}, isPublic = false }: StartRequest,
): Promise<NewConversation | { errors: FieldErrors }> {
  const errors = validateConversationRequest(wish);
  if (Object.keys(errors).length > 0) return { errors };
  const { id, createdAt } = ids.next('conv');
  const callerIdentity = wish.user_identity ?? null;
  const variables = wish.dynamic_variables ?? {};
  const tooLong = findTooLong(agent, variables);
  if (tooLong !== undefined) {
    return { errors: { dynamic_variables: `must not make the agent's ${isPublic ? 'texts' : tooLong} too long` } };
  }
  const recalled = await recallMemories(db, { agent, callerIdentity, now: now() });
  const memories = fitMemories(agent, { variables, memories: recalled });
  const dispatch = resolveDispatch(agent, defaults, { conversationId: id, callerIdentity, variables, memories });
  return { id, workspaceId, agentId: agent.id, callerIdentity, variables, dispatch, createdAt };
}

/** A stored conversation with a new token, which joins it and dispatches the worker. */
export async function joinConversation({ livekit }: StartDependencies, conversation: Conversation): Promise<Joinable> {
  return { conversation, token: await createToken(livekit, conversation), url: livekit.url };
}
