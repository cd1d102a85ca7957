import type { Kysely } from 'kysely';
import type { Tables } from './database/tables.ts';
import { newId } from './ids.ts';

const DAY_MS = 86_400_000;
/** Milliseconds after which a request that was not answered counts as dead with its process. */
const RUNNING_MS = 60_000;

/** A request under a key that a caller has chosen. Each operation has keys of its own in each workspace. */
export type KeyedRequest = { workspaceId: string; operation: string; key: string; hash: string };

/** What a key stands for: nothing yet, so that the request is to be done under this claim, or a request of before. */
export type KeyState =
  | { kind: 'new'; claim: string }
  | { kind: 'another' | 'running' }
  | { kind: 'done'; answer: string };

/** Claims a key for a request, or says what it stands for. Of several at once one gets the claim. */
export async function claimKey(
  db: Kysely<Tables>,
  { workspaceId, operation, key, hash }: KeyedRequest,
  now: Date,
): Promise<KeyState> {
  await db
    .deleteFrom('idempotency_keys')
    .where('workspace_id', '=', workspaceId)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .where('expires_at', '<=', now.toISOString())
    .execute();
  const claim = newId('claim');
  const expires_at = new Date(now.getTime() + RUNNING_MS).toISOString();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotency_keys')
    .values({ workspace_id: workspaceId, operation, key, request_hash: hash, claim, answer: null, expires_at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'operation', 'key']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return { kind: 'new', claim };
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'answer'])
    .where('workspace_id', '=', workspaceId)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .executeTakeFirst();
  if (row !== undefined && row.request_hash !== hash) return { kind: 'another' };
  // One that has just been released was under way a moment ago.
  return row === undefined || row.answer === null ? { kind: 'running' } : { kind: 'done', answer: row.answer };
}

/** Keeps the answer of a claimed request for 24 hours. */
export async function keepAnswer(db: Kysely<Tables>, claim: string, answer: string, now: Date): Promise<void> {
  const expires_at = new Date(now.getTime() + DAY_MS).toISOString();
  await db.updateTable('idempotency_keys').set({ answer, expires_at }).where('claim', '=', claim).execute();
}

/** Gives a key back, as if it had not been used. */
export async function releaseKey(db: Kysely<Tables>, claim: string): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('claim', '=', claim).execute();
}

/** Deletes the keys whose time is over. */
export async function removeOldKeys(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('expires_at', '<=', now.toISOString()).execute();
}
