import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Voice } from '../../../src/api/voices/catalog.ts';

/** A catalog on a free port of the loopback address. */
export type CatalogServer = {
  url: string;
  voices: Voice[];
  /** What it does instead of answering its voices. */
  instead: ((response: ServerResponse) => void) | undefined;
  /** How often it was asked. */
  readonly asked: number;
  stop(): Promise<void>;
};

export function voice(id: string): Voice {
  return { id, display_name: id, gender: 'female', locale: 'en-US', type: 'shared', models: [] };
}

export async function startCatalog(voices: Voice[]): Promise<CatalogServer> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    if (catalog.instead !== undefined) catalog.instead(response);
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ voices: catalog.voices }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const catalog: CatalogServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/voices`,
    voices,
    instead: undefined,
    get asked() {
      return asked;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return catalog;
}
