import { decodeJwt } from 'jose';
import type { components, Readable } from '../../../generated/types.ts';
import { type Reply, type RunningServer, WORKER_TOKEN } from '../../running-server.ts';

export type Dispatch = Readable<components['schemas']['DispatchMetadata']>;

/** Claims a conversation as a voice worker does. */
export function claim(server: RunningServer, id: string, workerId = 'worker-1', key = WORKER_TOKEN): Promise<Reply> {
  return server.send('POST', `/v1/worker/conversations/${id}/claim`, { json: { worker_id: workerId }, key });
}

/** The settings that a voice worker gets for a conversation. */
export async function dispatchOf(server: RunningServer, id: string): Promise<Dispatch> {
  const { status, body } = await claim(server, id);
  if (status !== 200) throw new Error(`The claim is a ${status}: ${JSON.stringify(body)}`);
  return body.dispatch;
}

/** The dispatch of the voice worker in an access token, its metadata parsed. */
export function dispatchIn(token: string): { agentName: string; metadata: unknown } {
  const claims = decodeJwt<{ roomConfig: { agents: { agentName: string; metadata: string }[] } }>(token);
  const { agentName = '', metadata = '' } = claims.roomConfig.agents[0] ?? {};
  return { agentName, metadata: JSON.parse(metadata) };
}
