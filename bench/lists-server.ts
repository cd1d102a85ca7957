import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createApi } from '../src/compose/server.ts';
import { createHttpServer, cutStalledClients } from '../src/contract/adapters/http-server.ts';
import { readConfig } from '../src/platform/config.ts';
import { newId } from '../src/platform/ids.ts';
import { createKey } from '../src/platform/keys.ts';
import { createLog } from '../src/platform/log.ts';

/**
 * Measurements of the process. `held` is the memory of objects and buffers, which is exact after a collection. `open` counts
 * responses that are not finished, `stalled` those that wait for their client.
 */
export type Figures = { cpuMs: number; rss: number; held: number; open: number; stalled: number; sent: number };

// The server in a process of its own, with as many maximal agents as one page can have.

const AGENTS = 200;
const config = readConfig({ ...process.env, RATE_LIMITS: 'false' });
const api = await createApi(config, createLog('silent'));
const { db } = api.database;
const open = new Set<ServerResponse>();
let sent = 0;

async function serve(listen: (server: Server, listening: () => void) => void): Promise<Server> {
  const server = createHttpServer(api.app);
  cutStalledClients(server, config.sendTimeoutSeconds * 1000);
  server.on('request', ({ socket }, response) => {
    open.add(response);
    const before = socket.bytesWritten;
    response.once('close', () => {
      open.delete(response);
      sent += socket.bytesWritten - before;
    });
  });
  await new Promise<void>((resolve) => listen(server, resolve));
  return server;
}

const server = await serve((made, listening) => made.listen(0, '127.0.0.1', listening));
// For clients that do not read: between two TCP sockets of one machine Linux would take whole pages.
const socketPath = join(config.dataDir, 'bench.sock');
await serve((made, listening) => made.listen(socketPath, listening));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const { key } = await createKey(db, { workspace: 'bench', expiresAt: null, now: new Date() });

/** An agent whose large settings are as large as the contract allows, stored so many times. */
async function seed(): Promise<void> {
  const settings = {
    name: 'Bench',
    voice_id: 'sabrina',
    prompt: '😀'.repeat(100_000),
    first_message: '😀'.repeat(10_000),
    llm_provider: 'custom',
    llm_model: 'bench',
    llm_base_url: 'https://example.com/v1',
    llm_extra_body: { text: 'x'.repeat(65_000) },
    widget_config: { note: 'x'.repeat(32_000) },
    allowed_origins: Array.from({ length: 100 }, (_, index) => `https://${`${index}`.padStart(60, 'a')}.example.com`),
  };
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/agents`, { method: 'POST', headers, body: JSON.stringify(settings) });
  if (response.status !== 201) throw new Error(await response.text());
  const row = await db.selectFrom('agents').selectAll().executeTakeFirstOrThrow();
  for (let number = 1; number < AGENTS; number++) {
    const id = newId('agent');
    await db
      .insertInto('agents')
      .values({ ...row, id, slug: id })
      .execute();
  }
}

function figures(): Figures {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const stalled = [...open].filter((response) => response.writableLength > 0);
  const pending = [...open].reduce((sum, { socket }) => sum + (socket?.bytesWritten ?? 0), 0);
  return {
    cpuMs: (user + system) / 1000,
    rss,
    held: heapUsed + external,
    open: open.size,
    stalled: stalled.length,
    sent: sent + pending,
  };
}

/** Twice: memory of buffers is free some time after the collection that found them. */
async function collect(): Promise<void> {
  // Node is started with --expose-gc.
  globalThis.gc?.();
  await delay(500);
  globalThis.gc?.();
}

await seed();
process.on('message', async (asked) => {
  if (asked === 'collect') await collect();
  process.send?.(asked === 'access' ? { key, socketPath } : figures());
});
process.on('disconnect', () => process.exit());
process.send?.({ url });
