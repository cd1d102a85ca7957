import express, { type Request, type Response, type Router } from 'express';
import type { Context } from 'openapi-backend';
import type { OpenApiDocument } from '../document/document.ts';
import { type BackendInput, checkComplete, createBackend } from './backend.ts';
import { Refused, readBody } from './body.ts';
import { toBreaches } from './breaches.ts';
import { createResponseCheck } from './responses.ts';
import type { Breach, RawAnswer, Refusal, RefusedRequest, SecurityCheck } from './types.ts';

/** Bodies larger than this, in bytes, are refused unless the options say otherwise: 1 MiB. */
const BODY_LIMIT = 1024 * 1024;

export type ContractRouterOptions<Principal> = {
  /** The bundled contract. */
  document: OpenApiDocument;
  /** One function an operation: `Handlers<operations, Principal>`. */
  handlers: object;
  /** One check a security scheme, by its name in the contract. */
  security: Record<string, SecurityCheck<Principal>>;
  /** Turns a refusal into the answer that the contract declares for it. */
  refuse: (refusal: Refusal, request: RefusedRequest<Principal>) => Promise<RawAnswer> | RawAnswer;
  /** Name of a request in logs and answers. */
  requestId: (request: Request, response: Response) => string;
  /** Whether each answer is held to the contract before it is sent; a breach becomes a 500. */
  validateResponses: boolean;
  /** Largest body in bytes, after decompression. */
  bodyLimit?: number;
  /** Told of what is about to be sent, for the log. */
  onAnswer?: (answered: Answered<Principal>, response: Response) => void;
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

type RawHandler = (request: unknown) => Promise<RawAnswer>;

/**
 * An Express router that serves a contract and nothing else: routes, checks credentials, reads and validates each
 * request, calls the operation's handler, and sends what it answers. HEAD is served wherever GET is (RFC 9110 §9.3.2).
 *
 * @throws ContractError when a handler or a security check is missing or has nothing in the contract to belong to
 */
export async function createContractRouter<Principal>(options: ContractRouterOptions<Principal>): Promise<Router> {
  const { document, security, refuse, requestId, validateResponses, onAnswer } = options;
  const limit = options.bodyLimit ?? BODY_LIMIT;
  // The type of each handler is checked where the handlers are written; here they are all called alike.
  const handlers = options.handlers as Record<string, RawHandler>;
  const operations = checkComplete(document, handlers, security);
  const engine = await createBackend(document);
  const { backend } = engine;
  const checkResponse = createResponseCheck(backend);

  const acceptedTypes = (operationId: string): string[] => {
    const content = operations.get(operationId)?.requestBody?.content;
    return content === undefined ? ['application/json'] : Object.keys(content);
  };

  backend.register({
    notFound: () => {
      throw new Refused({ kind: 'path_unknown' });
    },
    methodNotAllowed: (_context, { input }: Exchange<Principal>) => {
      throw new Refused({ kind: 'method_not_allowed', allow: engine.allowedMethods(input.path) });
    },
    unauthorizedHandler: () => {
      throw new Refused({ kind: 'unauthorized' });
    },
    postRoutingHandler: (context, exchange: Exchange<Principal>) => {
      exchange.operationId = context.operation?.operationId;
    },
    // The body is read only now, so that nobody without credentials makes the server read one.
    postSecurityHandler: async (context, exchange: Exchange<Principal>) => {
      if (exchange.checkFailure !== undefined) throw exchange.checkFailure;
      if (context.operation.security?.length && !context.security.authorized) return;
      exchange.principal = principalOf<Principal>(context);
      const { request, response, input, operationId = '' } = exchange;
      const body = await readBody(request, response, { accepted: acceptedTypes(operationId), limit });
      if (body.present && operations.get(operationId)?.requestBody !== undefined) {
        input.body = { value: body.value };
      }
    },
    validationFail: (context, { input }: Exchange<Principal>) => {
      throw new Refused(invalid(context, input, engine.unreadable(input)));
    },
  });
  for (const [operationId, handler] of Object.entries(handlers)) {
    backend.register(operationId, ({ request }: Context, { id, principal, input }: Exchange<Principal>) =>
      handler({
        id,
        principal,
        params: request.params,
        query: request.query,
        headers: request.headers,
        // openapi-backend parsed the request before its body was read.
        body: input.body?.value,
      }),
    );
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

  const answer = async (exchange: Exchange<Principal>): Promise<{ answer: RawAnswer; failure?: unknown }> => {
    try {
      if (!isDecodable(exchange.input.path)) throw new Refused({ kind: 'path_unknown' });
      const given: RawAnswer = await backend.handleRequest(exchange.input, exchange);
      const faults = checkResponse(whole(given, exchange.response), exchange.operationId, validateResponses);
      if (faults.length === 0) return { answer: given };
      throw new Error(`The answer of ${exchange.operationId} breaks the contract: ${faults.join('; ')}`);
    } catch (error) {
      const refusal: Refusal = error instanceof Refused ? error.refusal : { kind: 'failed', error };
      const refused = await refuse(refusal, exchange);
      if (refusal.kind === 'failed') return { answer: refused, failure: error };
      const faults = checkResponse(whole(refused, exchange.response), exchange.operationId, validateResponses);
      if (faults.length === 0) return { answer: refused };
      const failure = new Error(`The refusal "${refusal.kind}" breaks the contract: ${faults.join('; ')}`);
      return { answer: await refuse({ kind: 'failed', error: failure }, exchange), failure };
    }
  };

  const router = express.Router();
  router.use(async (request, response) => {
    const exchange: Exchange<Principal> = {
      request,
      response,
      input: {
        method: request.method === 'HEAD' ? 'GET' : request.method,
        path: request.path,
        query: queryOf(request.url),
        // Node leaves no header undefined that it lists.
        headers: request.headers as Record<string, string | string[]>,
      },
      id: requestId(request, response),
      operationId: undefined,
      principal: undefined,
    };
    const { answer: given, failure } = await answer(exchange);
    onAnswer?.({ operationId: exchange.operationId, principal: exchange.principal, failure }, response);
    send(response, given);
  });
  return router;
}

/** What the first check of a met alternative answered. Credentials of one that is not wholly met prove nothing. */
function principalOf<Principal>({ operation, security }: Context): Principal | undefined {
  const isMet = (name: string) => Boolean(security[name]) && security[name].error === undefined;
  const [name] =
    (operation.security ?? []).map(Object.keys).find((names) => names.length > 0 && names.every(isMet)) ?? [];
  return name === undefined ? undefined : (security[name] as Principal);
}

/** A broken percent-encoding (RFC 3986 §2.1) is no path of the contract. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

/** openapi-backend validates one object `{path, query, header, cookie, requestBody}`, so each pointer begins with a place. */
function invalid({ validation, request }: Context, { body }: BackendInput, unreadable: Breach[]): Refusal {
  const errors = validation.errors ?? [];
  const errorsOf = (place: string) =>
    errors
      .filter(({ instancePath }) => instancePath === `/${place}` || instancePath.startsWith(`/${place}/`))
      .map((error) => ({ ...error, instancePath: error.instancePath.slice(place.length + 1) }));
  const bodyMissing = errors.some(
    ({ instancePath, params }) => instancePath === '' && params.missingProperty === 'requestBody',
  );
  const found: Breach[] = [
    ...unreadable,
    ...toBreaches(errorsOf('path'), request.params, 'path'),
    ...toBreaches(errorsOf('query'), request.query, 'query'),
    ...toBreaches(errorsOf('header'), request.headers, 'header'),
    ...toBreaches(errorsOf('cookie'), request.cookies, 'cookie'),
    ...toBreaches(errorsOf('requestBody'), body?.value, 'body'),
    ...(bodyMissing ? [{ in: 'body', path: '', keyword: 'required', message: 'is required' } as const] : []),
  ];
  // A parameter that cannot be read is missing for the validator, which is not worth saying.
  const breaches = found.filter(
    (breach, index) => found.findIndex((other) => other.in === breach.in && other.path === breach.path) === index,
  );
  if (breaches.length === 0) throw new Error(`Validation failed at an unknown place: ${JSON.stringify(errors)}`);
  return { kind: 'invalid', breaches, body: body?.value, params: { ...request.params }, query: { ...request.query } };
}

/** An answer with the headers that middleware has set on the response already. */
function whole(answer: RawAnswer, response: Response): RawAnswer {
  return { ...answer, headers: { ...response.getHeaders(), ...answer.headers } };
}

function send(response: Response, { status, headers = {}, body }: RawAnswer): void {
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (body === undefined) {
    response.end();
    return;
  }
  const bytes = Buffer.from(JSON.stringify(body));
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
