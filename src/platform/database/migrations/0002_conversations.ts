import type { Kysely } from 'kysely';

/** Conversations and what was said. They outlive their agent, so that it stays known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('workspace_id', 'varchar(64)', (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('agent_id', 'varchar(64)', (column) => column.notNull())
    .addColumn('caller_identity', 'varchar(200)')
    .addColumn('status', 'varchar(16)', (column) => column.notNull())
    .addColumn('dynamic_variables', 'text', (column) => column.notNull())
    .addColumn('end_reason', 'varchar(200)')
    .addColumn('duration_seconds', 'double precision')
    .addColumn('evaluations', 'text', (column) => column.notNull())
    .addColumn('extracted', 'text', (column) => column.notNull())
    .addColumn('recording_url', 'text')
    .addColumn('created_at', 'varchar(24)', (column) => column.notNull())
    .addColumn('ended_at', 'varchar(24)')
    .addColumn('completion_hash', 'varchar(64)')
    .execute();
  await db.schema
    .createIndex('conversations_workspace_newest')
    .on('conversations')
    .columns(['workspace_id', 'id desc'])
    .execute();
  await db.schema
    .createTable('messages')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('conversation_id', 'varchar(64)', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('role', 'varchar(16)', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addUniqueConstraint('messages_conversation_position', ['conversation_id', 'position'])
    .execute();
  await db.schema
    .createIndex('conversations_agent_newest')
    .on('conversations')
    .columns(['workspace_id', 'agent_id', 'id desc'])
    .execute();
}
