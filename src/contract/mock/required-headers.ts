import type { CompiledContract } from '../document/compiled.ts';
import { challengesOf } from '../serve/challenges.ts';
import type { RequestExchange } from '../serve/engine.ts';
import { allowedMethods } from '../serve/handler.ts';
import type { MockResponse } from './prism.ts';
import type { MockRaw } from './raw-request.ts';

/** The challenge if the document has no security scheme. A 401 needs one, and no client knows this scheme. */
const NO_SCHEME = 'Unspecified';

/**
 * A response with the header that HTTP requires for its status, if the document declares none: a challenge for a 401
 * (RFC 9110 §15.5.2), and the other methods of the path for a 405 (§15.5.6).
 */
export function withRequiredHeaders(
  response: MockResponse,
  { served, match }: Pick<RequestExchange<unknown, MockRaw>, 'served' | 'match'>,
  contract: CompiledContract,
): MockResponse {
  const { status, headers } = response;
  const has = (name: string): boolean => Object.keys(headers).some((one) => one.toLowerCase() === name);
  if (status === 401 && !has('www-authenticate')) {
    const own = challengesOf({ security: served?.operation.security ?? [] }, contract);
    const security = Object.keys(contract.securitySchemes).map((name) => ({ [name]: [] }));
    const challenge = own || challengesOf({ security }, contract) || NO_SCHEME;
    return { ...response, headers: { ...headers, 'www-authenticate': challenge } };
  }
  if (status === 405 && !has('allow') && match !== undefined) {
    // The method of this request is not supported: its response says so.
    const own = served?.operation.method.toUpperCase();
    const other = allowedMethods(match).filter((name) => name !== own && !(own === 'GET' && name === 'HEAD'));
    return { ...response, headers: { ...headers, allow: other.join(', ') } };
  }
  return response;
}
