import type { Kysely } from 'kysely';
import type { Tables } from '../../../platform/database/tables.ts';
import { inTransaction } from '../../../platform/database/transactions.ts';
import type { SecretBox } from '../../../platform/secrets.ts';

/** Secrets that one transaction writes, so that it holds up no other writer for long. */
const SEALED_AT_ONCE = 50;

/** What a rotation has done. */
export type Rotated = {
  /** How many secrets are now sealed with the first key. */
  sealed: number;
  /** Those that cannot be opened, and why. They stay as they are. */
  failed: { agentId: string; field: string; error: unknown }[];
};

type SealedSecret = { agentId: string; field: string; keyId: string; sealed: string };

/**
 * Seals every secret again that another key than the first has sealed. Servers may read and write meanwhile: a secret that
 * is written at the same time keeps what was written. If it is interrupted, it can be repeated, and goes on.
 */
export async function rotateSecrets(db: Kysely<Tables>, box: SecretBox): Promise<Rotated> {
  const [first = ''] = box.keyIds;
  const result: Rotated = { sealed: 0, failed: [] };
  for (let last: SealedSecret | undefined; ; ) {
    const rows = await readOthers(db, first, last);
    last = rows.at(-1);
    if (last === undefined) return result;
    const opened = rows.flatMap((row) => {
      try {
        return [{ row, plain: box.open(row, sealingContext(row)) }];
      } catch (error) {
        result.failed.push({ agentId: row.agentId, field: row.field, error });
        return [];
      }
    });
    result.sealed += await inTransaction(db, async (transaction) => {
      let changed = 0;
      for (const { row, plain } of opened) changed += await sealAgain(transaction, box, row, plain);
      return changed;
    });
  }
}

/** The next secrets, in the order of the table's key, that another key has sealed. */
function readOthers(db: Kysely<Tables>, keyId: string, last: SealedSecret | undefined): Promise<SealedSecret[]> {
  let query = db
    .selectFrom('agent_secrets')
    .select(['agent_id as agentId', 'field', 'key_id as keyId', 'sealed'])
    .where('key_id', '!=', keyId);
  if (last !== undefined) {
    const { agentId, field } = last;
    query = query.where((row) => row(row.refTuple('agent_id', 'field'), '>', row.tuple(agentId, field)));
  }
  return query.orderBy('agent_id').orderBy('field').limit(SEALED_AT_ONCE).execute();
}

/** @returns 1, or 0 where the secret has changed since it was read */
async function sealAgain(db: Kysely<Tables>, box: SecretBox, row: SealedSecret, plain: string): Promise<number> {
  const { keyId, sealed } = box.seal(plain, sealingContext(row));
  const { numUpdatedRows } = await db
    .updateTable('agent_secrets')
    .set({ key_id: keyId, sealed })
    .where('agent_id', '=', row.agentId)
    .where('field', '=', row.field)
    .where('sealed', '=', row.sealed)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

const sealingContext = ({ agentId, field }: SealedSecret) => ({ ownerId: agentId, field });
