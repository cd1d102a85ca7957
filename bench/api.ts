import { openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ApiUsage } from './api-usage.ts';
import { openClient, type Prepared, prepareRequest, type Received } from './client.ts';
import { exampleOf, makeDocument } from './document.ts';
import { type BenchProcess, startProcess } from './process.ts';
import { intervalOfMedian, median, ratios } from './statistics.ts';

// Measures the API in production mode beside a server by hand: `npm run bench:api`. Each is a process of its own.

/** What is measured, requests of a round, and the share of the peer's throughput that is asked for. */
const KINDS = {
  GET: { title: '`GET` of an agent', count: 2000, asked: 0.5 },
  POST: { title: '`POST` of an agent, durable', count: 200, asked: 0.8 },
  PATCH: { title: '`PATCH` of an agent, durable', count: 200, asked: 0.5 },
  list: { title: '`GET` of a list of 50', count: 400, asked: 0.6 },
} as const;
type Kind = keyof typeof KINDS;

const NAMES = Object.keys(KINDS) as Kind[];
const AGENTS = 50;
const CONNECTIONS = 16;
/** Rounds that are not counted, so that the code is compiled. */
const WARM_UP = 5;

type Measurement = { cpu: number; collecting: number; allocated: number; perSecond: number };
type Runner = {
  process: BenchProcess;
  requests: Record<Kind, Prepared[]>;
  measured: Record<Kind, Measurement[]>;
};

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    kinds: { type: 'string', default: NAMES.join() },
    print: { type: 'boolean', default: false },
    prof: { type: 'string' },
  },
});
const rounds = Number(flags.rounds);
const kinds = NAMES.filter((kind) => flags.kinds.split(',').includes(kind));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(name: string, folder: string): Promise<Runner> {
  const environment = {
    NODE_ENV: 'production',
    RATE_LIMITS: 'false',
    PORT: String(await freePort()),
    DATA_DIR: folder,
    SECRETS_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
  };
  const options =
    flags.prof === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${flags.prof}`, `--cpu-prof-name=${name}.cpuprofile`];
  const started = await startProcess(name, environment, options, openSync(join(folder, `${name}.log`), 'w'));
  const { key } = await started.ask<{ key: string }>('watch');
  await started.ask('usage');
  const example = exampleOf(await makeDocument(2), 'createAgent.request.full');
  const { slug: _taken, ...full } = example;
  const body = JSON.stringify(full);
  const post = prepareRequest({ method: 'POST', path: '/v1/agents', key, body }, 201);
  const created: Received[] = [];
  const client = await openClient(Number(new URL(started.url).port), 1);
  for (let count = 0; count < AGENTS; count++) created.push(await client.send(post));
  client.close();
  const paths = created.map((response) => `/v1/agents/${JSON.parse(response.body.toString()).id}`);
  // Each request of a series changes its agent.
  const change = (temperature: number): Prepared[] =>
    paths.map((path) =>
      prepareRequest({ method: 'PATCH', path, key, body: JSON.stringify({ temperature, prompt: 'Be brief.' }) }, 200),
    );
  return {
    process: started,
    requests: {
      GET: paths.map((path) => prepareRequest({ method: 'GET', path, key }, 200)),
      POST: [post],
      PATCH: [...change(0.1), ...change(0.2)],
      list: [prepareRequest({ method: 'GET', path: `/v1/agents?limit=${AGENTS}`, key }, 200)],
    },
    measured: { GET: [], POST: [], PATCH: [], list: [] },
  };
}

/** @throws Error when the two send other members or other headers */
async function compare(one: Runner, other: Runner): Promise<void> {
  for (const kind of kinds) {
    const [ours, theirs] = await Promise.all([one, other].map((runner) => shapeOf(runner, kind)));
    if (ours !== theirs) throw new Error(`${kind}: the responses differ: ${ours} and ${theirs}`);
  }
}

async function shapeOf({ process: { url }, requests }: Runner, kind: Kind): Promise<string> {
  const client = await openClient(Number(new URL(url).port), 1);
  const { status, head, body } = await client.send(requests[kind][0] as Prepared);
  client.close();
  const value = JSON.parse(body.toString());
  const agent = kind === 'list' ? value.agents[AGENTS - 1] : value;
  const names = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  const needed = names.filter((name) => ['etag', 'x-request-id', 'location', 'content-type'].includes(name));
  return JSON.stringify([status, needed.toSorted(), Object.keys(agent).toSorted()]);
}

async function measure({ process: { url, ask }, requests }: Runner, kind: Kind): Promise<Measurement> {
  const { count } = KINDS[kind];
  const client = await openClient(Number(new URL(url).port), CONNECTIONS);
  // Has each connection accepted before it counts.
  await client.run(requests.GET, 2 * CONNECTIONS);
  await ask('watch');
  const seconds = await client.run(requests[kind], count);
  const { cpuMs, collectingUs, allocated } = await ask<ApiUsage>('usage');
  client.close();
  return {
    cpu: (cpuMs * 1000) / count,
    collecting: collectingUs / count,
    allocated: allocated / count,
    perSecond: count / seconds,
  };
}

async function run(runners: Runner[]): Promise<void> {
  for (let round = -WARM_UP; round < rounds; round++) {
    // A machine that becomes slower or faster during a round favours neither.
    const ordered = round % 2 === 0 ? runners : runners.toReversed();
    for (const kind of kinds) {
      for (const runner of ordered) {
        const measurement = await measure(runner, kind);
        if (round >= 0) runner.measured[kind].push(measurement);
      }
    }
  }
}

function rowOf(kind: Kind, [ours, theirs]: [Measurement[], Measurement[]]): string {
  const { title, asked } = KINDS[kind];
  const of = (measured: Measurement[], name: keyof Measurement): number[] => measured.map((one) => one[name]);
  const middle = (measured: Measurement[], name: keyof Measurement, digits = 0): string =>
    median(of(measured, name)).toFixed(digits);
  const share = (name: 'cpu' | 'perSecond'): string => {
    const values = name === 'cpu' ? ratios(of(theirs, name), of(ours, name)) : ratios(of(ours, name), of(theirs, name));
    const interval = intervalOfMedian(values);
    const range = interval === undefined ? '' : ` (${interval.map((value) => value.toFixed(2)).join('–')})`;
    return `${median(values).toFixed(2)}${range}`;
  };
  const cells = [
    title,
    share('cpu'),
    asked.toFixed(2),
    ...[ours, theirs].map((measured) => `${middle(measured, 'cpu')} µs`),
    ...[ours, theirs].map((measured) => `${middle(measured, 'collecting', 1)} µs`),
    ...[ours, theirs].map((measured) => `${(median(of(measured, 'allocated')) / 1024).toFixed(0)} KB`),
    share('perSecond'),
    ...[ours, theirs].map((measured) => middle(measured, 'perSecond')),
  ];
  return `| ${cells.join(' | ')} |`;
}

const folder = await mkdtemp(join(tmpdir(), 'bench-api-'));
const table: string[] = [];
try {
  const runners = [await start('api-server', folder), await start('api-peer', folder)] as const;
  try {
    await compare(...runners);
    await run([...runners]);
    for (const kind of kinds) table.push(rowOf(kind, [runners[0].measured[kind], runners[1].measured[kind]]));
  } finally {
    for (const { process: started } of runners) {
      const gone = new Promise((resolve) => started.child.once('exit', resolve));
      started.child.disconnect();
      await gone;
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

const columns = [
  'their CPU / ours',
  'asked',
  'CPU, ours',
  'theirs',
  'collecting, ours',
  'theirs',
  'allocated, ours',
  'theirs',
  'our requests a second / theirs',
  'ours',
  'theirs',
];
const text = [`| | ${columns.join(' | ')} |`, `|---|${'---:|'.repeat(columns.length)}`, ...table].join('\n');
console.log(text);

const page = `# Cost of a request

\`npm run bench:api\` measures the API in production mode beside a server by hand on \`node:http\` and \`node:sqlite\`, and
writes this page. Both look the key up, seal secrets, send an \`ETag\` and a request id, and wait for the disk before they
acknowledge a write. The server by hand validates nothing, writes no log, and stores each agent as the JSON that it sends.

Each is a process of its own that reports its own CPU time. The rounds are interleaved: the ratios hold on a busy machine, the
absolute figures do not. Figures are medians of ${rounds} rounds, those of ratios with their 95 % confidence interval. A ratio of
1 means the same cost. Writes of both wait for the disk, so their requests a second depend on it.

${cpus()[0]?.model.trim() ?? 'Unknown processor'}, ${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.

${text}
`;
if (!flags.print) await writeFile(new URL('api.md', import.meta.url), page);
