import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Tests start some hundred Node processes. What the first has compiled the others read.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Tests of the API that run on Postgres too. */
const ON_BOTH_DATABASES = [
  'test/api/{audit,idempotency,life,pages,streamed-pages}.test.ts',
  'test/api/agents/{list,patch-states,rotation,slug,texts,two-servers,updates}.test.ts',
  'test/api/conversations/*.test.ts',
  'test/api/memories/memories.test.ts',
  'test/api/webhooks/{delivery,workers}.test.ts',
  'test/faults/kills.test.ts',
  'test/platform/{keys,key-uses}.test.ts',
  'test/platform/database/statements.test.ts',
];
/** Tests of what only Postgres has. */
const ON_POSTGRES = 'test/postgres/*.test.ts';

/** Files that take minutes begin first: one that began last would run alone at the end. */
const SLOW = [
  ...[
    'documents/documents',
    'start/start',
    'packages/init',
    'browser/docs-pages',
    'process/webhooks',
    'packages/keepspec',
  ],
  ...['packages/client', 'packages/runtime', 'faults/scenarios', 'packages/front-desk', 'contract/verify/server'],
].map((name) => join(import.meta.dirname, `test/${name}.test.ts`));

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = SLOW.indexOf(moduleId);
      return at < 0 ? SLOW.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      { extends: true, test: { name: 'sqlite', include: ['test/**/*.test.ts'], exclude: [ON_POSTGRES] } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...ON_BOTH_DATABASES, ON_POSTGRES],
          globalSetup: ['test/postgres/global-setup.ts'],
          setupFiles: ['test/postgres/setup.ts'],
        },
      },
    ],
    // Many tests wait for other processes: three files at once leave a fifth of two processors idle.
    maxWorkers: Math.max(4, availableParallelism() - 1),
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
