import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createMutant } from './mutants.ts';
import type { FuzzOutcome } from './outcome.ts';
import { allDocuments } from './sources.ts';

/**
 * Builds thousands of mutated documents. Each must end in a build or in errors with places. `npm run fuzz -- --help` prints
 * the options.
 */
const USAGE = `npm run fuzz -- [options]

  --seed N     chooses the mutants (1)
  --count N    number of mutants (5000)
  --from N     number of the first mutant (0)
  --write FILE write the mutant of --from to a file, and build nothing
`;

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '5000' },
    from: { type: 'string', default: '0' },
    write: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Milliseconds of the processor. A mutant that takes longer hangs. */
const LONGEST_MS = 60_000;
const PROGRESS = 100;
/** A mutant that needs more memory fails. */
const LIMITS = { maxOldGenerationSizeMb: 1500 };

type Defect = { number: number; text: string };
type Message = { number: number; outcome?: FuzzOutcome };

const seed = Number(options.seed);
const sources = allDocuments();

/** Milliseconds of the processor that this process has used. The time of the clock depends on other processes. */
function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Builds mutants in a thread until one hangs or ends it. Returns the number of the next mutant. */
function runThread(from: number, to: number, defects: Defect[], counts: Record<string, number>): Promise<number> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { seed, from, to },
    resourceLimits: LIMITS,
  });
  return new Promise((resolve) => {
    let current = from;
    let started = usedMs();
    const add = (text: string): void => {
      defects.push({ number: current, text });
      const { name, changes } = createMutant(sources, seed, current);
      process.stdout.write(`${current} (${name}: ${changes.join('; ')})\n  ${text.replaceAll('\n', '\n  ')}\n`);
    };
    const stop = (text: string): void => {
      add(text);
      clearInterval(timer);
      void worker.terminate().then(() => resolve(current + 1));
    };
    const timer = setInterval(() => {
      if (usedMs() - started > LONGEST_MS) stop(`takes longer than ${LONGEST_MS / 1000} s`);
    }, 1000);
    worker.on('message', ({ number, outcome }: Message) => {
      current = number;
      if (outcome === undefined) {
        started = usedMs();
        return;
      }
      counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
      outcome.defects.forEach(add);
      if ((number + 1) % PROGRESS === 0) process.stderr.write(`${number + 1} mutants, ${defects.length} defects\n`);
    });
    worker.on('error', (error) => {
      clearInterval(timer);
      stop(String(error));
    });
    worker.on('exit', (code) => {
      clearInterval(timer);
      if (code === 0) resolve(to);
    });
  });
}

async function main(): Promise<number> {
  const from = Number(options.from);
  if (options.help) process.stdout.write(USAGE);
  else if (options.write !== undefined) writeFileSync(options.write, createMutant(sources, seed, from).text);
  else return runAll(from, from + Number(options.count));
  return 0;
}

async function runAll(from: number, to: number): Promise<number> {
  const defects: Defect[] = [];
  const counts: Record<string, number> = {};
  for (let next = from; next < to; ) next = await runThread(next, to, defects, counts);
  const totals = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(`Seed ${seed}, ${sources.length} documents: ${totals.join(', ')}, ${defects.length} defects.\n`);
  return defects.length === 0 ? 0 : 1;
}

process.exitCode = await main();
