import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MINIMAL } from '../running-server.ts';
import { keyIn, useProcesses } from './processes.ts';

const processes = useProcesses();
const { start } = processes;

/** Asks the server to say when it has read the headers (RFC 9110 §10.1.1), and what it says then. */
const EXPECT = 'Expect: 100-continue\r\n';
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/** A connection, and all that has come over it. */
function open(url: string): { socket: Socket; received: () => string } {
  const { hostname, port } = new URL(url);
  let text = '';
  const socket = connect(Number(port), hostname).on('data', (data) => {
    text += data;
  });
  return { socket, received: () => text };
}

describe('stopping', () => {
  test('what is in flight is finished, nothing new is taken, the database is closed, and the exit code is 0', async () => {
    const server = await start();
    const key = keyIn(server);
    const body = JSON.stringify(MINIMAL);
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    // The server says when it has read the headers.
    const outgoing = request(`${server.url}/v1/agents`, {
      ...{ method: 'POST', headers: { ...headers, expect: '100-continue' } },
    });
    const responded = new Promise<unknown>((resolve, reject) => {
      const read = ({ statusCode, headers }: IncomingMessage) => [statusCode, headers.connection];
      outgoing.on('response', (response) => resolve(read(response.resume()))).on('error', reject);
    });
    await once(outgoing, 'continue');
    outgoing.write(body.slice(0, 5));
    server.child.kill('SIGTERM');
    await expect.poll(server.output).toContain('"stopping"');

    const { hostname, port } = new URL(server.url);
    const tryToConnect = () =>
      new Promise<string | undefined>((resolve) => {
        const socket = connect(Number(port), hostname)
          .on('connect', () => resolve(void socket.destroy()))
          .on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      });
    await expect.poll(tryToConnect).toBe('ECONNREFUSED');

    outgoing.end(body.slice(5));
    expect(await responded).toEqual([201, 'close']);
    expect(await server.exited).toBe(0);
    expect((await readdir(processes.folder)).sort()).toEqual([
      'secrets.key',
      'voice-agents.db',
      'voice-agents.db.created',
    ]);
  });

  test('a client that never finishes is cut off, and the exit code is 0', async () => {
    const server = await start();
    const key = keyIn(server);
    const outgoing = request(`${server.url}/v1/agents`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': 100 },
        expect: '100-continue',
      },
    });
    const broken = new Promise((resolve) => outgoing.on('error', resolve));
    await once(outgoing, 'continue');
    outgoing.write('{');
    server.child.kill('SIGTERM');
    await broken;
    expect(await server.exited).toBe(0);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s at the moment it listens ends with 0, the key shown',
    async (signal) => {
      for (let round = 0; round < 3; round++) {
        const server = await start({ DATA_DIR: join(processes.folder, String(round)) });
        server.child.kill(signal);
        expect(await server.exited).toBe(0);
        expect(keyIn(server)).toMatch(/^sk_/);
        expect(await readdir(join(processes.folder, String(round)))).toEqual([
          'secrets.key',
          'voice-agents.db',
          'voice-agents.db.created',
        ]);
      }
    },
  );

  test('a second signal while a request is in flight does not cut it', async () => {
    const server = await start();
    const { socket, received } = open(server.url);
    const body = '{"name":"Desk","voice_id":"sabrina"}';
    const head = `POST /v1/agents HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${keyIn(server)}\r\n`;
    socket.write(`${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n${EXPECT}\r\n`);
    await expect.poll(received).toBe(CONTINUE);
    server.child.kill('SIGTERM');
    await expect.poll(server.output).toContain('"stopping"');
    server.child.kill('SIGTERM');
    server.child.kill('SIGINT');
    // Time for the signals to arrive. Where it is too short, the test proves less and does not fail.
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.write(body);
    await expect.poll(received).toMatch(/\r\n\r\nHTTP\/1\.1 201 /);
    expect(await server.exited).toBe(0);
  });

  test('a connection that waits between two requests is closed before one whose request is not finished is cut', async () => {
    const server = await start();
    const [waiting, unfinished] = [open(server.url), open(server.url)];
    const closed: string[] = [];
    waiting.socket.once('close', () => closed.push('waiting'));
    unfinished.socket.once('close', () => closed.push('unfinished'));
    waiting.socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(waiting.received).toMatch(/^HTTP\/1\.1 200 /);
    const head = `POST /v1/agents HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${keyIn(server)}\r\n`;
    unfinished.socket.write(`${head}Content-Type: application/json\r\nContent-Length: 2\r\n${EXPECT}\r\n`);
    await expect.poll(unfinished.received).toBe(CONTINUE);
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    await expect.poll(() => closed).toEqual(['waiting', 'unfinished']);
  });

  test('a voice catalog that does not answer does not hold it up', async () => {
    let isAsked = false;
    const upstream = createServer(() => {
      isAsked = true;
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const server = await start({ VOICE_CATALOG_URL: url, VOICE_CATALOG_TIMEOUT_MS: '60000' });
    await expect.poll(() => isAsked).toBe(true);
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    // It would say so if it had waited for the timeout.
    expect(server.output()).not.toContain('voice catalog cannot be fetched');
    upstream.closeAllConnections();
    upstream.close();
  });
});

test('two first starts at once on one folder both serve, with one key for secrets', async () => {
  const both = await Promise.all([start(), start()]);
  // Whoever was second may have found the database set up.
  const keys = both.map(keyIn).filter((key) => key !== '');
  expect(keys.length).toBeGreaterThan(0);
  for (const { url } of both) {
    for (const key of keys) {
      const response = await fetch(`${url}/v1/agents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{"name":"Desk","voice_id":"sabrina","webhook_secret":"x"}',
      });
      expect(response.status).toBe(201);
    }
  }
  for (const { child } of both) child.kill('SIGTERM');
  expect(await Promise.all(both.map(({ exited }) => exited))).toEqual([0, 0]);
  await start();
});
