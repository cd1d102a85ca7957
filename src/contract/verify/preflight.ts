import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { sentence } from './not-tried.ts';
import type { Run, RunOptions } from './run-context.ts';
import { samplePath } from './sample-path.ts';
import type { Sender } from './send.ts';
import type { RequestParts } from './types.ts';
import { needsCredentials, type VerifiableOperation } from './verifiable-operation.ts';

/** A run cannot go on, for a reason in one sentence. */
export class RunStopped extends Error {
  override name = 'RunStopped';
  /** Whether what was found before still counts. */
  readonly keepsFindings: boolean;

  constructor(message: string, { keepsFindings = false } = {}) {
    super(message);
    this.keepsFindings = keepsFindings;
  }
}

/** So many requests without a response, and none with one, are enough to know. */
const MOST_WITHOUT_RESPONSE = 5;

/** So many failed connections one after the other mean that a server that responded before has ended. */
const MOST_UNCONNECTED = 5;

/** So many responses with 401, and none with another status, are enough to know. */
const MOST_UNAUTHORIZED = 50;

/** A sender that stops a run against a server that cannot be tested. */
export type GuardedSender = Sender & {
  /** @throws RunStopped where there were responses and each of them was a 401 */
  checkAuthorized(): void;
};

/**
 * A sender that throws {@link RunStopped} where a server accepts connections and responds to nothing, where it returns 401 to
 * everything, operations without security included, and where it has ended. It throws the reason of the signal after the run
 * was ended.
 */
export function guardSender(
  sender: Sender,
  options: Pick<RunOptions, 'url' | 'auth' | 'schemeAuth' | 'signal'>,
): GuardedSender {
  const { origin } = new URL(options.url);
  let failures = 0;
  let unauthorized = 0;
  let isUsable = false;
  let unconnected = 0;
  const unauthorizedError = (): RunStopped => {
    const { auth, schemeAuth = {} } = options;
    return new RunStopped(sentence(reasonOfLock(401, Object.keys({ ...auth, ...schemeAuth }).length > 0)));
  };
  const noteFailure = (failure: string): void => {
    failures += 1;
    if (unauthorized > 0 || failures < MOST_WITHOUT_RESPONSE) return;
    throw new RunStopped(`${origin} returned no response to ${failures} requests: ${failure}.`);
  };
  const noteStatus = (status: number): void => {
    if (status !== 401) isUsable = true;
    else unauthorized += 1;
    if (!isUsable && unauthorized >= MOST_UNAUTHORIZED) throw unauthorizedError();
  };
  return {
    ...sender,
    send: async (request, operationId) => {
      options.signal?.throwIfAborted();
      const exchange = await sender.send(request, operationId);
      if (!request.url.startsWith(origin)) return exchange;
      unconnected = 'failure' in exchange && exchange.failure.includes('ECONNREFUSED') ? unconnected + 1 : 0;
      if (isUsable && unconnected >= MOST_UNCONNECTED) {
        throw new RunStopped(`The server at ${origin} has ended during the run.`, { keepsFindings: true });
      }
      if (isUsable) return exchange;
      if ('failure' in exchange) noteFailure(exchange.failure);
      else noteStatus(exchange.response.status);
      return exchange;
    },
    checkAuthorized: () => {
      if (!isUsable && unauthorized > 0) throw unauthorizedError();
    },
  };
}

/** Why operations cannot be tried whose every response has a status. */
function reasonOfLock(status: number, isGiven: boolean): string {
  return isGiven
    ? `every response is ${status}: the server rejects the credentials that --auth gives`
    : `every response is ${status}: credentials are missing. Give them with --auth 'Name: value'`;
}

/**
 * Opens a connection and closes it again.
 *
 * @param timeoutMs to wait for it
 * @returns why none can be opened, as a sentence; undefined where it can
 */
export function findObstacle(url: string, option: string, timeoutMs: number): Promise<string | undefined> {
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
    socket.setTimeout(timeoutMs, () => {
      end(`${origin} does not accept a connection within ${timeoutMs / 1000} s. Check ${option}.`);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? error.message;
      if (reason === 'ECONNREFUSED') end(`Nothing is listening at ${origin}. Start the server, or correct ${option}.`);
      else end(`Cannot connect to ${origin} (${error.message || reason}). Check ${option}.`);
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
    const reason = reasonOfLock(status, hasCredentials(run.options, operations[0]?.security));
    for (const operation of operations) locked.set(operation, reason);
  }
  return locked;
}

function hasCredentials(
  { auth, schemeAuth = {} }: RunOptions,
  security: VerifiableOperation['security'] = [],
): boolean {
  const names = security.flatMap((alternative) => Object.keys(alternative));
  return Object.keys(auth).length > 0 || names.some((name) => Object.hasOwn(schemeAuth, name));
}

/** The status with which all of a few operations reject the credentials; undefined where one of them does not. */
async function rejectionOf(run: Run, operations: VerifiableOperation[]): Promise<number | undefined> {
  const rejections = hasCredentials(run.options, operations[0]?.security) ? [401] : [401, 403];
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
