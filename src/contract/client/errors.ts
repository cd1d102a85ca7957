/** What is known of a request that failed. */
export type ApiErrorFacts<Code extends string = string> = {
  status: number;
  code?: Code | undefined;
  fields?: Record<string, string> | undefined;
  details?: Record<string, unknown> | undefined;
  requestId?: string | undefined;
};

/**
 * A request that did not succeed: every response that is not 2xx, a response that cannot be read, and no response at all.
 *
 * @typeParam Code the error codes of the API
 * @example
 * try {
 *   await client.POST('/v1/agents', { body });
 * } catch (error) {
 *   if (error instanceof ApiError && error.code === 'validation_failed') show(error.fields);
 *   else throw error;
 * }
 */
export class ApiError<Code extends string = string> extends Error {
  override name = 'ApiError';
  /** HTTP status of the response; 0 if there was none. */
  readonly status: number;
  /** Kind of error, for programs. Undefined if the response is not the API's own, as from a proxy. */
  readonly code: Code | undefined;
  /** A sentence for each invalid field, by its path in the request; empty if no field is invalid. */
  readonly fields: Record<string, string>;
  /** Further facts, by code. */
  readonly details: Record<string, unknown> | undefined;
  /** Name of the request in the API's logs. */
  readonly requestId: string | undefined;

  constructor(
    message: string,
    { status, code, fields, details, requestId }: ApiErrorFacts<Code>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.fields = fields ?? {};
    this.details = details;
    this.requestId = requestId;
  }
}

/** Reads the error body of an API; undefined for a body of another form. */
export type ReadError = (body: unknown) => ({ message: string } & Omit<ApiErrorFacts, 'status'>) | undefined;

/**
 * The error of a response that is not 2xx.
 *
 * @param body an object if it is JSON, otherwise text or nothing
 */
export function errorFromResponse(response: Response, body: unknown, readError: ReadError): ApiError {
  const { status, statusText } = response;
  const requestId = requestIdOf(response);
  const found = readError(body);
  if (found === undefined)
    return new ApiError(`The API returned ${status}${statusText && ` ${statusText}`}.`, { status, requestId });
  const { message, ...facts } = found;
  return new ApiError(message, { ...facts, status, requestId: facts.requestId ?? requestId });
}

/** The error of a request without a response: a name that does not resolve, a connection that broke. */
export function errorWithoutResponse(cause: unknown): ApiError {
  // Node tells the reason only in the cause of what fetch throws.
  const inner = cause instanceof Error ? (cause.cause ?? cause) : cause;
  const reason = inner instanceof Error ? inner.message || String((inner as { code?: string }).code) : String(inner);
  return new ApiError(`The API could not be reached: ${reason}`, { status: 0 }, { cause });
}

/** The error of a success whose body does not match the contract, such as the page of a proxy. */
export function errorFromUnreadable(response: Response, cause: unknown): ApiError {
  const message = `The API returned ${response.status} with a body that cannot be read.`;
  return new ApiError(message, { status: response.status, requestId: requestIdOf(response) }, { cause });
}

function requestIdOf(response: Response): string | undefined {
  return response.headers.get('x-request-id') ?? undefined;
}
