import type { CompiledContract } from '../document/compiled.ts';
import type { EngineInput, RequestExchange } from './engine.ts';
import type { ContractOptions } from './options.ts';
import type { RejectionReason, Violation } from './types.ts';

/** Reports a request to the app that the contract does not allow. */
export type ReportViolation<Principal, Raw> = (
  exchange: RequestExchange<Principal, Raw>,
  reason: RejectionReason,
) => void;

/** A hook that throws changes nothing about the request. */
export function createReport<Principal, Raw>({
  onViolation,
  onWarning = console.warn,
}: ContractOptions<Principal, Raw>): ReportViolation<Principal, Raw> {
  if (onViolation === undefined) return () => undefined;
  return ({ id, operationId, request }, reason) => {
    const violations = reason.kind === 'invalid' ? reason.violations : [];
    try {
      onViolation({ id, operationId, reason, violations }, request.raw);
    } catch (error) {
      onWarning(`onViolation failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

/** The rejection of a request with these violations. */
export function toInvalid({ decoded, body }: EngineInput, violations: Violation[]): RejectionReason {
  return {
    kind: 'invalid',
    violations,
    body: body?.value,
    params: { ...decoded?.path },
    query: { ...decoded?.query },
  };
}

/**
 * The contract of a server that only validates some operations. Their credentials are left to the next handler, unless all
 * checks that they require are present.
 */
export function withoutUncheckable<Contract extends CompiledContract>(
  contract: Contract,
  handlers: object,
  security: Record<string, unknown>,
): Contract {
  const operations = contract.operations.map((operation) => {
    const schemes = operation.security.flatMap(Object.keys);
    const isChecked =
      Object.hasOwn(handlers, operation.operationId) || schemes.every((name) => Object.hasOwn(security, name));
    return isChecked ? operation : { ...operation, security: [] };
  });
  return { ...contract, operations };
}
