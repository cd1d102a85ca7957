import { describeDestination, readDestination } from './destinations.ts';
import { signatureHeaders } from './signature.ts';

/** A request that the mock sends, or could not send. */
export type DeliveryEntry = {
  /** RFC 3339. */
  time: string;
  /** Name of the webhook, or `operationId.name` of the callback. */
  webhook: string;
  /** `webhook-id`. */
  id: string;
  method: string;
  /** Without credentials and query. */
  url: string;
  /** The receiver's, or why there is none. */
  status: number | 'failed' | 'not sent';
  /** Milliseconds. */
  ms: number;
  /** The error. */
  error?: string;
};

/** A request to send. */
export type Delivery = {
  webhook: string;
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  secret: string;
};

export type DeliveryOptions = {
  /** Sends a request, as `fetch` does. Without it nothing is sent. */
  sendWebhook?: ((request: Request) => Promise<Response>) | undefined;
  /** Hosts beside this machine that webhooks may be sent to. Without a list they may go anywhere. */
  webhookHosts?: readonly string[] | undefined;
  /** Called when a delivery has ended. */
  onDelivery?: ((entry: DeliveryEntry) => void) | undefined;
};

export type Deliveries = {
  /** Sends a request soon, after the response that caused it. */
  add: (delivery: Delivery) => void;
  /** Why nothing is sent to a URL. */
  findFault: (url: string) => Error | undefined;
  /** Notes a request that cannot be made. */
  skip: (delivery: Pick<Delivery, 'webhook' | 'id' | 'method' | 'url'>, error: string) => void;
  /** The last ones, newest first. */
  recent: () => DeliveryEntry[];
  /** Ends those that are on their way and drops those that wait. */
  stop: () => void;
};

/** Deliveries that wait at most. More are not sent. */
export const MOST_WAITING = 100;
/** Deliveries at once. */
const MOST_AT_ONCE = 4;
/** Deliveries that `recent` returns at most. */
const MOST_RECENT = 50;
/** A receiver has so long. */
export const DELIVERY_TIMEOUT_MS = 5000;

/** Sends webhooks, once each. */
export function createDeliveries(
  { sendWebhook, webhookHosts, onDelivery }: DeliveryOptions,
  timeoutMs = DELIVERY_TIMEOUT_MS,
): Deliveries {
  const waiting: Delivery[] = [];
  const recent: DeliveryEntry[] = [];
  const ended = new AbortController();
  let active = 0;
  const note = (
    { webhook, id, method, url }: Pick<Delivery, 'webhook' | 'id' | 'method' | 'url'>,
    result: DeliveryResult,
  ) => {
    const entry: DeliveryEntry = {
      time: new Date().toISOString(),
      webhook,
      id,
      method,
      url: describeDestination(url),
      ...result,
    };
    recent.unshift(entry);
    recent.splice(MOST_RECENT);
    onDelivery?.(entry);
  };
  const send = async (delivery: Delivery, sendRequest: NonNullable<typeof sendWebhook>): Promise<DeliveryResult> => {
    const start = performance.now();
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ended.signal]);
    try {
      const response = await sendRequest(toRequest(delivery, signal));
      await response.body?.cancel();
      return { status: response.status, ms: performance.now() - start };
    } catch (error) {
      return { status: 'failed', ms: performance.now() - start, error: describeFetchError(error, timeoutMs) };
    }
  };
  const work = async (): Promise<void> => {
    if (active >= MOST_AT_ONCE) return;
    const delivery = waiting.shift();
    if (delivery === undefined || sendWebhook === undefined) return;
    active += 1;
    const result = await send(delivery, sendWebhook);
    active -= 1;
    if (!ended.signal.aborted) note(delivery, result);
    void work();
  };
  const findFault = (url: string): Error | undefined => {
    if (sendWebhook === undefined) return new Error('The option sendWebhook is missing.');
    const destination = readDestination(url, webhookHosts);
    return destination instanceof Error ? destination : undefined;
  };
  return {
    findFault,
    add: (delivery) => {
      const fault = findFault(delivery.url);
      if (fault !== undefined) note(delivery, { status: 'not sent', ms: 0, error: fault.message });
      else if (waiting.length >= MOST_WAITING)
        note(delivery, { status: 'not sent', ms: 0, error: `${MOST_WAITING} deliveries are waiting` });
      else {
        waiting.push(delivery);
        // The response that caused it goes first.
        setImmediate(() => void work());
      }
    },
    skip: (delivery, error) => note(delivery, { status: 'not sent', ms: 0, error }),
    recent: () => recent,
    stop: () => {
      waiting.length = 0;
      ended.abort();
    },
  };
}

type DeliveryResult = Pick<DeliveryEntry, 'status' | 'ms' | 'error'>;

/** Signed when it is sent: receivers reject old timestamps. Redirects are not followed, because they could lead anywhere. */
function toRequest({ method, url, headers, body, id, secret }: Delivery, signal: AbortSignal): Request {
  const seconds = Math.floor(Date.now() / 1000);
  const signature = signatureHeaders(secret, { id, seconds, body: body ?? '' });
  const init = { method, headers: { ...headers, ...signature }, signal, redirect: 'manual' as const };
  return new Request(url, body === undefined ? init : { ...init, body });
}

function describeFetchError(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no response in ${timeoutMs / 1000} seconds`;
  const { code, message = error.message }: { code?: string; message?: string } =
    error.cause instanceof Error ? error.cause : error;
  if (code === 'ECONNREFUSED') return 'nothing is listening there';
  return message === '' ? (code ?? error.message) : message;
}

/** One line for a person, such as `10:24:56 webhook pet.adopted POST http://127.0.0.1:8080/ 204 3 ms`. */
export function describeDelivery({ time, webhook, method, url, status, ms, error }: DeliveryEntry): string {
  const line = `${time.slice(11, 19)} webhook ${webhook} ${method} ${url} ${status} ${Math.round(ms)} ms`;
  return error === undefined ? line : `${line}  ${error}`;
}
