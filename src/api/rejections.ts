import { isUnknownResource } from '../contract/serve/rejection-status.ts';
import type { RawResponse, RejectedRequest, RejectionReason, Violation } from '../contract/serve/types.ts';
import { DatabaseUnavailable } from '../platform/database/unavailable.ts';
import {
  type ErrorCode,
  errorResponse,
  type FieldErrors,
  invalidFields,
  type NotFoundCode,
  notFound,
  quoteId,
} from './errors.ts';
import type { ValidateRulesOfInvalid } from './invalid-requests.ts';
import type { Principals } from './principals.ts';

export type RejectionDependencies = {
  /** Codes of the 404 that the contract declares for an operation. */
  notFoundCodes: (operationId: string) => readonly ErrorCode[];
  /** Violations of the rules by a request that the contract rejected, by operationId. */
  validateRulesOfInvalid: ValidateRulesOfInvalid;
  /** Whether an operation is for voice workers, who have tokens and no keys. */
  isForVoiceWorkers: (operationId: string) => boolean;
};

/** `Retry-After` of a 503. The cause may end within a second, or need an operator. */
export const RETRY_AFTER_SECONDS = 1;

const NO_WORKER = 'A token of the voice workers is required (WORKER_TOKENS): send it as "Authorization: Bearer …".';

/** The code of the response to a request that failed for a reason of the server's. */
export function codeOfFailure(error: unknown): 'internal_error' | 'service_unavailable' {
  return error instanceof DatabaseUnavailable ? 'service_unavailable' : 'internal_error';
}

/** Maps every rejection of the contract handler to a response: the one place where the API's errors become HTTP. */
export function createReject({
  notFoundCodes,
  validateRulesOfInvalid,
  isForVoiceWorkers: isForWorkers,
}: RejectionDependencies) {
  return async (
    reason: RejectionReason,
    request: RejectedRequest<Principals[keyof Principals]>,
  ): Promise<RawResponse> => {
    const { id } = request;
    switch (reason.kind) {
      case 'path_unknown':
        return errorResponse(id, 'not_found');
      case 'method_not_allowed':
        return { ...errorResponse(id, 'method_not_allowed'), headers: { Allow: reason.allow.join(', ') } };
      case 'unauthorized': {
        const facts = isForWorkers(request.operationId ?? '') ? { message: NO_WORKER } : {};
        return { ...errorResponse(id, 'unauthorized', facts), headers: { 'WWW-Authenticate': 'Bearer' } };
      }
      case 'media_type_unsupported': {
        const message = `The body must be sent as "Content-Type: ${reason.accepted.join('" or "')}", in UTF-8.`;
        return errorResponse(id, 'unsupported_media_type', { message });
      }
      case 'content_encoding_unsupported': {
        const message = 'The body must be sent unencoded, or with "Content-Encoding: gzip", "deflate", "br" or "zstd".';
        return errorResponse(id, 'unsupported_media_type', { message });
      }
      case 'body_too_large': {
        const message = `The body is larger than ${reason.limit} bytes.`;
        return errorResponse(id, 'payload_too_large', { message, details: { limit_bytes: reason.limit } });
      }
      case 'body_undecodable':
        return errorResponse(id, 'bad_request', { message: `The body cannot be decoded: ${reason.reason}.` });
      case 'invalid':
        return rejectInvalid(reason, request);
      case 'failed': {
        const code = codeOfFailure(reason.error);
        return code === 'internal_error'
          ? errorResponse(id, code)
          : { ...errorResponse(id, code), headers: { 'Retry-After': RETRY_AFTER_SECONDS } };
      }
    }
  };

  async function rejectInvalid(
    { violations, body, params, query }: Extract<RejectionReason, { kind: 'invalid' }>,
    { id, operationId = '', principal }: RejectedRequest<Principals[keyof Principals]>,
  ): Promise<RawResponse> {
    if (isUnknownResource(violations)) {
      const value = params[violations.find((violation) => violation.in === 'path')?.path ?? ''];
      const inWorkspace = principal !== undefined && !('isWorker' in principal);
      return rejectMalformed(id, notFoundCodes(operationId), value, inWorkspace);
    }
    const fields = toFields(violations);
    const validate = validateRulesOfInvalid[operationId];
    // No rule checks requests of voice workers beyond the contract.
    if (validate === undefined || principal === undefined || 'isWorker' in principal) return invalidFields(id, fields);
    // Rules need a body that is an object.
    if (body !== undefined && !isJsonObject(body)) return invalidFields(id, fields);
    const invalidPaths = new Set(violations.filter((violation) => violation.in === 'body').map(({ path }) => path));
    const result = await validate({ requestId: id, principal, params, query, body: body ?? {}, invalidPaths });
    return 'response' in result ? result.response : invalidFields(id, { ...result.errors, ...fields });
  }
}

/**
 * The response for a malformed id. If the contract declares `not_found` beside the code of the resource, the id may
 * be another path: `/v1/agents/voices` matches only `/v1/agents/{id}`.
 */
function rejectMalformed(
  requestId: string,
  codes: readonly ErrorCode[],
  value: unknown,
  inWorkspace: boolean,
): RawResponse {
  const code = codes.find(isNotFoundCode);
  if (code !== undefined && !codes.includes('not_found')) return notFound(requestId, code, value, inWorkspace);
  const message = `There is nothing at this path: ${quoteId(value)} is not a valid id.`;
  return errorResponse(requestId, 'not_found', { message });
}

function isNotFoundCode(code: ErrorCode): code is NotFoundCode {
  return code.endsWith('_not_found');
}

function toFields(violations: Violation[]): FieldErrors {
  return Object.fromEntries(violations.map(({ path, message }) => [path === '' ? 'body' : path, message]));
}

function isJsonObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
