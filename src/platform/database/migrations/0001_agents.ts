import type { Kysely } from 'kysely';

/** Workspaces, their keys, and agents with their sealed secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('workspaces')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('name', 'varchar(200)', (column) => column.notNull().unique())
    .addColumn('created_at', 'varchar(24)', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('api_keys')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('workspace_id', 'varchar(64)', (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('prefix', 'varchar(16)', (column) => column.notNull())
    .addColumn('hash', 'varchar(64)', (column) => column.notNull().unique())
    .addColumn('created_at', 'varchar(24)', (column) => column.notNull())
    .addColumn('expires_at', 'varchar(24)')
    .addColumn('revoked_at', 'varchar(24)')
    .execute();
  await db.schema
    .createTable('agents')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('workspace_id', 'varchar(64)', (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('slug', 'varchar(64)', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('created_at', 'varchar(24)', (column) => column.notNull())
    .addColumn('updated_at', 'varchar(24)', (column) => column.notNull())
    .addUniqueConstraint('agents_workspace_slug', ['workspace_id', 'slug'])
    .execute();
  await db.schema.createIndex('agents_workspace_newest').on('agents').columns(['workspace_id', 'id desc']).execute();
  await db.schema
    .createTable('agent_secrets')
    .addColumn('agent_id', 'varchar(64)', (column) => column.notNull().references('agents.id').onDelete('cascade'))
    .addColumn('field', 'varchar(64)', (column) => column.notNull())
    .addColumn('key_id', 'varchar(64)', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('agent_secrets_key', ['agent_id', 'field'])
    .execute();
}
