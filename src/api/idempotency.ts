import type { Kysely } from 'kysely';
import type { Tables } from '../platform/database/tables.ts';
import { inTransaction } from '../platform/database/transactions.ts';
import { claimKey, findStored, type KeyedRequest, type Stored, storeResponse } from '../platform/idempotency.ts';
import { hashOfJson } from '../platform/json-hash.ts';
import { type ErrorResponse, errorResponse } from './errors.ts';

/** The part of a request that identifies the created resource. */
type IncomingRequest = {
  id: string;
  principal: { workspaceId: string };
  params: object;
  headers: { 'idempotency-key'?: string };
  body: unknown;
};

/** An operation that takes an `Idempotency-Key`. */
export type KeyedOperation<Request, Result, Response> = {
  /**
   * Work without a transaction: checks, look-ups over the network. Returns a response, or the work that creates
   * something. The work's result is stored unless it is an error; it holds no token and no secret.
   */
  prepare(request: Request): Promise<{ response: Response } | { work: Work<Result> }>;
  /** Makes the response of the result of the work, now or when the request is repeated. */
  respond(result: Result, request: Request): Promise<Response>;
};

/** Can be executed several times, as by `inTransaction`. */
type Work<Result> = (transaction: Kysely<Tables>) => Promise<Result>;

/** Makes a handler of a keyed operation. */
export type Idempotent = ReturnType<typeof createIdempotent>;

/** `retentionDays` is for how long a response is stored. */
type IdempotencyDependencies = { db: Kysely<Tables>; now: () => Date; retentionDays: number };

type AnyResponse = { status: number; headers?: object };

const IS_RUNNING = 'The request under this "Idempotency-Key" is still running. Nothing was changed. Retry it later.';

/**
 * Executes each request under an `Idempotency-Key` once. The key, the work and its result are stored in one transaction,
 * so a crash leaves all of them or none. An error is not stored: its request can be corrected under the same key.
 *
 * The same request during the first one is a conflict. In another process it waits for the transaction of the first one,
 * then it is a replay.
 */
export function createIdempotent({ db, now, retentionDays }: IdempotencyDependencies) {
  /** Hashes of the requests that this process executes at present, by their keys. */
  const running = new Map<string, string>();

  return <Request extends IncomingRequest, Result extends AnyResponse, Response extends AnyResponse>(
    operationId: string,
    { prepare, respond }: KeyedOperation<Request, Result, Response>,
  ) => {
    const replay = async (
      stored: Stored,
      request: Request,
    ): Promise<Response | ErrorResponse<'idempotency_conflict'>> => {
      if (stored.kind === 'another') return errorResponse(request.id, 'idempotency_conflict');
      // It was stored by this operation.
      const response = await respond(JSON.parse(stored.response) as Result, request);
      return { ...response, headers: { ...response.headers, 'Idempotent-Replayed': 'true' } };
    };

    const execute = async (request: Request, keyed: KeyedRequest | undefined) => {
      const stored = keyed && (await findStored(db, keyed, now()));
      if (stored !== undefined) return replay(stored, request);
      const prepared = await prepare(request);
      if ('response' in prepared) return prepared.response;
      const done = await commit(keyed, prepared.work);
      return 'stored' in done ? replay(done.stored, request) : respond(done.result, request);
    };

    return async (request: Request): Promise<Response | ErrorResponse<'idempotency_conflict'>> => {
      const { id, principal, params, headers, body } = request;
      const key = headers['idempotency-key'];
      if (key === undefined) return execute(request, undefined);
      const { workspaceId } = principal;
      const hash = hashOfJson([params, body ?? null]);
      const name = JSON.stringify([workspaceId, operationId, key]);
      const other = running.get(name);
      if (other !== undefined) {
        return errorResponse(id, 'idempotency_conflict', other === hash ? { message: IS_RUNNING } : {});
      }
      running.set(name, hash);
      try {
        return await execute(request, { workspaceId, operation: operationId, key, hash });
      } finally {
        running.delete(name);
      }
    };
  };

  /** Commits the work and its result, or rolls an error back. */
  async function commit<Result extends AnyResponse>(keyed: KeyedRequest | undefined, work: Work<Result>) {
    return inTransaction(db, (transaction) => attempt(transaction, keyed, work), {
      keep: (done) => 'result' in done && done.result.status < 400,
    });
  }

  async function attempt<Result extends AnyResponse>(
    transaction: Kysely<Tables>,
    keyed: KeyedRequest | undefined,
    work: Work<Result>,
  ): Promise<{ result: Result } | { stored: Stored }> {
    if (keyed === undefined) return { result: await work(transaction) };
    const stored = await claimKey(transaction, keyed, { now: now(), days: retentionDays });
    if (stored !== undefined) return { stored };
    const result = await work(transaction);
    await storeResponse(transaction, keyed, JSON.stringify(result));
    return { result };
  }
}
