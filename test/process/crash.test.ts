import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/platform/database/database.ts';
import { createKey } from '../../src/platform/keys.ts';
import { MINIMAL, type ServerProcess, send, spawnServer } from '../running-server.ts';

const ROUNDS = 20;
const WRITERS = 4;

let folder: string;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crash-'));
  const database = await openDatabase(`sqlite:${join(folder, 'voice-agents.db')}`);
  ({ key } = await createKey(database.db, { workspace: 'test', expiresAt: null, now: new Date() }));
  await database.close();
});
afterAll(() => rm(folder, { recursive: true }));

/** What the server said it has: the temperature of each agent, by id. `sent` is on its way and may or may not be there. */
type Written = { acknowledged: Map<string, number>; sent: Map<string, number> };

/** Creates agents and changes them, as fast as the server answers, until it no longer does. */
async function write(url: string, written: Written): Promise<void> {
  for (let count = 1; ; count++) {
    const temperature = (count % 100) / 100;
    try {
      const created = await send(url, key, 'POST', '/v1/agents', { json: { ...MINIMAL, temperature } });
      if (created.status !== 201) throw new Error(`create answered ${created.status}: ${created.text}`);
      written.acknowledged.set(created.body.id, temperature);
      written.sent.set(created.body.id, 1);
      const path = `/v1/agents/${created.body.id}`;
      const changed = await send(url, key, 'PATCH', path, { json: { temperature: 1 } });
      if (changed.status !== 200) throw new Error(`update answered ${changed.status}: ${changed.text}`);
      written.acknowledged.set(created.body.id, 1);
    } catch (error) {
      // What fetch throws once the process is gone; anything else is the test's own failure.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

async function kill(server: ServerProcess): Promise<void> {
  server.child.kill('SIGKILL');
  await server.exited;
}

test(`kill -9 during writes loses no acknowledged write, ${ROUNDS} times`, async () => {
  const written: Written = { acknowledged: new Map(), sent: new Map() };
  for (let round = 0; round < ROUNDS; round++) {
    const running = await spawnServer({ DATA_DIR: folder });
    const before = written.acknowledged.size;
    const writers = Array.from({ length: WRITERS }, () => write(running.url, written));
    // Killed at another moment of the writing each time.
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 250));
    while (written.acknowledged.size === before) await new Promise((resolve) => setTimeout(resolve, 10));
    await kill(running);
    await Promise.all(writers);
  }
  const server = await spawnServer({ DATA_DIR: folder });
  const wrong: string[] = [];
  for (const [id, temperature] of written.acknowledged) {
    const { status, body } = await send(server.url, key, 'GET', `/v1/agents/${id}`);
    const allowed = [temperature, written.sent.get(id)];
    if (status !== 200 || !allowed.includes(body.temperature)) wrong.push(`${id}: ${status} ${body.temperature}`);
  }
  await kill(server);
  expect(wrong).toEqual([]);
  expect(written.acknowledged.size).toBeGreaterThan(ROUNDS);
});

const KEYED_ROUNDS = 6;

/** Creates agents under keys of their own until the server no longer responds. Returns the key whose response is missing. */
async function createKeyed(url: string, created: Map<string, string>): Promise<string> {
  for (;;) {
    const name = crypto.randomUUID();
    try {
      created.set(name, await createOnce(url, name));
    } catch (error) {
      // What fetch throws once the process is gone; anything else is the test's own failure.
      if (error instanceof TypeError) return name;
      throw error;
    }
  }
}

async function createOnce(url: string, name: string): Promise<string> {
  const headers = { 'idempotency-key': name };
  const { status, body, text } = await send(url, key, 'POST', '/v1/agents', { json: { ...MINIMAL, name }, headers });
  if (status !== 201) throw new Error(`create returned ${status}: ${text}`);
  return body.id;
}

/** Counts all agents by name. */
async function countNames(url: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let cursor = ''; ; ) {
    const { body } = await send(url, key, 'GET', `/v1/agents?limit=200${cursor}`);
    for (const { name } of body.agents) counts.set(name, (counts.get(name) ?? 0) + 1);
    if (!body.has_more) return counts;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

test('kill -9 between the work and its response: the retry under the same Idempotency-Key creates no second agent', async () => {
  const created = new Map<string, string>();
  let unanswered: string[] = [];
  for (let round = 0; round <= KEYED_ROUNDS; round++) {
    const running = await spawnServer({ DATA_DIR: folder });
    for (const name of unanswered) created.set(name, await createOnce(running.url, name));
    const before = created.size;
    if (round === KEYED_ROUNDS) {
      const counts = await countNames(running.url);
      expect([...created.keys()].filter((name) => counts.get(name) !== 1)).toEqual([]);
      await kill(running);
      break;
    }
    const writers = Array.from({ length: WRITERS }, () => createKeyed(running.url, created));
    // Killed at another moment of the work each time.
    while (created.size < before + WRITERS + round) await new Promise((resolve) => setTimeout(resolve, 1));
    await kill(running);
    unanswered = await Promise.all(writers);
  }
  expect(created.size).toBeGreaterThan(KEYED_ROUNDS * WRITERS);
});
