import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Figures } from './lists-server.ts';
import { startProcess } from './process.ts';

// Measures pages of 4 MiB: `npm run bench:lists`. The server and its clients are two processes.

const ROUNDS = 3;
const PAGES = 16;
const STALLED_CLIENTS = 100;
const SEND_TIMEOUT_SECONDS = 10;
const PATH = '/v1/agents?limit=200';

const folder = await mkdtemp(join(tmpdir(), 'bench-lists-'));
const server = await startProcess(
  'lists-server',
  {
    NODE_ENV: 'production',
    DATA_DIR: folder,
    SECRETS_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
    SEND_TIMEOUT_SECONDS: String(SEND_TIMEOUT_SECONDS),
  },
  ['--expose-gc'],
);
const { url } = server;
const { key, socketPath } = await server.ask<{ key: string; socketPath: string }>('access');
const figures = (): Promise<Figures> => server.ask('figures');
const collect = (): Promise<Figures> => server.ask('collect');

const rows: [string, string, string][] = [];
const note = (what: string, figure: string, goal = ''): void => {
  rows.push([what, figure, goal]);
  console.log(`${what}: ${figure}${goal === '' ? '' : ` (goal: ${goal})`}`);
};
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(0)} kB`;

/** Runs a task until it is stopped. Returns the result of each run. */
function repeat<Result>(task: () => Promise<Result>): () => Promise<Result[]> {
  const results: Result[] = [];
  let isOver = false;
  const running = (async () => {
    while (!isOver) results.push(await task());
  })();
  return async () => {
    isOver = true;
    await running;
    return results;
  };
}

async function askHealth(): Promise<number> {
  const begun = performance.now();
  await (await fetch(`${url}/healthz`)).arrayBuffer();
  const took = performance.now() - begun;
  await delay(5);
  return took;
}

async function readPage(): Promise<number> {
  const response = await fetch(url + PATH, { headers: { authorization: `Bearer ${key}` } });
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.byteLength;
  return bytes;
}

async function measureReaders(): Promise<void> {
  await Promise.all(Array.from({ length: PAGES }, readPage));
  const before = await collect();
  const stopHealth = repeat(askHealth);
  const stopMemory = repeat(async () => {
    const { rss } = await figures();
    await delay(10);
    return rss;
  });
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const read = await Promise.all(Array.from({ length: PAGES }, readPage));
    bytes = Math.max(...read);
  }
  const times = (await stopHealth()).toSorted((a, b) => a - b);
  const rss = Math.max(...(await stopMemory()));
  const after = await figures();
  note('Size of the page', `${(bytes / 1e6).toFixed(1)} MB`);
  note(`${PAGES} pages at once: rise of resident memory`, megabytes(rss - before.rss));
  note('… CPU per page', `${((after.cpuMs - before.cpuMs) / PAGES / ROUNDS).toFixed(0)} ms`);
  const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`;
  note('… `/healthz` p50 and p99', `${at(0.5)}, ${at(0.99)}`);
}

/** A client that sends its request and never reads. */
function stall(): Socket {
  const socket = connect(socketPath);
  // The server resets the connection when it closes it.
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n\r\n`);
  return socket;
}

async function measureStalled(): Promise<void> {
  const before = await collect();
  const sockets = Array.from({ length: STALLED_CLIENTS }, stall);
  let last = before;
  let stalled = await figures();
  // All have been accepted, and the server has nothing more to send.
  while (stalled.open < STALLED_CLIENTS || stalled.sent > last.sent) {
    await delay(500);
    [last, stalled] = [stalled, await figures()];
  }
  const settled = await collect();
  const perClient = (settled.held - before.held) / STALLED_CLIENTS;
  note(`${STALLED_CLIENTS} clients that do not read: stalled`, String(settled.stalled));
  note('… sent to the operating system for each', kilobytes((settled.sent - before.sent) / STALLED_CLIENTS));
  note('… rise of resident memory', megabytes(stalled.rss - before.rss));
  note('… objects and buffers held for each', kilobytes(perClient), 'about 300 kB');
  let cut = settled;
  while (cut.open > 0) {
    await delay(100);
    cut = await figures();
  }
  const freed = await collect();
  note('… rise of resident memory after they were cut', megabytes(freed.rss - before.rss));
  note('… objects and buffers held after they were cut', kilobytes(freed.held - before.held));
  for (const socket of sockets) socket.destroy();
}

try {
  await measureReaders();
  await measureStalled();
} finally {
  server.child.kill();
  await rm(folder, { recursive: true });
}

const page = `# Lists

\`npm run bench:lists\` measures pages of 200 maximal agents, which are cut at 4 MiB, and writes this page. Server and clients
are two processes on one machine. A client that does not read is cut after ${SEND_TIMEOUT_SECONDS} s here.

${cpus()[0]?.model.trim() ?? 'Unknown processor'}, ${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.

| | measured | goal |
|---|---:|---:|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
await writeFile(new URL('lists.md', import.meta.url), page);
