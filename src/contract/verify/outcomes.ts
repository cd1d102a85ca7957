import type { CheckName } from './check-names.ts';
import type { Probed } from './session.ts';
import type { Case } from './types.ts';

/** The outcomes of cases, each with its meaning. A case is a valid or an invalid request. */
export const OUTCOMES = {
  'valid requests accepted': 'The response has a status below 400.',
  'valid requests rejected, with a finding': 'The response says that the request is invalid, but its schemas allow it.',
  'valid requests rejected, without a finding':
    'Not decided by schemas: no such resource (404), a conflict (409), a precondition, a limit, or a field with `x-verify` rules.',
  'invalid requests rejected': 'The response has a 4xx status.',
  'invalid requests accepted, with a finding': 'The server accepts what the document does not allow.',
  'invalid requests accepted, without a finding':
    'The server ignored what is invalid, and may: a read-only property, or the body of a DELETE. Or the check is off.',
  'server errors': 'The response has a 5xx status. Each cause is a finding.',
  'requests without a response': 'The connection ended, or the time limit was over. Each cause is a finding.',
} as const satisfies Record<string, string>;

export type OutcomeName = keyof typeof OUTCOMES;

export const OUTCOME_NAMES = Object.keys(OUTCOMES) as OutcomeName[];

/** Numbers of cases. */
export type Outcomes = Partial<Record<OutcomeName, number>>;

/** The checks that compare the acceptance of a request with its validity. */
const ACCEPTANCE_CHECKS: CheckName[] = [
  'positive_data_acceptance',
  'negative_data_rejection',
  'ignored_auth',
  'missing_required_header',
  'unsupported_method',
];

/** The outcome of a case. */
export function caseOutcome({ expect }: Pick<Case, 'expect'>, { exchange, faults }: Probed): OutcomeName {
  if ('failure' in exchange) return 'requests without a response';
  const { status } = exchange.response;
  if (status >= 500) return 'server errors';
  const hasFinding = faults.some(({ check }) => ACCEPTANCE_CHECKS.includes(check));
  const isAccepted = status < 400;
  if (expect === 'accept') {
    if (isAccepted) return 'valid requests accepted';
    return hasFinding ? 'valid requests rejected, with a finding' : 'valid requests rejected, without a finding';
  }
  if (!isAccepted) return 'invalid requests rejected';
  return hasFinding ? 'invalid requests accepted, with a finding' : 'invalid requests accepted, without a finding';
}
