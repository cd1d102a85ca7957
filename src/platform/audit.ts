import type { Kysely } from 'kysely';
import { removeInBatches } from './database/batches.ts';
import { compileOnce } from './database/statements.ts';
import type { AuditEventTable, Tables } from './database/tables.ts';
import { firstIdAt, newRow } from './ids.ts';

/** Events read at once. */
const EVENTS_READ = 500;
/** Events that one statement deletes at most: they are small. */
const EVENTS_DELETED = 1000;

/**
 * The author of a change: an API key by its id, `worker` or `command`, with the operation or command and the request.
 */
export type ChangeOrigin = { actor: string; action: string; requestId: string | null };

/** The changed resource and its workspace. Null where it is no single thing, or not of one workspace. */
export type ChangedResource = { workspaceId: string | null; resourceId: string | null };

/** The origin of a change with an API key. `action` is the operationId. */
export function keyOrigin(action: string, request: { id: string; principal: { keyId: string } }): ChangeOrigin {
  return { actor: request.principal.keyId, action, requestId: request.id };
}

/** The origin of a change by a voice worker. `action` is the operationId. */
export function workerOrigin(action: string, request: { id: string }): ChangeOrigin {
  return { actor: 'worker', action, requestId: request.id };
}

/** The origin of a change by an operator's command, such as `keys.create`. */
export function commandOrigin(action: string): ChangeOrigin {
  return { actor: 'command', action, requestId: null };
}

const insertEvent = compileOnce<AuditEventTable, unknown>((db, value) =>
  db
    .insertInto('audit_events')
    .values({
      id: value('id'),
      workspace_id: value('workspace_id'),
      at: value('at'),
      actor: value('actor'),
      action: value('action'),
      resource_id: value('resource_id'),
      request_id: value('request_id'),
    })
    // For changes that take several transactions.
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

/** Writes an event to the audit log in the transaction of the change. It contains no changed values. */
export async function recordChange(
  transaction: Kysely<Tables>,
  origin: ChangeOrigin,
  changed: ChangedResource,
): Promise<void> {
  await insertEvent(transaction, eventOf(origin, changed));
}

/** Records a removal that takes several transactions. */
export type RecordRemoval = (transaction: Kysely<Tables>) => Promise<void>;

/**
 * Prepares the event of a change that takes several transactions.
 *
 * @returns a function to be called in each of them; the first one to be committed has the event
 */
export function recordOnce(origin: ChangeOrigin, changed: ChangedResource): RecordRemoval {
  const event = eventOf(origin, changed);
  return async (transaction) => {
    await insertEvent(transaction, event);
  };
}

function eventOf({ actor, action, requestId }: ChangeOrigin, changed: ChangedResource): AuditEventTable {
  const { id, createdAt } = newRow('audit');
  return {
    ...{ id, workspace_id: changed.workspaceId, at: createdAt.toISOString(), actor, action },
    ...{ resource_id: changed.resourceId, request_id: requestId },
  };
}

/** An event as the command prints it. */
export type AuditEvent = AuditEventTable & { workspace: string | null };

type EventQuery = { workspaceId: string | undefined; since: Date | undefined; limit: number };

/** Reads events, oldest first, a page at a time. */
export async function* readEvents(
  db: Kysely<Tables>,
  { workspaceId, since, limit }: EventQuery,
): AsyncGenerator<AuditEvent[]> {
  let [last, left] = [since === undefined ? '' : firstIdAt('audit', since), limit];
  while (left > 0) {
    const count = Math.min(left, EVENTS_READ);
    let query = db
      .selectFrom('audit_events')
      .leftJoin('workspaces', 'workspaces.id', 'audit_events.workspace_id')
      .selectAll('audit_events')
      .select('workspaces.name as workspace')
      .where('audit_events.id', '>', last);
    if (workspaceId !== undefined) query = query.where('audit_events.workspace_id', '=', workspaceId);
    const events = await query.orderBy('audit_events.id').limit(count).execute();
    if (events.length > 0) yield events;
    if (events.length < count) return;
    last = events.at(-1)?.id ?? last;
    left -= events.length;
  }
}

/** Deletes events that were written before a time. Returns how many. */
export function removeOldEvents(db: Kysely<Tables>, before: Date, signal: AbortSignal): Promise<number> {
  return removeInBatches(async () => {
    // Ids sort by time, so only old rows are read.
    const old = db
      .selectFrom('audit_events')
      .select('id')
      .where('id', '<', firstIdAt('audit', before))
      .orderBy('id')
      .limit(EVENTS_DELETED);
    const { numDeletedRows } = await db.deleteFrom('audit_events').where('id', 'in', old).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }, signal);
}
