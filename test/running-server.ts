import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { type Api, createApi } from '../src/compose/server.ts';
import { readBundle } from '../src/contract/document/read-bundle.ts';
import { coverContract } from '../src/contract/verify/coverage/middleware.ts';
import { readConfig } from '../src/platform/config.ts';
import { createKey } from '../src/platform/keys.ts';
import { createLog } from '../src/platform/log.ts';
import { createTestDatabase } from './postgres/test-database.ts';

/** For processes that must not see the variables of the tests: where programs are, and what Node has compiled. */
export const BARE_ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
};

/** Where `npm run coverage:contract` collects what of the contract the tests exercise. */
const folder = process.env.CONTRACT_COVERAGE;
const BUNDLE = new URL('../generated/openapi.json', import.meta.url);
const coverage =
  folder === undefined ? undefined : readBundle(BUNDLE).then((document) => coverContract(document, folder));

/** Token of the voice workers of servers under test. */
export const WORKER_TOKEN = 'worker-token-of-the-tests-and-no-other';

/** What came back: status, headers, and the body as JSON where there is one. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
export type Reply = { status: number; headers: Headers; text: string; body: any };

/** How a request differs from a plain one with the server's key. */
export type Sent = {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** Another key; null sends none. */
  key?: string | null;
};

/** The real server in this process, on a free port of the loopback address. */
export type RunningServer = {
  url: string;
  key: string;
  api: Api;
  /** Lines of the log so far. */
  log: string[];
  send(method: string, path: string, sent?: Sent): Promise<Reply>;
  /** A key of another workspace, or of this one by the name `test`. */
  newKey(workspace: string, options?: { expiresAt?: Date; scopes?: string }): Promise<{ id: string; key: string }>;
  stop(): Promise<void>;
};

/**
 * Starts the server on an empty test database, unless the environment names another. Without rate limits unless it says so.
 *
 * @param now the clock
 */
export async function startServer(
  environment: Record<string, string> = {},
  now: () => Date = () => new Date(),
): Promise<RunningServer> {
  const log: string[] = [];
  const database = environment.DATABASE_URL === undefined ? await createTestDatabase() : undefined;
  const config = readConfig({
    NODE_ENV: 'test',
    ...database?.environment,
    WORKER_TOKENS: WORKER_TOKEN,
    RATE_LIMITS: 'false',
    BACKGROUND_WORK: 'false',
    WEBHOOK_POLL_MS: '10',
    ...environment,
  });
  const api = await createApi(config, createLog(config.logLevel, { write: (line) => log.push(line) }), now);
  const cover = coverage === undefined ? undefined : await coverage;
  const server = createServer((request, response) => {
    if (cover === undefined) api.app(request, response);
    else cover(request, response, () => api.app(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const newKey: RunningServer['newKey'] = (workspace, options = {}) =>
    createKey(api.database.db, { workspace, expiresAt: null, now: now(), ...options });
  const { key } = await newKey('test');
  if (config.backgroundWork) api.work.start();
  return {
    url,
    key,
    api,
    log,
    newKey,
    send: (method, path, sent) => send(url, key, method, path, sent),
    stop: async () => {
      await stopServer(server, api);
      await database?.remove();
    },
  };
}

/** Sends one request and reads the whole answer. */
export async function send(url: string, ownKey: string, method: string, path: string, sent: Sent = {}): Promise<Reply> {
  const key = sent.key === undefined ? ownKey : sent.key;
  const body = sent.json === undefined ? sent.raw : JSON.stringify(sent.json);
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(sent.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text) };
}

async function stopServer(server: Server, api: Api): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.work.stop();
  await api.database.close();
}

/** `npm start` as a process of its own, to be killed. */
export type ServerProcess = { child: ChildProcess; url: string; output: () => string; exited: Promise<number | null> };

/**
 * Starts `src/commands/start.ts` with only this environment, without rate limits unless it says so, and waits until it listens.
 *
 * @throws Error with everything it printed, when it ends before
 */
export async function spawnServer(environment: Record<string, string>, flags: string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...flags, 'src/commands/start.ts'], {
    env: { ...BARE_ENVIRONMENT, PORT: '0', RATE_LIMITS: 'false', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return untilListening(child);
}

/** The same with a shell script, whose last command is `npm start`. npm passes SIGTERM on; SIGKILL is for its group. */
export async function spawnScript(script: string, environment: Record<string, string>): Promise<ServerProcess> {
  const child = spawn('sh', ['-c', script.trim().replace(/npm start$/, 'exec npm start')], {
    env: { ...BARE_ENVIRONMENT, PORT: '0', RATE_LIMITS: 'false', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  return untilListening(child);
}

async function untilListening(child: ChildProcess): Promise<ServerProcess> {
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      output += `${line}\n`;
      const found = /"url":"([^"]+)"/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then((code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
  return { child, url, output: () => output, exited };
}

/** The smallest body that creates an agent. */
export const MINIMAL = { name: 'Front desk', voice_id: 'sabrina' };
