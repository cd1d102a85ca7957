import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Dialect, type SelectModifierNode, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { ConfigError } from '../config.ts';
import type { DatabaseDialect, RelaxedTransaction } from './dialect.ts';
import { inMemoryPresence, lockFilePresence } from './presence.ts';
import { createSqliteDriver, RELAXED } from './sqlite-driver.ts';
import { isBusy } from './sqlite-errors.ts';
import { type DatabaseFile, findDatabaseFile } from './sqlite-file.ts';
import { createSqliteHealth, type SqliteHealth } from './sqlite-health.ts';
import { BUSY_LIMIT_MS } from './sqlite-queue.ts';

/** Milliseconds between two attempts to open the database. */
const OPEN_RETRY_MS = 10;

/**
 * Opens an SQLite database through Node's own `node:sqlite`. Only the files `sqlite*.ts` know SQLite.
 *
 * An acknowledged write survives a crash of the process and of the machine: WAL with `synchronous=FULL`.
 *
 * @param path of the file, or `:memory:`
 * @throws ConfigError when the file cannot be opened, is not an SQLite database, or is lost
 */
export function openSqlite(path: string): DatabaseDialect {
  const file = path === ':memory:' ? undefined : findDatabaseFile(path);
  const database = open(path, file);
  const health = createSqliteHealth(database, file);
  return {
    dialect: dialectOf(database, file, health),
    // SQLite has one writer at a time, and lists no half of a change.
    migrating: (db, work) => work(db),
    embedded: true,
    folder: file === undefined ? undefined : dirname(resolve(path)),
    relaxed: relaxedTransaction,
    // Writers take turns at each statement, so none disturbs another.
    exclusively: async (_name, work) => {
      await work();
      return true;
    },
    presence: file === undefined ? inMemoryPresence() : lockFilePresence(resolve(path)),
    existed: file?.existed ?? false,
    check: async () => undefined,
    onMigrated: () => file?.keepMark(),
    fault: health.fault,
    probe: async (db) => {
      await db.selectNoFrom((expression) => expression.lit(1).as('one')).execute();
      return undefined;
    },
  };
}

const relaxedTransaction: RelaxedTransaction = (db, work) => db.transaction().setIsolationLevel(RELAXED).execute(work);

function open(path: string, file: DatabaseFile | undefined): DatabaseSync {
  try {
    if (file !== undefined) mkdirSync(dirname(resolve(path)), { recursive: true });
    // SQLite's own waiting would block the event loop; `sqlite-queue.ts` waits in its place.
    const database = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true });
    waitForLock(() => database.exec('pragma journal_mode = wal'));
    database.exec('pragma synchronous = full');
    // Deleted rows are overwritten, because callers may ask to be forgotten.
    database.exec('pragma secure_delete = on');
    // The file holds sealed secrets and hashes of keys: other users of the machine must not read it.
    if (file !== undefined) chmodSync(path, 0o600);
    file?.watch();
    const fault = file?.fault();
    if (fault !== undefined) throw new Error(`${fault}. Restore it from a backup`);
    return database;
  } catch (error) {
    throw new ConfigError(`The database file "${path}" cannot be opened: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Several processes may open a new file at once. Nothing else is going on yet, so the thread may wait. */
function waitForLock(execute: () => void): void {
  const end = Date.now() + BUSY_LIMIT_MS;
  for (;;) {
    try {
      execute();
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_RETRY_MS);
    }
  }
}

function dialectOf(database: DatabaseSync, file: DatabaseFile | undefined, health: SqliteHealth): Dialect {
  return {
    createDriver: () => {
      const driver = createSqliteDriver(database, health);
      const destroy = async (): Promise<void> => {
        await driver.destroy();
        file?.close();
      };
      return { ...driver, destroy };
    },
    createQueryCompiler: () => new LocklessQueryCompiler(),
    createAdapter: () => new QueuedSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Leaves out locks of rows, which SQLite does not have: a transaction holds the lock of the whole database. */
class LocklessQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!/^(For|SkipLocked|NoWait)/.test(node.modifier ?? '')) super.visitSelectModifier(node);
  }
}

export class QueuedSqliteAdapter extends SqliteAdapter {
  /** SQLite does roll back changes of the schema; Kysely's own adapter says otherwise. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
  /** There is one, but the driver's queue decides who uses it, and when. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
