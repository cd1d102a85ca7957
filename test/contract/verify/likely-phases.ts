import type { CheckName } from '../../../src/contract/verify/check-names.ts';
import type { Phase } from '../../../src/contract/verify/types.ts';

const ANYWHERE: CheckName[] = [
  ...(['responds', 'not_a_server_error', 'positive_data_acceptance', 'negative_data_rejection'] as const),
  ...(['status_code_conformance', 'content_type_conformance', 'response_headers_conformance'] as const),
  ...(['response_schema_conformance', 'missing_required_header', 'error_names_field'] as const),
];

/** The phases in which a check is most likely to find something. */
export function likelyPhases(check: CheckName): Phase[] {
  if (['injects_nothing', 'read_only_kept'].includes(check)) return ['security'];
  if (['ignored_auth', 'unsupported_method'].includes(check)) return ['protocol', 'state'];
  if (check === 'status_semantics') return ['protocol', 'state', 'constraints'];
  if (check === 'options_match') return ['protocol'];
  if (ANYWHERE.includes(check)) return ['examples', 'constraints', 'protocol'];
  return ['state', 'protocol'];
}
