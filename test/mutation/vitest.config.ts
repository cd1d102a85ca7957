import { defineConfig, mergeConfig } from 'vitest/config';
import type { TestSequencer, TestSpecification } from 'vitest/node';
import own from '../../vitest.config.ts';

/** Seconds until a test that hangs counts as failed: less than elsewhere, as many changes make a test hang. */
const HANGS = 45_000;

/** Runs files in the order in which they are named in `MUTATION_TESTS`: Vitest would begin with the longest. */
function createSequencer(): TestSequencer {
  const order = (process.env.MUTATION_TESTS ?? '').split(' ');
  const place = ({ moduleId }: TestSpecification): number => order.findIndex((test) => moduleId.endsWith(test));
  return {
    shard: (files) => files,
    sort: (files) => files.sort((a, b) => place(a) - place(b)),
  };
}

/** Only what runs on SQLite: a second run of a test on another database finds no more. */
const { projects: _, ...test } = own.test ?? {};

export default mergeConfig(
  { ...own, test },
  defineConfig({
    test: {
      include: ['test/**/*.test.ts'],
      // Node runs the sources as they are, so that what it says of coverage are places in them.
      experimental: { viteModuleRunner: false },
      // Vitest calls it with `new`, which takes the object that the function returns.
      sequence: { sequencer: createSequencer as unknown as new () => TestSequencer },
      setupFiles: ['test/mutation/take-coverage.ts'],
      // What a file has covered is its own.
      isolate: true,
      maxWorkers: 1,
      testTimeout: HANGS,
      hookTimeout: HANGS,
      expect: { poll: { timeout: HANGS - 5000 } },
    },
  }),
);
