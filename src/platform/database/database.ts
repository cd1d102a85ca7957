import type { Kysely } from 'kysely';
import { Kysely as KyselyDatabase } from 'kysely';
import { ConfigError } from '../config.ts';
import type { DatabaseDialect, RelaxedTransaction } from './dialect.ts';
import { isMigrated, migrate } from './migrate.ts';
import type { Presence } from './presence.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** An open database with its tables up to date. */
export type Database = {
  db: Kysely<Tables>;
  embedded: boolean;
  folder: string | undefined;
  presence: Presence;
  relaxed: RelaxedTransaction;
  /** What keeps the database from being used: a reason such as "the disk is full", or undefined. */
  fault(): Promise<string | undefined>;
  /** Finishes what is running and closes the database. */
  close(): Promise<void>;
};

/**
 * Opens a database and brings its tables up to date.
 *
 * @param url `sqlite:PATH` or `sqlite::memory:`
 * @throws ConfigError when the database cannot be opened or was written by a newer version
 */
export async function openDatabase(url: string): Promise<Database> {
  const { dialect, embedded, folder, presence, relaxed, existed, onMigrated, fault } = openDialect(url);
  const db = new KyselyDatabase<Tables>({ dialect });
  try {
    if (existed && !(await isMigrated(db))) {
      throw new ConfigError(
        `The database ${url} was created by an earlier start and is empty now. Restore it from a backup. To start with an empty database, delete its files.`,
      );
    }
    await migrate(db);
    onMigrated();
  } catch (error) {
    await db.destroy();
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`The database ${url} cannot be used: ${(error as Error).message}`, { cause: error });
  }
  return {
    db,
    embedded,
    folder,
    presence,
    relaxed,
    fault: async () => {
      const known = fault();
      if (known !== undefined) return known;
      try {
        await db.selectNoFrom((expression) => expression.lit(1).as('one')).execute();
        return undefined;
      } catch (error) {
        return error instanceof DatabaseUnavailable ? error.reason : 'the database does not respond';
      }
    },
    close: () => db.destroy(),
  };
}

function openDialect(url: string): DatabaseDialect {
  const [kind, rest = ''] = splitAtFirst(url, ':');
  if (kind === 'sqlite') return openSqlite(rest);
  throw new ConfigError(`DATABASE_URL must be sqlite:PATH or sqlite::memory:; it is "${url}".`);
}

function splitAtFirst(value: string, separator: string): [string, string?] {
  const index = value.indexOf(separator);
  return index < 0 ? [value] : [value.slice(0, index), value.slice(index + 1)];
}
