import { covers } from '../state/lifecycle.ts';
import type { Exchange } from '../types.ts';
import type { TimedOperation } from './linearize.ts';

/** A resource as far as races compare it. */
export type ResourceState = {
  isThere: boolean;
  /** Properties whose values are known. */
  fields: Record<string, unknown>;
  /** Whether a write has changed it since the race began. */
  isChanged: boolean;
};

/** An operation on one resource that got a response. */
export type ResourceOperation =
  | {
      kind: 'write';
      sets: Record<string, unknown>;
      /** Whether properties that are not set lose their value. */
      isWhole?: boolean;
      /** Whether it creates the resource if there is none (RFC 9110 §9.3.4). */
      creates?: boolean;
      /** Whether it had the entity tag from before the race as `If-Match` (RFC 9110 §13.1.1). */
      isConditional?: boolean;
    }
  | { kind: 'remove' }
  /** A response that says that there is no such resource. */
  | { kind: 'absent' }
  | { kind: 'read'; shows: Record<string, unknown> };

/** An operation of a history of one resource. */
export type HistoryEntry = TimedOperation<ResourceOperation>;

/** The state after an operation of the sequential model; undefined if the state does not explain its response. */
export function applyToResource(state: ResourceState, op: ResourceOperation): ResourceState | undefined {
  const { isThere, fields, isChanged } = state;
  switch (op.kind) {
    case 'write': {
      if (!isThere && op.creates !== true) return undefined;
      if (isThere && op.isConditional === true && isChanged) return undefined;
      const isOther = Object.entries(op.sets).some(([name, value]) => !covers(fields[name], value));
      const kept = op.isWhole === true || !isThere ? {} : fields;
      return { isThere: true, fields: { ...kept, ...op.sets }, isChanged: isChanged || isOther || !isThere };
    }
    case 'remove':
      // A DELETE of what is gone may return the same as the first (RFC 9110 §9.2.2).
      return { isThere: false, fields: {}, isChanged: true };
    case 'absent':
      return isThere ? undefined : state;
    case 'read': {
      const isShown = Object.entries(op.shows).every(
        ([name, value]) => !Object.hasOwn(fields, name) || covers(value, fields[name]),
      );
      return isThere && isShown ? state : undefined;
    }
  }
}

/**
 * Whether a request took effect. `unknown` if no response says so: a failure, a server error, or a 202, whose work
 * may be done later (RFC 9110 §15.3.3).
 */
export type WriteEffect = 'done' | 'absent' | 'rejected' | 'unknown';

/** Statuses that say that there is no resource. */
const ABSENT = [404, 410];

export function effectOf(exchange: Exchange): WriteEffect {
  if ('failure' in exchange) return 'unknown';
  const { status } = exchange.response;
  if (ABSENT.includes(status)) return 'absent';
  // A server that is overloaded or locked has not done the request (RFC 9110 §15.6.4).
  if (status === 503 || (status >= 400 && status < 500)) return 'rejected';
  return status >= 200 && status < 300 && status !== 202 ? 'done' : 'unknown';
}
