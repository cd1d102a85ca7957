import { cpus } from 'node:os';
import { type Figures, KINDS, type Kind, referenceName, type Skipped } from './measure.ts';
import { PEERS, type PeerName } from './peers.ts';

/** Everything that a run has found. */
export type Results = {
  machine: { cpu: string; processors: number; node: string; date: string };
  rounds: number;
  figures: { beside: number; rows: Figures[] }[];
  skipped: Skipped[];
};

/** What this machine is called in the results. */
export function describeMachine(): Results['machine'] {
  const processors = cpus();
  const { version } = process;
  const date = new Date().toISOString().slice(0, 10);
  return { cpu: processors[0]?.model.trim() ?? 'unknown', processors: processors.length, node: version, date };
}

/** The tables of a run in Markdown, ratios first. */
export function writeTables({ figures, skipped }: Results): string {
  const documents = figures.map(({ beside }) => beside);
  const names = [...new Set(figures.flatMap(({ rows }) => rows.map(({ peer }) => peer)))];
  const find = (beside: number, name: string): Figures | undefined =>
    figures.find((entry) => entry.beside === beside)?.rows.find(({ peer }) => peer === name);
  const table = (shown: string[], columns: string[], cell: (name: string, column: string) => string): string => {
    const lines = shown.map(
      (name) => `| ${titleOf(name)} | ${columns.map((column) => cell(name, column)).join(' | ')} |`,
    );
    return [`| | ${columns.join(' | ')} |`, `|---|${'---:|'.repeat(columns.length)}`, ...lines].join('\n');
  };
  const kindColumns = documents.flatMap((count) => KINDS.map((kind) => `${kind} ${count}`));
  const byKind = (value: (row: Figures, kind: Kind, ours: Figures) => string) => (name: string, column: string) => {
    const [kind, count] = column.split(' ') as [Kind, string];
    const row = find(Number(count), name);
    const ours = find(Number(count), 'ours');
    return row && ours ? value(row, kind, ours) : '–';
  };
  const byDocument = (value: (row: Figures) => string) => (name: string, column: string) => {
    const row = find(Number(column), name);
    return row ? value(row) : '–';
  };
  const others = names.filter((name) => name !== 'ours');
  const columns = documents.map(String);
  return [
    '### Our CPU time per request, divided by theirs',
    'The median of the ratios of each round. Below 1 ours needs less.',
    table(
      others,
      kindColumns,
      byKind((row, kind, ours) => ratio(ours.cpu[kind], row.cpu[kind])),
    ),
    '### CPU time per request, µs',
    table(
      names,
      kindColumns,
      byKind((row, kind) => median(row.cpu[kind]).toFixed(1)),
    ),
    '### Requests per second',
    table(
      names,
      kindColumns,
      byKind((row, kind) => String(Math.round(median(row.throughput[kind])))),
    ),
    '### Start to listening, ms',
    table(
      names,
      columns,
      byDocument(({ startUp }) => String(Math.round(median(startUp)))),
    ),
    '### Resident memory after the start, MB',
    table(
      names,
      columns,
      byDocument(({ memory }) => String(Math.round(median(memory) / 1e6))),
    ),
    ...skipped.map(
      ({ peer, operations, reason }) => `Left out with ${operations} operations: ${titleOf(peer)}. ${reason}`,
    ),
  ].join('\n\n');
}

/** The page that stands beside the results. */
export function writePage(results: Results): string {
  const { cpu, processors, node, date } = results.machine;
  return `# Bench

\`npm run bench\` measures this project's router beside others and writes this page and \`results.json\`. Columns name the
number of operations in the document.

All peers do the same: they check a bearer key against a map, validate (the bare ones do not), and answer the same bytes;
that is checked before anything is measured. GET reads an agent by its id, POST creates one from the contract's full
example. Requests go in turn to the first, the middle and the last path of the document. Each server is a process of its
own that reports its own CPU time; rounds are interleaved. "${referenceName(results.figures[0]?.beside ?? 6)}" is our own
server with the smallest document, measured beside the larger ones.

\`--rounds 5\` \`--operations 6,60,600,6000\` \`--requests 3000\` (of each kind and round, fewer for slow peers)
\`--peers ours,fastify\`; \`node bench/profile.ts\` tells where our own time goes.

\`npm run bench:webhooks\` measures the delivery of webhooks, see [webhooks.md](webhooks.md). \`npm run bench:lists\`
measures pages of 4 MiB and clients that do not read them, see [lists.md](lists.md).

## Results

${cpu}, ${processors} processors, Node ${node}, ${date}, ${results.rounds} rounds.

${writeTables(results)}
`;
}

function titleOf(name: string): string {
  return PEERS[name as PeerName]?.title ?? name;
}

/** The middle of some numbers. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function ratio(ours: number[], theirs: number[]): string {
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN))).toFixed(3);
}
