import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { parseArgs, promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildArtefacts, writeArtefacts } from '../src/contract/build/build.ts';
import { startServer, WORKER_TOKEN } from '../test/running-server.ts';

// Measures how long `keepspec verify` plans and sends, and writes verify.md. Run it on a machine that does nothing else.

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } },
});
const USAGE = new URL('processor-seconds.ts', import.meta.url).href;
const GITHUB = new URL('../test/documents/vendored/github.json.gz', import.meta.url);

type Planned = { operations: number; cases: number; seconds: number; cpuSeconds: number; peakMegabytes: number };
type Compared = { seconds: number; cpuSeconds: { verify: number; server: number; mock: number }; summary: string };

/** Plans GitHub's document in a process of its own, once for each round. */
async function planGitHub(rounds: number): Promise<Planned[]> {
  const folder = await mkdtemp(join(tmpdir(), 'verify-'));
  const source = join(folder, 'github.json');
  await writeFile(source, gunzipSync(await readFile(GITHUB)));
  await writeArtefacts(await buildArtefacts(source), folder);
  const planned: Planned[] = [];
  for (let round = 0; round < rounds; round++) {
    const script = new URL('verify-plan.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [script, join(folder, 'openapi.json')]);
    planned.push(JSON.parse(stdout) as Planned);
  }
  await rm(folder, { recursive: true });
  return planned;
}

/** Verifies this API's server, which shares this process, and compares it with the mock in a process of its own. */
async function compare(cases: string, seed: number): Promise<Compared> {
  const server = await startServer();
  const { key } = await server.newKey('other');
  const mock = fork(new URL('verify-mock.ts', import.meta.url));
  const [mockUrl] = (await once(mock, 'message')) as [string];
  const args = ['--url', server.url, '--against', mockUrl, '--auth', `Authorization: Bearer ${server.key}`];
  args.push('--auth', `WorkerToken=Authorization: Bearer ${WORKER_TOKEN}`);
  args.push('--other-auth', `Authorization: Bearer ${key}`, '--max-cases', cases, '--seed', String(seed));
  const before = process.cpuUsage();
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', USAGE, 'src/contract/cli.ts', 'verify', ...args], {
    ...{ cwd: new URL('..', import.meta.url), stdio: ['ignore', 'pipe', 'inherit', 'pipe'] },
  });
  let printed = '';
  let used = '';
  // A pipe, as it is given above.
  (child.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => {
    used += text;
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  mock.send('end');
  const [ofMock] = (await once(mock, 'message')) as [number];
  await server.stop();
  if (code !== 0) throw new Error(`verify ended with ${code}:\n${printed}`);
  const cpuSeconds = { verify: Number(used), server: (user + system) / 1e6, mock: ofMock };
  return { seconds, cpuSeconds, summary: printed.trim().split('\n').at(-1) ?? '' };
}

const rounds = Number(values.rounds);
const load = loadavg()[0] ?? 0;
const planned = await planGitHub(rounds);
const compared: Compared[] = [];
for (let round = 1; round <= rounds; round++) compared.push(await compare(values.cases, round));

const one = (number: number): string => number.toFixed(1);
const page = `# The speed of \`keepspec verify\`

\`npm run bench:verify\` writes this page. Run it on a machine that does nothing else: both figures are wall time.

Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.version}, 2 processors, and a load average of ${one(load)} before the run.

## Plan GitHub's document

Every case of its ${planned[0]?.operations} operations, ${planned[0]?.cases} cases, from the built contract (\`openapi.json\`), in a process of its own.
The targets are 15 s and 600 MB.

| round | seconds | processor seconds | peak memory, MB |
|---:|---:|---:|---:|
${planned.map((p, at) => `| ${at + 1} | ${one(p.seconds)} | ${one(p.cpuSeconds)} | ${Math.round(p.peakMegabytes)} |`).join('\n')}

## Send ${values.cases} cases with \`--against\`

This API's server, its mock and \`verify\` each have a process. The time includes the start of \`verify\`. The target for 10 000 cases is 25 s.

| seed | seconds | processor seconds of \`verify\` | of the server | of the mock | |
|---:|---:|---:|---:|---:|---|
${compared
  .map((c, at) => {
    const { verify, server, mock } = c.cpuSeconds;
    const seconds = [c.seconds, verify, server, mock].map(one).join(' | ');
    return `| ${at + 1} | ${seconds} | ${c.summary} |`;
  })
  .join('\n')}
`;
await writeFile(new URL('verify.md', import.meta.url), page);
console.log(page);
