import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type Socket, Server as TcpServer } from 'node:net';
import { setImmediate as afterPoll } from 'node:timers/promises';

/** Milliseconds that a connection may stay idle after the listener is closed. */
const IDLE_GRACE_MS = 2000;
/** Milliseconds between two looks for idle connections, after the listener is closed. */
const IDLE_CHECK_MS = 50;

type Connection = {
  /** Responses to requests whose headers have arrived. */
  responses: Set<ServerResponse>;
  /** Bytes read when the last request ended. More than that is the beginning of another request. */
  bytesRead: number;
  /** Measured by the monotonic clock. */
  idleSince: number;
};

/** The connections of an HTTP server. */
export type Connections = {
  /**
   * Closes the listener, then each connection as soon as that resets no request: after one more response with
   * `Connection: close`, or after two idle seconds. `Server.close()` of Node closes idle connections at once, which resets
   * a request that has just been sent. Resolves when the last connection is closed.
   *
   * @param limitMs after which connections with unfinished requests are cut
   */
  close(limitMs: number): Promise<void>;
  /** Whether a part of a response has been sent and the rest has not. */
  isResponding(socket: Socket): boolean;
};

/** Observes the connections of a server. Call it before the server listens. */
export function trackConnections(server: Server): Connections {
  const connections = new Map<Socket, Connection>();
  let isClosing = false;
  server.on('connection', (socket) => {
    connections.set(socket, { responses: new Set(), bytesRead: 0, idleSince: performance.now() });
    socket.once('close', () => connections.delete(socket));
  });
  // Before the app, which may respond at once.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const connection = connections.get(socket);
    if (connection === undefined) return;
    connection.responses.add(response);
    if (isClosing) response.setHeader('Connection', 'close');
    const note = (): void => {
      connection.bytesRead = socket.bytesRead;
      connection.idleSince = performance.now();
    };
    // A body may end after the response.
    request.once('close', note);
    response.once('close', () => {
      connection.responses.delete(response);
      note();
    });
  });

  const closeIdle = (begun: number): void => {
    const now = performance.now();
    for (const [socket, { responses, bytesRead, idleSince }] of connections) {
      const isIdle = responses.size === 0 && socket.bytesRead === bytesRead;
      if (isIdle && now - Math.max(idleSince, begun) >= IDLE_GRACE_MS) socket.destroy();
    }
  };
  return {
    close: async (limitMs) => {
      // The operating system resets connections that wait to be accepted when the listener closes.
      await afterPoll();
      const closed = new Promise<void>((resolve, reject) => {
        // Not the method of the HTTP server, which closes idle connections too.
        TcpServer.prototype.close.call(server, (error) => (error === undefined ? resolve() : reject(error)));
      });
      isClosing = true;
      for (const { responses } of connections.values()) {
        for (const response of responses) if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      const begun = performance.now();
      const cut = setTimeout(() => {
        for (const socket of connections.keys()) socket.destroy();
      }, limitMs);
      // After what has arrived meanwhile is read: a request may be among it.
      const idle = setInterval(() => setImmediate(closeIdle, begun), IDLE_CHECK_MS);
      await closed.finally(() => {
        clearTimeout(cut);
        clearInterval(idle);
      });
    },
    isResponding: (socket) => {
      const responses = connections.get(socket)?.responses ?? [];
      return [...responses].some(({ headersSent }) => headersSent);
    },
  };
}
