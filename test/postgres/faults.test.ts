import { expect, test } from 'vitest';
import { postgresKilled } from '../faults/postgres-killed.ts';
import { createRun, isPassed } from '../faults/scenario.ts';

test('a Postgres server that is killed under load loses no acknowledged write, and the server recovers by itself', async () => {
  const result = await postgresKilled.run(createRun(1, 1));
  expect(result).toMatchObject({ lost: [], halves: [], problems: [] });
  expect(isPassed(result)).toBe(true);
});
