import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/platform/database/database.ts';
import { createKey } from '../../src/platform/keys.ts';
import { MINIMAL, type ServerProcess, send, spawnServer } from '../running-server.ts';

const ROUNDS = 20;
/** Of each kind. */
const WRITERS = 2;

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

/** All agents, as the server lists them. */
async function listAgents(url: string): Promise<{ id: string; name: string; temperature: number }[]> {
  const agents = [];
  for (let cursor = ''; ; ) {
    const { body } = await send(url, key, 'GET', `/v1/agents?limit=200${cursor}`);
    agents.push(...body.agents);
    if (!body.has_more) return agents;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

describe(`kill -9 during writes, ${ROUNDS} times`, () => {
  const written: Written = { acknowledged: new Map(), sent: new Map() };
  /** Ids of agents by their keys, which are their names. */
  const created = new Map<string, string>();
  let kept: Awaited<ReturnType<typeof listAgents>>;

  beforeAll(async () => {
    let unanswered: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const running = await spawnServer({ DATA_DIR: folder });
      for (const name of unanswered) created.set(name, await createOnce(running.url, name));
      const before = { written: written.acknowledged.size, created: created.size };
      const writers = Array.from({ length: WRITERS }, () => write(running.url, written));
      const keyed = Array.from({ length: WRITERS }, () => createKeyed(running.url, created));
      // Killed at another moment of the writing each time.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
      while (written.acknowledged.size === before.written || created.size < before.created + WRITERS)
        await new Promise((resolve) => setTimeout(resolve, 1));
      await kill(running);
      unanswered = await Promise.all(keyed);
      await Promise.all(writers);
    }
    const server = await spawnServer({ DATA_DIR: folder });
    for (const name of unanswered) created.set(name, await createOnce(server.url, name));
    kept = await listAgents(server.url);
    await kill(server);
  });

  test('loses no acknowledged write', () => {
    const temperatures = new Map(kept.map(({ id, temperature }) => [id, temperature]));
    const wrong = [...written.acknowledged].filter(
      ([id, temperature]) => ![temperature, written.sent.get(id)].includes(temperatures.get(id)),
    );
    expect(wrong).toEqual([]);
    expect(written.acknowledged.size).toBeGreaterThan(ROUNDS);
  });

  test('and the retry of a request whose response is missing, under the same Idempotency-Key, creates no second agent', () => {
    const ids = Map.groupBy(kept, ({ name }) => name);
    const wrong = [...created].filter(
      ([name, id]) =>
        ids
          .get(name)
          ?.map((agent) => agent.id)
          .join() !== id,
    );
    expect(wrong).toEqual([]);
    expect(created.size).toBeGreaterThan(ROUNDS * WRITERS);
  });
});
