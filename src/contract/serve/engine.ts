import { OpenAPIBackend, type Options, type ParsedRequest } from 'openapi-backend';
import type { CompiledContract, CompiledOperation } from '../document/compiled.ts';
import { ContractError } from '../document/document.ts';
import { byMediaType } from '../document/media-types.ts';
import { compileParameters, type DecodedParameters, type RawParameters } from './parameters.ts';
import { judgeBody, type ReadOnlyMode } from './read-only.ts';
import { compileResponses, type Responses } from './responses.ts';
import { parameterNames, type RouteMatch } from './routes.ts';
import type { ReadBody, TextRule, Violation } from './types.ts';
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

/** What openapi-backend routes and validates. The body is set once the credentials are checked. */
export type BackendInput = {
  method: string;
  path: string;
  /** What follows the question mark, without it. */
  query: string;
  headers: Record<string, string | string[]>;
  match: RouteMatch<ServedOperation> | undefined;
  served: ServedOperation | undefined;
  decoded?: DecodedParameters;
  /** In an object of its own, so that a body that is `undefined` is told from none. */
  body?: ReadBody & { mediaType: string };
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
 * check of the document knows only 3.0. So it gets a document of nothing but operationIds and security, and the public
 * methods of its router and its validator answer from what was compiled once.
 */
export async function createBackend(
  operations: ServedOperation[],
  schemes: string[],
  readOnly: ReadOnlyMode,
): Promise<OpenAPIBackend> {
  const known = new Map(
    operations.map(({ name, operation, method, path }) => [
      name,
      { operationId: name, method, path, responses: {}, security: operation.security },
    ]),
  );
  const definition = {
    openapi: '3.0.3',
    info: { title: 'Contract', version: '1.0.0' },
    paths: {},
    // Of a scheme only the name counts: what it means is its check's business.
    components: {
      securitySchemes: Object.fromEntries(
        schemes.map((scheme) => [scheme, { type: 'http' as const, scheme: 'bearer' }]),
      ),
    },
  };
  const backend = new OpenAPIBackend({ definition, quick: true, strict: true } satisfies Options);
  await backend.init();

  const { router, validator } = backend;
  router.getOperations = () => [...known.values()];
  router.getOperation = (name) => known.get(name);
  router.matchOperation = (({ match, served }: BackendInput) => {
    // openapi-backend tells the two apart by how the message begins.
    if (served === undefined) throw match === undefined ? NOT_FOUND : METHOD_NOT_ALLOWED;
    return known.get(served.name);
  }) as typeof router.matchOperation;
  router.parseRequest = ((input: BackendInput, operation?: object): ParsedRequest => {
    const { method, path, headers, served } = input;
    // The first of its two calls comes before the operation is known, and needs nothing.
    if (operation === undefined || served === undefined) return NOTHING_PARSED;
    const decoded = decode(input, served);
    return {
      method,
      path,
      headers,
      params: decoded.path,
      query: decoded.query,
      cookies: decoded.cookie,
    } as ParsedRequest;
  }) as typeof router.parseRequest;
  validator.validateRequest = ((input: BackendInput) => {
    const violations = findViolations(input, readOnly);
    return violations.length === 0 ? VALID : { valid: false, errors: violations };
  }) as unknown as typeof validator.validateRequest;
  return backend;
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

function decode(input: BackendInput, { decode: read, parameterNames: names }: ServedOperation): DecodedParameters {
  if (input.decoded === undefined) {
    const path: Record<string, string> = {};
    for (const [index, name] of names.entries()) path[name] = input.match?.values[index] ?? '';
    input.decoded = read({ path, query: input.query, headers: input.headers });
  }
  return input.decoded;
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** Everything in a request that the contract does not allow, each place once. */
export function findViolations({ served, decoded, body }: BackendInput, readOnly: ReadOnlyMode): Violation[] {
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
    found = found.concat(body.faults, check === undefined ? [] : judgeBody(body, check, readOnly));
  } else if (requestBody?.required) {
    found.push({ in: 'body', path: '', keyword: 'required', message: 'is required' });
  }
  if (found.length < 2) return found;
  // A parameter that cannot be read is missing for the validator, which is not worth saying.
  return [
    ...new Map(found.reverse().map((violation) => [`${violation.in} ${violation.path}`, violation])).values(),
  ].reverse();
}

/**
 * Refuses a server that would not answer as its contract says.
 *
 * @throws ContractError naming every operation without a handler, every handler without an operation, every security
 *   scheme without a check, and every check without a scheme
 */
export function checkComplete(
  { operations, securitySchemes }: CompiledContract,
  handlers: Record<string, unknown>,
  security: Record<string, unknown>,
): void {
  const ids = new Set(operations.map(({ operationId }) => operationId));
  const used = new Set(operations.flatMap((operation) => operation.security.flatMap(Object.keys)));
  const declared = new Set(securitySchemes);
  const has = (present: Record<string, unknown>) => (name: string) => Object.hasOwn(present, name);
  const faults = [
    ...missing([...ids], has(handlers), (id) => `The operation "${id}" has no handler.`),
    ...missing(
      Object.keys(handlers),
      (id) => ids.has(id),
      (id) => `The handler "${id}" has no operation.`,
    ),
    ...missing([...used], has(security), (name) => `The security scheme "${name}" has no check.`),
    ...missing(
      Object.keys(security),
      (name) => declared.has(name),
      (name) => `The security check "${name}" has no scheme.`,
    ),
  ];
  if (faults.length > 0) throw new ContractError(`The server does not fit its contract. ${faults.join(' ')}`);
}

function missing(names: string[], isThere: (name: string) => boolean, sentence: (name: string) => string): string[] {
  return names.filter((name) => !isThere(name)).map(sentence);
}
