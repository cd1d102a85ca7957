import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../../platform/database/tables.ts';
import type { OutboundClient } from '../../platform/outbound-http.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { findAgentOfAnyWorkspace, openSecret } from '../agents/store.ts';
import { type AttemptResult, judgeAttempt } from './rules.ts';
import { signWebhook } from './signature.ts';
import { type ClaimedDelivery, claimDelivery, dueDeliveries, failDelivery, settleDelivery } from './store.ts';

export type DeliveryWorkerParts = {
  db: Kysely<Tables>;
  secrets: SecretBox;
  client: OutboundClient;
  log: Logger;
  now: () => Date;
  /** Milliseconds that an attempt has. */
  timeoutMs: number;
  /** Milliseconds between two looks for deliveries that are due. */
  pollMs: number;
  /** Attempts at once to one address, and in all. */
  concurrency?: { endpoint: number; all: number };
};

/** Delivers what is queued, as long as it is started. */
export type DeliveryWorker = {
  start(): void;
  /** Looks for deliveries now rather than at the next poll. */
  poke(): void;
  /** Begins no more attempts and waits for those under way. */
  stop(): Promise<void>;
};

/** Rows looked at in one go. */
const BATCH = 50;

/** Where a delivery goes, as its agent says at this moment. */
type Endpoint = { url: string; secret: string | undefined };

/**
 * A worker that delivers webhooks. Several may work on one database, in one process or many: a delivery is claimed before
 * it is attempted, and a claim outlives its attempt by as long as that may take, so that nobody delivers what another
 * still does, and what a dead process has claimed is delivered after all.
 */
export function createDeliveryWorker({
  db,
  secrets,
  client,
  log,
  now,
  timeoutMs,
  pollMs,
  concurrency: limits = { endpoint: 4, all: 32 },
}: DeliveryWorkerParts): DeliveryWorker {
  const underWay = new Set<Promise<void>>();
  const atEndpoint = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let round: Promise<void> | undefined;
  let isAskedAgain = false;

  const poke = (): void => {
    if (stopping || timer === undefined) return;
    if (round !== undefined) {
      isAskedAgain = true;
      return;
    }
    round = beginDue()
      .catch((error: unknown) => log.error({ err: error }, 'webhook deliveries cannot be looked for'))
      .then(() => {
        round = undefined;
        if (!isAskedAgain) return;
        isAskedAgain = false;
        poke();
      });
  };

  /** Begins attempts until nothing is due that may begin. */
  const beginDue = async (): Promise<void> => {
    const passed = new Set<string>();
    while (!stopping && underWay.size < limits.all) {
      const due = await dueDeliveries(db, { except: [...passed], limit: BATCH, now: now() });
      let isChanged = false;
      for (const { id, agentId } of due) {
        if (stopping || underWay.size >= limits.all) return;
        if (passed.has(agentId)) continue;
        const endpoint = await findEndpoint(agentId);
        if (typeof endpoint === 'string') {
          await failDelivery(db, id, endpoint);
          isChanged = true;
          continue;
        }
        if ((atEndpoint.get(endpoint.url) ?? 0) >= limits.endpoint) {
          passed.add(agentId);
          isChanged = true;
          continue;
        }
        const until = new Date(now().getTime() + 2 * timeoutMs);
        const delivery = await claimDelivery(db, { id, url: endpoint.url, now: now(), until });
        if (delivery !== undefined) begin(delivery, endpoint);
        isChanged = true;
      }
      if (!isChanged) return;
    }
  };

  const begin = (delivery: ClaimedDelivery, endpoint: Endpoint): void => {
    const { url } = endpoint;
    atEndpoint.set(url, (atEndpoint.get(url) ?? 0) + 1);
    const attempt = attemptOnce(delivery, endpoint)
      .catch((error: unknown) => log.error({ err: error, delivery: delivery.id }, 'a webhook attempt cannot be kept'))
      .then(() => {
        underWay.delete(attempt);
        const others = (atEndpoint.get(url) ?? 1) - 1;
        if (others === 0) atEndpoint.delete(url);
        else atEndpoint.set(url, others);
        poke();
      });
    underWay.add(attempt);
  };

  const attemptOnce = async (delivery: ClaimedDelivery, endpoint: Endpoint): Promise<void> => {
    const result = await post(delivery, endpoint);
    const standing = judgeAttempt(result, delivery.attempts, now(), Math.random());
    await settleDelivery(db, delivery, standing);
    const { status, statusCode, error } = standing;
    log.info({ delivery: delivery.id, attempt: delivery.attempts, status, answer: statusCode, error }, 'webhook');
  };

  const post = async ({ id, body }: ClaimedDelivery, { url, secret }: Endpoint): Promise<AttemptResult> => {
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
  };

  /** The address and the secret as they are now: a text says why there is none. */
  const findEndpoint = async (agentId: string): Promise<Endpoint | string> => {
    const found = await findAgentOfAnyWorkspace(db, agentId);
    if (found === undefined) return 'The agent was deleted.';
    const { webhook_url: url, webhook_secret_set: isSigned } = found.agent;
    if (url === '') return 'The webhook_url of the agent was removed.';
    return { url, secret: isSigned ? await openSecret({ db, secrets }, agentId, 'webhook_secret') : undefined };
  };

  return {
    start: () => {
      timer = setInterval(poke, pollMs);
      poke();
    },
    poke,
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      await round;
      await Promise.all(underWay);
    },
  };
}
