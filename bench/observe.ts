import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readObservations } from '../src/contract/verify/observe/observation-store.ts';
import { openClient, type Prepared, prepareRequest } from './client.ts';
import { exampleOf, makeDocument } from './document.ts';
import { type BenchProcess, startProcess } from './process.ts';
import { intervalOfMedian, median } from './statistics.ts';
import { KEY } from './work.ts';

// Measures the overhead of the middleware `observeContract`: `npm run bench:observe`. Each server is a process.

const ROUNDS = 14;
const REQUESTS = 120;
const WARM_UP = 1500;
/** Milliseconds between two requests of the paced load: the check of one ends before the next arrives. */
const PACE_MS = 4;
const TARGET_MS = 1;
const LOADS = ['paced', 'back to back'] as const;
type LoadName = (typeof LOADS)[number];

const load = loadavg()[0] ?? 0;
const folder = await mkdtemp(join(tmpdir(), 'bench-observe-'));
const document = await makeDocument(2);
const agent = exampleOf(document, 'createAgent.response.full');
const body = JSON.stringify(exampleOf(document, 'createAgent.request.full'));
const requests = [
  prepareRequest({ method: 'GET', path: `/v1/agents/${String(agent.id)}`, key: KEY }, 200),
  prepareRequest({ method: 'POST', path: '/v1/agents', key: KEY, body }, 201),
];

/** Figures of a server, one a round. */
type Figures = { server: BenchProcess; latency: Record<LoadName, number[]>; cpu: Record<LoadName, number[]> };

const start = async (environment: Record<string, string>): Promise<Figures> => ({
  server: await startProcess('observe-server', environment),
  latency: { paced: [], 'back to back': [] },
  cpu: { paced: [], 'back to back': [] },
});

async function cpuOf({ server }: Figures): Promise<number> {
  return (await server.ask<{ cpuMs: number }>('figures')).cpuMs;
}

async function runRound(figures: Figures, name: LoadName): Promise<void> {
  const client = await openClient(Number(new URL(figures.server.url).port), 1);
  const before = await cpuOf(figures);
  const times: number[] = [];
  for (let index = 0; index < REQUESTS; index += 1) {
    const begun = performance.now();
    await client.send(requests[index % requests.length] as Prepared);
    times.push(performance.now() - begun);
    if (name === 'paced') await delay(PACE_MS);
  }
  // The checks of the last requests count too.
  await delay(20);
  figures.cpu[name].push((((await cpuOf(figures)) - before) * 1000) / REQUESTS);
  figures.latency[name].push(median(times));
  client.close();
}

const without = await start({});
const observed = await start({ FOLDER: folder });
try {
  for (const { server } of [without, observed]) {
    const client = await openClient(Number(new URL(server.url).port), 1);
    await client.run(requests, WARM_UP);
    client.close();
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? [without, observed] : [observed, without];
    for (const name of LOADS) for (const figures of order) await runRound(figures, name);
  }
  await delay(1500);
} finally {
  without.server.child.kill();
  observed.server.child.kill();
}
const { exchanges, findings, dropped } = await readObservations(folder);
await rm(folder, { recursive: true });
if (findings.length > 0 || dropped > 0)
  throw new Error(`The middleware had ${findings.length} findings, and dropped ${dropped} of ${exchanges} requests.`);

const round2 = (value: number): string => value.toFixed(2);
const rows = LOADS.flatMap((name) => {
  const added = observed.latency[name].map((value, index) => value - (without.latency[name][index] ?? 0));
  const addedCpu = observed.cpu[name].map((value, index) => value - (without.cpu[name][index] ?? 0));
  const between = (values: number[], show: (value: number) => string): string =>
    `${show(median(values))} (${(intervalOfMedian(values) ?? []).map(show).join('–')})`;
  const whole = (value: number): string => String(Math.round(value));
  return [
    `| median latency, ${name}, ms | ${round2(median(without.latency[name]))} | ${round2(median(observed.latency[name]))} | ${between(added, round2)} | ≤ ${TARGET_MS} |`,
    `| CPU time per request, ${name}, µs | ${whole(median(without.cpu[name]))} | ${whole(median(observed.cpu[name]))} | ${between(addedCpu, whole)} | |`,
  ];
});
const page = `# Observed traffic

\`npm run bench:observe\` measures the overhead of the middleware \`observeContract\`, which checks each request after its response is
sent, and writes this page. A bare \`node:http\` server of two operations, each a process of its own with and without the
middleware, gets GET and POST of an agent (${Buffer.byteLength(body)} bytes) in turn on one connection: ${ROUNDS} interleaved rounds of ${REQUESTS} requests.
Paced means ${PACE_MS} ms between a response and the next request. Back to back, a request waits for the check of the one before.

${cpus()[0]?.model.trim()}, ${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, with a load average of ${load.toFixed(1)} at the start.

| | without | with | added, median of the rounds with its 95 % confidence interval | target |
|---|---:|---:|---:|---:|
${rows.join('\n')}

All ${exchanges} requests were checked, without a finding.
`;
await writeFile(new URL('observe.md', import.meta.url), page);
console.log(page);
