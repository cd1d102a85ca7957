import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a receiver got. */
export type Received = { headers: IncomingHttpHeaders; body: string; at: number };

/** Who receives webhooks: a real server on the loopback address that answers what it is told to. */
export type Receiver = {
  url: string;
  received: Received[];
  /** How many requests it had at once, at most. */
  most: number;
  /** Answers a request; 204 unless it is set. */
  answer: (response: ServerResponse, received: Received) => void;
  /** Cuts all connections, so that nobody waits for a response that never comes. */
  disconnect(): void;
  stop(): Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  let open = 0;
  const server = createServer(async (request, response) => {
    open++;
    receiver.most = Math.max(receiver.most, open);
    response.once('close', () => open--);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const got = { headers: request.headers, body: Buffer.concat(chunks).toString(), at: Date.now() };
    receiver.received.push(got);
    receiver.answer(response, got);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/calls`,
    received: [],
    most: 0,
    answer: (response) => void response.writeHead(204).end(),
    disconnect: () => server.closeAllConnections(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** An answer of this status, with these headers. */
export const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end();
