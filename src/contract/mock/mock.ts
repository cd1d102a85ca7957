import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { splitTarget } from '../adapters/node.ts';
import { ContractError, type DocumentFault, describeFault, type OpenApiDocument } from '../document/document.ts';
import { createFront, type Front, type FrontOptions } from './front.ts';
import type { MockReply } from './replies.ts';
import { escapeControls } from './request-log.ts';
import type { MockEngine } from './respond.ts';
import type { MockRules } from './state/rules.ts';
import type { OnMockWarning } from './warnings.ts';

/** A mock that is running. */
export type Mock = {
  /** Base URL, without a trailing slash. */
  url: string;
  /**
   * Responds from another document from now on, by other rules if they are given. Connections stay open. A document that
   * cannot be used changes nothing.
   */
  reload: (document: OpenApiDocument, rules?: MockRules) => Promise<void>;
  /** Stops listening and closes every connection. */
  stop: () => Promise<void>;
  /** The engine that a following mock takes as its option `before`, to keep the state. */
  engine: () => MockEngine;
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
  { port, host, onWarning = printWarning, ...options }: MockOptions,
): Promise<Mock> {
  const front = await createFront(document, { sendWebhook: fetch, webhookHosts: [], ...options, onWarning });
  const server = createServer((request, response) => {
    respond(front, request, response).catch((error: Error) => {
      // A request that broke off, or a defect of the mock: this request is lost, the others are not.
      const { path } = splitTarget(request.url ?? '/');
      process.stderr.write(`${escapeControls(`mock: ${request.method} ${path}: ${error.message}`)}\n`);
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
    reload: front.reload,
    engine: front.engine,
    stop: () =>
      new Promise((resolve, reject) => {
        front.stop();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

export type MockOptions = Omit<FrontOptions, 'onWarning'> & { port: number; host: string; onWarning?: OnMockWarning };

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

async function respond(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', headers, socket } = request;
  const raw = { ...splitTarget(request.url ?? '/'), method, headers, ip: socket.remoteAddress, raw: request };
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const reply = await front.handle(raw, gone.signal);
  // Read to its end all the same: a client that is still sending would not read the response.
  request.resume();
  sendReply(response, reply);
}

function sendReply(response: ServerResponse, { status, headers, content, fail }: MockReply): void {
  // Nothing is sent, until the client closes the connection.
  if (fail === 'timeout') return;
  const bytes = Buffer.from(content ?? '');
  if (fail === 'reset' || (fail === 'mid-body' && bytes.length === 0)) {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, headers);
  if (fail === undefined) response.end(content);
  else {
    response.flushHeaders();
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
  }
}
