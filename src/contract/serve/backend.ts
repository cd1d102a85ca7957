import { OpenAPIBackend, type Options, type ParsedRequest, ValidationContext } from 'openapi-backend';
import { dereference } from '../document/dereference.ts';
import { ContractError, type OpenApiDocument, type Operation } from '../document/document.ts';
import { listOperations } from '../document/operations.ts';
import { createAjv } from './ajv.ts';
import { compileParameters } from './parameters.ts';
import { compileRoutes, type RouteMatch } from './routes.ts';
import type { Breach } from './types.ts';

/** What openapi-backend routes and validates. The body is set once the credentials are checked. */
export type BackendInput = {
  method: string;
  path: string;
  /** What follows the question mark, without it. */
  query: string;
  headers: Record<string, string | string[]>;
  /** In an object of its own, so that openapi-backend does not take a JSON string for JSON text. */
  body?: { value: unknown };
};

/** An openapi-backend, and what it does not tell by itself. */
export type Backend = {
  backend: OpenAPIBackend;
  /** Methods of the path that a request meets, for `Allow` (RFC 9110 §10.2.1). HEAD goes where GET does. */
  allowedMethods(path: string): string[];
  /** Parameters of a request that cannot be read in the style of the contract. */
  unreadable(input: BackendInput): Breach[];
};

/**
 * An openapi-backend for a bundled OpenAPI 3.1 contract, with every validator compiled.
 *
 * Its own document check knows only 3.0 and its own Ajv is draft-07, so the check is skipped (`quick`; the contract is
 * linted where it is built) and each Ajv it asks for is ours. Its router makes regular expressions of all paths on each
 * request and knows few parameter styles, so its calls are answered by routes and parameters that are compiled once.
 */
export async function createBackend(document: OpenApiDocument): Promise<Backend> {
  const operations = listOperations(document);
  const backend = new OpenAPIBackend({
    // Its type for a document is narrower than JSON Schema 2020-12 is.
    definition: plainDocument(document, operations) as unknown as NonNullable<Options['definition']>,
    quick: true,
    strict: true,
    customizeAjv: (_own, options, context) =>
      // The type asks for the draft-07 Ajv; of it, openapi-backend uses only `compile`, which is the same in both.
      createAjv({
        coerceTypes: context === ValidationContext.ResponseHeaders && (options?.coerceTypes ?? false),
        useDefaults: context === ValidationContext.Params,
      }) as unknown as ReturnType<NonNullable<Options['customizeAjv']>>,
  });
  await backend.init();
  const findRoute = compileRoutes(operations);
  const parsedFor = useCompiledRouter(backend, operations, findRoute);
  backend.validator.preCompileRequestValidators();
  backend.validator.preCompileResponseValidators();
  backend.validator.preCompileResponseHeaderValidators();
  return {
    backend,
    allowedMethods: (path) =>
      [...(findRoute(path)?.route.operations.keys() ?? [])].flatMap((method) =>
        method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
      ),
    unreadable: (input) => parsedFor.get(input)?.breaches ?? [],
  };
}

/**
 * The document as openapi-backend understands it: references resolved, because it drops the keywords beside them, and
 * path-level parameters with each operation, because it lets them win over the operation's own. A copy in which
 * nothing is shared, because it changes what it is given, and puts references of its own in the place of a schema's
 * second use, after which the branches of a `oneOf` cannot be told apart.
 */
function plainDocument(document: OpenApiDocument, operations: Operation[]): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operation };
  }
  return JSON.parse(JSON.stringify({ ...dereference(document), paths }));
}

/** What was made of a request; openapi-backend asks for it several times on its way. */
type ParsedRequests = WeakMap<object, Omit<ParsedRequest, 'requestBody'> & { breaches: Breach[] }>;

/** Puts compiled routes and parameters in the place of openapi-backend's own, through the public methods of its router. */
function useCompiledRouter(
  backend: OpenAPIBackend,
  operations: Operation[],
  findRoute: (path: string) => RouteMatch | undefined,
): ParsedRequests {
  const { router, validator } = backend;
  const own = new Map(router.getOperations().map((operation) => [operation.operationId, operation]));
  const decoders = new Map(
    operations.map(({ operationId, parameters }) => [operationId, compileParameters(parameters)]),
  );
  const parsedFor: ParsedRequests = new WeakMap();

  router.getOperation = (operationId) => own.get(operationId);
  router.matchOperation = ((input: BackendInput, strict?: boolean) => {
    const route = findRoute(input.path)?.route;
    const operation = own.get(route?.operations.get(input.method.toLowerCase())?.operationId);
    if (operation !== undefined || !strict) return operation;
    // openapi-backend tells the two apart by how the message begins.
    throw new Error(route === undefined ? '404-notFound' : '405-methodNotAllowed');
  }) as typeof router.matchOperation;
  router.parseRequest = ((input: BackendInput, operation?: { operationId?: string }) => {
    const decode = decoders.get(operation?.operationId ?? '');
    const { method, path, headers, body } = input;
    if (decode === undefined)
      return { method, path, headers, params: {}, query: {}, cookies: {}, requestBody: undefined };
    let parsed = parsedFor.get(input);
    if (parsed === undefined) {
      const decoded = decode({ path: findRoute(path)?.rawParameters ?? {}, query: input.query, headers });
      const { path: params, query, cookie: cookies, breaches } = decoded;
      parsed = { method, path, params, query, headers: { ...headers, ...decoded.header }, cookies, breaches };
      parsedFor.set(input, parsed);
    }
    // The same objects each time, because the validator fills in defaults; the body comes later than the rest.
    return { ...parsed, requestBody: body?.value };
  }) as typeof router.parseRequest;

  const validate = validator.validateRequest.bind(validator);
  validator.validateRequest = (input, operation) => {
    const result = validate(input, operation);
    const isReadable = (parsedFor.get(input)?.breaches.length ?? 0) === 0;
    return isReadable ? result : { ...result, valid: false, errors: result.errors ?? [] };
  };
  return parsedFor;
}

/**
 * Refuses a server that would not answer as its contract says.
 *
 * @throws ContractError naming every operation without a handler, every handler without an operation, every security
 *   scheme without a check, every check without a scheme, and every body that is not JSON, which nothing would check
 */
export function checkComplete(
  document: OpenApiDocument,
  handlers: Record<string, unknown>,
  security: Record<string, unknown>,
): Map<string, Operation> {
  const operations = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
  const schemes = new Set([...operations.values()].flatMap((operation) => operation.security.flatMap(Object.keys)));
  const declared = document.components?.securitySchemes ?? {};
  const faults = [
    ...missing([...operations.keys()], handlers, (id) => `The operation "${id}" has no handler.`),
    ...missing(Object.keys(handlers), Object.fromEntries(operations), (id) => `The handler "${id}" has no operation.`),
    ...missing([...schemes], security, (name) => `The security scheme "${name}" has no check.`),
    ...missing(Object.keys(security), declared, (name) => `The security check "${name}" has no scheme.`),
    ...[...operations.values()].flatMap(({ operationId, requestBody }) =>
      Object.keys(requestBody?.content ?? {})
        .filter((mediaType) => mediaType !== 'application/json')
        .map((mediaType) => `The operation "${operationId}" takes a body of ${mediaType}, which cannot be checked.`),
    ),
  ];
  if (faults.length > 0) throw new ContractError(`The server does not fit its contract. ${faults.join(' ')}`);
  return operations;
}

function missing(names: string[], present: Record<string, unknown>, sentence: (name: string) => string): string[] {
  return names.filter((name) => !Object.hasOwn(present, name)).map(sentence);
}
