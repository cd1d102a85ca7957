import type { components } from '../../generated/types.ts';

/** Codes that the API answers. The list can grow: treat a code that you do not know by its status. */
export type ErrorCode = components['schemas']['ErrorCode'];

type ErrorAnswer = components['schemas']['Error'];

/** What is known of a request that failed. */
export type ApiErrorFacts = {
  status: number;
  code?: ErrorCode | undefined;
  fields?: Record<string, string> | undefined;
  details?: Record<string, unknown> | undefined;
  requestId?: string | undefined;
};

/**
 * A request that did not succeed: every answer that is not 2xx, an answer that cannot be read, and no answer at all.
 *
 * @example
 * try {
 *   await client.POST('/v1/agents', { body });
 * } catch (error) {
 *   if (error instanceof ApiError && error.code === 'validation_failed') show(error.fields);
 *   else throw error;
 * }
 */
export class ApiError extends Error {
  override name = 'ApiError';
  /** HTTP status of the answer; 0 where there was none. */
  readonly status: number;
  /** Kind of error, by which programs go. Undefined where the answer is not the API's own, as from a proxy. */
  readonly code: ErrorCode | undefined;
  /** A sentence for each field at fault, by its path in the request; empty where no field is. */
  readonly fields: Record<string, string>;
  /** Further facts, by code. */
  readonly details: Record<string, unknown> | undefined;
  /** Name of the request in the API's logs. */
  readonly requestId: string | undefined;

  constructor(message: string, { status, code, fields, details, requestId }: ApiErrorFacts, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.fields = fields ?? {};
    this.details = details;
    this.requestId = requestId;
  }
}

/**
 * The error that an answer stands for.
 *
 * @param response an answer that is not 2xx
 * @param body what it holds: an object where it is JSON, otherwise text or nothing
 */
export function errorFromAnswer(response: Response, body: unknown): ApiError {
  const { status } = response;
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (!isErrorAnswer(body)) {
    return new ApiError(`The API answered ${status}${response.statusText && ` ${response.statusText}`}.`, {
      status,
      requestId,
    });
  }
  const { code, message, fields, details } = body.error;
  return new ApiError(message, { status, code, fields, details, requestId: body.request_id ?? requestId });
}

/** The error of a request that no answer came to: a name that does not resolve, a connection that broke. */
export function errorWithoutAnswer(cause: unknown): ApiError {
  // Node tells the reason only in the cause of what fetch throws.
  const inner = cause instanceof Error ? (cause.cause ?? cause) : cause;
  const reason = inner instanceof Error ? inner.message || String((inner as { code?: string }).code) : String(inner);
  return new ApiError(`The API could not be reached: ${reason}`, { status: 0 }, { cause });
}

/** The error of a success whose body is not what the contract says, such as the page of a proxy. */
export function errorFromUnreadable(response: Response, cause: unknown): ApiError {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const message = `The API answered ${response.status} with a body that cannot be read.`;
  return new ApiError(message, { status: response.status, requestId }, { cause });
}

function isErrorAnswer(body: unknown): body is ErrorAnswer {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false;
  return typeof error.code === 'string' && typeof error.message === 'string';
}
