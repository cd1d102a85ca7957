import { get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpServer, cutStalledClients } from '../../../src/contract/adapters/http-server.ts';

test("Requests and responses are the app's own from the start, and what Express does with them works", async () => {
  const app = express();
  const made: object[] = [];
  const server = createHttpServer(app, { maxHeaderSize: 2048 });
  server.prependListener('request', (request, response) => {
    made.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
  });
  app.get(
    '/',
    (request, response) => void response.status(201).json({ host: request.get('host'), app: request.app === app }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ host: `127.0.0.1:${port}`, app: true });
  expect(made[0]).toBe(app.request);
  expect(made[1]).toBe(app.response);

  const status = await new Promise((resolve) => {
    get({ port, host: '127.0.0.1', headers: { large: 'x'.repeat(4096) } }, (response) => resolve(response.statusCode));
  });
  expect(status, 'an option of node:http').toBe(431);
});

describe('a client of a response of 64 MiB', () => {
  /** A server that cuts clients after a time, and how its first response ended: whether all of it was sent. */
  async function serve(timeoutMs: number, respond: express.RequestHandler) {
    const app = express();
    const ended = new Promise<boolean>((resolve) => {
      app.use((_request, response, next) => {
        response.once('close', () => resolve(response.writableFinished));
        next();
      });
    });
    app.use(respond);
    const server = createHttpServer(app);
    cutStalledClients(server, timeoutMs);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { port: (server.address() as AddressInfo).port, ended };
  }
  const LARGE = Buffer.alloc(64 * 1024 * 1024, 'x');

  test('that does not read is cut', async () => {
    const { port, ended } = await serve(300, (_request, response) => void response.end(LARGE));
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
    socket.pause();
    socket.on('error', () => undefined);
    expect(await ended).toBe(false);
    socket.destroy();
  });

  test('that reads gets all of it', async () => {
    // Longer than a busy machine keeps a client from reading.
    const { port, ended } = await serve(60_000, (_request, response) => void response.end(LARGE));
    const body = await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer();
    expect([body.byteLength, await ended]).toEqual([LARGE.byteLength, true]);
  });

  test('is not cut for a server that takes longer than the time-out to respond', async () => {
    const { port, ended } = await serve(300, (_request, response) => {
      setTimeout(() => response.end('late'), 1000);
    });
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('late');
    expect(await ended).toBe(true);
  });
});
