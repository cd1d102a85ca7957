import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import { type Config, ConfigError } from '../platform/config.ts';
import { type Metrics, type MetricsSnapshot, type MetricsText, sumMetrics, writeMetrics } from '../platform/metrics.ts';
import { serveMetrics } from '../platform/metrics-server.ts';

/** Milliseconds that a worker has to send its metrics. Otherwise those that it sent before are used. */
const WORKER_MS = 2000;

/** Asks a worker for its metrics, and its response. */
type MetricsQuestion = { readMetrics: number };
type MetricsReply = { metrics: { question: number; snapshot: MetricsSnapshot } };

/**
 * Serves metrics on `METRICS_PORT` until the process ends.
 *
 * @param write undefined where nothing is counted
 * @returns their URL, or undefined if there are none
 * @throws ConfigError when the port cannot be listened on
 */
export async function openMetricsPort(
  { metricsHost: host, metricsPort: port }: Config,
  log: Logger,
  write: (() => Promise<MetricsText>) | undefined,
): Promise<string | undefined> {
  if (write === undefined || port === undefined) return undefined;
  const onFailure = (error: unknown): void => log.error({ err: error }, 'the metrics cannot be written');
  const server = await serveMetrics(write, { host, port, onFailure }).catch((error: Error) => {
    throw new ConfigError(
      `METRICS_HOST and METRICS_PORT: cannot listen on ${host}:${port} (${error.message}). Each process needs its own port.`,
    );
  });
  return server.url;
}

/** Lets the primary read the metrics of this worker. */
export function sendMetricsToPrimary(worker: Worker, { read }: Metrics, log: Logger): void {
  worker.on('message', async ({ readMetrics: question }: Partial<MetricsQuestion>) => {
    if (question === undefined) return;
    try {
      const snapshot = await read();
      if (worker.isConnected()) worker.send({ metrics: { question, snapshot } } satisfies MetricsReply);
    } catch (error) {
      log.error({ err: error }, 'the metrics cannot be read');
    }
  });
}

/**
 * The metrics of all workers, for the primary. The last metrics of an ended worker stay in the sums. A counter that
 * decreases counts as restarted from 0.
 */
export function createClusterMetrics(): () => Promise<MetricsText> {
  /** By the id of a worker. */
  const known = new Map<number, MetricsSnapshot>();
  let ended: Promise<MetricsSnapshot> = Promise.resolve([]);
  let questions = 0;
  let onReply: (worker: Worker, question: number) => void = () => undefined;

  cluster.on('message', (worker, { metrics }: Partial<MetricsReply>) => {
    if (metrics === undefined || worker.isDead()) return;
    known.set(worker.id, metrics.snapshot);
    onReply(worker, metrics.question);
  });
  cluster.on('exit', (worker) => {
    const last = known.get(worker.id);
    known.delete(worker.id);
    if (last !== undefined) ended = ended.then((before) => sumMetrics([before, last]));
  });

  const askWorkers = (): Promise<void> =>
    new Promise((resolve) => {
      const asked = Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected() === true);
      const waiting = new Set(asked.map((worker) => worker?.id));
      const question = ++questions;
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, WORKER_MS);
      onReply = (worker, replied) => {
        if (replied !== question) return;
        waiting.delete(worker.id);
        if (waiting.size === 0) end();
      };
      for (const worker of asked) worker?.send({ readMetrics: question } satisfies MetricsQuestion);
      if (waiting.size === 0) end();
    });

  return async () => {
    await askWorkers();
    return writeMetrics([await ended, ...known.values()]);
  };
}
