import { markPlaces } from '../../document/error-places.ts';
import { fillError } from '../../serve/error-body.ts';
import { PATH_NOT_FOUND } from '../../serve/problems.ts';
import type { RawResponse, Violation } from '../../serve/types.ts';
import { examplesOf } from '../examples.ts';
import { type MockResponse, problemResponse } from '../prism.ts';
import { askForError } from '../rejections.ts';
import type { StateContext, StateRequest } from './context.ts';

/** An error of a request that depends on the state. */
export type Failure = {
  status: number;
  /** For a contract that does not declare the status. */
  detail: string;
  /** Names of the examples that say it best. */
  prefers?: RegExp;
  violations?: Violation[];
};

/** The response that the contract declares for a status, else problem details (RFC 9457). */
export async function respondWithFailure(
  { known, ask }: StateContext,
  { exchange, accept }: Pick<StateRequest, 'exchange' | 'accept'>,
  { status, detail, prefers, violations = [] }: Failure,
): Promise<MockResponse> {
  const { operation, find } = known.get(exchange.operationId ?? '') ?? {};
  const declared = find?.(status);
  if (operation === undefined || declared === undefined) return problemResponse(new Error(detail), status);
  const names = [...examplesOf(operation, status).keys()];
  const isOther = (name: string): boolean => status !== 404 || !PATH_NOT_FOUND.includes(name);
  const example = names.find((name) => prefers?.test(name)) ?? names.find(isOther) ?? names[0];
  const found = await askForError(ask, declared, { accept, example });
  if (found instanceof Error) return problemResponse(found);
  if (found.body === undefined || typeof found.body === 'string' || declared.hasExamples) {
    if (violations.length === 0 || typeof found.body !== 'object') return found;
  }
  const facts = { detail, violations, status, requestId: exchange.id, path: exchange.path };
  return { ...found, body: fillError(markPlaces(found.body), facts, declared.fits) };
}

/** Sends the response of a rule, with the headers that the contract declares for its status. */
export async function respondWithRule(
  { known, ask }: StateContext,
  { exchange, accept }: Pick<StateRequest, 'exchange' | 'accept'>,
  { status, headers = {}, body, contentType }: RawResponse,
): Promise<MockResponse> {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': contentType ?? 'application/json' };
  const declared = known.get(exchange.operationId ?? '')?.find(status);
  const found = declared === undefined ? undefined : await askForError(ask, declared, { accept, example: undefined });
  const sampled = found === undefined || found instanceof Error ? {} : withoutStateHeaders(found.headers);
  return { status, headers: { ...sampled, ...type, ...own }, body };
}

/** Headers of an example that say what has not happened. */
const ABOUT_STATE = /^(etag|last-modified|location|content-location|link|idempot.*)$/;

/** The headers of an example, without those about a resource that it does not show. */
export function withoutStateHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ABOUT_STATE.test(name)));
}
