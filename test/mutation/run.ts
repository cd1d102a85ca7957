import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Copy, copyTree, listFiles } from './copy.ts';
import { type FindTests, readImports } from './imports.ts';
import { listMutants, type Mutant } from './mutants.ts';
import { createRandom, drawByKind } from './random.ts';
import { createTypecheck, type Typecheck } from './typecheck.ts';

/**
 * Changes one thing of the sources at a time and counts how often the tests notice. `npm run mutation -- --help` prints the
 * options.
 */
const AREAS: Record<string, string> = {
  build: 'src/contract/build/',
  document: 'src/contract/document/',
  mock: 'src/contract/mock/',
  serve: 'src/contract/serve/',
  verify: 'src/contract/verify/',
  api: 'src/api/',
  platform: 'src/platform/',
};

const USAGE = `npm run mutation -- [options]

  --area NAME     one of ${Object.keys(AREAS).join(', ')}; may be repeated (all of them)
  --file TEXT     only files whose path holds TEXT
  --count N       mutants an area (43)
  --seed N        chooses the mutants (1)
  --files N       test files tried for a mutant, the nearest first (12)
  --time MINUTES  stop after this long (no limit)
  --jobs N        mutants at once (2)
  --timeout S     seconds until a run of tests counts as failed (120)
  --json FILE     write the results there too
`;

type Result = { mutant: Mutant; area: string; status: 'killed' | 'survived' | 'compiler'; by: string };

const { values: options } = parseArgs({
  options: {
    area: { type: 'string', multiple: true },
    file: { type: 'string', default: '' },
    count: { type: 'string', default: '43' },
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '12' },
    time: { type: 'string', default: 'Infinity' },
    jobs: { type: 'string', default: '2' },
    timeout: { type: 'string', default: '120' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Tests of the first run, which is meant to be short; the others come in a second one. */
const NEAREST = 3;

async function main(): Promise<number> {
  const areas = options.area ?? Object.keys(AREAS);
  if (options.help || areas.some((area) => AREAS[area] === undefined)) {
    console.log(USAGE);
    return options.help ? 0 : 2;
  }
  const root = process.cwd();
  const files = listFiles(root);
  const typescript = files.filter((file) => /^(src|test)\/.*\.ts$/.test(file) && !file.endsWith('.d.ts'));
  // Read from a copy too, so that the tree may change meanwhile.
  const original = await copyTree(root, files);
  const findTests = await readImports(original.folder, typescript);
  const typecheck = createTypecheck(original.folder);
  const copies = await Promise.all(Array.from({ length: Number(options.jobs) }, () => copyTree(root, files)));
  const results: Result[] = [];
  const next = queue(areas, typescript, results, original.folder);
  const judge = { findTests, typecheck, green: new Map<string, Promise<boolean>>() };
  try {
    await Promise.all(copies.map((copy) => work(copy, next, judge, results)));
  } finally {
    await Promise.all([original, ...copies].map((copy) => copy.remove()));
  }
  report(areas, results);
  if (options.json !== undefined) await writeFile(options.json, JSON.stringify(results, undefined, 1));
  return 0;
}

type Next = () => Promise<{ area: string; mutant: Mutant; text: string } | undefined>;

/** The mutants to try, one area after the other in turn, until each has its number or the time is over. */
function queue(areas: string[], files: string[], results: Result[], folder: string): Next {
  const deadline = Date.now() + Number(options.time) * 60_000;
  const texts = new Map<string, Promise<string>>();
  const textOf = (file: string): Promise<string> => {
    const text = texts.get(file) ?? readFile(join(folder, file), 'utf8');
    texts.set(file, text);
    return text;
  };
  const open = new Map<string, number>(areas.map((area) => [area, 0]));
  const draws = areas.map(async (area) => {
    const own = files.filter((file) => file.startsWith(AREAS[area] ?? '') && file.includes(options.file));
    const mutants = (await Promise.all(own.map(async (file) => listMutants(file, await textOf(file))))).flat();
    return { area, draw: drawByKind(mutants, createRandom(Number(options.seed))) };
  });
  let turn = 0;
  return async () => {
    const all = await Promise.all(draws);
    for (let tries = 0; tries < all.length && Date.now() < deadline; tries++) {
      const { area, draw } = all[turn++ % all.length] as (typeof all)[number];
      const isFull = (open.get(area) ?? 0) - countOf(results, area, 'compiler') >= Number(options.count);
      const { value: mutant } = isFull ? { value: undefined } : draw.next();
      if (mutant === undefined) continue;
      open.set(area, (open.get(area) ?? 0) + 1);
      return { area, mutant, text: await textOf(mutant.file) };
    }
    return undefined;
  };
}

type Judge = { findTests: FindTests; typecheck: Typecheck; green: Map<string, Promise<boolean>> };

async function work(copy: Copy, next: Next, judge: Judge, results: Result[]): Promise<void> {
  for (let found = await next(); found !== undefined; found = await next()) {
    const { mutant, area, text } = found;
    const changed = text.slice(0, mutant.start) + mutant.to + text.slice(mutant.end);
    if (!judge.typecheck(mutant.file, changed)) {
      results.push({ mutant, area, status: 'compiler', by: 'tsc' });
      continue;
    }
    await copy.write(mutant.file, changed);
    const by = await findKiller(copy, judge, mutant, text, changed);
    await copy.write(mutant.file, text);
    results.push({ mutant, area, status: by === undefined ? 'survived' : 'killed', by: by ?? '' });
    console.log(
      `${by === undefined ? 'SURVIVED' : 'killed  '} ${describe(mutant)}${by === undefined ? '' : `  (${by})`}`,
    );
  }
}

/** The test that notices a mutant. A test file that fails without it as well notices nothing. */
async function findKiller(
  copy: Copy,
  { findTests, green }: Judge,
  { file }: Mutant,
  text: string,
  changed: string,
): Promise<string | undefined> {
  const tests = findTests(file).slice(0, Number(options.files));
  const timeout = Number(options.timeout) * 1000;
  for (const group of [tests.slice(0, NEAREST), tests.slice(NEAREST)]) {
    if (group.length === 0) continue;
    const { passed, failed } = await copy.run(group, timeout);
    if (passed) continue;
    const suspects = group.filter((test) => failed.startsWith(test));
    const key = (suspects.length > 0 ? suspects : group).join(' ');
    let isGreen = green.get(key);
    if (isGreen === undefined) {
      await copy.write(file, text);
      isGreen = copy.run(key.split(' '), timeout).then((outcome) => outcome.passed);
      green.set(key, isGreen);
      await isGreen;
      await copy.write(file, changed);
    }
    if (await isGreen) return failed;
    console.log(`without a mutant it fails too, and is not counted: ${key}`);
  }
  return undefined;
}

function describe({ file, line, kind, from, to }: Mutant): string {
  const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 60);
  return `${file}:${line} ${kind}: ${short(from)} -> ${short(to)}`;
}

function countOf(results: Result[], area: string, status?: Result['status']): number {
  return results.filter((one) => one.area === area && (status === undefined || one.status === status)).length;
}

function report(areas: string[], results: Result[]): void {
  const rows = [...areas, ...(areas.length > 1 ? ['all'] : [])].map((area) => {
    const own = area === 'all' ? results : results.filter((one) => one.area === area);
    const [killed, survived, compiler] = (['killed', 'survived', 'compiler'] as const).map(
      (status) => own.filter((one) => one.status === status).length,
    ) as [number, number, number];
    const rate = killed + survived === 0 ? '-' : `${((100 * killed) / (killed + survived)).toFixed(1)} %`;
    return { area, mutants: killed + survived, killed, survived, rate, 'rejected by the compiler': compiler };
  });
  console.table(rows);
  const survivors = results.filter(({ status }) => status === 'survived').map(({ mutant }) => describe(mutant));
  if (survivors.length > 0) console.log(`Survived:\n${survivors.sort().join('\n')}`);
}

process.exitCode = await main();
