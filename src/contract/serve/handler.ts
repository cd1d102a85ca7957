import type { CompiledOperation, CompiledSecurityScheme } from '../document/compiled.ts';
import { findMediaType, isUtf8Charset } from '../document/media-types.ts';
import { isDecodable } from '../document/references.ts';
import { isEmpty, readBody } from './body.ts';
import { checkComplete } from './complete.ts';
import { isThenable } from './credentials.ts';
import {
  createEngine,
  findViolations,
  type Hooks,
  type RequestExchange,
  type ServedOperation,
  schemeKey,
  serveOperations,
} from './engine.ts';
import type { Adapter, ContractOptions } from './options.ts';
import { createReport, type ReportViolation, toInvalid, withoutUncheckable } from './report.ts';
import { createResponder } from './responder.ts';
import { compileRoutes, type RouteMatch } from './routes.ts';
import {
  type BodyReader,
  type ContractRequest,
  type ContractResponse,
  EarlyResponse,
  type MaybePromise,
  type RawResponse,
  Rejection,
  type SecurityCheck,
} from './types.ts';
import { warnOfUndeclared } from './undeclared.ts';
import { type WebRequest, webBodyReader } from './web-body.ts';

/** Bodies larger than this, in bytes, are rejected unless the options say otherwise: 1 MiB. */
const BODY_LIMIT = 1024 * 1024;

/** Returns the response to a request. Undefined where the options leave it to the next handler. */
export type ContractHandler<Raw> = (request: ContractRequest<Raw>) => Promise<ContractResponse | undefined>;

type RawHandler = (request: unknown) => Promise<RawResponse> | RawResponse;

/**
 * Serves a contract: routes each request, checks credentials, reads and validates it, calls the operation's handler, and
 * serializes its response. HEAD is served wherever GET is (RFC 9110 §9.3.2). Knows no server: adapters translate between it
 * and a framework, and bring a reader of its bodies.
 *
 * @param adapter how bodies are read, and the headers that a response has already; left out, requests are web requests
 * @throws ContractError if a handler or a security check is missing or has no counterpart in the contract
 */
export async function createContractHandler<Principal>(
  options: ContractOptions<Principal, WebRequest>,
): Promise<ContractHandler<WebRequest>>;
export async function createContractHandler<Principal, Raw>(
  options: ContractOptions<Principal, Raw>,
  adapter: Adapter<Raw>,
): Promise<ContractHandler<Raw>>;
export async function createContractHandler<Principal, Raw>(
  options: ContractOptions<Principal, Raw>,
  // The overloads allow no adapter only for web requests.
  adapter: Adapter<Raw> = { reader: webBodyReader as unknown as BodyReader<Raw> },
): Promise<ContractHandler<Raw>> {
  const { unknownPath = 'respond', onWarning = console.warn } = options;
  const pipeline = await createPipeline(options, adapter);
  const { operations, findRoute, open, handle, report, isPartial } = pipeline;
  const isServed = ({ operation }: ServedOperation) => Object.hasOwn(options.handlers, operation.operationId);
  const respond = createResponder({ ...options, operations, adapter, report }, handle);
  const observe = async (exchange: RequestExchange<Principal, Raw>): Promise<undefined> => {
    try {
      await handle(exchange);
    } catch (error) {
      report(exchange, error instanceof Rejection ? error.reason : { kind: 'failed', error });
    }
  };
  if (options.strict !== true && options.reject === undefined)
    warnOfUndeclared(isPartial ? operations.filter(isServed) : operations, onWarning);

  return (request) => {
    const match = findRoute(request.path);
    if (match === undefined && unknownPath === 'next') return NOT_SERVED;
    const exchange = open(request, match);
    return exchange.passesOn ? observe(exchange) : respond(exchange);
  };
}

type FoundRoute = RouteMatch<ServedOperation> | undefined;

/** The stages of every request before its response is created. */
export type Pipeline<Principal, Raw> = {
  operations: ServedOperation[];
  findRoute: (path: string) => FoundRoute;
  /** Finds the operation of a request. */
  open: (request: ContractRequest<Raw>, match: FoundRoute) => RequestExchange<Principal, Raw>;
  /**
   * Checks credentials, reads and validates the request, and returns what the handler returns.
   *
   * @throws Rejection
   */
  handle: (exchange: RequestExchange<Principal, Raw>) => MaybePromise<RawResponse>;
  report: ReportViolation<Principal, Raw>;
  /** Whether requests of operations without a handler go on to another one. */
  isPartial: boolean;
};

/** @throws ContractError if a handler or a security check is missing or has no counterpart in the contract */
export async function createPipeline<Principal, Raw>(
  options: ContractOptions<Principal, Raw>,
  adapter: Adapter<Raw>,
): Promise<Pipeline<Principal, Raw>> {
  const { contract, handlers, security = {} } = options;
  const isPartial = options.validation === 'report' && adapter.passesOn === true;
  checkComplete(contract, handlers as Record<string, unknown>, security, isPartial);
  const operations = serveOperations(isPartial ? withoutUncheckable(contract, handlers, security) : contract);
  const routeOf = compileRoutes(operations);
  // A path with an invalid percent-encoding is not in the contract.
  const findRoute = (path: string): FoundRoute => (isDecodable(path) ? routeOf(path) : undefined);
  const report = createReport(options);
  const handle = await registerAll(operations, { ...options, security, adapter, report });
  const open = (request: ContractRequest<Raw>, match: FoundRoute): RequestExchange<Principal, Raw> => {
    const { path, headers, raw } = request;
    const method = request.method.toLowerCase();
    const served =
      match?.route.operations.get(method) ?? (method === 'head' ? match?.route.operations.get('get') : undefined);
    return {
      request,
      method,
      path,
      query: request.query,
      headers,
      match,
      served,
      decoded: undefined,
      body: undefined,
      id: options.requestId?.(raw) ?? crypto.randomUUID(),
      operationId: served?.operation.operationId,
      principal: undefined,
      passesOn: isPartial && (served === undefined || !Object.hasOwn(handlers, served.operation.operationId)),
      checkFailure: undefined,
    };
  };
  return { operations, findRoute, open, handle, report, isPartial };
}

const NOT_SERVED = Promise.resolve(undefined);

type Registration<Principal, Raw> = ContractOptions<Principal, Raw> & {
  security: Record<string, SecurityCheck<Principal, Raw>>;
  adapter: Adapter<Raw>;
  report: ReportViolation<Principal, Raw>;
};

/** An engine with all handlers, hooks and security checks. */
function registerAll<Principal, Raw>(operations: ServedOperation[], options: Registration<Principal, Raw>) {
  const { readOnly = 'reject', validation = 'enforce', report } = options;
  const hooks: Hooks<Principal, Raw> = {
    notFound: () => {
      throw new Rejection({ kind: 'path_unknown' });
    },
    methodNotAllowed: ({ match }) => {
      throw new Rejection({ kind: 'method_not_allowed', allow: allowedMethods(match) });
    },
    unauthorizedHandler: () => {
      throw new Rejection({ kind: 'unauthorized' });
    },
    postSecurityHandler: createBodyStep(options),
    validationFail: (exchange, violations) => {
      throw new Rejection(toInvalid(exchange, violations));
    },
  };
  const handlers = new Map(operations.map((served) => [served, createOperationHandler(served.operation, options)]));
  const requirements = operations.flatMap(({ operation }) => operation.security.flatMap(Object.entries<string[]>));
  const checks = new Map(
    requirements.map(([scheme, scopes]) => [schemeKey(scheme, scopes), createCheck(scheme, scopes, options)]),
  );
  return createEngine({ hooks, handlers, checks }, (exchange) => {
    const violations = findViolations(exchange, readOnly);
    if (violations.length === 0 || validation === 'enforce' || exchange.passesOn) return violations;
    report(exchange, toInvalid(exchange, violations));
    return [];
  });
}

/** Calls the app's handler of an operation, where it has one. */
function createOperationHandler<Principal, Raw>(
  { operationId, parameters }: CompiledOperation,
  options: Registration<Principal, Raw>,
) {
  // The type of each handler is checked where the handlers are written; here they are all called alike.
  const handlers = options.handlers as Record<string, RawHandler>;
  const handler = Object.hasOwn(handlers, operationId) ? handlers[operationId] : undefined;
  // The request goes on to the next handler.
  if (handler === undefined) return () => undefined as unknown as RawResponse;
  const readsHeaders = parameters.some((parameter) => parameter.in === 'header');
  const readsQuerystring = parameters.some((parameter) => parameter.in === 'querystring');
  return ({ id, principal, request, decoded, headers, body }: RequestExchange<Principal, Raw>) =>
    handler({
      id,
      ip: request.ip,
      principal,
      params: decoded?.path,
      query: decoded?.query,
      ...(readsQuerystring ? { querystring: decoded?.querystring } : undefined),
      headers: readsHeaders ? { ...headers, ...decoded?.header } : headers,
      cookies: decoded?.cookie,
      body: body?.value,
    });
}

/** A scheme that operations require, and of which the document says nothing. Its check knows what to look for. */
const UNDECLARED: CompiledSecurityScheme = { type: 'undeclared' };

/** Calls the app's check of a security scheme. */
function createCheck<Principal, Raw>(name: string, scopes: string[], options: Registration<Principal, Raw>) {
  const check = options.security[name] as SecurityCheck<Principal, Raw>;
  const scheme: CompiledSecurityScheme = options.contract.securitySchemes[name] ?? UNDECLARED;
  return (exchange: RequestExchange<Principal, Raw>): unknown => {
    const { method, query, headers, ip, raw } = exchange.request;
    const operationId = exchange.operationId as string;
    try {
      const result = check({ method, query, headers, ip, raw, operationId, scheme, scopes });
      return isThenable(result) ? result.then(undefined, (error) => keepFailure(exchange, error)) : result;
    } catch (error) {
      return keepFailure(exchange, error);
    }
  };
}

/** A check that fails does not mean that credentials are invalid. */
function keepFailure(exchange: { checkFailure: unknown }, error: unknown): undefined {
  exchange.checkFailure = error;
}

/** Reads the body after the credentials are checked, so that nobody without credentials makes the server read one. */
function createBodyStep<Principal, Raw>({ contract, beforeBody, bodyLimit, adapter }: Registration<Principal, Raw>) {
  const bounds = { limit: bodyLimit ?? BODY_LIMIT, texts: contract.texts };
  const readInto = async (exchange: RequestExchange<Principal, Raw>): Promise<void> => {
    const { request, served } = exchange;
    // RFC 9110 §8.3 lets a recipient assume so of a body without a type.
    const contentType = String(exchange.headers['content-type'] ?? 'application/octet-stream');
    const source = { request, reader: adapter.reader, keep: exchange.passesOn };
    // A body that the operation does not ask for is read as JSON, to distinguish it from one that cannot be decoded.
    const accepted = served?.bodies ?? NO_BODY;
    const mediaType = findMediaType(accepted, contentType);
    if (mediaType === undefined || !isUtf8Charset(contentType)) {
      // A client that names no type may have nothing to send, where nothing need be sent.
      const isOpen = exchange.headers['content-type'] === undefined && served?.operation.requestBody?.required !== true;
      if (await isEmpty(source, isOpen)) return;
      throw new Rejection({ kind: 'media_type_unsupported', accepted: [...accepted.keys()] });
    }
    const { form, sequence, text, isBytes, parse } = accepted.get(mediaType) ?? {};
    const read = await readBody(source, { contentType, form, sequence, text, isBytes, parse, ...bounds });
    if (served?.bodies !== undefined && read !== undefined) exchange.body = { ...read, mediaType };
  };
  const goOn = (exchange: RequestExchange<Principal, Raw>, ended: RawResponse | undefined): MaybePromise<void> => {
    if (ended !== undefined) throw new EarlyResponse(ended);
    return adapter.reader.hasContent(exchange.request) ? readInto(exchange) : undefined;
  };
  return (exchange: RequestExchange<Principal, Raw>): MaybePromise<void> => {
    const { id, principal, request, operationId } = exchange;
    const ended = exchange.passesOn
      ? undefined
      : beforeBody?.({ id, operationId: operationId as string, principal, ip: request.ip });
    return ended instanceof Promise ? ended.then((response) => goOn(exchange, response)) : goOn(exchange, ended);
  };
}

type Bodies = NonNullable<ServedOperation['bodies']>;

const NO_BODY: Bodies = new Map([['application/json', {}]]);

/** Methods of a path, for `Allow` (RFC 9110 §10.2.1). HEAD is served where GET is. */
export function allowedMethods(match: RouteMatch<ServedOperation> | undefined): string[] {
  const methods = [...(match?.route.operations.keys() ?? [])].flatMap((method) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  return [...new Set(methods)];
}
