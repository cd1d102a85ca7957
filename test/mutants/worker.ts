import { PHASES } from '../../src/contract/verify/types.ts';
import { MUTANTS } from './mutants.ts';
import { runOn, type ServerName, type Trial, tryMutant } from './servers.ts';

/** A job of a worker: a mutant by its place in the list, or a server without a defect. */
export type Job = { mutant: number; seed: number } | { server: ServerName; seed: number; maxCases: number };

/** The result of a server without a defect. */
export type CleanRun = { cases: number; findings: string[]; untried: string[]; seconds: number };

export type JobResult = Trial | CleanRun | { error: string };

async function runJob(job: Job): Promise<JobResult> {
  if ('mutant' in job) {
    const mutant = MUTANTS[job.mutant];
    if (mutant === undefined) throw new Error(`There is no mutant ${job.mutant}.`);
    return tryMutant(mutant, job.seed);
  }
  const { server, seed, maxCases } = job;
  const { cases, findings, untried, seconds } = await runOn(server, undefined, { seed, maxCases, phases: [...PHASES] });
  const texts = findings.map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`);
  return { cases, findings: texts, untried, seconds };
}

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => {
  runJob(job)
    .catch((error: unknown) => ({ error: error instanceof Error ? String(error.stack) : String(error) }))
    .then((result) => process.send?.(result));
});
