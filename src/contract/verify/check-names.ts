/** Every check and the rule that it tests. Checks that Schemathesis has too have the names that Schemathesis uses. */
export const CHECK_NAMES = {
  responds: 'a request gets a response',
  not_a_server_error: 'no request causes a server error',
  status_code_conformance: 'statuses are declared',
  content_type_conformance: 'media types are declared',
  response_headers_conformance: 'headers match the contract',
  response_schema_conformance: 'bodies match their schemas',
  positive_data_acceptance: 'valid requests are accepted',
  negative_data_rejection: 'invalid requests are rejected',
  ignored_auth: 'missing, empty and invalid credentials are rejected, and the request has no effect',
  missing_required_header: 'requests without a required header are rejected',
  unsupported_method: 'undeclared methods are rejected, and `Allow` of the 405 lists the declared ones',
  status_semantics: 'statuses mean what HTTP says: 201, 204, 205, 304, 401, 405, 412, 413 and 415 (RFC 9110 §15)',
  options_match: '`Allow` of OPTIONS and of a 405 lists the declared methods only (RFC 9110 §10.2.1)',
  response_time: 'responses take at most as long as `--max-response-time` says',
  error_names_field: 'errors name the invalid field',
  write_only_hidden: 'write-only properties are never returned',
  no_leak:
    'errors show no stack trace, file path, SQL or secret, and not whether a resource of somebody else exists (CWE-209, CWE-203)',
  injects_nothing: 'texts of a request are never run, opened or used as a header (phase `security`, CWE-74)',
  read_only_kept: 'properties that no request can set keep their value (phase `security`, CWE-915)',
  ensure_resource_availability: 'a created resource exists',
  use_after_free: 'a deleted resource is gone',
  reads_what_was_made: 'a read returns the last written values',
  location_leads_to_it: 'the `Location` of a created resource returns it',
  repeatable_reads: 'two reads return the same resource',
  head_matches_get: 'HEAD returns the status and headers of GET, without a body',
  update_is_kept: 'an update is stored',
  update_keeps_the_rest: 'an update leaves omitted properties unchanged',
  put_replaces:
    'a PUT replaces the whole resource, can be repeated, and returns 201 only when it creates (RFC 9110 §9.3.4)',
  merge_patch_null: 'a merge patch removes what is null, and keeps what it omits at each depth (RFC 7396 §2)',
  update_has_effect: 'an update sets the properties of `x-verify: effects`',
  repeatable_updates: 'an update can be repeated',
  refused_changes_nothing: 'a rejected write leaves the resource and its list as they were (RFC 9110 §15.5)',
  child_of_its_parent: 'a resource does not exist under another parent (RFC 9110 §15.5.5)',
  leaves_others_alone: 'a request to one resource changes no other',
  creates_unique_id: 'the id of a created resource is unique',
  done_once:
    'a retry with its Idempotency-Key returns the same response, except tokens; a different request is rejected',
  no_lost_update: 'updates at once lose nothing that they did not both name (linearizability, Herlihy and Wing 1990)',
  deletes_are_final:
    'creations, updates and deletions at once end in a state that some order of them leads to (RFC 9110 §9.3.5)',
  unique_under_race: 'creations at once with one value of a unique property make one resource (RFC 9110 §15.5.10)',
  idempotent_under_race:
    'equal requests at once under one Idempotency-Key are done once (draft-ietf-httpapi-idempotency-key-header §2.6)',
  lists_each_once: 'a list returns every created resource once over all its pages',
  page_size_kept: 'a page has at most the requested number of rows',
  total_is_true: 'the total of a list is the number of rows on all its pages',
  filters_filter: 'a filter named like a property of the rows returns all rows with its value, and no others',
  sort_sorts: 'a list has the requested order, the same for every page size',
  entity_tags: 'an ETag changes with its resource, and conditional requests are evaluated',
  tenant_isolation: 'other credentials cannot read, change or list a resource (with --other-auth)',
  links_lead_somewhere: 'links of the contract lead to existing resources',
  workflow_succeeds: 'the workflows of `--workflows` succeed (Arazzo 1.0.1 §4.6.4)',
  agreement: 'both servers accept and reject the same requests (with --against)',
} as const;

export type CheckName = keyof typeof CHECK_NAMES;

/** Returns whether `name` is the name of a check. */
export function isCheckName(name: string): name is CheckName {
  return Object.hasOwn(CHECK_NAMES, name);
}
