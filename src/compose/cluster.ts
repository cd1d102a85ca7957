import cluster, { type Worker } from 'node:cluster';
import { type Config, ConfigError } from '../platform/config.ts';
import { isPostgresUrl } from '../platform/database/postgres-url.ts';
import { createLog } from '../platform/log.ts';
import { createClusterMetrics, openMetricsPort } from './metrics-port.ts';

/** Milliseconds before a worker that has died is replaced. They double while its successors die soon. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** Milliseconds after which a worker that dies counts as the first one that did. */
const LIFETIME_MS = 60_000;

/** Messages of a worker to its primary: that it listens, and where. */
export type WorkerMessage = { listening: string };

/**
 * The primary of `WORKERS` server processes, which share one listener. It starts the first one alone, so whatever keeps a server
 * from starting is reported once, and replaces those that die.
 *
 * It ends with 1 if a worker dies before it listens, at the start or while no other one listens. A signal stops all workers.
 *
 * @throws ConfigError unless the database is on Postgres, or when `METRICS_PORT` cannot be listened on
 */
export async function startCluster(config: Config): Promise<void> {
  rejectEmbedded(config);
  const log = createLog(config.logLevel);
  const metrics = await openMetricsPort(config, log, createClusterMetrics());
  const alive = new Set<Worker>();
  /** Those that serve requests. */
  const listening = new Set<Worker>();
  let isComplete = false;
  let isStopping = false;

  const start = (deaths: number): void => {
    const worker = cluster.fork();
    alive.add(worker);
    const startedAt = performance.now();
    worker.on('message', (message: WorkerMessage) => {
      if (message.listening !== undefined) onListening(worker, message.listening);
    });
    worker.once('exit', (code, signal) => {
      const lived = performance.now() - startedAt;
      onExit(worker, { code, signal, deaths: lived > LIFETIME_MS ? 1 : deaths + 1 });
    });
  };

  const replacements = planReplacements(start);

  const onListening = (worker: Worker, url: string): void => {
    listening.add(worker);
    log.info({ worker: worker.id, pid: worker.process.pid }, 'worker listening');
    if (isComplete) return;
    if (listening.size === config.workers) {
      isComplete = true;
      log.info({ url, metrics, ...describeCluster(config) }, 'listening');
    } else if (worker.id === 1) for (let count = 1; count < config.workers; count++) start(0);
  };

  const onExit = (worker: Worker, { code, signal, deaths }: WorkerExit): void => {
    alive.delete(worker);
    const hasListened = listening.delete(worker);
    const line = { worker: worker.id, pid: worker.process.pid, code, signal };
    if (isStopping) {
      if (code !== 0 && signal !== 'SIGTERM' && signal !== 'SIGINT') {
        log.error(line, 'worker failed to stop');
        process.exitCode = 1;
      }
      endIfAlone();
    } else if (!hasListened && (!isComplete || listening.size === 0)) {
      log.fatal(line, 'worker ended before it listened');
      process.exitCode = 1;
      stop();
    } else {
      const pause_ms = replacements.plan(deaths);
      // An operator may end a worker with SIGTERM.
      log[code === 0 ? 'info' : 'error']({ ...line, pause_ms }, 'worker ended and is replaced');
    }
  };

  const stop = (): void => {
    isStopping = true;
    replacements.cancel();
    for (const worker of alive) worker.kill('SIGTERM');
    endIfAlone();
  };

  const endIfAlone = (): void => {
    if (alive.size > 0) return;
    log.info('stopped');
    process.exit();
  };

  const onSignal = (signal: NodeJS.Signals): void => {
    // Ctrl-C and some supervisors signal the workers too, which stop once.
    if (isStopping) return;
    log.info({ signal }, 'stopping');
    stop();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  start(0);
}

const describeCluster = ({ nodeEnv, workers }: Config) => ({ node: process.version, environment: nodeEnv, workers });

type Replacements = {
  /** Starts a worker after a pause, which is returned in milliseconds. */
  plan(deaths: number): number;
  cancel(): void;
};

function planReplacements(start: (deaths: number) => void): Replacements {
  const pauses = new Set<NodeJS.Timeout>();
  return {
    plan: (deaths) => {
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths - 1));
      const pause = setTimeout(() => {
        pauses.delete(pause);
        start(deaths);
      }, pauseMs);
      pauses.add(pause);
      return pauseMs;
    },
    cancel: () => {
      for (const pause of pauses) clearTimeout(pause);
    },
  };
}

/** How a worker ended, and how many have died in its place without a long life. */
type WorkerExit = { code: number | null; signal: string | null; deaths: number };

function rejectEmbedded({ workers, databaseUrl }: Config): void {
  if (isPostgresUrl(databaseUrl)) return;
  throw new ConfigError(
    `WORKERS=${workers} needs Postgres: processes on an SQLite file would not share rate limits. Set DATABASE_URL=postgres://… or WORKERS=1.`,
  );
}
