import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureLoad } from './measure.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-'));
});
afterEach(() => rm(folder, { recursive: true }));

const options = () => ({ minutes: 0.05, clients: 8, perSecond: 40, seed: 1, folder });

test('a mixed load has no errors, and the memory of the server is measured', async () => {
  const { errors, times, memory } = await measureLoad(`sqlite:${join(folder, 'a.db')}`, options());
  expect(errors).toEqual([]);
  expect([...times.values()].flat().length).toBeGreaterThan(0);
  for (const { heap, rss } of memory) expect([heap > 0, rss > heap]).toEqual([true, true]);
});

test('a response with another status than its request should get is an error', async () => {
  const environment = { RATE_LIMITS: 'true', RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '1' };
  const { errors } = await measureLoad(`sqlite:${join(folder, 'a.db')}`, { ...options(), environment });
  expect(errors.join('\n')).toMatch(/^\w+.*: 429 /m);
});
