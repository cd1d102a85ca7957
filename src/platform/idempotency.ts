import type { Kysely } from 'kysely';
import type { RecordRemoval } from './audit.ts';
import type { Tables } from './database/tables.ts';
import { inTransaction } from './database/transactions.ts';

const DAY_MS = 86_400_000;
/** Responses read at once; each may be some 100 KiB. */
const RESPONSES_READ = 50;

/** A request under a key that its caller has chosen. Each operation has keys of its own in each workspace. */
export type KeyedRequest = { workspaceId: string; operation: string; key: string; hash: string };

/** The stored request of a key: the response to the same request, or another request. */
export type Stored = { kind: 'another' } | { kind: 'done'; response: string };

/** Reads the stored response of a key. Returns undefined if the key is free. */
export async function findStored(db: Kysely<Tables>, request: KeyedRequest, now: Date): Promise<Stored | undefined> {
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'answer'])
    .where('workspace_id', '=', request.workspaceId)
    .where('operation', '=', request.operation)
    .where('key', '=', request.key)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.request_hash === request.hash && row.answer !== null
    ? { kind: 'done', response: row.answer }
    : { kind: 'another' };
}

/**
 * Claims a key for some days in the transaction of the work. A second transaction with the key waits for this one, so it
 * reads what was committed.
 *
 * @returns undefined when the key is claimed, otherwise its stored response
 */
export async function claimKey(
  transaction: Kysely<Tables>,
  request: KeyedRequest,
  { now, days }: { now: Date; days: number },
): Promise<Stored | undefined> {
  const { workspaceId: workspace_id, operation, key, hash: request_hash } = request;
  await transaction
    .deleteFrom('idempotency_keys')
    .where('workspace_id', '=', workspace_id)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .where('expires_at', '<=', now.toISOString())
    .execute();
  const expires_at = new Date(now.getTime() + days * DAY_MS).toISOString();
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('idempotency_keys')
    .values({ workspace_id, operation, key, request_hash, answer: null, expires_at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'operation', 'key']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? undefined : findStored(transaction, request, now);
}

/** Stores the response of the transaction's work under the key that the transaction has claimed. */
export async function storeResponse(
  transaction: Kysely<Tables>,
  { workspaceId, operation, key }: KeyedRequest,
  response: string,
): Promise<void> {
  await transaction
    .updateTable('idempotency_keys')
    .set({ answer: response })
    .where('workspace_id', '=', workspaceId)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .execute();
}

/** Deletes expired keys with the responses stored under them. Returns how many. */
export async function removeOldKeys(db: Kysely<Tables>, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_keys')
    .where('expires_at', '<=', now.toISOString())
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/**
 * Deletes stored responses that match, of one workspace or all.
 *
 * @param matches called with the text of a response
 * @param record called in the transaction of each deletion
 * @returns how many
 */
export async function removeResponses(
  db: Kysely<Tables>,
  workspaceId: string | undefined,
  { matches, record }: { matches: (response: string) => boolean; record: RecordRemoval },
): Promise<number> {
  let removed = 0;
  let last: { workspace_id: string; operation: string; key: string } | undefined;
  for (;;) {
    let query = db.selectFrom('idempotency_keys').select(['workspace_id', 'operation', 'key', 'answer']);
    if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId);
    if (last !== undefined) {
      const { workspace_id, operation, key } = last;
      query = query.where((row) =>
        row(row.refTuple('workspace_id', 'operation', 'key'), '>', row.tuple(workspace_id, operation, key)),
      );
    }
    const rows = await query
      .orderBy('workspace_id')
      .orderBy('operation')
      .orderBy('key')
      .limit(RESPONSES_READ)
      .execute();
    for (const { answer, workspace_id, operation, key } of rows) {
      last = { workspace_id, operation, key };
      if (answer === null || !matches(answer)) continue;
      removed += await inTransaction(db, async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('idempotency_keys')
          .where('workspace_id', '=', workspace_id)
          .where('operation', '=', operation)
          .where('key', '=', key)
          .executeTakeFirstOrThrow();
        if (numDeletedRows > 0n) await record(transaction);
        return Number(numDeletedRows);
      });
    }
    if (rows.length < RESPONSES_READ) return removed;
  }
}
