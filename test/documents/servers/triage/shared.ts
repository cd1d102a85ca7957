import type { Triage } from '../triage.ts';

/** Statuses of errors that the document leaves out. */
export const UNDECLARED_ERRORS: Triage[] = [
  {
    class: 'document',
    check: 'status_code_conformance',
    message: /^returned 4/,
    reason: 'The document declares fewer errors than the server returns.',
  },
];

/** The status of a server error, which is a finding of its own. */
export const UNDECLARED_SERVER_ERRORS: Triage = {
  class: 'true',
  check: 'status_code_conformance',
  message: /^returned 5/,
  reason: 'The server error is no declared response either.',
};

/** A mock without state, of which sequences expect the state of a server. */
export const KEEPS_NOTHING: Triage = {
  class: 'true',
  check: ['creates_unique_id', 'use_after_free', 'lists_each_once', 'total_is_true', 'update_is_kept'],
  reason: 'The mock keeps no resources, so ids, lists and deletions contradict one another.',
};

export const ACCEPTS_ANY_CREDENTIALS: Triage = {
  class: 'true',
  check: 'ignored_auth',
  reason: 'The mock accepts wrong credentials, or none.',
};
