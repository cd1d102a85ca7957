import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../../platform/database/tables.ts';
import type { OutboundClient } from '../../platform/outbound-http.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { findAgentOfAnyWorkspace, openSecret } from '../agents/store.ts';
import { type AttemptResult, judgeAttempt } from './rules.ts';
import { signWebhook } from './signature.ts';
import { type ClaimedDelivery, settleDelivery } from './store.ts';

export type AttemptParts = {
  db: Kysely<Tables>;
  secrets: SecretBox;
  client: OutboundClient;
  log: Logger;
  now: () => Date;
  /** Milliseconds that an attempt has. */
  timeoutMs: number;
};

/** Where a delivery goes and what signs it, or why that cannot be told now. */
export type Endpoint = { url: string; origin: string; secret: string | undefined } | { unreadable: string };

/** The address and the secret of an agent's webhook as they are now; or why there is none any more. */
export async function findEndpoint(
  { db, secrets, log }: AttemptParts,
  agentId: string,
): Promise<Endpoint | { gone: string }> {
  try {
    const found = await findAgentOfAnyWorkspace(db, agentId);
    if (found === undefined) return { gone: 'The agent was deleted.' };
    const { webhook_url: url, webhook_secret_set: isSigned } = found.agent;
    if (url === '') return { gone: 'The webhook_url of the agent was removed.' };
    const secret = isSigned ? await openSecret({ db, secrets }, agentId, 'webhook_secret') : undefined;
    return { url, origin: new URL(url).origin, secret };
  } catch (error) {
    log.error({ err: error, agent: agentId }, 'the webhook of an agent cannot be read');
    return { unreadable: 'The address or the secret of the webhook cannot be read at present.' };
  }
}

/** Makes one attempt at a claimed delivery and keeps what came of it. */
export async function attemptDelivery(
  parts: AttemptParts,
  delivery: ClaimedDelivery,
  endpoint: Endpoint,
): Promise<void> {
  const { db, log, now } = parts;
  const result = 'unreadable' in endpoint ? { error: endpoint.unreadable } : await post(parts, delivery, endpoint);
  const standing = judgeAttempt(result, delivery.attempts, now(), Math.random());
  await settleDelivery(db, delivery, standing);
  const { status, statusCode } = standing;
  log.info({ delivery: delivery.id, attempt: delivery.attempts, status, answer: statusCode }, 'webhook');
}

async function post(
  { client, now, timeoutMs }: AttemptParts,
  { id, body }: ClaimedDelivery,
  { url, secret }: { url: string; secret: string | undefined },
): Promise<AttemptResult> {
  const timestamp = Math.floor(now().getTime() / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'voice-agents-api',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...(secret === undefined ? {} : { 'webhook-signature': signWebhook(secret, { id, timestamp, body }) }),
  };
  try {
    return await client.post(url, { headers, body, timeoutMs });
  } catch (error) {
    // The client throws nothing but a sentence on why there is no answer.
    return { error: (error as Error).message };
  }
}
