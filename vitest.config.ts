import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/titles.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // What is built of large documents is imported by Node itself, as a server does; to be transformed it is too large.
    server: { deps: { external: [/\/test\/documents\/\.cache\//] } },
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/vitest.json' }]] : ['default'],
  },
});
