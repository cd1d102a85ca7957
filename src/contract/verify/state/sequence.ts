import type fc from 'fast-check';
import { isObject } from '../../document/references.ts';
import type { CheckFault } from '../check.ts';
import type { CheckName } from '../check-names.ts';
import type { ReportedFault } from '../findings.ts';
import type { CompletedExchange } from '../links.ts';
import { evidenceFor } from '../replay/scope.ts';
import type { Run } from '../run-context.ts';
import type { Case, PathValues, RequestParts, SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { idOfRow, type Lifecycle } from './lifecycle.ts';

/** Context of the commands of a sequence: the run, the kind of resource, and the path values above it. */
export type SequenceContext = { run: Run; life: Lifecycle; around: PathValues };

/** State of a resource that a sequence has created. */
export type KnownResource = { id: string; path: PathValues; value: unknown; isGone: boolean };

/** The resources of a sequence that the server should have, and all ids of its creations, also of those whose job is not over. */
export type Model = { known: KnownResource[]; ids: Set<string> };

/** Requests of a sequence, in order. */
export type Trail = SentRequest[];

export type Command = fc.AsyncCommand<Model, Trail>;

/** Ends a sequence in which the server differs from the model. */
export class SequenceFault extends Error {
  override name = 'SequenceFault';
  readonly reported: ReportedFault;
  constructor(reported: ReportedFault) {
    super(reported.fault.message);
    this.reported = reported;
  }
}

/** A request of a sequence: a case, or parts that no verdict belongs to. */
export type SequenceRequest = { operation: VerifiableOperation; path: PathValues; sent: Case | RequestParts };

/** Sends a step of a sequence. A new finding of a check of single responses ends the sequence. */
export async function sendStep(
  run: Run,
  trail: Trail,
  { operation, path, sent }: SequenceRequest,
): Promise<CompletedExchange | undefined> {
  const tried = 'parts' in sent ? sent : undefined;
  const { exchange, faults } = await run.session.probe(operation, tried?.parts ?? (sent as RequestParts), path, tried);
  run.count(operation, 'state');
  trail.push(exchange.request);
  const response = 'failure' in exchange ? undefined : exchange.response;
  for (const { check, fault } of faults) endSequence(run, trail, { check, operation, fault, response });
  return 'failure' in exchange ? undefined : exchange;
}

/** Ends a sequence by a fault, unless its check is known to find something in the operation. */
function endSequence(
  run: Run,
  trail: Trail,
  { check, operation, fault, response }: Omit<ReportedFault, 'request' | 'steps'>,
): void {
  const request = trail.at(-1);
  if (request === undefined || !run.session.isNews(check, operation)) return;
  const evidence = evidenceFor(request);
  throw new SequenceFault({ check, operation, fault, request, response, steps: trail.slice(0, -1), evidence });
}

/** A response that differs from the model. */
export type ModelViolation = {
  check: CheckName;
  operation: VerifiableOperation;
  exchange: CompletedExchange;
  message: string;
};

/** Ends a sequence by a response that differs from the model. */
export function endByViolation(run: Run, trail: Trail, { check, operation, exchange, message }: ModelViolation): void {
  const fault: CheckFault = { message, pointer: operation.pointer, cause: 'model-based' };
  endSequence(run, trail, { check, operation, fault, response: exchange.response });
}

/** The resource in a response, if the response contains the resource itself. */
export function shownIn(life: Lifecycle, { response }: CompletedExchange, id: string): unknown {
  return isObject(response.value) && idOfRow(life, response.value) === id ? response.value : undefined;
}
