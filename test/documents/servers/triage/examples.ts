import type { Triage } from '../triage.ts';
import { UNDECLARED_ERRORS, UNDECLARED_SERVER_ERRORS } from './shared.ts';

export const LOOPBACK_TODO: Triage[] = [
  ...UNDECLARED_ERRORS,
  UNDECLARED_SERVER_ERRORS,
  {
    class: 'true',
    check: 'not_a_server_error',
    reason: 'An address that the geocoder does not find, or cannot look up, is a 500.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    message: /breaks "null"/,
    reason: 'null is accepted in place of an object.',
  },
  {
    class: 'document',
    check: 'positive_data_acceptance',
    operations: ['TodoController.replaceById'],
    reason: 'The document does not say that a replacement needs a body, nor that its id must be that of the path.',
  },
];

export const LOOPBACK_FILES: Triage[] = [
  ...UNDECLARED_ERRORS,
  { class: 'true', check: 'no_leak', reason: 'The 404 shows the path of the file on the server.' },
  {
    class: 'true',
    check: 'status_semantics',
    reason: 'A request without a body is rejected for the media type of the body.',
  },
];
