import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type BenchProcess, startProcess } from './process.ts';
import type { Figures, Seed } from './webhooks-process.ts';

// Measures the delivery of webhooks: `npm run bench:webhooks`. Server, receiver and this process are three processes.

const folder = await mkdtemp(join(tmpdir(), 'bench-webhooks-'));
const environment = {
  NODE_ENV: 'production',
  DATA_DIR: folder,
  SECRETS_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
  ALLOW_PRIVATE_OUTBOUND: 'true',
  LOG_LEVEL: 'warn',
};
const receiver = await startProcess('webhooks-receiver');
const server = await startProcess('webhooks-server', environment, ['--expose-gc']);

const ask = async <Reply>(asked: object): Promise<Reply> => (await server.ask<{ result: Reply }>(asked)).result;
const received = async (): Promise<number> => (await receiver.ask<{ received: number }>('count')).received;
const figures = (): Promise<Figures> => ask({ do: 'figures' });
let workspaces = 0;

const seed = async (facts: Partial<Seed> & { deliveries: number }, delayMs = 0): Promise<string> => {
  const workspace = `w${workspaces++}`;
  const rest = { agents: 100, url: `${receiver.url}/${delayMs}`, messageBytes: 1000, ...facts };
  await ask({ do: 'seed', seed: { workspace, ...rest } });
  return workspace;
};

/** Waits until the receiver has had so many requests, or some seconds are over. */
async function until(count: number, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while ((await received()) < count && performance.now() < end) await delay(20);
}

/** Runs the work until so many more are received. */
async function measure(count: number): Promise<{ perSecond: number; cpuUs: number }> {
  const [from, before] = [await received(), await figures()];
  await until(from + count);
  const [to, after] = [await received(), await figures()];
  const done = to - from;
  return {
    perSecond: (done * 1000) / (after.at - before.at),
    cpuUs: ((after.cpuMs - before.cpuMs) * 1000) / done,
  };
}

/** Requests `/healthz` one time after another until it is stopped. */
function watchHealth({ url }: BenchProcess): { stop(): Promise<number> } {
  const times: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await (await fetch(`${url}/healthz`)).arrayBuffer();
      times.push(performance.now() - begun);
      await delay(5);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await watching;
      return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
    },
  };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const rows: [string, string, string][] = [];
const note = (what: string, figure: string, goal = ''): void => {
  rows.push([what, figure, goal]);
  console.log(`${what}: ${figure}${goal === '' ? '' : ` (goal: ${goal})`}`);
};
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

async function measureBacklogs(): Promise<void> {
  // The first deliveries are slower: the code is compiled.
  await seed({ deliveries: 4000 });
  await ask({ do: 'start' });
  await measure(4000);
  const small: number[] = [];
  for (let round = 0; round < 5; round++) {
    await ask({ do: 'stop' });
    await seed({ deliveries: 1000 });
    await ask({ do: 'start' });
    small.push((await measure(1000)).cpuUs);
  }
  await ask({ do: 'stop' });
  await seed({ deliveries: 100_000 });
  await ask({ do: 'start' });
  const { heap } = await ask<Figures>({ do: 'collect' });
  const health = watchHealth(server);
  const large: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < 10; round++) large.push(await measure(1000));
  const p99 = await health.stop();
  const cpu = median(large.map(({ cpuUs }) => cpuUs));
  note('Deliveries a second, 100 000 due', median(large.map(({ perSecond }) => perSecond)).toFixed(0), '≥ 1500');
  note('CPU per delivery, 1 000 due', `${median(small).toFixed(0)} µs`);
  note('CPU per delivery, 100 000 due', `${cpu.toFixed(0)} µs, ${(cpu / median(small)).toFixed(2)} ×`, '≤ 1.2 ×');
  note('/healthz p99, 100 000 due', `${p99.toFixed(1)} ms`, '≤ 50 ms');
  const { heap: after } = await ask<Figures>({ do: 'collect' });
  note('Heap in use before and after 10 000 of them', `${megabytes(heap)}, ${megabytes(after)}`, 'flat');
}

async function measureFairness(): Promise<void> {
  await ask({ do: 'stop' });
  const others: string[] = [];
  for (let count = 0; count < 10; count++) others.push(await seed({ deliveries: 50, agents: 5 }));
  const begun = performance.now();
  await ask({ do: 'start' });
  const done = async (): Promise<boolean> => {
    for (const workspace of others) if ((await ask<number>({ do: 'delivered', workspace })) < 50) return false;
    return true;
  };
  while (!(await done()) && performance.now() - begun < 30_000) await delay(50);
  const seconds = (performance.now() - begun) / 1000;
  note('10 workspaces with 50 due each, beside one with some 90 000: delivered after', `${seconds.toFixed(1)} s`);
  note('Stop of the work with that backlog', `${(await ask<number>({ do: 'stop' })).toFixed(0)} ms`, '≤ 10 s');
}

async function measureSlowOrigin(): Promise<void> {
  await ask({ do: 'clear' });
  await seed({ deliveries: 10_000, agents: 10_000 }, 1000);
  await ask({ do: 'start' });
  await delay(1000);
  const health = watchHealth(server);
  const [from, before] = [await received(), await figures()];
  await delay(10_000);
  const [to, after] = [await received(), await figures()];
  const p99 = await health.stop();
  const seconds = (after.at - before.at) / 1000;
  note(
    '10 000 agents, one origin that takes 1 s: deliveries a second',
    ((to - from) / seconds).toFixed(1),
    '32 slots: 32',
  );
  note('… CPU', `${((after.cpuMs - before.cpuMs) / 10 / seconds).toFixed(1)} % of one processor`);
  note('… /healthz p99', `${p99.toFixed(1)} ms`, '≤ 50 ms');
  note('… resident memory', megabytes(after.rss));
  await ask({ do: 'stop' });
  server.child.disconnect();
  await once(server.child, 'exit');
  note('… SIGTERM of `npm start` on it', `${((await sigterm()) / 1000).toFixed(1)} s`, '≤ 10 s');
}

/** Milliseconds from the signal to the end of a server that delivers. */
async function sigterm(): Promise<number> {
  const main = fileURLToPath(new URL('../src/commands/start.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', ...environment, PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until((await received()) + 10);
  const begun = performance.now();
  child.kill('SIGTERM');
  await once(child, 'exit');
  return performance.now() - begun;
}

try {
  await measureBacklogs();
  await measureFairness();
  await measureSlowOrigin();
} finally {
  receiver.child.kill();
  server.child.kill();
  await rm(folder, { recursive: true });
}

const page = `# Webhooks

\`npm run bench:webhooks\` measures the delivery of webhooks and writes this page. The server with its work, the receiver and
the measuring process are processes of their own on one machine. Events have 1 KB and are signed; there are 100 agents.

${cpus()[0]?.model.trim() ?? 'Unknown processor'}, ${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.

| | measured | goal |
|---|---:|---:|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
await writeFile(new URL('webhooks.md', import.meta.url), page);
