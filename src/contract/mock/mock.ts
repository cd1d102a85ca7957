import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ContractError, type OpenApiDocument } from '../document/document.ts';
import { isJson } from '../document/media-types.ts';
import { readJson } from '../serve/body.ts';
import type { TextRule, Violation } from '../serve/types.ts';
import { createMock, type MockRequest, type MockResponse } from './respond.ts';
import { createRequestValidator, type RequestValidator } from './validate-request.ts';

/** Larger bodies get a 413. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** A mock that is running. */
export type Mock = {
  /** Base URL, without a trailing slash. */
  url: string;
  /** Responds from another document from now on. Connections stay open. A document that cannot be used changes nothing. */
  reload: (document: OpenApiDocument) => Promise<void>;
  /** Stops listening and closes every connection. */
  stop: () => Promise<void>;
};

/**
 * Responds to requests with the contract's examples, and rejects those that the contract rejects. `Prefer: code=404` and
 * `Prefer: example=minimal` select the response; browsers of any origin may ask.
 *
 * @param document a bundled document
 * @param options.port TCP port; 0 takes a free one
 * @param options.host address to listen at
 * @throws ContractError when the address is taken, or a reference of the document leads nowhere
 */
export async function startMock(
  document: OpenApiDocument,
  { port, host }: { port: number; host: string },
): Promise<Mock> {
  let engine = await createPrismEngine(document);
  const server = createServer((request, response) => {
    respond(engine, request, response).catch((error: Error) => {
      // A request that broke off, or a defect of the mock: this request is lost, the others are not.
      process.stderr.write(`mock: ${request.method} ${request.url}: ${error.message}\n`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ContractError(listenFailure(error, host, port))));
    server.listen(port, host, resolve);
  });
  // A server that listens at a port has an address of this type.
  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    reload: async (next) => {
      engine = await createPrismEngine(next);
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** @param host as it was given, which a message must repeat */
function listenFailure({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is already in use. Choose another one with --port.`;
    case 'EACCES':
      return `Port ${port} of ${host} may not be used: permission denied. Choose another one with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `"${host}" is not an address of this machine. Correct --host.`;
    default:
      return `The mock cannot listen at ${host}:${port}: ${message}`;
  }
}

async function createPrismEngine(document: OpenApiDocument): Promise<Engine> {
  return { createResponse: await createMock(document), ...createRequestValidator(document) };
}

type Engine = RequestValidator & { createResponse: (request: MockRequest) => Promise<MockResponse> };

async function respond(
  { createResponse, validateRequest, texts }: Engine,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allowOrigin(request, response);
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
    response.writeHead(204).end();
    return;
  }
  const { pathname, search, searchParams } = new URL(`http://mock${request.url}`);
  const { body, faults, bodyRejection } = await readMockBody(request, texts);
  const method = (request.method ?? 'GET').toLowerCase();
  const headers = joinedHeaders(request);
  const raw = { method, path: pathname, query: search.slice(1), headers, body, faults };
  const { path, rejection, undecodable = 400, ...verdict } = validateRequest(raw);
  const mocked = await createResponse({
    // Prism names methods in lower case, and rejects those that it does not know.
    method: method as MockRequest['method'],
    url: { path, query: groupedQuery(searchParams) },
    headers,
    body,
    ...verdict,
    rejection: bodyRejection === 400 ? undecodable : (bodyRejection ?? rejection),
    // An undecodable body is the only violation reported: nothing else of the request was validated.
    violations: bodyRejection === undefined ? verdict.violations : [],
  });
  const { status, body: content } = mocked;
  response.statusCode = status;
  if (content === undefined) delete mocked.headers['content-type'];
  for (const [name, value] of Object.entries(mocked.headers)) response.setHeader(name, value);
  if (content === undefined) response.end();
  else {
    const isText = typeof content === 'string' && !isJson(mocked.headers['content-type'] ?? '');
    response.end(isText ? content : JSON.stringify(content));
  }
}

/** Fetch standard, "HTTP-CORS protocol": any origin, with its key, and every header of the response is readable. */
function allowOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Allow-Methods', headers['access-control-request-method'] ?? '*');
  response.setHeader('Access-Control-Allow-Headers', headers['access-control-request-headers'] ?? '*');
  response.setHeader('Access-Control-Expose-Headers', '*');
  response.setHeader('Vary', 'Origin');
}

type MockBody = { body: unknown; faults: Violation[]; bodyRejection?: 400 | 413 };

async function readMockBody(request: IncomingMessage, texts: TextRule): Promise<MockBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read to its end all the same: a client that is still sending would not read the response.
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  if (length > BODY_LIMIT) return { body: undefined, faults: [], bodyRejection: 413 };
  if (length === 0) return { body: undefined, faults: [] };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    if (!isJson(request.headers['content-type'] ?? '')) return { body: text, faults: [] };
    const { value, faults } = readJson(text, texts);
    return { body: value, faults };
  } catch {
    return { body: undefined, faults: [], bodyRejection: 400 };
  }
}

function joinedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}

function groupedQuery(parameters: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
