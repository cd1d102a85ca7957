import { OpenAPIBackend, type Options, ValidationContext } from 'openapi-backend';
import { ContractError, type OpenApiDocument, type Operation } from '../document/document.ts';
import { listOperations } from '../document/operations.ts';
import { createAjv } from './ajv.ts';

/**
 * An openapi-backend for a bundled OpenAPI 3.1 contract, with every validator compiled.
 *
 * Its own document check knows only 3.0 and its own Ajv is draft-07, so the check is skipped (`quick`; the contract is
 * linted where it is built) and each Ajv it asks for is ours.
 */
export async function createBackend(document: OpenApiDocument): Promise<OpenAPIBackend> {
  const backend = new OpenAPIBackend({
    // openapi-backend's type for a document is narrower than JSON Schema 2020-12 is; and it changes what it is given.
    definition: structuredClone(document) as unknown as NonNullable<Options['definition']>,
    quick: true,
    strict: true,
    ignoreTrailingSlashes: false,
    coerceTypes: true,
    customizeAjv: (_own, options, context) => {
      const isParameters = context === ValidationContext.Params;
      // The type asks for the draft-07 Ajv; of it, openapi-backend uses only `compile`, which is the same in both.
      return createAjv({
        coerceTypes: options?.coerceTypes ?? false,
        useDefaults: isParameters,
      }) as unknown as ReturnType<NonNullable<Options['customizeAjv']>>;
    },
  });
  await backend.init();
  preferConcretePaths(backend);
  backend.validator.preCompileRequestValidators();
  backend.validator.preCompileResponseValidators();
  backend.validator.preCompileResponseHeaderValidators();
  return backend;
}

/**
 * A concrete path is matched before a templated one (OAS 3.1 §4.8.8.2), whatever its methods: openapi-backend would
 * look for a missing method of `/pets/mine` in `/pets/{id}`.
 */
function preferConcretePaths(backend: OpenAPIBackend): void {
  const { router } = backend;
  const concrete = new Set(router.getOperations().map(({ path }) => path));
  const match = router.matchOperation.bind(router);
  router.matchOperation = ((request, strict) => {
    const operation = match(request, false);
    if (operation !== undefined && (operation.path === request.path || !concrete.has(request.path))) return operation;
    if (operation === undefined) return match(request, Boolean(strict) as true);
    if (strict) throw new Error('405-methodNotAllowed: the concrete path does not have this method');
    return undefined;
  }) as typeof router.matchOperation;
}

/** Methods of the path that a request meets, for `Allow` (RFC 9110 §10.2.1). HEAD goes where GET does. */
export function allowedMethods(backend: OpenAPIBackend, path: string): string[] {
  const methods = ['get', 'put', 'post', 'delete', 'options', 'patch', 'trace'].filter(
    (method) => backend.router.matchOperation({ method, path, headers: {} }) !== undefined,
  );
  return methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
}

/**
 * Refuses a server that would not answer as its contract says.
 *
 * @throws ContractError naming every operation without a handler, every handler without an operation, and every
 *   security scheme without a check
 */
export function checkComplete(
  document: OpenApiDocument,
  handlers: Record<string, unknown>,
  security: Record<string, unknown>,
): Map<string, Operation> {
  const operations = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
  const schemes = new Set([...operations.values()].flatMap((operation) => operation.security.flatMap(Object.keys)));
  const faults = [
    ...missing([...operations.keys()], handlers, (id) => `The operation "${id}" has no handler.`),
    ...missing(Object.keys(handlers), Object.fromEntries(operations), (id) => `The handler "${id}" has no operation.`),
    ...missing([...schemes], security, (name) => `The security scheme "${name}" has no check.`),
  ];
  if (faults.length > 0) throw new ContractError(`The server does not fit its contract. ${faults.join(' ')}`);
  return operations;
}

function missing(names: string[], present: Record<string, unknown>, sentence: (name: string) => string): string[] {
  return names.filter((name) => present[name] === undefined).map(sentence);
}
