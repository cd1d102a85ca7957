import type { Logger } from 'pino';
import { createDeliveryWorker } from '../api/webhooks/delivery-worker.ts';
import type { Lane } from '../api/webhooks/schedule/lane.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Metrics } from '../platform/metrics.ts';
import { createOutboundClient } from '../platform/outbound-http.ts';
import type { SecretBox } from '../platform/secrets.ts';
import type { Tracing } from '../platform/tracing.ts';
import { removeExpired } from './retention.ts';

/** Background work: delivers webhooks and deletes expired data. */
export type BackgroundWork = {
  start(): void;
  /** Delivers what was queued in a lane now. */
  wake(lane: Lane): void;
  /** Starts no further work and waits some seconds for running work. */
  stop(): Promise<void>;
};

export type WorkDependencies = {
  config: Config;
  database: Database;
  secrets: SecretBox;
  log: Logger;
  now: () => Date;
  metrics?: Metrics | undefined;
  tracing?: Tracing | undefined;
};

/** Prepares the work; nothing is done before it is started. */
export function createWork({
  config,
  database,
  secrets,
  log,
  now,
  metrics,
  tracing,
}: WorkDependencies): BackgroundWork {
  const client = createOutboundClient({
    allowPrivate: config.allowPrivateOutbound,
    requireHttps: config.requireHttpsOutbound,
  });
  const deliveries = createDeliveryWorker({
    database,
    secrets,
    client,
    log,
    now,
    timeoutMs: config.webhookTimeoutMs,
    pollMs: config.webhookPollMs,
    tracing,
    onAttempt: (outcome) => metrics?.countAttempt(outcome),
    concurrency: {
      origin: config.webhookConcurrencyPerOrigin,
      workspace: config.webhookConcurrencyPerWorkspace,
      all: config.webhookConcurrency,
    },
  });
  let removal: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();
  const removeOld = (): void => {
    removal ??= removeExpired({ config, database, log, now }, stopping.signal).then(() => {
      removal = undefined;
    });
  };
  return {
    start: () => {
      deliveries.start();
      timer = setInterval(removeOld, config.memoryRetentionSeconds * 1000);
      removeOld();
    },
    wake: deliveries.wake,
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await deliveries.stop();
      await removal;
      await client.close();
    },
  };
}
