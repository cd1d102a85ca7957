import type { CompiledContract } from '../document/compiled.ts';
import { ContractError } from '../document/document.ts';

/**
 * Rejects the start of a server that does not match its contract.
 *
 * @param isPartial whether handlers may be missing, and the checks that only their operations require
 * @throws ContractError naming every operation without a handler, every handler without an operation, every security
 *   scheme without a check, and every check without a scheme. A scheme that operations require and the document does not
 *   declare needs no more than a check
 */
export function checkComplete(
  { operations, securitySchemes }: CompiledContract,
  handlers: Record<string, unknown>,
  security: Record<string, unknown>,
  isPartial: boolean,
): void {
  const ids = new Set(operations.map(({ operationId }) => operationId));
  const served = isPartial ? operations.filter(({ operationId }) => Object.hasOwn(handlers, operationId)) : operations;
  const used = new Set(served.flatMap((operation) => operation.security.flatMap(Object.keys)));
  const known = new Set([...Object.keys(securitySchemes), ...used]);
  const has = (present: Record<string, unknown>) => (name: string) => Object.hasOwn(present, name);
  const faults = [
    ...missing(isPartial ? [] : [...ids], has(handlers), (id) => `The operation "${id}" has no handler.`),
    ...missing(
      Object.keys(handlers),
      (id) => ids.has(id),
      (id) => `The handler "${id}" has no operation.`,
    ),
    ...missing([...used], has(security), (name) =>
      has(securitySchemes)(name)
        ? `The security scheme "${name}" has no check.`
        : `The security scheme "${name}" is not declared. Declare it, or pass a check for it.`,
    ),
    ...missing(
      Object.keys(security),
      (name) => known.has(name),
      (name) => `The security check "${name}" has no scheme.`,
    ),
  ];
  if (faults.length > 0) throw new ContractError(`The server does not match its contract. ${faults.join(' ')}`);
}

function missing(names: string[], isThere: (name: string) => boolean, sentence: (name: string) => string): string[] {
  return names.filter((name) => !isThere(name)).map(sentence);
}
