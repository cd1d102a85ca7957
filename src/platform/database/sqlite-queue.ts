import { setTimeout as delay } from 'node:timers/promises';
import { isBusy, lockedFor } from './sqlite-errors.ts';

/** Milliseconds that a statement waits for the lock of another process. */
export const BUSY_LIMIT_MS = 5000;

/** The longest pause between two attempts, in milliseconds. SQLite's own busy handler goes up to 100. */
const LONGEST_PAUSE_MS = 20;

/** Decides when each statement of one SQLite connection is executed. */
export type StatementQueue = {
  /** Executes a read as soon as this process has no transaction open. It does not wait for writes that are waiting. */
  read<Result>(execute: () => Result): Promise<Result>;
  /** Waits until the writes before have finished. Returns the function that lets the next one go on. */
  turn(): Promise<() => void>;
  /** Lets reads wait, until the function that it returns is called. */
  holdReads(): () => void;
};

/**
 * Statements of one connection, in their order. While another process holds SQLite's lock, they are attempted again after
 * pauses that leave the event loop free: SQLite's own waiting blocks the thread.
 *
 * Only the first write of the queue makes attempts. Reads go past it, because a write that waits has no transaction yet.
 */
export function createStatementQueue(): StatementQueue {
  let last: Promise<void> = Promise.resolve();
  let transaction: Promise<void> | undefined;
  return {
    // The changes of an open transaction are not to be read before they are committed.
    read: (execute) => executeWhenFree(execute, performance.now() + BUSY_LIMIT_MS, () => transaction),
    turn: async () => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      return resolve;
    },
    holdReads: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      transaction = promise;
      return () => {
        transaction = undefined;
        resolve();
      };
    },
  };
}

/**
 * Executes a statement until it finds the lock free.
 *
 * @param deadline milliseconds of `performance.now()`
 * @param obstacle what to wait for before an attempt; asked again until there is none
 * @throws DatabaseUnavailable after the deadline
 */
export async function executeWhenFree<Result>(
  execute: () => Result,
  deadline: number,
  obstacle: () => Promise<void> | undefined = () => undefined,
): Promise<Result> {
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    // Nothing is awaited between the last look and the statement.
    for (let wait = obstacle(); wait !== undefined; wait = obstacle()) await wait;
    try {
      return execute();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() >= deadline) throw lockedFor(BUSY_LIMIT_MS, error);
    }
    await delay(pause * (0.5 + Math.random()));
  }
}
