import { METHODS } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { contract } from '../../generated/operations.ts';
import type { Principals } from '../api/principals.ts';
import { measureBacklog } from '../api/webhooks/backlog/store.ts';
import {
  InvalidResponse,
  type MaybePromise,
  type RawResponse,
  type RejectedRequest,
  type RejectionReason,
} from '../contract/serve/types.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Principal } from '../platform/keys.ts';
import { pathForLog } from '../platform/log.ts';
import { ABORTED, type Backlog, createMetrics, type Metrics } from '../platform/metrics.ts';
import { openTrace, readTrace, writeTraceparent } from '../platform/trace-context.ts';
import type { SpanResult, Tracing } from '../platform/tracing.ts';

/** Milliseconds that a measured backlog is returned again, however often metrics are read. */
const BACKLOG_MS = 5000;

/** Starts to count if `METRICS_PORT` is set. */
export async function openMetrics({
  config,
  database,
  log,
  now,
}: {
  config: Config;
  database: Database;
  log: Logger;
  now: () => Date;
}): Promise<Metrics | undefined> {
  if (config.metricsPort === undefined) return undefined;
  let measured: { at: number; backlog: Promise<Backlog> } | undefined;
  return createMetrics({
    backlog: () => {
      const at = performance.now();
      if (measured === undefined || at - measured.at >= BACKLOG_MS) {
        measured = { at, backlog: measureBacklog(database.db, now()) };
      }
      return measured.backlog;
    },
    pool: database.poolUsage,
    onFailure: (error) => log.warn({ err: error }, 'the backlog of webhooks cannot be measured'),
  });
}

export type RequestObservers = {
  log: Logger;
  metrics: Metrics | undefined;
  tracing: Tracing | undefined;
  config: Pick<Config, 'workerTokens'>;
};

/**
 * Writes one line of the log, counts and ends a span, when a response is sent or its caller has gone. Never a header
 * or a body.
 */
export function observeRequest(request: Request, response: Response, observers: RequestObservers): void {
  const { method, path } = request;
  const parent = readTrace(request.headers);
  const span = observers.tracing?.start('server', parent);
  const trace = span?.context ?? openTrace(parent);
  // From here on they name the span of the request itself.
  request.headers.traceparent = writeTraceparent(trace);
  if (trace.state === undefined) delete request.headers.tracestate;
  else request.headers.tracestate = trace.state;
  const start = performance.now();
  response.once('close', () => {
    const milliseconds = performance.now() - start;
    const { requestId, operationId, principal, failure } = response.locals;
    const line = {
      request_id: requestId,
      trace_id: trace.traceId,
      operation: operationId,
      method,
      path: pathForLog(path, observers.config.workerTokens),
      status: response.statusCode,
      duration_ms: Math.round(milliseconds * 1000) / 1000,
      // Workers have none.
      workspace: (principal as Partial<Principal> | undefined)?.workspaceId,
      ...(response.writableFinished ? {} : { aborted: true }),
    };
    if (failure === undefined) observers.log.info(line, 'request');
    else observers.log.error({ ...line, err: failure }, 'request failed');
    if (observers.metrics !== undefined) countResponse(observers.metrics, response, milliseconds / 1000);
    span?.end(spanOfRequest(line));
  });
}

/** Path templates of the operations, by id. */
const ROUTES = new Map(contract.operations.map(({ operationId, path }) => [operationId, path]));

/**
 * Names come from the contract, so that callers cannot make new ones (OpenTelemetry semantic conventions, HTTP server).
 */
function spanOfRequest(line: {
  operation: string | undefined;
  method: string;
  path: string;
  status: number;
  request_id: string;
}): SpanResult {
  const route = ROUTES.get(line.operation ?? '');
  const method = METHODS.includes(line.method) ? line.method : '_OTHER';
  const isError = line.status >= 500;
  return {
    name: `${method === '_OTHER' ? 'HTTP' : method}${route === undefined ? '' : ` ${route}`}`,
    attributes: {
      'http.request.method': method,
      'http.response.status_code': line.status,
      'url.path': line.path,
      'url.scheme': 'http',
      'request.id': line.request_id,
      ...(route === undefined ? {} : { 'http.route': route }),
      ...(isError ? { 'error.type': String(line.status) } : {}),
    },
    isError,
  };
}

function countResponse(metrics: Metrics, response: Response, seconds: number): void {
  const { operationId, failure } = response.locals;
  if (response.writableFinished) metrics.countRequest(operationId, response.statusCode, seconds);
  else metrics.countRequest(operationId, ABORTED);
  if (failure instanceof InvalidResponse) metrics.countViolation(operationId);
  if (response.statusCode === 429) metrics.countLimited(limitOf(response));
}

/** The first limit of `RateLimit` is the one that is used up (draft-ietf-httpapi-ratelimit-headers-10). */
function limitOf(response: Response): string {
  return /^"(\w+)"/.exec(String(response.getHeader('RateLimit')))?.[1] ?? 'unknown';
}

type CreateRejection = (
  reason: RejectionReason,
  request: RejectedRequest<Principals[keyof Principals]>,
) => MaybePromise<RawResponse>;

/** Counts what the contract rejects, by the code of the response. */
export function countRejections(reject: CreateRejection, metrics: Metrics | undefined): CreateRejection {
  if (metrics === undefined) return reject;
  return async (reason, request) => {
    const response = await reject(reason, request);
    // The request is not the cause of the failure.
    if (reason.kind !== 'failed') metrics.countRejection(request.operationId, codeOfRejection(response));
    return response;
  };
}

/** Every rejection has the envelope of errors. */
function codeOfRejection({ body }: RawResponse): string {
  return (body as { error: { code: string } }).error.code;
}

/** Milliseconds that the last spans have to reach the collector. */
const TRACING_TIMEOUT_MS = 1000;

/** Exports the remaining spans, if the collector accepts them in time. */
export async function stopTracing(tracing: Tracing | undefined, log: Logger): Promise<void> {
  const stopped = tracing
    ?.stop()
    .catch((error: unknown) => log.warn({ err: error }, 'the last spans cannot be exported'));
  await Promise.race([stopped, delay(TRACING_TIMEOUT_MS)]);
}
