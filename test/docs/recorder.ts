import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server that passes requests on to another one and records them. */
export type Recorder = { url: string; requests: Recorded[]; stop: () => Promise<void> };

export type Recorded = { method: string; target: string; headers: Record<string, unknown>; body: string };

/** Headers that a client chooses. All others are those of the connection. */
const RECORDED_HEADERS = ['accept', 'authorization', 'content-type'];

export async function startRecorder(upstream: string): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const recorded = await record(request);
    requests.push(recorded);
    const { method, target, headers, body } = recorded;
    const received = await fetch(upstream + target, {
      method,
      headers: headers as Record<string, string>,
      ...(body === '' ? {} : { body }),
    });
    const content = new Uint8Array(await received.arrayBuffer());
    response.writeHead(received.status, Object.fromEntries(received.headers)).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, requests, stop };
}

async function record(request: IncomingMessage): Promise<Recorded> {
  const { method = '', url = '', headers } = request;
  const sent = RECORDED_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]));
  return { method, target: url, headers: Object.fromEntries(sent), body: await text(request) };
}
