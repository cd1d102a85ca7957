import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/platform/database/database.ts';
import { createKey } from '../../src/platform/keys.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { MINIMAL } from '../running-server.ts';
import { checkHistory } from './check.ts';
import { createHistory } from './history.ts';
import { DURABLE } from './kills.ts';
import { startArrivals } from './receiver.ts';
import {
  addFindings,
  addHistory,
  createResult,
  guardResult,
  type Result,
  type Run,
  type Scenario,
} from './scenario.ts';
import {
  end,
  prepareDatabase,
  productionEnvironment,
  readiness,
  startReady,
  type Target,
  targetOf,
  until,
} from './target.ts';
import { addCounters, runTraffic } from './traffic.ts';

const HOUR = 3600;
/** Seconds by which the clock of the server differs from the real one, one after the other. */
const OFFSETS = [-HOUR, 0, HOUR, 0];
/** Acknowledged writes before each step and after it. */
const WRITES = 60;
/** Milliseconds that the receiver of webhooks takes, so that a step meets some that are under way. */
const RECEIVER_MS = 200;
/** Seconds within which the clock is seen to have moved, and a rate limit that was reached lets requests through. */
const PATIENCE = { patience: 30, pauseMs: 100 };

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

type Clock = { environment: Record<string, string>; flags: string[]; set(seconds: number): Promise<void> };

/** A clock that a file shifts: of the whole process where libfaketime is installed, otherwise the one of JavaScript. */
async function createClock(folder: string): Promise<Clock> {
  const file = join(folder, 'clock');
  const set = (seconds: number): Promise<void> => writeFile(file, seconds < 0 ? `${seconds}` : `+${seconds}`);
  await set(0);
  if (!existsSync(LIBRARY)) {
    const preload = fileURLToPath(new URL('shifted-date.ts', import.meta.url));
    return { environment: { CLOCK_FILE: file }, flags: ['--import', preload], set };
  }
  const environment = {
    LD_PRELOAD: LIBRARY,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    // Such a clock is never set.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { environment, flags: [], set };
}

/** Seconds by which the clock of a server differs from that of this process, by its `Date` header. */
async function offsetOf(url: string): Promise<number> {
  const response = await fetch(`${url}/healthz`);
  return (Date.parse(response.headers.get('date') ?? '') - Date.now()) / 1000;
}

/** What has to hold after each step. */
async function checkStep(result: Result, { target, limited, step }: { target: Target; limited: Target; step: string }) {
  const status = async (): Promise<number> => (await limited.send('GET', '/v1/agents?limit=1')).status;
  try {
    result.recoveries.push(
      await until('a reached rate limit lets requests through', async () => (await status()) === 200, PATIENCE),
    );
  } catch (error) {
    result.problems.push(`${step}: ${(error as Error).message}`);
  }
  const json = { ...MINIMAL, name: 'counter of a clock', prompt: '0' };
  const sent = { json, headers: { 'idempotency-key': 'clock' } };
  const replayed = await target.send('POST', '/v1/agents', sent);
  if (replayed.headers.get('idempotent-replayed') !== 'true') {
    result.problems.push(`${step}: a repeated request was not replayed: ${replayed.status}`);
  }
}

/** Steps the clock of a server under load. */
async function stepClock(name: string, url: string, folder: string, run: Run): Promise<Result> {
  const { times, random, log } = run;
  const result = createResult(name, times * OFFSETS.length);
  const history = createHistory();
  const receiver = await startArrivals(RECEIVER_MS);
  const clock = await createClock(folder);
  const key = await prepareDatabase(url);
  const database = await openDatabase(url);
  const expiresAt = new Date(Date.now() + 2 * HOUR * 1000);
  const [limitedKey, expiring] = [
    await createKey(database.db, { workspace: 'limited', expiresAt: null, now: new Date() }),
    await createKey(database.db, { workspace: 'faults', expiresAt, now: new Date() }),
  ];
  await database.close();
  const limits = { RATE_LIMITS: 'true', RATE_LIMIT_PER_SECOND: '100000', RATE_LIMIT_BURST: '100000' };
  const server = await startReady(
    { ...productionEnvironment(url), ...limits, WORKSPACE_RATE_LIMITS: 'limited=5/20', ...clock.environment },
    clock.flags,
  );
  const target = targetOf(server.url, key);
  const limited = targetOf(server.url, limitedKey.key);
  const cleanUp = async (): Promise<void> => {
    await end(server, 'SIGKILL');
    await receiver.stop();
  };
  await guardResult(
    result,
    async () => {
      await addCounters(target, history, 4);
      const json = { ...MINIMAL, name: 'counter of a clock', prompt: '0' };
      const { body } = await target.send('POST', '/v1/agents', { json, headers: { 'idempotency-key': 'clock' } });
      history.counters.push({ id: body.id, acknowledged: 0, uncertain: 0 });
      let isOver = false;
      // Half of the writers have a key that expires later than any step.
      const traffics = [target, targetOf(server.url, expiring.key)].map((one) =>
        runTraffic({
          ...{
            target: one,
            history,
            random,
            webhookUrl: receiver.url,
            survives: true,
            isOver: () => isOver,
            writers: 8,
          },
        }),
      );
      const acknowledgeMore = async (): Promise<number> => {
        const goal = history.acknowledged + WRITES;
        return until('more writes are acknowledged', () => history.acknowledged >= goal);
      };
      for (const [index, offset] of Array(times).fill(OFFSETS).flat().entries()) {
        await acknowledgeMore();
        await until('a rate limit is reached', async () => (await limited.send('GET', '/v1/voices')).status === 429);
        await clock.set(offset);
        await until('the clock has moved', async () => Math.abs((await offsetOf(server.url)) - offset) < 60, PATIENCE);
        await checkStep(result, { target, limited, step: `step ${index + 1}, to ${offset} s` });
        await acknowledgeMore();
        log(`${name} ${index + 1}: ${history.acknowledged} acknowledged`);
      }
      isOver = true;
      await Promise.all(traffics);
      // Webhooks that waited when the clock was set back are due when it is there again.
      await clock.set(HOUR);
      if (history.uncertain > 0) result.problems.push(`${history.uncertain} writes were not acknowledged`);
      addFindings(result, await checkHistory(target, history, { scope: 'all', arrivals: receiver.arrivals }));
      const most = Math.max(...[...receiver.arrivals.values()].map(({ length }) => length));
      if (most > 2) result.problems.push(`a webhook arrived ${most} times`);
      const ready = await readiness(server.url);
      result.readyz = `${ready} at the end`;
      if (ready !== 200) result.problems.push(`/readyz returned ${ready}`);
      await end(server, 'SIGTERM');
    },
    cleanUp,
  );
  addHistory(result, history);
  return result;
}

async function inFolder(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'faults-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const sqliteClock: Scenario = {
  name: 'Clock set back and forth by 1 h, SQLite',
  times: 2,
  run: (run) => inFolder((folder) => stepClock(sqliteClock.name, `sqlite:${join(folder, 'a.db')}`, folder, run)),
};

const postgresClock: Scenario = {
  name: 'Clock set back and forth by 1 h, Postgres',
  times: 2,
  run: (run) =>
    inFolder(async (folder) => {
      const postgres = await startPostgres(DURABLE);
      try {
        return await stepClock(postgresClock.name, postgres.urlOf('postgres'), folder, run);
      } finally {
        await postgres.remove();
      }
    }),
};

export const clocks = [sqliteClock, postgresClock];
