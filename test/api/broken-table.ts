import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/platform/database/tables.ts';

/** Makes every such change of a table fail. Returns a function that ends it. */
export async function breakTable(
  db: Kysely<Tables>,
  table: keyof Tables,
  change: 'insert' | 'update',
): Promise<() => Promise<void>> {
  const name = sql.table(table);
  if (process.env.TEST_POSTGRES !== undefined) {
    await sql`alter table ${name} add constraint broken check (false) not valid`.execute(db);
    return async () => void (await sql`alter table ${name} drop constraint broken`.execute(db));
  }
  const event = sql.raw(change);
  await sql`create trigger broken before ${event} on ${name} begin select raise(abort, 'broken'); end`.execute(db);
  return async () => void (await sql`drop trigger broken`.execute(db));
}
