import { readFile, writeFile } from 'node:fs/promises';
import type { CheckName } from '../../verify/check-names.ts';
import type { ObservationResult } from '../../verify/observe/observer.ts';
import type { Plan } from '../../verify/plan.ts';
import { readPlan } from '../read-plan.ts';
import { defineVerb, type OptionValues, UsageError } from '../verb.ts';
import { prepareFile, readNames } from '../verify-options.ts';
import { ALLOW_REMOTE, DISCRIMINATOR } from './shared.ts';

const OBSERVE_OPTIONS = {
  har: { type: 'list', value: 'FILE', about: 'HTTP Archive with recorded requests and responses' },
  from: { type: 'text', value: 'FOLDER', about: 'folder of the middleware observeContract' },
  off: { type: 'list', value: 'CHECK', about: 'switch a check off' },
  coverage: { type: 'text', value: 'FOLDER', about: 'store contract coverage of --har for keepspec coverage' },
  findings: { type: 'text', value: 'FILE', about: 'write findings as JSON, without credentials' },
  ...DISCRIMINATOR,
  ...ALLOW_REMOTE,
} as const;

type ObserveWanted = OptionValues<typeof OBSERVE_OPTIONS>;

/** Observed traffic, with the entries that could not be read. */
type Observed = ObservationResult & { dropped?: number; tooLarge?: number; skipped?: string[] };

export const observe = defineVerb({
  name: 'observe',
  summary: 'check recorded or live traffic against a document',
  about: 'Sends nothing. Exit code 1 if there is a finding, 2 if no request was observed.',
  takesDocument: true,
  reportsProblems: true,
  examples: ['observe openapi.yaml --har traffic.har', 'observe openapi.yaml --from observed'],
  options: OBSERVE_OPTIONS,
  run: async (wanted, context) => {
    const { CHECK_NAMES: checks } = await import('../../verify/check-names.ts');
    const off = readNames('off', wanted.off, Object.keys(checks) as CheckName[], 'check');
    if ((wanted.har.length === 0) === (wanted.from === undefined)) {
      throw new UsageError('observe needs either --har or --from.', {
        hint: 'Example: keepspec observe openapi.yaml --har traffic.har',
      });
    }
    if (wanted.from !== undefined && wanted.coverage !== undefined) {
      throw new UsageError('--coverage needs --har. With --from the coverage is in that folder.');
    }
    if (wanted.findings !== undefined) await prepareFile(wanted.findings);
    const plan = await readPlan(wanted.discriminator, context);
    const result =
      wanted.from === undefined ? await observeHar(plan, wanted, off) : await readStored(plan, wanted.from);
    context.progress.end();
    if (wanted.findings !== undefined) {
      await writeFile(wanted.findings, `${JSON.stringify(result.findings, null, 2)}\n`);
    }
    const { problemOfFinding } = await import('../output/finding-problems.ts');
    const { formatObservation } = await import('../../verify/observe/observation-report.ts');
    const isEmpty = result.exchanges === 0;
    return {
      ok: !isEmpty && result.findings.length === 0,
      text: formatObservation(result),
      isReport: true,
      facts: result,
      problems: result.findings.map((finding) => problemOfFinding(finding)),
      ...(isEmpty ? { exitCode: 2, failure: 'No request was observed.' } : {}),
    };
  },
});

async function observeHar(plan: Plan, wanted: ObserveWanted, off: CheckName[]): Promise<Observed> {
  const { createObserver } = await import('../../verify/observe/observer.ts');
  const { readHar } = await import('../../verify/observe/har-reader.ts');
  const { createStore } = await import('../../verify/coverage/store.ts');
  const keep = wanted.coverage === undefined ? undefined : createStore(wanted.coverage);
  const observer = createObserver(plan, { off, origin: 'http://observed.invalid' });
  const skipped: string[] = [];
  for (const name of wanted.har) {
    const traffic = readHar(name, await readHarFile(name));
    for (const reason of traffic.skipped) skipped.push(reason);
    for (const exchange of traffic.exchanges) {
      const { covered } = observer.observe(exchange);
      keep?.(covered);
    }
  }
  return { ...observer.result(), skipped };
}

async function readHarFile(name: string): Promise<string> {
  try {
    return await readFile(name, 'utf8');
  } catch (error) {
    throw new UsageError(`--har: ${name} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

async function readStored(plan: Plan, folder: string): Promise<Observed> {
  const { readObservations } = await import('../../verify/observe/observation-store.ts');
  const { readCovered } = await import('../../verify/coverage/store.ts');
  const { createCoverage } = await import('../../verify/coverage/coverage.ts');
  const stored = await readObservations(folder);
  const coverage = createCoverage(plan);
  if (stored.exchanges > 0) coverage.add(await readCovered(folder));
  return { ...stored, coverage: coverage.report() };
}
