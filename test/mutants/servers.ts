import { contract } from '../../generated/operations.ts';
import { compileContract } from '../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import type { CheckName } from '../../src/contract/verify/check-names.ts';
import { createPlan, type Plan } from '../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../src/contract/verify/run.ts';
import type { RunOptions } from '../../src/contract/verify/run-context.ts';
import { PHASES, type Phase } from '../../src/contract/verify/types.ts';
import { DARKROOM } from '../contract/verify/darkroom/document.ts';
import { CUSTOMERS, MAX_DARKROOM_MS, startDarkroom } from '../contract/verify/darkroom/server.ts';
import { likelyPhases } from '../contract/verify/likely-phases.ts';
import { MUSEUM } from '../contract/verify/museum/document.ts';
import { MAX_RESPONSE_MS, startMuseum } from '../contract/verify/museum/server.ts';
import { startServer, WORKER_TOKEN } from '../running-server.ts';
import type { Mutant } from './mutant.ts';
import { startProxy } from './proxy.ts';

/** The servers that mutants are made of. */
export const SERVERS = ['API', 'museum', 'darkroom'] as const;
export type ServerName = (typeof SERVERS)[number];

const BUNDLE = new URL('../../generated/openapi.json', import.meta.url);
const intact = { ...contract };

/** Plans are made once in a process. */
const plans: Partial<Record<ServerName, Promise<Plan>>> = {};

async function documentOf(server: ServerName): Promise<OpenApiDocument> {
  if (server === 'API') return readBundle(BUNDLE);
  return structuredClone(server === 'museum' ? MUSEUM : DARKROOM);
}

async function planOf(server: ServerName): Promise<Plan> {
  plans[server] ??= documentOf(server).then((document) => createPlan(document));
  return plans[server];
}

export function serverOf(mutant: Mutant): ServerName {
  if ('museum' in mutant) return 'museum';
  return 'darkroom' in mutant ? 'darkroom' : 'API';
}

/** Starts a server with a defect, or with none. */
async function startMutant(server: ServerName, mutant: Mutant | undefined) {
  if (server === 'museum') {
    const museum = await startMuseum(mutant !== undefined && 'museum' in mutant ? mutant.museum : undefined);
    return { target: { url: museum.url, auth: {}, otherAuth: {}, maxResponseMs: MAX_RESPONSE_MS }, stop: museum.stop };
  }
  if (server === 'darkroom') {
    const { url, stop } = await startDarkroom(
      mutant !== undefined && 'darkroom' in mutant ? mutant.darkroom : undefined,
    );
    const [auth, otherAuth] = [{ 'customer-key': CUSTOMERS.own }, { 'customer-key': CUSTOMERS.other }];
    return { target: { url, auth, otherAuth, maxResponseMs: MAX_DARKROOM_MS }, stop };
  }
  if (mutant !== undefined && 'contract' in mutant) {
    const document = await readBundle(BUNDLE);
    mutant.contract(document);
    // The server holds on to the object of its contract, so the mutant goes into it.
    Object.assign(contract, compileContract(document));
  }
  const api = await startServer();
  const { key } = await api.newKey('other');
  const keys = { authorization: `Bearer ${api.key}`, other: `Bearer ${key}` };
  const proxy = mutant !== undefined && 'wire' in mutant ? await startProxy(api.url, mutant.wire(), keys) : undefined;
  const target = {
    ...{
      url: proxy?.url ?? api.url,
      auth: { authorization: keys.authorization },
      otherAuth: { authorization: keys.other },
    },
    schemeAuth: { WorkerToken: { authorization: `Bearer ${WORKER_TOKEN}` } },
  };
  const stop = async (): Promise<void> => {
    proxy?.stop();
    await api.stop();
    Object.assign(contract, intact);
  };
  return { target, stop };
}

/** Runs verify on a server with one defect, or with none. */
export async function runOn(
  server: ServerName,
  mutant: Mutant | undefined,
  own: Pick<RunOptions, 'seed'> & Partial<RunOptions>,
): Promise<RunResult> {
  const plan = await planOf(server);
  const { target, stop } = await startMutant(server, mutant);
  try {
    return await runVerify(plan, {
      ...{ maxCases: 100_000, operations: [], off: [], timeMs: 600_000, concurrency: 8, onProgress: () => undefined },
      ...{ phases: PHASES.filter((phase) => phase !== 'random'), ...target, ...own },
    });
  } finally {
    await stop();
  }
}

/** The operations that a defect of the API is most likely to show in. */
function likelyOperations(mutant: Mutant, { operations }: Plan): string[] {
  if (serverOf(mutant) !== 'API') return [];
  if (mutant.name.startsWith('UpdateAgentRequest') || mutant.kind === 'coercion') return ['updateAgent'];
  if (mutant.kind === 'validation') return ['createAgent'];
  return operations.filter(({ path }) => path.startsWith('/agents')).map(({ operationId }) => operationId);
}

/** What became of a mutant with one seed. */
export type Trial = { isKilled: boolean; others: CheckName[]; seconds: number };

/** Tries a mutant until the check that it is about finds it. */
export async function tryMutant(mutant: Mutant, seed: number): Promise<Trial> {
  const begin = performance.now();
  const others = new Set<CheckName>();
  let isKilled = false;
  const plan = await planOf(serverOf(mutant));
  const phases = likelyPhases(mutant.by);
  const operations = likelyOperations(mutant, plan);
  // Single requests are sent after all sequences, and take less time.
  const single = ['ignored_auth', 'unsupported_method', 'status_semantics'].includes(mutant.by);
  const likely = [...(single ? [['protocol'] satisfies Phase[]] : []), phases].map((some) => ({
    phases: some,
    operations,
  }));
  // All the others follow if these have not killed it.
  for (const selection of [...likely, {}]) {
    const killed = new AbortController();
    const onFinding: RunOptions['onFinding'] = ({ check }) => {
      if (check !== mutant.by) others.add(check);
      else killed.abort();
    };
    const own = { seed, signal: killed.signal, onFinding, ...selection };
    await runOn(serverOf(mutant), mutant, own);
    isKilled = killed.signal.aborted;
    if (isKilled) break;
  }
  return { isKilled, others: [...others], seconds: (performance.now() - begin) / 1000 };
}
