import { createContractHandler } from '../serve/handler.ts';
import type { ContractOptions } from '../serve/options.ts';
import { pathBehind } from '../serve/routes.ts';
import type { ContractRequest, ContractResponse, RequestHeaders } from '../serve/types.ts';
import { bodyInHono, fetchBodyReader, rememberBody } from './fetch-body.ts';

/** Options of the fetch handler. Security checks and hooks receive the web request. */
export type FetchOptions<Principal> = ContractOptions<Principal, Request> & {
  /** Prefix of every path, without a slash at the end, such as `/api`. */
  basePath?: string;
  /** The address of the client, from the context that the runtime passes as second argument. */
  ip?: (request: Request, context: unknown) => string | undefined;
  /**
   * The body of a request that something else has read before: its text or bytes, its `FormData`, or the parsed
   * value. The default is the body that Hono keeps, if the second argument is its context.
   */
  parsedBody?: (request: Request, context: unknown) => unknown;
};

/** Returns undefined for requests that `unknownPath: 'next'` and `validation: 'report'` leave to the next handler. */
export type FetchHandler<Unknown> = (request: Request, context?: unknown) => Promise<Response | Unknown>;

/**
 * A handler of web requests, for Hono, Next.js route handlers, Bun, Deno and Workers.
 *
 * @example export default { fetch: await createFetchHandler({ contract, handlers }) };
 * @example app.all('*', (c) => handle(c.req.raw, c)); // Hono, also behind middleware that has read the body
 * @throws ContractError if a handler or a security check is missing or has no counterpart in the contract
 */
export function createFetchHandler<Principal>(
  options: FetchOptions<Principal> & ({ unknownPath: 'next' } | { validation: 'report' }),
): Promise<FetchHandler<undefined>>;
export function createFetchHandler<Principal>(options: FetchOptions<Principal>): Promise<FetchHandler<never>>;
export async function createFetchHandler<Principal>(
  options: FetchOptions<Principal>,
): Promise<FetchHandler<undefined>> {
  const { basePath = '', ip, parsedBody = (_request, context) => bodyInHono(context) } = options;
  const handle = await createContractHandler<Principal, Request>(options, { reader: fetchBodyReader, passesOn: true });
  return async (request, context) => {
    const { method } = request;
    // Requests with these methods have no body in the Fetch standard (§5.3).
    if (method !== 'GET' && method !== 'HEAD' && request.bodyUsed) {
      rememberBody(request, () => parsedBody(request, context));
    }
    const sent = await handle(fromFetchRequest(request, basePath, ip?.(request, context)));
    if (sent === undefined) return undefined;
    const { status, body } = sent;
    const isEmpty = method === 'HEAD' || NULL_BODY.has(status);
    return new Response(isEmpty ? null : (body as BodyInit | undefined), { status, headers: toHeaders(sent, request) });
  };
}

/**
 * Servers such as Hono's write a plain record of headers directly. Creating `Headers` costs more than the rest of a
 * response.
 */
function toHeaders({ headers, body }: ContractResponse, { method }: Request): Headers | Record<string, string> {
  if (method !== 'HEAD' && holdsTexts(headers)) return headers;
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value].flat()) result.append(name, one);
  }
  if (method === 'HEAD' && body !== undefined && !(body instanceof ReadableStream)) {
    const { length } = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    result.set('content-length', String(length));
  }
  return result;
}

function holdsTexts(headers: ContractResponse['headers']): headers is Record<string, string> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}

/** The Fetch standard forbids a body with these (§2.2.3, null body status). */
const NULL_BODY = new Set([101, 103, 204, 205, 304]);

/** A web request as the contract handler takes it. */
export function fromFetchRequest(request: Request, basePath: string, ip: string | undefined): ContractRequest<Request> {
  const { method, url } = request;
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const mark = url.indexOf('?', start);
  const full = mark < 0 ? url.slice(start) : url.slice(start, mark);
  const path = pathBehind(basePath, full);
  const headers: RequestHeaders = {};
  // An iterator makes an array and an object for each header.
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return { method, path, query: mark < 0 ? '' : url.slice(mark + 1), headers, ip, raw: request };
}
