import type { Kysely } from 'kysely';

/**
 * An agent as responses send it is stored with it. Agents of earlier versions have no text: it is written again where it is
 * missing, or is of another moment or form.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // One column a statement: SQLite adds no two at once.
  await db.schema.alterTable('agents').addColumn('text', 'text').execute();
  await db.schema.alterTable('agents').addColumn('text_tag', 'varchar(32)').execute();
  await db.schema.alterTable('agents').addColumn('text_form', 'varchar(80)').execute();
  await db.schema.alterTable('agents').addColumn('text_of', 'varchar(24)').execute();
}
