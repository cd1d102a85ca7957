import { EarlyResponse } from './types.ts';

/**
 * A handler of an operation that is not written yet: the response is a 501 (RFC 9110 §15.6.2), whatever the contract declares.
 *
 * @example const handlers: Handlers = { getPet: notImplemented };
 */
export function notImplemented(): never {
  const title = 'Not Implemented';
  const body = { type: 'about:blank', title, status: 501, detail: 'The operation is not implemented yet.' };
  throw new EarlyResponse({ status: 501, contentType: 'application/problem+json', body });
}
