import type { Context } from 'openapi-backend';
import type { CompiledSecurityScheme } from '../document/compiled.ts';
import { findMediaType, isUtf8Charset } from '../document/media-types.ts';
import { isEmpty, readBody } from './body.ts';
import { checkComplete } from './complete.ts';
import {
  createEngine,
  type EngineInput,
  type Exchange,
  findViolations,
  type ServedOperation,
  schemeKey,
  serveOperations,
} from './engine.ts';
import type { Adapter, ContractOptions } from './options.ts';
import { createReport, type Report, toInvalid, withoutUncheckable } from './report.ts';
import { createResponder } from './responder.ts';
import { compileRoutes, type RouteMatch } from './routes.ts';
import {
  type BodyReader,
  type ContractRequest,
  type ContractResponse,
  Ended,
  type RawResponse,
  Rejection,
  type SecurityCheck,
  type Violation,
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
 * @throws ContractError when a handler or a security check is missing or has nothing in the contract to belong to
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
  const { contract, handlers, security = {}, unknownPath = 'respond', onWarning = console.warn } = options;
  const isPartial = options.validation === 'report' && adapter.passesOn === true;
  checkComplete(contract, handlers as Record<string, unknown>, security, isPartial);
  const operations = serveOperations(isPartial ? withoutUncheckable(contract, handlers, security) : contract);
  const isServed = ({ operation }: ServedOperation) => Object.hasOwn(handlers, operation.operationId);
  const findRoute = compileRoutes(operations);
  const report = createReport(options);
  const engine = await registerAll(operations, { ...options, security, adapter, report });
  const handle = (exchange: Exchange<Principal, Raw>) => engine.handleRequest(exchange as never, exchange);
  const respond = createResponder({ ...options, operations, adapter, report }, handle);
  const observe = async (exchange: Exchange<Principal, Raw>): Promise<undefined> => {
    try {
      await handle(exchange);
    } catch (error) {
      report(exchange, error instanceof Rejection ? error.reason : { kind: 'failed', error });
    }
  };
  if (options.strict !== true && options.reject === undefined)
    warnOfUndeclared(isPartial ? operations.filter(isServed) : operations, onWarning);

  return (request) => {
    const { path, headers, raw } = request;
    const match = isDecodable(path) ? findRoute(path) : undefined;
    if (match === undefined && unknownPath === 'next') return NOT_SERVED;
    const method = request.method.toLowerCase();
    const served =
      match?.route.operations.get(method) ?? (method === 'head' ? match?.route.operations.get('get') : undefined);
    const passesOn = isPartial && (served === undefined || !isServed(served));
    const exchange: Exchange<Principal, Raw> = {
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
      passesOn,
      checkFailure: undefined,
    };
    return passesOn ? observe(exchange) : respond(exchange);
  };
}

const NOT_SERVED = Promise.resolve(undefined);

type Registration<Principal, Raw> = ContractOptions<Principal, Raw> & {
  security: Record<string, SecurityCheck<Principal, Raw>>;
  adapter: Adapter<Raw>;
  report: Report<Principal, Raw>;
};

/** An openapi-backend with all handlers, hooks and security checks. */
async function registerAll<Principal, Raw>(operations: ServedOperation[], options: Registration<Principal, Raw>) {
  const { readOnly = 'reject', validation = 'enforce', report } = options;
  const engine = await createEngine(operations, (input) => {
    const violations = findViolations(input, readOnly);
    if (violations.length === 0 || validation === 'enforce') return violations;
    const exchange = input as Exchange<Principal, Raw>;
    if (exchange.passesOn) return violations;
    report(exchange, toInvalid(input, violations));
    return [];
  });
  engine.register({
    notFound: () => {
      throw new Rejection({ kind: 'path_unknown' });
    },
    methodNotAllowed: (_context, { match }: EngineInput) => {
      throw new Rejection({ kind: 'method_not_allowed', allow: allowedMethods(match) });
    },
    unauthorizedHandler: () => {
      throw new Rejection({ kind: 'unauthorized' });
    },
    postSecurityHandler: createBodyStep(options),
    validationFail: ({ validation: { errors } }, input: EngineInput) => {
      // The validator that replaces openapi-backend's own returns violations.
      throw new Rejection(toInvalid(input, errors as unknown as Violation[]));
    },
  });
  // The type of each handler is checked where the handlers are written; here they are all called alike.
  const handlers = options.handlers as Record<string, RawHandler | undefined>;
  for (const { name, operation } of operations) {
    const handler = Object.hasOwn(handlers, operation.operationId) ? handlers[operation.operationId] : undefined;
    if (handler === undefined) {
      engine.register(name, () => undefined);
      continue;
    }
    const readsHeaders = operation.parameters.some((parameter) => parameter.in === 'header');
    engine.register(name, (_context: Context, exchange: Exchange<Principal, Raw>) => {
      const { id, principal, request, decoded, headers, body } = exchange;
      return handler({
        id,
        ip: request.ip,
        principal,
        params: decoded?.path,
        query: decoded?.query,
        headers: readsHeaders ? { ...headers, ...decoded?.header } : headers,
        cookies: decoded?.cookie,
        body: body?.value,
      });
    });
  }
  const requirements = operations.flatMap(({ operation }) => operation.security.flatMap(Object.entries<string[]>));
  for (const [key, [scheme, scopes]] of new Map(requirements.map((one) => [schemeKey(one[0], one[1]), one]))) {
    const check = options.security[scheme] as SecurityCheck<Principal, Raw>;
    const declared = options.contract.securitySchemes[scheme] as CompiledSecurityScheme;
    engine.registerSecurityHandler(key, async (_context, exchange: Exchange<Principal, Raw>) => {
      const { method, query, headers, ip, raw } = exchange.request;
      const operationId = exchange.operationId as string;
      try {
        return await check({ method, query, headers, ip, raw, operationId, scheme: declared, scopes });
      } catch (error) {
        // openapi-backend would treat a check that fails like invalid credentials.
        exchange.checkFailure = error;
        return undefined;
      }
    });
  }
  return engine;
}

/** Reads the body after the credentials are checked, so that nobody without credentials makes the server read one. */
function createBodyStep<Principal, Raw>({ contract, beforeBody, bodyLimit, adapter }: Registration<Principal, Raw>) {
  const bounds = { limit: bodyLimit ?? BODY_LIMIT, texts: contract.texts };
  return async (context: Context, exchange: Exchange<Principal, Raw>): Promise<void> => {
    if (exchange.checkFailure !== undefined) throw exchange.checkFailure;
    if (context.operation.security?.length && !context.security.authorized) return;
    exchange.principal = principalOf<Principal>(context);
    const { id, principal, request, served, operationId } = exchange;
    const ended = exchange.passesOn
      ? undefined
      : beforeBody?.({ id, operationId: operationId as string, principal, ip: request.ip });
    if (ended !== undefined) throw new Ended(ended);
    if (!adapter.reader.hasContent(request)) return;
    const contentType = String(exchange.headers['content-type'] ?? '');
    const source = { request, reader: adapter.reader, keep: exchange.passesOn };
    // A body that the operation does not ask for is read as JSON, to distinguish it from one that cannot be decoded.
    const accepted = served?.bodies ?? NO_BODY;
    const mediaType = findMediaType(accepted, contentType);
    if (mediaType === undefined || !isUtf8Charset(contentType)) {
      if (await isEmpty(source)) return;
      throw new Rejection({ kind: 'media_type_unsupported', accepted: [...accepted.keys()] });
    }
    const read = await readBody(source, { contentType, form: accepted.get(mediaType)?.form, ...bounds });
    if (served?.bodies !== undefined && read !== undefined) exchange.body = { ...read, mediaType };
  };
}

type Bodies = NonNullable<ServedOperation['bodies']>;

const NO_BODY: Bodies = new Map([['application/json', {}]]);

/** Methods of a path, for `Allow` (RFC 9110 §10.2.1). HEAD is served where GET is. */
function allowedMethods(match: RouteMatch<ServedOperation> | undefined): string[] {
  const methods = [...(match?.route.operations.keys() ?? [])].flatMap((method) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  return [...new Set(methods)];
}

/** The principal of the first check of a satisfied alternative. Credentials of other alternatives prove nothing. */
function principalOf<Principal>({ operation, security }: Context): Principal | undefined {
  const isMet = (name: string) => Boolean(security[name]) && security[name].error === undefined;
  for (const alternative of operation.security ?? []) {
    const names = Object.keys(alternative);
    if (names.length > 0 && names.every(isMet)) return security[names[0] as string] as Principal;
  }
  return undefined;
}

/** A path with an invalid percent-encoding (RFC 3986 §2.1) is not in the contract. */
function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
