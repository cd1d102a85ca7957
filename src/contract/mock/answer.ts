import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpRequest,
  NO_METHOD_MATCHED_ERROR,
  NO_PATH_MATCHED_ERROR,
  NOT_FOUND,
  ProblemJsonError,
} from '@stoplight/prism-http';
import { pino } from 'pino';
import type { OpenApiDocument } from '../document/document.ts';
import type { Breach } from '../serve/types.ts';
import { deriveMockDocument } from './derive.ts';

/** A request, its body decoded. */
export type MockRequest = IHttpRequest & {
  /** The status that a body which cannot be decoded, or a request which breaks the contract, asks for. */
  broken?: 400 | 413 | undefined;
  /** The templated path that the request leads to. */
  template?: string | undefined;
  breaches?: Breach[];
  /** Whether the request has been judged as a whole: Prism, which fails on some styles of parameters, need not. */
  isWhole?: boolean;
};

/** What the mock sends. A body that is undefined is none. */
export type MockAnswer = { status: number; headers: Record<string, string>; body: unknown };

type Operations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;
type Operation = Operations[number];
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

/**
 * Prism on a contract: answers requests with the contract's examples, after it has judged them.
 *
 * @throws ContractError where a reference of the document leads nowhere
 */
export async function createMock(document: OpenApiDocument): Promise<(request: MockRequest) => Promise<MockAnswer>> {
  // Prism puts what a $ref leads to in its place, in the object that it is given: it gets a copy.
  const operations = await getHttpOperationsFromSpec(structuredClone(deriveMockDocument(document)));
  // Prism is typed for the pino that it brings along; what it calls is in both.
  const logger = pino({ level: 'silent', customLevels: PRISM_LEVELS }) as unknown as PrismLogger;
  const prism = createInstance(CONFIG, { logger });

  const ask = async (request: MockRequest, among: Operations, config: IHttpConfig): Promise<MockAnswer | Error> => {
    const result = await prism.request(request, among, config)();
    if (result._tag === 'Left') return result.left;
    const { output, validations } = result.right;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(output.headers ?? {})) {
      if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
    }
    // What Prism's own server tells a developer: why the request was refused.
    if (validations.input.length > 0) headers['sl-violations'] = asHeader(validations.input);
    return { status: output.statusCode, headers, body: output.body };
  };

  return async (request) => {
    const config = configure(request);
    if (config === undefined) return problem(new Error('The Prefer header asks for a code that is no status.'), 422);
    // Prism would take a templated path where a concrete one has no such method.
    const among = operations.filter(({ path }) => request.template === undefined || path === request.template);
    const first = await ask(request, among, config);
    if (!(first instanceof Error)) return withBreaches(first, request);
    // What Prism did not find is an answer of that status; the operation declares none.
    if (request.broken !== undefined && isPrism(first, NOT_FOUND)) {
      return problem(new Error('The body cannot be decoded.'), request.broken);
    }
    // Prism has no example for what no operation declares, so it is asked again with the contract's own answer to that.
    const instead = substitute(first, request, among);
    // HEAD has the answers of GET to prefer from; the others are the only one. Prism writes into what it is configured by.
    const preferred = request.method === 'head' ? config : { ...CONFIG, mock: { dynamic: false } };
    const second = instead.length === 0 ? first : await ask({ ...request, body: undefined }, instead, preferred);
    return second instanceof Error ? problem(first) : second;
  };
}

/** Tells a developer why the request was refused, as Prism's own server does. */
function withBreaches(answer: MockAnswer, { breaches = [] }: MockRequest): MockAnswer {
  if (breaches.length === 0 || answer.status !== 400) return answer;
  return { ...answer, headers: { ...answer.headers, 'sl-violations': asHeader(breaches) } };
}

/** RFC 7240: `Prefer: code=404, example=name, dynamic=true`, as Prism reads it. Undefined where the code is no status. */
function configure({ headers, broken, isWhole = false }: MockRequest): IHttpConfig | undefined {
  const preferences = new Map(
    (headers?.prefer ?? '').split(/[,;]/).map((part) => {
      const [name = '', ...value] = part.split('=');
      return [
        name.trim().toLowerCase(),
        value
          .join('=')
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ];
    }),
  );
  const code = preferences.get('code') ?? '200';
  if (!/^[1-5]\d\d$/.test(code)) return undefined;
  const mock = {
    dynamic: preferences.get('dynamic') === 'true',
    ...(preferences.has('code') ? { code: Number(code) } : {}),
    ...(preferences.has('example') ? { exampleKey: preferences.get('example') ?? '' } : {}),
  };
  // Prism cannot be handed a body that is not JSON; the answer to it is asked for by its status, once the key is checked.
  return broken === undefined
    ? { ...CONFIG, validateRequest: !isWhole, mock }
    : { ...CONFIG, validateRequest: false, mock: { ...mock, code: broken } };
}

/** Operations that answer as the contract does where it has no operation: HEAD as GET, 405 with Allow, 404. */
function substitute(error: Error, { method, url }: MockRequest, operations: Operations): Operations {
  if (isPrism(error, NO_METHOD_MATCHED_ERROR)) {
    // RFC 9110 §9.3.2: HEAD is GET without the content.
    const heads = method === 'head' ? operations.filter((operation) => operation.method === 'get') : [];
    return [
      ...heads.map((operation) => ({ ...operation, method: 'head' })),
      ...operations
        .filter((operation) => !heads.some(({ path }) => path === operation.path))
        .flatMap((operation) => {
          const response = operation.responses.find(({ code }) => code === '405');
          if (response === undefined) return [];
          return [
            answering(operation, method, operation.path, withAllow(response, methodsOf(operation.path, operations))),
          ];
        }),
    ];
  }
  if (!isPrism(error, NO_PATH_MATCHED_ERROR)) return [];
  for (const operation of operations) {
    const response = operation.responses.find(({ code }) => code === '404');
    if (response !== undefined) return [answering(operation, method, url.path, response)];
  }
  return [];
}

function isPrism(error: Error, { type }: { type: string }): boolean {
  return error.name.endsWith(`#${type}`);
}

type ResponseOf = Operation['responses'][number];

/** An operation of a path that answers this response to every request, whatever it holds. */
function answering(operation: Operation, method: string, path: string, response: ResponseOf): Operation {
  const { request: _judged, ...rest } = operation;
  return { ...rest, method, path, security: [], responses: [response] };
}

function methodsOf(path: string, operations: Operations): string {
  const methods = operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
  if (methods.includes('GET')) methods.push('HEAD');
  return [...new Set(methods)].sort().join(', ');
}

/** RFC 9110 §15.5.6: a 405 lists the methods that the path has. */
function withAllow(response: ResponseOf, methods: string): ResponseOf {
  const headers = (response.headers ?? []).map((header) =>
    header.name.toLowerCase() === 'allow'
      ? { ...header, examples: [{ id: 'allow', key: 'allow', value: methods }] }
      : header,
  );
  return { ...response, headers };
}

/** What the contract has no answer to, in the form that Prism gives it (RFC 9457). */
function problem(error: Error, status?: number): MockAnswer {
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
