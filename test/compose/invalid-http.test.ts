import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { respondToInvalidHttp } from '../../src/compose/invalid-http.ts';
import { trackConnections } from '../../src/platform/connections.ts';
import { createLog } from '../../src/platform/log.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function listen(app: RequestListener): Promise<number> {
  server = createServer(app);
  respondToInvalidHttp(server, trackConnections(server), createLog('silent'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

test('a client that does not close its connection after a 400 is disconnected', async () => {
  const port = await listen(() => undefined);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write('NONSENSE\r\n\r\n');
  await once(socket, 'end');
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  await expect.poll(() => promisify(server.getConnections.bind(server))()).toBe(0);
  socket.destroy();
});

test('what is not HTTP, sent after a request, adds nothing to the response that has begun', async () => {
  const port = await listen((_request, response) => response.write('begun'));
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket
    .on('error', () => undefined)
    .on('data', (chunk) => {
      if (text === '') socket.write('NONSENSE\r\n\r\n');
      text += chunk;
    });
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await new Promise((resolve) => socket.once('close', resolve));
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
});
