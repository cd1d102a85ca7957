import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
} from 'kysely';
import { ConfigError } from '../config.ts';
import type { DatabaseDialect, RelaxedTransaction } from './dialect.ts';
import { inMemoryPresence, lockFilePresence } from './presence.ts';

/** Milliseconds that a statement waits for another process's write to the same file. */
const BUSY_TIMEOUT_MS = 5000;

/** Milliseconds between two tries of what SQLite does not wait for itself. */
const BUSY_RETRY_MS = 10;

/** https://sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/** Statements kept prepared: more than this server has different ones. */
const PREPARED_STATEMENTS = 200;

/**
 * Opens an SQLite database through Node's own `node:sqlite`. Everything that only SQLite has is in this file.
 *
 * An acknowledged write survives a crash of the process and of the machine: WAL with `synchronous=FULL`.
 *
 * @param path of the file, or `:memory:`
 * @throws ConfigError when the file cannot be opened or is not an SQLite database
 */
export function openSqlite(path: string): DatabaseDialect {
  const inMemory = path === ':memory:';
  const database = open(path, inMemory);
  return {
    dialect: new NodeSqliteDialect({ database: prepareOnce(database) }),
    embedded: true,
    folder: inMemory ? undefined : dirname(resolve(path)),
    relaxed: relaxedTransaction,
    presence: inMemory ? inMemoryPresence() : lockFilePresence(resolve(path)),
  };
}

/**
 * In WAL mode, `synchronous=NORMAL` syncs at checkpoints and not at commits (https://sqlite.org/pragma.html#pragma_synchronous).
 * The connection is held meanwhile, so no other transaction is relaxed.
 */
const relaxedTransaction: RelaxedTransaction = (db, work) =>
  db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });

function open(path: string, inMemory: boolean): DatabaseSync {
  try {
    if (!inMemory) mkdirSync(dirname(resolve(path)), { recursive: true });
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
    useWriteAheadLog(database);
    database.exec('pragma synchronous = full');
    // The file holds sealed secrets and hashes of keys: nobody else on the machine needs to read it.
    if (!inMemory) chmodSync(path, 0o600);
    return database;
  } catch (error) {
    throw new ConfigError(`The database file "${path}" cannot be opened: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/**
 * Several processes may open a new file at once. The change of mode upgrades a lock, for which SQLite does not wait
 * (https://sqlite.org/c3ref/busy_handler.html), so it is tried again until the time that any other statement has.
 */
function useWriteAheadLog(database: DatabaseSync): void {
  const end = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_RETRY_MS);
    }
  }
}

/** Gives Kysely the two calls it makes on a database, and prepares each text of SQL only once. */
function prepareOnce(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size >= PREPARED_STATEMENTS) prepared.clear();
    const statement = database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = prepare(text);
      // Kysely hands over what the queries were built with: strings, numbers and null.
      const values = (parameters: ReadonlyArray<unknown>) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/**
 * Takes the write lock when a transaction begins. A transaction that only takes it at its first write fails at once
 * when another process has written since it first read.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite does roll back changes of the schema; Kysely's own adapter says otherwise. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
