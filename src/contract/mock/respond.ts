import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpRequest,
  NOT_FOUND,
  ProblemJsonError,
} from '@stoplight/prism-http';
import { pino } from 'pino';
import type { OpenApiDocument, Operation } from '../document/document.ts';
import { listsFields, markPlaces } from '../document/error-places.ts';
import { listOperations } from '../document/operations.ts';
import { withPlainExamples } from '../document/upgrade.ts';
import { fillError } from '../serve/error-body.ts';
import { appendToken } from '../serve/paths.ts';
import type { Violation } from '../serve/types.ts';
import { deriveMockDocument, withOwnMethod } from './derive.ts';
import { examplesOf, successOf } from './examples.ts';
import { asLastPage, isLaterPage, type Paging, pageExample, pagingOf } from './pages.ts';
import { type Preferences, readPreferences } from './preferences.ts';
import { isPrism, type PrismOperations, substitute } from './substitutes.ts';

/** A request, its body decoded. */
export type MockRequest = IHttpRequest & {
  /** The status that is due because the body cannot be decoded or the request breaks the contract. */
  rejection?: 400 | 404 | 413 | 422 | undefined;
  /** The templated path that the request leads to. */
  template?: string | undefined;
  violations?: Violation[];
  /** Whether the whole request was validated: Prism, which fails on some styles of parameters, need not. */
  isWhole?: boolean;
  /** Whether the contract allows a JSON body in a response of the operation. */
  fits?: (status: number, body: unknown) => boolean;
};

/** What the mock sends. A body that is undefined is none. */
export type MockResponse = { status: number; headers: Record<string, string>; body: unknown };

type PrismLogger = Parameters<typeof createInstance>[1]['logger'];

const CONFIG: IHttpConfig = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** A level that Prism logs at and pino does not have by itself. */
const PRISM_LEVELS = { success: 35 };

/** What the contract says of an operation, as far as the mock chooses among its examples. */
type Guide = { operation: Operation; paging: Paging | undefined };

/**
 * Prism on a contract: responds to requests with the contract's examples, after it has validated them.
 *
 * @throws ContractError where a reference of the document leads nowhere
 */
export async function createMock(bundled: OpenApiDocument): Promise<(request: MockRequest) => Promise<MockResponse>> {
  const document = withPlainExamples(bundled);
  // Prism puts what a $ref leads to in its place, in the object that it is given: it gets a copy.
  const read = await getHttpOperationsFromSpec(structuredClone(deriveMockDocument(document)));
  const operations = read.map(withOwnMethod);
  const guides = new Map(
    listOperations(document).map((operation) => [
      `${operation.method} ${operation.path}`,
      { operation, paging: pagingOf(operation) },
    ]),
  );
  const ask = createPrism();

  return async (request) => {
    const preferences = readPreferences(request.headers?.prefer);
    if (preferences === undefined)
      return problemResponse(new Error('The Prefer header has a code that is not an HTTP status.'), 422);
    const guide = guides.get(`${request.method} ${request.template}`);
    const config = configure(request, preferences, guide);
    // Prism would take a templated path where a concrete one has no such method.
    const among = operations.filter(({ path }) => request.template === undefined || path === request.template);
    const first = await ask(request, among, config);
    if (!(first instanceof Error)) return finish(first, request, guide);
    // What Prism did not find is a response of that status; the operation declares none.
    if (request.rejection !== undefined && isPrism(first, NOT_FOUND)) {
      return problemResponse(
        new Error(`The operation declares no response for status ${request.rejection}.`),
        request.rejection,
      );
    }
    // Prism has no example for what no operation declares, so it is asked again with the contract's own response to that.
    const instead = substitute(first, request, among);
    // HEAD has the responses of GET to prefer from; the others are the only one. Prism writes into what it is configured by.
    const preferred = request.method === 'head' ? config : { ...CONFIG, mock: { dynamic: false } };
    const second = instead.length === 0 ? first : await ask({ ...request, body: undefined }, instead, preferred);
    return second instanceof Error ? problemResponse(first) : second.response;
  };
}

/** What Prism responds, and what it found wrong with the request. */
type Asked = { response: MockResponse; found: Violation[] };

function createPrism(): (request: MockRequest, among: PrismOperations, config: IHttpConfig) => Promise<Asked | Error> {
  // Prism is typed for the pino that it brings along; what it calls is in both.
  const logger = pino({ level: 'silent', customLevels: PRISM_LEVELS }) as unknown as PrismLogger;
  const prism = createInstance(CONFIG, { logger });
  return async (request, among, config) => {
    const result = await prism.request(request, among, config)();
    if (result._tag === 'Left') return result.left;
    const { output, validations } = result.right;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(output.headers ?? {})) {
      if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
    }
    // What Prism's own server reports to a developer: why the request was rejected.
    if (validations.input.length > 0) headers['sl-violations'] = asHeader(validations.input);
    const found = validations.input.map(({ path = [], code, message }) => {
      const [place, ...rest] = path.map(String);
      const at = { path: rest.join('.'), pointer: rest.reduce(appendToken, '') };
      return { in: place === 'body' ? 'body' : 'query', ...at, keyword: String(code), message } as const;
    });
    return { response: { status: output.statusCode, headers, body: output.body }, found };
  };
}

/** The response with what belongs to this request and not to the example: what is wrong with it, or the end of a list. */
function finish({ response, found }: Asked, request: MockRequest, guide: Guide | undefined): MockResponse {
  const { violations = [], fits = () => true, url } = request;
  const { status, body } = response;
  const allows = (changed: unknown): boolean => fits(status, changed);
  if (status === 400 || status === 422) {
    const wrong = violations.length > 0 ? violations : found;
    if (wrong.length === 0) return response;
    const headers = { ...response.headers, 'sl-violations': response.headers['sl-violations'] ?? asHeader(wrong) };
    return { ...response, headers, body: fillError(markPlaces(body), { violations: wrong }, allows) };
  }
  const paging = guide?.paging;
  if (paging === undefined || status >= 300 || !isLaterPage(paging, url.query ?? {})) return response;
  return { ...response, body: asLastPage(paging, body, allows) };
}

/** How Prism is asked: for the status and the example that the request leads to, or that are preferred. */
function configure(request: MockRequest, preferences: Preferences, guide: Guide | undefined): IHttpConfig {
  const { rejection, isWhole = false } = request;
  const { dynamic } = preferences;
  const code = rejection ?? preferences.code;
  const example = dynamic ? preferences.example : chooseExample(request, preferences, guide);
  const mock = {
    dynamic,
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { exampleKey: example }),
  };
  // Prism cannot be handed a body that is not JSON; the response to it is asked for by its status, once the key is checked.
  return { ...CONFIG, validateRequest: rejection === undefined && !isWhole, mock };
}

function chooseExample(
  request: MockRequest,
  { code, example }: Preferences,
  guide: Guide | undefined,
): string | undefined {
  if (guide === undefined) return example;
  const { operation, paging } = guide;
  const { rejection, violations = [], url } = request;
  if (rejection !== undefined) {
    const errors = examplesOf(operation, rejection);
    if (example !== undefined && errors.has(example)) return example;
    // A body that cannot be decoded has no field to name.
    return [...errors.keys()].find((name) => listsFields(markPlaces(errors.get(name))) === violations.length > 0);
  }
  const status = code ?? successOf(operation);
  if (paging === undefined || status >= 300) return example;
  return pageExample(paging, url.query ?? {}, examplesOf(operation, status), example);
}

/** A problem document for requests without a declared response, as Prism returns it (RFC 9457). */
function problemResponse(error: Error, status?: number): MockResponse {
  const body = ProblemJsonError.toProblemJson(error);
  return {
    status: status ?? body.status,
    headers: { 'content-type': 'application/problem+json' },
    body: { ...body, status: status ?? body.status },
  };
}

/** JSON in visible ASCII, of a length that clients take (RFC 9110 §5.5). */
function asHeader(value: unknown): string {
  const text = JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.slice(0, 4000);
}
