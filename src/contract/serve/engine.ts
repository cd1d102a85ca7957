import { OpenAPIBackend, type Options } from 'openapi-backend';
import type { CompiledContract, CompiledOperation, Validate } from '../document/compiled.ts';
import { byMediaType } from '../document/media-types.ts';
import { queryKeys } from '../document/query-keys.ts';
import { type CredentialOutcome, compileCredentials } from './credentials.ts';
import { fillDefaults } from './fill-defaults.ts';
import type { DecodedParameters } from './parameters.ts';
import { compileAllParameters, type DecodeParameters } from './querystring.ts';
import { type ReadOnlyMode, validateBody } from './read-only.ts';
import { compileResponses, type Responses } from './responses.ts';
import { parameterNames, type RouteMatch } from './routes.ts';
import type {
  ContractRequest,
  DecodedBody,
  MaybePromise,
  RawResponse,
  RequestHeaders,
  TextRule,
  Violation,
} from './types.ts';
import { toViolations } from './violations.ts';

/** An operation of the contract with everything about it that can be made before the first request. */
export type ServedOperation = {
  operation: CompiledOperation;
  /** The name that openapi-backend knows it by: some operationIds mean something else to it. */
  name: string;
  method: string;
  path: string;
  basePaths: string[];
  parameterNames: string[];
  decode: DecodeParameters;
  /** Request bodies by media type, for `findMediaType`. */
  bodies: Map<string, NonNullable<CompiledOperation['requestBody']>['content'][string]> | undefined;
  texts: TextRule;
  responses: Responses;
};

/** A request that openapi-backend routes and validates. The body is set after the credentials are checked. */
export type EngineInput = {
  /** Lower case. */
  method: string;
  path: string;
  /** The part after the question mark. */
  query: string;
  headers: RequestHeaders;
  match: RouteMatch<ServedOperation> | undefined;
  served: ServedOperation | undefined;
  decoded: DecodedParameters | undefined;
  /** In an object of its own, so that a body that is `undefined` differs from none. */
  body: (DecodedBody & { mediaType: string }) | undefined;
};

/** A request while openapi-backend handles it. */
export type RequestExchange<Principal, Raw> = EngineInput & {
  request: ContractRequest<Raw>;
  id: string;
  operationId: string | undefined;
  principal: Principal | undefined;
  /** Whether the request is only validated, and then goes on to the next handler. */
  passesOn: boolean;
  /** The error that a security check threw. */
  checkFailure: unknown;
};

/** Prepares the operations of a built contract. */
export function serveOperations({ operations, texts, securitySchemes }: CompiledContract): ServedOperation[] {
  return operations.map((operation) => ({
    operation,
    name: `operation ${operation.operationId}`,
    method: operation.method,
    path: operation.path,
    basePaths: operation.basePaths,
    parameterNames: parameterNames(operation.path),
    decode: compileAllParameters(operation.parameters, queryKeys(operation.security, securitySchemes)),
    bodies: operation.requestBody && byMediaType(operation.requestBody.content),
    texts,
    responses: compileResponses(operation),
  }));
}

/** Handlers that are registered with openapi-backend under names of its own. */
export type Hooks<Principal, Raw> = {
  notFound: () => never;
  methodNotAllowed: (exchange: RequestExchange<Principal, Raw>) => never;
  unauthorizedHandler: () => never;
  /** Reads the body. */
  postSecurityHandler: (exchange: RequestExchange<Principal, Raw>) => MaybePromise<void>;
  validationFail: (exchange: RequestExchange<Principal, Raw>, violations: Violation[]) => never;
};

type Handle<Principal, Raw> = (exchange: RequestExchange<Principal, Raw>) => MaybePromise<RawResponse>;
type RegisteredCheck<Principal, Raw> = (exchange: RequestExchange<Principal, Raw>) => unknown;

/** The functions of a server. Checks have the names of `schemeKey`. */
type Functions<Principal, Raw> = {
  hooks: Hooks<Principal, Raw>;
  handlers: Map<ServedOperation, Handle<Principal, Raw>>;
  checks: Map<string, RegisteredCheck<Principal, Raw>>;
};

/**
 * Registers handlers, hooks and security checks with an openapi-backend, and runs requests over its registry, in the order of
 * its `handleRequest`. That function makes a dozen promises a request, here only a step that waits makes one
 * (decisions/0033).
 *
 * Its router makes regular expressions of all paths on each request, its validator is draft-07 compiled at start, and its
 * check of the document knows only 3.0. So it receives a document of nothing but operationIds and security.
 *
 * @param validate returns the violations of a request that lead to its rejection
 * @throws Error when a function has nothing in the document to belong to
 */
export async function createEngine<Principal, Raw>(
  functions: Functions<Principal, Raw>,
  validate: (exchange: RequestExchange<Principal, Raw>) => Violation[],
): Promise<Handle<Principal, Raw>> {
  const { hooks, plans } = await register(functions);
  const finish = (
    exchange: RequestExchange<Principal, Raw>,
    handle: Handle<Principal, Raw>,
  ): MaybePromise<RawResponse> => {
    const violations = validate(exchange);
    if (violations.length > 0) hooks.validationFail(exchange, violations);
    return handle(exchange);
  };
  const goOn = (
    exchange: RequestExchange<Principal, Raw>,
    { isMet, principal }: CredentialOutcome,
    handle: Handle<Principal, Raw>,
  ) => {
    if (exchange.checkFailure !== undefined) throw exchange.checkFailure;
    if (!isMet) hooks.unauthorizedHandler();
    exchange.principal = principal as Principal | undefined;
    const reading = hooks.postSecurityHandler(exchange);
    return reading === undefined ? finish(exchange, handle) : reading.then(() => finish(exchange, handle));
  };
  return (exchange) => {
    const { served, match } = exchange;
    if (served === undefined) return match === undefined ? hooks.notFound() : hooks.methodNotAllowed(exchange);
    decodeParameters(exchange, served);
    const { checkCredentials, handle } = plans.get(served) as RegisteredOperation<Principal, Raw>;
    const outcome = checkCredentials(exchange);
    return outcome instanceof Promise
      ? outcome.then((checked) => goOn(exchange, checked, handle))
      : goOn(exchange, outcome, handle);
  };
}

/** The functions of an operation, as they are registered. */
type RegisteredOperation<Principal, Raw> = {
  checkCredentials: (exchange: RequestExchange<Principal, Raw>) => MaybePromise<CredentialOutcome>;
  handle: Handle<Principal, Raw>;
};

async function register<Principal, Raw>({ hooks, handlers, checks }: Functions<Principal, Raw>) {
  const names = [...Object.keys(hooks), ...[...handlers.keys()].map(({ name }) => name)];
  const backend = await createBackend(new Set(names), [...checks.keys()]);
  // Its handlers receive a context first, which none of these reads.
  const { handlers: registered, securityHandlers } = backend as unknown as Registry<Principal, Raw>;
  backend.register(hooks as never);
  for (const [{ name }, handle] of handlers) backend.register(name, handle as never);
  for (const [key, check] of checks) backend.registerSecurityHandler(key, check as never);
  const plans = new Map<ServedOperation, RegisteredOperation<Principal, Raw>>();
  for (const served of handlers.keys()) {
    plans.set(served, {
      checkCredentials: compileCredentials(served.operation.security.map(schemeKeys), securityHandlers),
      handle: registered[served.name] as Handle<Principal, Raw>,
    });
  }
  return { hooks: registered as Hooks<Principal, Raw>, plans };
}

type Registry<Principal, Raw> = {
  handlers: Record<string, unknown> & Hooks<Principal, Raw>;
  securityHandlers: Record<string, RegisteredCheck<Principal, Raw>>;
};

/** @param names of everything that may be registered as a handler */
async function createBackend(names: Set<string>, schemes: string[]): Promise<OpenAPIBackend> {
  const definition = {
    openapi: '3.0.3',
    info: { title: 'Contract', version: '1.0.0' },
    paths: {},
    // Only the name of a scheme counts: its check knows the rest.
    components: {
      securitySchemes: Object.fromEntries(schemes.map((key) => [key, { type: 'http' as const, scheme: 'bearer' }])),
    },
  };
  const backend = new OpenAPIBackend({ definition, quick: true, strict: true, validate: false } satisfies Options);
  // Its own would load a parser of documents.
  backend.loadDocument = async () => definition;
  await backend.init();
  // Its own would look through all operations for each that is registered. Only whether there is one counts.
  backend.router.getOperation = (name) => (names.has(name) ? ANY_OPERATION : undefined);
  return backend;
}

const ANY_OPERATION = { method: '', path: '', responses: {} };

/**
 * The name of a scheme with scopes for openapi-backend. It calls each check once a request, and two alternatives may require
 * different scopes of one scheme.
 */
export function schemeKey(scheme: string, scopes: string[]): string {
  return scopes.length === 0 ? scheme : `${scheme} ${JSON.stringify(scopes)}`;
}

function schemeKeys(requirement: Record<string, string[]>): string[] {
  return Object.entries(requirement).map(([scheme, scopes]) => schemeKey(scheme, scopes));
}

function decodeParameters(input: EngineInput, { decode: read, parameterNames: names }: ServedOperation): void {
  if (input.decoded === undefined) {
    const path: Record<string, string> = {};
    const values = input.match?.values ?? [];
    for (let index = 0; index < names.length; index++) path[names[index] as string] = values[index] ?? '';
    input.decoded = read({ path, query: input.query, headers: input.headers });
  }
}

/**
 * Takes the other reading of parameters that can be a list or a single value, where it fits and the first one does not.
 * Returns whether everything fits then; if not, the validator's errors are of the readings that fit best.
 */
function settleAlternatives(decoded: DecodedParameters, place: (typeof PLACES)[number], check: Validate): boolean {
  const { alternatives } = decoded;
  if (alternatives === undefined) return false;
  const values = decoded[place];
  for (const alternative of alternatives) {
    if (alternative.in !== place) continue;
    const before = values[alternative.name];
    const faults = check.errors?.length ?? 0;
    values[alternative.name] = alternative.value;
    if (check(values)) return true;
    if ((check.errors?.length ?? 0) >= faults) {
      values[alternative.name] = before;
      check(values);
    }
  }
  return false;
}

/** Its paths lead through the value, as those of a body. */
function toViolationsOfQuery({ errors }: Validate, value: unknown): Violation[] {
  return toViolations(errors, value, 'body').map((violation) => ({ ...violation, in: 'query' }));
}

function fitsSchema(decoded: DecodedParameters, place: (typeof PLACES)[number], check: Validate): boolean {
  const isValid = decoded.unfilled === undefined ? check(decoded[place]) : fillDefaults(decoded, place, check);
  return isValid || settleAlternatives(decoded, place, check);
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** Everything in a request that the contract does not allow, each place once. */
export function findViolations({ served, decoded, body }: EngineInput, readOnly: ReadOnlyMode): Violation[] {
  if (served === undefined || decoded === undefined) return [];
  const { validate, requestBody } = served.operation;
  let found: Violation[] = decoded.violations.slice();
  for (const place of PLACES) {
    const check = validate[place];
    if (check !== undefined && !fitsSchema(decoded, place, check))
      found = found.concat(toViolations(check.errors, decoded[place], place));
  }
  const { querystring } = decoded;
  if (querystring !== undefined && validate.querystring?.(querystring) === false)
    found = found.concat(toViolationsOfQuery(validate.querystring, querystring));
  if (body !== undefined) {
    const check = served.bodies?.get(body.mediaType)?.validate;
    // A range of media types may contain bodies that are only bytes, of which a schema says nothing.
    const isChecked = check !== undefined && !(body.validated instanceof Uint8Array);
    found = found.concat(body.faults, isChecked ? validateBody(body, check, readOnly) : []);
  } else if (requestBody?.required) {
    found.push({ in: 'body', path: '', pointer: '', keyword: 'required', message: 'is required' });
  }
  if (found.length < 2) return found;
  // A parameter that cannot be read is missing for the validator, which is not worth saying.
  return [
    ...new Map(found.reverse().map((violation) => [`${violation.in} ${violation.path}`, violation])).values(),
  ].reverse();
}
