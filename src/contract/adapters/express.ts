import { pipeline } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from 'openapi-backend';
import type { CompiledContract } from '../document/compiled.ts';
import { findMediaType, isUtf8Charset } from '../document/media-types.ts';
import { type BackendInput, checkComplete, createBackend, type ServedOperation, serveOperations } from '../serve/engine.ts';
import { announcesContent, type BodyPlan, isEmpty, readBody } from '../serve/body.ts';
import type { ReadOnlyMode } from '../serve/read-only.ts';
import { type Serialized, serializeFree } from '../serve/responses.ts';
import { compileRoutes, type RouteMatch } from '../serve/routes.ts';
import {
  Ended,
  type RawResponse,
  type RejectedRequest,
  Rejection,
  type RejectionReason,
  type SecurityCheck,
  type UnreadRequest,
  type Violation,
} from '../serve/types.ts';

/** Bodies larger than this, in bytes, are rejected unless the options say otherwise: 1 MiB. */
const BODY_LIMIT = 1024 * 1024;

export type ContractRouterOptions<Principal> = {
  /** The `contract` of the `operations.ts` that `contract build` writes. */
  contract: CompiledContract;
  /** One function an operation, by operationId: `Handlers` of the same file. */
  handlers: object;
  /** One check a security scheme, by its name in the contract. */
  security: Record<string, SecurityCheck<Principal>>;
  /** Turns a refusal into the answer that the contract declares for it. */
  reject: (reason: RejectionReason, request: RejectedRequest<Principal>) => Promise<RawResponse> | RawResponse;
  /** Name of a request in logs and answers. */
  requestId: (request: Request, response: Response) => string;
  /**
   * The share of answers whose body and headers are held to the contract before they are sent, from 0 (none) to 1 (all, if
   * it is left out). A violation becomes a 500. A status that is not declared is a 500 whatever the share.
   */
  validateResponses?: number;
  /** Largest body in bytes, after its content coding is undone. */
  bodyLimit?: number;
  /** What becomes of read-only properties in a request: it is rejected unless this says otherwise. */
  readOnly?: ReadOnlyMode;
  /**
   * Called when credentials are checked and nothing of the body is read. A response that it returns ends the request, such
   * as a 429: a body costs more to read than an address or a key costs to look up.
   */
  beforeBody?: (request: UnreadRequest<Principal>) => RawResponse | undefined;
  /** Told of what is about to be sent, for the log. */
  onAnswer?: (answered: Answered<Principal>, response: Response) => void;
  /** Called when a streamed body fails after its head was sent, for the log. The connection is then closed. */
  onStreamFailure?: (failure: unknown, response: Response) => void;
};

/** What is known of a request when its answer is sent. */
export type Answered<Principal> = {
  operationId: string | undefined;
  principal: Principal | undefined;
  /** Why the answer is a 500, for the log only. */
  failure: unknown;
};

/** A request on its way through openapi-backend. */
type Exchange<Principal> = {
  request: Request;
  response: Response;
  input: BackendInput;
  id: string;
  operationId: string | undefined;
  principal: Principal | undefined;
  /** What a security check threw. */
  checkFailure?: unknown;
};

type RawHandler = (request: unknown) => Promise<RawResponse> | RawResponse;

/**
 * What an Express app uses to serve a contract and nothing else: it routes, checks credentials, reads and validates each
 * request, calls the operation's handler, and sends what it answers. HEAD is served wherever GET is (RFC 9110 §9.3.2).
 *
 * @throws ContractError when a handler or a security check is missing or has nothing in the contract to belong to
 */
export async function createContractRouter<Principal>(
  options: ContractRouterOptions<Principal>,
): Promise<RequestHandler> {
  const { contract, security, reject, requestId, beforeBody, onAnswer, onStreamFailure } = options;
  const { bodyLimit: limit = BODY_LIMIT, validateResponses: share = 1, readOnly = 'refuse' } = options;
  // The type of each handler is checked where the handlers are written; here they are all called alike.
  const handlers = options.handlers as Record<string, RawHandler>;
  checkComplete(contract, handlers, security);
  const operations = serveOperations(contract);
  const findRoute = compileRoutes(operations);
  const backend = await createBackend(operations, contract.securitySchemes, readOnly);

  backend.register({
    notFound: () => {
      throw new Rejection({ kind: 'path_unknown' });
    },
    methodNotAllowed: (_context, { input }: Exchange<Principal>) => {
      throw new Rejection({ kind: 'method_not_allowed', allow: allowedMethods(input.match) });
    },
    unauthorizedHandler: () => {
      throw new Rejection({ kind: 'unauthorized' });
    },
    // The body is read only now, so that nobody without credentials makes the server read one.
    postSecurityHandler: async (context, exchange: Exchange<Principal>) => {
      if (exchange.checkFailure !== undefined) throw exchange.checkFailure;
      if (context.operation.security?.length && !context.security.authorized) return;
      exchange.principal = principalOf<Principal>(context);
      const { id, principal, request } = exchange;
      const { operationId } = (exchange.input.served as ServedOperation).operation;
      const ended = beforeBody?.({ id, operationId, principal, ip: request.ip });
      if (ended !== undefined) throw new Ended(ended);
      if (announcesContent(exchange.request)) await takeBody(exchange, { limit, texts: contract.texts });
    },
    validationFail: ({ validation }, { input }: Exchange<Principal>) => {
      const { decoded, body } = input;
      throw new Rejection({
        kind: 'invalid',
        // What the validator that stands in for openapi-backend's own answers.
        violations: validation.errors as unknown as Violation[],
        body: body?.value,
        params: { ...decoded?.path },
        query: { ...decoded?.query },
      });
    },
  });
  for (const { name, operation } of operations) {
    const handler = handlers[operation.operationId] as RawHandler;
    const readsHeaders = operation.parameters.some((parameter) => parameter.in === 'header');
    backend.register(name, (_context: Context, { id, principal, input, request }: Exchange<Principal>) => {
      const { decoded } = input;
      return handler({
        id,
        // Worked out only where it is asked for.
        get ip() {
          return request.ip;
        },
        principal,
        params: decoded?.path,
        query: decoded?.query,
        headers: readsHeaders ? { ...input.headers, ...decoded?.header } : input.headers,
        cookies: decoded?.cookie,
        body: input.body?.value,
      });
    });
  }
  for (const [scheme, check] of Object.entries(security)) {
    backend.registerSecurityHandler(scheme, async (_context, exchange: Exchange<Principal>) => {
      try {
        return await check(exchange.request);
      } catch (error) {
        // openapi-backend would take a check that fails for credentials that do not hold.
        exchange.checkFailure = error;
        return undefined;
      }
    });
  }

  const serialize = async (exchange: Exchange<Principal>, answer: RawResponse): Promise<Serialized> => {
    const { served, method } = exchange.input;
    // Where the path or the method is not the contract's there is nothing to hold the answer to.
    if (served === undefined) return serializeFree(answer);
    const thorough = share === 1 || (share > 0 && Math.random() < share);
    const isHead = method === 'head';
    return served.responses.serialize(answer, { thorough, isHead, given: () => exchange.response.getHeaders() });
  };

  const answer = async (exchange: Exchange<Principal>): Promise<{ sent: Serialized; failure?: unknown }> => {
    try {
      return { sent: await serialize(exchange, await backend.handleRequest(exchange.input as never, exchange)) };
    } catch (error) {
      if (error instanceof Rejection || error instanceof Ended) {
        try {
          const ended = error instanceof Ended ? error.answer : await reject(error.reason, exchange);
          return { sent: await serialize(exchange, ended) };
        } catch (failure) {
          return { sent: await fail(exchange, failure), failure };
        }
      }
      return { sent: await fail(exchange, error), failure: error };
    }
  };

  const fail = async (exchange: Exchange<Principal>, error: unknown): Promise<Serialized> => {
    const rejected = await reject({ kind: 'failed', error }, exchange);
    try {
      return await serialize(exchange, rejected);
    } catch {
      // The failure itself is in the log already; its answer is sent as it is rather than not at all.
      return serializeFree(rejected);
    }
  };

  return async (request, response) => {
    const { url } = request;
    const mark = url.indexOf('?');
    // Express's own `path` parses the URL, which only one in absolute form needs.
    const path = url.startsWith('/') ? (mark < 0 ? url : url.slice(0, mark)) : request.path;
    const match = isDecodable(path) ? findRoute(path) : undefined;
    const method = request.method.toLowerCase();
    const served =
      match?.route.operations.get(method) ?? (method === 'head' ? match?.route.operations.get('get') : undefined);
    const exchange: Exchange<Principal> = {
      request,
      response,
      input: {
        method,
        path,
        query: mark < 0 ? '' : url.slice(mark + 1),
        // Node leaves no header undefined that it lists.
        headers: request.headers as Record<string, string | string[]>,
        match,
        served,
      },
      id: requestId(request, response),
      operationId: served?.operation.operationId,
      principal: undefined,
    };
    const { sent, failure } = await answer(exchange);
    onAnswer?.({ operationId: exchange.operationId, principal: exchange.principal, failure }, response);
    send(response, sent, (failure) => onStreamFailure?.(failure, response));
  };
}

/** Reads the body of a request whose operation takes one. */
async function takeBody<Principal>(
  { request, response, input }: Exchange<Principal>,
  bounds: Pick<BodyPlan, 'limit' | 'texts'>,
): Promise<void> {
  const { bodies } = input.served ?? {};
  const contentType = request.headers['content-type'] ?? '';
  // A body that the operation does not ask for is read as JSON, to be told apart from one that cannot be.
  const accepted = bodies ?? NO_BODY;
  const mediaType = findMediaType(accepted, contentType);
  if (mediaType === undefined || !isUtf8Charset(contentType)) {
    if (await isEmpty(request, response)) return;
    throw new Rejection({ kind: 'media_type_unsupported', accepted: [...accepted.keys()] });
  }
  const form = accepted.get(mediaType)?.form;
  const read = await readBody(request, response, { contentType, form, ...bounds });
  if (bodies !== undefined && read !== undefined) input.body = { ...read, mediaType };
}

type Bodies = NonNullable<ServedOperation['bodies']>;

const NO_BODY: Bodies = new Map([['application/json', {}]]);

/** Methods of a path, for `Allow` (RFC 9110 §10.2.1). HEAD goes where GET does. */
function allowedMethods(match: RouteMatch<ServedOperation> | undefined): string[] {
  const methods = [...(match?.route.operations.keys() ?? [])].flatMap((method) =>
    method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  );
  return [...new Set(methods)];
}

/** What the first check of a met alternative answered. Credentials of one that is not wholly met prove nothing. */
function principalOf<Principal>({ operation, security }: Context): Principal | undefined {
  const isMet = (name: string) => Boolean(security[name]) && security[name].error === undefined;
  for (const alternative of operation.security ?? []) {
    const names = Object.keys(alternative);
    if (names.length > 0 && names.every(isMet)) return security[names[0] as string] as Principal;
  }
  return undefined;
}

/** A broken percent-encoding (RFC 3986 §2.1) is no path of the contract. */
function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function send(response: Response, { status, headers, body }: Serialized, onFailure: (failure: unknown) => void): void {
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)) {
    response.writeHead(status, headers);
    // A client that has disconnected destroys the response first, and then the body with an error that is no failure.
    body.once('error', (error) => {
      if (!response.destroyed) onFailure(error);
    });
    // A stream that fails midway ends the connection, which is all that can still be told.
    pipeline(body, response, () => undefined);
    return;
  }
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  response.writeHead(status, headers);
  response.end(body);
}
