import type { ServedOperation } from './engine.ts';
import type { RawResponse, RejectedRequest, RejectionReason, Violation } from './types.ts';
import { isUnknownResource } from './unknown-resource.ts';

/** A problem of RFC 9457, with the invalid parts of the request. */
export type Problem = {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; in: Violation['in']; message: string }[];
};

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
};

/** The response to a rejection where the app has none of its own: problem details (RFC 9457). */
export function rejectWithProblem(reason: RejectionReason, _request?: RejectedRequest<unknown>): RawResponse {
  switch (reason.kind) {
    case 'path_unknown':
      return problem(404, 'The path does not exist.');
    case 'method_not_allowed': {
      const allow = reason.allow.join(', ');
      return { ...problem(405, `The method is not allowed. Allowed: ${allow}.`), headers: { allow } };
    }
    case 'unauthorized':
      return { ...problem(401, 'Valid credentials are required.'), headers: { 'www-authenticate': 'Bearer' } };
    case 'media_type_unsupported': {
      const accepted = reason.accepted.join(', ');
      return problem(415, `The media type is not supported. Send the body as ${accepted}, in UTF-8.`);
    }
    case 'content_encoding_unsupported':
      return problem(415, 'The content coding is not supported. Send the body without "Content-Encoding".');
    case 'body_too_large':
      return problem(413, `The body is larger than ${reason.limit} bytes.`);
    case 'body_undecodable':
      return problem(400, `The body cannot be decoded: ${reason.reason}.`);
    case 'invalid': {
      const errors = reason.violations.map(({ in: place, pointer, message }) => ({ pointer, in: place, message }));
      if (isUnknownResource(reason.violations)) return problem(404, 'The resource does not exist.', errors);
      return problem(400, 'The request is invalid.', errors);
    }
    case 'failed':
      return problem(500, 'The server failed to handle the request.');
  }
}

function problem(status: number, detail: string, errors?: Problem['errors']): RawResponse {
  const title = TITLES[status] ?? '';
  const body: Problem = { type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) };
  return { status, body, contentType: 'application/problem+json' };
}

/** Reports, once at the start, which operations send rejections with a status that the contract does not declare. */
export function warnOfUndeclared(operations: ServedOperation[], warn: (warning: string) => void): void {
  const byStatus = new Map<number, string[]>();
  for (const { operation, bodies, responses } of operations) {
    const possible = [
      ...(bodies === undefined && Object.keys(operation.validate).length === 0 ? [] : [400]),
      ...(operation.security.some((one) => Object.keys(one).length > 0) ? [401] : []),
      ...(bodies === undefined ? [] : [413, 415]),
    ];
    for (const status of possible) {
      if (responses.declares(status)) continue;
      byStatus.set(status, [...(byStatus.get(status) ?? []), operation.operationId]);
    }
  }
  if (byStatus.size === 0) return;
  const lines = [...byStatus].map(([status, ids]) => `  ${status}: ${ids.join(', ')}`);
  warn(
    `Some operations reject requests with a status that the contract does not declare. Declare it, or set "strict" to send 500 instead.\n${lines.join('\n')}`,
  );
}
