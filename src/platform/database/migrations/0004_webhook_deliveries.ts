import type { Kysely } from 'kysely';

/** Events on their way to their receivers. They are kept, so that it stays known what was delivered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('workspace_id', 'varchar(64)', (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('agent_id', 'varchar(64)', (column) => column.notNull())
    .addColumn('conversation_id', 'varchar(64)', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('event', 'varchar(64)', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('status', 'varchar(16)', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_attempt_at', 'varchar(24)')
    .addColumn('last_attempt_at', 'varchar(24)')
    .addColumn('last_status_code', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('claim', 'varchar(64)')
    .addColumn('claimed_until', 'varchar(24)')
    .addColumn('created_at', 'varchar(24)', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('webhook_deliveries_due')
    .on('webhook_deliveries')
    .columns(['status', 'next_attempt_at'])
    .execute();
  await db.schema
    .createIndex('webhook_deliveries_conversation_newest')
    .on('webhook_deliveries')
    .columns(['conversation_id', 'id desc'])
    .execute();
}
