import type { Kysely } from 'kysely';

/** Requests that were made under a key, and their responses. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('workspace_id', 'varchar(64)', (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('operation', 'varchar(64)', (column) => column.notNull())
    .addColumn('key', 'varchar(255)', (column) => column.notNull())
    .addColumn('request_hash', 'varchar(64)', (column) => column.notNull())
    .addColumn('claim', 'varchar(64)', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('expires_at', 'varchar(24)', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_key', ['workspace_id', 'operation', 'key'])
    .execute();
  await db.schema.createIndex('idempotency_keys_expiry').on('idempotency_keys').columns(['expires_at']).execute();
}
