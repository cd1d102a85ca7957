import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Child, startChild } from './child.ts';
import { type Prepared, prepareRequest } from './client.ts';
import { prepare, requestBodies } from './files.ts';
import { nameOf } from './heap.ts';
import { KINDS } from './measure.ts';
import { isPeerName, type PeerName } from './peers.ts';
import { KEY } from './work.ts';

/** What `node --cpu-prof` writes, as far as it is read. */
type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
};

const OPERATIONS = 6;
const SHOWN = 60;
const AGENT = '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e';

// Lists the functions of a server that take time or, with --heap, allocate, for each kind of request.
const { values } = parseArgs({
  options: {
    heap: { type: 'boolean', default: false },
    peer: { type: 'string', default: 'ours' },
    requests: { type: 'string', default: '30000' },
  },
});
if (!isPeerName(values.peer)) throw new Error(`"${values.peer}" is not a peer.`);
const count = Number(values.requests);
await prepare(OPERATIONS);
const { full } = await requestBodies();
const requests = {
  GET: prepareRequest({ method: 'GET', path: AGENT, key: KEY }, 200),
  POST: prepareRequest({ method: 'POST', path: '/v1/agents', key: KEY, body: full }, 201),
};
for (const kind of KINDS) {
  const lines = await (values.heap ? profileHeap : profileTime)(values.peer, requests[kind]);
  console.log(`${kind}\n${lines.join('\n')}\n`);
}

async function send(child: Child, request: Prepared): Promise<void> {
  const client = await child.connect();
  await client.run([request], count);
  client.close();
}

async function profileTime(peer: PeerName, request: Prepared): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const child = await startChild(peer, OPERATIONS, 30_000, {
    nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${folder}`],
    isCompiled: false,
  });
  await send(child, request);
  await child.stop();
  const [file] = await readdir(folder);
  const { nodes, samples, timeDeltas }: Profile = JSON.parse(await readFile(join(folder, file ?? ''), 'utf8'));
  await rm(folder, { recursive: true });
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const name = names.get(sample) ?? '';
    // It waits for requests.
    if (!name.startsWith('(idle)')) times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return topOf([...times]).map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`);
}

async function profileHeap(peer: PeerName, request: Prepared): Promise<string[]> {
  const child = await startChild(peer, OPERATIONS, 30_000, { isCompiled: false });
  await send(child, request);
  const allocations = await child.sampleHeap(() => send(child, request));
  await child.stop();
  const found = allocations.map(({ name, bytes }): [string, number] => [name, bytes / count]);
  return topOf(found).map(([name, bytes]) => `${String(Math.round(bytes)).padStart(6)} B  ${name}`);
}

/** The functions with most of what was measured in themselves. */
function topOf(found: [string, number][]): [string, number][] {
  return found.toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
}
