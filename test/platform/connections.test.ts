import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connections, trackConnections } from '../../src/platform/connections.ts';

let server: Server;
let connections: Connections;
let agent: Agent;
beforeEach(async () => {
  server = createServer((_request, response) => void response.end('x'));
  connections = trackConnections(server);
  agent = new Agent({ keepAlive: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  agent.destroy();
  await connections.close(0);
});

function connectionHeader(): Promise<string | undefined> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, agent }, (response) => {
      response.resume().once('end', () => resolve(response.headers.connection));
    });
    asked.once('error', reject).end();
  });
}

test('connections stay open until the server closes', async () => {
  expect(await connectionHeader()).toBe('keep-alive');
});
