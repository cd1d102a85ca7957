import type { Kysely } from 'kysely';
import type { Ids } from '../ids.ts';
import type { Tables } from './tables.ts';

/** Makes new ids greater than all stored ones, even if the clock was set back before the start. */
export async function continueIds(ids: Ids, db: Kysely<Tables>): Promise<void> {
  for (const table of ['agents', 'conversations', 'memories', 'webhook_deliveries'] as const) {
    const { newest } = await db
      .selectFrom(table)
      .select((expression) => expression.fn.max('id').as('newest'))
      .executeTakeFirstOrThrow();
    if (newest !== null) ids.continueAfter(newest);
  }
}
