import type { Kysely } from 'kysely';

/** The settings a conversation is held with, and the worker that has claimed it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // One column a statement: SQLite adds no two at once.
  await db.schema.alterTable('conversations').addColumn('worker_id', 'varchar(200)').execute();
  await db.schema.alterTable('conversations').addColumn('claimed_at', 'varchar(24)').execute();
  await db.schema.alterTable('conversations').addColumn('dispatch', 'text').execute();
}
