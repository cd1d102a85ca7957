import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { splitTarget } from '../adapters/node.ts';
import type { DiscriminatorMode } from '../build/discriminators.ts';
import { ContractError, type DocumentFault, describeFault, type OpenApiDocument } from '../document/document.ts';
import { isJson } from '../document/media-types.ts';
import { BOUNDARY_PARAMETER } from '../values/parts.ts';
import { createMock } from './respond.ts';
import type { OnMockWarning } from './warnings.ts';

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
 * @param options.discriminator what decides between alternatives; the schemas, if it is left out
 * @param options.onWarning called once for each response of which no valid body is found, when it is first asked for
 * @throws ListenError when the address is taken or does not exist; ContractError when a reference of the document leads nowhere
 */
export async function startMock(
  document: OpenApiDocument,
  { port, host, discriminator, onWarning = printWarning }: MockOptions,
): Promise<Mock> {
  let engine = await createMock(document, { discriminator, onWarning });
  const server = createServer((request, response) => {
    respond(engine, request, response).catch((error: Error) => {
      // A request that broke off, or a defect of the mock: this request is lost, the others are not.
      process.stderr.write(`mock: ${request.method} ${request.url}: ${error.message}\n`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(listenFailure(error, host, port))));
    server.listen(port, host, resolve);
  });
  // A server that listens at a port has an address of this type.
  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    reload: async (next) => {
      engine = await createMock(next, { discriminator, onWarning });
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

export type MockOptions = {
  port: number;
  host: string;
  discriminator?: DiscriminatorMode;
  onWarning?: OnMockWarning;
};

function printWarning(fault: DocumentFault): void {
  process.stderr.write(`mock: ${describeFault(fault)}\n`);
}

/** The address of a mock cannot be listened at. No change of the document helps. */
export class ListenError extends ContractError {
  override name = 'ListenError';
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

type Mocking = Awaited<ReturnType<typeof createMock>>;

async function respond(createResponse: Mocking, request: IncomingMessage, response: ServerResponse): Promise<void> {
  allowOrigin(request, response);
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
    response.writeHead(204).end();
    return;
  }
  const { method = 'GET', headers, socket } = request;
  const raw = { ...splitTarget(request.url ?? '/'), method, headers, ip: socket.remoteAddress, raw: request };
  const { status, headers: sent, body } = await createResponse(raw);
  const content = body === undefined ? undefined : encodeBody(body, sent['content-type'] ?? '');
  for (const [name, value] of Object.entries(sent)) {
    const text = name === 'content-type' && content === body ? withBoundary(value) : value;
    if (content !== undefined || name !== 'content-type') response.setHeader(name, text);
  }
  response.statusCode = status;
  response.end(method === 'HEAD' ? undefined : content);
  // Read to its end all the same: a client that is still sending would not read the response.
  request.resume();
}

function withBoundary(mediaType: string): string {
  return /^multipart\//i.test(mediaType) && !mediaType.includes('boundary=')
    ? mediaType + BOUNDARY_PARAMETER
    : mediaType;
}

function encodeBody(body: unknown, mediaType: string): string | Uint8Array {
  if (body instanceof Uint8Array) return body;
  return typeof body === 'string' && !isJson(mediaType) ? body : JSON.stringify(body);
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
