import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A response, as far as it is compared. */
export type Received = { status: number; head: string; body: Buffer };

/** A request as it goes to the socket, and the status that it must get. */
export type Prepared = { bytes: Buffer; status: number };

/** Writes a request once, so that sending it again costs nothing. */
export function prepareRequest(
  { method, path, key, body }: { method: string; path: string; key?: string; body?: string },
  status: number,
): Prepared {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', 'accept: application/json'];
  if (key !== undefined) lines.push(`authorization: Bearer ${key}`);
  if (body !== undefined) {
    lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  }
  return { bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`), status };
}

/**
 * Connections that are kept and carry one request at a time. Sockets and not `node:http`, whose client needs more time
 * than the servers do: on two processors it would leave them waiting.
 */
export type Client = {
  /** Sends requests in turn until there were as many as wanted, on all connections. Returns the seconds it took. */
  run: (requests: Prepared[], count: number) => Promise<number>;
  /** Sends so many requests a second, whatever the server does meanwhile. */
  pace: (requests: Prepared[], count: number, perSecond: number) => Promise<void>;
  send: (request: Prepared) => Promise<Received>;
  close: () => void;
};

/** Opens the connections to a server on this machine. */
export async function openClient(port: number, connections: number): Promise<Client> {
  const opened = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const first = opened[0] as Connection;
  return {
    run: async (requests, count) => {
      const start = performance.now();
      let next = 0;
      const work = async (send: Send): Promise<void> => {
        while (next < count) await sendChecked(send, requests[next++ % requests.length] as Prepared);
      };
      await Promise.all(opened.map(({ send }) => work(send)));
      return (performance.now() - start) / 1000;
    },
    pace: async (requests, count, perSecond) => {
      const start = performance.now();
      const sent: Promise<void>[] = [];
      const free = opened.map(({ send }) => send);
      while (sent.length < count) {
        const due = Math.min(count, ((performance.now() - start) / 1000) * perSecond);
        while (sent.length < due && free.length > 0) {
          const send = free.shift() as Send;
          const request = requests[sent.length % requests.length] as Prepared;
          sent.push(sendChecked(send, request).then(() => void free.push(send)));
        }
        await setTimeout(1);
      }
      await Promise.all(sent);
    },
    send: ({ bytes }) => first.send(bytes),
    close: () => {
      for (const { socket } of opened) socket.destroy();
    },
  };
}

/** @throws Error when the response has another status than the request should get */
async function sendChecked(send: Send, request: Prepared): Promise<void> {
  const { status, body } = await send(request.bytes);
  if (status !== request.status) throw new Error(`The status is ${status} instead of ${request.status}: ${body}`);
}

type Send = (bytes: Buffer) => Promise<Received>;
type Connection = { socket: Socket; send: Send };

const HEAD_END = Buffer.from('\r\n\r\n');

async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let waiting: PromiseWithResolvers<Received> | undefined;
  let pieces: Buffer[] = [];
  const fail = (error: Error): void => waiting?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed a connection.')));
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece);
    const received = parse(pieces.length === 1 ? piece : Buffer.concat(pieces));
    if (received === undefined) return;
    pieces = [];
    waiting?.resolve(received);
  });
  return {
    socket,
    send: (bytes) => {
      waiting = Promise.withResolvers<Received>();
      socket.write(bytes);
      return waiting.promise;
    },
  };
}

/** Undefined until all of the response is there. All servers here send its length. */
function parse(bytes: Buffer): Received | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`A response without its length: ${head}`);
  const start = end + HEAD_END.length;
  if (bytes.length < start + Number(length)) return undefined;
  return { status: Number(head.slice(9, 12)), head, body: bytes.subarray(start) };
}
