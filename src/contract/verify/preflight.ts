import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Run } from './run-context.ts';
import { samplePath } from './sample-path.ts';
import type { Sender } from './send.ts';
import type { RequestParts } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** A run cannot go on, for a reason in one sentence. */
export class RunStopped extends Error {
  override name = 'RunStopped';
}

/** So many requests without a response, and none with one, are enough to know. */
const MOST_WITHOUT_RESPONSE = 5;

/** A sender that throws {@link RunStopped} where a server accepts connections and responds to nothing. */
export function stopAtSilence(sender: Sender, origin: string): Sender {
  let hasResponse = false;
  let failures = 0;
  return {
    ...sender,
    send: async (request) => {
      const exchange = await sender.send(request);
      if (!('failure' in exchange)) hasResponse = true;
      else if (!hasResponse && request.url.startsWith(origin)) {
        failures += 1;
        if (failures >= MOST_WITHOUT_RESPONSE) {
          throw new RunStopped(`${origin} returned no response to ${failures} requests: ${exchange.failure}.`);
        }
      }
      return exchange;
    },
  };
}

const CONNECT_MS = 10_000;

/**
 * Opens a connection and closes it again.
 *
 * @returns why none can be opened, as a sentence; undefined where it can
 */
export function findObstacle(url: string, option: string): Promise<string | undefined> {
  const { protocol, hostname, port, origin } = new URL(url);
  const host = hostname.replaceAll(/[[\]]/g, '');
  const isSecure = protocol === 'https:';
  const to = { host, port: Number(port) || (isSecure ? 443 : 80) };
  return new Promise((resolve) => {
    const end = (obstacle?: string): void => {
      socket.destroy();
      resolve(obstacle);
    };
    const socket = isSecure ? connectTls({ ...to, servername: host }, () => end()) : connectTcp(to, () => end());
    socket.setTimeout(CONNECT_MS, () => {
      end(`${origin} does not accept a connection within ${CONNECT_MS / 1000} s. Check ${option}.`);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? error.message;
      if (reason === 'ECONNREFUSED') end(`Nothing is listening at ${origin}. Start the server, or correct ${option}.`);
      else end(`No connection to ${origin} is possible (${error.message || reason}). Check ${option}.`);
    });
  });
}

/** Operations of one security requirement that are asked before the requirement counts as not met. */
const MOST_ASKED = 5;

const BARE: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' };

/** Operations that cannot be tried because the server rejects the credentials of the run, each with the reason. */
export async function findLocked(run: Run): Promise<Map<VerifiableOperation, string>> {
  const groups = Map.groupBy(run.wanted.filter(needsCredentials), ({ security }) => JSON.stringify(security));
  const locked = new Map<VerifiableOperation, string>();
  for (const operations of groups.values()) {
    const status = await rejectionOf(run, operations);
    if (status === undefined) continue;
    const given = hasCredentials(run, operations[0]?.security ?? []);
    const reason = given
      ? `every response is ${status}: the server rejects the credentials that --auth gives`
      : `every response is ${status}: credentials are missing. Give them with --auth 'Name: value'`;
    for (const operation of operations) locked.set(operation, reason);
  }
  return locked;
}

function needsCredentials({ security }: VerifiableOperation): boolean {
  return security.length > 0 && security.every((alternative) => Object.keys(alternative).length > 0);
}

function hasCredentials({ options }: Run, security: VerifiableOperation['security']): boolean {
  const { auth, schemeAuth = {} } = options;
  const names = security.flatMap((alternative) => Object.keys(alternative));
  return Object.keys(auth).length > 0 || names.some((name) => Object.hasOwn(schemeAuth, name));
}

/** The status with which all of a few operations reject the credentials; undefined where one of them does not. */
async function rejectionOf(run: Run, operations: VerifiableOperation[]): Promise<number | undefined> {
  const rejections = hasCredentials(run, operations[0]?.security ?? []) ? [401] : [401, 403];
  let rejected: number | undefined;
  const isSafe = ({ method }: VerifiableOperation): boolean => method === 'get' || method === 'head';
  const asked = operations.toSorted(
    (a, b) => Number(isSafe(b)) - Number(isSafe(a)) || Number(a.path.includes('{')) - Number(b.path.includes('{')),
  );
  for (const operation of asked.slice(0, MOST_ASKED)) {
    const parts = run.planning.simplest(operation) ?? BARE;
    const { exchange } = await run.session.probe(operation, parts, samplePath(run.plan, operation, run.options.seed));
    if ('failure' in exchange || !rejections.includes(exchange.response.status)) return undefined;
    rejected = exchange.response.status;
  }
  return rejected;
}
