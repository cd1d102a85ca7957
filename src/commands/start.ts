import type { Server, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { respondToInvalidHttp } from '../compose/invalid-http.ts';
import { type Api, createApi } from '../compose/server.ts';
import { createHttpServer, cutStalledClients } from '../contract/adapters/http-server.ts';
import { ContractError, type OpenApiDocument } from '../contract/document/document.ts';
import { listOperations } from '../contract/document/operations.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import { type Connections, trackConnections } from '../platform/connections.ts';
import { createKey, hasNoWorkspace } from '../platform/keys.ts';
import { createLog } from '../platform/log.ts';

/** Milliseconds that requests in flight have to finish before their connections are cut. */
const STOP_TIMEOUT_MS = 8000;
/** Milliseconds between two looks for requests that arrive too slowly. */
const TIMEOUT_CHECK_MS = 1000;
const FIRST_WORKSPACE = 'default';

try {
  await startApi();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function startApi(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const api = await createApi(config, log);
  const server = createHttpServer(api.app, {
    ...timeoutsOf(config),
    // A request without a Host is rejected by the app, in the envelope of every other error.
    requireHostHeader: false,
  });
  // RFC 9110 §10.1.1 lets a server pass over an expectation that it does not know.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  const connections = trackConnections(server);
  respondToInvalidHttp(server, connections, log);
  cutStalledClients(server, config.sendTimeoutSeconds * 1000);
  const url = await listen(server, config).catch(async (error: Error) => {
    await api.database.close();
    throw new ConfigError(`HOST and PORT: cannot listen on ${config.host}:${config.port} (${error.message}).`);
  });
  await greet(api, url);
  stopOnSignal({ api, connections, log, drainMs: config.drainDelaySeconds * 1000 });
  if (config.backgroundWork) api.work.start();
  // Only now, so that a process that waits for this line can stop the server in good order.
  log.info({ url, node: process.version, environment: config.nodeEnv }, 'listening');
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
 * closed, and the process ends with 0.
 */
function stopOnSignal({ api, connections, log, drainMs }: RunningServer): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    api.drain();
    if (drainMs > 0) await delay(drainMs);
    const workIsDone = api.work.stop();
    const limit = delay(STOP_TIMEOUT_MS);
    await connections.close(STOP_TIMEOUT_MS);
    // Interrupted webhook attempts are repeated after the next start.
    await Promise.race([workIsDone, limit]);
    await api.database.close();
    log.info('stopped');
    // A voice catalogue that does not respond would keep the process until its timeout.
    process.exit();
  };
  // Not `once`: Ctrl-C reaches a server under npm twice, and the second time must not kill it.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** How long Node waits for clients. */
function timeoutsOf({ keepAliveTimeoutSeconds, headersTimeoutSeconds, requestTimeoutSeconds }: Config): ServerOptions {
  return {
    keepAliveTimeout: keepAliveTimeoutSeconds * 1000,
    // Node rejects a limit for the headers above that for the whole request.
    headersTimeout: Math.min(headersTimeoutSeconds, requestTimeoutSeconds) * 1000,
    requestTimeout: requestTimeoutSeconds * 1000,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  };
}
