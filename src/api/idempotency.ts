import type { Kysely } from 'kysely';
import type { Tables } from '../platform/database/tables.ts';
import { claimKey, keepAnswer, releaseKey } from '../platform/idempotency.ts';
import { hashOfJson } from '../platform/json-hash.ts';
import { type Problem, problem } from './errors.ts';

/** A request as far as it says what is to be made once. */
type KeyedRequest = {
  id: string;
  principal: { workspaceId: string };
  params: object;
  headers: { 'idempotency-key'?: string };
  body: unknown;
};

/** Makes a handler do each request under an `Idempotency-Key` once. */
export type Idempotent = ReturnType<typeof createIdempotent>;

type AnyAnswer = { status: number; headers?: object; body?: unknown };

/**
 * Does a request under an `Idempotency-Key` once: repeated, it is answered as it was the first time. A failure of this
 * side, thrown or a 5xx, gives the key back. The answer is kept after the work is done and not with it, so where a process
 * is killed between the two, the request is done anew after a minute.
 *
 * @param operationId each operation has keys of its own
 */
export function createIdempotent({ db, now }: { db: Kysely<Tables>; now: () => Date }) {
  return <Request extends KeyedRequest, Given extends AnyAnswer>(
    operationId: string,
    handle: (request: Request) => Promise<Given>,
  ) =>
    async (request: Request): Promise<Given | Problem<'idempotency_conflict'>> => {
      const { id, principal, params, headers, body } = request;
      const key = headers['idempotency-key'];
      if (key === undefined) return handle(request);
      const hash = hashOfJson([params, body ?? null]);
      const state = await claimKey(
        db,
        { workspaceId: principal.workspaceId, operation: operationId, key, hash },
        now(),
      );
      switch (state.kind) {
        case 'another':
          return problem(id, 'idempotency_conflict');
        case 'running': {
          const message = 'The request under this "Idempotency-Key" is still under way. Nothing was changed.';
          return problem(id, 'idempotency_conflict', { message });
        }
        case 'done': {
          // It was written from an answer to the same operation.
          const answer = JSON.parse(state.answer) as Given;
          return { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } };
        }
        case 'new':
          return attempt(state.claim, () => handle(request));
      }
    };

  async function attempt<Given extends AnyAnswer>(claim: string, work: () => Promise<Given>): Promise<Given> {
    let answer: Given;
    try {
      answer = await work();
    } catch (error) {
      await releaseKey(db, claim);
      throw error;
    }
    if (answer.status >= 500) await releaseKey(db, claim);
    else await keepAnswer(db, claim, JSON.stringify(answer), now());
    return answer;
  }
}
