import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { prepareRequest } from './client.ts';
import { prepare, requestBodies } from './files.ts';
import { KINDS } from './measure.ts';
import { KEY } from './work.ts';

/** What `node --cpu-prof` writes, as far as it is read. */
type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
};

const OPERATIONS = 6;
const REQUESTS = 60_000;
const SHOWN = 15;
const AGENT = '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e';

// Tells in which functions our own server spends its time, for each kind of request.
await prepare(OPERATIONS);
const { full } = await requestBodies();
const requests = {
  GET: prepareRequest({ method: 'GET', path: AGENT, key: KEY }, 200),
  POST: prepareRequest({ method: 'POST', path: '/v1/agents', key: KEY, body: full }, 201),
};
for (const kind of KINDS) {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const child = await startChild('ours', OPERATIONS, 30_000, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const client = await child.connect();
  await client.run([requests[kind]], REQUESTS);
  client.close();
  await child.stop();
  const [file] = await readdir(folder);
  const profile: Profile = JSON.parse(await readFile(join(folder, file ?? ''), 'utf8'));
  await rm(folder, { recursive: true });
  console.log(`${kind}: share of the time, function, place\n${topOf(profile).join('\n')}\n`);
}

/** The functions that most time was spent in themselves, without what waited for requests. */
function topOf({ nodes, samples, timeDeltas }: Profile): string[] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(anonymous)'}  ${url.replace(/^.*\/(?=(node_modules|src|bench)\/)/, '')}:${lineNumber + 1}`,
    ]),
  );
  const times = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const name = names.get(sample) ?? '';
    if (!name.startsWith('(idle)')) times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`);
}
