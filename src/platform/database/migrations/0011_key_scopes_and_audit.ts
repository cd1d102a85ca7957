import type { Kysely } from 'kysely';

/**
 * Scopes, last use and replacement of keys, and the audit log. Keys of earlier versions have every scope. Events refer
 * to nothing: they outlive the changed resources.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('api_keys')
    .addColumn('scopes', 'varchar(200)', (column) => column.notNull().defaultTo('*'))
    .execute();
  await db.schema.alterTable('api_keys').addColumn('last_used_at', 'varchar(24)').execute();
  await db.schema.alterTable('api_keys').addColumn('replaced_by', 'varchar(64)').execute();
  await db.schema
    .createTable('audit_events')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', 'varchar(64)')
    .addColumn('at', 'varchar(24)', (column) => column.notNull())
    .addColumn('actor', 'varchar(64)', (column) => column.notNull())
    .addColumn('action', 'varchar(64)', (column) => column.notNull())
    .addColumn('resource_id', 'varchar(64)')
    .addColumn('request_id', 'varchar(128)')
    .execute();
}
