import { mkdir, writeFile } from 'node:fs/promises';
import type { CoverageReport } from '../../verify/coverage/coverage.ts';
import { readCommit } from '../commit.ts';
import type { ReportedProblem } from '../output/problem.ts';
import { readPlan } from '../read-plan.ts';
import { defineVerb, UsageError, type VerbContext } from '../verb.ts';
import { readNames } from '../verify-options.ts';
import { ALLOW_REMOTE, DISCRIMINATOR } from './shared.ts';

export const coverage = defineVerb({
  name: 'coverage',
  summary: 'print the contract coverage that test runs have stored',
  about: 'Exit code 1 if a share is below its --min.',
  takesDocument: true,
  reportsProblems: true,
  examples: ['coverage openapi.yaml --from coverage/contract --min statuses=100 --min boundary-values=95'],
  options: {
    from: { type: 'text', value: 'FOLDER', default: 'coverage/contract', about: 'folder with stored coverage' },
    out: {
      type: 'text',
      value: 'FOLDER',
      about: 'folder of index.html and coverage.json (default: the folder of --from)',
    },
    min: {
      type: 'list',
      value: 'COLUMN=PERCENT',
      about: 'operations, statuses, media-types, headers, properties or boundary-values',
    },
    ...DISCRIMINATOR,
    ...ALLOW_REMOTE,
  },
  run: async (wanted, context) => {
    const { COLUMNS, percentOf, sumOf, toTable } = await import('../../verify/coverage/table.ts');
    const { toCoveragePage } = await import('../../verify/pages/coverage-page.ts');
    const columns = Object.fromEntries(COLUMNS.map(([heading, kinds]) => [heading.replaceAll(' ', '-'), kinds]));
    const minimums = wanted.min.map(readMinimum);
    readNames(
      'min',
      minimums.map(([column]) => column),
      Object.keys(columns),
      'column',
    );
    const { report, info } = await countCoverage(wanted.from, wanted.discriminator, context);
    const folder = wanted.out ?? wanted.from;
    await mkdir(folder, { recursive: true });
    const files = [`${folder}/index.html`, `${folder}/coverage.json`] as const;
    const origin = { title: info.title, version: info.version, createdAt: new Date(), commit: await readCommit() };
    const least = Object.fromEntries(minimums.map(([column, percent]) => [column.replaceAll('-', ' '), percent]));
    await writeFile(files[0], toCoveragePage(report, origin, least));
    await writeFile(files[1], `${JSON.stringify(report, null, 2)}\n`);
    const below = minimums.flatMap(([column, least]) => {
      const percent = percentOf(sumOf(report.shares, columns[column] ?? []));
      return percent < least ? [{ column, sentence: `${column}: ${percent} %, wanted ${least} %.` }] : [];
    });
    const low = below.map(({ sentence }) => sentence);
    const text = [toTable(report), '', ...(await linesOfLeft(report)), ...low, ...files].join('\n');
    const problems = below.map(({ column, sentence }): ReportedProblem => {
      const help = 'Add tests for the items that the page lists as not covered, or lower --min.';
      return { rule: `coverage-${column}`, level: 'error', message: sentence, about: MINIMUM, help };
    });
    const facts = { files, shares: report.shares, low };
    return { ok: low.length === 0, text: `${text}\n`, isReport: true, facts, problems };
  },
});

/** The rule of `--min`. */
const MINIMUM = 'The contract coverage has at least the share of --min.';

type Minimum = [column: string, percent: number];

function readMinimum(text: string): Minimum {
  const [, column = '', digits = ''] = /^([a-z-]+)=(\d+)$/.exec(text) ?? [];
  if (column === '') throw new UsageError(`--min: "${text}" must have the form statuses=95.`);
  const percent = Number(digits);
  if (percent > 100) throw new UsageError(`--min: "${digits}" must be an integer from 0 to 100.`);
  return [column, percent];
}

async function countCoverage(from: string, discriminator: string, context: VerbContext) {
  const { progress } = context;
  const { createCoverage } = await import('../../verify/coverage/coverage.ts');
  const { readCovered } = await import('../../verify/coverage/store.ts');
  const plan = await readPlan(discriminator, context);
  progress.step('counting');
  const counter = createCoverage(plan);
  counter.add(await readCovered(from));
  progress.end();
  return { report: counter.report(), info: plan.document.info };
}

/** Lines of uncovered items; the page lists all of them. */
const MOST_LEFT = 40;

async function linesOfLeft(report: CoverageReport): Promise<string[]> {
  const { listLeft } = await import('../../verify/coverage/table.ts');
  const left = listLeft(report, ['operation', 'status', 'boundary value']);
  if (left.length === 0) return [];
  const more = left.length > MOST_LEFT ? [`… and ${left.length - MOST_LEFT} more`] : [];
  return ['Not covered:', ...left.slice(0, MOST_LEFT).map((line) => `  ${line}`), ...more, ''];
}
