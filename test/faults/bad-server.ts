import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How a server that others call can be broken. */
export const BREAKAGES = {
  hangs: () => undefined,
  resets: ({ socket }) => void socket?.resetAndDestroy(),
  'sends a byte of the headers a second': (response) => drip(response, 'HTTP/1.1 200 OK\r\nX-Slow: '),
  'sends a byte of the body a second': (response) =>
    drip(response, 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n'),
  'sends gigabytes of headers': (response) =>
    flood(response, 'HTTP/1.1 200 OK\r\n', `X-Large: ${'x'.repeat(65_536)}\r\n`),
  'sends gigabytes of body': (response) =>
    flood(
      response,
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8589934592\r\n\r\n',
      ' '.repeat(65_536),
    ),
  'returns 500': (response) => void response.writeHead(500).end('broken'),
  redirects: (response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
  'returns broken JSON': (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('{"voices": [{"id": "sab'),
} satisfies Record<string, (response: ServerResponse) => void>;

export type Breakage = keyof typeof BREAKAGES;

function socketOf({ socket }: ServerResponse): Socket {
  if (socket === null) throw new Error('The connection is closed.');
  return socket;
}

function drip(response: ServerResponse, head: string): void {
  const socket = socketOf(response);
  socket.write(head);
  const timer = setInterval(() => socket.write('x'), 1000);
  socket.once('close', () => clearInterval(timer));
}

/** Sends as much as the other side takes. */
function flood(response: ServerResponse, head: string, piece: string): void {
  const socket = socketOf(response);
  socket.write(head);
  const pour = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', pour);
  pour();
}

/** A server that is broken in one way until it is told to work. */
export type BadServer = {
  url: string;
  /** Paths of the requests that met the broken server. */
  broken: string[];
  /** Paths of the requests that met the working one. */
  worked: string[];
  /** Undefined lets it work. It concerns requests that arrive from now on. */
  breakage: Breakage | undefined;
  stop(): Promise<void>;
};

/** @param respond responds while the server works */
export async function startBadServer(
  breakage: Breakage | undefined,
  respond: (response: ServerResponse) => void,
): Promise<BadServer> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const path = request.url ?? '';
      if (bad.breakage === undefined) {
        bad.worked.push(path);
        respond(response);
      } else {
        bad.broken.push(path);
        BREAKAGES[bad.breakage](response);
      }
    });
  });
  server.on('connection', (socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bad: BadServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/calls`,
    broken: [],
    worked: [],
    breakage,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return bad;
}
