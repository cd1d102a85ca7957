import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How a run of tests ended. `failed` names the test file and the test. */
export type Outcome = { passed: boolean; timedOut: boolean; failed: string };

/** A copy of the tree in which files are changed and tests run. */
export type Copy = {
  folder: string;
  write(file: string, text: string): Promise<void>;
  /**
   * Runs test files in the order of the list until the first fails.
   *
   * @param timeout milliseconds until the run is ended
   * @param variables added to the environment
   */
  run(tests: string[], timeout: number, variables?: Record<string, string>): Promise<Outcome>;
  remove(): Promise<void>;
};

/** Every file of the tree that Git does not ignore. */
export function listFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return listed.toString('utf8').split('\0').filter(Boolean);
}

/** Copies the tree into the folder for temporary files. What is installed is shared. */
export async function copyTree(root: string, files: string[]): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'mutation-'));
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    // A file that is deleted and not committed is still listed.
    await cp(join(root, file), join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    write: (file, text) => writeFile(join(folder, file), text),
    // What a test has started may still write.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }),
    run: (tests, timeout, variables = {}) => runTests(folder, tests, timeout, variables),
  };
}

async function runTests(
  folder: string,
  tests: string[],
  timeout: number,
  variables: Record<string, string>,
): Promise<Outcome> {
  const report = join(folder, 'coverage', 'mutation.json');
  await rm(report, { force: true });
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const options = ['--config=test/mutation/vitest.config.ts', '--root=.', '--bail=1'];
  const reporters = ['--reporter=json', `--outputFile=${report}`];
  const { CI: _ci, ...own } = process.env;
  const child = spawn(
    process.execPath,
    [vitest, 'run', ...options, ...reporters, ...tests],
    // A group of its own, so that what the tests have started ends with them.
    {
      cwd: folder,
      env: { ...own, ...variables, MUTATION_TESTS: tests.join(' ') },
      stdio: 'ignore',
      detached: true,
    },
  );
  const timedOut = await ended(child, timeout);
  if (timedOut) return { passed: false, timedOut, failed: 'timeout' };
  if (child.exitCode === 0) return { passed: true, timedOut, failed: '' };
  return { passed: false, timedOut, failed: await firstFailure(report) };
}

async function ended(child: ChildProcess, timeout: number): Promise<boolean> {
  let timedOut = false;
  const endGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
  };
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup();
  }, timeout);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  // A test that failed may have left a server.
  endGroup();
  return timedOut;
}

type Report = {
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
};

async function firstFailure(report: string): Promise<string> {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return 'the run itself';
  const { testResults } = JSON.parse(text) as Report;
  for (const { name, message, assertionResults } of testResults) {
    const file = name.slice(name.indexOf('/test/') + 1);
    const failed = assertionResults.find(({ status }) => status === 'failed');
    if (failed !== undefined) {
      const hung = failed.failureMessages?.some((one) => one.includes('timed out in')) === true ? ' (timeout)' : '';
      return `${file}: ${failed.fullName.slice(0, 100)}${hung}`;
    }
    if (message !== '') return `${file}: ${message.slice(0, 100)}`;
  }
  return 'the run itself';
}
