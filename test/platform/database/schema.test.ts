import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/platform/database/database.ts';

test('the migrations make exactly the tables and indexes of schema.sql', async () => {
  const database = await openDatabase('sqlite::memory:');
  onTestFinished(() => database.close());
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_master
    where sql is not null and name not like 'kysely%' and name not like 'sqlite%'
    order by type desc, name`.execute(database.db);
  const text = await readFile(new URL('schema.sql', import.meta.url), 'utf8');
  expect(rows.map((row) => row.sql.replaceAll(/\s+/g, ' '))).toEqual(text.trim().split('\n'));
});
