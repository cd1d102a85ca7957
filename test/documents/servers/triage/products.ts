import type { Triage } from '../triage.ts';
import { UNDECLARED_ERRORS, UNDECLARED_SERVER_ERRORS } from './shared.ts';

export const BETTER_AUTH: Triage[] = [
  ...UNDECLARED_ERRORS,
  {
    class: 'document',
    check: 'status_code_conformance',
    message: /^returned 302/,
    reason: 'The redirect after a login is not declared.',
  },
  {
    class: 'document',
    check: 'ignored_auth',
    reason: 'The document requires credentials of all operations, those that need none included.',
  },
  {
    class: 'document',
    check: 'positive_data_acceptance',
    reason: 'The document leaves out formats, conditions and strict objects, which the server demands.',
  },
  {
    class: 'true',
    check: 'status_semantics',
    reason: 'Its 401 has no WWW-Authenticate, and its 405 no Allow.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    operations: ['postRevokeSessions', 'postRevokeOtherSessions'],
    reason: 'Any body is accepted where the document declares an object.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    operations: ['updateUser'],
    reason: 'A name that is a number or null is stored.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    operations: ['getSession'],
    reason: 'Texts are accepted for boolean parameters.',
  },
  {
    class: 'document',
    check: 'response_schema_conformance',
    message: /has no body|none is declared/,
    reason: 'The document declares a body of one error and none of another, and the server the other way around.',
  },
  {
    class: 'true',
    check: 'error_names_field',
    reason: 'The error names another field, or none.',
  },
];

export const RESTATE: Triage[] = [
  ...UNDECLARED_ERRORS,
  {
    class: 'true',
    check: 'content_type_conformance',
    reason: 'Errors of the framework are plain text, where the document declares JSON.',
  },
  {
    class: 'document',
    check: 'positive_data_acceptance',
    reason:
      'The document leaves out the form of ids, durations, ARNs and queries, and properties that a cluster needs.',
  },
  {
    class: 'true',
    check: 'status_semantics',
    reason: 'A request without a body is rejected for the media type of the body.',
  },
  {
    class: 'true',
    check: 'not_a_server_error',
    operations: ['create_deployment'],
    reason: 'A URL of the request that leads nowhere is an error of the request, and not of the server.',
  },
  {
    class: 'true',
    check: 'not_a_server_error',
    operations: ['modify_service_state'],
    reason: 'An invalid scope is a 500.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    operations: ['bulk_delete_rules', 'upsert_rules'],
    reason: 'A list is accepted in place of an object.',
  },
  {
    class: 'document',
    check: ['options_match', 'unsupported_method'],
    operations: ['get_deployment'],
    reason: 'The server has a PUT that the document leaves out.',
  },
];

export const BKND: Triage[] = [
  ...UNDECLARED_ERRORS,
  UNDECLARED_SERVER_ERRORS,
  {
    class: 'document',
    check: 'response_schema_conformance',
    message: /none is declared/,
    reason: 'The document declares no bodies of responses.',
  },
  {
    class: 'true',
    check: 'not_a_server_error',
    reason: 'Invalid JSON, a query that is no object, and a module that does not exist are each a 500.',
  },
  {
    class: 'document',
    check: 'positive_data_acceptance',
    operations: ['patchApiDataEntityByEntity'],
    reason: 'The document does not say that the body is required.',
  },
];

export const HOMEBRIDGE: Triage[] = [
  ...UNDECLARED_ERRORS,
  UNDECLARED_SERVER_ERRORS,
  {
    class: 'true',
    check: 'status_semantics',
    message: /WWW-Authenticate/,
    reason: 'Its 401 has no WWW-Authenticate.',
  },
  {
    class: 'document',
    check: 'response_schema_conformance',
    message: /none is declared/,
    reason: 'The document declares no bodies of responses.',
  },
  {
    class: 'true',
    check: 'not_a_server_error',
    reason: 'Bodies of another type, and updates of what is not configured, are not checked and fail.',
  },
  { class: 'true', check: 'error_names_field', reason: 'The error does not name the parameter.' },
  {
    class: 'document',
    check: 'positive_data_acceptance',
    reason: 'Accessories need a running bridge in insecure mode, and a second factor needs to be set up.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    operations: ['ConfigEditorController_updateConfig'],
    reason: 'A request without a body replaces the configuration.',
  },
  {
    class: 'document',
    check: 'negative_data_rejection',
    operations: ['UsersController_updateUser'],
    reason: 'The document requires each property of an update, and the server does not.',
  },
];

export const UNLEASH: Triage[] = [
  ...UNDECLARED_ERRORS,
  UNDECLARED_SERVER_ERRORS,
  {
    class: 'document',
    check: 'response_headers_conformance',
    message: /location/,
    reason: 'The document declares an absolute URI, and the server returns a relative one.',
  },
  {
    class: 'document',
    check: 'positive_data_acceptance',
    reason: 'The document does not say that names must be safe in URLs.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    message: /^accepted .* breaks "(type|null)"/,
    reason: 'Numbers, and null, are accepted in place of texts.',
  },
  { class: 'true', check: 'error_names_field', reason: 'The error names no property.' },
  { class: 'true', check: 'no_leak', reason: 'The response shows an error of the database.' },
  {
    class: 'true',
    check: 'not_a_server_error',
    reason: 'What another resource must have is not checked before SQL is.',
  },
  {
    class: 'true',
    check: 'response_schema_conformance',
    operations: ['getTagType'],
    reason: 'A tag type that does not exist is returned as an object without a name.',
  },
  {
    class: 'true',
    check: 'status_semantics',
    reason: 'A request without a body is rejected for the media type of the body.',
  },
];
