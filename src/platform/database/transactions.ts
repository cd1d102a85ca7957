import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import { TransactionConflict } from './unavailable.ts';

/** Maximum number of executions of a transaction. */
const TRIES = 10;

/** Milliseconds of the first pause, which doubles. */
const PAUSE_MS = 4;

type TransactionOptions<Result> = {
  /** Whether the transaction is committed with this result. By default it always is. */
  keep?: (result: Result) => boolean;
};

/**
 * Executes `work` in one transaction. If the database aborts it in favor of another one (a serialization failure, a
 * deadlock), it is executed again. A second execution must replace all other effects of `work`.
 *
 * @throws TransactionConflict if it fails that way each time
 */
export async function inTransaction<Result>(
  db: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
  { keep = () => true }: TransactionOptions<Result> = {},
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await executeOnce(db, work, keep);
    } catch (error) {
      if (!(error instanceof TransactionConflict) || tries === TRIES) throw error;
    }
    // Conflicting transactions do not all retry at the same time.
    await delay(PAUSE_MS * 2 ** tries * Math.random());
  }
}

async function executeOnce<Result>(
  db: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
  keep: (result: Result) => boolean,
): Promise<Result> {
  const transaction = await db.startTransaction().execute();
  let result: Result;
  try {
    result = await work(transaction);
    await (keep(result) ? transaction.commit() : transaction.rollback()).execute();
    return result;
  } catch (error) {
    // The first error is the cause, and the connection of a failed rollback is closed.
    if (!transaction.isCommitted && !transaction.isRolledBack)
      await transaction
        .rollback()
        .execute()
        .catch(() => undefined);
    throw error;
  }
}
