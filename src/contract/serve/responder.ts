import type { ServedOperation } from './engine.ts';
import type { Adapter, ContractOptions, Exchange } from './options.ts';
import { rejectWithProblem } from './problems.ts';
import { serializeFree } from './responses.ts';
import { type ContractResponse, Ended, type RawResponse, Rejection } from './types.ts';

/** Makes of what the engine returns or throws a response that can be sent. */
export function createResponder<Principal, Raw>(
  options: ContractOptions<Principal, Raw>,
  { presetHeaders }: Adapter<Raw>,
  handle: (exchange: Exchange<Principal, Raw>) => Promise<RawResponse>,
): (exchange: Exchange<Principal, Raw>) => Promise<ContractResponse> {
  const { reject = rejectWithProblem, validateResponses: share = 1, strict = false, onResponse } = options;
  const serialize = (exchange: Exchange<Principal, Raw>, response: RawResponse): Promise<ContractResponse> => {
    const { served, method, request } = exchange;
    const thorough = share === 1 || (share > 0 && Math.random() < share);
    // Only an exchange with an operation reaches a handler.
    return (served as ServedOperation).responses.serialize(response, {
      thorough,
      isHead: method === 'head',
      given: thorough ? presetHeaders?.(request.raw) : undefined,
    });
  };
  /** A rejection keeps its true status where the contract does not declare it, unless the options are strict. */
  const serializeRejection = async (exchange: Exchange<Principal, Raw>, response: RawResponse) => {
    const { served } = exchange;
    const isFree = served === undefined || (!strict && !served.responses.declares(response.status));
    return isFree ? serializeFree(response) : serialize(exchange, response);
  };
  const fail = async (exchange: Exchange<Principal, Raw>, error: unknown): Promise<ContractResponse> => {
    const response = await reject({ kind: 'failed', error }, exchange);
    try {
      return await serializeRejection(exchange, response);
    } catch {
      // The failure itself is in the log already; its response is sent as it is rather than not at all.
      return serializeFree(response);
    }
  };
  const end = async (exchange: Exchange<Principal, Raw>, error: unknown) => {
    if (!(error instanceof Rejection || error instanceof Ended))
      return { sent: await fail(exchange, error), failure: error };
    try {
      const response = error instanceof Ended ? error.response : await reject(error.reason, exchange);
      return { sent: await serializeRejection(exchange, response), failure: undefined };
    } catch (failure) {
      return { sent: await fail(exchange, failure), failure };
    }
  };
  return async (exchange) => {
    let sent: ContractResponse;
    let failure: unknown;
    try {
      sent = await serialize(exchange, await handle(exchange));
    } catch (error) {
      ({ sent, failure } = await end(exchange, error));
    }
    const { operationId, principal, request } = exchange;
    onResponse?.({ operationId, principal, failure }, request.raw);
    return sent;
  };
}
