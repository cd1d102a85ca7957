import { openSecrets } from '../compose/dependencies.ts';
import { openMetricsPort } from '../compose/metrics-port.ts';
import { openMetrics, stopTracing } from '../compose/observability.ts';
import { createWork } from '../compose/work.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { createLog } from '../platform/log.ts';
import { openTracing } from '../platform/tracing.ts';

// The background process: the work beside requests, in a process of its own (`npm run worker`).

try {
  await startWorker();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function startWorker(): Promise<void> {
  const config = readConfig(process.env);
  if (config.databaseUrl === 'sqlite::memory:') {
    throw new ConfigError('DATABASE_URL: a database in memory is empty for a worker; name the one of the server.');
  }
  const log = createLog(config.logLevel);
  const database = await openDatabase(config.databaseUrl, config);
  const now = () => new Date();
  const prepare = async () => {
    const secrets = await openSecrets(config, database);
    const metrics = await openMetrics({ config, database, log, now });
    const tracing = await openTracing(config.openTelemetry, (sentence) => log.warn(sentence));
    return { secrets, metrics, tracing, metricsUrl: await openMetricsPort(config, log, metrics?.write) };
  };
  const { secrets, metrics, tracing, metricsUrl } = await prepare().catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const work = createWork({ config, database, secrets, log, now, metrics, tracing });
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await work.stop();
    await stopTracing(tracing, log);
    await database.close();
    log.info('stopped');
    process.exit();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  work.start();
  log.info({ metrics: metricsUrl, node: process.version, environment: config.nodeEnv }, 'working');
}
