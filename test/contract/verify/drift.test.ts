import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBundle } from '../../../src/contract/document/read-bundle.ts';
import type { Observation } from '../../../src/contract/verify/coverage/coverage.ts';
import { toHar } from '../../../src/contract/verify/har.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import { startServer } from '../../running-server.ts';

const BUNDLE = fileURLToPath(new URL('../../../generated/openapi.json', import.meta.url));
const cli = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
const { bin } = JSON.parse(await readFile(cli, 'utf8'));

let folder = '';
let url = '';
const exchanges: Observation[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-drift-'));
  const server = await startServer();
  url = server.url;
  await runVerify(createPlan(await readBundle(BUNDLE)), {
    ...{ url, auth: { authorization: `Bearer ${server.key}` }, otherAuth: {}, seed: 1, maxCases: 500 },
    // What the contract allows: of what it does not, another tool has another opinion.
    ...{
      operations: [],
      phases: ['examples', 'state'],
      off: [],
      timeMs: 1_800_000,
      concurrency: 4,
      responseMs: 600_000,
    },
    onProgress: () => undefined,
    onExchange: (observation) => exchanges.push(observation),
  });
  await server.stop();
}, 900_000);
afterAll(() => rm(folder, { recursive: true }));

type Report = {
  run: { totalExchanges: number; undocumentedExchanges: number };
  problems: unknown[];
};

/** What `redocly drift` says of traffic. */
async function drift(traffic: Observation[]): Promise<Report> {
  const file = join(folder, 'traffic.har');
  const out = join(folder, 'report.json');
  await writeFile(file, toHar(url, traffic));
  const args = [join(dirname(cli), bin.redocly), 'drift', file, '--api', BUNDLE, '--server', url];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  await new Promise((resolve) => {
    execFile(process.execPath, [...args, '--format', 'json', '--output', out], { env }, resolve);
  });
  return JSON.parse(await readFile(out, 'utf8'));
}

// A HEAD is answered as the GET that is declared (RFC 9110 §9.3.2); drift wants it declared by itself. Requests that are sent
// without credentials are not what the contract allows.
const declared = (): Observation[] =>
  exchanges.filter(({ method, response }) => method !== 'HEAD' && response.status !== 401);

/** The answers of one operation with something else in them. */
function changed(change: (value: Record<string, unknown>) => void): Observation[] {
  return structuredClone(declared()).map((one) => {
    if (one.method !== 'POST' || one.response.status !== 201) return one;
    change(one.response.value as Record<string, unknown>);
    one.response.text = JSON.stringify(one.response.value);
    return one;
  });
}

describe('redocly drift, which is not of this toolkit,', () => {
  test('sees no drift in what verify has recorded', async () => {
    const { run, problems } = await drift(declared());
    expect(problems).toEqual([]);
    expect(run.undocumentedExchanges).toBe(0);
    expect(run.totalExchanges).toBe(declared().length);
    expect(run.totalExchanges).toBeGreaterThan(200);
  });

  test('would see an answer that is not as declared', async () => {
    const odd = changed((agent) => Object.assign(agent, { temperature: 'warm' }));
    const { problems } = await drift(odd);
    expect(JSON.stringify(problems)).toContain('temperature');
  });

  test('would see a path that is not declared', async () => {
    const [first] = declared();
    const { run } = await drift([{ ...(first as Observation), target: '/v1/cats' }]);
    expect(run.undocumentedExchanges).toBe(1);
  });
});
