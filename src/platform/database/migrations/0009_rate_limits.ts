import type { Kysely } from 'kysely';

/** Token buckets that processes share. Only Postgres has rows in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rate_limits')
    .addColumn('key', 'varchar(200)', (column) => column.primaryKey().notNull())
    .addColumn('tokens', 'double precision', (column) => column.notNull())
    .addColumn('granted', 'integer', (column) => column.notNull())
    .addColumn('filled_at', 'double precision', (column) => column.notNull())
    .execute();
}
