import type { Finding, SentRequest } from './types.ts';
import type { WriteOptions } from './write-request.ts';

/** Stands for credentials in a report. */
export const REDACTED = '[credentials]';

/** Authentication schemes that stand before the credentials (RFC 9110 §11.4). */
const SCHEME = /^(?:basic|bearer|digest|dpop|token|apikey) +/i;

/** The same of a scheme with another name. */
const ANY_SCHEME = /^[\w-]+ +/;

/** Headers that carry credentials, whatever the document says (RFC 9110 §11.6, RFC 6265 §4). */
export const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key'];

/** Shorter values would replace ordinary text. */
const SHORTEST = 4;

/**
 * Returns a function that replaces the credentials of a run in a text, also where they are percent-encoded. The name of an
 * authentication scheme, as in `Bearer`, stays.
 */
export function createRedaction(credentials: Pick<WriteOptions, 'auth' | 'schemeAuth' | 'otherAuth'>): Redact {
  const { auth, schemeAuth = {}, otherAuth } = credentials;
  return redactValues([auth, ...Object.values(schemeAuth), otherAuth].flatMap((headers) => Object.values(headers)));
}

/** Returns a function that replaces credentials, given as values of headers, in a text. */
export function redactValues(values: string[]): Redact {
  const secrets = values
    .flatMap((value) => [value.replace(SCHEME, ''), value.replace(ANY_SCHEME, '')])
    .map((value) => value.toWellFormed())
    .filter((value) => value.length >= SHORTEST)
    .flatMap((value) => [value, encodeURIComponent(value)]);
  const unique = [...new Set(secrets)].sort((one, other) => other.length - one.length);
  return (text) => unique.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
}

/** Credentials that a login has given, and cookies, in the requests and the response of a finding. */
export function secretsOfFinding({
  steps = [],
  atOnce = [],
  request,
  response,
}: Pick<Finding, 'steps' | 'atOnce' | 'request' | 'response'>): string[] {
  const headers = [...steps, ...atOnce, request].map((one) => one.headers);
  return [...headers, response?.headers ?? {}].flatMap((all) =>
    SECRET_HEADERS.flatMap((name) => [all[name] ?? []].flat()),
  );
}

export type Redact = (text: string) => string;

/** A request without its credentials. */
export function redactRequest(request: SentRequest, redact: Redact): SentRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, redact(value)] as const);
  const body = request.body === undefined ? {} : { body: redact(request.body) };
  return { ...request, url: redact(request.url), headers: Object.fromEntries(headers), ...body };
}
