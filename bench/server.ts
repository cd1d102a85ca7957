import { readFile } from 'node:fs/promises';
import type { Asked, Usage } from './child.ts';
import { type Allocations, observeHeap, sampleAllocations } from './heap.ts';
import { filesOf, STORED } from './paths.ts';
import type { PeerInput, Start } from './peer.ts';
import { PEERS, type PeerName } from './peers.ts';
import { createWork } from './work.ts';

// A child process that serves one peer. It sends its port to its parent, and what it has used on request.
const [name, count] = process.argv.slice(2);
const operations = Number(count);
const { start } = (await import(PEERS[name as PeerName].module)) as { start: Start };
const { document, built } = filesOf(operations);
const work = createWork(JSON.parse(await readFile(STORED, 'utf8')));
const port = await start({ operations, work, document, built } satisfies PeerInput);
const heap = observeHeap();
let stopSampling: (() => Promise<Allocations>) | undefined;

async function respond(asked: Asked): Promise<unknown> {
  if (asked === 'sampled') return stopSampling?.();
  if (asked === 'observed') return heap.stop();
  if (asked === 'observe') heap.start();
  if (asked === 'sample') stopSampling = await sampleAllocations();
  return { cpu: process.cpuUsage(), memory: process.memoryUsage.rss() } satisfies Usage;
}

process.on('message', async (asked: Asked) => process.send?.(await respond(asked)));
process.on('disconnect', () => process.exit());
process.send?.({ port });
