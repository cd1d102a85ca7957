import cluster from 'node:cluster';
import type { Server, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createHttpServer, cutStalledClients } from '../contract/adapters/http-server.ts';
import type { OpenApiDocument } from '../contract/document/document.ts';
import { listOperations } from '../contract/document/operations.ts';
import { type Config, ConfigError } from '../platform/config.ts';
import { type Connections, trackConnections } from '../platform/connections.ts';
import { createKey, hasNoWorkspace } from '../platform/keys.ts';
import { createLog } from '../platform/log.ts';
import type { WorkerMessage } from './cluster.ts';
import { respondToInvalidHttp } from './invalid-http.ts';
import { openMetricsPort, sendMetricsToPrimary } from './metrics-port.ts';
import { stopTracing } from './observability.ts';
import { type Api, createApi } from './server.ts';

/** Milliseconds that requests in flight have to finish before their connections are cut. */
const STOP_TIMEOUT_MS = 8000;
/** Milliseconds that the last uses of keys have to be written at the stop. */
const KEY_USES_TIMEOUT_MS = 1000;
/** Milliseconds between two looks for requests that arrive too slowly. */
const TIMEOUT_CHECK_MS = 1000;
const FIRST_WORKSPACE = 'default';

/**
 * Serves the API until a signal, in a process of its own or as a worker of `cluster.ts`.
 *
 * @throws ConfigError or ContractError with a sentence for the operator, when something needed is wrong or missing
 */
export async function serveApi(config: Config): Promise<void> {
  const { worker } = cluster;
  const ownLog = createLog(config.logLevel);
  const log = worker === undefined ? ownLog : ownLog.child({ worker: worker.id });
  const api = await createApi(config, log);
  const server = createHttpServer(api.app, {
    ...timeoutsOf(config),
    // A request without a Host is rejected by the app, in the envelope of every other error.
    requireHostHeader: false,
  });
  // RFC 9110 §10.1.1 lets a server pass over an expectation that it does not know.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  const connections = trackConnections(server);
  respondToInvalidHttp(server, connections, log, api.metrics);
  cutStalledClients(server, config.sendTimeoutSeconds * 1000);
  if (worker !== undefined && api.metrics !== undefined) sendMetricsToPrimary(worker, api.metrics, log);
  const write = worker === undefined ? api.metrics?.write : undefined;
  const metrics = await openMetricsPort(config, log, write).catch(async (error: unknown) => {
    await api.database.close();
    throw error;
  });
  const url = await listen(server, config).catch(async (error: Error) => {
    await api.database.close();
    throw new ConfigError(`HOST and PORT: cannot listen on ${config.host}:${config.port} (${error.message}).`);
  });
  await greet(api, url);
  stopWhenAsked({ api, connections, log, drainMs: config.drainDelaySeconds * 1000 });
  if (config.backgroundWork) api.work.start();
  api.keyUses.start();
  // Only now, so that a process that waits for this line can stop the server in good order.
  if (worker === undefined) log.info({ url, metrics, node: process.version, environment: config.nodeEnv }, 'listening');
  else worker.send({ listening: url } satisfies WorkerMessage);
}

async function listen(server: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // A server that listens on a host and a port has an address with both.
  const { address, family, port: taken } = server.address() as AddressInfo;
  // The address that stands for all of a machine's is none to call.
  const callable = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[address] ?? (family === 'IPv6' ? `[${address}]` : address);
  return `http://${callable}:${taken}`;
}

/** On the first start with an empty embedded database: prints a key once, with two requests that work. */
async function greet({ database, document }: Api, url: string): Promise<void> {
  if (!database.embedded || !(await hasNoWorkspace(database.db))) return;
  const { key } = await createKey(database.db, { workspace: FIRST_WORKSPACE, expiresAt: null, now: new Date() });
  const call = (method: string, path: string, operationId: string): string => {
    const body = JSON.stringify(documentExample(document, operationId, 'full')).replaceAll("'", "'\\''");
    const headers = `-H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json'`;
    return `curl -sS -X ${method} ${url}${path} ${headers} -d '${body}'`;
  };
  process.stdout.write(
    `
First start. API key, shown only once:

  ${key}

Create an agent with every setting:

${call('POST', '/v1/agents', 'createAgent')}

Update every setting of it. Replace AGENT_ID with its id:

${call('PATCH', '/v1/agents/AGENT_ID', 'updateAgent')}

The documentation is at ${url}/docs

`,
  );
}

function documentExample(document: OpenApiDocument, operationId: string, name: string): unknown {
  const operation = listOperations(document).find((candidate) => candidate.operationId === operationId);
  return operation?.requestBody?.content['application/json']?.examples?.[name]?.value;
}

type RunningServer = { api: Api; connections: Connections; log: Logger; drainMs: number };

/**
 * On a signal: `/readyz` returns 503 for the delay, then the listener is closed, requests in flight finish, the database is
 * closed, and the process ends with 0. A worker whose primary has died has no listener any more: it does the same, without
 * the delay.
 */
function stopWhenAsked({ api, connections, log, drainMs }: RunningServer): void {
  let stopping = false;
  const stop = async (reason: NodeJS.Signals | 'disconnect'): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal: reason }, 'stopping');
    api.drain();
    if (drainMs > 0 && reason !== 'disconnect') await delay(drainMs);
    const workIsDone = api.work.stop();
    const limit = delay(STOP_TIMEOUT_MS);
    await connections.close(STOP_TIMEOUT_MS);
    // Interrupted webhook attempts are repeated after the next start.
    await Promise.race([workIsDone, limit]);
    await Promise.race([api.keyUses.stop(), delay(KEY_USES_TIMEOUT_MS)]);
    await stopTracing(api.tracing, log);
    await api.database.close();
    log.info('stopped');
    // A voice catalog that does not respond would keep the process until its timeout.
    process.exit();
  };
  // Not `once`: Ctrl-C reaches a server under npm twice, and the second time must not kill it.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { worker } = cluster;
  worker?.once('disconnect', () => {
    // Otherwise Node ends the process after this event.
    worker.exitedAfterDisconnect = true;
    void stop('disconnect');
  });
}

/** Time-outs of Node for clients. */
function timeoutsOf({ keepAliveTimeoutSeconds, headersTimeoutSeconds, requestTimeoutSeconds }: Config): ServerOptions {
  return {
    keepAliveTimeout: keepAliveTimeoutSeconds * 1000,
    // Node rejects a limit for the headers above that for the whole request.
    headersTimeout: Math.min(headersTimeoutSeconds, requestTimeoutSeconds) * 1000,
    requestTimeout: requestTimeoutSeconds * 1000,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  };
}
