import { ContractError } from '../document/document.ts';
import { byMediaType, findMediaType } from '../document/media-types.ts';
import type { Violation } from '../serve/types.ts';
import { type Base, createBases, violationsOf, writeBase } from '../verify/bases.ts';
import { createPlan, type Plan, violationsInRequest } from '../verify/plan.ts';
import { samplePath } from '../verify/sample-path.ts';
import { toCurl } from '../verify/send.ts';
import type { RequestParts } from '../verify/types.ts';
import type { VerifiableOperation } from '../verify/verifiable-operation.ts';
import { createRequestWriter } from '../verify/write-request.ts';
import type { MessageDirection, Witness } from './change.ts';
import type { Proof } from './draft.ts';
import type { OperationParts } from './parts.ts';
import { placeholders } from './placeholders.ts';
import { reducedDocument } from './reduced-document.ts';

/** An operation that requests and responses are validated with. */
export type CompiledParts = { plan: Plan; operation: VerifiableOperation; parts: OperationParts };

/** Compiles the requests or responses of an operation once, when they are first needed. */
export type CompileParts = (parts: OperationParts, message: MessageDirection) => CompiledParts | { doubt: string };

export function createCompileParts(): CompileParts {
  const known = {
    request: new WeakMap<OperationParts, CompiledProof>(),
    response: new WeakMap<OperationParts, CompiledProof>(),
  };
  return (parts, message) => {
    const compiled = known[message].get(parts) ?? compileParts(parts, message);
    known[message].set(parts, compiled);
    return compiled;
  };
}

type CompiledProof = ReturnType<CompileParts>;

function compileParts(parts: OperationParts, message: MessageDirection): CompiledProof {
  try {
    const plan = createPlan(reducedDocument(parts, message));
    const operation = plan.operations.find(
      ({ method, path }) =>
        method.toUpperCase() === parts.method && (parts.kind !== 'operation' || path === parts.path),
    );
    return operation === undefined ? { doubt: 'The operation cannot be found again.' } : { plan, operation, parts };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { doubt: `The operation cannot be compiled: ${error.message}` };
  }
}

/** Changes a valid request; undefined if it cannot be changed so. */
export type ChangeRequest = (request: { base: Base; path: Record<string, string> }, from: CompiledParts) => boolean;

const SEED = 1;

/** The smallest first. */
function orderOf({ name }: Base): number {
  const index = ['bare', 'made minimal', 'made full'].indexOf(name);
  return index < 0 ? 3 : index;
}

/** A valid request of an operation with the fewest parts, changed; undefined if none is found. */
export function makeRequest(from: CompiledParts, change: ChangeRequest = () => true): RequestParts | undefined {
  const { plan, operation } = from;
  const bases = createBases({ plan, operation, seed: SEED, untried: [] });
  for (const base of bases.toSorted((one, other) => orderOf(one) - orderOf(other))) {
    const request = {
      base: { ...base, parameters: new Map(base.parameters) },
      path: samplePath(plan, operation, SEED),
    };
    // The change may be the very body that makes it valid.
    if (!change(request, from) || violationsOf(operation, request.base).length > 0) continue;
    const { parts } = writeBase(operation, request.base);
    return { ...parts, path: { ...request.path, ...parts.path }, isExact: true };
  }
  return undefined;
}

/** Everything in a request that an operation does not allow. Path parameters are found by their position. */
export function requestViolations(
  { operation, parts }: CompiledParts,
  given: RequestParts,
  writer: OperationParts,
): Violation[] {
  const names = templateNames(parts.path);
  const path = Object.fromEntries(
    templateNames(writer.path).map((name, index) => [names[index] ?? name, given.path[name] ?? 'x']),
  );
  const headers =
    given.cookies.length > 0 ? { ...given.headers, cookie: given.cookies.join('; ') } : { ...given.headers };
  const declared = declaredBody(operation, given);
  if (declared === 'unsupported') return [unsupportedBody(given)];
  return violationsInRequest(operation, { path, query: given.query.join('&'), headers, body: declared });
}

/** The body under the name that an operation declares for its media type; undefined where it declares none. */
function declaredBody({ requestBody }: VerifiableOperation, { body }: RequestParts) {
  const content = requestBody?.content ?? {};
  const names = byMediaType(Object.fromEntries(Object.keys(content).map((name) => [name, name])));
  if (body === undefined || names.size === 0) return undefined;
  const mediaType = names.get(findMediaType(names, body.contentType ?? body.mediaType) ?? '');
  return mediaType === undefined ? 'unsupported' : { ...body, mediaType };
}

function unsupportedBody({ body }: RequestParts): Violation {
  const message = `has the media type ${body?.contentType ?? body?.mediaType}`;
  return { in: 'body', path: '', pointer: '', keyword: 'content', message };
}

/** Names of the parameters of a templated path, in order. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

/** The server in the curl lines of witnesses. */
const ORIGIN = 'http://localhost:8080';

/** A request as a witness, with placeholders for credentials. */
export function requestWitness({ plan, operation, parts }: CompiledParts, given: RequestParts): Witness {
  const write = createRequestWriter(plan, {
    url: '',
    basePath: parts.basePaths[0] ?? '',
    auth: {},
    otherAuth: {},
    schemeAuth: placeholders(plan.contract.securitySchemes),
  });
  const key = given.headers['idempotency-key'];
  const { request } = write(operation, key === undefined ? given : { ...given, idempotencyKey: key }, {});
  const { method, url, headers, body } = request;
  return {
    kind: 'request',
    method,
    url,
    headers,
    ...(body === undefined ? {} : { body }),
    curl: toCurl({ ...request, url: `${ORIGIN}${url}` }),
  };
}

/**
 * Proves that a request is accepted by one declaration of an operation and rejected by the other.
 *
 * @param rejects says what the other rejects, where validation does not
 */
export function proveRequest(
  compile: CompileParts,
  { from, to }: { from: OperationParts; to: OperationParts },
  change?: ChangeRequest,
  rejects?: (request: RequestParts) => boolean,
): Proof {
  const accepting = compile(from, 'request');
  const rejecting = compile(to, 'request');
  if ('doubt' in accepting) return accepting;
  if ('doubt' in rejecting) return rejecting;
  const request = makeRequest(accepting, change);
  if (request === undefined) return { doubt: 'No valid request is found that shows it.' };
  if (requestViolations(accepting, request, from).length > 0)
    return { doubt: 'The request that would show it is invalid in both documents.' };
  const isRejected = rejects?.(request) ?? requestViolations(rejecting, request, from).length > 0;
  return isRejected
    ? { witness: requestWitness(accepting, request) }
    : { doubt: 'The request that would show it is valid in both documents.' };
}

/** A valid request that asks for a media type of the response. No schema rejects it: the offered media types do. */
export function proveAccepted(compile: CompileParts, from: OperationParts, mediaType: string): Proof {
  const asking = compile(from, 'request');
  if ('doubt' in asking) return asking;
  const request = makeRequest(asking);
  if (request === undefined) return { doubt: 'No valid request is found that shows it.' };
  return {
    witness: requestWitness(asking, { ...request, headers: { ...request.headers, accept: mediaType } }),
  };
}
