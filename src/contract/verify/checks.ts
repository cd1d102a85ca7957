import { isObject } from '../document/references.ts';
import { equal } from '../values/flat.ts';
import { allowFaults, listedMethods } from './allow.ts';
import type { Check } from './check.ts';
import type { CheckName } from './check-names.ts';
import { findResponseViolations, type ResponseViolation } from './conformance.ts';
import { namesField } from './field-names.ts';
import { mayRejectOthers } from './known-values.ts';
import { findLeaks } from './leaks.ts';
import { MALFORMED } from './malformed-bodies.ts';
import { violationsInParts } from './plan.ts';
import { causeOfResponse } from './response-cause.ts';
import { findInjection } from './security/payloads.ts';
import { slowFaults, statusFaults } from './status-semantics.ts';
import type { Case, Received } from './types.ts';
import { EACH } from './values/constraint.ts';
import { UNKNOWN_PROPERTY } from './values/object-constraints.ts';
import { valueAt } from './values/places.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** Statuses of a rejection that say the request itself is wrong (RFC 9110 §15.5.1, RFC 9110 §15.5.21). */
export const SCHEMA_REJECTION_STATUSES = [400, 422];
/** Rejections that a negative request may get: those above, or one that another part of HTTP says. */
const REJECTION_STATUSES = [400, 401, 403, 404, 405, 406, 409, 411, 412, 413, 414, 415, 422, 428, 431];

/** Whether a response says that the request itself is wrong. */
export function isRejected({ status }: Pick<Received, 'status'>): boolean {
  return SCHEMA_REJECTION_STATUSES.includes(status);
}

/** Statuses of a server that does not know HEAD. */
export const NO_HEAD = [404, 405, 501];

const WHOLE: Record<ResponseViolation['kind'], CheckName> = {
  status: 'status_code_conformance',
  content_type: 'content_type_conformance',
  headers: 'response_headers_conformance',
  body: 'response_schema_conformance',
};

function conformance(kind: ResponseViolation['kind']): Check {
  return {
    name: WHOLE[kind],
    findFaults: ({ operation, request, response, tried }) => {
      // The operation does not declare the responses to requests of another path or method.
      if (tried !== undefined && (tried.parts.target !== undefined || tried.parts.method !== undefined)) return [];
      // No contract has to know HEAD beside its GET.
      if (request.method === 'HEAD' && operation.method !== 'head' && NO_HEAD.includes(response.status)) return [];
      const found = violationsOfResponse(operation, response, request.method);
      return found.filter((violation) => violation.kind === kind);
    },
  };
}

/** The violations of the last response, which several checks ask for one after the other. */
let last:
  | { operation: VerifiableOperation; response: Received; method: string; found: ResponseViolation[] }
  | undefined;

/** Validates a response once for all checks: this takes most of their time. */
function violationsOfResponse(operation: VerifiableOperation, response: Received, method: string): ResponseViolation[] {
  if (last?.operation !== operation || last.response !== response || last.method !== method)
    last = { operation, response, method, found: findResponseViolations(operation, response, method) };
  return last.found;
}

/** Rejections that have a check of their own. */
const REJECTIONS: [name: CheckName, isMeant: (tried: Case) => boolean][] = [
  ['ignored_auth', ({ subject }) => subject.keyword === 'security'],
  ['missing_required_header', ({ subject }) => subject.in === 'header' && subject.keyword === 'required'],
  ['unsupported_method', ({ subject }) => subject.keyword === 'method'],
];

/** Requests that the contract or HTTP does not allow must be rejected. */
function rejection(name: CheckName, isMeant: (tried: Case) => boolean): Check {
  return {
    name,
    findFaults: ({ operation, response, tried, rejectsAll = false, invalidBodies: bodies }) => {
      if (tried?.expect !== 'reject' || response.status >= 500 || !isMeant(tried)) return [];
      const allowed = tried.statuses ?? REJECTION_STATUSES;
      if (allowed.includes(response.status) || isIgnored(tried, response)) return [];
      const isAccepted = response.status < 400;
      if (isAccepted ? isAboutUselessBody(operation, tried) : isOtherError(tried, response, rejectsAll)) return [];
      const instead = tried.statuses === undefined ? '' : ` instead of ${allowed.join(' or ')}`;
      const verb = isAccepted ? 'accepted' : 'responded to';
      const message = `${verb} an invalid request with ${response.status}${instead}. ${tried.why}`;
      const group = { group: groupOf(tried), why: tried.why, ...(bodies && { bodies }) };
      const alike = isAccepted ? { alike: group } : {};
      return [{ message, pointer: pointerOf(operation, tried), cause: subjectKey(tried), ...alike }];
    },
  };
}

/** Whether a request may be rejected for another error than its own, which a server finds first. */
function isOtherError({ subject, isPathInvented = false }: Case, { status }: Received, rejectsAll: boolean): boolean {
  // The method and the path come before anything else.
  if (subject.keyword === 'method' || subject.keyword === 'path') return false;
  return rejectsAll || (isPathInvented && (status === 404 || status === 403));
}

/** A server that checks no credentials, or no keyword such as `minLength`, accepts all cases of a group. */
function groupOf({ subject }: Case): string {
  return `${subject.in} ${subject.keyword}`;
}

/** The checks of single exchanges. */
export const CHECKS: Check[] = [
  {
    name: 'not_a_server_error',
    findFaults: ({ operation, request, response, tried }) => {
      if (response.status < 500) return [];
      const fault = {
        message: `returned ${response.status}. ${responseExcerpt(response)}`.trim(),
        pointer: operation.pointer,
      };
      const about = tried === undefined ? {} : { tried: tried.why };
      return [{ ...fault, cause: causeOfResponse(request, response), ...about }];
    },
  },
  conformance('status'),
  conformance('content_type'),
  conformance('headers'),
  conformance('body'),
  {
    name: 'positive_data_acceptance',
    findFaults: ({ operation, request, response, tried }) => {
      if (tried?.expect !== 'accept' || !SCHEMA_REJECTION_STATUSES.includes(response.status)) return [];
      if (!declaresSuccess(operation) || mayRejectOthers(operation, tried.subject)) return [];
      if (isRejectedByRule(operation, response)) return [];
      const message = `rejected a valid request with ${response.status}. ${responseExcerpt(response)}`;
      return [
        { message, pointer: pointerOf(operation, tried), cause: causeOfResponse(request, response), tried: tried.why },
      ];
    },
  },
  rejection('negative_data_rejection', (one) => REJECTIONS.every(([, isMeant]) => !isMeant(one))),
  ...REJECTIONS.map(([name, isMeant]) => rejection(name, isMeant)),
  {
    name: 'unsupported_method',
    findFaults: ({ operation, response, tried, methods }) => {
      if (tried?.subject.keyword !== 'method' || response.status !== 405) return [];
      const listed = new Set(listedMethods(response));
      const missing = methods(operation).filter((method) => !listed.has(method));
      if (missing.length === 0) return [];
      const message = `the Allow of the 405 lacks ${missing.join(', ')}`;
      return [{ message, pointer: operation.pointer, cause: missing.join() }];
    },
  },
  { name: 'status_semantics', findFaults: statusFaults },
  { name: 'options_match', findFaults: allowFaults },
  { name: 'response_time', findFaults: slowFaults },
  {
    name: 'error_names_field',
    findFaults: ({ operation, request, response, tried, rejectsAll = false }) => {
      // The error may be about what is wrong with all requests.
      if (rejectsAll) return [];
      const isField = tried?.expect === 'reject' && tried.phase === 'constraints' && tried.subject.place.length > 0;
      if (tried === undefined || !(isField || tried.subject.about !== undefined)) return [];
      if (
        !SCHEMA_REJECTION_STATUSES.includes(response.status) ||
        tried.expect !== 'reject' ||
        !isObject(response.value)
      )
        return [];
      const names = fieldNames(tried);
      if (names.length === 0 || names.some((name) => namesField(response.value, name))) return [];
      // A value that fits several alternatives, for one, has no field that is wrong.
      const own = violationsInParts(operation, tried.parts).map(({ path }) => path);
      if (own.length > 0 && !names.some((name) => namesField(own, name))) return [];
      const message = `the error does not name the invalid field "${names[0]}". ${responseExcerpt(response)}`;
      return [
        { message, pointer: pointerOf(operation, tried), cause: causeOfResponse(request, response), tried: tried.why },
      ];
    },
  },
  {
    name: 'write_only_hidden',
    findFaults: ({ operation, response, canaries }) => {
      const everything = `${response.text}\n${JSON.stringify(response.headers)}`;
      if (canaries.findIn(everything) === undefined) return [];
      const message = `the ${response.status} response contains a value that was sent to a write-only property`;
      return [{ message, pointer: operation.pointer, cause: String(response.status) }];
    },
  },
  {
    name: 'no_leak',
    findFaults: ({ operation, request, response, tried, secrets }) =>
      findLeaks(request, response, isAboutCredentials(tried) ? [] : secrets).map(({ kind, excerpt }) => ({
        message: `the ${response.status} response contains ${kind}${excerpt === '' ? '' : `: ${excerpt}`}`,
        pointer: operation.pointer,
        cause: kind,
        ...(tried === undefined ? {} : { tried: tried.why }),
      })),
  },
  {
    name: 'injects_nothing',
    findFaults: ({ operation, response }) => {
      const found = findInjection(response);
      const message = `the ${response.status} response ${found}.`;
      return found === undefined ? [] : [{ message, pointer: operation.pointer, cause: found }];
    },
  },
];

/** The credentials of a request that tries invalid ones are not secret. */
function isAboutCredentials(tried: Case | undefined): boolean {
  return tried?.subject.keyword === 'security';
}

/** Whether an operation declares a response other than errors. */
export function declaresSuccess({ responses }: Pick<VerifiableOperation, 'responses'>): boolean {
  const statuses = Object.keys(responses);
  return statuses.length === 0 || statuses.some((status) => !/^[45]/.test(status));
}

/**
 * Methods whose content means nothing that HTTP defines, so that a server may ignore it (RFC 9110 §9.3.1, §9.3.2,
 * §9.3.5).
 */
const WITHOUT_CONTENT = ['get', 'head', 'delete'];

/** Whether the only error of a request is a body that its server may ignore. */
export function isAboutUselessBody({ method }: Pick<VerifiableOperation, 'method'>, { subject }: Case): boolean {
  if (!WITHOUT_CONTENT.includes(method)) return false;
  return subject.in === 'body' || ['content-type', 'size', ...MALFORMED].includes(subject.keyword);
}

/**
 * Whether a read-only value was sent and not taken, which is as good as rejected (JSON Schema 2020-12 validation §9.4).
 */
function isIgnored({ subject, parts }: Case, { status, value, text }: Received): boolean {
  if (subject.keyword !== 'readOnly' || subject.about === undefined || status >= 300) return false;
  const place = [...subject.place, subject.about];
  const sent = valueAt(parts.body?.value, place);
  const written = JSON.stringify(sent) ?? '';
  // A value that is long enough to be recognized may be returned at another place.
  return written.length < FEWEST_TO_KNOW ? !equal(valueAt(value, place), sent) : !text.includes(written);
}

const FEWEST_TO_KNOW = 4;

/** The subject of a case. Equal findings of several values are reported once. */
export function subjectKey({ subject, expect }: Case): string {
  const { in: where, place, keyword, about = '', boundary } = subject;
  return [expect, where, place.join('/'), keyword, about, boundary].join(' ');
}

/** The pointer to the constraint of a case in the contract. */
function pointerOf(operation: VerifiableOperation, { subject }: Case): string {
  const { in: where, place } = subject;
  if (where === 'body') return `${operation.pointer}/requestBody`;
  return where === 'request' || place.length === 0 ? operation.pointer : `${operation.pointer}/parameters`;
}

/** Names by which a rejection can name the field that a case has broken, the most precise first. */
function fieldNames({ subject }: Case): string[] {
  const { place, about, keyword } = subject;
  const last = place.filter((token) => token !== EACH && !/^\d+$/.test(token)).at(-1);
  if (keyword === 'additionalProperties') return [UNKNOWN_PROPERTY];
  const own = ['required', 'readOnly'].includes(keyword)
    ? about
    : keyword === 'dependentRequired'
      ? about?.split(' ')[1]
      : undefined;
  return own !== undefined ? [own] : last === undefined ? [] : [last];
}

/** Whether a rejection names only fields that the contract says to be validated by rules beyond the schema. */
export function isRejectedByRule({ hints }: VerifiableOperation, { value }: Received): boolean {
  const fields = namedFields(value);
  const isRuled = (field: string): boolean => Object.hasOwn(hints.rules, field.replaceAll(/\[\d+\]/g, '[]'));
  return fields.length > 0 && fields.every(isRuled);
}

/**
 * The fields that an error names: the keys of its first member called `fields` or `errors`, or the paths listed there.
 */
export function namedFields(value: unknown): string[] {
  if (!isObject(value)) return [];
  for (const [name, member] of Object.entries(value)) {
    if (/^(fields|errors|details|invalid_params)$/i.test(name)) {
      if (isObject(member)) return Object.keys(member);
      if (Array.isArray(member)) {
        const paths = member
          .filter(isObject)
          .map(({ path, field, name: own, pointer }) => path ?? field ?? pointer ?? own);
        return paths.filter((path) => typeof path === 'string');
      }
    }
    const inside = namedFields(member);
    if (inside.length > 0) return inside;
  }
  return [];
}

const LONGEST = 300;

function responseExcerpt({ text }: Received): string {
  return text === '' ? '' : `The response: ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`;
}
