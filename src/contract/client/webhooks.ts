import type { Readable } from 'openapi-typescript-helpers';
import type { JsonBodyOf } from './body-types.ts';

/**
 * The key of signatures: `whsec_` and Base64, which is decoded; any other text, whose UTF-8 bytes are the key; or the bytes
 * themselves.
 */
export type WebhookSecret = string | Uint8Array;

/** A webhook as it arrived: a `Request`, or the headers and the body that a server has read. */
export type ReceivedWebhook =
  | Request
  | {
      headers: Headers | { readonly [name: string]: string | readonly string[] | undefined };
      /** Unchanged, as text or bytes: the signature is that of its bytes. */
      body: string | Uint8Array;
    };

export type VerifyOptions = {
  /** Several while a secret is replaced: a signature with any of them is valid. */
  secret: WebhookSecret | readonly WebhookSecret[];
  /** Seconds that a webhook may be old; 300 by default. */
  maxAgeSeconds?: number | undefined;
  /** Seconds that the sender's clock may be ahead; 300 by default. */
  maxAheadSeconds?: number | undefined;
  /** The clock, for tests. */
  now?: (() => Date) | undefined;
};

/** The check that a webhook did not pass. */
export type WebhookFailure =
  | 'missing_header'
  | 'invalid_timestamp'
  | 'too_old'
  | 'too_new'
  | 'wrong_signature'
  | 'invalid_body';

/** A webhook that must not be used. Respond with 400. */
export class WebhookError extends Error {
  override name = 'WebhookError';
  readonly failure: WebhookFailure;

  constructor(failure: WebhookFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/**
 * The events that a contract sends.
 *
 * @typeParam Webhooks `webhooks` of the generated `types.ts`
 */
export type EventOf<Webhooks> = {
  [Name in keyof Webhooks]: Webhooks[Name] extends { post: { requestBody?: infer Body } }
    ? NonNullable<Body> extends { content: infer Content }
      ? Readable<JsonBodyOf<Content>>
      : never
    : never;
}[keyof Webhooks];

/**
 * Verifies a webhook that is signed by Standard Webhooks, and returns its event. Signatures are compared in constant time.
 *
 * @typeParam Event `EventOf<webhooks>`
 * @throws WebhookError if the webhook is not signed, or not signed recently
 * @throws TypeError if there is no secret, or the body is not what arrived
 * @example
 * const event = await verifyWebhook<EventOf<webhooks>>(request, { secret });
 */
export async function verifyWebhook<Event = unknown>(
  received: ReceivedWebhook,
  options: VerifyOptions,
): Promise<Event> {
  const { maxAgeSeconds = 300, maxAheadSeconds = 300, now = () => new Date() } = options;
  const keys = await Promise.all([options.secret].flat().map(importKey));
  if (keys.length === 0) throw new TypeError(NO_SECRET);
  const id = requireHeader(received, 'webhook-id');
  const timestamp = requireHeader(received, 'webhook-timestamp');
  const signatures = requireHeader(received, 'webhook-signature');
  assertRecent(timestamp, Math.floor(now().getTime() / 1000), { maxAgeSeconds, maxAheadSeconds });
  const body = await bytesOfWebhook(received);
  const content = signedContent(id, timestamp, body);
  const expected = await Promise.all(keys.map((key) => sign(key, content)));
  const given = signatures.split(' ').filter((one) => one.startsWith(VERSION));
  if (!given.some((one) => expected.some((other) => isSameSignature(one, other)))) {
    const problem = given.length === 0 ? `has no signature of version "${VERSION}"` : 'has no signature of the body';
    throw new WebhookError(
      'wrong_signature',
      `The header webhook-signature ${problem}. Check the secret, and verify the body as it arrived.`,
    );
  }
  try {
    // The caller's type: only the holder of the secret can sign.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Event;
  } catch (cause) {
    throw new WebhookError('invalid_body', 'The body is signed, but it is not JSON.', { cause });
  }
}

export type TestEventOptions = {
  secret: WebhookSecret;
  /** By default the member `id` of the event, or else a new one. */
  id?: string | undefined;
  /** When it is signed; by default now. */
  at?: Date | undefined;
};

/** A signed webhook, ready to be sent. */
export type TestEvent = { headers: Record<string, string>; body: string };

/**
 * Makes the headers and the body with which an event is sent, for tests of a receiver.
 *
 * @typeParam Event `EventOf<webhooks>`
 * @throws TypeError if the secret is empty
 * @example
 * const response = await fetch(receiver, { method: 'POST', ...(await constructTestEvent(event, { secret })) });
 */
export async function constructTestEvent<Event>(
  event: Event,
  { secret, id = idOfEvent(event), at = new Date() }: TestEventOptions,
): Promise<TestEvent> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const content = signedContent(id, timestamp, new TextEncoder().encode(body));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': await sign(await importKey(secret), content),
  };
  return { headers, body };
}

const VERSION = 'v1,';
const PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const NO_SECRET = 'secret: at least one secret is needed, and none can be empty.';

function idOfEvent(event: unknown): string {
  const { id } = Object(event) as { id?: unknown };
  return typeof id === 'string' ? id : `msg_${crypto.randomUUID()}`;
}

/** @throws WebhookError if the webhook does not have the header */
function requireHeader({ headers }: ReceivedWebhook, name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : // Gateways pass names on in any case.
        Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookError('missing_header', `The header ${name} is missing. The webhook is not signed.`);
}

function assertRecent(
  timestamp: string,
  now: number,
  { maxAgeSeconds, maxAheadSeconds }: { maxAgeSeconds: number; maxAheadSeconds: number },
): void {
  if (!/^\d{1,15}$/.test(timestamp))
    throw new WebhookError('invalid_timestamp', 'The header webhook-timestamp must be seconds since 1970.');
  const age = now - Number(timestamp);
  if (age > maxAgeSeconds)
    throw new WebhookError('too_old', `The webhook was signed ${age} s ago. The limit is ${maxAgeSeconds} s.`);
  if (-age > maxAheadSeconds)
    throw new WebhookError('too_new', `The webhook was signed ${-age} s ahead. The limit is ${maxAheadSeconds} s.`);
}

async function bytesOfWebhook(received: ReceivedWebhook): Promise<Uint8Array<ArrayBuffer>> {
  if (received instanceof Request) {
    if (received.bodyUsed) throw new TypeError('The body of the request has been read already. Verify it before.');
    return new Uint8Array(await received.arrayBuffer());
  }
  const { body } = received;
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new TypeError('body must be the string or the bytes that arrived, not a parsed value.');
}

function signedContent(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(start.length + body.length);
  content.set(start);
  content.set(body, start.length);
  return content;
}

async function importKey(secret: WebhookSecret): Promise<CryptoKey> {
  const bytes = keyBytes(secret);
  if (bytes.length === 0) throw new TypeError(NO_SECRET);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

function keyBytes(secret: WebhookSecret): Uint8Array<ArrayBuffer> {
  if (typeof secret !== 'string') return new Uint8Array(secret);
  const encoded = secret.slice(PREFIX.length);
  const isEncoded = secret.startsWith(PREFIX) && encoded !== '' && BASE64.test(encoded);
  return isEncoded ? Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)) : new TextEncoder().encode(secret);
}

/** `v1,` and the HMAC-SHA256 in Base64. */
async function sign(key: CryptoKey, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
  return VERSION + btoa(Array.from(signature, (byte) => String.fromCharCode(byte)).join(''));
}

/** Compares each character, so that the time does not show where two texts of equal length differ. */
function isSameSignature(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false;
  let difference = 0;
  for (let at = 0; at < expected.length; at++) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
}
