import type { ServedOperation } from './engine.ts';
import { rejectionStatus } from './rejection-status.ts';

/** A warning names so many operations of a status. */
const NAMED = 20;

/** Methods whose content has no meaning, so that clients send none (RFC 9110 §9.3.1, §9.3.2, §9.3.5, §9.3.7, §9.3.8). */
const BODILESS = ['get', 'head', 'delete', 'options', 'trace'];

/**
 * The statuses by which the contract handler may reject a request to an operation, apart from those that the operation
 * declares. Any request may have an unknown query parameter. A body, where one can come, may be too large or of another media
 * type. Any path may be called with a method that it does not have. A 404 is sent for an operation only if it is declared,
 * and 403 never.
 *
 * @param ofPath the operations of the same path
 */
export function undeclaredRejections({ operation, responses }: ServedOperation, ofPath: ServedOperation[]): number[] {
  const requiresCredentials =
    operation.security.length > 0 && operation.security.every((one) => Object.keys(one).length > 0);
  const hasBody = operation.requestBody !== undefined || !BODILESS.includes(operation.method);
  const ofBody = hasBody ? [413, 415] : [];
  const possible = [rejectionStatus(operation, []), ...(requiresCredentials ? [401] : []), ...ofBody];
  const undeclared = possible.filter((status) => !responses.declares(status));
  return ofPath.some((one) => one.responses.declares(405)) ? undeclared : [...undeclared, 405];
}

/** Reports in one warning which operations reject requests with a status that the contract does not declare. */
export function warnOfUndeclared(operations: ServedOperation[], warn: (warning: string) => void): void {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const byStatus = new Map<number, string[]>();
  for (const served of operations) {
    for (const status of undeclaredRejections(served, byPath.get(served.path) ?? [])) {
      const ids = byStatus.get(status) ?? [];
      ids.push(served.operation.operationId);
      byStatus.set(status, ids);
    }
  }
  if (byStatus.size === 0) return;
  const lines = [...byStatus]
    .sort(([one], [other]) => one - other)
    .map(([status, ids]) => `  ${status}: ${listNames(ids, operations.length)}`);
  warn(
    `The contract does not declare every status by which requests are rejected. Declare them (a "4XX" or "default" response is enough), or set "strict" to send 500 instead.\n${lines.join('\n')}`,
  );
}

function listNames(ids: string[], all: number): string {
  if (ids.length > NAMED && ids.length === all) return `all ${all} operations`;
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return ids.slice(0, NAMED).join(', ') + more;
}
