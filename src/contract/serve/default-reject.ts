import type { CompiledContract, CompiledResponseBody, Serialize } from '../document/compiled.ts';
import { findMediaType, isJson, isText, isXml } from '../document/media-types.ts';
import { challengesOf } from './challenges.ts';
import { convertTexts } from './convert-texts.ts';
import type { RequestExchange, ServedOperation } from './engine.ts';
import { chooseTemplate, fillError } from './error-body.ts';
import { describeRejection, type RejectionFacts, toProblem } from './problems.ts';
import { rejectionStatus } from './rejection-status.ts';
import type { RawResponse, RejectionReason } from './types.ts';
import { xmlError } from './xml-errors.ts';

/** A response to a rejection, and the operation that declares it. Undefined where none does: it is sent as it is. */
export type DefaultResponse = { response: RawResponse; declaredBy: ServedOperation | undefined };

/**
 * Makes the responses to rejections where the app has none of its own. The schema that the contract declares for the status
 * wins, and without content there is no body; elsewhere they are problem details (RFC 9457). A 405 takes the form that an operation of the path declares, and the
 * 404 of an unknown path that of the first operation that declares one.
 */
export function createDefaultReject<Principal, Raw>(contract: CompiledContract, operations: ServedOperation[]) {
  const withNotFound = operations.find(({ operation }) => Object.hasOwn(operation.responses, '404'));
  const declarerOf = (reason: RejectionReason, { served, match }: RequestExchange<Principal, Raw>) => {
    if (reason.kind === 'path_unknown') return withNotFound;
    if (served !== undefined) return served;
    return [...(match?.route.operations.values() ?? [])].find(({ responses }) => responses.declares(405));
  };
  return (reason: RejectionReason, exchange: RequestExchange<Principal, Raw>): DefaultResponse => {
    const violations = reason.kind === 'invalid' ? reason.violations : [];
    const served = declarerOf(reason, exchange);
    const facts = describeRejection(reason, {
      invalid: served === undefined ? 400 : rejectionStatus(served.operation, violations),
      challenges: served === undefined ? '' : challengesOf(served.operation, contract),
      requestId: exchange.id,
      path: exchange.path,
    });
    const declared = served && declaredResponse(served, facts, reason.kind !== 'path_unknown');
    if (declared !== undefined) return { response: { ...declared, headers: facts.headers }, declaredBy: served };
    return {
      response: { status: facts.status, headers: facts.headers, ...PROBLEM, body: toProblem(facts) },
      declaredBy: undefined,
    };
  };
}

const PROBLEM = { contentType: 'application/problem+json' };

/** The response in the media type and schema that the operation declares for the status. */
function declaredResponse(
  { responses }: ServedOperation,
  facts: RejectionFacts,
  isOwn: boolean,
): RawResponse | undefined {
  const { status } = facts;
  const content = responses.contentOf(status) ?? new Map<string, CompiledResponseBody>();
  if (content.size === 0) return isOwn && responses.declares(status) ? { status } : undefined;
  const types = [...content.keys()];
  const json = [...types.filter((type) => type === PROBLEM.contentType), ...types.filter(isJson)][0];
  const part = json === undefined ? undefined : content.get(json);
  if (json !== undefined && part !== undefined) {
    const body = errorBody(part, facts, isOwn);
    return body === undefined ? undefined : { status, contentType: json, body };
  }
  const range = content.get(findMediaType(content, PROBLEM.contentType) ?? '');
  const inRange = range === undefined ? undefined : errorBody(range, facts, isOwn);
  if (inRange !== undefined) return { status, ...PROBLEM, body: inRange };
  const text = types.find(
    (type) => isXml(type) || (isText(type) && !type.includes('*') && allowsText(content.get(type), facts.detail)),
  );
  if (text === undefined) return undefined;
  const body = isXml(text) ? xmlError(content.get(text)?.templates ?? [], facts) : facts.detail;
  return { status, contentType: text, body };
}

function allowsText({ validate, text }: CompiledResponseBody = {}, detail: string): boolean {
  return validate === undefined || text === undefined || validate(convertTexts(detail, text));
}

/** The body in the form of a template; problem details where the contract has none and allows them. */
function errorBody(
  { validate, serialize, templates = [] }: CompiledResponseBody,
  facts: RejectionFacts,
  isOwn: boolean,
): unknown {
  const fits = (body: unknown): boolean =>
    (validate === undefined || validate(body)) && (serialize === undefined || isSerializable(serialize, body));
  const template = chooseTemplate(
    templates.filter(({ body }) => fits(body)),
    facts,
  );
  if (template !== undefined) return fillError(isOwn ? template : { ...template, isOwn: false }, facts, fits);
  const problem = toProblem(facts);
  return templates.length === 0 && fits(problem) ? problem : undefined;
}

/** A serializer throws where it has no place for an object. */
function isSerializable(serialize: Serialize, body: unknown): boolean {
  try {
    serialize(body);
    return true;
  } catch {
    return false;
  }
}
