import type { Kysely } from 'kysely';
import type { Tables } from '../../../platform/database/tables.ts';
import { readTrace, type TraceContext } from '../../../platform/trace-context.ts';
import { type AttemptDependencies, type Endpoint, findEndpoints } from '../attempt.ts';
import type { Lane } from './lane.ts';
import {
  claimDeliveries,
  closeLane,
  type DueDelivery,
  failDelivery,
  fileLane,
  openLane,
  readdressDelivery,
} from './store.ts';

/** An attempt that was claimed and can begin. */
export type Begun = {
  /** Id of the delivery. */
  id: string;
  body: string;
  lane: Lane;
  attempts: number;
  step: number;
  endpoint: Exclude<Endpoint, { gone: string }>;
  /** The request that queued the delivery, and its span. */
  cause: { requestId: string | undefined; trace: TraceContext | undefined };
};

export type ClaimContext = {
  dependencies: Pick<AttemptDependencies, 'secrets' | 'log'>;
  worker: string;
  now: Date;
  until: Date;
};

/** Deliveries that a lane has in one turn, so that others need not wait long for theirs. */
const TURN_ROWS = 16;

/**
 * Gives a locked lane its turn: claims its first due deliveries, as many as may begin. Those whose agent has no webhook
 * any more are given up, those whose agent has another address are filed in the lane of that.
 *
 * @returns what was claimed, how many deliveries were looked at, and the lanes that have more
 */
export async function beginIn(
  transaction: Kysely<Tables>,
  lane: Lane,
  capacity: number,
  { dependencies, worker, now, until }: ClaimContext,
): Promise<{ begun: Begun[]; handled: number; due: Lane[] }> {
  const due: Lane[] = [];
  const rows = await openLane(transaction, lane, { limit: Math.min(capacity, TURN_ROWS), now });
  const begun: Begun[] = [];
  if (rows.length > 0) {
    const endpointOf = await findEndpoints(
      dependencies,
      transaction,
      rows.map(({ agentId }) => agentId),
    );
    for (const row of rows) {
      const endpoint = endpointOf(row.agentId);
      if ('gone' in endpoint) await failDelivery(transaction, row.id, endpoint.gone);
      else if ('origin' in endpoint && endpoint.origin !== lane.origin) {
        due.push(await moveDelivery(transaction, { workspaceId: lane.workspaceId, id: row.id, ...endpoint, now }));
      } else begun.push(await toBegin(transaction, lane, row, endpoint));
    }
    const ids = begun.map(({ id }) => id);
    if (ids.length > 0) await claimDeliveries(transaction, ids, { worker, now, until });
  }
  if (await closeLane(transaction, lane, now)) due.push(lane);
  return { begun, handled: rows.length, due };
}

/** Files a delivery in the lane of its agent's present address. */
async function moveDelivery(
  transaction: Kysely<Tables>,
  { workspaceId, id, url, origin, now }: { workspaceId: string; id: string; url: string; origin: string; now: Date },
): Promise<Lane> {
  const lane = { workspaceId, origin };
  await readdressDelivery(transaction, id, { url, origin });
  await fileLane(transaction, lane, now.toISOString());
  return lane;
}

async function toBegin(
  transaction: Kysely<Tables>,
  lane: Lane,
  { id, url, body, attempts, step, ...cause }: DueDelivery,
  endpoint: Begun['endpoint'],
): Promise<Begun> {
  if ('url' in endpoint && endpoint.url !== url) await readdressDelivery(transaction, id, endpoint);
  return { id, body, lane, attempts: attempts + 1, step: step + 1, endpoint, cause: causeOf(cause) };
}

function causeOf(row: Pick<DueDelivery, 'request_id' | 'traceparent' | 'tracestate'>): Begun['cause'] {
  const { request_id, traceparent, tracestate } = row;
  const headers = { traceparent: traceparent ?? undefined, tracestate: tracestate ?? undefined };
  return { requestId: request_id ?? undefined, trace: readTrace(headers) };
}
