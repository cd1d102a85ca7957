import { AsyncLocalStorage } from 'node:async_hooks';
import type { Case, PathValues, Received, RequestParts, SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import type { WrittenRequest } from '../write-request.ts';

/** An exchange, with the parts that its request was written from. */
export type RecordedExchange = {
  operation: VerifiableOperation;
  request: SentRequest;
  written: WrittenRequest;
  parts: RequestParts;
  path: PathValues;
  tried: Case | undefined;
  /** Undefined if there is none. */
  response: Received | undefined;
  /** How many exchanges had ended when it began, and when it ended. Others were under way at the same time. */
  begun?: number;
  ended?: number;
};

/**
 * The smallest part of a run that can be repeated by itself: one request, or a check that sends several.
 * `of` is the operation, resource or link that the check is about.
 */
export type CheckUnit = { check: string; of?: string };

/** The exchanges that a finding follows from, in order, and the check that made it. */
export type Evidence = { unit: CheckUnit; exchanges: RecordedExchange[] };

type UnitScope = {
  unit: CheckUnit;
  /** Exchanges of other units, which made the resources that this one uses. */
  before: Set<RecordedExchange>;
  own: RecordedExchange[];
};

// Units run at once, and the functions between a unit and its requests know nothing of it.
const scopes = new AsyncLocalStorage<UnitScope>();
const byRequest = new WeakMap<SentRequest, RecordedExchange>();

export const REQUEST_UNIT: CheckUnit = { check: 'request' };

/** Runs a unit. Its exchanges are recorded until it ends. */
export function recordUnit<Result>(unit: CheckUnit, run: () => Promise<Result>): Promise<Result> {
  return scopes.run({ unit, before: new Set(), own: [] }, run);
}

let ended = 0;

/** How many exchanges have ended. */
export function countEnded(): number {
  return ended;
}

/** Records an exchange of the current unit. */
export function recordExchange(given: RecordedExchange): void {
  const exchange = { ...given, ended: ended++ };
  byRequest.set(exchange.request, exchange);
  scopes.getStore()?.own.push(exchange);
}

/** The recorded exchange of a request. */
export function recordedOf(request: SentRequest): RecordedExchange | undefined {
  return byRequest.get(request);
}

/** Says that the current unit uses what these exchanges have made. */
export function recordUse(exchanges: RecordedExchange[]): void {
  const scope = scopes.getStore();
  for (const exchange of exchanges) scope?.before.add(exchange);
}

/** The exchanges so far that a finding about a request follows from. */
export function evidenceFor(request: SentRequest): Evidence {
  const scope = scopes.getStore();
  const shown = byRequest.get(request);
  const last = shown === undefined ? [] : [shown];
  if (scope === undefined) return { unit: REQUEST_UNIT, exchanges: last };
  const { unit, before, own } = scope;
  // A single request needs only the requests that created its resources.
  const later = unit.check === REQUEST_UNIT.check ? last : own;
  const earlier = [...before].filter((exchange) => !later.includes(exchange));
  return { unit, exchanges: [...earlier, ...later] };
}
