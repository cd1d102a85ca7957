import { readFile } from 'node:fs/promises';
import type { Gauge, MetricObjectWithValues, MetricValue, Registry } from 'prom-client';

/** The values of all metrics of one process, as prom-client aggregates them. They can be sent to another process. */
export type MetricsSnapshot = MetricObjectWithValues<MetricValue<string>>[];

/** Metrics as Prometheus reads them. */
export type MetricsText = { contentType: string; text: string };

/** The outcome of an attempt to deliver a webhook. */
export type AttemptOutcome = 'delivered' | 'retrying' | 'failed' | 'interrupted';

/** Deliveries that wait for an attempt. */
export type Backlog = {
  /** Those that are due, counted up to a bound. */
  due: number;
  /** Age of the oldest due delivery. 0 if there is none. */
  oldestSeconds: number;
};

/** Connections of a pool. */
export type PoolUsage = { size: number; open: number; idle: number; waiting: number };

/** Values that are measured on request. */
export type MetricSources = {
  backlog: () => Promise<Backlog>;
  /** Undefined where the database has no pool. */
  pool: (() => PoolUsage) | undefined;
  /** Called with why the backlog cannot be measured. */
  onFailure: (error: unknown) => void;
};

/** The status of requests whose caller left before the response was sent. */
export const ABORTED = 'aborted';

/**
 * Counts what a process does. A label is never chosen by a caller: operations are those of the contract, or undefined where a
 * request has none.
 */
export type Metrics = {
  /** Counts a request, and how long it took where that says something of the server. */
  countRequest(operation: string | undefined, status: number | typeof ABORTED, seconds?: number): void;
  /** Counts a request that the contract does not allow, by the error code of its response. */
  countRejection(operation: string | undefined, code: string): void;
  /** Counts a response that the contract does not allow. */
  countViolation(operation: string | undefined): void;
  /** Counts a 429 by the name of its limit. */
  countLimited(limit: string): void;
  countAttempt(outcome: AttemptOutcome): void;
  /** The values now, to be written with those of other processes. */
  read(): Promise<MetricsSnapshot>;
  /** The values now, written. */
  write(): Promise<MetricsText>;
};

/** Upper bounds of the latency histogram, in seconds: from a read to a statement that waits for the disk or for Postgres. */
const LATENCY_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];

/** The label of requests that have no operation, whatever their path and method. */
const NO_OPERATION = 'none';

const MANIFEST = new URL('../../package.json', import.meta.url);

/** Starts to count. prom-client is loaded here, so that a server without metrics does without it. */
export async function createMetrics(sources: MetricSources): Promise<Metrics> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const { version } = JSON.parse(await readFile(MANIFEST, 'utf8')) as { version: string };
  new Gauge({
    name: 'voice_agents_build_info',
    help: 'The version of this server, as a label. The value is 1.',
    labelNames: ['version'],
    aggregator: 'first',
    registers,
  }).set({ version }, 1);
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests, by operation of the contract and status of the response.',
    labelNames: ['operation', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its response.',
    labelNames: ['operation'],
    buckets: LATENCY_SECONDS,
    registers,
  });
  const counterBy = (name: string, label: string, help: string) => {
    const counter = new Counter({ name, help, labelNames: [label], registers });
    return (value: string): void => counter.inc({ [label]: value });
  };
  const rejections = new Counter({
    name: 'contract_rejections_total',
    help: 'Requests that the contract does not allow, by operation and error code.',
    labelNames: ['operation', 'code'],
    registers,
  });
  const countViolation = counterBy(
    'response_violations_total',
    'operation',
    'Responses that violate the contract. The caller got a 500 instead.',
  );
  addBacklog(registry, Gauge, sources);
  if (sources.pool !== undefined) addPool(registry, Gauge, sources.pool);
  return {
    countRequest: (operation = NO_OPERATION, status, seconds) => {
      requests.inc({ operation, status: String(status) });
      if (seconds !== undefined) durations.observe({ operation }, seconds);
    },
    countRejection: (operation = NO_OPERATION, code) => rejections.inc({ operation, code }),
    countViolation: (operation = NO_OPERATION) => countViolation(operation),
    countLimited: counterBy('rate_limited_requests_total', 'limit', 'Requests that a rate limit rejected.'),
    countAttempt: counterBy('webhook_attempts_total', 'outcome', 'Attempts to deliver a webhook, by outcome.'),
    // Its types leave out what counters and gauges lack of a histogram's values.
    read: async () => (await registry.getMetricsAsJSON()) as MetricsSnapshot,
    write: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

type GaugeClass = typeof Gauge;

/** Every process on a database measures the same backlog, so it is not summed. */
function addBacklog(registry: Registry, GaugeOf: GaugeClass, { backlog, onFailure }: MetricSources): void {
  const gauge = (key: keyof Backlog, name: string, help: string): void => {
    const one: Gauge = new GaugeOf({
      name,
      help,
      aggregator: 'max',
      registers: [registry],
      collect: async () => {
        try {
          one.set((await backlog())[key]);
        } catch (error) {
          // A metric without a value is unknown. Other metrics are still useful.
          one.remove();
          onFailure(error);
        }
      },
    });
  };
  gauge('due', 'webhook_due_deliveries', 'Webhook deliveries that are due, counted up to 10000.');
  gauge('oldestSeconds', 'webhook_oldest_due_seconds', 'How long the first due webhook delivery has been due.');
}

function addPool(registry: Registry, GaugeOf: GaugeClass, usage: () => PoolUsage): void {
  const gauge = (key: keyof PoolUsage, name: string, help: string): void => {
    const one: Gauge = new GaugeOf({ name, help, registers: [registry], collect: () => one.set(usage()[key]) });
  };
  gauge('size', 'database_pool_max_connections', 'Connections that the pool has at most.');
  gauge('open', 'database_pool_connections', 'Connections of the pool that are open.');
  gauge('idle', 'database_pool_idle_connections', 'Open connections of the pool that are not in use.');
  gauge('waiting', 'database_pool_waiting', 'Statements and transactions that wait for a connection.');
}

/** Writes the metrics of some processes as those of one: counters are summed. */
export async function writeMetrics(snapshots: MetricsSnapshot[]): Promise<MetricsText> {
  const { AggregatorRegistry } = await import('prom-client');
  const registry = AggregatorRegistry.aggregate(snapshots);
  return { contentType: registry.contentType, text: await registry.metrics() };
}

/** Sums what stays true of processes that have ended: their counters and histograms. */
export async function sumMetrics(snapshots: MetricsSnapshot[]): Promise<MetricsSnapshot> {
  const { AggregatorRegistry } = await import('prom-client');
  // Its types lack the names of a histogram's values.
  const sums = (await AggregatorRegistry.aggregate(snapshots).getMetricsAsJSON()) as MetricsSnapshot;
  return sums.filter(({ type }) => ['counter', 'histogram'].includes(String(type)));
}
