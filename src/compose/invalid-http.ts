import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { errorResponse } from '../api/errors.ts';
import type { Connections } from '../platform/connections.ts';
import { newId } from '../platform/ids.ts';
import type { Metrics } from '../platform/metrics.ts';

/** Milliseconds that a client has to read the response and to close. */
const LINGER_MS = 2000;

/** Statuses of requests that cannot be read as HTTP, by the code of Node's error; any other is a 400. */
const BROKEN_HTTP: Record<string, [status: number, reason: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request took too long to arrive.'],
};

const NOT_HTTP: (typeof BROKEN_HTTP)[string] = [400, 'Bad Request', 'This is not a valid HTTP request.'];

/** Responds to bytes that are not HTTP and to slow requests, with the envelope of every other error. */
export function respondToInvalidHttp(server: Server, connections: Connections, log: Logger, metrics?: Metrics): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // It has its response already; what still comes is of no use.
    if (socket.writableEnded && error.code !== 'ECONNRESET') return;
    if (error.code === 'ECONNRESET' || !socket.writable || connections.isResponding(socket)) {
      socket.destroy();
      return;
    }
    const status = writeErrorResponse(error.code, socket, log);
    metrics?.countRequest(undefined, status);
  });
}

/** @returns the status */
function writeErrorResponse(code: string | undefined, socket: Socket, log: Logger): number {
  const [status, reason, message] = BROKEN_HTTP[code ?? ''] ?? NOT_HTTP;
  const id = newId('req');
  const body = JSON.stringify(errorResponse(id, 'bad_request', { message }).body);
  const headers = [
    'Content-Type: application/json',
    'X-Content-Type-Options: nosniff',
    `X-Request-Id: ${id}`,
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
  // Node would keep a connection whose client never closes it.
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(linger));
  log.info({ request_id: id, status }, 'request');
  return status;
}
