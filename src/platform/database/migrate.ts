import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { ConfigError } from '../config.ts';
import * as agents from './migrations/0001_agents.ts';
import * as conversations from './migrations/0002_conversations.ts';
import * as memories from './migrations/0003_memories.ts';
import * as webhookDeliveries from './migrations/0004_webhook_deliveries.ts';
import * as idempotencyKeys from './migrations/0005_idempotency_keys.ts';
import * as deliverySchedule from './migrations/0006_delivery_schedule.ts';
import * as conversationClaims from './migrations/0007_conversation_claims.ts';
import * as idempotencyResponses from './migrations/0008_idempotency_responses.ts';
import * as rateLimits from './migrations/0009_rate_limits.ts';
import * as agentTexts from './migrations/0010_agent_texts.ts';
import * as keyScopesAndAudit from './migrations/0011_key_scopes_and_audit.ts';
import * as deliveryTraces from './migrations/0012_delivery_traces.ts';
import type { Tables } from './tables.ts';

/** In order; a migration that has landed is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '0001_agents': agents,
  '0002_conversations': conversations,
  '0003_memories': memories,
  '0004_webhook_deliveries': webhookDeliveries,
  '0005_idempotency_keys': idempotencyKeys,
  '0006_delivery_schedule': deliverySchedule,
  '0007_conversation_claims': conversationClaims,
  '0008_idempotency_responses': idempotencyResponses,
  '0009_rate_limits': rateLimits,
  '0010_agent_texts': agentTexts,
  '0011_key_scopes_and_audit': keyScopesAndAudit,
  '0012_delivery_traces': deliveryTraces,
};

/** The name of the last migration: databases with the same one have the same tables. */
export function newestMigration(): string {
  return Object.keys(MIGRATIONS).at(-1) ?? '';
}

/**
 * Brings the tables up to date, one transaction a migration, each recorded when it is done.
 *
 * @throws ConfigError when the database was written by a newer version, which knows migrations that this one does not
 */
export async function migrate(db: Kysely<Tables>, migrations: Record<string, Migration> = MIGRATIONS): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await rejectNewer(db, migrations);
  for (;;) {
    const { error, results = [] } = await migrator.migrateUp();
    if (error === undefined && results.length === 0) return;
    if (error === undefined) continue;
    const failed = results.find(({ status }) => status === 'Error')?.migrationName;
    // Another process that starts at the same time can have executed it in the meantime.
    if (failed === undefined || !(await recordedMigrations(db)).includes(failed)) throw error;
  }
}

/** Whether any migration has ever been executed on the database. */
export async function isMigrated(db: Kysely<Tables>): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.some(({ name }) => name === 'kysely_migration');
}

async function recordedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const recorded = db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name');
  return (await recorded.execute()).map(({ name }) => name);
}

async function rejectNewer(db: Kysely<Tables>, migrations: Record<string, Migration>): Promise<void> {
  if (!(await isMigrated(db))) return;
  const unknown = (await recordedMigrations(db)).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return;
  throw new ConfigError(
    `The database was written by a newer version of this server (it has ${unknown.join(', ')}). Start that version, or restore a backup made before the upgrade.`,
  );
}
