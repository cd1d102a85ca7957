import type { Violation } from './types.ts';

/**
 * Whether a request asks for a resource that cannot exist: a value in its path does not match the schema, such as a
 * malformed id. Server and mock return 404 for it rather than 400 (RFC 9110 §15.5.5).
 */
export function isUnknownResource(violations: Violation[]): boolean {
  return violations.some((violation) => violation.in === 'path');
}
