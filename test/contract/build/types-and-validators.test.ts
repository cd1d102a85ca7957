import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { findDifferences } from './type-checks.ts';

const FOLDER = fileURLToPath(new URL('.cache-types/', import.meta.url));

afterAll(() => rm(FOLDER, { recursive: true, force: true }));

test('a value is assignable to the type where the validator accepts it, and only there as far as types can say', async () => {
  const { valid, invalid, differences } = await findDifferences([2, 4, 9], 60, FOLDER);
  expect(differences).toEqual([]);
  expect(valid).toBeGreaterThan(500);
  expect(invalid).toBeGreaterThan(200);
});
