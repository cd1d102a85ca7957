import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../../platform/database/tables.ts';
import type { OutboundClient } from '../../platform/outbound-http.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { type AgentWebhook, findWebhooks } from '../agents/secrets/store.ts';
import type { AttemptResult } from './rules.ts';
import type { Begun } from './schedule/claim.ts';
import { originOf } from './schedule/lane.ts';
import { signWebhook } from './signature.ts';

export type AttemptDependencies = {
  secrets: SecretBox;
  client: OutboundClient;
  log: Logger;
  now: () => Date;
  /** Milliseconds that an attempt has. */
  timeoutMs: number;
};

/** Where a delivery goes and what signs it; or why no attempt succeeds at present, or why none is made any more. */
export type Endpoint =
  | { url: string; origin: string; secret: string | undefined }
  | { unreadable: string }
  | { gone: string };

/** The webhooks of some agents as they are now. */
export async function findEndpoints(
  { secrets, log }: Pick<AttemptDependencies, 'secrets' | 'log'>,
  db: Kysely<Tables>,
  agentIds: readonly string[],
): Promise<(agentId: string) => Endpoint> {
  const webhooks = await findWebhooks({ db, secrets }, [...new Set(agentIds)]);
  const endpoints = new Map<string, Endpoint>();
  return (agentId) => {
    const known = endpoints.get(agentId);
    if (known !== undefined) return known;
    const endpoint = endpointOf(webhooks.get(agentId), (error) =>
      log.error({ err: error, agent: agentId }, 'the webhook of an agent cannot be read'),
    );
    endpoints.set(agentId, endpoint);
    return endpoint;
  };
}

function endpointOf(read: (() => AgentWebhook) | undefined, onUnreadable: (error: unknown) => void): Endpoint {
  if (read === undefined) return { gone: 'The agent was deleted.' };
  try {
    const { url, secret } = read();
    return url === '' ? { gone: 'The webhook_url of the agent was removed.' } : { url, origin: originOf(url), secret };
  } catch (error) {
    onUnreadable(error);
    return { unreadable: 'The address or the secret of the webhook cannot be read at present.' };
  }
}

/** Posts an event, signed for this attempt. Never throws. */
export async function postEvent(
  { client, now, timeoutMs }: AttemptDependencies,
  { id, body, traceHeaders }: Pick<Begun, 'id' | 'body' | 'traceHeaders'>,
  { url, secret }: { url: string; secret: string | undefined },
): Promise<AttemptResult> {
  const timestamp = Math.floor(now().getTime() / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'voice-agents-api',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...traceHeaders,
    ...(secret === undefined ? {} : { 'webhook-signature': signWebhook(secret, { id, timestamp, body }) }),
  };
  try {
    return await client.post(url, { headers, body, timeoutMs });
  } catch (error) {
    // The client throws nothing but a sentence on why there is no response.
    return { error: (error as Error).message };
  }
}
