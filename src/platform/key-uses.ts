import { type Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from './database/tables.ts';
import { inTransaction } from './database/transactions.ts';

/** Milliseconds between two writes. The last use of a key in lists is at most this old. */
const WRITE_MS = 60_000;
/** Keys that one statement writes. */
const KEYS_WRITTEN = 500;

/** The times at which keys were last used: kept in memory, and written for many keys at once. */
export type KeyUses = {
  note(keyId: string, at: Date): void;
  start(): void;
  /** Writes the remaining uses. A failure is logged. */
  stop(): Promise<void>;
};

type KeyUseDependencies = { db: Kysely<Tables>; log: Logger; everyMs?: number };

/** Collects the last uses of keys. Each process writes its own; the latest one stays. A failed write is repeated. */
export function createKeyUses({ db, log, everyMs = WRITE_MS }: KeyUseDependencies): KeyUses {
  // No more than there are keys, because only keys that were found are noted.
  let pending = new Map<string, string>();
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const writeAll = async (): Promise<void> => {
    const taken = pending;
    pending = new Map();
    try {
      while (taken.size > 0) {
        const some = firstUses(taken);
        await storeUses(db, some);
        for (const [id] of some) taken.delete(id);
      }
    } catch (error) {
      log.error({ err: error, keys: taken.size }, 'the last use of keys cannot be written');
      for (const [id, at] of taken) if (!pending.has(id)) pending.set(id, at);
    }
  };
  const write = (): Promise<void> => {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    return writing;
  };
  return {
    note: (keyId, at) => void pending.set(keyId, at.toISOString()),
    start: () => {
      timer = setInterval(write, everyMs);
    },
    stop: async () => {
      clearInterval(timer);
      if (writing !== undefined) await writing;
      await write();
    },
  };
}

function firstUses(uses: Map<string, string>): [string, string][] {
  const some: [string, string][] = [];
  for (const use of uses) {
    some.push(use);
    if (some.length === KEYS_WRITTEN) break;
  }
  return some;
}

/** Several processes write the same keys in orders of their own, so one can be chosen to repeat its statement. */
async function storeUses(db: Kysely<Tables>, uses: [string, string][]): Promise<void> {
  const values = sql.join(uses.map(([id, at]) => sql`(${id}, ${at})`));
  await inTransaction(db, (transaction) =>
    // Both databases name the columns of VALUES so.
    sql`
      update api_keys set last_used_at = used.column2
      from (values ${values}) as used
      where api_keys.id = used.column1 and (last_used_at is null or last_used_at < used.column2)`.execute(transaction),
  );
}
