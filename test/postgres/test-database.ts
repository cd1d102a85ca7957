import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The database that test databases are copies of. */
export const TEMPLATE = 'with_tables';

/** An empty database for a test, with the tables of the API. */
export type TestDatabase = { environment: Record<string, string>; remove(): Promise<void> };

/** A database on a server has no folder for a key. */
const SECRETS_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

/** Makes a database on what the tests run on: SQLite in memory, or the Postgres server of `global-setup.ts`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES;
  if (server === undefined) return { environment: { DATABASE_URL: 'sqlite::memory:' }, remove: async () => undefined };
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
