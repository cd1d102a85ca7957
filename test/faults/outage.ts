import { checkHistory } from './check.ts';
import { createHistory } from './history.ts';
import { startArrivals } from './receiver.ts';
import { addFindings, addHistory, createResult, guardResult, type Result, type Run } from './scenario.ts';
import { end, prepareDatabase, productionEnvironment, readiness, startReady, targetOf, until } from './target.ts';
import { addCounters, runTraffic } from './traffic.ts';

/** A fault that makes the database of a running server unusable for some time. */
export type Outage = {
  /** Of the server, beside what every server has. */
  environment?: Record<string, string>;
  begin(): Promise<unknown>;
  finish(): Promise<unknown>;
  /** Called when the server has ended. Returns what is wrong. */
  afterEnd?(): Promise<string[]>;
};

/** Acknowledged writes before a fault, and after it. */
const WRITES = 60;
/** Looks at `/readyz` during a fault. */
const LOOKS = 10;
/** Uncertain writes after which a server that says it is ready should have acknowledged one. */
const FAILURES = 48;

/** Lets one server go through outages under load. It is never restarted. */
export async function surviveOutages(name: string, url: string, outage: Outage, run: Run): Promise<Result> {
  const { times, random, log } = run;
  const result = createResult(name, times);
  const history = createHistory();
  const receiver = await startArrivals();
  const key = await prepareDatabase(url);
  const server = await startReady({ ...productionEnvironment(url), ...outage.environment });
  const target = targetOf(server.url, key);
  const cleanUp = async (): Promise<void> => {
    await end(server, 'SIGKILL');
    await receiver.stop();
  };
  await guardResult(
    result,
    async () => {
      await addCounters(target, history, 4);
      for (let round = 1; round <= times; round++) {
        let isOver = false;
        const traffic = runTraffic({
          ...{ target, history, random, webhookUrl: receiver.url, survives: true, isOver: () => isOver },
        });
        const acknowledgeMore = async (): Promise<number> => {
          const goal = history.acknowledged + WRITES;
          return until('more writes are acknowledged', () => history.acknowledged >= goal);
        };
        await acknowledgeMore();
        await outage.begin();
        await until('/readyz returns 503', async () => (await readiness(server.url)) === 503);
        for (let look = 0; look < LOOKS; look++) {
          const { acknowledged, uncertain } = history;
          const status = await readiness(server.url);
          if (status === 503) continue;
          await until(
            'a write succeeds or fails',
            () => history.acknowledged > acknowledged || history.uncertain > uncertain + FAILURES,
          );
          if (history.acknowledged === acknowledged)
            result.problems.push(`/readyz returned ${status} during the fault`);
        }
        const health = await fetch(`${server.url}/healthz`);
        if (health.status !== 200) result.problems.push(`/healthz returned ${health.status} during the fault`);
        await outage.finish();
        result.recoveries.push(await until('/readyz returns 200', async () => (await readiness(server.url)) === 200));
        await acknowledgeMore();
        isOver = true;
        await traffic;
        const scope = round === times ? 'all' : 'touched';
        addFindings(result, await checkHistory(target, history, { scope, arrivals: receiver.arrivals }));
        log(`${name} ${round}/${times}: ${history.acknowledged} acknowledged, ${history.uncertain} uncertain`);
      }
      if (server.child.exitCode !== null) result.problems.push('the server ended');
      await end(server, 'SIGTERM');
      result.problems.push(...((await outage.afterEnd?.()) ?? []));
    },
    cleanUp,
  );
  if (result.problems.length === 0) result.readyz = '503 during the fault, 200 after';
  addHistory(result, history);
  return result;
}
