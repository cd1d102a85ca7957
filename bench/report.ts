import { cpus } from 'node:os';
import { drawRatios } from './chart.ts';
import { type Figures, KINDS, type Kind, type Measured } from './measure.ts';
import { ASKED_AT_START, PEERS } from './peers.ts';
import { listRatios, type Ratio, titleOf } from './ratios.ts';
import { median, ratios } from './statistics.ts';

/** Everything that runs have found, by size of the document. */
export type Results = {
  machine: { cpu: string; processors: number; node: string };
  measured: Measured[];
};

/** What this machine is called in the results. */
export function describeMachine(): Results['machine'] {
  const processors = cpus();
  return { cpu: processors[0]?.model.trim() ?? 'unknown', processors: processors.length, node: process.version };
}

/** The tables of a run in Markdown, ratios first. */
export function writeTables({ measured }: Results): string {
  return [
    '### Our CPU time per request, divided by theirs',
    'The median of the ratios of each round, with its 95 % confidence interval. Below 1 ours needs less.',
    writeTable(['', 'operations', 'GET', 'target', 'POST', 'target'], measured.flatMap(writeRatios)),
    '### Per request',
    'CPU time is the median of the rounds. "Collecting" is the time that garbage collections take on the main thread. "Left behind" is what survives a scavenge, such as hidden classes and leaks.',
    writeTable(
      ['', 'operations', 'request', 'CPU', 'CPU, paced', 'allocated', 'collecting', 'left behind', 'per second'],
      measured.flatMap(({ rows }) => rows.flatMap((row) => KINDS.map((kind) => writeCosts(row, kind)))),
    ),
    '### Start',
    ...measured.flatMap(writeStartRatio),
    writeTable(
      ['', 'operations', 'start to listening', 'CPU time', 'resident memory'],
      measured.flatMap(({ rows }) => rows.filter(({ peer }) => peer in PEERS).map(writeStart)),
    ),
    ...measured.flatMap(({ skipped }) =>
      skipped.map(
        ({ peer, operations, reason }) => `Left out with ${operations} operations: ${titleOf(peer)}. ${reason}`,
      ),
    ),
  ].join('\n\n');
}

/** The chart on the page. */
export function writeChart({ measured }: Results): string {
  return drawRatios(measured.flatMap(listRatios));
}

/** The page of the results. */
export function writePage(results: Results): string {
  const { cpu, processors, node } = results.machine;
  const runs = results.measured.map(
    ({ operations, rounds, date, load }) =>
      `${operations} operations: ${rounds} rounds on ${date}, with a load average of ${load.toFixed(1)}.`,
  );
  return `# Bench

\`npm run bench\` measures this project's adapters beside other frameworks and writes this page, its chart and \`results.json\`.

All peers do the same: they check a bearer key against a map, validate (the bare ones do not), and send the same bytes. That
is checked before anything is measured. GET reads an agent by its id, POST creates one from the contract's full example.
Requests go in turn to the first, the middle and the last path of the document. Each server is a process of its own that
reports its own CPU time. The rounds are interleaved: the ratios hold on a busy machine, the absolute figures do not. Under
the paced load all servers get the same number of requests a second.

| option | default | |
|---|---|---|
| \`--rounds\` | 5 | intervals need 6 or more |
| \`--operations\` | 6,600,6000 | sizes of the document; results of other sizes stay in the page |
| \`--requests\` | 3000 | of each kind and round, fewer for slow peers |
| \`--rate\` | 2000 | requests a second of the paced load |
| \`--peers\` | all | such as \`ours,ours-node,fastify\` |
| \`--print\` | | writes no files |

\`node bench/profile.ts\` lists the functions where our own time goes, and \`node bench/profile.ts --heap\` those that allocate.
\`npm run bench:webhooks\` measures the delivery of webhooks, see [webhooks.md](webhooks.md). \`npm run bench:lists\` measures
pages of 4 MiB and clients that do not read them, see [lists.md](lists.md). \`npm run bench:bodies\` searches for costly JSON
bodies, see [bodies.md](bodies.md). \`npm run bench:api\` measures the API in production mode, see [api.md](api.md).
\`npm run bench:observe\` measures the overhead of \`observeContract\`, see [observe.md](observe.md).
\`npm run bench:verify\` measures how long \`keepspec verify\` plans and sends, see [verify.md](verify.md). \`npm run bench:diff\`
measures how long \`keepspec diff\` compares two versions of a large document, see [diff.md](diff.md).

## Results

${cpu}, ${processors} processors, Node ${node}. ${runs.join(' ')}

![Chart of the ratios in the first table](ratios.svg)

${writeTables(results)}
`;
}

function writeTable(columns: string[], rows: string[][]): string {
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [`| ${columns.join(' | ')} |`, `|---|${'---:|'.repeat(columns.length - 1)}`, ...lines].join('\n');
}

function writeRatios(measured: Measured): string[][] {
  return listRatios(measured).map(({ title, operations, ratios, asked }) => {
    const cells = KINDS.flatMap((kind) => [
      writeRatio(ratios[kind]),
      asked === undefined ? '' : `≤ ${asked[kind].toFixed(2)}`,
    ]);
    return [title, String(operations), ...cells];
  });
}

function writeRatio(ratio: Ratio | undefined): string {
  if (ratio === undefined) return '';
  const range = ratio.interval === undefined ? '' : ` (${ratio.interval.map((value) => value.toFixed(2)).join('–')})`;
  return `${ratio.median.toFixed(2)}${range}`;
}

function writeCosts({ peer, operations, cpu, heap, throughput }: Figures, kind: Kind): string[] {
  const { allocated = 0, collecting = 0, kept = 0 } = heap[kind] ?? {};
  const paced = cpu.paced[kind];
  return [
    titleOf(peer),
    String(operations),
    kind,
    `${median(cpu.saturated[kind]).toFixed(1)} µs`,
    paced.length === 0 ? '' : `${median(paced).toFixed(1)} µs`,
    `${(allocated / 1024).toFixed(1)} KB`,
    `${collecting.toFixed(1)} µs`,
    `${Math.round(kept)} B`,
    String(median(throughput[kind])),
  ];
}

function writeStartRatio({ operations, rows }: Measured): string[] {
  const bare = rows.find(({ peer }) => peer === 'bare-express');
  const ours = rows.find(({ peer }) => peer === 'ours');
  if (operations !== ASKED_AT_START.operations || bare === undefined || ours === undefined) return [];
  const startUp = median(ratios(ours.startUp, bare.startUp)).toFixed(2);
  const startCpu = median(ratios(ours.startCpu, bare.startCpu)).toFixed(2);
  const memory = median(ratios(ours.memory, bare.memory)).toFixed(2);
  return [
    `With ${operations} operations, ours on Express against bare Express: start-up ${startUp}, or ${startCpu} of CPU time (target ≤ ${ASKED_AT_START.startUp}), memory ${memory} (target ≤ ${ASKED_AT_START.memory}).`,
  ];
}

function writeStart({ peer, operations, startUp, startCpu, memory }: Figures): string[] {
  return [
    titleOf(peer),
    String(operations),
    `${Math.round(median(startUp))} ms`,
    `${Math.round(median(startCpu))} ms`,
    `${Math.round(median(memory) / 1e6)} MB`,
  ];
}
