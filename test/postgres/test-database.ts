import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';

/** The database that test databases are copies of. */
export const TEMPLATE = 'with_tables';

/** An empty database for a test, with the tables of the API. */
export type TestDatabase = { environment: { DATABASE_URL: string; SECRETS_KEYS?: string }; remove(): Promise<void> };

/** A database on a server has no folder for a key. */
const SECRETS_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

/**
 * Makes a database on what the tests run on: SQLite in memory, or the Postgres server of `global-setup.ts`.
 *
 * @param isShared whether several processes use it, so that SQLite needs a file
 */
export async function createTestDatabase(isShared = false): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES;
  if (server === undefined) {
    if (!isShared) return { environment: { DATABASE_URL: 'sqlite::memory:' }, remove: async () => undefined };
    const folder = await mkdtemp(join(tmpdir(), 'test-database-'));
    const environment = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}`, SECRETS_KEYS };
    return { environment, remove: () => rm(folder, { recursive: true }) };
  }
  const name = `test_${randomBytes(8).toString('hex')}`;
  const execute = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.replace(/DATABASE$/, 'postgres') });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  // Copying files is faster than writing them to the log.
  await execute(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  return {
    environment: { DATABASE_URL: server.replace(/DATABASE$/, name), SECRETS_KEYS },
    remove: () => execute(`drop database if exists ${name} with (force)`),
  };
}

/** Opens such a database. It is removed when it is closed. */
export async function openTestDatabase(): Promise<Database> {
  const { environment, remove } = await createTestDatabase();
  const database = await openDatabase(environment.DATABASE_URL);
  return {
    ...database,
    close: async () => {
      await database.close();
      await remove();
    },
  };
}
