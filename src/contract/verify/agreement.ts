import { isRejectedByRule, SCHEMA_REFUSALS, subjectOf } from './checks.ts';
import type { Run } from './run-context.ts';
import type { Case, Exchange, Received } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** How two servers dealt with the same requests. */
export type Agreement = {
  /** Requests that both judged alike. */
  agreed: number;
  /** Requests that one rejected for a rule that the contract names and no schema can state, or for their size. */
  ruled: number;
  disagreed: number;
};

/**
 * Sends a request that one server has answered to another one. Reports if one accepts what the other rejects, if both
 * accept with different statuses, and if only the path is invalid and one says so (400) while the other finds nothing (404).
 */
export async function compare(
  run: Run,
  against: string,
  { operation, one }: { operation: VerifiableOperation; one: Case },
  { request, answer }: { request: Exchange['request']; answer: Received },
  agreement: Agreement,
): Promise<void> {
  const rest = request.url.slice(run.options.url.replace(/\/$/, '').length);
  const other = await run.sender.send({ ...request, url: against.replace(/\/$/, '') + rest });
  const fail = (message: string): void => {
    agreement.disagreed += 1;
    const fault = { message: `${message} ${one.why}`, pointer: operation.pointer, cause: subjectOf(one) };
    run.session.report('agreement', operation, fault, request, answer.status);
  };
  if ('failure' in other) return fail(`the other server did not answer: ${other.failure}.`);
  const [here, there] = [answer.status, other.answer.status];
  // How large a body may be is each server's own limit (RFC 9110 §15.5.14); one that is over it is not judged by the contract.
  if (here === TOO_LARGE || there === TOO_LARGE) {
    agreement.ruled += 1;
    return undefined;
  }
  if (isRejection(here, one) !== isRejection(there, one)) {
    if (!isRejectedByRule(operation, answer) && !isRejectedByRule(operation, other.answer)) {
      return fail(`answered ${here}, the other server ${there}.`);
    }
    agreement.ruled += 1;
    return undefined;
  }
  if (here < 300 && there < 300 && (here !== there || answer.mediaType !== other.answer.mediaType)) {
    return fail(`answered ${here} ${answer.mediaType}, the other server ${there} ${other.answer.mediaType}.`);
  }
  if (one.subject.in === 'path' && isRejection(here, one) && here !== there) {
    return fail(`rejected the path with ${here}, the other server with ${there}.`);
  }
  agreement.agreed += 1;
  return undefined;
}

const TOO_LARGE = 413;

/** Whether an answer says that the request itself is wrong; that a resource is not there says so of its path only. */
function isRejection(status: number, { subject }: Case): boolean {
  return [...SCHEMA_REFUSALS, 415].includes(status) || (status === 404 && subject.in === 'path');
}
