import type { BodyPlace, ErrorPlaces } from './contract.ts';

/** Facts about a failed request. */
export type ApiErrorFacts<Body = unknown, Code extends string = string> = {
  status: number;
  code?: Code | undefined;
  fields?: Record<string, string> | undefined;
  body?: Body | undefined;
  requestId?: string | undefined;
  failure?: RequestFailure | undefined;
};

/**
 * Why there is no response that can be read: none in time, none at all, or one with another body than was announced.
 * Browsers do not distinguish a rejection by CORS from a connection that fails.
 */
export type RequestFailure = 'timeout' | 'connection' | 'unreadable';

/**
 * A request that did not succeed: every response that is not 2xx, a response that cannot be read, and no response at
 * all.
 *
 * @typeParam Body the bodies of the error responses that the contract declares
 * @typeParam Code the error codes that the contract lists
 * @example
 * try {
 *   await client.POST('/v1/agents', { body });
 * } catch (error) {
 *   if (error instanceof ApiError && error.code === 'validation_failed') show(error.fields);
 *   else throw error;
 * }
 */
export class ApiError<Body = unknown, Code extends string = string> extends Error {
  override name = 'ApiError';
  /** HTTP status of the response; 0 if there was none. */
  readonly status: number;
  /** Kind of error, for programs. Undefined if the response is not the API's own, as from a proxy. */
  readonly code: Code | undefined;
  /** A sentence for each invalid field, by its path in the request; empty if no field is invalid. */
  readonly fields: Record<string, string>;
  /** Body of the response, as the contract declares it. A proxy can send another one. */
  readonly body: Body | undefined;
  /** Name of the request in the API's logs. */
  readonly requestId: string | undefined;
  /** Why there is no response that can be read; undefined if there is one. */
  readonly failure: RequestFailure | undefined;

  constructor(
    message: string,
    { status, code, fields, body, requestId, failure }: ApiErrorFacts<Body, Code>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.fields = fields ?? {};
    this.body = body;
    this.requestId = requestId;
    this.failure = failure;
  }
}

/**
 * The error of a response that is not 2xx.
 *
 * @param body a JSON value, otherwise text or nothing
 */
export function errorFromResponse(response: Response, body: unknown, places: ErrorPlaces): ApiError {
  const { status, statusText } = response;
  const fields = fieldsOf(body, places);
  const message = firstText(body, places.message) ?? Object.values(fields)[0];
  // A body without a message is not the API's own.
  if (message === undefined) {
    const facts = { status, body: body === '' ? undefined : body, requestId: requestIdOf(response) };
    return new ApiError(`The API returned ${status}${statusText && ` ${statusText}`}.`, facts);
  }
  const code = firstText(body, places.code);
  const requestId = firstText(body, places.requestId) ?? requestIdOf(response);
  return new ApiError(message, { status, code, fields, body, requestId });
}

/** The error of a request without a response: a name that does not resolve, a connection that broke, a time-out. */
export function errorWithoutResponse(cause: unknown): ApiError {
  if (cause instanceof DOMException && cause.name === 'TimeoutError')
    return new ApiError(
      `The API did not respond in time. ${cause.message}`,
      { status: 0, failure: 'timeout' },
      { cause },
    );
  // Node gives the reason only in the cause of fetch's error.
  const inner = cause instanceof Error ? (cause.cause ?? cause) : cause;
  const reason = inner instanceof Error ? inner.message || String((inner as { code?: string }).code) : String(inner);
  return new ApiError(`The API could not be reached: ${reason}`, { status: 0, failure: 'connection' }, { cause });
}

/** The error of a response whose body cannot be read, such as the page of a proxy. */
export function errorFromUnreadable(response: Response, cause: unknown): ApiError {
  const message = `The API returned ${response.status} with a body that cannot be read.`;
  const facts: ApiErrorFacts = { status: response.status, requestId: requestIdOf(response), failure: 'unreadable' };
  return new ApiError(message, facts, { cause });
}

function requestIdOf(response: Response): string | undefined {
  return response.headers.get('x-request-id') ?? undefined;
}

/** The value at a place of a body; undefined if there is none. */
export function valueAtPlace(body: unknown, place: BodyPlace): unknown {
  return place.reduce<unknown>((value, name) => {
    const isOwner = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return isOwner ? (value as Record<string, unknown>)[name] : undefined;
  }, body);
}

function firstText(body: unknown, places: readonly BodyPlace[]): string | undefined {
  return places.map((place) => valueAtPlace(body, place)).find((value) => typeof value === 'string');
}

/** The invalid fields, in the first of the declared forms that fits. */
function fieldsOf(body: unknown, { fields }: ErrorPlaces): Record<string, string> {
  for (const { at, field = [], message = [] } of fields) {
    const list = valueAtPlace(body, at);
    if (typeof list !== 'object' || list === null) continue;
    const found = Object.entries(list).map(([key, entry]) => [
      field.length > 0 ? textAt(entry, field, '.') : key,
      textAt(entry, message, ' '),
    ]);
    if (found.length > 0 && found.every((pair) => !pair.includes(undefined))) return Object.fromEntries(found);
  }
  return {};
}

/** A text, or several as one; undefined for anything else. */
function textAt(owner: unknown, place: BodyPlace, separator: string): string | undefined {
  const value = valueAtPlace(owner, place);
  if (Array.isArray(value)) return value.join(separator);
  return typeof value === 'string' ? value : undefined;
}
