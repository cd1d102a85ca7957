import { type Child, startChild } from './child.ts';
import { type Prepared, prepareRequest } from './client.ts';
import type { Flags } from './flags.ts';
import { collections } from './names.ts';
import { PEERS, type PeerName } from './peers.ts';
import { KEY } from './work.ts';

/** Milliseconds a start may take before the peer is left out. */
const PATIENCE = 45_000;
/** A start slower than this, in milliseconds, is measured once. */
const SLOW_START = 3000;
const STARTS = 5;
/** Requests that are sent before anything is measured, so that the code is compiled. */
const WARM_UP = 10_000;
const WARM_UP_MS = 2000;
/** Seconds that a batch may take. Slow peers get fewer requests. */
const BATCH_SECONDS = 0.5;
/** No fewer than there are connections. */
const FEWEST = 32;

export const KINDS = ['GET', 'POST'] as const;
export type Kind = (typeof KINDS)[number];

/** One row of the results. */
export type Figures = {
  peer: string;
  operations: number;
  /** Microseconds of the server's CPU time per request, one a round. */
  cpu: Record<Kind, number[]>;
  /** Requests a second, one a round. */
  throughput: Record<Kind, number[]>;
  /** Milliseconds from the start of the process until it listens, one a start. */
  startUp: number[];
  /** Bytes of resident memory after a start, one a start. */
  memory: number[];
};

export type Skipped = { peer: string; operations: number; reason: string };

type Runner = { figures: Figures; child: Child; requests: Record<Kind, Prepared[]>; batch: Record<Kind, number> };

export type Bodies = { full: string; broken: string };

/** Measures all peers with a document of so many operations, beside ours with the smallest one. */
export async function measure(
  operations: number,
  smallest: number,
  bodies: Bodies,
  { rounds, requests, peers, named }: Flags,
): Promise<{ figures: Figures[]; skipped: Skipped[] }> {
  const skipped: Skipped[] = [];
  const runners: Runner[] = [];
  const skip = (peer: PeerName, reason: string): void => {
    skipped.push({ peer, operations, reason });
    console.log(`Left out with ${operations} operations: ${PEERS[peer].title}. ${reason}`);
  };
  try {
    for (const peer of peers) {
      const { atMost } = PEERS[peer];
      if (!named && atMost !== undefined && operations > atMost.operations) {
        skip(peer, atMost.reason);
        continue;
      }
      try {
        runners.push(await open(peer, operations, peer, bodies));
      } catch (error) {
        skip(peer, `It could not be started: ${(error as Error).message.slice(0, 300)}`);
      }
    }
    // The machine is not the same from one document to the next, so ours with the smallest runs beside each.
    if (operations !== smallest) runners.push(await open('ours', smallest, referenceName(smallest), bodies));
    await checkAnswers(runners, bodies);
    for (const runner of runners) await warmUp(runner, requests);
    for (let round = 0; round < rounds; round++) {
      for (const kind of KINDS) for (const runner of runners) await measureBatch(runner, kind);
    }
  } finally {
    for (const { child } of runners) await child.stop();
  }
  await measureStarts(runners);
  return { figures: runners.map(({ figures }) => figures), skipped };
}

/** The name under which ours with the smallest document runs beside larger ones. */
export function referenceName(smallest: number): string {
  return `ours at ${smallest}`;
}

async function open(peer: PeerName, operations: number, name: string, { full }: Bodies): Promise<Runner> {
  const child = await startChild(peer, operations, PATIENCE);
  if (child.startUp > SLOW_START) console.log(`${name} took ${Math.round(child.startUp / 1000)} s to start.`);
  const figures: Figures = {
    peer: name,
    operations,
    cpu: { GET: [], POST: [] },
    throughput: { GET: [], POST: [] },
    startUp: [child.startUp],
    memory: [(await child.usage()).memory],
  };
  // The first path, the middle one and the last, as some routers look at one after the other.
  const paths = collections(operations);
  const asked = [paths[0], paths[Math.floor(paths.length / 2)], paths.at(-1)] as string[];
  const requests = {
    GET: asked.map((path) => prepareRequest({ method: 'GET', path: `${path}/${AGENT}`, key: KEY }, 200)),
    POST: asked.map((path) => prepareRequest({ method: 'POST', path, key: KEY, body: full }, 201)),
  };
  return { figures, child, requests, batch: { GET: 0, POST: 0 } };
}

const AGENT = 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e';

/** @throws Error when peers differ in what they answer, or let through what they must not */
async function checkAnswers(runners: Runner[], { broken }: Bodies): Promise<void> {
  const expected: Partial<Record<Kind, Buffer>> = {};
  for (const { figures, child, requests } of runners) {
    const client = await child.connect();
    for (const kind of KINDS) {
      for (const request of requests[kind]) {
        const { status, body } = await client.send(request);
        expected[kind] ??= body;
        if (status !== request.status || !body.equals(expected[kind])) {
          throw new Error(`${figures.peer} answers ${kind} with other bytes: ${status} ${body}`);
        }
      }
    }
    const anonymous = await client.send(prepareRequest({ method: 'GET', path: `/v1/agents/${AGENT}` }, 401));
    if (anonymous.status !== 401) throw new Error(`${figures.peer} lets through who has no key.`);
    const validates = PEERS[figures.peer as PeerName]?.validates ?? true;
    const rejected = await client.send(
      prepareRequest({ method: 'POST', path: '/v1/agents', key: KEY, body: broken }, 400),
    );
    if (validates && rejected.status !== 400)
      throw new Error(`${figures.peer} answers ${rejected.status} to a violation.`);
    // A peer that validates nothing has stored it, and must answer the same bytes again.
    if (!validates) await client.send(requests.POST[0] as Prepared);
    client.close();
  }
}

async function warmUp({ child, requests, batch }: Runner, most: number): Promise<void> {
  const client = await child.connect();
  for (const kind of KINDS) {
    const start = performance.now();
    let pace = 0;
    // The first requests are the slowest, so the pace is that of the last ones.
    for (let sent = 0, chunk = FEWEST; sent < WARM_UP; sent += chunk, chunk = Math.min(2 * chunk, 2000)) {
      pace = (await client.run(requests[kind], chunk)) / chunk;
      if (performance.now() - start > WARM_UP_MS) break;
    }
    batch[kind] = Math.max(FEWEST, Math.min(most, Math.floor(BATCH_SECONDS / pace)));
  }
  client.close();
}

async function measureBatch({ figures, child, requests, batch }: Runner, kind: Kind): Promise<void> {
  const count = batch[kind];
  const client = await child.connect();
  // Has each connection accepted before it counts.
  await client.run(requests[kind], FEWEST);
  const { cpu: before } = await child.usage();
  const seconds = await client.run(requests[kind], count);
  const { cpu: after } = await child.usage();
  client.close();
  figures.cpu[kind].push((after.user + after.system - before.user - before.system) / count);
  figures.throughput[kind].push(count / seconds);
}

/** Starts all peers in turn, with nothing else of this bench running. */
async function measureStarts(runners: Runner[]): Promise<void> {
  const quick = runners.filter(({ figures }) => (figures.startUp[0] ?? 0) < SLOW_START);
  // The first start has read the files from the disk.
  for (const { figures } of quick) {
    figures.startUp = [];
    figures.memory = [];
  }
  for (let turn = 0; turn < STARTS; turn++) {
    for (const { figures } of quick) {
      const peer = figures.peer in PEERS ? (figures.peer as PeerName) : 'ours';
      const child = await startChild(peer, figures.operations, PATIENCE);
      figures.startUp.push(child.startUp);
      figures.memory.push((await child.usage()).memory);
      await child.stop();
    }
  }
}
