import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inMemoryPresence, lockFilePresence } from '../../../src/platform/database/presence.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'presence-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe.each([
  ['in memory', () => inMemoryPresence()],
  ['by lock files', () => lockFilePresence(join(folder, 'a.db'))],
])('presence %s', (_how, create) => {
  test('an id is alive from when it is held until it is left', async () => {
    const presence = create();
    expect(await presence.isAlive('worker_a')).toBe(false);
    const leave = await presence.hold('worker_a');
    expect([await presence.isAlive('worker_a'), await presence.isAlive('worker_b')]).toEqual([true, false]);
    // To ask does not end it.
    expect(await presence.isAlive('worker_a')).toBe(true);
    leave();
    expect(await presence.isAlive('worker_a')).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });
});

test('a process that is killed is not alive, and what it leaves is removed by a later one', async () => {
  const path = join(folder, 'a.db');
  const module = new URL('../../../src/platform/database/presence.ts', import.meta.url);
  const code = `const { lockFilePresence } = await import(${JSON.stringify(module)});
    await lockFilePresence(${JSON.stringify(path)}).hold('worker_a'); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const presence = lockFilePresence(path);
  expect(await presence.isAlive('worker_a')).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await presence.isAlive('worker_a')).toBe(false);
  // One that is new could be one that is being made.
  const leave = await presence.hold('worker_b');
  expect((await readdir(folder)).sort()).toEqual(['a.db-worker_a.lock', 'a.db-worker_b.lock']);
  leave();
  const old = new Date(Date.now() - 120_000);
  await utimes(`${path}-worker_a.lock`, old, old);
  await writeFile(join(folder, 'other.lock'), '');
  await utimes(join(folder, 'other.lock'), old, old);
  (await presence.hold('worker_c'))();
  expect(await readdir(folder)).toEqual(['other.lock']);
});

test('an id can be left when its lock file has been removed', async () => {
  const leave = await lockFilePresence(join(folder, 'a.db')).hold('worker_a');
  await rm(join(folder, 'a.db-worker_a.lock'));
  expect(leave).not.toThrow();
});
