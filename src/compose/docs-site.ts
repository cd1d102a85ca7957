import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { digestOfSite, readSiteDigest, SITE_FILE } from '../contract/docs/site-digest.ts';
import type { OpenApiDocument } from '../contract/document/document.ts';

const ROOT = join(import.meta.dirname, '../..');
const POLL_MS = 200;

/** The documentation as a folder that the server serves, and the step that builds it where that is possible. */
export type DocsSite = {
  folder: string;
  prepare: () => Promise<void>;
};

export type DocsSiteOptions = {
  document: OpenApiDocument;
  log: Logger;
  /** Production serves a site that was built before, and never builds one. */
  isProduction: boolean;
  /** For tests; the folder of `npm run docs`. */
  folder?: string;
  /** For tests: runs `npm run docs`. */
  build?: (folder: string) => Promise<void>;
};

/**
 * The site of `npm run docs`. Outside production, `prepare` builds it in a process of its own if it is missing or was made
 * of another contract: once in the life of a server, and once among the processes of a machine, even if the build fails.
 */
export function openDocsSite(options: DocsSiteOptions): DocsSite {
  const { document, log, isProduction, folder = join(ROOT, 'dist/docs'), build = runBuild } = options;
  let prepared: Promise<void> | undefined;
  if (isProduction) {
    if (!existsSync(join(folder, SITE_FILE)))
      log.warn('/docs is not available: the documentation is not built. Build it with: npm run docs');
    return { folder, prepare: async () => undefined };
  }
  const isCurrent = async (): Promise<boolean> => {
    const guides = join(ROOT, 'docs/guides');
    return (await readSiteDigest(folder)) === (await digestOfSite(document, existsSync(guides) ? guides : undefined));
  };
  const prepareOnce = async (): Promise<void> => {
    try {
      if (await isCurrent()) return;
      await withLock(`${folder}.lock`, async () => {
        if (await isCurrent()) return;
        log.info('building the documentation');
        await build(folder);
      });
    } catch (error) {
      log.error({ err: error }, 'the documentation cannot be built');
    }
  };
  return {
    folder,
    prepare: () => {
      prepared ??= prepareOnce();
      return prepared;
    },
  };
}

async function runBuild(folder: string): Promise<void> {
  const args = [join(ROOT, 'src/contract/cli.ts'), 'docs', '--out', folder];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT }).catch(({ stderr, message }) => {
    throw new Error(stderr || message);
  });
}

/** Runs a step while no other process runs it. The lock of a process that has died does not count. */
async function withLock(file: string, step: () => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  for (;;) {
    const lock = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (lock !== undefined) {
      try {
        await lock.writeFile(String(process.pid));
        await lock.close();
        return await step();
      } finally {
        await rm(file, { force: true });
      }
    }
    const owner = await readFile(file, 'utf8').catch(() => '');
    // A lock without a number is being written.
    if (/^\d+$/.test(owner) && !isAlive(Number(owner))) await rm(file, { force: true });
    else await delay(POLL_MS);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
