import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, SelectQueryNode } from 'kysely';
import { BUSY_LIMIT_MS, createStatementQueue, executeWhenFree, type StatementQueue } from './sqlite-queue.ts';
import { type OpenTransaction, SqliteTransactions, type TransactionCommands } from './sqlite-transactions.ts';

/** Statements kept prepared: more than this server has different ones. */
const PREPARED_STATEMENTS = 200;

/**
 * Marks a transaction that does not wait for the disk. Kysely passes nothing but an isolation level to a driver, and SQLite
 * has only one.
 */
export const RELAXED = 'read uncommitted';

/** A guard of each statement: it may reject the statement, and receives errors. */
export type Guard = {
  /** Called before a transaction and before a write outside of one. Throws where the database must not be written. */
  beforeWrite(): void;
  /** Returns the error to throw in place of one of SQLite. */
  translate(error: unknown): unknown;
};

/** Executes the statements of Kysely on one SQLite connection, in the order that the queue decides. */
export function createSqliteDriver(database: DatabaseSync, guard: Guard): Driver {
  const queue = createStatementQueue();
  const synchronize = createSynchronize(database);
  const transactions = new SqliteTransactions(queue, transactionCommands(database, guard, synchronize));
  const context: ConnectionContext = { queue, transactions, guard, run: prepareOnce(database) };
  // The connections of this driver are the ones that it has made.
  const own = (connection: DatabaseConnection): SqliteConnection => connection as SqliteConnection;
  // Kysely remembers each connection that it has seen, so those that are free are used again.
  const free: SqliteConnection[] = [];
  return {
    init: async () => undefined,
    acquireConnection: async () => free.pop() ?? new SqliteConnection(context),
    releaseConnection: async (connection) => void free.push(own(connection)),
    beginTransaction: (connection, { isolationLevel, accessMode }) => {
      // One that only reads needs no lock: it sees the database as it is at its first statement.
      if (accessMode === 'read only') return own(connection).begin(() => database.exec('begin'));
      if (isolationLevel !== RELAXED) return own(connection).begin();
      return own(connection).begin(() => {
        synchronize('normal');
        database.exec('begin immediate');
      });
    },
    commitTransaction: (connection) => own(connection).end('commit'),
    rollbackTransaction: (connection) => own(connection).end('rollback'),
    destroy: () => transactions.close(() => database.close()),
  };
}

type Synchronize = (mode: 'full' | 'normal') => void;

/**
 * Sets what a commit waits for. In WAL mode, `normal` syncs at checkpoints and not at commits
 * (https://sqlite.org/pragma.html#pragma_synchronous). It cannot be set inside of a transaction.
 */
function createSynchronize(database: DatabaseSync): Synchronize {
  let current = 'full';
  return (mode) => {
    if (current === mode) return;
    database.exec(`pragma synchronous = ${mode}`);
    current = mode;
  };
}

function transactionCommands(database: DatabaseSync, guard: Guard, synchronize: Synchronize): TransactionCommands {
  return {
    // The lock is taken now: a transaction that reads first fails when another process writes in between.
    begin: () => database.exec('begin immediate'),
    commit: () => database.exec('commit'),
    rollback: () => database.exec('rollback'),
    savepoint: () => database.exec('savepoint member'),
    undo: () => database.exec('rollback to member'),
    release: () => database.exec('release member'),
    isOpen: () => database.isTransaction,
    beforeWrite: () => {
      guard.beforeWrite();
      if (!database.isTransaction) synchronize('full');
    },
  };
}

type RunQuery = (query: CompiledQuery) => QueryResult<never>;

type ConnectionContext = { queue: StatementQueue; transactions: SqliteTransactions; guard: Guard; run: RunQuery };

class SqliteConnection implements DatabaseConnection {
  readonly #context: ConnectionContext;
  #transaction: OpenTransaction | undefined;

  constructor(context: ConnectionContext) {
    this.#context = context;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { queue, transactions, run } = this.#context;
    return this.#translated(() => {
      if (this.#transaction !== undefined) return executeWhenFree(() => run(query), performance.now() + BUSY_LIMIT_MS);
      return SelectQueryNode.is(query.query) ? queue.read(() => run(query)) : transactions.write(() => run(query));
    });
  }

  // biome-ignore lint/correctness/useYield: a stream would keep a statement of the shared connection open
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streams are not supported: read in pages.');
  }

  async begin(alone?: () => void): Promise<void> {
    this.#transaction = await this.#translated(() => this.#context.transactions.begin(alone));
  }

  /** Ends the transaction. After a commit that failed there is none to roll back. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    const transaction = this.#transaction;
    this.#transaction = undefined;
    await this.#translated(async () => transaction?.[how]());
  }

  async #translated<Result>(execute: () => Promise<Result>): Promise<Result> {
    try {
      return await execute();
    } catch (error) {
      throw this.#context.guard.translate(error);
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
