import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import { createExpressRouter } from '../../../src/contract/adapters/express.ts';
import { createFetchHandler, type FetchOptions } from '../../../src/contract/adapters/fetch.ts';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import type { ContractOptions } from '../../../src/contract/serve/options.ts';

/** A server of a contract behind one adapter, on a free port of the loopback address. */
export type Door = { url: string; stop: () => Promise<void> };

/** Options that mean the same for every adapter. */
export type DoorOptions = Omit<ContractOptions<unknown, never>, 'requestId' | 'onResponse'>;

/** Starts a server of each kind. The shared suite runs on all of them. */
export const DOORS: Record<string, (options: DoorOptions) => Promise<Door>> = {
  express: async (options) => listen(express().use(await createExpressRouter(options as never))),
  node: async (options) => listen(await createNodeListener(options as never)),
  fetch: async (options) => {
    const handle = await createFetchHandler(options as unknown as FetchOptions<unknown>);
    return listen(async (request, response) => {
      const result = await handle(toWebRequest(request));
      response.writeHead(result.status, Object.fromEntries(result.headers));
      if (result.body === null) response.end();
      else Readable.fromWeb(result.body as never).pipe(response);
    });
  },
};

function toWebRequest(request: IncomingMessage): Request {
  const { method = 'GET', headers } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`http://127.0.0.1${request.url}`, {
    method,
    headers: headers as Record<string, string>,
    ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  } as RequestInit);
}

async function listen(listener: RequestListener): Promise<Door> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
