import { readFile } from 'node:fs/promises';
import { MINIMAL } from '../running-server.ts';
import { type BadServer, type Breakage, startBadServer } from './bad-server.ts';
import { type Beside, runBeside } from './beside.ts';
import type { Result, Run, Scenario } from './scenario.ts';
import { until } from './target.ts';

const CATALOG = await readFile(new URL('../../src/api/voices/catalog.json', import.meta.url));

const KINDS: Breakage[] = [
  'hangs',
  'resets',
  'sends a byte of the body a second',
  'sends gigabytes of headers',
  'sends gigabytes of body',
  'returns 500',
  'redirects',
  'returns broken JSON',
];

/** Requests that meet the broken catalog while a good one is cached. */
const FETCHES = 3;

/** Without any catalog a write returns 503, and all else works; the write works when the catalog does. */
async function startBroken({ target, result, history }: Beside, bad: BadServer): Promise<void> {
  const json = { ...MINIMAL, name: 'counter of catalogs', prompt: '0' };
  const create = () => target.send('POST', '/v1/agents', { json });
  const { status, body } = await create();
  if (status !== 503 || body.error.code !== 'service_unavailable') {
    result.problems.push(`a creation returned ${status} without a catalog`);
  }
  const list = await target.send('GET', '/v1/agents');
  if (list.status !== 200) result.problems.push(`the list of agents returned ${list.status} without a catalog`);
  const voices = await target.send('GET', '/v1/voices');
  if (voices.status !== 503) result.problems.push(`the list of voices returned ${voices.status} without a catalog`);
  bad.breakage = undefined;
  const isCreated = async (): Promise<boolean> => {
    const reply = await create();
    if (reply.status === 201) history.counters.push({ id: reply.body.id, acknowledged: 0, uncertain: 0 });
    return reply.status === 201;
  };
  result.recoveries.push(await until('an agent is created', isCreated, { pauseMs: 20 }));
}

/** With a cached catalog nothing changes. */
async function breakCached(bad: BadServer, breakage: Breakage): Promise<void> {
  const before = bad.broken.length;
  bad.breakage = breakage;
  await until('the broken catalog was fetched', () => bad.broken.length >= before + FETCHES);
  const worked = bad.worked.length;
  bad.breakage = undefined;
  await until('the catalog is fetched again', () => bad.worked.length > worked);
}

type BrokenCatalog = {
  breakage: Breakage;
  /** How it is broken before the server has any catalog. `works` if it is not. */
  atStart?: Breakage | 'works';
  /** Milliseconds that the server waits for the catalog. */
  timeoutMs?: number;
  writes?: number;
};

/** Runs a server whose catalog of voices is broken at its start, and later again. */
export async function runBrokenCatalog(
  { breakage, atStart = breakage, timeoutMs = 1000, ...sizes }: BrokenCatalog,
  run: Run,
): Promise<Result> {
  const headers = { 'content-type': 'application/json' };
  const bad = await startBadServer(atStart === 'works' ? undefined : atStart, (response) =>
    response.writeHead(200, headers).end(CATALOG),
  );
  try {
    return await runBeside(`Voice catalog ${breakage}`, run, {
      ...sizes,
      environment: {
        ...{ VOICE_CATALOG_URL: bad.url, VOICE_CATALOG_TIMEOUT_MS: String(timeoutMs) },
        VOICE_CATALOG_REFRESH_SECONDS: '1',
      },
      beforeTraffic: (beside) => startBroken(beside, bad),
      fault: () => breakCached(bad, breakage),
    });
  } finally {
    await bad.stop();
  }
}

export const catalogs: Scenario[] = KINDS.map((breakage) => ({
  name: `Voice catalog ${breakage}`,
  times: 1,
  run: (run) => runBrokenCatalog({ breakage }, run),
}));
