import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { untouchedKeywords } from './candidates.ts';
import { NAMES } from './documents.ts';
import type { Verdict } from './judge.ts';
import { writePage } from './page.ts';
import type { Job, JobResult } from './worker.ts';

const { values } = parseArgs({
  options: {
    wanted: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [''] },
    workers: { type: 'string', default: '2' },
    skip: { type: 'string', multiple: true, default: [] },
    details: { type: 'string' },
    page: { type: 'boolean', default: false },
  },
});
const wanted = Number(values.wanted);
const names = NAMES.filter(
  (name) => values.only.some((part) => name.includes(part)) && !values.skip.some((part) => name.includes(part)),
);

/** Edits each document in processes of its own, and collects what is said of the edits. */
async function run(): Promise<JobResult[]> {
  const results: JobResult[] = [];
  let pages = Promise.resolve();
  const queue = names.map((name): Job => ({ name, wanted, seed: Number(values.seed) }));
  const work = async (): Promise<void> => {
    let child = start();
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const result = await resultOf(child, job);
      results.push(result);
      await writeDetails(result);
      // Both workers end documents, and each page is read before it is written.
      if (values.page) pages = pages.then(() => writePage(results, values.seed));
      if (child.exitCode !== null || child.signalCode !== null) child = start();
      console.log(lineOf(job.name, result));
    }
    child.disconnect();
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  await pages;
  return results;
}

function start(): ChildProcess {
  return fork(new URL('worker.ts', import.meta.url), ['--worker'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

function resultOf(child: ChildProcess, job: Job): Promise<JobResult> {
  const done = new AbortController();
  child.send(job);
  const failed = (code: unknown): JobResult => ({
    verdicts: [],
    touched: [],
    failures: [`${job.name}: exit ${code}`],
    seconds: 0,
  });
  return Promise.race([
    once(child, 'message', done).then(([message]): JobResult => message),
    once(child, 'exit', done).then(([code]): JobResult => failed(code)),
  ]).finally(() => done.abort());
}

/** Verdicts that somebody has to look at, a line each. */
async function writeDetails({ verdicts, failures }: JobResult): Promise<void> {
  if (values.details === undefined) return;
  const told = verdicts.filter(
    (one) =>
      [one.misses, one.falseAlarms, one.noise].some((list) => list.length > 0) ||
      [one.isSilent, one.isUnproven, one.isUnresolved, one.isSofter].includes(true),
  );
  await appendFile(values.details, [...told, ...failures].map((one) => `${JSON.stringify(one)}\n`).join(''));
}

function count(verdicts: Verdict[], is: (verdict: Verdict) => boolean): number {
  return verdicts.filter(is).length;
}

function lineOf(name: string, { verdicts, failures, seconds }: JobResult): string {
  const numbers = {
    edits: verdicts.length,
    breaking: count(verdicts, ({ isBreaking }) => isBreaking),
    misses: count(verdicts, ({ misses }) => misses.length > 0),
    falseAlarms: count(verdicts, ({ falseAlarms }) => falseAlarms.length > 0),
    unproven: count(verdicts, ({ isUnproven }) => isUnproven),
    unresolved: count(verdicts, ({ isUnresolved }) => isUnresolved),
    noise: count(verdicts, ({ noise }) => noise.length > 0),
    silent: count(verdicts, ({ isSilent }) => isSilent),
    redoclyMisses: count(verdicts, ({ redoclyMisses }) => redoclyMisses),
    redoclyFalseAlarms: count(verdicts, ({ redoclyFalseAlarm }) => redoclyFalseAlarm),
    failures: failures.length,
    seconds: Math.round(seconds),
  };
  return `${name}: ${Object.entries(numbers)
    .map(([key, number]) => `${key} ${number}`)
    .join(', ')}`;
}

const results = await run();
const verdicts = results.flatMap((result) => result.verdicts);
const failures = results.flatMap((result) => result.failures);
console.log(
  lineOf('all', { verdicts, failures, touched: [], seconds: results.reduce((sum, { seconds }) => sum + seconds, 0) }),
);
const missing = untouchedKeywords(new Set(results.flatMap(({ touched }) => touched)));
if (missing.length > 0) console.log(`Keywords without an edit: ${missing.join(', ')}`);
const found = count(verdicts, ({ misses, falseAlarms }) => misses.length > 0 || falseAlarms.length > 0);
process.exitCode = found > 0 || missing.length > 0 ? 1 : 0;
