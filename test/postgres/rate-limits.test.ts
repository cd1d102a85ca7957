import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import type { Tables } from '../../src/platform/database/tables.ts';
import type { TokenSource } from '../../src/platform/rate-limit.ts';
import { createSharedLimiter } from '../../src/platform/token-leases.ts';
import { runHosted } from '../programs.ts';
import { BARE_ENVIRONMENT, type ServerProcess, send, spawnServer } from '../running-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let own: TestDatabase;
let database: Database;
let processes: ServerProcess[];
beforeEach(async () => {
  own = await createTestDatabase();
  database = await openDatabase(own.environment.DATABASE_URL);
  processes = [];
});
afterEach(async () => {
  for (const { child } of processes) child.kill('SIGKILL');
  await Promise.all(processes.map(({ exited }) => exited));
  await database.close();
  await own.remove();
});

/** A bucket as three processes hold it, and how many statements they have executed. */
function share(quota: number, windowSeconds: number) {
  let statements = 0;
  const counted: Kysely<Tables> = database.db.withPlugin({
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const create = (): TokenSource =>
    createSharedLimiter(counted, { name: 'test', quota, windowSeconds }, () => performance.now());
  return { limiters: [create(), create(), create()] as const, statements: () => statements };
}

const restOf = async (): Promise<number[]> =>
  (await database.db.selectFrom('rate_limits').select('tokens').execute()).map(({ tokens }) => tokens);

/** Takes until so many tokens were taken of all limiters in turn. Returns how many were taken of each. */
async function takeAll(limiters: readonly TokenSource[], wanted: number): Promise<number[]> {
  const taken = limiters.map(() => 0);
  for (let all = 0; all < wanted; ) {
    for (const [index, limiter] of limiters.entries()) {
      if (all < wanted && (await limiter.take('a'))) {
        taken[index] = (taken[index] ?? 0) + 1;
        all++;
      }
    }
    await delay(1);
  }
  return taken;
}

describe('a bucket that processes share', () => {
  test('has no more tokens at once than its quota, wherever they are taken', async () => {
    // One token a second.
    const { limiters } = share(60, 60);
    const started = performance.now();
    let taken = 0;
    for (let round = 0; round < 60; round++) {
      for (const limiter of limiters) if (await limiter.take('a')) taken++;
    }
    const seconds = (performance.now() - started) / 1000;
    expect(taken).toBeGreaterThanOrEqual(57);
    expect(taken).toBeLessThanOrEqual(63 + seconds);
  });

  test('gives them all to the process that needs them', async () => {
    const { limiters } = share(60, 60);
    const [busy, ...others] = limiters;
    for (const limiter of others) await limiter.take('a');
    let taken = 0;
    for (let count = 0; count < 100; count++) if (await busy.take('a')) taken++;
    expect(taken).toBeGreaterThanOrEqual(54);
  });

  test('fills at its rate, however many processes take from it', async () => {
    // 200 tokens a second.
    const { limiters, statements } = share(60, 0.3);
    const started = performance.now();
    const taken = await takeAll(limiters, 460);
    const seconds = (performance.now() - started) / 1000;
    expect(460 / (60 + 200 * seconds)).toBeLessThan(1.1);
    expect(Math.min(...taken)).toBeGreaterThan(40);
    expect(statements()).toBeLessThan(460 / 2);
  });

  test('costs no statement while it is used rarely, and few otherwise', async () => {
    const { limiters, statements } = share(600, 30);
    const [limiter] = limiters;
    for (let count = 0; count < 20; count++) expect(await limiter.take('a')).toBe(true);
    expect(statements()).toBe(0);
    expect(limiter.take('a')).toBeInstanceOf(Promise);
    for (let count = 0; count < 400; count++) expect(await limiter.take('a')).toBe(true);
    // Batches of 40, then of 60.
    expect(statements()).toBeLessThan(10);
  });

  test('asks once for many requests that wait, and not at all while it is empty', async () => {
    const { limiters, statements } = share(60, 600);
    const [limiter] = limiters;
    const results = await Promise.all(Array.from({ length: 300 }, () => limiter.take('a')));
    expect(results.filter(Boolean)).toHaveLength(60);
    expect(statements()).toBeLessThan(15);
    const before = statements();
    for (let count = 0; count < 1000; count++) expect(limiter.take('a')).toBe(false);
    expect(statements()).toBe(before);
    expect(limiter.tokens('a')).toBeLessThan(1);
  });

  test('is charged for what was taken on credit', async () => {
    const { limiters } = share(60, 600);
    for (const limiter of limiters) for (let count = 0; count < 3; count++) await limiter.take('a');
    // Each has two on credit and then a batch of four.
    const [rest = 0] = await restOf();
    expect(rest).toBeGreaterThan(60 - 3 * 6 - 0.1);
    expect(rest).toBeLessThan(60 - 3 * 6 + 3);
  });

  test('is refilled with nothing while the clock of a process jumps', async () => {
    let now = 0;
    const limiter = createSharedLimiter(database.db, { name: 'test', quota: 3, windowSeconds: 600 }, () => now);
    for (let count = 0; count < 3; count++) expect(await limiter.take('a')).toBe(true);
    for (const jump of [599_000, -599_000, 600_000, 3_600_000]) {
      now += jump;
      expect(await limiter.take('a')).toBe(false);
    }
  });
});

test('three servers on one database admit what the limit of a workspace says, to a tenth', async () => {
  const env = { ...BARE_ENVIRONMENT, ...own.environment };
  const args = ['create', '--workspace', 'a'];
  const key = (await runHosted({ program: 'src/commands/keys.ts', args, env })).out.trim();
  const limits = { RATE_LIMITS: 'true', LOG_LEVEL: 'info', FAILED_KEYS_PER_ADDRESS: '1' };
  processes.push(...(await Promise.all([1, 2, 3].map(() => spawnServer({ ...own.environment, ...limits })))));
  let admitted = 0;
  const rejecting = new Set<string>();
  const request = async (url: string): Promise<void> => {
    const { status } = await send(url, key, 'GET', '/v1/agents/llm-models');
    if (status === 200) admitted++;
    else if (status === 429) rejecting.add(url);
    else throw new Error(`The server returned ${status}.`);
  };
  /** Two clients of each server send requests until this is so. Returns how many seconds it took. */
  const sendUntil = async (isReached: () => boolean): Promise<number> => {
    const started = performance.now();
    const client = async ({ url }: ServerProcess): Promise<void> => {
      while (!isReached()) await request(url);
    };
    await Promise.all([...processes, ...processes].map(client));
    return (performance.now() - started) / 1000;
  };

  const emptied = await sendUntil(() => rejecting.size === 3);
  expect(admitted).toBeGreaterThan(0.9 * 60);
  expect(admitted).toBeLessThan(1.1 * (60 + 20 * emptied));
  for (let share = 0; share < 0.9; ) {
    admitted = 0;
    const seconds = await sendUntil(() => admitted >= 200);
    share = admitted / (20 * seconds);
    // Six requests can be on their way when the last one is counted.
    expect(share).toBeLessThan(1.1);
    // It is less where something else held up the machine for longer than the bucket takes to fill.
  }
});
