import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests start some hundred Node processes. What the first has compiled the others read.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Many tests wait for other processes, so three files at once are faster on two processors.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // A worker keeps what it has imported: a module of its own for each file costs half of the time of small ones.
    isolate: false,
    restoreMocks: true,
    setupFiles: ['test/titles.ts'],
    // These only end tests that hang. Tests wait for states, however long a busy machine needs for them.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    // What is built of large documents is imported by Node itself, as a server does; to be transformed it is too large.
    server: { deps: { external: [/\/test\/(documents|cases)\/\.cache[^/]*\//] } },
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/vitest.json' }]] : ['default'],
  },
});
