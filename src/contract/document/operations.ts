import {
  type Contract,
  ContractError,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
  type SecurityScheme,
} from './document.ts';
import { type ItemOperation, isVersion32, operationsOf } from './path-items.ts';
import { followReference, fragmentTokens, isObject, toPointer } from './references.ts';

/**
 * The model of a bundled document, its operations and webhooks in the document's order. References are resolved
 * except in schemas, which may be circular. Parameters of the path are merged in (a parameter of the operation wins,
 * OAS 3.1 §4.8.9). The document's security and the base paths of the nearest servers are applied. An operation that
 * has no operationId is named after its method and path: `get /pets/{id}` is `getPetsId`.
 *
 * @throws ContractError if a reference is broken, two operations have the same operationId, or `x-texts` is invalid
 */
export function readContract(document: OpenApiDocument): Contract {
  const inPaths = readPathItems(document, 'paths');
  const inWebhooks = readPathItems(document, 'webhooks');
  const all = withIds([...inPaths, ...inWebhooks]);
  const operations = all.slice(0, inPaths.length);
  const webhooks = all.slice(inPaths.length).map(({ path, basePaths: _, ...webhook }) => ({ ...webhook, name: path }));
  const schemes = Object.entries(document.components?.securitySchemes ?? {});
  const securitySchemes = Object.fromEntries(
    schemes.map(([name, reference]) => [name, readSecurityScheme(followReference(document, reference))]),
  );
  return { operations, webhooks, securitySchemes, texts: readTexts(document) };
}

/** The members of a security scheme that a check needs (OAS 3.1 §4.8.27). */
function readSecurityScheme(scheme: unknown): SecurityScheme {
  const { type, scheme: authentication, in: place, name } = scheme as SecurityScheme;
  return JSON.parse(JSON.stringify({ type, scheme: authentication, in: place, name })) as SecurityScheme;
}

/** `x-texts: well-formed` rejects bodies that hold half of a surrogate pair or NUL anywhere. */
function readTexts(document: OpenApiDocument): Contract['texts'] {
  const written = (document as { 'x-texts'?: unknown })['x-texts'] ?? 'any';
  if (written === 'any' || written === 'well-formed') return written;
  throw new ContractError([{ message: '"x-texts" must be "any" or "well-formed".', pointer: '#/x-texts' }]);
}

/** The operations of a document as {@link readContract} reads them. */
export function listOperations(document: OpenApiDocument): Operation[] {
  return readContract(document).operations;
}

function readPathItems(document: OpenApiDocument, under: 'paths' | 'webhooks'): Raw[] {
  return Object.entries(document[under] ?? {}).flatMap(([path, reference]) => {
    if (path.startsWith('x-')) return [];
    const item = followReference(document, reference);
    if (!isObject(item)) return [];
    return operationsOf(document, item).map((found) => readOperation(document, item, { ...found, path, under }));
  });
}

type Raw = Omit<Operation, 'operationId'> & { operationId?: string };

function readOperation(
  document: OpenApiDocument,
  item: Record<string, unknown>,
  { path, under, method, operation, tokens }: ItemOperation & { path: string; under: string },
): Raw {
  const own = readParameters(document, operation.parameters);
  const inherited = readParameters(document, item.parameters).filter(
    (parameter) => !own.some((other) => other.name === parameter.name && other.in === parameter.in),
  );
  checkQuerystring([...own, ...inherited], toPointer([under, path, ...tokens]));
  const { requestBody, ...rest } = operation;
  const raw = {
    ...rest,
    method,
    path,
    pointer: toPointer([under, path, ...tokens]),
    basePaths: basePathsOf(operation.servers ?? item.servers ?? document.servers),
    // The build reports one of the path that is not in it. It cannot be sent, so nobody may require it.
    parameters: [...own, ...inherited].filter(
      ({ in: place, name }) => under !== 'paths' || place !== 'path' || path.includes(`{${name}}`),
    ),
    responses: readResponses(document, operation.responses),
    security: readSecurity(document, (operation.security ?? document.security ?? []) as Operation['security']),
  };
  return requestBody === undefined ? raw : { ...raw, requestBody: readContent(document, requestBody) as never };
}

/** OAS 3.2 §4.12.1: a whole query is one value, of one media type. */
function checkQuerystring(parameters: Parameter[], pointer: string): void {
  const [whole, ...others] = parameters.filter(({ in: place }) => place === 'querystring');
  if (whole === undefined) return;
  const fail = (message: string): never => {
    throw new ContractError([{ message: `The parameter "${whole.name}" ${message}`, pointer }]);
  };
  if (Object.keys(whole.content ?? {}).length !== 1)
    fail('is in "querystring". Give it "content" with one media type.');
  const other = others[0] ?? parameters.find(({ in: place }) => place === 'query');
  if (other !== undefined) fail(`is the whole query, so "${other.name}" cannot be in it. Remove one of them.`);
}

function readSecurity(document: OpenApiDocument, security: Operation['security']): Operation['security'] {
  if (!isVersion32(document)) return security;
  return security.map((alternative) =>
    Object.fromEntries(Object.entries(alternative).map(([key, scopes]) => [securitySchemeName(document, key), scopes])),
  );
}

/** The name of the scheme that a requirement names. OAS 3.2 §4.30 also allows its reference. */
export function securitySchemeName(document: OpenApiDocument, key: string): string {
  const schemes = document.components?.securitySchemes ?? {};
  const isReference = key.startsWith('#/components/securitySchemes/') && !Object.hasOwn(schemes, key);
  return isVersion32(document) && isReference ? (fragmentTokens(key)[2] ?? key) : key;
}

function readParameters(document: OpenApiDocument, parameters: unknown): Parameter[] {
  // The target of a reference has the kind that its place requires; the check of the structure ensures that.
  return ((parameters ?? []) as unknown[]).map((reference) => readContent(document, reference) as Parameter);
}

function readResponses(document: OpenApiDocument, responses: unknown): Record<string, Response> {
  const entries = Object.entries((responses ?? {}) as Record<string, unknown>).filter(
    ([name]) => !name.startsWith('x-'),
  );
  return Object.fromEntries(
    entries.map(([status, reference]) => {
      const response = readContent(document, reference) as Response;
      if (response.headers === undefined) return [status, response];
      const headers = Object.entries(response.headers).map(([name, header]) => [name, readContent(document, header)]);
      return [status, { ...response, headers: Object.fromEntries(headers) }];
    }),
  );
}

/** A part that may have `content`, with the references to it, its media types and their examples followed. */
function readContent(document: OpenApiDocument, reference: unknown): unknown {
  const holder = followReference(document, reference);
  if (!isObject(holder)) return holder;
  const read = withExamples(document, holder);
  if (!isObject(read.content)) return read;
  const content = Object.entries(read.content).map(([name, mediaType]) => {
    const found = followReference(document, mediaType) as MediaType & Record<string, unknown>;
    return [name, withExamples(document, found)];
  });
  return { ...read, content: Object.fromEntries(content) };
}

function withExamples(document: OpenApiDocument, holder: Record<string, unknown>): Record<string, unknown> {
  if (!isObject(holder.examples)) return holder;
  const examples = Object.entries(holder.examples).map(([name, example]) => [name, followReference(document, example)]);
  return { ...holder, examples: Object.fromEntries(examples) };
}

/**
 * The paths of the servers' URLs, with each value that a variable lists, or its default (OAS 3.1 §4.8.6), without dot
 * segments and a slash at the end, each once. Relative ones are resolved against "/". The default server is "/"
 * (OAS 3.1 §4.8.1), and its base path is empty.
 */
function basePathsOf(servers: unknown): string[] {
  const list = Array.isArray(servers) && servers.length > 0 ? servers : [{ url: '/' }];
  return [...new Set(list.flatMap(basePathsOfServer))];
}

type Server = { url?: string; variables?: Record<string, { default?: string; enum?: unknown[] }> };

/** More paths than this for one server would be a mistake of its variables. */
const MOST_BASE_PATHS = 100;

/** One path for each combination of the values that the variables of its path list. */
function basePathsOfServer({ url = '/', variables = {} }: Server): string[] {
  // The part before the path can contain variables too.
  const path = url.replace(/^([a-z{}][a-z0-9+.{}-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');
  let paths = [path];
  for (const [whole, name = ''] of path.matchAll(/\{([^}]*)\}/g)) {
    const { default: fallback = '', enum: listed = [fallback] } = variables[name] ?? {};
    paths = paths.flatMap((one) => listed.map((value) => one.replaceAll(whole, String(value))));
    if (paths.length > MOST_BASE_PATHS)
      throw new ContractError(
        `The server "${url}" has more than ${MOST_BASE_PATHS} paths. List fewer values of its variables.`,
      );
  }
  return paths.map((one) => {
    const clean = withoutDots(one).replace(/^\/+/, '').replace(/\/+$/, '');
    return clean === '' ? '' : `/${clean}`;
  });
}

/** No request has dot segments: clients remove them (RFC 3986 §5.2.4). Percent-encoded ones are dot segments too. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    const plain = segment.replaceAll(/%2e/gi, '.');
    if (plain === '..') kept.pop();
    else if (plain !== '.') kept.push(segment);
  }
  return kept.join('/');
}

function withIds(operations: Raw[]): Operation[] {
  const pointers = new Map<string, string>();
  for (const { operationId, pointer } of operations) {
    if (operationId === undefined) continue;
    const other = pointers.get(operationId);
    if (other !== undefined) {
      const message = `The operationId "${operationId}" also names ${other}. Give one of them another (OAS 3.1 §4.8.10).`;
      throw new ContractError([{ message, pointer: `${pointer}/operationId` }]);
    }
    pointers.set(operationId, pointer);
  }
  return operations.map((operation) => {
    if (operation.operationId !== undefined) return operation as Operation;
    const name = operationName(operation);
    let operationId = name;
    for (let count = 2; pointers.has(operationId); count++) operationId = `${name}${count}`;
    pointers.set(operationId, operation.pointer);
    return { ...operation, operationId };
  });
}

function operationName({ method, path }: Raw): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method + words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('');
}
