import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How a run of tests ended. */
export type Outcome = { passed: boolean; timedOut: boolean; failed: string };

/** A copy of the tree in which files are changed and tests run. */
export type Copy = {
  folder: string;
  write(file: string, text: string): Promise<void>;
  /** Runs test files until the first fails. */
  run(tests: string[], timeout: number): Promise<Outcome>;
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
  const report = join(folder, 'coverage', 'mutation.json');
  return {
    folder,
    write: (file, text) => writeFile(join(folder, file), text),
    remove: () => rm(folder, { recursive: true, force: true }),
    run: async (tests, timeout) => {
      await rm(report, { force: true });
      const vitest = join(root, 'node_modules/vitest/vitest.mjs');
      const reporters = ['--reporter=json', `--outputFile=${report}`];
      const { CI: _ci, ...env } = process.env;
      const child = spawn(
        process.execPath,
        [vitest, 'run', '--bail=1', '--maxWorkers=1', ...reporters, ...tests],
        // A group of its own, so that what the tests have started ends with them.
        { cwd: folder, env, stdio: 'ignore', detached: true },
      );
      const timedOut = await ended(child, timeout);
      if (timedOut) return { passed: false, timedOut, failed: 'timeout' };
      return { passed: child.exitCode === 0, timedOut, failed: child.exitCode === 0 ? '' : await firstFailure(report) };
    },
  };
}

async function ended(child: ChildProcess, timeout: number): Promise<boolean> {
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, timeout);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return timedOut;
}

type Report = {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
};

async function firstFailure(report: string): Promise<string> {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return 'the run itself';
  const { testResults } = JSON.parse(text) as Report;
  for (const { name, message, assertionResults } of testResults) {
    const file = name.slice(name.indexOf('/test/') + 1);
    const failed = assertionResults.find(({ status }) => status === 'failed');
    if (failed !== undefined) return `${file}: ${failed.fullName.slice(0, 100)}`;
    if (message !== '') return `${file}: ${message.slice(0, 100)}`;
  }
  return 'the run itself';
}
