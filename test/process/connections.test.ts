import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { MINIMAL, type ServerProcess } from '../running-server.ts';
import { keyIn, useProcesses } from './processes.ts';

const { start } = useProcesses();

const CLIENTS = 32;
/** Milliseconds for which a stopping server keeps an idle connection open, as docs/production.md says. */
const GRACE_MS = 2000;

/** Opens a connection. */
async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Sends a text and reads until the server closes the connection. */
async function sendAndRead(url: string, text: string): Promise<string> {
  const socket = await open(url);
  socket.write(text);
  return (await socket.toArray()).join('');
}

/** Reads one response with a Content-Length, from a socket with nothing else to read. */
function readResponse(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const settle = (act: () => void): void => {
      socket.off('data', onData).off('error', onError).off('close', onClose);
      act();
    };
    const onData = (chunk: Buffer): void => {
      text += chunk;
      const [head = '', body] = text.split('\r\n\r\n');
      const length = /^content-length: (\d+)/im.exec(head)?.[1];
      if (body !== undefined && Buffer.byteLength(body) === Number(length)) settle(() => resolve(text));
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onClose = (): void => settle(() => reject(new Error(`closed after ${text.length} bytes of a response`)));
    socket.on('data', onData).on('error', onError).on('close', onClose);
  });
}

describe('while a server stops', () => {
  type Client = { responses: number; closes: number; end: string };

  /** Sends one request after another on a connection, and opens the next one when a response closes it. */
  async function saturate(server: ServerProcess, client: Client, stopsAt: () => number): Promise<void> {
    const json = JSON.stringify(MINIMAL);
    const head = `Host: a\r\nAuthorization: Bearer ${keyIn(server)}\r\n`;
    const create = `POST /v1/agents HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n${json}`;
    const texts = [create, `GET /v1/agents?limit=1 HTTP/1.1\r\n${head}\r\n`];
    for (;;) {
      const socket = await open(server.url).catch((error: NodeJS.ErrnoException) => error);
      if (socket instanceof Error) {
        client.end = socket.code ?? socket.message;
        return;
      }
      for (let isOpen = true; isOpen; ) {
        const response = readResponse(socket);
        socket.write(texts[client.responses % texts.length] as string);
        const sentAt = performance.now();
        try {
          const text = await response;
          client.responses++;
          if (!/^HTTP\/1\.1 20[01] /.test(text)) throw new Error(text);
          isOpen = !/^connection: close/im.test(text);
        } catch (error) {
          // Where this process stood still for longer than the server waits.
          client.end = sentAt - stopsAt() < GRACE_MS ? String(error) : 'ECONNREFUSED';
          socket.destroy();
          return;
        }
      }
      client.closes++;
      if (!socket.closed) await once(socket, 'close');
    }
  }

  test(`no request of ${CLIENTS} clients that send one after another is reset`, async () => {
    const server = await start();
    const clients = Array.from({ length: CLIENTS }, (): Client => ({ responses: 0, closes: 0, end: '' }));
    let stopsAt = Number.POSITIVE_INFINITY;
    const saturated = clients.map((client) => saturate(server, client, () => stopsAt));
    await expect.poll(() => Math.min(...clients.map(({ responses }) => responses))).toBeGreaterThan(2);
    stopsAt = performance.now();
    server.child.kill('SIGTERM');
    await Promise.all(saturated);
    expect(clients.map(({ end }) => end)).toEqual(Array(CLIENTS).fill('ECONNREFUSED'));
    expect(clients.filter(({ closes }) => closes === 1).length).toBeGreaterThan(0);
    expect(clients.filter(({ closes }) => closes > 1)).toEqual([]);
    expect(await server.exited).toBe(0);
  });

  test('DRAIN_DELAY_SECONDS keeps it serving, with /readyz 503, until the delay is over', async () => {
    const server = await start({ DRAIN_DELAY_SECONDS: '3600' });
    const socket = await open(server.url);
    server.child.kill('SIGTERM');
    await expect.poll(server.output).toContain('"stopping"');
    socket.write('GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n');
    const ready = await readResponse(socket);
    expect(ready).toMatch(/^HTTP\/1\.1 503 /);
    expect(ready).toMatch(/^retry-after: \d/im);
    expect(ready).toContain('"code":"service_unavailable"');
    expect(ready).not.toMatch(/^connection: close/im);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    socket.destroy();
  });

  test('the process ends with 0 after the delay, not before', async () => {
    const server = await start({ DRAIN_DELAY_SECONDS: '1' });
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    const lines = server.output().split('\n');
    const timeOf = (message: string) =>
      Date.parse(JSON.parse(lines.find((line) => line.includes(`"msg":"${message}"`)) ?? '').time);
    expect(timeOf('stopped') - timeOf('stopping')).toBeGreaterThanOrEqual(990);
  });
});

describe('timeouts', () => {
  const HEAD = 'POST /v1/agents HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n';

  test.each([
    ['HEADERS_TIMEOUT_SECONDS', 'whose headers do not arrive', () => HEAD],
    ['REQUEST_TIMEOUT_SECONDS', 'whose headers do not arrive', () => HEAD],
    [
      'REQUEST_TIMEOUT_SECONDS',
      'whose body does not arrive',
      (key: string) => `${HEAD}Authorization: Bearer ${key}\r\n\r\n{`,
    ],
  ])('%s: a request %s gets a 408 and its connection is closed', async (name, _case, text) => {
    const server = await start({ [name]: '1' });
    const received = await sendAndRead(server.url, text(keyIn(server)));
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    expect(received).toContain('The request took too long to arrive.');
  });

  test('KEEP_ALIVE_TIMEOUT_SECONDS closes an idle connection; without it Keep-Alive says 65 seconds', async () => {
    const text = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n';
    const server = await start({ KEEP_ALIVE_TIMEOUT_SECONDS: '1' });
    expect(await sendAndRead(server.url, text)).toMatch(/^keep-alive: timeout=1\r$/im);
    const { url } = await start();
    const response = await fetch(`${url}/healthz`);
    await response.text();
    expect(response.headers.get('keep-alive')).toBe('timeout=65');
  });
});

test.each([
  ['what is not HTTP', 400, {}, 'NONSENSE\r\n\r\n'],
  ['headers that are too large', 431, {}, `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`],
  ['a request that arrives too slowly', 408, { HEADERS_TIMEOUT_SECONDS: '1' }, 'GET / HTTP/1.1\r\n'],
])('%s: %d with nosniff and the envelope of every other error', async (_case, status, environment, text) => {
  const server = await start(environment);
  const [head = '', body = ''] = (await sendAndRead(server.url, text)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  const { error, request_id } = JSON.parse(body);
  expect(error).toEqual({ code: 'bad_request', message: expect.stringMatching(/\.$/) });
  const headers = new Map(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(': ') as [string, string]),
  );
  expect(Object.fromEntries(headers)).toEqual({
    'Content-Type': 'application/json',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': request_id,
    Connection: 'close',
    'Content-Length': String(Buffer.byteLength(body)),
  });
});
