import type { Logger } from 'pino';
import { removeOldConversations } from '../api/conversations/deletion/store.ts';
import { removeOldMessages } from '../api/conversations/messages/store.ts';
import { removeAllOldMemories } from '../api/memories/retention.ts';
import { removeOldDeliveries } from '../api/webhooks/store.ts';
import { removeOldEvents } from '../platform/audit.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database/database.ts';
import { removeOldKeys } from '../platform/idempotency.ts';
import { removeFullBuckets } from '../platform/token-leases.ts';
import { longestWindowSeconds, type WorkspaceRates } from './limits.ts';

const DAY_MS = 86_400_000;

type KeptFor = 'conversationRetentionDays' | 'messageRetentionDays' | 'deliveryRetentionDays' | 'auditRetentionDays';

export type RetentionDependencies = {
  config: Pick<Config, KeptFor | WorkspaceRates>;
  database: Pick<Database, 'db' | 'embedded' | 'exclusively'>;
  log: Logger;
  now: () => Date;
};

/**
 * Deletes expired data, unless another process does. A failure for one kind of rows is logged and does not stop the
 * deletion of other kinds.
 */
export async function removeExpired(dependencies: RetentionDependencies, signal: AbortSignal): Promise<void> {
  const { database, log } = dependencies;
  try {
    await database.exclusively('retention', () => removeKinds(dependencies, signal));
  } catch (error) {
    log.error({ err: error }, 'expired data cannot be read');
  }
}

async function removeKinds(
  { config, database: { db, embedded }, log, now }: RetentionDependencies,
  signal: AbortSignal,
): Promise<void> {
  const failed = (error: unknown, agent: string): void =>
    log.error({ err: error, agent }, 'memories of an agent cannot be deleted');
  const older = (days: number, remove: (before: Date) => Promise<number>): Promise<number> =>
    days === 0 ? Promise.resolve(0) : remove(new Date(now().getTime() - days * DAY_MS));
  const kinds: [string, () => Promise<number>][] = [
    ['memories', () => removeAllOldMemories(db, now(), failed)],
    ['stored responses', () => removeOldKeys(db, now())],
    [
      'conversations',
      () => older(config.conversationRetentionDays, (before) => removeOldConversations(db, before, signal)),
    ],
    [
      'conversations with messages',
      () => older(config.messageRetentionDays, (before) => removeOldMessages(db, before, signal)),
    ],
    ['deliveries', () => older(config.deliveryRetentionDays, (before) => removeOldDeliveries(db, before, signal))],
    ['audit events', () => older(config.auditRetentionDays, (before) => removeOldEvents(db, before, signal))],
    // An embedded database has none.
    ['rate limits', async () => (embedded ? 0 : removeFullBuckets(db, longestWindowSeconds(config)))],
  ];
  for (const [kind, remove] of kinds) {
    if (signal.aborted) return;
    try {
      const removed = await remove();
      if (removed > 0) log.info({ kind, removed }, 'deleted expired data');
    } catch (error) {
      log.error({ err: error, kind }, 'expired data cannot be deleted');
    }
  }
}
