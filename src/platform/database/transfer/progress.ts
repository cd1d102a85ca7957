import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Is there as long as an import has not finished. */
export const PROGRESS_TABLE = 'data_import';

/** Whether a database holds a part of an import. */
export async function hasUnfinishedImport(db: Kysely<Tables>): Promise<boolean> {
  return (await db.introspection.getTables()).some(({ name }) => name === PROGRESS_TABLE);
}
