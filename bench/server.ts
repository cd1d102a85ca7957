import { readFile } from 'node:fs/promises';
import type { Asked, Usage } from './child.ts';
import { type Allocations, observeHeap, sampleAllocations } from './heap.ts';
import { filesOf } from './paths.ts';
import type { PeerInput, Start } from './peer.ts';
import { PEERS, type PeerName } from './peers.ts';
import { createWork } from './work.ts';

// A child process that serves one peer. It sends its port to its parent, and what it has used on request.
const [name, count, cache] = process.argv.slice(2);
const operations = Number(count);
const { module } = PEERS[name as PeerName];
const file = import.meta.url.endsWith('.js') ? module.replace(/\.ts$/, '.js') : module;
const { start } = (await import(new URL(file, import.meta.url).href)) as { start: Start };
const { document, built, stored } = filesOf(operations, new URL(cache as string));
const work = createWork(JSON.parse(await readFile(stored, 'utf8')));
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
