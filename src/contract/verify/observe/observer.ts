import type { IncomingHttpHeaders } from 'node:http';
import { essenceOf, isJson, isText, isUrlEncoded } from '../../document/media-types.ts';
import { compileRoutes } from '../../serve/routes.ts';
import type { Violation } from '../../serve/types.ts';
import { createCanaries } from '../canaries.ts';
import type { CheckName } from '../check-names.ts';
import { CHECKS } from '../checks.ts';
import { type CoverageReport, createCoverage, type Observation } from '../coverage/coverage.ts';
import { type CountedFinding, createFindings } from '../findings.ts';
import { valueOfJson } from '../json.ts';
import { pathMethods } from '../path-methods.ts';
import { type Plan, violationsInRequest } from '../plan.ts';
import type { Case, CaseBody, RequestParts, SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { observedSecrets, redactExchange } from './secrets.ts';

/** The result of observed traffic. */
export type ObservationResult = {
  /** Observed requests with a response. */
  exchanges: number;
  /** Requests to paths and methods that the document does not have, such as `GET /internal`, and their number. */
  undeclared: Record<string, number>;
  /** Requests that were not validated, because of the media type of their body. Their responses were. */
  unjudged: number;
  findings: CountedFinding[];
  coverage: CoverageReport;
};

/** Checks recorded or live traffic with the checks of `verify` that need one request only. */
export type Observer = {
  /** Checks a request and its response. Returns the new findings, and the keys of the coverage that is new. */
  observe: (observation: Observation) => { found: CountedFinding[]; covered: string[] };
  /** The numbers so far, which cost nothing to ask for. */
  numbers: () => Omit<ObservationResult, 'findings' | 'coverage'>;
  result: () => ObservationResult;
};

export type ObserverOptions = {
  /** Checks that are switched off. */
  off?: CheckName[];
  /** Origin of the server in findings. */
  origin: string;
};

/** Undeclared paths and findings that are kept. A client chooses both. */
const MOST_UNDECLARED = 200;
const MOST_FINDINGS = 500;

/** Creates an observer without findings. Findings hold no credentials and no write-only values. */
export function createObserver(plan: Plan, { off = [], origin }: ObserverOptions): Observer {
  const coverage = createCoverage(plan);
  const findings = createFindings();
  const findRoute = compileRoutes(plan.operations);
  const undeclared = new Map<string, number>();
  let exchanges = 0;
  let unjudged = 0;

  const noteUndeclared = (method: string, path: string): void => {
    const name = `${method} ${path}`;
    if (undeclared.has(name) || undeclared.size < MOST_UNDECLARED)
      undeclared.set(name, (undeclared.get(name) ?? 0) + 1);
  };
  const { methods, overlapping } = pathMethods(plan);

  const check = (operation: VerifiableOperation, values: string[], observation: Observation): CountedFinding[] => {
    const { response } = observation;
    const tried = observedCase(plan, operation, values, observation);
    if (tried === undefined) unjudged += 1;
    const request = observedRequest(origin, observation);
    const canaries = createCanaries();
    const body = observedBody(observation);
    if (body !== undefined) canaries.note(plan, operation, body);
    const faults = CHECKS.filter(
      ({ name }) => !off.includes(name) && !Object.hasOwn(operation.hints.off, name),
    ).flatMap(({ name, findFaults }) =>
      findFaults({ operation, tried, request, response, canaries, methods, overlapping }).map((fault) => ({
        name,
        fault,
      })),
    );
    if (faults.length === 0) return [];
    const secrets = observedSecrets(plan, operation, observation);
    return faults.flatMap(({ name, fault }) => {
      if (findings.size() >= MOST_FINDINGS) return [];
      const redacted = redactExchange({ fault, request, response }, secrets);
      const added = findings.add({ check: name, operation, ...redacted });
      return added === undefined ? [] : [added];
    });
  };

  const numbers = () => ({ exchanges, unjudged, undeclared: Object.fromEntries(undeclared) });

  return {
    observe: (observation) => {
      exchanges += 1;
      const method = observation.method.toLowerCase();
      const [path = ''] = observation.target.split('?');
      const match = findRoute(path);
      const operation =
        match?.route.operations.get(method) ?? (method === 'head' ? match?.route.operations.get('get') : undefined);
      if (match === undefined || operation === undefined) {
        // OPTIONS belongs to CORS, which no document declares.
        if (method !== 'options') noteUndeclared(observation.method, match?.route.path ?? path);
        return { found: [], covered: coverage.observe(observation) };
      }
      return { found: check(operation, match.values, observation), covered: coverage.observe(observation) };
    },
    numbers,
    result: () => ({ ...numbers(), findings: findings.list(), coverage: coverage.report() }),
  };
}

/**
 * An observed request as a case: whether the document allows it, and why not. Undefined if that cannot be known, because the
 * body is of a media type that is not read from a record.
 */
function observedCase(
  plan: Plan,
  operation: VerifiableOperation,
  values: string[],
  observation: Observation,
): Case | undefined {
  const { target, headers, method } = observation;
  const body = observedBody(observation);
  if (body !== undefined && !isReadable(body.mediaType)) return undefined;
  const names = operation.served.parameterNames;
  const path = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  const query = target.slice(target.indexOf('?') + 1 || target.length);
  const parts: RequestParts = {
    ...{
      path,
      query: query === '' ? [] : query.split('&'),
      headers: textHeaders(headers),
      cookies: [],
      credentials: 'own',
    },
    ...(body === undefined ? {} : { body }),
    ...(method.toLowerCase() === operation.method ? {} : { method }),
  };
  const about = { operationId: operation.operationId, phase: 'random' as const, parts };
  if (!carriesCredentials(plan, operation, observation)) {
    const subject = { in: 'request' as const, place: [], keyword: 'security', boundary: 'none' };
    return { ...about, subject, expect: 'reject', why: 'The request has no credentials.' };
  }
  if (body !== undefined && isJson(body.mediaType) && body.value === undefined && body.text !== '') {
    const subject = { in: 'body' as const, place: [], keyword: 'json', boundary: 'malformed' };
    return { ...about, subject, expect: 'reject', why: 'The body is not valid JSON.' };
  }
  const sent = { path, query, headers: textHeaders(headers), body };
  const violation = violationsInRequest(operation, sent).find((one) => !isUndeclaredParameter(one));
  if (violation === undefined) {
    const subject = { in: 'request' as const, place: [], keyword: 'observed', boundary: 'valid' };
    return { ...about, subject, expect: 'accept', why: 'The document allows the request.' };
  }
  const { in: where, pointer, path: name, keyword, message } = violation;
  const place = pointer.split('/').slice(1).map(unescapeToken);
  const why = `${where}${name === '' ? '' : ` "${name}"`} ${message}.`;
  return { ...about, subject: { in: where, place, keyword, boundary: 'observed' }, expect: 'reject', why };
}

/** A document says nothing of query parameters that it does not declare, and tracking adds some. */
function isUndeclaredParameter({ in: where, keyword, pointer }: Violation): boolean {
  return where === 'query' && keyword === 'additionalProperties' && pointer.split('/').length === 2;
}

function isReadable(mediaType: string): boolean {
  return isJson(mediaType) || isUrlEncoded(mediaType) || isText(mediaType);
}

function observedBody({ headers, body, encoding }: Observation): CaseBody | undefined {
  if (body === undefined) return undefined;
  const mediaType = essenceOf(headers['content-type'] ?? '');
  const value = isJson(mediaType) ? valueOfJson(body) : body;
  return { mediaType, text: body, value, ...(encoding === undefined ? {} : { encoding }) };
}

/** Whether a request has something for each scheme of one of the alternatives. Its validity is the server's to check. */
function carriesCredentials(plan: Plan, { security }: VerifiableOperation, { headers, target }: Observation): boolean {
  if (security.length === 0) return true;
  const query = new URLSearchParams(target.split('?')[1] ?? '');
  const cookies = String(headers.cookie ?? '');
  return security.some((alternative) =>
    Object.keys(alternative).every((scheme) => {
      const { type, in: place, name = '' } = plan.contract.securitySchemes[scheme] ?? {};
      if (type === 'mutualTLS') return true;
      if (type !== 'apiKey') return headers.authorization !== undefined;
      if (place === 'query') return query.has(name);
      if (place === 'cookie') return cookies.split(/; */).some((pair) => pair.startsWith(`${name}=`));
      return headers[name.toLowerCase()] !== undefined;
    }),
  );
}

function observedRequest(origin: string, { method, target, headers, body, encoding }: Observation): SentRequest {
  return {
    ...{ method: method.toUpperCase(), url: origin.replace(/\/$/, '') + target, headers: textHeaders(headers) },
    ...(body === undefined ? {} : { body }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}

function textHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), String(value)]],
    ),
  );
}

function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
