import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Choice, chooseTests } from './choose.ts';
import { type Measured, measureTests } from './collect.ts';
import { type Copy, copyTree, listFiles, type Outcome } from './copy.ts';
import { type FindTests, readImports } from './imports.ts';
import type { Mutant } from './mutants.ts';
import { drawMutants, type Next, rerunSurvivors } from './queue.ts';
import { describe, type Result, report } from './results.ts';
import { createTypecheck, type Typecheck } from './typecheck.ts';

/**
 * Changes one thing of the sources at a time and counts how often the tests notice. `npm run mutation -- --help` prints the
 * options.
 */
const AREAS: Record<string, string[]> = {
  build: ['src/contract/build/'],
  diff: ['src/contract/diff/', 'src/contract/cli/diff/', 'src/contract/cli/verbs/diff.ts'],
  document: ['src/contract/document/'],
  mock: ['src/contract/mock/'],
  serve: ['src/contract/serve/'],
  // The values that verify sends are made by a folder of their own.
  verify: ['src/contract/verify/', 'src/contract/values/'],
  api: ['src/api/'],
  platform: ['src/platform/'],
};

const USAGE = `npm run mutation -- [options]

  --area NAME     one of ${Object.keys(AREAS).join(', ')}; may be repeated (all of them)
  --file TEXT     only files whose path holds TEXT
  --count N       mutants an area (43)
  --seed N        chooses the mutants (1)
  --seconds S     test files for one mutant that take this long together, alone (45); others are left out
  --time MINUTES  stop after this long (no limit)
  --jobs N        mutants at once (2)
  --json FILE     write the results there after each mutant
  --continue FILE begin with the results of such a file, of the same seed and the same sources
  --rerun FILE    try the survivors of such a file again, and print the table of all its mutants
`;

const { values: options } = parseArgs({
  options: {
    area: { type: 'string', multiple: true },
    file: { type: 'string', default: '' },
    count: { type: 'string', default: '43' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '45' },
    time: { type: 'string', default: 'Infinity' },
    jobs: { type: 'string', default: '2' },
    json: { type: 'string' },
    continue: { type: 'string' },
    rerun: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Where it is kept what each test file executes. Git ignores the folder. */
const CACHE = 'coverage/mutation-tests.json';

async function main(): Promise<number> {
  const areas = options.area ?? Object.keys(AREAS);
  if (options.help || areas.some((area) => AREAS[area] === undefined)) {
    console.log(USAGE);
    return options.help ? 0 : 2;
  }
  const root = process.cwd();
  const files = listFiles(root);
  // Read from a copy too, so that the tree may change meanwhile.
  const original = await copyTree(root, files);
  const copies = await Promise.all(Array.from({ length: Number(options.jobs) }, () => copyTree(root, files)));
  const { results, next } = await plan(areas, files, original.folder);
  try {
    const tests = files.filter((file) => /^test\/.*\.test\.ts$/.test(file));
    const measured = await measureTests(tests, copies, join(root, CACHE));
    const typescript = files.filter((file) => /^(src|test)\/.*\.ts$/.test(file) && !file.endsWith('.d.ts'));
    const findTests = readImports(original.folder, typescript);
    const judge = { findTests, measured, typecheck: createTypecheck(original.folder) };
    await Promise.all(copies.map((copy) => work(copy, next, judge, results)));
  } finally {
    await Promise.all([original, ...copies].map((copy) => copy.remove()));
  }
  report(areas, results);
  return 0;
}

/** The results there are already, and the mutants to try. */
async function plan(areas: string[], files: string[], folder: string): Promise<{ results: Result[]; next: Next }> {
  const deadline = Date.now() + Number(options.time) * 60_000;
  const textOf = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  if (options.rerun !== undefined) {
    const earlier = JSON.parse(await readFile(options.rerun, 'utf8')) as Result[];
    return rerunSurvivors(earlier, textOf, deadline);
  }
  const results: Result[] =
    options.continue === undefined ? [] : (JSON.parse(await readFile(options.continue, 'utf8')) as Result[]);
  const own = areas.map((area) => {
    const isOwn = (file: string): boolean =>
      (AREAS[area] ?? []).some((folder) => file.startsWith(folder)) && file.endsWith('.ts') && !file.endsWith('.d.ts');
    return { area, files: files.filter((file) => isOwn(file) && file.includes(options.file)) };
  });
  const [number, seed] = [Number(options.count), Number(options.seed)];
  return { results, next: await drawMutants(own, textOf, { number, seed, deadline }, results) };
}

type Judge = { findTests: FindTests; measured: Map<string, Measured>; typecheck: Typecheck };

async function work(copy: Copy, next: Next, judge: Judge, results: Result[]): Promise<void> {
  for (let found = await next(); found !== undefined; found = await next()) {
    const { mutant, area, text } = found;
    const changed = text.slice(0, mutant.start) + mutant.to + text.slice(mutant.end);
    const start = performance.now();
    if (!judge.typecheck(mutant.file, changed)) {
      results.push({ mutant, area, status: 'compiler', by: 'tsc' });
      continue;
    }
    const { tests, leftOut, passed, failed } = await tryMutant(copy, { ...found, changed }, judge);
    const others = leftOut > 0 ? `, ${leftOut} slow ones left out` : '';
    const by = passed ? `${tests.length} test files${others}` : failed;
    results.push({ mutant, area, status: passed ? 'survived' : 'killed', by });
    const took = Math.round((performance.now() - start) / 1000);
    console.log(`${passed ? 'SURVIVED' : 'killed  '} ${describe(mutant)}  (${by}; ${took} s)`);
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(results, undefined, 1));
  }
}

type Tried = Outcome & Pick<Choice, 'tests' | 'leftOut'>;

/** Runs the tests for a mutant, again without a test file that turns out to fail without the mutant as well. */
async function tryMutant(
  copy: Copy,
  { mutant, text, changed }: { mutant: Mutant; text: string; changed: string },
  { measured, findTests }: Judge,
): Promise<Tried> {
  for (;;) {
    const { tests, seconds, leftOut } = chooseTests(mutant, text, measured, findTests, Number(options.seconds));
    await copy.write(mutant.file, changed);
    const outcome = await runTests(copy, tests, seconds);
    await copy.write(mutant.file, text);
    const unsound = outcome.passed ? undefined : await findUnsound(copy, outcome.failed);
    if (unsound === undefined) return { ...outcome, tests, leftOut };
    const known = measured.get(unsound);
    if (known?.passed !== true) throw new Error(`${unsound} fails without a mutant.`);
    measured.set(unsound, { ...known, passed: false });
    console.log(`left out from now on, because it fails without a mutant as well: ${unsound}`);
  }
}

/** Test files that passed without a mutant in this run. */
const sound = new Set<string>();

/**
 * A test may fail for another reason than the mutant. So a test file that notices one for the first time must pass without it.
 *
 * @returns the test file that does not
 */
async function findUnsound(copy: Copy, failed: string): Promise<string | undefined> {
  const file = /^(test\/[^:]*\.test\.ts): /.exec(failed)?.[1] ?? SMALLEST_TEST;
  if (sound.has(file)) return undefined;
  const { passed } = await copy.run([file], 100_000);
  if (!passed) return file;
  sound.add(file);
  return undefined;
}

const SMALLEST_TEST = 'test/titles.test.ts';

async function runTests(copy: Copy, tests: string[], seconds: number): Promise<Outcome> {
  // A machine that runs other things may need several times as long as when the test files were measured.
  const timeout = 60_000 + 4000 * seconds;
  return tests.length === 0 ? { passed: true, timedOut: false, failed: '' } : copy.run(tests, timeout);
}

process.exitCode = await main();
