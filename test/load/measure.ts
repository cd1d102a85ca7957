import { fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startReceiver } from '../api/webhooks/receiver.ts';
import { prepareDatabase, productionEnvironment, until } from '../faults/target.ts';
import { freePort } from '../free-port.ts';
import { createRandom } from '../mutation/random.ts';
import { send } from '../running-server.ts';
import { type Client, type LoadOperation, OPERATIONS } from './operations.ts';
import type { Memory } from './server.ts';

/** What a load has found. */
export type LoadResult = {
  /** Milliseconds of each request, by operation. */
  times: Map<string, number[]>;
  seconds: number;
  errors: string[];
  /** After the first minute, and at the end. */
  memory: [early: Memory, late: Memory];
  /** Webhooks that arrived. */
  webhooks: number;
};

export type LoadOptions = {
  minutes: number;
  clients: number;
  perSecond: number;
  seed: number;
  /** Where the log of the server goes. */
  folder: string;
  /** Of the server, beside what every server has. */
  environment?: Record<string, string>;
};

/** The share of the time after which the memory is measured first: one of five minutes. */
const EARLY = 1 / 5;

type LoadServer = { url: string; collect(): Promise<Memory>; stop(): Promise<void> };

async function startLoadServer(environment: Record<string, string>, logFile: string): Promise<LoadServer> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    env: { PATH: process.env.PATH ?? '', ...environment },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', openSync(logFile, 'w'), 'inherit', 'ipc'],
  });
  const hear = <Message>(): Promise<Message> =>
    new Promise((resolve, reject) => {
      const fail = (code: number | null): void => reject(new Error(`The server ended with ${code}.`));
      child.once('exit', fail);
      child.once('message', (message) => {
        child.off('exit', fail);
        // It is the process of `server.ts`.
        resolve(message as Message);
      });
    });
  const { url } = await hear<{ url: string }>();
  return {
    url,
    collect: () => {
      const heard = hear<Memory>();
      child.send('collect');
      return heard;
    },
    stop: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Sends a mixed load to a server on a database, at an even rate. */
export async function measureLoad(databaseUrl: string, options: LoadOptions): Promise<LoadResult> {
  const { minutes, clients, perSecond, seed, folder } = options;
  const key = await prepareDatabase(databaseUrl);
  const receiver = await startReceiver();
  const arrived = new Set<string>();
  receiver.answer = (response, { headers }) => {
    receiver.received.length = 0;
    arrived.add(String(headers['webhook-id']));
    response.writeHead(204).end();
  };
  const environment = {
    ...productionEnvironment(databaseUrl),
    ...{ RATE_LIMITS: 'false', PORT: String(await freePort()), DATA_DIR: folder },
    ...options.environment,
  };
  const server = await startLoadServer(environment, join(folder, 'log'));
  const result: LoadResult = {
    ...{ times: new Map(), seconds: 0, errors: [], webhooks: 0 },
    memory: [
      { heap: 0, rss: 0 },
      { heap: 0, rss: 0 },
    ],
  };
  try {
    const begun = performance.now();
    const end = begun + minutes * 60_000;
    const working = Array.from({ length: clients }, (_, index) => {
      const client: Client = {
        ...{
          send: (method, path, sent) => send(server.url, key, method, path, sent),
          random: createRandom(seed + index),
        },
        ...{ webhookUrl: receiver.url, agents: [], open: [], completed: undefined },
      };
      return work(client, result, { begun, end, pauseMs: (1000 * clients) / perSecond });
    });
    await delay(minutes * 60_000 * EARLY);
    result.memory[0] = await server.collect();
    await Promise.all(working);
    result.seconds = (performance.now() - begun) / 1000;
    const completions = result.times.get('completeConversation')?.length ?? 0;
    await until('all webhooks have arrived', () => arrived.size >= completions);
    result.memory[1] = await server.collect();
    result.webhooks = arrived.size;
    return result;
  } finally {
    await server.stop();
    await receiver.stop();
  }
}

/** Sends one request after another, each not before its time. */
async function work(
  client: Client,
  result: LoadResult,
  { begun, end, pauseMs }: { begun: number; end: number; pauseMs: number },
): Promise<void> {
  for (let due = begun + client.random() * pauseMs; due < end; due = Math.max(due + pauseMs, performance.now())) {
    await delay(Math.max(0, due - performance.now()));
    await sendOne(client, result);
  }
}

async function sendOne(client: Client, result: LoadResult): Promise<void> {
  const { times, errors } = result;
  const operation = choose(client);
  const request = operation.request(client);
  if (request === undefined) return sendOne(client, result);
  const [method, path, sent] = request;
  const begun = performance.now();
  try {
    const reply = await client.send(method, path, sent);
    const ms = performance.now() - begun;
    const known = times.get(operation.name);
    if (known === undefined) times.set(operation.name, [ms]);
    else known.push(ms);
    if (reply.status === operation.status) operation.after?.(client, reply);
    else errors.push(`${operation.name}: ${reply.status} ${reply.text}`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    errors.push(`${operation.name}: no response (${error.message})`);
  }
}

const ALL_SHARES = OPERATIONS.reduce((sum, { share }) => sum + share, 0);

function choose({ random }: Client): LoadOperation {
  let rest = random() * ALL_SHARES;
  const found = OPERATIONS.find(({ share }) => {
    rest -= share;
    return rest < 0;
  });
  return found ?? (OPERATIONS[0] as LoadOperation);
}
