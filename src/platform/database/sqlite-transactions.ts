import { BUSY_LIMIT_MS, executeWhenFree, type StatementQueue } from './sqlite-queue.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** Transactions that share a commit at most: reads wait for all of them. */
const GROUP_SIZE = 32;

/** SQLite's commands, and the steps around them. */
export type TransactionCommands = {
  begin(): void;
  commit(): void;
  rollback(): void;
  /** Whether SQLite has a transaction open. Some errors roll it back. */
  isOpen(): boolean;
  /** Marks the state that `undo` goes back to. `release` removes the mark. */
  savepoint(): void;
  undo(): void;
  release(): void;
  /** Called before each write. Throws where the database must not be written. */
  beforeWrite(): void;
};

/** A transaction that has begun. Each of the two functions ends it, also where it throws. */
export type OpenTransaction = {
  /** Resolves when the changes are on the disk. */
  commit(): Promise<void>;
  /** Undoes the changes. Resolves when what the transaction may have read is on the disk. */
  rollback(): Promise<void>;
};

/** One transaction of SQLite, which may be that of several members, one after the other. */
type Group = {
  size: number;
  isAlone: boolean;
  isCommitPlanned: boolean;
  letRead: () => void;
  settled: PromiseWithResolvers<void>;
};

/**
 * The transactions of one connection, one after the other. Those of requests that arrive together share a commit, and
 * so one wait for the disk: each of them is a savepoint in one transaction of SQLite, which is committed when the
 * event loop has taken what has arrived. Nothing is acknowledged before. A commit that fails fails for all of them.
 */
export class SqliteTransactions {
  readonly #queue: StatementQueue;
  readonly #commands: TransactionCommands;
  /** Open, with no member at work. The next in the queue joins it or commits it. */
  #joinable: Group | undefined;

  constructor(queue: StatementQueue, commands: TransactionCommands) {
    this.#queue = queue;
    this.#commands = commands;
  }

  /**
   * Begins a transaction when the writes before it have finished.
   *
   * @param alone begins one that shares its commit with no other
   */
  async begin(alone?: () => void): Promise<OpenTransaction> {
    const deadline = performance.now() + BUSY_LIMIT_MS;
    const leave = await this.#queue.turn();
    try {
      const open = alone === undefined ? this.#joinable : undefined;
      const group = open === undefined ? await this.#first(alone, deadline) : this.#join(open);
      const end = async (isKept: boolean): Promise<void> => {
        await this.#end(group, isKept).finally(leave);
        return group.settled.promise;
      };
      return { commit: () => end(true), rollback: () => end(false) };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Executes a write outside of a transaction when the writes before it have finished. */
  write<Result>(execute: () => Result): Promise<Result> {
    const deadline = performance.now() + BUSY_LIMIT_MS;
    return this.#inTurn(async () => {
      await this.#endOpen();
      this.#commands.beforeWrite();
      return executeWhenFree(execute, deadline);
    });
  }

  /** Closes the database when the writes before have finished. */
  close(execute: () => void): Promise<void> {
    return this.#inTurn(() => this.#endOpen().then(execute));
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const leave = await this.#queue.turn();
    try {
      return await work();
    } finally {
      leave();
    }
  }

  async #first(alone: (() => void) | undefined, deadline: number): Promise<Group> {
    await this.#endOpen();
    this.#commands.beforeWrite();
    await executeWhenFree(alone ?? this.#commands.begin, deadline);
    return {
      ...{ size: 1, isAlone: alone !== undefined, isCommitPlanned: false },
      ...{ letRead: this.#queue.holdReads(), settled: Promise.withResolvers<void>() },
    };
  }

  #join(group: Group): Group {
    this.#commands.beforeWrite();
    this.#commands.savepoint();
    this.#joinable = undefined;
    group.size += 1;
    return group;
  }

  /** Ends the open transaction before a write that does not belong to it. */
  async #endOpen(): Promise<void> {
    if (this.#joinable !== undefined) await this.#commit(this.#joinable);
    if (this.#commands.isOpen()) this.#commands.rollback();
  }

  async #end(group: Group, isKept: boolean): Promise<void> {
    if (group.size === 1) {
      if (!isKept) return this.#rollBack(group);
    } else if (this.#commands.isOpen()) {
      if (!isKept) this.#commands.undo();
      this.#commands.release();
    } else return settleGroup(group, new DatabaseUnavailable('SQLite has undone a transaction that shared its commit'));
    await this.#offer(group);
  }

  /** Lets others join until the event loop has taken what has arrived. */
  async #offer(group: Group): Promise<void> {
    if (group.isAlone || group.size === GROUP_SIZE) return this.#commit(group);
    this.#joinable = group;
    if (group.isCommitPlanned) return;
    group.isCommitPlanned = true;
    setImmediate(() => {
      void this.#inTurn(async () => {
        if (this.#joinable === group) await this.#commit(group);
      });
    });
  }

  async #commit(group: Group): Promise<void> {
    this.#joinable = undefined;
    try {
      await executeWhenFree(this.#commands.commit, performance.now() + BUSY_LIMIT_MS);
    } catch (error) {
      return this.#rollBack(group, error);
    }
    settleGroup(group);
  }

  #rollBack(group: Group, error?: unknown): void {
    let reason = error;
    try {
      if (this.#commands.isOpen()) this.#commands.rollback();
    } catch (rollbackError) {
      // The next write tries again.
      reason ??= rollbackError;
    }
    settleGroup(group, reason);
  }
}

function settleGroup(group: Group, error?: unknown): void {
  group.letRead();
  if (error === undefined) group.settled.resolve();
  else group.settled.reject(error);
}
