import { OpenAPIBackend, type Options, type ParsedRequest } from 'openapi-backend';
import type { CompiledContract, CompiledOperation } from '../document/compiled.ts';
import { byMediaType } from '../document/media-types.ts';
import { compileParameters, type DecodedParameters, type RawParameters } from './parameters.ts';
import { type ReadOnlyMode, validateBody } from './read-only.ts';
import { compileResponses, type Responses } from './responses.ts';
import { parameterNames, type RouteMatch } from './routes.ts';
import type { ContractRequest, ReadBody, RequestHeaders, TextRule, Violation } from './types.ts';
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
  decode: (raw: RawParameters) => DecodedParameters;
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
  /** In an object of its own, so that a body that is `undefined` is told from none. */
  body: (ReadBody & { mediaType: string }) | undefined;
};

/** A request while openapi-backend handles it. */
export type Exchange<Principal, Raw> = EngineInput & {
  request: ContractRequest<Raw>;
  id: string;
  operationId: string | undefined;
  principal: Principal | undefined;
  /** Whether the request is only validated, and then goes on to the next handler. */
  passesOn: boolean;
  /** What a security check threw. */
  checkFailure: unknown;
};

/** Prepares the operations of a built contract. */
export function serveOperations({ operations, texts }: CompiledContract): ServedOperation[] {
  return operations.map((operation) => ({
    operation,
    name: `operation ${operation.operationId}`,
    method: operation.method,
    path: operation.path,
    basePaths: operation.basePaths,
    parameterNames: parameterNames(operation.path),
    decode: compileParameters(operation.parameters),
    bodies: operation.requestBody && byMediaType(operation.requestBody.content),
    texts,
    responses: compileResponses(operation),
  }));
}

/**
 * An openapi-backend over prepared operations: its registry of handlers, its hooks and its logic of security requirements.
 *
 * Its router makes regular expressions of all paths on each request, its validator is draft-07 compiled at start, and its
 * check of the document knows only 3.0. So it receives a document of nothing but operationIds and security, and the public
 * methods of its router and its validator return what was compiled once.
 *
 * @param validate returns the violations of a request that lead to its rejection
 */
export async function createEngine(
  operations: ServedOperation[],
  validate: (input: EngineInput) => Violation[],
): Promise<OpenAPIBackend> {
  const known = new Map(
    operations.map(({ name, operation, method, path }) => [
      name,
      { operationId: name, method, path, responses: {}, security: operation.security.map(withSchemeKeys) },
    ]),
  );
  const keys = [...known.values()].flatMap(({ security }) => security.flatMap(Object.keys));
  const definition = {
    openapi: '3.0.3',
    info: { title: 'Contract', version: '1.0.0' },
    paths: {},
    // Only the name of a scheme counts: its check knows the rest.
    components: {
      securitySchemes: Object.fromEntries(keys.map((key) => [key, { type: 'http' as const, scheme: 'bearer' }])),
    },
  };
  const backend = new OpenAPIBackend({ definition, quick: true, strict: true } satisfies Options);
  await backend.init();

  const { router, validator } = backend;
  router.getOperations = () => [...known.values()];
  router.getOperation = (name) => known.get(name);
  router.matchOperation = (({ match, served }: EngineInput) => {
    // openapi-backend tells the two apart by how the message begins.
    if (served === undefined) throw match === undefined ? NOT_FOUND : METHOD_NOT_ALLOWED;
    return known.get(served.name);
  }) as typeof router.matchOperation;
  router.parseRequest = ((input: EngineInput, operation?: object): ParsedRequest => {
    // The first of its two calls comes before the operation is known. No handler reads the result of either.
    if (operation !== undefined && input.served !== undefined) decode(input, input.served);
    return NOTHING_PARSED;
  }) as typeof router.parseRequest;
  validator.validateRequest = ((input: EngineInput) => {
    const violations = validate(input);
    return violations.length === 0 ? VALID : { valid: false, errors: violations };
  }) as unknown as typeof validator.validateRequest;
  return backend;
}

/**
 * The name of a scheme with scopes for openapi-backend. It calls each check once a request, and two alternatives may require
 * different scopes of one scheme.
 */
export function schemeKey(scheme: string, scopes: string[]): string {
  return scopes.length === 0 ? scheme : `${scheme} ${JSON.stringify(scopes)}`;
}

function withSchemeKeys(requirement: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(requirement).map(([scheme, scopes]) => [schemeKey(scheme, scopes), []]));
}

const NOT_FOUND = new Error('404-notFound');
const METHOD_NOT_ALLOWED = new Error('405-methodNotAllowed');
const VALID = { valid: true, errors: null };
const NOTHING_PARSED = {
  method: '',
  path: '',
  headers: {},
  params: {},
  query: {},
  cookies: {},
  requestBody: undefined,
};

function decode(input: EngineInput, { decode: read, parameterNames: names }: ServedOperation): void {
  if (input.decoded === undefined) {
    const path: Record<string, string> = {};
    for (const [index, name] of names.entries()) path[name] = input.match?.values[index] ?? '';
    input.decoded = read({ path, query: input.query, headers: input.headers });
  }
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** Everything in a request that the contract does not allow, each place once. */
export function findViolations({ served, decoded, body }: EngineInput, readOnly: ReadOnlyMode): Violation[] {
  if (served === undefined || decoded === undefined) return [];
  const { validate, requestBody } = served.operation;
  let found: Violation[] = decoded.violations.slice();
  for (const place of PLACES) {
    const check = validate[place];
    if (check !== undefined && !check(decoded[place]))
      found = found.concat(toViolations(check.errors, decoded[place], place));
  }
  if (body !== undefined) {
    const check = served.bodies?.get(body.mediaType)?.validate;
    found = found.concat(body.faults, check === undefined ? [] : validateBody(body, check, readOnly));
  } else if (requestBody?.required) {
    found.push({ in: 'body', path: '', pointer: '', keyword: 'required', message: 'is required' });
  }
  if (found.length < 2) return found;
  // A parameter that cannot be read is missing for the validator, which is not worth saying.
  return [
    ...new Map(found.reverse().map((violation) => [`${violation.in} ${violation.path}`, violation])).values(),
  ].reverse();
}
