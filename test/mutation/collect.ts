import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Copy } from './copy.ts';
import { readCoverage, type Spans } from './coverage.ts';

/** What one run of a test file showed. */
export type Measured = {
  /** Of the text of the test file. */
  hash: string;
  passed: boolean;
  seconds: number;
  /** For each source file the hash of its text and what was executed of it. */
  executed: Record<string, { hash: string; spans: Spans }>;
};

/** Test files that take minutes, or that need a browser, Postgres, installed packages or documents that are not part of the tree. */
const LEFT_OUT = /^test\/(browser|documents|packages|postgres)\/|^test\/contract\/cli\.test/;

/** Seconds of a test file that is not worth the wait for each mutant. */
const LONGEST = 100;

export const isLeftOut = (test: string): boolean => LEFT_OUT.test(test);

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/**
 * Runs every test file once, alone, to know what it executes and how long it takes. What is known is kept in `cache`: a
 * test file runs again when its own text has changed.
 */
export async function measureTests(tests: string[], copies: Copy[], cache: string): Promise<Map<string, Measured>> {
  const measured = await readCache(cache);
  const open: string[] = [];
  for (const test of tests.filter((one) => !isLeftOut(one))) {
    const text = await readFile(join((copies[0] as Copy).folder, test), 'utf8');
    if (measured.get(test)?.hash !== hashOf(text)) open.push(test);
  }
  if (open.length > 0) console.log(`${open.length} test files run once, to know what each executes.`);
  await Promise.all(
    copies.map(async (copy) => {
      for (let test = open.shift(); test !== undefined; test = open.shift()) {
        measured.set(test, await measureTest(test, copy));
        await mkdir(dirname(cache), { recursive: true });
        // A failure is not kept: on a busy machine a file may take too long.
        const kept = [...measured].filter(([, { passed }]) => passed);
        await writeFile(cache, JSON.stringify(Object.fromEntries(kept)));
      }
    }),
  );
  return new Map([...measured].filter(([test]) => tests.includes(test)));
}

async function readCache(cache: string): Promise<Map<string, Measured>> {
  const text = await readFile(cache, 'utf8').catch(() => '{}');
  return new Map(Object.entries(JSON.parse(text) as Record<string, Measured>));
}

async function measureTest(test: string, copy: Copy): Promise<Measured> {
  const folder = join(copy.folder, 'coverage', 'v8');
  const start = performance.now();
  const { passed, failed } = await copy.run([test], LONGEST * 1000, { NODE_V8_COVERAGE: folder });
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  if (!passed) console.log(`fails without a mutant and is left out: ${test}: ${failed}`);
  const executed: Measured['executed'] = {};
  for (const [file, spans] of await readCoverage(folder, copy.folder)) {
    const text = await readFile(join(copy.folder, file), 'utf8');
    executed[file] = { hash: hashOf(text), spans };
  }
  const hash = hashOf(await readFile(join(copy.folder, test), 'utf8'));
  return { hash, passed, seconds, executed };
}
