import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../platform/database/tables.ts';
import type { Backlog } from '../../../platform/metrics.ts';

/** Deliveries that are counted, at most. A count of all would cost more than the deliveries themselves. */
export const COUNTED_DELIVERIES = 10_000;

/**
 * Measures what waits to be delivered. It reads indexes only: the lanes that are due, and in each the deliveries that are due.
 * Those that wait for a later attempt cost nothing.
 */
export async function measureBacklog(db: Kysely<Tables>, now: Date): Promise<Backlog> {
  const time = now.toISOString();
  const first = await db
    .selectFrom('webhook_lanes')
    .select('due_at as dueAt')
    .where('due_at', '<=', time)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return { due: 0, oldestSeconds: 0 };
  // SQLite keeps the order of a cross join: lanes come first.
  const { rows } = await sql<{ due: number }>`
    select count(*) as due from (
      select 1 from webhook_lanes as lane cross join webhook_deliveries as delivery
      where lane.due_at <= ${time}
        and delivery.workspace_id = lane.workspace_id and delivery.origin = lane.origin
        and delivery.claim is null and delivery.next_attempt_at <= ${time}
      limit ${sql.lit(COUNTED_DELIVERIES)}
    ) as counted`.execute(db);
  return { due: rows[0]?.due ?? 0, oldestSeconds: (now.getTime() - Date.parse(first.dueAt)) / 1000 };
}
