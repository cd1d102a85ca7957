import { readFile } from 'node:fs/promises';
import { filesOf, STORED } from './paths.ts';
import type { PeerInput, Start } from './peer.ts';
import { PEERS, type PeerName } from './peers.ts';
import { createWork } from './work.ts';

// A child process that serves one peer. It tells its parent its port, and what it has used whenever it is asked.
const [name, count] = process.argv.slice(2);
const operations = Number(count);
const { start } = (await import(PEERS[name as PeerName].module)) as { start: Start };
const { document, built } = filesOf(operations);
const work = createWork(JSON.parse(await readFile(STORED, 'utf8')));
const port = await start({ operations, work, document, built } satisfies PeerInput);
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit());
process.send?.({ port });
