import { sequenceFormat } from '../document/sequences.ts';
import { type AttemptOptions, type RepeatedCall, sendRepeatedly } from './attempts.ts';
import { type Credentials, type PlacedCredentials, placeCredentials } from './auth.ts';
import { readResponseBody } from './body.ts';
import type { ClientContract } from './contract.ts';
import { errorFromResponse, errorFromUnreadable, errorWithoutResponse, valueAtPlace } from './errors.ts';
import { ThrownByHook } from './hooks.ts';
import { iterateItems } from './items.ts';
import {
  createSendCall,
  METHODS,
  mergeHeaders,
  type PreparedCall,
  type SendCall,
  type SendRequest,
} from './openapi-fetch.ts';
import { type CallerCall, type CallerInit, prepareCall } from './prepare.ts';
import type { ConnectionOptions, ContractClient } from './types.ts';

export type { AttemptOptions } from './attempts.ts';
export type { BasicCredentials, Sourced } from './auth.ts';
export type { ClientContract } from './contract.ts';
export { ApiError, type RequestFailure } from './errors.ts';
export type { CallHooks, RequestContext, ResponseContext, Retry } from './hooks.ts';
export { type ClientUpdates, pickUpdate } from './to-update.ts';
export type { ContractClient, ErrorBodyOf, ErrorCodeOf, OptionsOf } from './types.ts';
export type { ToUpdate } from './update-types.ts';

/**
 * A client of any contract; `client.ts`, which `keepspec build` writes, calls it. Every response that is not 2xx is thrown
 * as `ApiError`, 304 included; so are unreadable responses and requests without a response. An aborted request throws the
 * reason of its `signal`. A path value that would lead to another path (`..`, `.`, empty) is thrown as `TypeError`, and
 * nothing is sent.
 *
 * @throws TypeError if `baseUrl` is not an http(s) URL, or credentials cannot be sent
 */
export function createContractClient<Paths extends object, Contract extends ClientContract>(
  contract: Contract,
  { baseUrl, auth, fetch, ...attempts }: ConnectionOptions & { auth?: Credentials | undefined },
): ContractClient<Paths, Contract> {
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError(`baseUrl must be an http(s) URL, not "${baseUrl}".`);
  }
  const runtime: Runtime = {
    contract,
    credentials: placeCredentials(contract, auth),
    send: createSendCall(baseUrl),
    // Looked up at each call: tests and tools replace the global one.
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    attempts,
  };
  const declared = Object.keys(contract.operations).map((name) => name.slice(0, name.indexOf(' ')));
  const methods = [...new Set([...METHODS, ...declared])].map((method) => [
    method,
    (path: string, init?: CallerInit) => succeed(runtime, { method, path, init }),
  ]);
  const pages = (path: string, init?: CallerInit) => readPages(runtime, path, init);
  const items = (path: string, init?: CallerInit) => readPagedItems(runtime, path, init);
  return { ...Object.fromEntries(methods), pages, items } as ContractClient<Paths, Contract>;
}

type Runtime = {
  contract: ClientContract;
  credentials: PlacedCredentials;
  send: SendCall;
  fetch: SendRequest;
  attempts: AttemptOptions;
};

async function succeed(runtime: Runtime, caller: CallerCall): Promise<{ data: unknown; response: Response }> {
  const { contract, credentials, send } = runtime;
  const operation = contract.operations[`${caller.method} ${caller.path}`] ?? {};
  const signal = caller.init?.signal;
  const placed = caller.init?.auth === undefined ? credentials : placeCredentials(contract, caller.init.auth);
  const prepared = await prepareCall(caller, operation, placed);
  const hasKey = operation.idempotencyKey !== undefined && prepared.headers.has(operation.idempotencyKey);
  const how = {
    options: { ...runtime.attempts, ...caller.init?.attempts },
    // A stream is sent once.
    isRepeatable: (SAFE.has(caller.method) || hasKey) && prepared.duplex === undefined,
    isStreamed: caller.init?.parseAs === 'stream' || operation.items === true,
  };
  const call = repeated(runtime, prepared, how);
  const { data, error, response } = await receive(send, call, signal);
  if (!response.ok) throw errorFromResponse(response, error, contract.errors);
  if (caller.init?.parseAs === 'stream') return { data: response.body ?? undefined, response };
  if (data === undefined) return { data, response };
  const format = operation.items ? sequenceFormat(response.headers.get('content-type') ?? '') : undefined;
  if (format !== undefined) {
    const isSafe = SAFE.has(caller.method) && call.duplex === undefined;
    // A stream that broke off has attempts of its own.
    const again = repeated(runtime, prepared, { ...how, isRepeatable: false });
    const reopen = format === 'events' && isSafe ? reopener(runtime, again, signal) : undefined;
    return { data: iterateItems(response, { format, signal, reopen }), response };
  }
  try {
    return { data: await readResponseBody(response, call.readAs), response };
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw errorFromUnreadable(response, cause);
  }
}

/** Methods of requests that may be sent again (RFC 9110 §9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY']);

/** A call that is sent by attempts. */
function repeated<Call extends PreparedCall>(
  { fetch }: Runtime,
  call: Call,
  how: Pick<RepeatedCall, 'options' | 'isRepeatable' | 'isStreamed'>,
): Call {
  return { ...call, fetch: (request: Request) => sendRepeatedly(request, { fetch, ...how }) };
}

/** Sends a call again, from behind an event. */
function reopener({ contract, send }: Runtime, call: PreparedCall, signal: AbortSignal | null | undefined) {
  return async (lastEventId: string): Promise<Response> => {
    const headers = mergeHeaders(call.headers, { 'Last-Event-ID': lastEventId });
    const { error, response } = await receive(send, { ...call, headers }, signal);
    if (!response.ok) throw errorFromResponse(response, error, contract.errors);
    return response;
  };
}

async function receive(send: SendCall, call: PreparedCall, signal: AbortSignal | null | undefined) {
  let isReceived = false;
  let result: Response | undefined;
  const first = {
    onResponse() {
      isReceived = true;
    },
  };
  const last = {
    onResponse({ response }: { response: Response }) {
      result = response;
    },
  };
  try {
    // Middleware runs backwards on the way in.
    return await send({ ...call, middleware: [last, ...call.middleware, first] });
  } catch (cause) {
    if (cause instanceof ThrownByHook) throw cause.reason;
    if (signal?.aborted) throw cause;
    if (result !== undefined) throw errorFromUnreadable(result, cause);
    // Errors of the caller's middleware reach the caller unchanged.
    throw isReceived ? cause : errorWithoutResponse(cause);
  }
}

async function* readPages(runtime: Runtime, path: string, init: CallerInit = {}): AsyncGenerator<unknown, void> {
  const { pages } = runtime.contract.operations[`GET ${path}`] ?? {};
  if (pages === undefined) throw new TypeError(`GET ${path} has no cursor in the contract.`);
  const query: Record<string, unknown> = { ...init.params?.query };
  const seen = new Set<unknown>([query[pages.cursor]]);
  for (;;) {
    const { data } = await succeed(runtime, {
      method: 'GET',
      path,
      init: { ...init, params: { ...init.params, query } },
    });
    yield data;
    const next = valueAtPlace(data, pages.next);
    if (next === undefined || next === null || next === '') return;
    if (seen.has(next)) throw new Error(`GET ${path} returned a cursor again: its pages have no end.`);
    seen.add(next);
    query[pages.cursor] = next;
  }
}

async function* readPagedItems(runtime: Runtime, path: string, init?: CallerInit): AsyncGenerator<unknown, void> {
  const place = runtime.contract.operations[`GET ${path}`]?.pages?.items;
  if (place === undefined) throw new TypeError(`GET ${path} has no list of items with a cursor in the contract.`);
  for await (const page of readPages(runtime, path, init)) {
    for (const item of (valueAtPlace(page, place) as unknown[] | undefined) ?? []) yield item;
  }
}
