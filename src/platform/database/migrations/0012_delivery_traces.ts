import { type Kysely, sql } from 'kysely';

/**
 * A delivery has the id and the trace of the request that queued it. Those of earlier versions have none.
 *
 * The index of due deliveries has the claim, which is always null there, so that counting them reads no rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // One column a statement: SQLite adds no two at once.
  await db.schema.alterTable('webhook_deliveries').addColumn('request_id', 'varchar(128)').execute();
  await db.schema.alterTable('webhook_deliveries').addColumn('traceparent', 'varchar(55)').execute();
  await db.schema.alterTable('webhook_deliveries').addColumn('tracestate', 'varchar(512)').execute();
  await db.schema.dropIndex('webhook_deliveries_due').execute();
  await sql`
    create index webhook_deliveries_due on webhook_deliveries (workspace_id, origin, next_attempt_at, claim)
    where claim is null and next_attempt_at is not null`.execute(db);
}
