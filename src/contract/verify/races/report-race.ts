import type { CheckName } from '../check-names.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import type { Raced } from './together.ts';

/** Characters of a body that a message has at most. */
const MOST_BODY = 100;

/** A race that no order of its requests explains. */
export type RaceFinding = {
  check: CheckName;
  operation: VerifiableOperation;
  /** The exchange that shows it. */
  shown: CompletedExchange;
  message: string;
  cause: string;
  /** Requests before the race. */
  steps: SentRequest[];
  raced: Raced[];
};

export function reportRace(run: Run, { check, operation, shown, message, cause, steps, raced }: RaceFinding): void {
  const { request, response } = shown;
  const fault = { message, pointer: operation.pointer, cause };
  const atOnce = raced.map(({ exchange }) => exchange.request);
  run.session.report({ check, operation, fault, request, response, steps, atOnce });
}

/** The requests of a race with their responses, as in `updatePet {"name":"x"} (200) and deletePet (204)`. */
export function describeRaced(raced: Raced[]): string {
  const texts = raced.map(({ operation, exchange }) => {
    const { body = '' } = exchange.request;
    const excerpt = body.length > MOST_BODY ? `${body.slice(0, MOST_BODY)}…` : body;
    const status = 'response' in exchange ? exchange.response.status : 'no response';
    return [operation.operationId, ...(excerpt === '' ? [] : [excerpt]), `(${status})`].join(' ');
  });
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
