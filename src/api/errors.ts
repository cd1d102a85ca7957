import type { components } from '../../generated/types.ts';

export type ErrorCode = components['schemas']['ErrorCode'];
type ErrorBody = components['schemas']['Error'];

/**
 * Every error that the API returns: its status, the message unless a case has a better one, and when it happens. A
 * test compares this catalog with the contract and the documentation.
 */
export const ERRORS = {
  bad_request: {
    status: 400,
    message: 'The request cannot be decoded.',
    when: 'The request cannot be decoded.',
  },
  validation_failed: {
    status: 400,
    message: 'The request is not valid.',
    when: 'Fields of the request are invalid; `fields` lists all of them.',
  },
  unauthorized: {
    status: 401,
    message: 'A valid API key is required: send it as "Authorization: Bearer sk_…".',
    when: 'The API key is missing, unknown, expired or revoked.',
  },
  forbidden: {
    status: 403,
    message:
      'Pages of this origin may not use this. An agent\'s "allowed_origins" and "hostname_allowlist" must both allow the "Origin" of the request.',
    when: 'The API key lacks the scope of the operation, or the agent does not allow this `Origin`.',
  },
  not_found: {
    status: 404,
    message: 'There is nothing at this path.',
    when: 'The path does not exist.',
  },
  agent_not_found: {
    status: 404,
    message: 'No agent with this id exists in this workspace.',
    when: 'No agent with this id exists in the workspace.',
  },
  conversation_not_found: {
    status: 404,
    message: 'No conversation with this id exists in this workspace.',
    when: 'No conversation with this id exists in the workspace.',
  },
  memory_not_found: {
    status: 404,
    message: 'No memory with this id exists in this workspace.',
    when: 'No memory with this id exists in the workspace.',
  },
  method_not_allowed: {
    status: 405,
    message: 'This path does not have the method; "Allow" lists those it has.',
    when: 'The path does not have this method.',
  },
  conflict: {
    status: 409,
    message: 'The state of the resource does not allow the operation. Nothing was changed.',
    when: 'The state of the resource does not allow the operation.',
  },
  idempotency_conflict: {
    status: 409,
    message: 'Another request was sent under this "Idempotency-Key". Nothing was changed. Use another key.',
    when: 'The `Idempotency-Key` belongs to another request, or to one that is still running.',
  },
  precondition_failed: {
    status: 412,
    message: 'The agent has changed since the version named in "If-Match". Nothing was changed.',
    when: 'The agent has changed since the version named in `If-Match`.',
  },
  payload_too_large: {
    status: 413,
    message: 'The body is too large.',
    when: 'The body is larger than 1 MiB.',
  },
  unsupported_media_type: {
    status: 415,
    message: 'The body must be sent as "Content-Type: application/json".',
    when: 'The body is not JSON.',
  },
  rate_limited: {
    status: 429,
    message: 'Too many requests. Retry after the seconds in "Retry-After".',
    when: 'Too many requests of the workspace, or from the address.',
  },
  internal_error: {
    status: 500,
    message: 'The server failed to handle the request. The request id identifies it in the logs.',
    when: 'The server failed to handle the request.',
  },
  service_unavailable: {
    status: 503,
    message: 'The server is unavailable. "Retry-After" says when to retry.',
    when: 'The server or a dependency is unavailable.',
  },
} as const satisfies Record<ErrorCode, { status: number; message: string; when: string }>;

/** Errors of the fields of a request: a short sentence for each path. */
export type FieldErrors = Record<string, string>;

/** Members of an error response beside its code. */
export type ProblemFacts = { message?: string; fields?: FieldErrors; details?: Record<string, unknown> };

/** An error response, without headers. */
export type ErrorResponse<Code extends ErrorCode> = { status: (typeof ERRORS)[Code]['status']; body: ErrorBody };

/**
 * The response for an error.
 *
 * @param requestId name of the request, which the caller can quote
 */
export function errorResponse<Code extends ErrorCode>(
  requestId: string,
  code: Code,
  facts: ProblemFacts = {},
): ErrorResponse<Code> {
  const { status, message } = ERRORS[code];
  return { status, body: { error: { code, message, ...facts }, request_id: requestId } };
}

/** Characters of an id that a message repeats. */
const ID_SHOWN = 64;

/** Codes of the responses to an id of something that does not exist. */
export type NotFoundCode = 'agent_not_found' | 'conversation_not_found' | 'memory_not_found';

/**
 * The response for something that does not exist. Its message names the id that the request asked for.
 *
 * @param inWorkspace whether the caller has a workspace: visitors and voice workers have none
 */
export function notFound<Code extends NotFoundCode>(
  requestId: string,
  code: Code,
  id: unknown,
  inWorkspace = true,
): ErrorResponse<Code> {
  const kind = code.replace('_not_found', '');
  const place = inWorkspace ? ' in this workspace' : '';
  return errorResponse(requestId, code, { message: `No ${kind} with the id ${quoteId(id)} exists${place}.` });
}

/** An id in quotes, shortened: a caller can put anything in its place. */
export function quoteId(id: unknown): string {
  const text = String(id);
  return text.length <= ID_SHOWN ? `"${text}"` : `"${text.slice(0, ID_SHOWN).toWellFormed()}…"`;
}

/** An error response lists at most so many fields. */
const FIELDS_LISTED = 100;

/** The error response for invalid fields. */
export function invalidFields(requestId: string, fields: FieldErrors): ErrorResponse<'validation_failed'> {
  const names = Object.keys(fields);
  if (names.length > FIELDS_LISTED) {
    const message = `The request has more than ${FIELDS_LISTED} invalid fields. The first ${FIELDS_LISTED} are listed.`;
    const listed = Object.fromEntries(names.slice(0, FIELDS_LISTED).map((name) => [name, fields[name] ?? '']));
    return errorResponse(requestId, 'validation_failed', { message, fields: listed });
  }
  const message = `The request has ${names.length} invalid field${names.length === 1 ? '' : 's'}.`;
  return errorResponse(requestId, 'validation_failed', { message, fields });
}
