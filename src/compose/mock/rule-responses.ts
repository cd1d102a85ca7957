import { type FieldErrors, invalidFields } from '../../api/errors.ts';
import type { MockRule, MockRuleRequest } from '../../contract/mock/state/rules.ts';
import type { RawResponse } from '../../contract/serve/types.ts';
import { newId } from '../../platform/ids.ts';

/** Makes the response of a rule, given the id of the request. */
type MakeResponse = (requestId: string) => RawResponse;

/** A response of a rule, with an id of the form that the API gives to requests. */
export function ruleResponse(make: MakeResponse): { response: RawResponse } {
  const requestId = newId('req');
  const { headers, ...response } = make(requestId);
  return { response: { ...response, headers: { 'X-Request-Id': requestId, ...headers } } };
}

/** The fields that the contract rejects, as the server's errors name them. */
function rejectedFields({ violations }: MockRuleRequest): FieldErrors {
  return Object.fromEntries(violations.map(({ path, message }) => [path === '' ? 'body' : path, message]));
}

/** The response that lists every invalid field of a request, by the contract and by rules; undefined where there is none. */
export function rejectFields(request: MockRuleRequest, errors: FieldErrors) {
  const fields = { ...errors, ...rejectedFields(request) };
  if (Object.keys(fields).length === 0) return undefined;
  return ruleResponse((requestId) => invalidFields(requestId, fields));
}

/** Paths in the body that the contract rejects. */
export function invalidPathsOf({ violations }: MockRuleRequest): Set<string> {
  return new Set(violations.filter((violation) => violation.in === 'body').map(({ path }) => path));
}

/** The body of a request, empty where it has none; undefined where it is no object, of which rules say nothing. */
export function ruledBody({ body = {} }: MockRuleRequest): Record<string, unknown> | undefined {
  const isJsonObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return isJsonObject ? (body as Record<string, unknown>) : undefined;
}

/** A rule that only validates the body. */
export function bodyRule(validate: (body: Record<string, unknown>) => FieldErrors): MockRule {
  return (request) => {
    const body = ruledBody(request);
    return body === undefined ? undefined : rejectFields(request, validate(body));
  };
}
