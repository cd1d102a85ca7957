import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Logger } from 'pino';
import { ERRORS, type ErrorCode, problem } from './api/errors.ts';
import { ContractError, type OpenApiDocument } from './contract/document/document.ts';
import { listOperations } from './contract/document/operations.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { newId } from './platform/ids.ts';
import { createKey, hasNoWorkspace } from './platform/keys.ts';
import { createLog } from './platform/log.ts';
import { type Api, createApi } from './server.ts';

/** Milliseconds that requests in flight have to finish before their connections are cut. */
const STOP_TIMEOUT_MS = 8000;
/** Milliseconds between two looks for connections that have nothing left to do, while stopping. */
const IDLE_CHECK_MS = 50;
const FIRST_WORKSPACE = 'default';

try {
  await start();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const api = await createApi(config, log);
  const server = createServer(api.app);
  server.on('clientError', answerBrokenHttp);
  const url = await listen(server, config).catch(async (error: Error) => {
    await api.database.close();
    throw new ConfigError(`HOST and PORT: cannot listen on ${config.host}:${config.port} (${error.message}).`);
  });
  await greet(api, url);
  stopOnSignal(server, api, log);
  // Only now, so that whoever waits for this line can stop the server in good order.
  log.info({ url, node: process.version, environment: config.nodeEnv }, 'listening');
}

async function listen(server: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // A server that listens on a host and a port has an address with both.
  const address = server.address() as AddressInfo;
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

/** On the first start of an empty embedded database: a key, shown once, and a call that works. */
async function greet({ database, document }: Api, url: string): Promise<void> {
  if (!database.embedded || !(await hasNoWorkspace(database.db))) return;
  const { key } = await createKey(database.db, { workspace: FIRST_WORKSPACE, expiresAt: null, now: new Date() });
  const body = JSON.stringify(exampleOf(document, 'createAgent', 'full'));
  process.stdout.write(
    `
This is the first start, so here is an API key. It is shown only now:

  ${key}

Create an agent with every setting:

curl -sS ${url}/v1/agents -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'

The documentation is at ${url}/docs

`,
  );
}

function exampleOf(document: OpenApiDocument, operationId: string, name: string): unknown {
  const operation = listOperations(document).find((candidate) => candidate.operationId === operationId);
  return operation?.requestBody?.content['application/json']?.examples?.[name]?.value;
}

/** Stops accepting, lets requests in flight finish, closes the database, and ends the process with 0. */
function stopOnSignal(server: Server, api: Api, log: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    api.drain();
    const cut = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
    // Connections whose last request has been answered would be kept for another one.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    server.close(async () => {
      clearTimeout(cut);
      clearInterval(idle);
      await api.database.close();
      log.info('stopped');
      // A voice catalogue that does not answer would keep the process until its timeout.
      process.exit();
    });
  };
  // Not `once`: Ctrl-C reaches a server under npm twice, and the second time must not kill it.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Node answers what is not HTTP with a bare status line; here it gets the same envelope as every other error. */
function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: ErrorCode = 'bad_request';
  const id = newId('req');
  const body = JSON.stringify(problem(id, code, { message: 'This is not a valid HTTP request.' }).body);
  socket.end(
    `HTTP/1.1 ${ERRORS[code].status} Bad Request\r\nContent-Type: application/json\r\nX-Request-Id: ${id}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
