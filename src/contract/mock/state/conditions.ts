import type { Operation } from '../../document/document.ts';
import type { MockResponse } from '../prism.ts';
import type { StateContext, StateRequest } from './context.ts';
import { respondWithFailure } from './failures.ts';

/** Whether an operation rejects changes of another version: it declares `If-Match` or a 412 (RFC 9110 §13.1.1). */
function takesIfMatch({ parameters, responses }: Operation): boolean {
  return (
    Object.hasOwn(responses, '412') ||
    parameters.some(({ in: where, name }) => where === 'header' && name.toLowerCase() === 'if-match')
  );
}

/** The response to a request whose `If-Match` names another version; undefined where the request goes on. */
export async function checkIfMatch(
  context: StateContext,
  visit: StateRequest,
  tag: string | undefined,
): Promise<MockResponse | undefined> {
  const wanted = requestHeader(visit, 'if-match');
  if (wanted === undefined || !takesIfMatch(visit.stateful.operation)) return undefined;
  const isMet = tag !== undefined && (wanted.trim() === '*' || tagsOf(wanted).includes(tag));
  if (isMet) return undefined;
  const detail = 'The resource has changed since the version named in If-Match.';
  return respondWithFailure(context, visit, { status: 412, detail });
}

/** Whether `If-None-Match` of a read names the version that is stored (RFC 9110 §13.1.2). */
export function isUnchanged(visit: StateRequest, tag: string): boolean {
  const named = requestHeader(visit, 'if-none-match');
  if (named === undefined || !Object.hasOwn(visit.stateful.operation.responses, '304')) return false;
  return named.trim() === '*' || tagsOf(named).includes(tag);
}

/** The tags of a list. Weak ones are compared without their mark. */
function tagsOf(list: string): string[] {
  return [...list.matchAll(/(?:W\/)?("[^"]*")/g)].map(([, tag = '']) => tag);
}

export function requestHeader({ exchange }: Pick<StateRequest, 'exchange'>, name: string): string | undefined {
  const value = exchange.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
