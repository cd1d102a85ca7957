import type { CompiledContract } from '../document/compiled.ts';
import { listsFields, markPlaces, memberAt } from '../document/error-places.ts';
import { isXml } from '../document/media-types.ts';
import { createDefaultReject } from '../serve/default-reject.ts';
import type { RequestExchange, ServedOperation } from '../serve/engine.ts';
import { fillError } from '../serve/error-body.ts';
import { codesForRejection, PATH_NOT_FOUND } from '../serve/problems.ts';
import type { RawResponse, RejectionReason, Violation } from '../serve/types.ts';
import type { Declared } from './declared.ts';
import { type Examples, examplesOf } from './examples.ts';
import { type AskPrism, isNotAcceptable, type MockResponse, problemResponse } from './prism.ts';
import type { MockRaw } from './raw-request.ts';
import type { MockOperation } from './respond.ts';

type MockRejectionContext = {
  contract: CompiledContract;
  operations: ServedOperation[];
  known: Map<string, MockOperation>;
  ask: AskPrism;
};

/** The client's preferences for a response. */
type Asked = { accept: string | undefined; example: string | undefined };

type Reject = (
  reason: RejectionReason,
  exchange: RequestExchange<unknown, MockRaw>,
  asked: Asked,
) => Promise<MockResponse>;

/**
 * Creates the responses to rejections, with the status that a server returns: the contract's example for this status,
 * filled with the errors of the request. Without an example, the response is the server's own.
 */
export function createRejections({ contract, operations, known, ask }: MockRejectionContext): Reject {
  const rejectByDefault = createDefaultReject<unknown, MockRaw>(contract, operations);
  // The form of errors is usually the same in all operations, and not all have an example of an unknown path.
  const withNotFound = [...known.values()].find(
    ({ operation }) => exampleOfCode(examplesOf(operation, 404), PATH_NOT_FOUND) !== undefined,
  );
  const reject: Reject = async (reason, exchange, asked) => {
    const { response, declaredBy } = rejectByDefault(reason, exchange);
    const own = known.get((declaredBy ?? exchange.served)?.operation.operationId ?? '');
    const elsewhere = reason.kind === 'path_unknown' ? withNotFound : undefined;
    const { operation, find } = elsewhere ?? own ?? {};
    const declared = find?.(response.status);
    const isUnknown = reason.kind === 'invalid' && response.status === 404;
    const violations = reason.kind === 'invalid' && !isUnknown ? reason.violations : [];
    const headers = { ...textsOf(response.headers), ...(violations.length > 0 ? describe(violations) : {}) };
    if (operation === undefined || declared === undefined) return ownResponse(response, headers);
    // Without an example of an unknown path, that of something else would be wrong.
    const hasExample =
      declared.isOwn && declared.hasExamples && (reason.kind !== 'path_unknown' || elsewhere !== undefined);
    const isServers = declaredBy !== undefined && !hasExample;
    const errors = examplesOf(operation, response.status);
    const example = isServers
      ? undefined
      : chooseError(errors, {
          wanted: asked.example,
          violations,
          codes: isUnknown ? PATH_NOT_FOUND : codesForRejection(reason),
        });
    const found = await askForError(ask, declared, { ...asked, example });
    if (found instanceof Error) return problemResponse(found);
    if (isServers) return ownResponse(response, { ...withoutType(found.headers), ...headers });
    // An XML document with the errors comes from the server; a selected example stays unchanged.
    if (isXml(found.headers['content-type'] ?? '')) {
      const isAsked = asked.example !== undefined && errors.has(asked.example);
      const isSame = declaredBy !== undefined && !isAsked && isXml(response.contentType ?? '');
      return { ...found, headers: { ...found.headers, ...headers }, body: isSame ? response.body : found.body };
    }
    const body = fillError(markPlaces(found.body), { violations }, declared.fits);
    return { ...found, headers: { ...found.headers, ...headers }, body: violations.length > 0 ? body : found.body };
  };
  return async (reason, exchange, asked) => ({ ...(await reject(reason, exchange, asked)), facts: { reason } });
}

type WantedError = { wanted: string | undefined; violations: Violation[]; codes: string[] };

/** The example that is asked for, else one that lists fields only where fields are invalid, first one of the codes. */
function chooseError(errors: Examples, { wanted, violations, codes }: WantedError): string | undefined {
  if (wanted !== undefined && errors.has(wanted)) return wanted;
  const fitting = [...errors].filter(([, body]) => listsFields(markPlaces(body)) === violations.length > 0);
  return exampleOfCode(new Map(fitting), codes) ?? fitting[0]?.[0];
}

/** The first example that has one of the codes, as its name or in its body. */
function exampleOfCode(errors: Examples, codes: string[]): string | undefined {
  const names = [...errors.keys()];
  for (const code of codes) {
    const found = names.find((name) => plainCode(name) === code || bodyCodes(errors.get(name)).includes(code));
    if (found !== undefined) return found;
  }
  return undefined;
}

function bodyCodes(body: unknown): string[] {
  const { places } = markPlaces(body);
  return places.filter(({ kind }) => kind === 'code').map(({ at }) => plainCode(String(memberAt(body, at))));
}

function plainCode(text: string): string {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();
}

/** An error that no acceptable media type can say is better said in another (RFC 9110 §15.5.7). */
export async function askForError(ask: AskPrism, declared: Declared, asked: Asked): Promise<MockResponse | Error> {
  const response = await ask(declared, { ...asked, isDynamic: false });
  if (!(response instanceof Error && isNotAcceptable(response))) return response;
  return ask(declared, { ...asked, accept: undefined, isDynamic: false });
}

function ownResponse({ status, body, contentType }: RawResponse, headers: Record<string, string>): MockResponse {
  return {
    status,
    headers: { ...headers, ...(contentType === undefined ? {} : { 'content-type': contentType }) },
    body,
  };
}

function withoutType({ 'content-type': _, ...headers }: Record<string, string>): Record<string, string> {
  return headers;
}

function textsOf(headers: RawResponse['headers'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** Why a request is rejected, for a developer: JSON in visible ASCII, of a length that clients take (RFC 9110 §5.5). */
function describe(violations: Violation[]): Record<string, string> {
  const text = JSON.stringify(violations).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { 'sl-violations': text.slice(0, 4000) };
}
