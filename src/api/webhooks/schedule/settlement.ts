import type { Logger } from 'pino';
import type { Database } from '../../../platform/database/database.ts';
import type { Standing } from '../rules.ts';
import type { Begun } from './claim.ts';
import { inLaneOrder } from './lane.ts';
import { returnDelivery, settleDelivery } from './store.ts';

/** The result of an attempt; or that it was interrupted, because its process stops. */
export type Result = { begun: Begun; standing: Standing | 'interrupted' };

/** Results of attempts, until they are written. */
export type Settlement = {
  readonly size: number;
  has(begun: Begun): boolean;
  add(result: Result): void;
  /**
   * Writes results in one transaction. If that fails, each is written separately. Failed results are kept for the
   * next time, until their claim has ended.
   *
   * @returns those that are done with
   */
  write(): Promise<Result[]>;
};

/** Results that one transaction writes. It blocks the event loop for some 10 ms. */
const ROWS = 128;

export function createSettlement({
  database,
  log,
  now,
  worker,
  lastsMs,
}: {
  database: Pick<Database, 'db' | 'relaxed'>;
  log: Logger;
  now: () => Date;
  worker: string;
  /** Milliseconds that a claim lasts. */
  lastsMs: number;
}): Settlement {
  type Waiting = Result & { until: number };
  const waiting = new Map<Begun, Waiting>();

  const writeAll = (results: Result[]): Promise<void> =>
    database.relaxed(database.db, async (transaction) => {
      for (const { begun, standing } of inLaneOrder(results, (result) => result.begun.lane)) {
        const attempt = { id: begun.id, worker, attempts: begun.attempts };
        const settled = { lane: begun.lane, attempt };
        if (standing === 'interrupted') await returnDelivery(transaction, settled, now());
        else await settleDelivery(transaction, settled, standing);
      }
    });

  const writeOne = async (result: Waiting): Promise<'written' | 'given up' | 'kept'> => {
    try {
      await writeAll([result]);
      return 'written';
    } catch (error) {
      log.error({ err: error, delivery: result.begun.id }, 'the result of a webhook cannot be stored');
      return now().getTime() < result.until ? 'kept' : 'given up';
    }
  };

  const writeEach = async (results: Waiting[]): Promise<Waiting[]> => {
    const done: Waiting[] = [];
    let failures = 0;
    for (const result of results) {
      const outcome = await writeOne(result);
      if (outcome === 'written') logResult(log, result);
      if (outcome !== 'kept') done.push(result);
      else {
        // At the end, because the other results are written first the next time.
        waiting.delete(result.begun);
        waiting.set(result.begun, result);
        failures++;
      }
      // It is the database that fails, and not this one result.
      if (failures > 1) break;
    }
    return done;
  };

  return {
    get size() {
      return waiting.size;
    },
    has: (begun) => waiting.has(begun),
    add: (result) => void waiting.set(result.begun, { ...result, until: now().getTime() + lastsMs }),
    write: async () => {
      const results = first(waiting.values(), ROWS);
      if (results.length === 0) return [];
      const isWritten = await writeAll(results).then(
        () => true,
        () => false,
      );
      if (isWritten) for (const result of results) logResult(log, result);
      const done = isWritten ? results : await writeEach(results);
      for (const { begun } of done) waiting.delete(begun);
      return done;
    },
  };
}

function logResult(log: Logger, { begun, standing }: Result): void {
  if (standing === 'interrupted') {
    log.info({ delivery: begun.id, attempt: begun.attempts }, 'webhook interrupted');
    return;
  }
  const { status, statusCode } = standing;
  log.info({ delivery: begun.id, attempt: begun.attempts, status, status_code: statusCode }, 'webhook');
}

function first<Value>(values: Iterable<Value>, most: number): Value[] {
  const found: Value[] = [];
  for (const value of values) {
    if (found.length === most) break;
    found.push(value);
  }
  return found;
}
