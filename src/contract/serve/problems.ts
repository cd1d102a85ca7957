import { countInWords, type ErrorFacts } from './error-body.ts';
import type { RejectionReason, Violation } from './types.ts';
import { VIOLATIONS_LISTED } from './violations.ts';

/** A problem of RFC 9457, with the invalid parts of the request. */
export type Problem = {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; in: Violation['in']; message: string }[];
};

/** Everything that a response to a rejection may say. */
export type RejectionFacts = Required<ErrorFacts> & { headers: Record<string, string> };

/** Facts of the operation and the request that the reason does not contain. */
export type RejectionContext = {
  /** The status for an invalid request (`rejectionStatus`). */
  invalid: 400 | 404 | 422;
  /** `WWW-Authenticate` of a 401. */
  challenges: string;
  requestId: string;
  path: string;
};

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
};

/** Error codes of contracts for an unknown path, the most common first. */
export const PATH_NOT_FOUND = ['not_found', 'resource_not_found', 'path_not_found', 'route_not_found'];

/** Codes that contracts have for each kind of rejection, the most usual first. */
const CODES: Record<RejectionReason['kind'], string[]> = {
  path_unknown: PATH_NOT_FOUND,
  method_not_allowed: ['method_not_allowed', 'not_allowed'],
  unauthorized: ['unauthorized', 'unauthenticated', 'authentication_required', 'authentication_error', 'invalid_token'],
  media_type_unsupported: ['unsupported_media_type', 'invalid_content_type'],
  content_encoding_unsupported: ['unsupported_media_type', 'unsupported_content_encoding'],
  body_too_large: [
    'content_too_large',
    'payload_too_large',
    'request_entity_too_large',
    'request_too_large',
    'too_large',
  ],
  body_undecodable: [
    'bad_request',
    'invalid_json',
    'malformed_request',
    'invalid_body',
    'invalid_request',
    'parse_error',
  ],
  invalid: [
    'validation_failed',
    'validation_error',
    'invalid_request',
    'invalid_argument',
    'invalid_input',
    'bad_request',
  ],
  failed: ['internal_error', 'internal_server_error', 'server_error', 'internal', 'unknown_error', 'unknown'],
};

/** Codes that contracts have for a rejection, the most usual first. */
export function codesForRejection({ kind }: RejectionReason): string[] {
  return CODES[kind];
}

/** The status of a rejection and what its response says. */
export function describeRejection(reason: RejectionReason, context: RejectionContext): RejectionFacts {
  const { requestId, path } = context;
  const isUnknown = reason.kind === 'invalid' && context.invalid === 404;
  const { status, ...rest } = explainReason(reason, context);
  return {
    status,
    title: TITLES[status] ?? '',
    codes: isUnknown ? PATH_NOT_FOUND : CODES[reason.kind],
    violations: reason.kind === 'invalid' && !isUnknown ? reason.violations : [],
    headers: {},
    requestId,
    path,
    ...rest,
  };
}

type Described = { status: number; detail: string; headers?: Record<string, string> };

function explainReason(reason: RejectionReason, { invalid, challenges }: RejectionContext): Described {
  switch (reason.kind) {
    case 'path_unknown':
      return { status: 404, detail: 'The path does not exist.' };
    case 'method_not_allowed': {
      const allow = reason.allow.join(', ');
      return { status: 405, detail: `The method is not allowed. Allowed: ${allow}.`, headers: { allow } };
    }
    case 'unauthorized': {
      const headers: Record<string, string> = challenges === '' ? {} : { 'www-authenticate': challenges };
      return { status: 401, detail: 'Valid credentials are required.', headers };
    }
    case 'media_type_unsupported': {
      const accepted = reason.accepted.join(' or ');
      return { status: 415, detail: `The media type is not supported. Send the body as ${accepted}, in UTF-8.` };
    }
    case 'content_encoding_unsupported':
      return { status: 415, detail: 'The content coding is not supported. Send the body without "Content-Encoding".' };
    case 'body_too_large':
      return { status: 413, detail: `The body is larger than ${reason.limit} bytes.` };
    case 'body_undecodable':
      return { status: invalid, detail: `The body cannot be decoded: ${reason.reason}.` };
    case 'invalid':
      if (invalid === 404) return { status: 404, detail: 'The resource does not exist.' };
      return { status: invalid, detail: countInWords(reason.violations) };
    case 'failed':
      return { status: 500, detail: 'The server failed to handle the request.' };
  }
}

/** The problem details of a rejection (RFC 9457). */
export function toProblem({ status, title, detail, violations }: RejectionFacts): Problem {
  const errors = violations
    .slice(0, VIOLATIONS_LISTED)
    .map(({ in: place, pointer, message }) => ({ pointer, in: place, message }));
  return { type: 'about:blank', title, status, detail, ...(errors.length === 0 ? {} : { errors }) };
}
