import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { problem } from './api/errors.ts';
import { ContractError, type OpenApiDocument } from './contract/document/document.ts';
import { listOperations } from './contract/document/operations.ts';
import { createHttpServer, cutStalledClients } from './contract/serve/http-server.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { newId } from './platform/ids.ts';
import { createKey, hasNoWorkspace } from './platform/keys.ts';
import { createLog } from './platform/log.ts';
import { type Api, createApi } from './server.ts';

/** Milliseconds that requests in flight have to finish before their connections are cut. */
const STOP_TIMEOUT_MS = 8000;
/** Milliseconds that a connection which has sent nothing yet has to begin a request, while stopping. */
const SILENCE_TIMEOUT_MS = 1000;
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
  // A request without a Host is refused by the app, in the envelope of every other error.
  const server = createHttpServer(api.app, { requireHostHeader: false });
  // RFC 9110 §10.1.1 lets a server pass over an expectation that it does not know.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', (error, socket: Socket) => answerBrokenHttp(error, socket, log));
  cutStalledClients(server, config.sendTimeoutSeconds * 1000);
  const silent = trackSilent(server);
  const url = await listen(server, config).catch(async (error: Error) => {
    await api.database.close();
    throw new ConfigError(`HOST and PORT: cannot listen on ${config.host}:${config.port} (${error.message}).`);
  });
  await greet(api, url);
  stopOnSignal(server, api, log, silent);
  if (config.backgroundWork) api.work.start();
  // Only now, so that whoever waits for this line can stop the server in good order.
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

/** On the first start of an empty embedded database: a key, shown once, and a call that works. */
async function greet({ database, document }: Api, url: string): Promise<void> {
  if (!database.embedded || !(await hasNoWorkspace(database.db))) return;
  const { key } = await createKey(database.db, { workspace: FIRST_WORKSPACE, expiresAt: null, now: new Date() });
  const call = (method: string, path: string, operationId: string): string => {
    const body = JSON.stringify(exampleOf(document, operationId, 'full')).replaceAll("'", "'\\''");
    const headers = `-H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json'`;
    return `curl -sS -X ${method} ${url}${path} ${headers} -d '${body}'`;
  };
  process.stdout.write(
    `
This is the first start, so here is an API key. It is shown only now:

  ${key}

Create an agent with every setting:

${call('POST', '/v1/agents', 'createAgent')}

Change every setting of it, with the id that it was given in the place of AGENT_ID:

${call('PATCH', '/v1/agents/AGENT_ID', 'updateAgent')}

The documentation is at ${url}/docs

`,
  );
}

function exampleOf(document: OpenApiDocument, operationId: string, name: string): unknown {
  const operation = listOperations(document).find((candidate) => candidate.operationId === operationId);
  return operation?.requestBody?.content['application/json']?.examples?.[name]?.value;
}

/** Stops accepting, lets requests in flight finish, closes the database, and ends the process with 0. */
function stopOnSignal(server: Server, api: Api, log: Logger, silent: Set<Socket>): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    const begun = Date.now();
    log.info({ signal }, 'stopping');
    api.drain();
    const workIsDone = api.work.stop();
    const cut = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
    setTimeout(() => {
      for (const socket of silent) socket.destroy();
    }, SILENCE_TIMEOUT_MS).unref();
    // Connections whose last request has been answered would be kept for another one.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    server.close(async () => {
      clearTimeout(cut);
      clearInterval(idle);
      // What a webhook's receiver still owes is claimed anew after the next start.
      await Promise.race([workIsDone, delay(Math.max(0, STOP_TIMEOUT_MS - (Date.now() - begun)))]);
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

/** The connections that have not sent a request yet; Node does not count them among the idle ones. */
function trackSilent(server: Server): Set<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

/** Statuses of what cannot be read as HTTP, by the code of Node's error; any other is a 400. */
const BROKEN_HTTP: Record<string, [status: number, reason: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request took too long to arrive.'],
};

const NOT_HTTP: (typeof BROKEN_HTTP)[string] = [400, 'Bad Request', 'This is not a valid HTTP request.'];

/** Node answers what is not HTTP with a bare status line; here it gets the same envelope as every other error. */
function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket, log: Logger): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, message] = BROKEN_HTTP[error.code ?? ''] ?? NOT_HTTP;
  const id = newId('req');
  const body = JSON.stringify(problem(id, 'bad_request', { message }).body);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\nX-Request-Id: ${id}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  log.info({ request_id: id, status }, 'request');
}
