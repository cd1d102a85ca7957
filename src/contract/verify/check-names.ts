/**
 * Every check by its name, with what it holds an API to. Those that Schemathesis has too are called what its users know them
 * by.
 */
export const CHECK_NAMES = {
  answered: 'a request is answered',
  not_a_server_error: 'no request makes the server fail',
  status_code_conformance: 'every status is declared',
  content_type_conformance: 'every media type is declared',
  response_headers_conformance: 'headers are as declared',
  response_schema_conformance: 'bodies are as declared',
  positive_data_acceptance: 'what the contract allows is not refused as wrong',
  negative_data_rejection: 'what the contract does not allow is refused',
  ignored_auth: 'missing and wrong credentials are refused',
  missing_required_header: 'a request that lacks a required header is refused',
  unsupported_method: 'a method that a path lacks is refused, and the 405 lists in Allow those it has',
  error_names_field: 'a refusal of a field names that field',
  write_only_hidden: 'what is write-only never comes back',
  ensure_resource_availability: 'what was made is there',
  use_after_free: 'what was deleted is gone',
  reads_what_was_made: 'a read answers what was last written',
  location_leads_to_it: 'the `Location` of what was made leads to it',
  repeatable_reads: 'a read answers the same twice',
  head_answers_as_get: 'HEAD answers as GET does, without the body',
  update_is_kept: 'an update is stored',
  update_keeps_the_rest: 'an update leaves alone what it was not sent',
  update_has_effect: 'an update sets what `x-verify: effects` says',
  repeatable_updates: 'an update can be sent again',
  leaves_others_alone: 'a request to one resource changes no other',
  creates_anew: 'what is made gets an id of its own',
  done_once:
    'a request repeated under its Idempotency-Key returns the same response, tokens aside; another request is rejected',
  lists_each_once: 'a list has everything that was made, each once, over all its pages',
  page_size_kept: 'a page has no more rows than were asked for',
  filters_filter: 'a filter named as a property of the rows lets through those with its value, and only those',
  sort_sorts: 'a list is in the order that is asked for, and in one order however it is paged',
  entity_tags: 'an ETag moves with its resource, and conditions on it are judged',
  nothing_crosses: "somebody else's credentials neither read nor change nor list it (with --other-auth)",
  links_lead_somewhere: 'a link of the contract leads to what is there',
  agreement: 'the other server judges alike (with --against)',
} as const;

export type CheckName = keyof typeof CHECK_NAMES;

/** Whether a text is the name of a check. */
export function isCheckName(name: string): name is CheckName {
  return Object.hasOwn(CHECK_NAMES, name);
}
