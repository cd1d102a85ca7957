import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network that can lose everything for a while, and ends no connection. */
export type StallingProxy = { port: number; stall(): void; resume(): void; close(): Promise<void> };

export async function startStallingProxy(port: number): Promise<StallingProxy> {
  const sockets = new Set<Socket>();
  let isStalled = false;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    if (isStalled) socket.pause();
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    for (const [source, target] of [
      [from, to],
      [to, from],
    ] as const) {
      source.on('data', (chunk) => void target.write(chunk)).on('close', () => target.destroy());
      track(source);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on a host and a port has an address with both.
    port: (server.address() as AddressInfo).port,
    stall: () => {
      isStalled = true;
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      isStalled = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
