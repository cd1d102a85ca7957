import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { isPassed, type Result } from './scenario.ts';

const PAGE = new URL('README.md', import.meta.url);

const COLUMNS = [
  ...['scenario', 'times', 'acknowledged writes checked', 'uncertain', 'lost', 'half-written'],
  ...['recovery, median', '`/readyz`', 'verdict', 'run'],
];

/** The table. Rows of scenarios that are not run now stay as they were. */
export type Page = {
  /** Replaces the row of a scenario. Returns it. */
  add(result: Result, seed: number): string;
  text(): string;
};

/** @param names of all scenarios, in their order */
export async function readPage(names: string[]): Promise<Page> {
  const rows = new Map<string, string>();
  const old = await readFile(PAGE, 'utf8').catch(() => '');
  for (const line of old.split('\n')) {
    const name = names.find((one) => line.startsWith(`| ${one} |`));
    if (name !== undefined) rows.set(name, line);
  }
  return {
    add: (result, seed) => {
      const row = rowOf(result, seed);
      rows.set(result.name, row);
      return row;
    },
    text: () => textOf(names.flatMap((name) => rows.get(name) ?? [])),
  };
}

export async function writePage(page: Page): Promise<void> {
  await writeFile(PAGE, page.text());
}

function median(values: number[]): string {
  if (values.length === 0) return '';
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return `${middle.toFixed(1)} s`;
}

function rowOf(result: Result, seed: number): string {
  const { name, times, checked, uncertain, lost, halves, recoveries, readyz, problems, notRun } = result;
  const run = `${new Date().toISOString().slice(0, 10)}, ${commit()}, seed ${seed}`;
  if (notRun !== undefined) return `| ${name} | 0 |${' |'.repeat(6)} not run: ${notRun} | ${run} |`;
  const verdict = isPassed(result)
    ? 'passed'
    : `FAILED${problems.length > 0 ? `: ${problems.length} other problems` : ''}`;
  const cells = [name, times, checked, uncertain, lost.length, halves.length, median(recoveries), readyz, verdict, run];
  return `| ${cells.join(' | ')} |`;
}

/** The commit that runs; marked if the sources differ from it. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no', 'src', 'test/faults/*.ts') !== '';
  return git('rev-parse', '--short', 'HEAD') + (isChanged ? ' with changes' : '');
}

function textOf(rows: string[]): string {
  return `# Faults

\`npm run faults\` starts real servers in production mode under a mixed load, injects a fault, and checks what they have
afterwards. It writes this page. \`-- --only TEXT\` runs the scenarios whose name has the text and updates their rows,
\`-- --times N\` and \`-- --seed N\` change how often and with which random numbers, \`-- --print\` leaves the page as it is.

16 clients create, update and delete agents, half of them with \`Idempotency-Key\` and \`If-Match\`, count up shared agents,
start conversations and complete them, which stores messages and memories and queues webhooks. A write is acknowledged when its
whole response has arrived. It is uncertain if the response is missing or a 503. After each fault:

- Each acknowledged write is read back, in the list and by its id. If it is not there, it is lost.
- An uncertain write is there completely or not at all. A completed conversation has all of its messages, its memories and one
  webhook. A repeated creation under the same \`Idempotency-Key\` creates nothing more. Otherwise it is half-written.
- The webhook of each completed conversation arrives, always under the same id.
- \`/readyz\` returns 503 while the database cannot be used and 200 afterwards.
- The server recovers without help. The recovery of a killed server is the time from the start of the next process until \`/readyz\`
  returns 200. Other recoveries are measured from the end of the fault: until \`/readyz\` returns 200, until the broken
  receiver's webhooks are delivered, until an agent can be created again (catalogs), or until a reached rate limit lets
  requests through (clock).
- SQLite finds nothing wrong with its file (\`integrity_check\`, \`foreign_key_check\`).
- Faults of receivers and catalogs do not affect other work: all other requests succeed, other webhooks arrive, both probes return
  200, and the memory of the server grows by less than 160 MiB.
- A step of the clock by an hour rejects no valid request: keys and rate limits work, no request fails, and no webhook arrives more than
  twice. A webhook that waits when the clock is set back is delivered when the clock is there again.

\`kill -9\` ends a process, not the machine: what the operating system has taken is written. \`check.test.ts\` plants defects that
the check must find. \`npm test\` runs kills, Postgres killed and a
full disk once each.

${cpus()[0]?.model.trim() ?? 'Unknown processor'}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}. The machine may do other
work at the same time, and a recovery from a kill includes the start of Node. \`with changes\` marks a run of sources that were
committed later.

| ${COLUMNS.join(' | ')} |
|---|${'---:|'.repeat(6)}---|---|---|
${rows.join('\n')}
`;
}
