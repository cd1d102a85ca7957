import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetricsText } from './metrics.ts';

/** Milliseconds that a client has for its request. */
const REQUEST_MS = 10_000;

/** A server of `/metrics` and nothing else. */
export type MetricsServer = { url: string; close(): Promise<void> };

/**
 * Serves metrics. It does not keep the process alive.
 *
 * @param write called once for all requests that wait
 * @throws Error when it cannot listen
 */
export async function serveMetrics(
  write: () => Promise<MetricsText>,
  { host, port, onFailure }: { host: string; port: number; onFailure: (error: unknown) => void },
): Promise<MetricsServer> {
  let writing: Promise<MetricsText> | undefined;
  const writeOnce = (): Promise<MetricsText> => {
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  };
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    respondWithMetrics(request, response, writeOnce).catch((error: unknown) => {
      onFailure(error);
      respondEmpty(response, 500);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  server.unref();
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respondWithMetrics(
  { url = '', method }: IncomingMessage,
  response: ServerResponse,
  write: () => Promise<MetricsText>,
): Promise<void> {
  if (url.split('?', 1)[0] !== '/metrics') return respondEmpty(response, 404);
  if (method !== 'GET' && method !== 'HEAD') return respondEmpty(response.setHeader('Allow', 'GET, HEAD'), 405);
  const { contentType, text } = await write();
  response.setHeader('Content-Type', contentType).setHeader('Content-Length', Buffer.byteLength(text));
  response.end(method === 'HEAD' ? undefined : text);
}

function respondEmpty(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0 }).end();
}
