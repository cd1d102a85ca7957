import { openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/platform/database/database.ts';
import { createKey } from '../src/platform/keys.ts';
import { freePort } from '../test/free-port.ts';
import { startPostgres } from '../test/postgres/postgres.ts';
import { openClient, type Prepared, prepareRequest } from './client.ts';
import { exampleOf, makeDocument } from './document.ts';
import { type BenchProcess, startProcess } from './process.ts';
import { intervalOfMedian, median, ratios } from './statistics.ts';

// Measures the processor time of a request with 1 and with 2 workers, on one Postgres server: `npm run bench:workers`.

/** What is measured, requests of a round, and the requests a second of each worker where that rate is the same. */
const KINDS = {
  GET: { title: '`GET` of an agent', count: 2000, rate: 350 },
  POST: { title: '`POST` of an agent', count: 300, rate: 60 },
  PATCH: { title: '`PATCH` of an agent', count: 300, rate: 75 },
  list: { title: '`GET` of a list of 50', count: 400, rate: 125 },
} as const;
type Kind = keyof typeof KINDS;

const NAMES = Object.keys(KINDS) as Kind[];
const WORKERS = [1, 2] as const;
const MOST = 1.1;
const AGENTS = 50;
const CONNECTIONS = 16;
/** Rounds of each worker that are not counted, so that each has compiled its code. */
const WARM_UP = 8;
/** A limit that no round reaches, so that the requests pass it. */
const UNREACHED = '1000000';

type Runner = {
  process: BenchProcess;
  workers: number;
  /** Microseconds of a request, one a round, at the same rate of each worker and where the client sends as fast as it can. */
  paced: Record<Kind, number[]>;
  saturated: Record<Kind, number[]>;
  perSecond: Record<Kind, number[]>;
};

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, print: { type: 'boolean', default: false } },
});
const rounds = Number(flags.rounds);

async function start(workers: number, folder: string, database: Record<string, string>): Promise<Runner> {
  const environment = {
    ...{ ...database, NODE_ENV: 'production', WORKERS: String(workers), PORT: String(await freePort()) },
    ...{ RATE_LIMIT_PER_SECOND: UNREACHED, RATE_LIMIT_BURST: UNREACHED },
  };
  const log = openSync(join(folder, `${workers}.log`), 'w');
  const empty = (): Record<Kind, number[]> => ({ GET: [], POST: [], PATCH: [], list: [] });
  const started = await startProcess('workers-server', environment, [], log);
  return { process: started, workers, paced: empty(), saturated: empty(), perSecond: empty() };
}

async function prepareRequests({ url }: BenchProcess, key: string): Promise<Record<Kind, Prepared[]>> {
  const { slug: _taken, ...full } = exampleOf(await makeDocument(2), 'createAgent.request.full');
  const post = prepareRequest({ method: 'POST', path: '/v1/agents', key, body: JSON.stringify(full) }, 201);
  const client = await openClient(Number(new URL(url).port), 1);
  const paths: string[] = [];
  for (let count = 0; count < AGENTS; count++) {
    const { body } = await client.send(post);
    paths.push(`/v1/agents/${JSON.parse(body.toString()).id}`);
  }
  client.close();
  // Each request of a series changes its agent.
  const change = (temperature: number): Prepared[] =>
    paths.map((path) =>
      prepareRequest({ method: 'PATCH', path, key, body: JSON.stringify({ temperature, prompt: 'Be brief.' }) }, 200),
    );
  return {
    GET: paths.map((path) => prepareRequest({ method: 'GET', path, key }, 200)),
    POST: [post],
    PATCH: [...change(0.1), ...change(0.2)],
    list: [prepareRequest({ method: 'GET', path: `/v1/agents?limit=${AGENTS}`, key }, 200)],
  };
}

async function measure(runner: Runner, requests: Record<Kind, Prepared[]>, kind: Kind): Promise<void> {
  const { workers, process: started } = runner;
  const { url, ask } = started;
  const { count, rate } = KINDS[kind];
  const client = await openClient(Number(new URL(url).port), CONNECTIONS);
  // Has each connection accepted before it counts.
  await client.run(requests.GET, 2 * CONNECTIONS);
  const before = await ask<number>('usage');
  const seconds = await client.run(requests[kind], count);
  const between = await ask<number>('usage');
  await client.pace(requests[kind], count, rate * workers);
  const after = await ask<number>('usage');
  client.close();
  runner.saturated[kind].push((between - before) / count);
  runner.paced[kind].push((after - between) / count);
  runner.perSecond[kind].push(count / seconds);
}

async function warmUp({ process: { url }, workers }: Runner, requests: Record<Kind, Prepared[]>): Promise<void> {
  const client = await openClient(Number(new URL(url).port), CONNECTIONS);
  for (const kind of NAMES) await client.run(requests[kind], WARM_UP * KINDS[kind].count * workers);
  client.close();
}

async function run(runners: Runner[], requests: Record<Kind, Prepared[]>): Promise<void> {
  for (const runner of runners) await warmUp(runner, requests);
  for (let round = 0; round < rounds; round++) {
    // A machine that becomes slower or faster during a round favours neither.
    const ordered = round % 2 === 0 ? runners : runners.toReversed();
    for (const kind of NAMES) {
      for (const runner of ordered) await measure(runner, requests, kind);
    }
  }
}

function rowOf(kind: Kind, one: Runner, two: Runner): string {
  const share = (name: 'paced' | 'saturated' | 'perSecond'): string => {
    const values = ratios(two[name][kind], one[name][kind]);
    const interval = intervalOfMedian(values);
    const range = interval === undefined ? '' : ` (${interval.map((value) => value.toFixed(2)).join('–')})`;
    return `${median(values).toFixed(2)}${range}`;
  };
  const both = (name: 'paced' | 'saturated'): string[] =>
    [one, two].map((runner) => `${median(runner[name][kind]).toFixed(0)} µs`);
  const cells = [
    ...[KINDS[kind].title, MOST.toFixed(2), String(KINDS[kind].rate), share('paced'), ...both('paced')],
    ...[share('saturated'), ...both('saturated'), share('perSecond')],
  ];
  return `| ${cells.join(' | ')} |`;
}

const folder = await mkdtemp(join(tmpdir(), 'bench-workers-'));
const postgres = await startPostgres();
const table: string[] = [];
try {
  await postgres.execute('create database bench');
  const environment = {
    DATABASE_URL: postgres.urlOf('bench'),
    SECRETS_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
  };
  const database = await openDatabase(environment.DATABASE_URL);
  const { key } = await createKey(database.db, { workspace: 'bench', expiresAt: null, now: new Date() });
  await database.close();
  const runners: Runner[] = [];
  try {
    for (const workers of WORKERS) runners.push(await start(workers, folder, environment));
    const [one, two] = runners as [Runner, Runner];
    await run(runners, await prepareRequests(one.process, key));
    for (const kind of NAMES) table.push(rowOf(kind, one, two));
  } finally {
    for (const { process: started } of runners) {
      const gone = new Promise((resolve) => started.child.once('exit', resolve));
      started.child.disconnect();
      await gone;
    }
  }
} finally {
  await postgres.remove();
  await rm(folder, { recursive: true });
}

const columns = [
  ...['at most', 'requests a second and worker', 'CPU, 2 workers / 1', '1 worker', '2 workers'],
  ...['saturated: CPU, 2 workers / 1', '1 worker', '2 workers', 'requests a second, 2 workers / 1'],
];
const text = [`| | ${columns.join(' | ')} |`, `|---|${'---:|'.repeat(columns.length)}`, ...table].join('\n');
console.log(text);

const page = `# Cost of a second worker

\`npm run bench:workers\` measures the API in production mode with \`WORKERS=1\` and \`WORKERS=2\` on one Postgres database, and writes
this page. Rate limits and background work are on. The processor time is that of all processes of the server, its primary included;
client and Postgres are not counted.

Each round first sends as many requests a second as the server handles, then as many a second to each worker. A request costs a
process the less the more of them it handles a second: it takes several from one poll, and its code stays in the caches. Where a
client sends as fast as it can, each of two workers has about half of the requests of one.

${CONNECTIONS} connections carry one request at a time each. Each worker has handled as many requests before the first round, because
every process compiles its code for itself. The rounds are interleaved: the ratios hold on a busy machine, the absolute
figures do not. Figures are medians of ${rounds} rounds, those of ratios with their 95 % confidence interval. Client, Postgres and
servers share ${cpus().length} processors, so the requests a second do not show what a second worker brings.

${cpus()[0]?.model.trim() ?? 'Unknown processor'}, ${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.

${text}
`;
if (!flags.print) await writeFile(new URL('workers.md', import.meta.url), page);
