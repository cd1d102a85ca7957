import type express from 'express';
import { errorResponse } from '../api/errors.ts';
import { EarlyResponse, type MaybePromise, type SecurityRequest } from '../contract/serve/types.ts';
import type { Principal } from '../platform/keys.ts';
import type { CheckCredentials, Limits } from './limits.ts';

type Request = SecurityRequest<express.Request>;

type ScopeDependencies = Pick<Limits, 'beforeBody'> & { requestId: (request: express.Request) => string };

/**
 * Rejects keys without a scope that the contract requires for the operation, with a 403. It has its place in a security
 * check, so it comes before the body. The key is valid, so it does not count as a failed one, but against the limit of its
 * workspace. A key is rejected even where none is needed, as an invalid one is: a caller without the scope has made a mistake.
 *
 * @param check finds whose key it is
 */
export function requireScopes(
  check: CheckCredentials<Principal, Request>,
  { beforeBody, requestId }: ScopeDependencies,
): CheckCredentials<Principal, Request> {
  const reject = async (scope: string, principal: Principal, { operationId, ip, raw }: Request): Promise<never> => {
    const id = requestId(raw);
    const limited = await beforeBody({ id, operationId, principal, ip });
    const message = `The API key lacks the scope "${scope}".`;
    // RFC 6750 §3.1.
    const headers = { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` };
    throw new EarlyResponse(limited ?? { ...errorResponse(id, 'forbidden', { message }), headers });
  };
  const admit = (principal: Principal | undefined, request: Request): MaybePromise<Principal | undefined> => {
    if (principal === undefined) return undefined;
    for (const scope of request.scopes) {
      if (!principal.scopes.has(scope)) return reject(scope, principal, request);
    }
    return principal;
  };
  return (credentials, request) => {
    const found = check(credentials, request);
    return found instanceof Promise ? found.then((principal) => admit(principal, request)) : admit(found, request);
  };
}
