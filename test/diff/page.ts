import { readFile, writeFile } from 'node:fs/promises';
import type { Verdict } from './judge.ts';
import type { JobResult } from './worker.ts';

const PAGE = new URL('README.md', import.meta.url);
const [BEGIN, END] = ['<!-- begin of the run -->', '<!-- end of the run -->'];

type Row = { name: string; list: Verdict[] };

function groupBy(verdicts: Verdict[], nameOf: (verdict: Verdict) => string): Row[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const name = nameOf(verdict);
    const list = groups.get(name);
    if (list === undefined) groups.set(name, [verdict]);
    else list.push(verdict);
  }
  return [...groups].map(([name, list]) => ({ name, list })).sort((a, b) => a.name.localeCompare(b.name));
}

const COLUMNS: [title: string, is: (verdict: Verdict) => boolean][] = [
  ['edits', () => true],
  ['breaking', ({ isBreaking }) => isBreaking],
  ['misses', ({ misses }) => misses.length > 0],
  ['false alarms', ({ falseAlarms }) => falseAlarms.length > 0],
  ['unproven', ({ isUnproven }) => isUnproven],
  ['misses of Redocly', ({ redoclyMisses }) => redoclyMisses],
  ['false alarms of Redocly', ({ redoclyFalseAlarm }) => redoclyFalseAlarm],
];

function tableOf(heading: string, rows: Row[]): string {
  const head = [heading, ...COLUMNS.map(([title]) => title)];
  const lines = rows.map(({ name, list }) => [
    `\`${name}\``,
    ...COLUMNS.map(([, is]) => String(list.filter(is).length)),
  ]);
  const all = [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...lines];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Writes the tables of a run into the page. */
export async function writePage(results: JobResult[], seed: string): Promise<void> {
  const verdicts = results.flatMap((result) => result.verdicts);
  const failures = results.reduce((sum, result) => sum + result.failures.length, 0);
  const share = (part: number): string => `${((100 * part) / verdicts.length).toFixed(1)} %`;
  const count = (is: (verdict: Verdict) => boolean): number => verdicts.filter(is).length;
  const documents = new Set(verdicts.map(({ document }) => document)).size;
  const witnesses = verdicts.reduce((sum, one) => sum + one.witnesses, 0);
  const summary = [
    `Seed ${seed}: ${verdicts.length} edits of ${documents} documents, half of them inverse.`,
    `${count(({ isBreaking }) => isBreaking)} break by the truth.`,
    `${count(({ misses }) => misses.length > 0)} misses, ${count(({ falseAlarms }) => falseAlarms.length > 0)} false alarms.`,
    `${witnesses} witnesses were asked again.`,
    `${share(count(({ isUnproven }) => isUnproven))} are unproven.`,
    `Of ${share(count(({ isUnresolved }) => isUnresolved))} the rules allow an effect, but neither a value nor \`diff\` shows one.`,
    `${count(({ noise }) => noise.length > 0)} edits without an effect are reported with a lower severity.`,
    `${count(({ isSilent }) => isSilent)} edits that the specification leaves open are not reported.`,
    `${failures} edits made a document that a validator or \`diff\` cannot read.`,
    `Redocly: ${count(({ redoclyMisses }) => redoclyMisses)} misses, ${count(({ redoclyFalseAlarm }) => redoclyFalseAlarm)} false alarms on the same edits.`,
  ];
  const schemas = verdicts.filter(({ kind }) => kind === 'schema');
  const others = verdicts.filter(({ kind }) => kind !== 'schema');
  const tables = [
    summary.map((line) => `- ${line}`).join('\n'),
    tableOf(
      'keyword of a schema',
      groupBy(schemas, ({ keyword }) => keyword),
    ),
    tableOf(
      'place and keyword',
      groupBy(others, ({ kind, keyword }) => `${kind}.${keyword.startsWith('^[') ? '{status}' : keyword}`),
    ),
    tableOf(
      'document',
      groupBy(verdicts, ({ document }) => document),
    ),
  ];
  const page = await readFile(PAGE, 'utf8');
  const [before, after] = [page.slice(0, page.indexOf(BEGIN)), page.slice(page.indexOf(END))];
  await writeFile(PAGE, `${before}${BEGIN}\n\n${tables.join('\n\n')}\n\n${after}`);
}
