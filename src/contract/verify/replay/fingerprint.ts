import { createHash } from 'node:crypto';
import type { CheckName } from '../check-names.ts';
import { valuesOfRequest, withoutValues } from '../response-cause.ts';
import type { SentRequest } from '../types.ts';

/** Checks whose cause is the text of a response, which may repeat values of the request. */
export const TEXT_CHECKS: readonly CheckName[] = [
  'not_a_server_error',
  'positive_data_acceptance',
  'error_names_field',
];

/** Causes that say only how a fault was found. */
const MEANS = ['model-based'];

/**
 * The same text for the same defect: it does not depend on the run, its seed, the host and the values sent, but on the check,
 * the operation and the cause.
 */
export function fingerprintOfFinding(finding: {
  check: CheckName;
  operationId: string;
  cause: string;
  request: SentRequest;
}): string {
  const { check, operationId, cause, request } = finding;
  const plain = MEANS.includes(cause) ? '' : cause;
  const own = TEXT_CHECKS.includes(check) ? withoutValues(plain, valuesOfRequest(request)) : plain;
  // A port, an id or a time has digits. Those of names are few and are not needed.
  const stable = own
    .replaceAll(/[\w-]*\d[\w-]*/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const hash = createHash('sha256').update(JSON.stringify([check, operationId, statusOf(cause), stable]));
  return hash.digest('hex').slice(0, 16);
}

/** A status at the beginning of a cause is part of it. */
function statusOf(cause: string): string {
  return /^[1-5]\d\d\b/.exec(cause)?.[0] ?? '';
}
