import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { runHosted } from '../programs.ts';
import { BARE_ENVIRONMENT, MINIMAL, type ServerProcess, send, spawnServer } from '../running-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let servers: ServerProcess[];
beforeEach(async () => {
  database = await createTestDatabase();
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    for (const { pid } of workersOf(server)) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    server.child.kill('SIGKILL');
  }
  await Promise.all(servers.map(({ exited }) => exited));
  await database.remove();
});

async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await spawnServer({ ...database.environment, WORKERS: '3', ...environment });
  servers.push(server);
  return server;
}

type Line = { msg: string; worker: number; pid: number; code: number | null; signal: string | null };

function linesOf({ output }: ServerProcess, message: string): Line[] {
  const lines = output().split('\n');
  return lines
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .flatMap((line) => {
      const parsed = JSON.parse(line) as Line;
      return parsed.msg === message ? [parsed] : [];
    });
}

/** The workers that were alive at some time. */
const workersOf = (server: ServerProcess): Line[] => linesOf(server, 'worker listening');

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Sends requests, each on a connection of its own, until so many workers have responded. */
async function spread(server: ServerProcess, wanted: number): Promise<void> {
  const from = linesOf(server, 'request').length;
  await expect
    .poll(async () => {
      const { status } = await send(server.url, '', 'GET', '/readyz', { key: null, headers: { connection: 'close' } });
      expect(status).toBe(200);
      return new Set(
        linesOf(server, 'request')
          .slice(from)
          .map(({ worker }) => worker),
      ).size;
    })
    .toBe(wanted);
}

const newKey = async (): Promise<string> => {
  const env = { ...BARE_ENVIRONMENT, ...database.environment };
  const args = ['create', '--workspace', 'a'];
  return (await runHosted({ program: 'src/commands/keys.ts', args, env })).out.trim();
};

test('WORKERS=3 starts three servers on one port, says so once, and spreads connections over them', async () => {
  const server = await start();
  expect(linesOf(server, 'listening')).toMatchObject([{ workers: 3, url: server.url }]);
  expect(new Set(workersOf(server).map(({ pid }) => pid)).size).toBe(3);
  await spread(server, 3);
});

test('a worker that is killed is replaced, and the service goes on meanwhile', async () => {
  const server = await start();
  const [victim] = workersOf(server);
  if (victim === undefined) throw new Error('There is no worker.');
  process.kill(victim.pid, 'SIGKILL');
  await expect
    .poll(() => linesOf(server, 'worker ended and is replaced'))
    .toMatchObject([{ worker: victim.worker, code: null, signal: 'SIGKILL' }]);
  await spread(server, 2);
  await expect.poll(() => workersOf(server).length).toBe(4);
  await spread(server, 3);
});

test('SIGTERM lets the workers finish what is in flight, closes the port, and ends with 0', async () => {
  const server = await start();
  const key = await newKey();
  const body = JSON.stringify(MINIMAL);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const outgoing = request(`${server.url}/v1/agents`, {
    ...{ method: 'POST', headers: { ...headers, 'content-length': body.length, expect: '100-continue' } },
  });
  const responded = once(outgoing, 'response');
  await once(outgoing, 'continue');
  outgoing.write(body.slice(0, 5));
  server.child.kill('SIGTERM');
  // The primary, and each worker.
  await expect.poll(() => linesOf(server, 'stopping').length).toBe(4);
  const { hostname, port } = new URL(server.url);
  const tryToConnect = () =>
    new Promise<string | undefined>((resolve) => {
      const socket = connect(Number(port), hostname)
        .on('connect', () => resolve(void socket.destroy()))
        .on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
  await expect.poll(tryToConnect).toBe('ECONNREFUSED');
  outgoing.end(body.slice(5));
  const [response] = await responded;
  expect(response.statusCode).toBe(201);
  response.resume();
  expect(await server.exited).toBe(0);
  expect(workersOf(server).filter(({ pid }) => isRunning(pid))).toEqual([]);
});

test('a signal to all processes at once, as from Ctrl-C, ends with 0', async () => {
  const server = await start();
  for (const { pid } of workersOf(server)) process.kill(pid, 'SIGINT');
  server.child.kill('SIGINT');
  expect(await server.exited).toBe(0);
  expect(workersOf(server).filter(({ pid }) => isRunning(pid))).toEqual([]);
});

test('workers whose primary is killed finish what is in flight and end', async () => {
  const server = await start();
  const key = await newKey();
  const body = JSON.stringify(MINIMAL);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const outgoing = request(`${server.url}/v1/agents`, {
    ...{ method: 'POST', headers: { ...headers, 'content-length': body.length, expect: '100-continue' } },
  });
  const responded = once(outgoing, 'response');
  await once(outgoing, 'continue');
  server.child.kill('SIGKILL');
  await server.exited;
  await expect.poll(() => linesOf(server, 'stopping').length).toBe(3);
  outgoing.end(body);
  const [response] = await responded;
  expect(response.statusCode).toBe(201);
  response.resume();
  await expect.poll(() => workersOf(server).filter(({ pid }) => isRunning(pid))).toEqual([]);
});

test('workers that die and cannot be replaced end the server with 1', async () => {
  const server = await start({ WORKERS: '2' });
  await database.remove();
  for (const { pid } of workersOf(server)) process.kill(pid, 'SIGKILL');
  expect(await server.exited).toBe(1);
  expect(linesOf(server, 'worker ended before it listened')).toMatchObject([{ code: 1, signal: null }]);
  expect(server.output()).toContain('cannot be used');
});

const failureOf = (starting: Promise<ServerProcess>): Promise<string> =>
  starting.then(
    () => 'It started.',
    (error: Error) => error.message,
  );

test('a wrong variable is one sentence, and the exit code is 1', async () => {
  expect(await failureOf(start({ PORT: 'x' }))).toBe(
    'The server ended with 1:\nPORT must be an integer from 0 to 65535; it is "x".\n',
  );
});

test('a port that is taken is reported once, and the exit code is 1', async () => {
  const port = String(await freePort());
  await start({ WORKERS: '1', PORT: port });
  const failure = await failureOf(start({ PORT: port }));
  expect(failure).toMatch(/^The server ended with 1:/);
  expect(failure.match(/HOST and PORT: cannot listen/g)).toHaveLength(1);
  expect(failure.match(/worker ended before it listened/g)).toHaveLength(1);
});

test('SQLite is rejected with a sentence that says why', async () => {
  expect(await failureOf(start({ DATABASE_URL: 'sqlite::memory:', WORKERS: '2' }))).toBe(
    'The server ended with 1:\nWORKERS=2 needs Postgres: processes on an SQLite file would not share rate limits. Set DATABASE_URL=postgres://… or WORKERS=1.\n',
  );
});
