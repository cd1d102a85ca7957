import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerProcess } from '../running-server.ts';
import { checkHistory } from './check.ts';
import { createHistory, type History } from './history.ts';
import { startArrivals } from './receiver.ts';
import { addFindings, addHistory, createResult, guardResult, type Result, type Run } from './scenario.ts';
import { end, prepareDatabase, productionEnvironment, startReady, type Target, targetOf, until } from './target.ts';
import { addCounters, runTraffic } from './traffic.ts';

// Faults of others that a server depends on. Everything else must go on beside them.

/** Bytes by which the memory of a server may grow beside a fault. Broken servers send gigabytes. */
const MEMORY_BOUND = 160 * 2 ** 20;
const WRITES = 300;

/** A fault of somebody else, and what it needs. */
export type Fault = {
  /** Of the server, beside what every server has. */
  environment?: Record<string, string>;
  beforeTraffic?: (beside: Beside) => Promise<unknown>;
  /** Begins the fault, checks what it leads to, and ends it. */
  fault: (beside: Beside) => Promise<unknown>;
  /** Acknowledged writes before the memory is measured, and at least so many beside the fault. */
  writes?: number;
  /** Bytes by which the memory of the server may grow. */
  memoryBound?: number;
};

export type Beside = { target: Target; history: History; result: Result; server: ServerProcess };

/** Runs a server with traffic, and the fault beside it. No request of the traffic may fail. */
export async function runBeside(
  name: string,
  { random }: Run,
  {
    environment = {},
    beforeTraffic = async () => undefined,
    fault,
    writes = WRITES,
    memoryBound = MEMORY_BOUND,
  }: Fault,
): Promise<Result> {
  const result = createResult(name, 1);
  const history = createHistory();
  const folder = await mkdtemp(join(tmpdir(), 'faults-'));
  const url = `sqlite:${join(folder, 'a.db')}`;
  const receiver = await startArrivals();
  const key = await prepareDatabase(url);
  const server = await startReady({ ...productionEnvironment(url), ...environment });
  const cleanUp = async (): Promise<void> => {
    await end(server, 'SIGKILL');
    await receiver.stop();
    await rm(folder, { recursive: true });
  };
  await guardResult(
    result,
    async () => {
      const target = targetOf(server.url, key);
      const beside = { target, history, result, server };
      const probes = watchProbes(server.url, result);
      await beforeTraffic(beside);
      await addCounters(target, history, 4);
      let isOver = false;
      const options = { target, history, random, webhookUrl: receiver.url, survives: true, isOver: () => isOver };
      const traffic = runTraffic(options);
      await until('writes are acknowledged', () => history.acknowledged >= writes);
      const before = await residentBytes(server);
      const watched = watchMemory(server);
      const goal = history.acknowledged + writes;
      await fault(beside);
      await until('writes are acknowledged beside the fault', () => history.acknowledged >= goal);
      isOver = true;
      await traffic;
      if (history.uncertain > 0)
        result.problems.push(`${history.uncertain} writes were not acknowledged beside the fault`);
      addFindings(result, await checkHistory(target, history, { scope: 'all', arrivals: receiver.arrivals }));
      const grown = (await watched.stop()) - before;
      if (grown > memoryBound) result.problems.push(`the memory grew by ${Math.round(grown / 2 ** 20)} MiB`);
      await probes.stop();
      await end(server, 'SIGTERM');
    },
    cleanUp,
  );
  if (result.problems.length === 0) result.readyz = '200 all the time';
  addHistory(result, history);
  return result;
}

/** Bytes of memory that a process has now. 0 if it has ended. */
async function residentBytes({ child }: ServerProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    return 'VmRSS: 0 kB';
  });
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** Calls something again and again until it is stopped. */
function repeat(pauseMs: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let isOver = false;
  const repeating = (async () => {
    while (!isOver) {
      await work();
      await delay(pauseMs);
    }
  })();
  return {
    stop: () => {
      isOver = true;
      return repeating;
    },
  };
}

/** Returns the most memory that a process has had. */
function watchMemory(server: ServerProcess): { stop(): Promise<number> } {
  let most = 0;
  const watching = repeat(50, async () => {
    most = Math.max(most, await residentBytes(server));
  });
  return {
    stop: async () => {
      await watching.stop();
      return most;
    },
  };
}

/** Both probes return 200, whatever goes on beside them. */
function watchProbes(url: string, { problems }: Result): { stop(): Promise<void> } {
  return repeat(50, async () => {
    for (const path of ['/healthz', '/readyz']) {
      // What fetch throws when a connection fails.
      const status = await fetch(url + path).then(
        ({ status }) => status,
        ({ message }: TypeError) => message,
      );
      if (status !== 200) problems.push(`${path} returned ${status}`);
    }
  });
}
