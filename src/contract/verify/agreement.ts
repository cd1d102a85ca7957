import { isRejectedByRule, SCHEMA_REJECTION_STATUSES, subjectKey } from './checks.ts';
import type { CompletedExchange } from './links.ts';
import type { Run } from './run-context.ts';
import type { Case } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** Statistics of the same requests to two servers. */
export type Agreement = {
  /** Requests that both accepted or both rejected. */
  agreed: number;
  /** Requests that one rejected for a rule that the contract names and no schema can state, or for their size. */
  ruled: number;
  disagreed: number;
};

/** A run against one server, another server, and what the comparison counts. */
export type Comparison = { run: Run; against: string; agreement: Agreement };

/**
 * Sends a request that one server has responded to, to another one. Reports requests that only one server accepts,
 * and requests that both accept with different statuses. If only the path is invalid, it reports a 400 of one and a
 * 404 of the other.
 */
export async function compareServers(
  { run, against, agreement }: Comparison,
  { operation, one }: { operation: VerifiableOperation; one: Case },
  { request, response }: CompletedExchange,
): Promise<void> {
  const rest = request.url.slice(run.options.url.replace(/\/$/, '').length);
  const other = await run.sender.send({ ...request, url: against.replace(/\/$/, '') + rest });
  const fail = (message: string): void => {
    agreement.disagreed += 1;
    const fault = { message: `${message} ${one.why}`, pointer: operation.pointer, cause: subjectKey(one) };
    run.session.report({ check: 'agreement', operation, fault, request, response });
  };
  if ('failure' in other) return fail(`the other server did not respond: ${other.failure}.`);
  const [here, there] = [response.status, other.response.status];
  // How large a body may be is each server's own limit (RFC 9110 §15.5.14); one that is over it is not validated by the contract.
  if (here === TOO_LARGE || there === TOO_LARGE) {
    agreement.ruled += 1;
    return undefined;
  }
  if (isRejection(here, one) !== isRejection(there, one)) {
    if (!isRejectedByRule(operation, response) && !isRejectedByRule(operation, other.response)) {
      return fail(`returned ${here}, the other server ${there}.`);
    }
    agreement.ruled += 1;
    return undefined;
  }
  if (here < 300 && there < 300 && (here !== there || response.mediaType !== other.response.mediaType)) {
    return fail(`returned ${here} ${response.mediaType}, the other server ${there} ${other.response.mediaType}.`);
  }
  if (one.subject.in === 'path' && isRejection(here, one) && here !== there) {
    return fail(`rejected the path with ${here}, the other server with ${there}.`);
  }
  agreement.agreed += 1;
  return undefined;
}

const TOO_LARGE = 413;

/** Whether a response says that the request itself is wrong; that a resource is not there says so of its path only. */
function isRejection(status: number, { subject }: Case): boolean {
  return [...SCHEMA_REJECTION_STATUSES, 415].includes(status) || (status === 404 && subject.in === 'path');
}
