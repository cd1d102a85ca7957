import { spawnSync } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { surviveOutages } from './outage.ts';
import { createResult, type Result, type Run, type Scenario } from './scenario.ts';
import { checkSqliteFile } from './sqlite-file.ts';

const SIZE = '24m';
const CHUNK_BYTES = 4096;

/** Runs a scenario on a small file system in memory, or says why there is none. */
async function onSmallDisk(name: string, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  try {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], { encoding: 'utf8' });
    if (mounted.status !== 0) {
      const reason = mounted.error?.message ?? mounted.stderr.split('\n')[0];
      return { ...createResult(name, 0), notRun: `no tmpfs can be mounted (${reason})` };
    }
    try {
      return await work(folder);
    } finally {
      spawnSync('umount', [folder]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Takes all space that is left. */
async function fill(file: string): Promise<void> {
  const ballast = await open(file, 'w');
  try {
    for (;;) await ballast.write(Buffer.alloc(CHUNK_BYTES));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await ballast.close();
  }
}

/** @param environment of the server, beside what every server has */
export function fillDisk(run: Run, environment: Record<string, string> = {}): Promise<Result> {
  return onSmallDisk(diskFull.name, (folder) => {
    const path = join(folder, 'a.db');
    const ballast = join(folder, 'ballast');
    const outage = {
      environment,
      begin: () => fill(ballast),
      finish: () => rm(ballast),
      afterEnd: () => checkSqliteFile(path),
    };
    return surviveOutages(diskFull.name, `sqlite:${path}`, outage, run);
  });
}

export const diskFull: Scenario = {
  name: 'Disk full, then space again, SQLite',
  times: 5,
  run: (run) => fillDisk(run),
};
