import { RoomAgentDispatch, RoomConfiguration } from '@livekit/protocol';
import { AccessToken } from 'livekit-server-sdk';
import type { DispatchMetadata } from './dispatch.ts';

/** A LiveKit server, and the worker that it dispatches. */
export type LiveKit = { url: string; apiKey: string; apiSecret: string; agentName: string };

/** Seconds that an access token can be used to join; who is in the room stays. */
export const TOKEN_SECONDS = 600;

/**
 * An access token for the room of a conversation, which dispatches the voice worker when the caller joins.
 *
 * @param identity of the caller, as others in the room see it
 */
export async function createToken(livekit: LiveKit, identity: string, metadata: DispatchMetadata): Promise<string> {
  const room = metadata.conversation_id;
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity, ttl: TOKEN_SECONDS });
  token.addGrant({ room, roomJoin: true, canPublish: true, canSubscribe: true, canPublishData: true });
  token.roomConfig = new RoomConfiguration({
    name: room,
    agents: [new RoomAgentDispatch({ agentName: livekit.agentName, metadata: JSON.stringify(metadata) })],
  });
  return token.toJwt();
}
