import cluster from 'node:cluster';
import { ContractError } from '../contract/document/document.ts';
import { ConfigError, readConfig } from '../platform/config.ts';

// `npm start`: the server, or with WORKERS the primary of several. A primary loads no part of the API.

try {
  const config = readConfig(process.env);
  if (config.workers > 1 && cluster.isPrimary) await (await import('../compose/cluster.ts')).startCluster(config);
  else await (await import('../compose/server-process.ts')).serveApi(config);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
  // The connection with a primary keeps a process.
  cluster.worker?.disconnect();
}
