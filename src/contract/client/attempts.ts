import { type CallHooks, callHook, ThrownByHook } from './hooks.ts';
import { wait } from './wait.ts';

/** When a call is sent again, and how long it may take. */
export type AttemptOptions = CallHooks & {
  /**
   * Attempts after the first one; 2 by default, 0 for none. Only calls that are safe (RFC 9110 §9.2.1) or have an
   * idempotency key are sent again: after 408, 429, a status from 500, a time-out, or no whole response.
   */
  retries?: number | undefined;
  /** Milliseconds before the second attempt, doubled before each further one, up to 16 times as many; 500 by default. */
  retryDelayMs?: number | undefined;
  /** Whether a 409 is retried too: for an API that returns it while another request is running. False by default. */
  retryConflicts?: boolean | undefined;
  /** Milliseconds for one attempt, to the end of its response or, of a stream, of its headers; 30 000 by default. */
  attemptTimeoutMs?: number | undefined;
  /** Milliseconds for all attempts and the waits between them; 120 000 by default. */
  timeoutMs?: number | undefined;
};

/** A call as its attempts see it. */
export type RepeatedCall = {
  fetch: (request: Request) => Promise<Response>;
  options: AttemptOptions;
  isRepeatable: boolean;
  /** Whether the caller reads the body as it arrives, so that no attempt can wait for its end. */
  isStreamed: boolean;
};

type Outcome = { response: Response } | { response?: Response; error: unknown };

/** Doublings of the delay. */
const MOST_DOUBLINGS = 4;
/** A server that asks for more time gets no other attempt. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * Sends a request until a response need not be repeated, or no attempt or time is left. Every attempt sends the same
 * bytes.
 *
 * @returns the last response, whatever its status
 * @throws what the last attempt threw: a `TimeoutError` after a time-out, the reason of the request's signal after an
 * abort;
 *   `ThrownByHook` if a hook threw
 */
export async function sendRepeatedly(request: Request, call: RepeatedCall): Promise<Response> {
  const { retries = 2, timeoutMs = 120_000, attemptTimeoutMs = 30_000, onRetry } = call.options;
  const end = performance.now() + timeoutMs;
  for (let attempt = 1; ; attempt++) {
    const isLast = !call.isRepeatable || attempt > retries;
    const left = Math.min(attemptTimeoutMs, end - performance.now());
    const outcome = await sendOnce(isLast ? request : request.clone(), call, { attempt, timeoutMs: left });
    if (request.signal.aborted) throw request.signal.reason;
    if ('error' in outcome && outcome.error instanceof ThrownByHook) throw outcome.error;
    const delayMs = isLast ? undefined : delayAfter(outcome, attempt, call.options);
    if (delayMs === undefined || performance.now() + delayMs >= end) {
      // A caller that reads the body of an interrupted response gets its error.
      if (outcome.response === undefined) throw (outcome as { error: unknown }).error;
      return outcome.response;
    }
    await callHook(onRetry, { attempt, delayMs, ...outcome });
    if (!('error' in outcome)) await outcome.response.body?.cancel();
    await wait(delayMs, request.signal);
  }
}

/** An attempt, to the end of its response unless that is streamed. */
async function sendOnce(
  request: Request,
  { fetch, isStreamed, options }: RepeatedCall,
  { attempt, timeoutMs }: { attempt: number; timeoutMs: number },
): Promise<Outcome> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(new DOMException(`There was no whole response in ${Math.round(timeoutMs)} ms.`, 'TimeoutError'));
  };
  const timer = setTimeout(stop, timeoutMs);
  const signal = AbortSignal.any([request.signal, controller.signal]);
  let response: Response | undefined;
  const receive = async (): Promise<Outcome> => {
    const own = new Request(request, { signal });
    const changed = await callHook(options.onRequest, { request: own, attempt });
    // A hook can be slow: calls that ended meanwhile are not sent.
    signal.throwIfAborted();
    const sent = changed === undefined ? own : new Request(changed, { signal });
    response = await fetch(sent);
    if (!isStreamed) await drain(response.clone());
    return { response: (await callHook(options.onResponse, { request: sent, response, attempt })) ?? response };
  };
  try {
    // A `fetch` of the caller may not know signals.
    return await Promise.race([receive(), whenAborted(signal)]);
  } catch (error) {
    return response === undefined || signal.aborted ? { error } : { response, error };
  } finally {
    clearTimeout(timer);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** Waits for the end of a body. The response it was cloned from keeps it. */
async function drain({ body }: Response): Promise<void> {
  const reader = body?.getReader();
  while (reader !== undefined && !(await reader.read()).done);
}

/** Milliseconds until the next attempt; undefined if there should be none. */
function delayAfter(outcome: Outcome, attempt: number, options: AttemptOptions): number | undefined {
  const { retryConflicts = false, retryDelayMs = 500 } = options;
  const longest = retryDelayMs * 2 ** Math.min(attempt - 1, MOST_DOUBLINGS);
  const delay = longest * (0.5 + Math.random() / 2);
  if ('error' in outcome) return delay;
  const { status, headers } = outcome.response;
  const isRetried = status === 408 || status === 429 || status >= 500 || (retryConflicts && status === 409);
  if (!isRetried) return undefined;
  const asked = millisecondsOf(headers.get('retry-after'));
  if (asked > LONGEST_RETRY_AFTER_MS) return undefined;
  return Math.max(delay, asked);
}

/** RFC 9110 §10.2.3: seconds, or a date. 0 for anything else. */
function millisecondsOf(retryAfter: string | null): number {
  if (retryAfter === null) return 0;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}
