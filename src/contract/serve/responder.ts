import { isThenable } from './credentials.ts';
import { createDefaultReject } from './default-reject.ts';
import type { RequestExchange, ServedOperation } from './engine.ts';
import type { Adapter, ContractOptions, ResponseInfo } from './options.ts';
import type { ReportViolation } from './report.ts';
import { sendableHeaders } from './response-headers.ts';
import { serializeFree } from './responses.ts';
import {
  type ContractResponse,
  EarlyResponse,
  type MaybePromise,
  type RawResponse,
  Rejection,
  type RejectionReason,
} from './types.ts';

type ResponderOptions<Principal, Raw> = ContractOptions<Principal, Raw> & {
  operations: ServedOperation[];
  adapter: Adapter<Raw>;
  report: ReportViolation<Principal, Raw>;
};

/** Converts results and errors of the engine into a response. */
export function createResponder<Principal, Raw>(
  options: ResponderOptions<Principal, Raw>,
  handle: (exchange: RequestExchange<Principal, Raw>) => MaybePromise<RawResponse>,
): (exchange: RequestExchange<Principal, Raw>) => Promise<ContractResponse> {
  type Own = RequestExchange<Principal, Raw>;
  const { validateResponses: share = 1, strict = false, reject, adapter } = options;
  const onResponse = options.onResponse ?? (reject === undefined ? writeFailure : undefined);
  const serialize = (exchange: Own, response: RawResponse): MaybePromise<ContractResponse> => {
    const { served, method, request } = exchange;
    const thorough = share === 1 || (share > 0 && Math.random() < share);
    // Only an exchange with an operation reaches a handler.
    return (served as ServedOperation).responses.serialize(response, {
      thorough,
      isHead: method === 'head',
      given: thorough ? adapter.presetHeaders?.(request.raw) : undefined,
    });
  };
  /** A rejection keeps its true status where the contract does not declare it, unless the options are strict. */
  const serializeOwn = (exchange: Own, response: RawResponse): MaybePromise<ContractResponse> => {
    const { served } = exchange;
    const isFree = served === undefined || (!strict && !served.responses.declares(response.status));
    return isFree ? serializeFree(response) : serialize(exchange, response);
  };
  const rejectByDefault = createDefaultReject<Principal, Raw>(options.contract, options.operations);
  const serializeDefault = async (exchange: Own, reason: RejectionReason) => {
    const { response, declaredBy } = rejectByDefault(reason, exchange);
    const isHead = exchange.method === 'head';
    // The body is valid already. Headers that only the app could know are not missed, unless the options are strict.
    if (declaredBy !== undefined)
      return declaredBy.responses.serialize(response, { thorough: strict, isHead, given: undefined });
    if (strict && exchange.served !== undefined)
      throw new Error(`The contract declares no response ${response.status} for ${exchange.operationId}.`);
    return serializeFree(response);
  };
  const rejected = async (exchange: Own, reason: RejectionReason): Promise<ContractResponse> =>
    reject === undefined ? serializeDefault(exchange, reason) : serializeOwn(exchange, await reject(reason, exchange));
  const fail = async (exchange: Own, error: unknown): Promise<ContractResponse> => {
    const reason = { kind: 'failed', error } as const;
    const response = reject === undefined ? undefined : await reject(reason, exchange);
    try {
      return await (response === undefined ? serializeDefault(exchange, reason) : serializeOwn(exchange, response));
    } catch {
      // The failure itself is in the log already; its response is sent as it is rather than not at all.
      const sent = response ?? rejectByDefault(reason, exchange).response;
      return serializeFree({ ...sent, headers: sendableHeaders(sent.headers) });
    }
  };
  const end = async (exchange: Own, error: unknown) => {
    if (!(error instanceof Rejection || error instanceof EarlyResponse))
      return { sent: await fail(exchange, error), failure: error };
    if (error instanceof Rejection) options.report(exchange, error.reason);
    try {
      const sent = await (error instanceof EarlyResponse
        ? serializeOwn(exchange, error.response)
        : rejected(exchange, error.reason));
      return { sent, failure: undefined };
    } catch (failure) {
      return { sent: await fail(exchange, failure), failure };
    }
  };
  return async (exchange) => {
    let sent: ContractResponse;
    let failure: unknown;
    try {
      const handled = handle(exchange);
      const serialized = serialize(exchange, isThenable(handled) ? await handled : handled);
      sent = serialized instanceof Promise ? await serialized : serialized;
    } catch (error) {
      ({ sent, failure } = await end(exchange, error));
    }
    const { operationId, principal, request } = exchange;
    onResponse?.({ operationId, principal, failure }, request.raw);
    return sent;
  };
}

/** A server without a log of its own still says why a response is a 500. */
function writeFailure({ operationId, failure }: ResponseInfo<unknown>): void {
  if (failure !== undefined) console.error(`${operationId ?? 'A request'} failed:`, failure);
}
