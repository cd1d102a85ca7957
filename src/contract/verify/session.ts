import { createAcceptance } from './acceptance.ts';
import { createCanaries } from './canaries.ts';
import type { CheckedExchange, CheckFault } from './check.ts';
import type { CheckName } from './check-names.ts';
import { CHECKS } from './checks.ts';
import { type CountedFinding, createFindings, type ReportedFault } from './findings.ts';
import { credentialsIn, keyNamesOf } from './leaks.ts';
import type { Login } from './login.ts';
import { pathMethods } from './path-methods.ts';
import type { Plan } from './plan.ts';
import { countEnded, type Evidence, evidenceFor, recordExchange } from './replay/scope.ts';
import type { Sender } from './send.ts';
import type { Case, Exchange, PathValues, Received, RequestParts, SentRequest } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';
import { createRequestWriter, type WriteOptions, type WrittenRequest } from './write-request.ts';

/** A run's dealings with one server: requests are written, sent and checked, and each cause of an error is kept once. */
export type Session = {
  /** Sends a request of an operation, validates the response and reports its errors. */
  exchange: (operation: VerifiableOperation, parts: RequestParts, path: PathValues, tried?: Case) => Promise<Exchange>;
  /** The same without a report, for callers that look for a smaller request first. */
  probe: (operation: VerifiableOperation, parts: RequestParts, path: PathValues, tried?: Case) => Promise<Probed>;
  reportAll: (operation: VerifiableOperation, probed: Probed) => void;
  report: (reported: ReportedFault) => void;
  /** Whether a check has found nothing in an operation yet, nor been switched off. */
  isNews: (check: CheckName, operation: VerifiableOperation) => boolean;
  findings: () => CountedFinding[];
};

/** An exchange and what the checks say of it. */
export type Probed = { exchange: Exchange; faults: { check: CheckName; fault: CheckFault }[] };

/** @param again the request that is sent a second time, with new credentials */
export type RewriteRequest = (
  operation: VerifiableOperation,
  parts: RequestParts,
  written: WrittenRequest,
  again?: SentRequest,
) => WrittenRequest;

export type SessionOptions = WriteOptions & {
  /** Names of checks that are switched off. */
  off: CheckName[];
  /** Milliseconds that a response may take; any number of them unless it is given. */
  maxResponseMs?: number;
  /** Called with each request that got a response. */
  onResponse: (operation: VerifiableOperation, request: SentRequest, response: Received) => void;
  /** Called with each new finding. */
  onFinding?: (finding: CountedFinding, evidence: Evidence) => void;
  /** Gets and renews credentials. */
  access?: Login | undefined;
  /** Replaces a request before it is sent. */
  rewrite?: RewriteRequest;
};

export function createSession(plan: Plan, sender: Sender, options: SessionOptions): Session {
  const canaries = createCanaries();
  const writeRequest = createRequestWriter(plan, options);
  const findings = createFindings();
  const acceptance = createAcceptance();
  const keyNames = keyNamesOf(plan.contract.securitySchemes);
  const { methods, overlapping } = pathMethods(plan);

  const isOn = (check: CheckName, { hints }: VerifiableOperation): boolean =>
    !options.off.includes(check) && !Object.hasOwn(hints.off, check);

  const report: Session['report'] = (reported) => {
    const added = isOn(reported.check, reported.operation) ? findings.add(reported) : undefined;
    if (added !== undefined) options.onFinding?.(added, reported.evidence ?? evidenceFor(reported.request));
  };

  const sendOnce = async (operation: VerifiableOperation, written: WrittenRequest) => {
    if (written.body !== undefined) canaries.note(plan, operation, written.body);
    return { exchange: await sender.send(written.request, operation.operationId), written };
  };

  /** Sends a request, and once more with new credentials if its own are rejected. */
  const sendAuthorized = async (
    operation: VerifiableOperation,
    { credentials }: RequestParts,
    write: (again?: SentRequest) => WrittenRequest,
  ): Promise<{ exchange: Exchange; written: WrittenRequest }> => {
    const login = credentials === 'own' ? options.access : undefined;
    await login?.ready();
    const first = await sendOnce(operation, write());
    const { operationId } = operation;
    if (login === undefined || !isUnauthorized(first.exchange)) return first;
    if (!(await login.renew(first.written.request.headers, operationId))) return first;
    const second = await sendOnce(operation, write(first.written.request));
    if (isUnauthorized(second.exchange)) login.giveUp(operationId);
    return second;
  };

  const probe: Session['probe'] = async (operation, parts, path, tried) => {
    const begun = countEnded();
    const { exchange, written } = await sendAuthorized(operation, parts, (again) => {
      const made = writeRequest(operation, parts, path, tried);
      return options.rewrite?.(operation, parts, made, again) ?? made;
    });
    const { request } = exchange;
    const received = 'failure' in exchange ? undefined : exchange.response;
    recordExchange({ operation, request, written, parts, path, tried, response: received, begun });
    if ('failure' in exchange) {
      return { exchange, faults: isOn('responds', operation) ? [failureFault(operation, exchange.failure)] : [] };
    }
    options.onResponse(operation, exchange.request, exchange.response);
    acceptance.note(operation, parts, tried, exchange.response.status);
    const known = { canaries, methods, overlapping, secrets: credentialsIn(request, keyNames) };
    const soFar = acceptance.soFar(operation, parts, tried);
    const { response } = exchange;
    const checked = { operation, tried, request, response, ...soFar, ...known, ...responseLimitOf(options) };
    const faults = CHECKS.flatMap(({ name, findFaults }) =>
      findFaults(checked).map((fault) => ({ check: name, fault })),
    );
    return { exchange, faults: faults.filter(({ check }) => isOn(check, operation)) };
  };

  const reportAll: Session['reportAll'] = (operation, { exchange, faults }) => {
    const response = 'failure' in exchange ? undefined : exchange.response;
    for (const { check, fault } of faults) report({ check, operation, fault, request: exchange.request, response });
  };

  return {
    exchange: async (operation, parts, path, tried) => {
      const probed = await probe(operation, parts, path, tried);
      reportAll(operation, probed);
      return probed.exchange;
    },
    probe,
    reportAll,
    report,
    isNews: (check, operation) => isOn(check, operation) && !findings.has(check, operation),
    findings: findings.list,
  };
}

function responseLimitOf({ maxResponseMs }: SessionOptions): Pick<CheckedExchange, 'maxResponseMs'> {
  return maxResponseMs === undefined ? {} : { maxResponseMs };
}

function failureFault({ pointer }: VerifiableOperation, failure: string): Probed['faults'][number] {
  return { check: 'responds', fault: { message: `did not respond: ${failure}`, pointer, cause: failure } };
}

function isUnauthorized(exchange: Exchange): boolean {
  return 'response' in exchange && exchange.response.status === 401;
}
