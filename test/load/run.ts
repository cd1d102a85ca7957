import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DURABLE } from '../faults/kills.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { type LoadResult, measureLoad } from './measure.ts';

// A mixed load on a server on each database, for minutes: `npm run load`.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    clients: { type: 'string', default: '16' },
    rate: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    print: { type: 'boolean', default: false },
  },
});
const numbers = {
  minutes: Number(values.minutes),
  clients: Number(values.clients),
  perSecond: Number(values.rate),
  seed: Number(values.seed),
};
/** The heap at the end may be as many times that of the first minute. */
const HEAP_BOUND = 1.1;

async function onSqlite(folder: string): Promise<LoadResult> {
  return measureLoad(`sqlite:${join(folder, 'a.db')}`, { ...numbers, folder });
}

async function onPostgres(folder: string): Promise<LoadResult> {
  const postgres = await startPostgres(DURABLE);
  try {
    return await measureLoad(postgres.urlOf('postgres'), { ...numbers, folder });
  } finally {
    await postgres.remove();
  }
}

/** The time that a share of the requests does not exceed, in ms. */
function quantile(times: number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

function sectionOf(name: string, { times, seconds, errors, memory, webhooks }: LoadResult): string {
  const all = [...times.values()].flat();
  const ratio = memory[1].heap / memory[0].heap;
  const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const verdict = errors.length === 0 && ratio <= HEAP_BOUND ? 'passed' : 'FAILED';
  const row = (title: string, list: number[]): string =>
    `| ${title} | ${list.length} | ${quantile(list, 0.5)} | ${quantile(list, 0.99)} | ${quantile(list, 1)} |`;
  const rows = [...times].toSorted(([, a], [, b]) => b.length - a.length).map(([title, list]) => row(title, list));
  return `## ${name}

| requests | a second | errors | heap, first minute | heap, end | ratio | RSS, first minute | RSS, end | webhooks | verdict |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|
| ${all.length} | ${(all.length / seconds).toFixed(1)} | ${errors.length} | ${mib(memory[0].heap)} | ${mib(memory[1].heap)} | ${ratio.toFixed(3)} | ${mib(memory[0].rss)} | ${mib(memory[1].rss)} | ${webhooks} | ${verdict} |

| operation | requests | p50, ms | p99, ms | longest, ms |
|---|---:|---:|---:|---:|
${[row('all', all), ...rows].join('\n')}
`;
}

const sections: string[] = [];
for (const [name, run] of [
  ['SQLite', onSqlite],
  ['Postgres', onPostgres],
] as const) {
  const folder = await mkdtemp(join(tmpdir(), 'load-'));
  try {
    const result = await run(folder);
    for (const error of result.errors.slice(0, 20)) console.error(error.slice(0, 400));
    const section = sectionOf(`${name}, load average ${loadavg()[1]?.toFixed(1)}`, result);
    if (section.includes('FAILED')) process.exitCode = 1;
    sections.push(section);
    console.log(section);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
const changed = git('status', '--porcelain', 'src') === '' ? '' : ' with changes';
const page = `# Load

\`npm run load\` sends a mixed load to \`npm start\` in production mode, first on SQLite, then on Postgres, and writes this page.
${values.clients} clients send at most ${values.rate} requests a second in all, for ${values.minutes} minutes. Each response must have the status that its request should
get. \`--minutes\`, \`--clients\`, \`--rate\` and \`--seed\` change this, \`--print\` leaves the page as it is.

The heap is measured after a full garbage collection, after the first fifth of the time and at the end, when all webhooks have
arrived. It may grow by a tenth. The times are those of a client on the same machine, with the client's own work.

${cpus()[0]?.model.trim() ?? 'Unknown processor'}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, commit ${git('rev-parse', '--short', 'HEAD')}${changed}, seed ${values.seed}.
The machine does other work at the same time: the load average stands beside the name of each database.

${sections.join('\n')}`;
if (!values.print) await writeFile(new URL('README.md', import.meta.url), page);
