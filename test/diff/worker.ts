import { compareDocuments } from '../../src/contract/diff/compare-documents.ts';
import { type Candidate, candidatesOf, choose } from './candidates.ts';
import { cutDocument, readDocument } from './documents.ts';
import { judge, type Verdict } from './judge.ts';
import { createRedocly } from './redocly.ts';

/** A document to edit, and how many edits of it. */
export type Job = { name: string; wanted: number; seed: number };

/** Verdicts of the edits of one document, and the keywords that were edited. */
export type JobResult = { verdicts: Verdict[]; touched: string[]; failures: string[]; seconds: number };

const MOST_OPERATIONS = 12;

/** Judges edits of one document. */
export async function runJob({ name, wanted, seed }: Job): Promise<JobResult> {
  const start = performance.now();
  const redocly = await createRedocly();
  const cuts = cutDocument(name, await readDocument(name));
  const step = Math.max(1, Math.ceil(cuts.length / MOST_OPERATIONS));
  const some = cuts.filter((_, index) => index % step === seed % step);
  const share = Math.max(20, Math.ceil((wanted / some.length) * 2));
  const candidates: Candidate[] = [];
  // First of each operation, so that a large document is not held in memory edit by edit.
  for (const cut of some) for (const one of choose(candidatesOf(cut), share, seed)) candidates.push(one);
  const chosen = choose(candidates, wanted, seed);
  const result: JobResult = { verdicts: [], touched: [], failures: [], seconds: 0 };
  const touched = new Set<string>();
  for (const [index, candidate] of chosen.entries()) {
    const { kind, keyword, label, tokens } = candidate.edit;
    touched.add(kind).add(`${kind}.${keyword}`);
    try {
      result.verdicts.push(
        ...(await judge(candidate, { compare: compareDocuments, isServed: index % 4 === 0, redocly })),
      );
    } catch (error) {
      const where = `${name} ${candidate.cut.name} ${tokens.join('/')} ${keyword} ${label}`;
      result.failures.push(
        `${where}: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 500) : error}`,
      );
    }
  }
  return { ...result, touched: [...touched], seconds: (performance.now() - start) / 1000 };
}

if (process.send !== undefined && process.argv.includes('--worker')) {
  process.on('message', async (job: Job) => {
    const result = await runJob(job).catch(
      (error: unknown): JobResult => ({ verdicts: [], touched: [], failures: [`${job.name}: ${error}`], seconds: 0 }),
    );
    process.send?.(result);
  });
}
