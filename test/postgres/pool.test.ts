import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let own: TestDatabase;
let database: Database;
beforeEach(async () => {
  own = await createTestDatabase();
  database = await openDatabase(own.environment.DATABASE_URL, { databasePoolSize: 2 });
});
afterEach(async () => {
  await database.close();
  await own.remove();
});

test('the use of the pool has its open, idle and awaited connections', async () => {
  const usage = () => database.poolUsage?.();
  await sql`select 1`.execute(database.db);
  await expect.poll(usage).toEqual({ size: 2, open: 1, idle: 1, waiting: 0 });
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = [1, 2, 3].map(() => database.db.connection().execute(() => promise));
  await expect.poll(usage).toEqual({ size: 2, open: 2, idle: 0, waiting: 1 });
  resolve();
  await Promise.all(held);
  expect(usage()).toEqual({ size: 2, open: 2, idle: 2, waiting: 0 });
});
