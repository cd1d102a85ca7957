import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { CLEAN_HEADING, pageOf } from './page.ts';
import { SERVERS, type ServerName, serverOf, type Trial } from './servers.ts';
import type { CleanRun, Job, JobResult } from './worker.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', multiple: true, default: ['1', '2', '3'] },
    only: { type: 'string', multiple: true, default: [''] },
    workers: { type: 'string', default: '2' },
    clean: { type: 'string', default: '0' },
  },
});
const PAGE = new URL('README.md', import.meta.url);
const seeds = values.seed.map(Number);

/** Runs jobs in processes, each with its own copy of the contract that mutants change. Results come in their order. */
async function runJobs(jobs: Iterator<Job>, onResult: (job: Job, result: JobResult) => void): Promise<void> {
  const work = async (): Promise<void> => {
    let child = startChild();
    for (let next = jobs.next(); !next.done; next = jobs.next()) {
      onResult(next.value, await resultOf(child, next.value));
      if (child.exitCode !== null) child = startChild();
    }
    child.disconnect();
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
}

function startChild() {
  return fork(new URL('worker.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

function resultOf(child: ChildProcess, job: Job): Promise<JobResult> {
  const done = new AbortController();
  child.send(job);
  return Promise.race([
    once(child, 'message', done).then(([message]): JobResult => message),
    once(child, 'exit', done).then(([code]): JobResult => ({ error: `the process ended with ${code}` })),
  ]).finally(() => done.abort());
}

function beginOf({ kind, name }: Mutant): string {
  return `| ${kind} | ${name} | `;
}

/** The row of each mutant by its beginning, which names it. Those that are not tried now stay as they were. */
async function readRows(page: string): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  for (const row of page.split('\n')) {
    const known = MUTANTS.find((mutant) => row.startsWith(beginOf(mutant)));
    if (known !== undefined) rows.set(beginOf(known), row);
  }
  return rows;
}

const tried = MUTANTS.filter((mutant) =>
  values.only.some((text) => `${serverOf(mutant)} ${mutant.kind} ${mutant.name}`.includes(text)),
);

/** Tries the wanted mutants. */
async function runMutants(rows: Map<string, string>): Promise<void> {
  const trials = new Map<Mutant, Trial[]>(tried.map((mutant) => [mutant, []]));
  let survived = 0;
  const finish = (mutant: Mutant, done: Trial[]): void => {
    const kills = done.filter(({ isKilled }) => isKilled).length;
    if (kills < seeds.length) survived += 1;
    const fate =
      kills === seeds.length ? 'killed' : kills > 0 ? `killed by ${kills} of ${seeds.length} seeds` : 'SURVIVED';
    const others = [...new Set(done.flatMap((trial) => trial.others))].sort().join(', ');
    const row = `${beginOf(mutant)}${fate} | ${seeds.join(', ')} | ${mutant.by} | ${others} |`;
    rows.set(beginOf(mutant), row);
    writePage();
    const seconds = done.reduce((sum, trial) => sum + trial.seconds, 0) / done.length;
    console.log(`${row} ${seconds.toFixed(1)} s a seed`);
  };
  const jobs = tried.flatMap((mutant) => seeds.map((seed) => ({ mutant: MUTANTS.indexOf(mutant), seed })));
  await runJobs(jobs.values(), (job, result) => {
    const mutant = 'mutant' in job ? MUTANTS[job.mutant] : undefined;
    const own = mutant === undefined ? undefined : trials.get(mutant);
    if (mutant === undefined || own === undefined) return;
    if ('error' in result) console.log(`${beginOf(mutant)}seed ${job.seed}: ${result.error}`);
    own.push('isKilled' in result ? result : { isKilled: false, others: [], seconds: 0 });
    if (own.length === seeds.length) finish(mutant, own);
  });
  console.log(`\n${tried.length - survived} killed, ${survived} survived`);
  if (survived > 0) process.exitCode = 1;
}

/** Cases of one run of a server without a defect. */
const CASES_OF_RUN = 10_000;

/** Runs verify on servers without a defect with one seed after the other, until so many cases are sent. */
async function runClean(servers: readonly ServerName[], most: number): Promise<string[]> {
  const sums = new Map(servers.map((server) => [server, { seeds: 0, cases: 0, findings: 0, seconds: 0 }]));
  const list = function* (): Generator<Job, undefined> {
    const isOver = (): boolean => [...sums.values()].reduce((sum, { cases }) => sum + cases, 0) >= most;
    for (let seed = 1; !isOver(); seed++) for (const server of servers) yield { server, seed, maxCases: CASES_OF_RUN };
    return undefined;
  };
  await runJobs(list(), (job, result) => {
    if (!('server' in job) || 'isKilled' in result) return;
    const { server, seed } = job;
    const run: CleanRun = 'error' in result ? { cases: 0, findings: [result.error], untried: [], seconds: 0 } : result;
    console.log(`${server} without a defect, seed ${seed}: ${run.cases} cases, ${run.findings.length} findings`);
    for (const line of [...run.findings, ...run.untried]) console.log(`  ${line}`);
    if (run.findings.length > 0) process.exitCode = 1;
    const sum = sums.get(server);
    if (sum === undefined) return;
    sum.seeds += 1;
    sum.cases += run.cases;
    sum.findings += run.findings.length;
    sum.seconds += run.seconds;
  });
  return [...sums].map(
    ([server, sum]) => `| ${server} | ${sum.seeds} | ${sum.cases} | ${sum.findings} | ${Math.round(sum.seconds)} |`,
  );
}

const begin = performance.now();
const page = await readFile(PAGE, 'utf8');
const rows = await readRows(page);
let clean = page.includes(CLEAN_HEADING)
  ? page
      .slice(page.indexOf(CLEAN_HEADING))
      .split('\n')
      .filter((row) => SERVERS.some((one) => row.startsWith(`| ${one} |`)))
  : [];

/** Written after each mutant, so that an interrupted run leaves its results. */
function writePage(): void {
  writeFileSync(
    PAGE,
    pageOf(
      MUTANTS.flatMap((mutant) => rows.get(beginOf(mutant)) ?? []),
      clean,
    ),
  );
}

const most = Number(values.clean);
if (most > 0) clean = await runClean(SERVERS, most);
else await runMutants(rows);
writePage();
console.log(`${Math.round((performance.now() - begin) / 1000)} s`);
