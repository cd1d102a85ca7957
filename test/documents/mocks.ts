import type { CompiledContract, CompiledOperation } from '../../src/contract/document/compiled.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { createPlan, type Plan } from '../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../src/contract/verify/run.ts';
import type { RunOptions } from '../../src/contract/verify/run-context.ts';
import type { Received } from './exchange.ts';
import type { SampleRequest } from './requests.ts';

/** The mock takes any credentials, and many documents declare no rejection. */
const OFF: RunOptions['off'] = ['ignored_auth', 'status_code_conformance'];

/** Verifies the mock of a document: at least one valid and one invalid request of each operation. */
export function verifyMock(url: string, document: OpenApiDocument, choose?: (index: number) => boolean) {
  const plan = createPlan(document);
  const operations =
    choose === undefined
      ? []
      : plan.operations.filter((_, index) => choose(index)).map(({ operationId }) => operationId);
  const maxCases = Math.max(FEWEST_CASES, operations.length || plan.operations.length);
  return runVerify(plan, {
    ...{ url, auth: {}, schemeAuth: credentialsOf(plan.contract), otherAuth: {}, seed: 1, maxCases },
    ...{ operations, phases: ['examples', 'constraints', 'protocol', 'random'], off: OFF, timeMs: 600_000 },
    ...{ concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
  });
}

/** Follows what a mock stores, with all checks of sequences. */
export function verifyMockState(url: string, document: OpenApiDocument, maxCases: number) {
  const plan = createPlan(document);
  return runVerify(plan, {
    ...{ url, auth: {}, schemeAuth: credentialsOf(plan.contract), otherAuth: {}, seed: 1, maxCases },
    ...{ operations: [], phases: ['state'], off: [], timeMs: 600_000 },
    ...{ concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
  });
}

const FEWEST_CASES = 100;

export function describeFindings({ findings }: RunResult, ignored: string[] = []): unknown[] {
  return findings
    .filter(({ check }) => !ignored.includes(check))
    .map(({ check, message, request }) => [check, message, request.method, request.url]);
}

type SecuritySchemes = Plan['contract']['securitySchemes'];

/** Headers by security scheme; `verify` writes a key of the query into the query. */
function credentialsOf({ securitySchemes }: { securitySchemes: SecuritySchemes }) {
  return Object.fromEntries(
    Object.entries(securitySchemes).map(([name, { type, scheme, in: place, name: key = '' }]) => {
      if (type === 'apiKey')
        return [name, place === 'cookie' ? { cookie: `${key}=any` } : { [key.toLowerCase()]: 'any' }];
      return [name, { authorization: scheme?.toLowerCase() === 'basic' ? `Basic ${btoa('any:any')}` : 'Bearer any' }];
    }),
  );
}

/** The request with credentials of the first security requirement. */
export function withCredentials(
  request: SampleRequest,
  { security }: CompiledOperation,
  { securitySchemes }: CompiledContract,
): SampleRequest {
  const [first = {}] = security;
  const credentials = credentialsOf({ securitySchemes: securitySchemes as SecuritySchemes });
  const headers = { ...request.headers };
  let { path } = request;
  for (const scheme of Object.keys(first)) {
    const { type, in: place, name = '' } = securitySchemes[scheme] ?? {};
    if (type === 'apiKey' && place === 'query') path += `${path.includes('?') ? '&' : '?'}${name}=any`;
    else {
      const { cookie, ...others } = (credentials[scheme] ?? {}) as Record<string, string>;
      Object.assign(headers, others);
      if (cookie !== undefined) headers.cookie = headers.cookie === undefined ? cookie : `${headers.cookie}; ${cookie}`;
    }
  }
  return { ...request, path, headers };
}

/** Whether the mock has accepted a valid request: with a declared success, where there is one. */
export function isAcceptance({ responses }: CompiledOperation, { status }: Received): boolean {
  const keys = Object.keys(responses).filter((key) => !key.startsWith('1'));
  if (keys.length === 0) return status === 204;
  const isDeclared = declares(keys, status);
  const hasSuccess = keys.some((key) => /^(2|default)/.test(key));
  return isDeclared && (hasSuccess ? status < 300 : true);
}

/** Whether it has rejected an invalid one: with a declared error, or with problem details where none is declared. */
export function isRejection({ responses }: CompiledOperation, { status, contentType }: Received): boolean {
  if (status < 400 || status > 499) return false;
  return declares(Object.keys(responses), status) || contentType.startsWith('application/problem+json');
}

function declares(keys: string[], status: number): boolean {
  return keys.some((key) => [String(status), `${Math.floor(status / 100)}XX`, 'DEFAULT'].includes(key.toUpperCase()));
}
