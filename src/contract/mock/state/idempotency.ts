import { createHash } from 'node:crypto';
import type { Operation } from '../../document/document.ts';
import type { MockResponse } from '../prism.ts';
import { requestHeader } from './conditions.ts';
import type { StateContext, StateRequest } from './context.ts';
import { respondWithFailure } from './failures.ts';

/** Keys that are remembered at most; the oldest are forgotten first. */
const MOST_KEYS = 5000;

/** The response is a promise: the same request can come again before it is there. */
type Remembered = { fingerprint: string; response: Promise<MockResponse | undefined> };

/** Responses by `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header §2). */
export type RememberedResponses = Map<string, Remembered>;

function takesKey({ parameters }: Operation): boolean {
  return parameters.some(({ in: where, name }) => where === 'header' && name.toLowerCase() === 'idempotency-key');
}

/** Makes a response once for each `Idempotency-Key` of an operation that declares it. */
export async function onceForKey(
  context: StateContext,
  remembered: RememberedResponses,
  visit: StateRequest,
  make: () => Promise<MockResponse | undefined>,
): Promise<MockResponse | undefined> {
  const { operation } = visit.stateful;
  const key = takesKey(operation) ? requestHeader(visit, 'idempotency-key') : undefined;
  if (key === undefined) return make();
  const fingerprint = fingerprintOf(visit);
  // Each operation has keys of its own.
  const place = `${visit.exchange.operationId} ${key}`;
  const known = remembered.get(place);
  if (known === undefined) return makeOnce(remembered, place, { fingerprint, response: make() });
  if (known.fingerprint === fingerprint) {
    const response = await known.response.catch(() => undefined);
    // A first request that failed is forgotten by now.
    return isStored(response) ? replay(response, operation) : onceForKey(context, remembered, visit, make);
  }
  const { responses } = operation;
  const status = ['409', '422', '400'].find((one) => Object.hasOwn(responses, one)) ?? '409';
  const detail = 'Another request was sent under this Idempotency-Key. Use another key.';
  return respondWithFailure(context, visit, { status: Number(status), detail, prefers: /idempot/i });
}

/** Errors are not stored. */
function isStored(response: MockResponse | undefined): response is MockResponse {
  return response !== undefined && response.status < 300;
}

async function makeOnce(
  remembered: RememberedResponses,
  key: string,
  made: Remembered,
): Promise<MockResponse | undefined> {
  rememberResponse(remembered, key, made);
  let response: MockResponse | undefined;
  try {
    response = await made.response;
    return response;
  } finally {
    // After a reset the key can belong to another request.
    if (!isStored(response) && remembered.get(key) === made) remembered.delete(key);
  }
}

function rememberResponse(remembered: RememberedResponses, key: string, response: Remembered): void {
  remembered.set(key, response);
  const [oldest] = remembered.size > MOST_KEYS ? remembered.keys() : [];
  if (oldest !== undefined) remembered.delete(oldest);
}

function replay({ headers, ...response }: MockResponse, { responses }: Operation): MockResponse {
  const declared = responses[response.status]?.headers ?? {};
  const mark = Object.keys(declared).find((name) => /idempot.*repl|repl.*idempot/i.test(name));
  const marked = mark === undefined ? headers : { ...headers, [mark.toLowerCase()]: 'true' };
  return { ...response, headers: marked, facts: { isReplay: true } };
}

function fingerprintOf({ exchange, body }: StateRequest): string {
  const text = JSON.stringify([exchange.method, exchange.path, exchange.query, sorted(body)]);
  return createHash('sha256').update(text).digest('base64url');
}

/** A JSON value with its members in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const members = Object.entries(value).map(([name, member]) => [name, sorted(member)]);
  return Object.fromEntries(members.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}
