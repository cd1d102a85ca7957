import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import type { CodeSampleOptions } from '../contract/docs/samples/samples.ts';
import { digestOfSite, readSiteDigest, SITE_FILE } from '../contract/docs/site-digest.ts';
import type { OpenApiDocument } from '../contract/document/document.ts';

const ROOT = join(import.meta.dirname, '../..');
const POLL_MS = 200;
/** A build takes seconds. One that takes longer hangs, and is ended. */
const LONGEST_BUILD_MS = 120_000;
/** A process writes its id into its lock at once. */
const LONGEST_EMPTY_LOCK_MS = 5000;

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
    const sources = { guides: existsSync(guides) ? guides : undefined, samples: await readSampleOptions() };
    return (await readSiteDigest(folder)) === (await digestOfSite(document, sources));
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

/** How `npm run docs` writes code samples. Production, which has no configuration of the toolkit, does not ask. */
async function readSampleOptions(): Promise<CodeSampleOptions> {
  const { default: config } = await import('../../keepspec.config.ts');
  const { sampleClient: client, sampleUrl: url, sampleVariable = [] } = config.docs ?? {};
  return { client, url, variables: Object.fromEntries(sampleVariable.map((pair) => pair.split('=', 2))) };
}

async function runBuild(folder: string): Promise<void> {
  const args = [join(ROOT, 'src/contract/cli.ts'), 'docs', '--out', folder];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, timeout: LONGEST_BUILD_MS }).catch(
    ({ stderr, message }) => {
      throw new Error(stderr || message);
    },
  );
}

/** Runs a step while no other process runs it. A lock counts while its process lives, and no longer than a build may take. */
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
    if (await isAbandoned(file)) await rm(file, { force: true });
    else await delay(POLL_MS);
  }
}

/** Whether the process of a lock has died, hangs, or has ended before it wrote its id. */
async function isAbandoned(file: string): Promise<boolean> {
  const written = await stat(file).catch(() => undefined);
  if (written === undefined) return false;
  const age = Date.now() - written.mtimeMs;
  const owner = await readFile(file, 'utf8').catch(() => '');
  if (!/^\d+$/.test(owner)) return age > LONGEST_EMPTY_LOCK_MS;
  return age > LONGEST_BUILD_MS || !isAlive(Number(owner));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
