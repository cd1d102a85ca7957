import type { Conversation } from '../conversations/store.ts';

/** A LiveKit server, and the voice worker that it dispatches. */
export type LiveKit = { url: string; apiKey: string; apiSecret: string; agentName: string };

/** Seconds during which an access token can be used to join. Participants who have joined stay longer. */
export const TOKEN_SECONDS = 600;

/**
 * Loads what makes tokens, which is a sixth of the processor time of a start. A process that never makes one need not load it; in
 * one that does, loading holds up every request.
 */
export async function loadTokenLibraries() {
  const [{ RoomAgentDispatch, RoomConfiguration }, { AccessToken }] = await Promise.all([
    import('@livekit/protocol'),
    import('livekit-server-sdk'),
  ]);
  return { RoomAgentDispatch, RoomConfiguration, AccessToken };
}

/**
 * An access token for the room of a conversation, which dispatches the voice worker when the caller joins. Callers can read
 * their own token, so it holds ids only: the worker claims the conversation to get its settings.
 *
 * The token depends on nothing but the conversation, so a new one can be made for a stored conversation.
 */
export async function createToken(
  { apiKey, apiSecret, agentName }: LiveKit,
  { id, agent_id, caller_identity }: Pick<Conversation, 'id' | 'agent_id' | 'caller_identity'>,
): Promise<string> {
  const { RoomAgentDispatch, RoomConfiguration, AccessToken } = await loadTokenLibraries();
  const token = new AccessToken(apiKey, apiSecret, { identity: caller_identity ?? id, ttl: TOKEN_SECONDS });
  token.addGrant({ room: id, roomJoin: true, canPublish: true, canSubscribe: true, canPublishData: true });
  const metadata = JSON.stringify({ conversation_id: id, agent_id });
  token.roomConfig = new RoomConfiguration({ name: id, agents: [new RoomAgentDispatch({ agentName, metadata })] });
  return token.toJwt();
}
