import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/platform/database/database.ts';
import { createKey } from '../../src/platform/keys.ts';
import { type Reply, type Sent, type ServerProcess, send, spawnServer, WORKER_TOKEN } from '../running-server.ts';

/** Seconds after which a state that does not come counts as a failure. It checks nothing else. */
const patienceSeconds = (): number => Number(process.env.FAULT_PATIENCE_SECONDS ?? 120);

const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** A server as its clients see it. */
export type Target = { url: string; send(method: string, path: string, sent?: Sent): Promise<Reply> };

export function targetOf(url: string, key: string): Target {
  return { url, send: (method, path, sent) => send(url, key, method, path, sent) };
}

/** The environment of a server in production on one database. */
export function productionEnvironment(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    SECRETS_KEYS: `faults:${Buffer.alloc(32, 7).toString('base64')}`,
    WORKER_TOKENS: WORKER_TOKEN,
    // Receivers of webhooks and catalogs of voices are on this machine.
    ALLOW_PRIVATE_OUTBOUND: 'true',
    WEBHOOK_POLL_MS: '50',
    // What the first process has compiled the others read.
    NODE_COMPILE_CACHE: COMPILED,
  };
}

/** Creates the tables of a new database and a key. */
export async function prepareDatabase(url: string): Promise<string> {
  const database = await openDatabase(url);
  const { key } = await createKey(database.db, { workspace: 'faults', expiresAt: null, now: new Date() });
  await database.close();
  return key;
}

/** Starts `npm start` and waits until it listens and is ready. */
export async function startReady(
  environment: Record<string, string>,
  flags: string[] = [],
): Promise<ServerProcess & { seconds: number }> {
  const begun = performance.now();
  const server = await spawnServer(environment, flags);
  await until('/readyz returns 200', async () => (await readiness(server.url)) === 200);
  return { ...server, seconds: (performance.now() - begun) / 1000 };
}

/** The status of `/readyz`. */
export async function readiness(url: string): Promise<number> {
  const response = await fetch(`${url}/readyz`);
  await response.arrayBuffer();
  return response.status;
}

/** Stops a process that may be gone. */
export async function end({ child, exited }: ServerProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await exited;
}

/** A state that did not come. */
export class NeverHappened extends Error {
  override name = 'NeverHappened';
}

/**
 * Waits for a state. Returns the seconds it took.
 *
 * @throws NeverHappened
 */
export async function until(
  state: string,
  isThere: () => boolean | Promise<boolean>,
  { patience = patienceSeconds(), pauseMs = 5 } = {},
): Promise<number> {
  const begun = performance.now();
  while (!(await isThere())) {
    if (performance.now() - begun > patience * 1000) throw new NeverHappened(`${state}: not within ${patience} s`);
    await delay(pauseMs);
  }
  return (performance.now() - begun) / 1000;
}

/** Does something with each member, some at a time. */
export async function forEachOf<Member>(
  members: readonly Member[],
  work: (member: Member) => Promise<unknown>,
  concurrency = 16,
): Promise<void> {
  let next = 0;
  const workOn = async (): Promise<void> => {
    while (next < members.length) await work(members[next++] as Member);
  };
  await Promise.all(Array.from({ length: concurrency }, workOn));
}
