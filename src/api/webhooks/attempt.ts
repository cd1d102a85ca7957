import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../../platform/database/tables.ts';
import type { OutboundClient } from '../../platform/outbound-http.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { childTrace, type TraceContext, writeTraceparent } from '../../platform/trace-context.ts';
import type { SpanResult, Tracing } from '../../platform/tracing.ts';
import { type AgentWebhook, findWebhooks } from '../agents/secrets/store.ts';
import type { AttemptResult } from './rules.ts';
import type { Begun } from './schedule/claim.ts';
import { originOf } from './schedule/lane.ts';
import { signWebhook } from './signature.ts';

export type AttemptDependencies = {
  secrets: SecretBox;
  client: OutboundClient;
  log: Logger;
  now: () => Date;
  /** Milliseconds that an attempt has. */
  timeoutMs: number;
  /** Undefined if no spans are exported. */
  tracing?: Tracing | undefined;
};

/** The address and secret of a delivery, or the reason for a failed attempt or for giving up. */
export type Endpoint =
  | { url: string; origin: string; secret: string | undefined }
  | { unreadable: string }
  | { gone: string };

/** The webhooks of some agents as they are now. */
export async function findEndpoints(
  { secrets, log }: Pick<AttemptDependencies, 'secrets' | 'log'>,
  db: Kysely<Tables>,
  agentIds: readonly string[],
): Promise<(agentId: string) => Endpoint> {
  const webhooks = await findWebhooks({ db, secrets }, [...new Set(agentIds)]);
  const endpoints = new Map<string, Endpoint>();
  return (agentId) => {
    const known = endpoints.get(agentId);
    if (known !== undefined) return known;
    const endpoint = endpointOf(webhooks.get(agentId), (error) =>
      log.error({ err: error, agent: agentId }, 'the webhook of an agent cannot be read'),
    );
    endpoints.set(agentId, endpoint);
    return endpoint;
  };
}

function endpointOf(read: (() => AgentWebhook) | undefined, onUnreadable: (error: unknown) => void): Endpoint {
  if (read === undefined) return { gone: 'The agent was deleted.' };
  try {
    const { url, secret } = read();
    return url === '' ? { gone: 'The webhook_url of the agent was removed.' } : { url, origin: originOf(url), secret };
  } catch (error) {
    onUnreadable(error);
    return { unreadable: 'The address or the secret of the webhook cannot be read at present.' };
  }
}

/** Posts an event, signed for this attempt. An attempt is a span of its own in the trace of the request. Never throws. */
export async function postEvent(
  { client, now, timeoutMs, tracing }: AttemptDependencies,
  { id, body, cause }: Pick<Begun, 'id' | 'body' | 'cause'>,
  { url, secret }: { url: string; secret: string | undefined },
): Promise<AttemptResult> {
  const span = tracing?.start('client', cause.trace);
  const trace = span?.context ?? (cause.trace && childTrace(cause.trace));
  const timestamp = Math.floor(now().getTime() / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'voice-agents-api',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...causeHeaders(cause.requestId, trace),
    ...(secret === undefined ? {} : { 'webhook-signature': signWebhook(secret, { id, timestamp, body }) }),
  };
  const result = await client.post(url, { headers, body, timeoutMs }).catch(
    // The client throws only errors with a sentence about the missing response.
    (error: Error) => ({ error: error.message }),
  );
  span?.end(spanOfAttempt(id, url, result));
  return result;
}

/** Headers that name the request and the trace. */
function causeHeaders(requestId: string | undefined, trace: TraceContext | undefined): Record<string, string> {
  return {
    ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
    ...(trace === undefined ? {} : { traceparent: writeTraceparent(trace) }),
    ...(trace?.state === undefined ? {} : { tracestate: trace.state }),
  };
}

/**
 * Only the host of the address is recorded, because paths can contain tokens (OpenTelemetry semantic conventions,
 * HTTP client).
 */
function spanOfAttempt(id: string, url: string, result: AttemptResult): SpanResult {
  const isError = 'error' in result || result.status >= 400;
  return {
    name: 'POST',
    attributes: {
      'http.request.method': 'POST',
      'server.address': new URL(url).hostname,
      'webhook.id': id,
      ...('error' in result ? {} : { 'http.response.status_code': result.status }),
      ...(isError ? { 'error.type': 'error' in result ? 'no_response' : String(result.status) } : {}),
    },
    isError,
  };
}
