import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findObstacle } from '../../../src/contract/verify/preflight.ts';
import { createSender } from '../../../src/contract/verify/send.ts';

/** A server, and a sender of requests to it. */
async function serve(
  respond: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  timeoutMs = 60_000,
  connections = 1,
) {
  let count = 0;
  const server = createServer((request, response) => respond(request, response, ++count));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sender = createSender({ connections, timeoutMs });
  onTestFinished(() => {
    sender.close();
    server.closeAllConnections();
    server.close();
  });
  const send = (path: string, more: object = {}) =>
    sender.send({ method: 'GET', url: url + path, headers: {}, ...more });
  return { url, send, count: () => count };
}

test('a server at an IPv6 address is reached', async () => {
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '::1', resolve));
  const sender = createSender({ connections: 1, timeoutMs: 60_000 });
  const url = `http://[::1]:${(server.address() as AddressInfo).port}/`;
  expect(await sender.send({ method: 'GET', url, headers: {} })).toMatchObject({ response: { text: 'here' } });
  sender.close();
  server.close();
});

describe('a request', () => {
  test('is sent as it is written', async () => {
    const seen: unknown[] = [];
    const { send } = await serve(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      seen.push([request.method, request.url, request.headers['x-a'], request.headers['content-length'], body]);
      response.end();
    });
    await send('/a/../b?c=d e%20'.replace(' ', '+'), { headers: { 'x-a': '1' } });
    await send('', { method: 'POST', body: 'é' });
    expect(seen).toEqual([
      ['GET', '/a/../b?c=d+e%20', '1', undefined, ''],
      ['POST', '/', undefined, '2', 'é'],
    ]);
  });

  test('with a large body is sent whole to a server that reads it', async () => {
    const body = Array.from({ length: 300_000 }, (_, index) => index).join();
    const { send } = await serve(async (request, response) => {
      response.end(String(Buffer.concat(await request.toArray()).equals(Buffer.from(body))));
    });
    for (let times = 0; times < 2; times++)
      expect(await send('/', { method: 'POST', body })).toMatchObject({ response: { text: 'true' } });
  });

  test('with a large body ends with an error that arrives before all of it is sent', async () => {
    const body = 'x'.repeat(40_000_000);
    const read: Promise<number>[] = [];
    const { send } = await serve((request, response, count) => {
      if (count === 2) return response.end('next');
      const { socket } = request.resume();
      read.push(new Promise((resolve) => socket.once('close', () => resolve(socket.bytesRead))));
      expect(request.headers['content-length']).toBe(String(body.length));
      return response.writeHead(413).end('too large');
    });
    expect(await send('/', { method: 'POST', body })).toMatchObject({ response: { status: 413, text: 'too large' } });
    expect(await send('/')).toMatchObject({ response: { text: 'next' } });
    expect(await read[0]).toBeLessThan(body.length);
  });

  test('with a large body is sent whole after a response without an error has begun', async () => {
    const body = 'x'.repeat(20_000_000);
    const { send } = await serve(async (request, response) => {
      response.flushHeaders();
      response.end(String(Buffer.concat(await request.toArray()).length));
    });
    expect(await send('/', { method: 'POST', body })).toMatchObject({ response: { text: String(body.length) } });
  });

  test.each([
    ['application/json; charset=utf-8', '{"a":1}', 'application/json', { a: 1 }],
    ['Application/Problem+JSON', '[1]', 'application/problem+json', [1]],
    ['application/json', '{', 'application/json', undefined],
    ['text/plain', '{"a":1}', 'text/plain', undefined],
  ])('gets a response of %s: %j', async (type, text, mediaType, value) => {
    const { send } = await serve((_request, response) => {
      response.writeHead(201, { 'content-type': type }).end(text);
    });
    expect(await send('/')).toMatchObject({ response: { status: 201, mediaType, text, value } });
  });

  test('is sent again, once, where a kept connection was closed under it', async () => {
    const closing = await serve((request, response, count) => {
      if (count === 2) request.socket.destroy();
      else response.end(String(count));
    });
    expect(await closing.send('/')).toMatchObject({ response: { text: '1' } });
    expect(await closing.send('/')).toMatchObject({ response: { text: '3' } });
    const closed = await serve((request) => void request.socket.destroy());
    expect(await closed.send('/')).toMatchObject({ failure: expect.stringMatching(/ECONNRESET|hang up/) });
    expect(closed.count()).toBe(2);
  });

  test('is sent again on a new connection, because others that were kept may be closed too', async () => {
    const served = new WeakSet<object>();
    const closing = await serve(
      (request, response) => {
        if (served.has(request.socket)) return void request.socket.destroy();
        served.add(request.socket);
        // Until both are there, so that each has a connection of its own.
        if (closing.count() === 2) for (const one of [...waiting, response]) one.end('first');
        else if (closing.count() < 2) waiting.push(response);
        else response.end('again');
      },
      60_000,
      2,
    );
    const waiting: ServerResponse[] = [];
    await Promise.all([closing.send('/'), closing.send('/')]);
    expect(await closing.send('/')).toMatchObject({ response: { text: 'again' } });
  });

  test('fails where there is no response in time', async () => {
    const { send, count } = await serve(() => undefined, 50);
    expect(await send('/')).toMatchObject({ failure: 'no response within 0.05 s' });
    expect(count()).toBe(1);
  });

  test('does not fail where this process was too busy to read the response', async () => {
    const sentResponse = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(SERVER, { eval: true, workerData: sentResponse });
    onTestFinished(() => void worker.terminate());
    const [port] = (await once(worker, 'message')) as [number];
    const sender = createSender({ connections: 1, timeoutMs: 50 });
    onTestFinished(sender.close);
    const sent = sender.send({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {} });
    await once(worker, 'message');
    // This thread is busy until the response has been sent, and longer than the time limit.
    Atomics.wait(sentResponse, 0, 0);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    expect(await sent).toMatchObject({ response: { text: 'Fine.' } });
  });
});

/** A server in a thread of its own, which tells its port, and then that a request has come. */
const SERVER = `
const { parentPort, workerData } = require('node:worker_threads');
const server = require('node:http').createServer((request, response) => {
  parentPort.postMessage('request');
  response.end('Fine.', () => {
    Atomics.store(workerData, 0, 1);
    Atomics.notify(workerData, 0);
  });
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

test('a server that does not listen is reported before anything is sent', async () => {
  const { url } = await serve((_request, response) => void response.end());
  expect(await findObstacle(url, '--url', 600_000)).toBeUndefined();
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`;
  await new Promise((resolve) => gone.close(resolve));
  expect(await findObstacle(`${origin}/base`, '--against', 600_000)).toBe(
    `Nothing is listening at ${origin}. Start the server, or correct --against.`,
  );
});
