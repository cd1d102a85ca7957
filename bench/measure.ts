import { loadavg } from 'node:os';
import { type Child, startChild } from './child.ts';
import { type Client, type Prepared, prepareRequest } from './client.ts';
import type { Flags } from './flags.ts';
import type { HeapUse } from './heap.ts';
import { collections } from './names.ts';
import { COMPARISONS, type Load, OURS, PEERS, type PeerName } from './peers.ts';
import { KEY } from './work.ts';

/** Milliseconds a start may take before the peer is left out. */
const PATIENCE = 240_000;
/** A start of more CPU time than this, in milliseconds, is measured once. */
const SLOW_START = 3000;
const STARTS = 7;
/** Requests that are sent before anything is measured, so that the code is compiled. */
const WARM_UP = 10_000;
const WARM_UP_MS = 8000;
/** Seconds that a batch may take. Slow peers get fewer requests. */
const BATCH_SECONDS = 0.5;
/** No fewer than there are connections. */
const FEWEST = 32;
/** Requests while the heap is watched: enough for some garbage collections. */
const WATCHED = 20_000;

export const KINDS = ['GET', 'POST'] as const;
export type Kind = (typeof KINDS)[number];

/** One row of the results. */
export type Figures = {
  peer: string;
  operations: number;
  /** Microseconds of the server's CPU time per request, one a round. Not all peers are measured under a paced load. */
  cpu: Record<Load, Record<Kind, number[]>>;
  /** Requests a second of the saturated server, one a round. */
  throughput: Record<Kind, number[]>;
  /** Per request. */
  heap: Partial<Record<Kind, HeapUse>>;
  /** Milliseconds from the start of the process until it listens, one a start. */
  startUp: number[];
  /** Milliseconds of CPU time until then, one a start. */
  startCpu: number[];
  /** Bytes of resident memory after a start, one a start. */
  memory: number[];
};

export type Skipped = { peer: string; operations: number; reason: string };

/** All figures that were measured beside each other. */
export type Measured = {
  operations: number;
  rounds: number;
  date: string;
  /** Processes that ran or waited for a processor, as averages of 15 minutes after the last round. */
  load: number;
  rows: Figures[];
  skipped: Skipped[];
};

type Runner = { figures: Figures; child: Child; requests: Record<Kind, Prepared[]>; batch: Record<Kind, number> };

export type Bodies = { full: string; broken: string };

/** Measures all peers with a document of so many operations, beside our own with the smallest one. */
export async function measure(
  operations: number,
  bodies: Bodies,
  { rounds, requests, peers, named, rate, smallest }: Flags,
): Promise<Measured> {
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
    // The machine is not the same from one document to the next, so ours with the smallest run beside each.
    if (operations !== smallest) {
      for (const peer of OURS.filter((name) => peers.includes(name)))
        runners.push(await open(peer, smallest, referenceName(peer, smallest), bodies));
    }
    await checkResponses(runners, bodies);
    for (const runner of runners) await warmUp(runner, requests);
    for (let round = 0; round < rounds; round++) {
      // A machine that becomes slower or faster during a round favours no peer.
      const ordered = round % 2 === 0 ? runners : runners.toReversed();
      for (const kind of KINDS) {
        for (const runner of ordered) await measureSaturated(runner, kind);
        for (const runner of ordered) if (isPaced(runner)) await measurePaced(runner, kind, rate);
      }
    }
    for (const kind of KINDS) for (const runner of runners) await watchHeap(runner, kind);
  } finally {
    for (const { child } of runners) await child.stop();
  }
  const load = loadavg()[2] ?? 0;
  await measureStarts(runners);
  const date = new Date().toISOString().slice(0, 10);
  return { operations, rounds, date, load, rows: runners.map(({ figures }) => figures), skipped };
}

function isPaced({ figures: { peer } }: Runner): boolean {
  return COMPARISONS.some(({ load, door, against }) => load === 'paced' && (door === peer || against === peer));
}

/** The name under which one of our adapters with the smallest document runs beside larger ones. */
export function referenceName(peer: PeerName, smallest: number): string {
  return `${peer} at ${smallest}`;
}

async function open(peer: PeerName, operations: number, name: string, { full }: Bodies): Promise<Runner> {
  const child = await startChild(peer, operations, PATIENCE);
  if (child.startUp > SLOW_START) console.log(`${name} took ${Math.round(child.startUp / 1000)} s to start.`);
  const figures: Figures = {
    peer: name,
    operations,
    cpu: { saturated: { GET: [], POST: [] }, paced: { GET: [], POST: [] } },
    throughput: { GET: [], POST: [] },
    heap: {},
    startUp: [],
    startCpu: [],
    memory: [],
  };
  // The first path, the middle one and the last, as some routers look at one after the other.
  await noteStart(figures, child);
  const paths = collections(operations);
  const asked = [paths[0], paths[Math.floor(paths.length / 2)], paths.at(-1)] as string[];
  const requests = {
    GET: asked.map((path) => prepareRequest({ method: 'GET', path: `${path}/${AGENT}`, key: KEY }, 200)),
    POST: asked.map((path) => prepareRequest({ method: 'POST', path, key: KEY, body: full }, 201)),
  };
  return { figures, child, requests, batch: { GET: 0, POST: 0 } };
}

const AGENT = 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e';

/** @throws Error when responses of peers differ, or a peer accepts an invalid request */
async function checkResponses(runners: Runner[], { broken }: Bodies): Promise<void> {
  const expected: Partial<Record<Kind, Buffer>> = {};
  for (const { figures, child, requests } of runners) {
    const client = await child.connect();
    for (const kind of KINDS) {
      for (const request of requests[kind]) {
        const { status, body } = await client.send(request);
        expected[kind] ??= body;
        if (status !== request.status || !body.equals(expected[kind])) {
          throw new Error(`${figures.peer} sends other bytes to ${kind}: ${status} ${body}`);
        }
      }
    }
    const anonymous = await client.send(prepareRequest({ method: 'GET', path: `/v1/agents/${AGENT}` }, 401));
    if (anonymous.status !== 401) throw new Error(`${figures.peer} accepts a request without a key.`);
    const validates = PEERS[figures.peer as PeerName]?.validates ?? true;
    const rejected = await client.send(
      prepareRequest({ method: 'POST', path: '/v1/agents', key: KEY, body: broken }, 400),
    );
    if (validates && rejected.status !== 400)
      throw new Error(`${figures.peer} returns ${rejected.status} for a violation.`);
    // A peer that validates nothing has stored it, and must send the same bytes again.
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

async function measureSaturated(runner: Runner, kind: Kind): Promise<void> {
  const { figures, requests, batch } = runner;
  const { cpu, result } = await measureCpu(runner, kind, (client) => client.run(requests[kind], batch[kind]));
  figures.cpu.saturated[kind].push(rounded(cpu / batch[kind]));
  figures.throughput[kind].push(Math.round(batch[kind] / result));
}

async function measurePaced(runner: Runner, kind: Kind, rate: number): Promise<void> {
  const count = Math.ceil(rate * BATCH_SECONDS);
  const { cpu } = await measureCpu(runner, kind, (client) => client.pace(runner.requests[kind], count, rate));
  runner.figures.cpu.paced[kind].push(rounded(cpu / count));
}

async function measureCpu<Result>(
  { child, requests }: Runner,
  kind: Kind,
  work: (client: Client) => Promise<Result>,
): Promise<{ cpu: number; result: Result }> {
  const client = await child.connect();
  // Has each connection accepted before it counts.
  await client.run(requests[kind], FEWEST);
  const { cpu: before } = await child.usage();
  const result = await work(client);
  const { cpu: after } = await child.usage();
  client.close();
  return { cpu: after.user + after.system - before.user - before.system, result };
}

async function watchHeap({ figures, child, requests, batch }: Runner, kind: Kind): Promise<void> {
  // Slow peers get fewer requests here, too.
  const count = Math.min(WATCHED, batch[kind] * 10);
  const client = await child.connect();
  const { allocated, collecting, kept } = await child.watchHeap(() => client.run(requests[kind], count));
  client.close();
  figures.heap[kind] = {
    allocated: rounded(allocated / count),
    collecting: rounded(collecting / count),
    kept: rounded(kept / count),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Starts all peers in turn, with nothing else of this bench running. */
async function measureStarts(runners: Runner[]): Promise<void> {
  const quick = runners.filter(({ figures }) => (figures.startCpu[0] ?? 0) < SLOW_START && figures.peer in PEERS);
  // The first start has read the files from the disk.
  for (const { figures } of quick) Object.assign(figures, { startUp: [], startCpu: [], memory: [] });
  for (let turn = 0; turn < STARTS; turn++) {
    for (const { figures } of quick) {
      const child = await startChild(figures.peer as PeerName, figures.operations, PATIENCE);
      await noteStart(figures, child);
      await child.stop();
    }
  }
}

async function noteStart({ startUp, startCpu, memory }: Figures, child: Child): Promise<void> {
  const usage = await child.usage();
  startUp.push(rounded(child.startUp));
  startCpu.push(rounded((usage.cpu.user + usage.cpu.system) / 1000));
  memory.push(usage.memory);
}
