import type { Kysely } from 'kysely';

/** Memories of agents about their callers. It goes with the agent; the conversation it comes from may go before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('memories')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('workspace_id', 'varchar(64)', (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('agent_id', 'varchar(64)', (column) => column.notNull().references('agents.id').onDelete('cascade'))
    .addColumn('caller_identity', 'varchar(200)', (column) => column.notNull())
    .addColumn('fact', 'text', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addColumn('created_at', 'varchar(24)', (column) => column.notNull())
    .addColumn('source_conversation_id', 'varchar(64)', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('memories_agent_newest').on('memories').columns(['agent_id', 'id desc']).execute();
  await db.schema
    .createIndex('memories_caller_newest')
    .on('memories')
    .columns(['agent_id', 'caller_identity', 'id desc'])
    .execute();
}
