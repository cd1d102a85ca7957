import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, SelectQueryNode } from 'kysely';
import { BUSY_LIMIT_MS, createStatementQueue, executeWhenFree, type StatementQueue } from './sqlite-queue.ts';

/** Statements kept prepared: more than this server has different ones. */
const PREPARED_STATEMENTS = 200;

/**
 * Marks a transaction that does not wait for the disk. Kysely passes nothing but an isolation level to a driver, and SQLite
 * has only one.
 */
export const RELAXED = 'read uncommitted';

/** What stands around each statement: it may reject it, and learns of errors. */
export type Guard = {
  /** Called before a transaction and before a write outside of one. Throws where the database must not be written. */
  beforeWrite(): void;
  /** Called when a write or a transaction is on the disk. */
  afterWrite(): void;
  /** Returns the error to throw in place of one of SQLite. */
  translate(error: unknown): unknown;
};

/** Executes the statements of Kysely on one SQLite connection, in the order that the queue decides. */
export function createSqliteDriver(database: DatabaseSync, guard: Guard): Driver {
  const queue = createStatementQueue();
  const run = prepareOnce(database);
  let current = 'full';
  const synchronize = (mode: 'full' | 'normal'): void => {
    if (current === mode) return;
    database.exec(`pragma synchronous = ${mode}`);
    current = mode;
  };
  const beforeWrite = (): void => {
    guard.beforeWrite();
    // Left over where a rollback has failed.
    if (database.isTransaction) database.exec('rollback');
    synchronize('full');
  };
  // The connections of this driver are the ones that it has made.
  const own = (connection: DatabaseConnection): SqliteConnection => connection as SqliteConnection;
  // Kysely remembers each connection that it has seen, so those that are free are used again.
  const free: SqliteConnection[] = [];
  return {
    init: async () => undefined,
    acquireConnection: async () => free.pop() ?? new SqliteConnection(queue, run, { ...guard, beforeWrite }),
    releaseConnection: async (connection) => void free.push(own(connection)),
    beginTransaction: async (connection, { isolationLevel, accessMode }) => {
      await own(connection).begin(() => {
        // In WAL mode, `normal` syncs at checkpoints and not at commits (https://sqlite.org/pragma.html#pragma_synchronous).
        // Set before each transaction, since it cannot be set inside of one.
        synchronize(isolationLevel === RELAXED ? 'normal' : 'full');
        // The lock is taken now: a transaction that reads first fails when another process writes in between. One that only
        // reads needs no lock: it sees the database as it is at its first statement.
        database.exec(accessMode === 'read only' ? 'begin' : 'begin immediate');
      });
    },
    commitTransaction: (connection) => own(connection).end(() => database.exec('commit')),
    rollbackTransaction: (connection) =>
      // A full disk makes SQLite roll back by itself (https://sqlite.org/lang_transaction.html#response_to_errors).
      own(connection).abort(() => {
        if (database.isTransaction) database.exec('rollback');
      }),
    destroy: () => queue.write(() => database.close()),
  };
}

type RunQuery = (query: CompiledQuery) => QueryResult<never>;

class SqliteConnection implements DatabaseConnection {
  readonly #queue: StatementQueue;
  readonly #run: RunQuery;
  readonly #guard: Guard;
  /** Ends the transaction that is open on this connection. */
  #leave: (() => void) | undefined;

  constructor(queue: StatementQueue, run: RunQuery, guard: Guard) {
    this.#queue = queue;
    this.#run = run;
    this.#guard = guard;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#guarded(() => {
      if (this.#leave !== undefined) return executeWhenFree(() => this.#run(query), performance.now() + BUSY_LIMIT_MS);
      if (SelectQueryNode.is(query.query)) return this.#queue.read(() => this.#run(query));
      return this.#queue.write(() => {
        this.#guard.beforeWrite();
        const result = this.#run(query);
        this.#guard.afterWrite();
        return result;
      });
    });
  }

  // biome-ignore lint/correctness/useYield: a stream would keep a statement of the shared connection open
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streams are not supported: read in pages.');
  }

  async begin(execute: () => void): Promise<void> {
    this.#leave = await this.#guarded(() =>
      this.#queue.begin(() => {
        this.#guard.beforeWrite();
        execute();
      }),
    );
  }

  /** Ends the transaction if it can; where it cannot, it stays open to be rolled back. */
  async end(execute: () => void): Promise<void> {
    await this.#guarded(() => executeWhenFree(execute, performance.now() + BUSY_LIMIT_MS));
    this.#guard.afterWrite();
    this.#free();
  }

  /** Ends the transaction whatever happens. */
  async abort(execute: () => void): Promise<void> {
    try {
      await this.#guarded(async () => execute());
    } finally {
      this.#free();
    }
  }

  #free(): void {
    this.#leave?.();
    this.#leave = undefined;
  }

  async #guarded<Result>(execute: () => Promise<Result>): Promise<Result> {
    try {
      return await execute();
    } catch (error) {
      throw this.#guard.translate(error);
    }
  }
}

/** Prepares each text of SQL once. */
function prepareOnce(database: DatabaseSync): RunQuery {
  const prepared = new Map<string, { statement: StatementSync; returnsRows: boolean }>();
  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size >= PREPARED_STATEMENTS) prepared.clear();
    const statement = database.prepare(text);
    const made = { statement, returnsRows: statement.columns().length > 0 };
    prepared.set(text, made);
    return made;
  };
  return ({ sql, parameters }) => {
    const { statement, returnsRows } = prepare(sql);
    // Kysely passes what the queries were built with: strings, numbers and null.
    const values = parameters as SQLInputValue[];
    // Kysely types the rows by the query.
    if (returnsRows) return { rows: statement.all(...values) as never[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
}
