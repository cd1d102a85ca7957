import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../postgres/postgres.ts';
import type { ServerProcess } from '../running-server.ts';
import { checkHistory } from './check.ts';
import { createHistory } from './history.ts';
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
import { checkSqliteFile } from './sqlite-file.ts';
import { end, prepareDatabase, productionEnvironment, startReady, targetOf, until } from './target.ts';
import { addCounters, runTraffic } from './traffic.ts';

/** A database whose server is killed. */
export type Victim = {
  url: string;
  /** Called when the process is gone, before the next one starts. Returns what is wrong. */
  afterKill(): Promise<string[]>;
};

/** Acknowledged writes of a round before the kill, at least and at most. */
const WRITES = [16, 160] as const;
/** Milliseconds that a kill comes later than the write that it counts, at most. */
const LATE_MS = 12;

/** Kills a server with `kill -9` during writes, again and again, and checks each time what the next one has. */
export async function killRepeatedly(name: string, victim: Victim, { times, random, log }: Run): Promise<Result> {
  const result = createResult(name, times);
  const history = createHistory();
  const receiver = await startArrivals();
  const environment = productionEnvironment(victim.url);
  let running: ServerProcess | undefined;
  await guardResult(
    result,
    async () => {
      const key = await prepareDatabase(victim.url);
      for (let round = 0; round <= times; round++) {
        const server = await startReady(environment);
        running = server;
        if (round > 0) result.recoveries.push(server.seconds);
        const target = targetOf(server.url, key);
        const scope = round === times ? 'all' : 'touched';
        addFindings(result, await checkHistory(target, history, { scope, arrivals: receiver.arrivals }));
        if (round === times) {
          await end(server, 'SIGTERM');
          break;
        }
        await addCounters(target, history, 4);
        const goal = history.acknowledged + WRITES[0] + Math.floor(random() * (WRITES[1] - WRITES[0]));
        const lateMs = random() * LATE_MS;
        let isKilled = false;
        const onAcknowledged = (): void => {
          if (isKilled || history.acknowledged < goal) return;
          isKilled = true;
          void delay(lateMs).then(() => server.child.kill('SIGKILL'));
        };
        await runTraffic({ target, history, random, webhookUrl: receiver.url, isOver: () => false, onAcknowledged });
        await server.exited;
        result.problems.push(...(await victim.afterKill()));
        log(`${name} ${round + 1}/${times}: ${history.acknowledged} acknowledged`);
      }
      result.problems.push(...(await victim.afterKill()));
    },
    async () => {
      running?.child.kill('SIGKILL');
      await receiver.stop();
    },
  );
  result.readyz = `200 after each of ${result.recoveries.length}`;
  addHistory(result, history);
  return result;
}

/** What is done with a database when its server was killed. */
export function victimOf(url: string): Victim {
  return {
    url,
    afterKill: () => (url.startsWith('sqlite:') ? checkSqliteFile(url.slice('sqlite:'.length)) : leavePostgres(url)),
  };
}

/** A transaction that was sent completely can be committed after its client has gone. */
async function leavePostgres(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const query = `select 1 from pg_stat_activity where application_name = 'voice-agents-api' and datname = current_database()`;
  await until('the connections of the server are gone', async () => (await client.query(query)).rowCount === 0);
  await client.end();
  return [];
}

export const sqliteKills: Scenario = {
  name: '`kill -9` of the server, SQLite',
  times: 100,
  run: async (run) => {
    const folder = await mkdtemp(join(tmpdir(), 'faults-'));
    try {
      return await killRepeatedly(sqliteKills.name, victimOf(`sqlite:${join(folder, 'a.db')}`), run);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Postgres as it is shipped, which waits for the disk before it acknowledges a commit. */
export const DURABLE = ['max_connections=100'];

export const postgresKills: Scenario = {
  name: '`kill -9` of the server, Postgres',
  times: 50,
  run: async (run) => {
    const postgres = await startPostgres(DURABLE);
    try {
      return await killRepeatedly(postgresKills.name, victimOf(postgres.urlOf('postgres')), run);
    } finally {
      await postgres.remove();
    }
  },
};
