import { expect, test } from 'vitest';
import { createTestDatabase } from '../postgres/test-database.ts';
import { killRepeatedly, victimOf } from './kills.ts';
import { createRun, isPassed } from './scenario.ts';

test('kill -9 under a mixed load loses no acknowledged write and leaves nothing half-written', async () => {
  const database = await createTestDatabase(true);
  const result = await killRepeatedly('kills', victimOf(database.environment.DATABASE_URL), createRun(1, 1));
  await database.remove();
  expect(result).toMatchObject({ lost: [], halves: [], problems: [] });
  expect(isPassed(result)).toBe(true);
  expect(result.checked).toBeGreaterThan(16);
});
