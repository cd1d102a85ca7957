import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What of the contract the tests over HTTP exercise, `verify` among them, as a table and a page. With --kept no test is run
// and what a run with CONTRACT_COVERAGE has kept is shown.

const FOLDER = 'coverage/contract';
const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

function run(script: string, args: string[], environment: Record<string, string> = {}): void {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    ...{ cwd: root, stdio: 'inherit' },
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(status ?? 1);
}

const LEAST = ['operations=100', 'statuses=100', 'media-types=100', 'headers=100', 'boundary-values=95'];

if (!process.argv.includes('--kept')) {
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  run(vitest, ['run', 'test/api', 'test/contract/suite.test.ts', 'test/contract/verify'], {
    CONTRACT_COVERAGE: FOLDER,
  });
}
run('src/contract/cli.ts', ['coverage', '--from', FOLDER, ...LEAST.flatMap((least) => ['--min', least])]);
