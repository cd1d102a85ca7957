import type { Kysely } from 'kysely';

/** Rows read at once. */
const BATCH = 100;

type OldRow = { claim: string; answer: string | null };
type OldResponse = { status: number; body?: { conversation?: object; token?: string } };

/**
 * A key is now written in the transaction of its work, so it needs no claim. A stored conversation loses its token. Errors
 * and requests without a response are not stored any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = db.withTables<{ idempotency_keys: OldRow }>();
  await tables.deleteFrom('idempotency_keys').where('answer', 'is', null).execute();
  for (let last = ''; ; ) {
    const rows = await tables
      .selectFrom('idempotency_keys')
      .select(['claim', 'answer'])
      .where('claim', '>', last)
      .orderBy('claim')
      .limit(BATCH)
      .execute();
    for (const { claim, answer } of rows) {
      // Only rows with a response are left.
      const { body, ...response } = JSON.parse(answer as string) as OldResponse;
      if (response.status >= 400) {
        await tables.deleteFrom('idempotency_keys').where('claim', '=', claim).execute();
      } else if (body?.token !== undefined) {
        const stored = JSON.stringify({ status: response.status, body: body.conversation });
        await tables.updateTable('idempotency_keys').set({ answer: stored }).where('claim', '=', claim).execute();
      }
      last = claim;
    }
    if (rows.length < BATCH) break;
  }
  await db.schema.alterTable('idempotency_keys').dropColumn('claim').execute();
}
