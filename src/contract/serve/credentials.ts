import type { MaybePromise } from './types.ts';

/** Returns whatever stands for valid credentials, or a falsy value. */
type CredentialCheck<Request> = (request: Request) => unknown;

/** The result for one request: whether an alternative is met, and the principal. */
export type CredentialOutcome = { isMet: boolean; principal: unknown };

/**
 * Compiles the security requirements of an operation (OAS 3.1 §4.8.30). Each check is called once a request. All checks of an
 * alternative must succeed, as openapi-backend defines it: a result is truthy, and not an object with an error.
 *
 * @param alternatives the names of the checks of each alternative
 * @returns a function that makes a promise only if a check does
 */
export function compileCredentials<Request>(
  alternatives: string[][],
  checks: Record<string, CredentialCheck<Request> | undefined>,
): (request: Request) => MaybePromise<CredentialOutcome> {
  if (alternatives.length === 0) return () => OPEN;
  const names = [...new Set(alternatives.flat())];
  const called = names.map((name) => checks[name] ?? (() => undefined));
  const positions = alternatives.map((alternative) => alternative.map((name) => names.indexOf(name)));
  const decide = (results: unknown[]): CredentialOutcome => ({
    isMet: positions.some((alternative) => alternative.every((position) => isValid(results[position]))),
    principal: principalOf(positions, results),
  });
  return (request) => {
    const results: unknown[] = [];
    let waits = false;
    for (const check of called) {
      const result = check(request);
      waits ||= isThenable(result);
      results.push(result);
    }
    return waits ? Promise.all(results).then(decide) : decide(results);
  };
}

const OPEN: CredentialOutcome = { isMet: true, principal: undefined };

function isValid(result: unknown): boolean {
  return Boolean(result) && !(typeof result === 'object' && (result as { error?: unknown }).error);
}

/** The result of the first check of a satisfied alternative. Credentials of other alternatives prove nothing. */
function principalOf(alternatives: number[][], results: unknown[]): unknown {
  for (const alternative of alternatives) {
    const [first] = alternative;
    if (first !== undefined && alternative.every((position) => isPrincipal(results[position]))) return results[first];
  }
  return undefined;
}

function isPrincipal(result: unknown): boolean {
  return Boolean(result) && (result as { error?: unknown }).error === undefined;
}

/** Whether a value of the app is a promise, of whatever library. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
