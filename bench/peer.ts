import type { Server } from 'node:http';
import type { Work } from './work.ts';

/** An OpenAPI document as the peers' libraries take it. */
export type Document = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, Record<string, unknown>>;
};

/** What a server of a peer is made from. */
export type PeerInput = {
  /** How many operations it serves. */
  operations: number;
  work: Work;
  /** The file of the contract. Read only by those that need it, as reading it is part of the start. */
  document: URL;
  /** The module that `contract build` made of it. */
  built: URL;
};

/** Starts a server on a free port of 127.0.0.1 and resolves when it listens. */
export type Start = (input: PeerInput) => Promise<number>;

/** Has a Node server listen on a free port, which it answers. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server listens on no port.'));
      else resolve(address.port);
    });
  });
}
