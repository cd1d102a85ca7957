import type { Kysely } from 'kysely';
import { commandOrigin, recordChange } from './audit.ts';
import type { Tables } from './database/tables.ts';
import { inTransaction } from './database/transactions.ts';
import { insertKey } from './keys.ts';

/** A key that was made in place of another, and when that one ends. */
export type RotatedKey = { id: string; key: string; endsAt: string };

/** Why a key cannot be rotated. `replacedBy` is the id of the key that an earlier rotation has made. */
export type RotationConflict = { conflict: 'unknown' | 'revoked' | 'expired' } | { replacedBy: string };

/**
 * Makes a key with the workspace, the scopes and the lifetime of another one, which ends after an overlap, or earlier where
 * it would have.
 *
 * @param overlapMs milliseconds in which both are valid
 */
export async function rotateKey(
  db: Kysely<Tables>,
  id: string,
  { overlapMs, now }: { overlapMs: number; now: Date },
): Promise<RotatedKey | RotationConflict> {
  const time = now.toISOString();
  return inTransaction(db, async (transaction) => {
    // The lock of the row makes concurrent rotations run one after the other.
    const old = await transaction
      .selectFrom('api_keys')
      .select(['workspace_id', 'scopes', 'created_at', 'expires_at', 'revoked_at', 'replaced_by'])
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (old === undefined) return { conflict: 'unknown' };
    const { workspace_id, scopes, created_at, expires_at, revoked_at, replaced_by } = old;
    if (revoked_at !== null) return { conflict: 'revoked' };
    if (expires_at !== null && expires_at <= time) return { conflict: 'expired' };
    // Its lifetime is that of the overlap now.
    if (replaced_by !== null) return { replacedBy: replaced_by };
    const lifetimeMs = expires_at === null ? null : Date.parse(expires_at) - Date.parse(created_at);
    const made = await insertKey(transaction, {
      ...{ workspace_id, scopes, created_at: time },
      expires_at: lifetimeMs === null ? null : new Date(now.getTime() + lifetimeMs).toISOString(),
    });
    const overlapEnds = new Date(now.getTime() + overlapMs).toISOString();
    const endsAt = expires_at !== null && expires_at < overlapEnds ? expires_at : overlapEnds;
    await transaction
      .updateTable('api_keys')
      .set({ expires_at: endsAt, replaced_by: made.id })
      .where('id', '=', id)
      .execute();
    await recordChange(transaction, commandOrigin('keys.rotate'), { workspaceId: workspace_id, resourceId: id });
    return { ...made, endsAt };
  });
}
