import { type DataTypeNode, Kysely, PostgresDialect, PostgresQueryCompiler, sql } from 'kysely';
import { ConfigError } from '../config.ts';
import type { DatabaseDialect, RelaxedTransaction } from './dialect.ts';
import { connectionOf, createPostgresPool, type PostgresSettings } from './postgres-pool.ts';
import { advisoryLockPresence, advisoryLockWork } from './postgres-presence.ts';
import { parsePostgresUrl } from './postgres-url.ts';
import type { Tables } from './tables.ts';
import { inTransaction } from './transactions.ts';

/** The oldest version that is supported upstream: https://www.postgresql.org/support/versioning/ */
const OLDEST_VERSION = 14;

/** Any number that nothing else locks: the keys of presence are hashes of 64 bits. */
export const MIGRATION_LOCK = 1_511_170_026;

/**
 * Connects to a Postgres database through `pg`. Only the files `postgres*.ts` know Postgres. They are loaded where they are
 * needed, so that a server on SQLite loads no driver.
 *
 * @throws ConfigError when the URL or the file of certificates is wrong
 */
export function openPostgres(url: string, settings: PostgresSettings): DatabaseDialect {
  const address = readAddress(url);
  const pool = createPostgresPool(address, settings);
  return {
    dialect: new CollatedPostgresDialect({ pool }),
    poolUsage: pool.usage,
    migrating: async (_db, work) => {
      // A migration takes as long as it needs, and so does waiting for the one of another process.
      const one = createPostgresPool(address, { ...settings, poolSize: 1, statementTimeoutMs: undefined });
      const migrating = new Kysely<Tables>({ dialect: new CollatedPostgresDialect({ pool: one }) });
      await underMigrationLock(migrating, work).finally(() => migrating.destroy());
    },
    embedded: false,
    folder: undefined,
    relaxed: relaxedPostgresTransaction,
    presence: advisoryLockPresence(connectionOf(address, settings)),
    exclusively: advisoryLockWork(connectionOf(address, settings)),
    existed: false,
    check: checkServer,
    onMigrated: () => undefined,
    fault: () => undefined,
    probe: async (db) => {
      const { rows } = await sql<{ value: string }>`select current_setting('transaction_read_only') as value`.execute(
        db,
      );
      return rows[0]?.value === 'on' ? 'the database is read-only' : undefined;
    },
  };
}

function readAddress(url: string) {
  try {
    return parsePostgresUrl(url);
  } catch (error) {
    throw new ConfigError(`DATABASE_URL ${(error as Error).message}.`, { cause: error });
  }
}

const relaxedPostgresTransaction: RelaxedTransaction = (db, work) =>
  inTransaction(db, async (transaction) => {
    await sql`set local synchronous_commit = off`.execute(transaction);
    return work(transaction);
  });

/**
 * The lock of Kysely's migrator is taken after it has listed the tables, which fails while another process changes them:
 * `pg_get_serial_sequence` raises an error for a table that has changed since the query began.
 */
function underMigrationLock(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${sql.lit(MIGRATION_LOCK)})`.execute(connection);
    // Closing the connection releases the lock.
    await work(connection);
  });
}

async function checkServer(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::integer / 10000 as version,
      current_setting('server_encoding') as encoding`.execute(db);
  const { version = 0, encoding = '' } = rows[0] ?? {};
  if (version < OLDEST_VERSION) {
    throw new ConfigError(`DATABASE_URL: the server is Postgres ${version}. Use version ${OLDEST_VERSION} or later.`);
  }
  if (encoding !== 'UTF8') {
    throw new ConfigError(
      `DATABASE_URL: the encoding of the database is ${encoding}. Create a database with: create database … encoding 'UTF8'`,
    );
  }
}

class CollatedPostgresDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new CollatedQueryCompiler();
  }
}

/**
 * Texts are compared and ordered by their bytes, as in SQLite: lists are read on by their ids and times. They have no longest
 * length, as in SQLite: the contract has one.
 */
class CollatedQueryCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    if (/^(varchar\(\d+\)|text)$/.test(String(node.dataType))) this.append('text collate "C"');
    else super.visitDataType(node);
  }
}
