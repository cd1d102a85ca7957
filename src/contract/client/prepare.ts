import type { AttemptOptions } from './attempts.ts';
import { type Credentials, credentialsFor, type PlacedCredentials } from './auth.ts';
import { serializeBody } from './body.ts';
import type { BodyKind, ClientOperation } from './contract.ts';
import { type CallHeaders, mergeHeaders, type PreparedCall, type QuerySerializer } from './openapi-fetch.ts';
import { createParameterWriter, type ParameterValues, writeQuery } from './parameters.ts';
import { assertPathValues } from './path-values.ts';
import { randomDigits } from './random-digits.ts';

/** Options of a call. Its types have been checked where the caller passes them. */
export type CallerInit = {
  params?: {
    path?: ParameterValues;
    query?: ParameterValues;
    querystring?: unknown;
    header?: CallHeaders;
    cookie?: ParameterValues;
  };
  headers?: CallHeaders;
  body?: unknown;
  signal?: AbortSignal | null;
  middleware?: object[];
  parseAs?: 'stream';
  attempts?: AttemptOptions;
  auth?: Credentials;
};

export type CallerCall = { method: string; path: string; init?: CallerInit | undefined };

/**
 * A call with its credentials and idempotency key, and its body serialized. Headers and parameters of
 * the caller take precedence.
 *
 * @throws TypeError if a path value leads to another path, or the body or the credentials cannot be sent
 */
export async function prepareCall(
  { method, path, init = {} }: CallerCall,
  operation: ClientOperation,
  placed: PlacedCredentials,
): Promise<PreparedCall & { readAs: BodyKind }> {
  const { params = {}, body, middleware = [], attempts: _, auth: __, ...rest } = init;
  assertPathValues(method, path, params.path);
  const write = createParameterWriter(operation.parameters);
  const headers = mergeHeaders(init.headers, write.headers(params.header ?? {}));
  // A caller that asks for another media type gets it.
  const readAs = headers.has('Accept') ? 'any' : (operation.response ?? 'json');
  if (operation.accept !== undefined && !headers.has('Accept')) headers.set('Accept', operation.accept);
  const query = { ...params.query };
  const cookies = write.cookies(params.cookie ?? {});
  const { idempotencyKey } = operation;
  if (idempotencyKey !== undefined && !headers.has(idempotencyKey)) headers.set(idempotencyKey, randomUuid());
  const serializers = { ...write.serializers, ...wholeQuery(params.querystring, operation.querystring) };
  // The caller may change the body as soon as it has the promise.
  const sent = body === undefined ? {} : prepareBody(body, headers, operation);
  for (const { in: place, name, value } of await credentialsFor(operation, placed)) {
    if (place === 'query') query[name] ??= value;
    else if (place === 'cookie') cookies.push(`${name}=${value}`);
    else if (!headers.has(name)) headers.set(name, value);
  }
  // Browsers leave the header out and send the cookies that they have.
  if (cookies.length > 0 && !headers.has('Cookie')) headers.set('Cookie', cookies.join('; '));
  const target = { method, path, params: { path: { ...params.path }, query } };
  return { ...rest, ...serializers, ...target, headers, middleware, readAs, ...sent };
}

/** Sets the media type of the body. */
function prepareBody(
  body: unknown,
  headers: Headers,
  operation: ClientOperation,
): Pick<PreparedCall, 'body' | 'duplex'> {
  const mediaType = headers.get('Content-Type') ?? operation.body ?? 'application/json';
  const serialized = serializeBody(body, mediaType, operation);
  if (serialized.contentType === undefined) headers.delete('Content-Type');
  else headers.set('Content-Type', serialized.contentType);
  return { body: serialized.body, ...(serialized.body instanceof ReadableStream ? { duplex: 'half' as const } : {}) };
}

/** How a query that is one value is written, with the credentials beside it. */
function wholeQuery(value: unknown, mediaType: string | undefined): { querySerializer?: QuerySerializer } {
  if (value === undefined || mediaType === undefined) return {};
  const { body } = serializeBody(value, mediaType);
  const text = body instanceof URLSearchParams ? body.toString() : encodeURIComponent(String(body));
  return {
    querySerializer: (beside) => [text, writeQuery(beside)].filter((part) => part !== '').join('&'),
  };
}

/** RFC 9562 §5.4: version 4, variant 10. `crypto.randomUUID` does not exist on pages without TLS. */
function randomUuid(): string {
  const pattern = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/;
  return randomDigits().replace(pattern, '$1-$2-4$3-8$4-$5');
}
