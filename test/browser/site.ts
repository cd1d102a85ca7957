import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of somebody else, on a port of its own: a website that embeds the widget, or what is taken for the API. */
export type Site = {
  /** As a browser spells it. */
  origin: string;
  stop(): void;
};

/** Starts a server on the loopback address that answers every request so. */
export async function startSite(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<Site> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
