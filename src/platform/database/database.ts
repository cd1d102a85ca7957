import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { Kysely as KyselyDatabase } from 'kysely';
import { type Config, ConfigError } from '../config.ts';
import { VARIABLES } from '../config-variables.ts';
import type { PoolUsage } from '../metrics.ts';
import type { DatabaseDialect, ExclusiveWork, RelaxedTransaction } from './dialect.ts';
import { isMigrated, migrate } from './migrate.ts';
import { isPostgresUrl, withoutPassword } from './postgres-url.ts';
import type { Presence } from './presence.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { hasUnfinishedImport } from './transfer/progress.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** Milliseconds to wait for the database when somebody asks whether it can be used. */
const PROBE_MS = 2000;

/** An open database with its tables up to date. */
export type Database = {
  db: Kysely<Tables>;
  embedded: boolean;
  folder: string | undefined;
  /** Use of the pool; undefined if the database has none. */
  poolUsage: (() => PoolUsage) | undefined;
  presence: Presence;
  relaxed: RelaxedTransaction;
  exclusively: ExclusiveWork;
  /** The reason why the database cannot be used, such as "the disk is full", or undefined. */
  fault(): Promise<string | undefined>;
  /** Finishes running work and closes the database. */
  close(): Promise<void>;
};

/** Settings of a database beside its URL. The variables are for Postgres. */
export type DatabaseSettings = Partial<
  Pick<Config, 'databasePoolSize' | 'databaseStatementTimeoutMs' | 'databaseTls' | 'databaseCaFile'>
> & {
  /** Whether a database may hold a part of an import: for the command that goes on with it. */
  unfinishedImport?: boolean;
};

/**
 * Opens a database and brings its tables up to date.
 *
 * @param url `sqlite:PATH`, `sqlite::memory:` or `postgres://…`
 * @throws ConfigError when the database cannot be opened or was written by a newer version
 */
export async function openDatabase(url: string, settings: DatabaseSettings = {}): Promise<Database> {
  const opened = await openDialect(url, settings);
  const { embedded, folder, poolUsage, presence, relaxed, exclusively } = opened;
  const db = new KyselyDatabase<Tables>({ dialect: opened.dialect });
  try {
    await prepare(db, url, opened);
    if (settings.unfinishedImport !== true) await rejectUnfinishedImport(db, url);
  } catch (error) {
    await db.destroy();
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof DatabaseUnavailable ? error.reason : (error as Error).message;
    throw new ConfigError(`The database ${withoutPassword(url)} cannot be used: ${reason}`, { cause: error });
  }
  return {
    ...{ db, embedded, folder, poolUsage, presence, relaxed, exclusively },
    fault: async () => {
      const known = opened.fault();
      if (known !== undefined) return known;
      try {
        return await Promise.race([opened.probe(db), delay(PROBE_MS, 'the database does not respond', { ref: false })]);
      } catch (error) {
        return error instanceof DatabaseUnavailable ? error.reason : 'the database does not respond';
      }
    },
    close: () => db.destroy(),
  };
}

async function prepare(db: Kysely<Tables>, url: string, opened: DatabaseDialect): Promise<void> {
  await opened.check(db);
  if (opened.existed && !(await isMigrated(db))) {
    throw new ConfigError(
      `The database ${url} was created by an earlier start and is empty now. Restore it from a backup. To start with an empty database, delete its files.`,
    );
  }
  await opened.migrating(db, migrate);
  opened.onMigrated();
}

async function rejectUnfinishedImport(db: Kysely<Tables>, url: string): Promise<void> {
  if (!(await hasUnfinishedImport(db))) return;
  throw new ConfigError(
    `An import into the database ${withoutPassword(url)} has not finished. Continue it: npm run data -- import FILE`,
  );
}

async function openDialect(url: string, settings: DatabaseSettings): Promise<DatabaseDialect> {
  const [kind, rest = ''] = splitAtFirst(url, ':');
  if (kind === 'sqlite') return openSqlite(rest);
  if (isPostgresUrl(url)) {
    // Loaded here, so that a server on SQLite loads no driver.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(url, {
      poolSize: settings.databasePoolSize ?? Number(VARIABLES.databasePoolSize.default),
      statementTimeoutMs: settings.databaseStatementTimeoutMs ?? Number(VARIABLES.databaseStatementTimeoutMs.default),
      tls: settings.databaseTls === 'auto' ? undefined : settings.databaseTls,
      caFile: settings.databaseCaFile || undefined,
    });
  }
  throw new ConfigError(
    `DATABASE_URL must be sqlite:PATH, sqlite::memory: or postgres://…; it is "${withoutPassword(url)}".`,
  );
}

function splitAtFirst(value: string, separator: string): [string, string?] {
  const index = value.indexOf(separator);
  return index < 0 ? [value] : [value.slice(0, index), value.slice(index + 1)];
}
