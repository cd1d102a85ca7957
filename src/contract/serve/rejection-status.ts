import type { CompiledOperation } from '../document/compiled.ts';
import { INEXACT_KEYWORD } from './parameters.ts';
import type { Violation } from './types.ts';

/**
 * Whether a request asks for a resource that cannot exist: a value in its path does not match the schema, such as a
 * malformed id. A contract that declares a 404 for the operation means it (RFC 9110 §15.5.5). A number that cannot be stored
 * exactly may belong to a resource.
 */
export function isUnknownResource(violations: Violation[]): boolean {
  return violations.some((violation) => violation.in === 'path' && violation.keyword !== INEXACT_KEYWORD);
}

/**
 * The status by which server and mock reject an invalid request: 404 for an unknown resource if the operation declares it, 422
 * if it declares that and no 400, else 400. An undecodable body has no violations.
 */
export function rejectionStatus(
  { responses }: Pick<CompiledOperation, 'responses'>,
  violations: Violation[],
): 400 | 404 | 422 {
  if (isUnknownResource(violations) && Object.hasOwn(responses, '404')) return 404;
  return !Object.hasOwn(responses, '400') && Object.hasOwn(responses, '422') ? 422 : 400;
}
