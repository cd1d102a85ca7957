import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { contract } from '../../generated/operations.ts';
import { compileContract } from '../../src/contract/build/build.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { createPlan } from '../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../src/contract/verify/run.ts';
import { PHASES } from '../../src/contract/verify/types.ts';
import { MUSEUM } from '../contract/verify/museum/document.ts';
import { type Defect, MAX_RESPONSE_MS, startMuseum } from '../contract/verify/museum/server.ts';
import { startServer, WORKER_TOKEN } from '../running-server.ts';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { startProxy } from './proxy.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', multiple: true, default: ['1', '2', '3'] },
    only: { type: 'string', default: '' },
  },
});
const BUNDLE = new URL('../../generated/openapi.json', import.meta.url);
const plan = createPlan(await readBundle(BUNDLE));
const museumPlan = createPlan(structuredClone(MUSEUM));
const intact = { ...contract };

const options = (seed: number) => ({
  ...{ seed, maxCases: 100_000, operations: [], off: [], timeMs: 120_000, concurrency: 8 },
  phases: PHASES.filter((phase) => phase !== 'random'),
  onProgress: () => undefined,
});

/** Runs verify on the museum's server with one defect, or with none. */
async function tryMuseum(defect: Defect | undefined, seed: number): Promise<RunResult> {
  const museum = await startMuseum(defect);
  const maxResponseMs = MAX_RESPONSE_MS;
  const target = { url: museum.url, auth: {}, otherAuth: {}, maxResponseMs };
  return runVerify(museumPlan, { ...options(seed), ...target }).finally(museum.stop);
}

/** Runs verify on the server with one defect, or with none. */
async function tryMutant(mutant: Mutant | undefined, seed: number): Promise<RunResult> {
  if (mutant !== undefined && 'museum' in mutant) return tryMuseum(mutant.museum, seed);
  if (mutant !== undefined && 'contract' in mutant) {
    const document = await readBundle(BUNDLE);
    mutant.contract(document);
    // The server holds on to the object of its contract, so the mutant goes into it.
    Object.assign(contract, compileContract(document));
  }
  const server = await startServer();
  const { key } = await server.newKey('other');
  const keys = { authorization: `Bearer ${server.key}`, other: `Bearer ${key}` };
  const wire = mutant !== undefined && 'wire' in mutant ? mutant.wire() : {};
  const proxy = await startProxy(server.url, wire, keys);
  try {
    return await runVerify(plan, {
      ...{ url: proxy.url, auth: { authorization: keys.authorization }, otherAuth: { authorization: keys.other } },
      schemeAuth: { WorkerToken: { authorization: `Bearer ${WORKER_TOKEN}` } },
      ...options(seed),
    });
  } finally {
    proxy.stop();
    await server.stop();
    Object.assign(contract, intact);
  }
}

const seeds = values.seed.map(Number);
const PAGE = new URL('README.md', import.meta.url);

/** The row of each mutant by its beginning, which names it. Those that are not tried now stay as they were. */
const rows = new Map<string, string>();
for (const row of (await readFile(PAGE, 'utf8')).split('\n')) {
  const known = MUTANTS.find((mutant) => row.startsWith(beginOf(mutant)));
  if (known !== undefined) rows.set(beginOf(known), row);
}

function beginOf({ kind, name }: Mutant): string {
  return `| ${kind} | ${name} | `;
}

const tried = MUTANTS.filter(({ name, kind }) => `${kind} ${name}`.includes(values.only));
const isMuseum = (mutant: Mutant): boolean => 'museum' in mutant;
for (const seed of seeds) {
  const intactServers = [
    ...(tried.some(isMuseum) ? [['museum', () => tryMuseum(undefined, seed)] as const] : []),
    ...(tried.every(isMuseum) ? [] : [['API', () => tryMutant(undefined, seed)] as const]),
  ];
  for (const [name, run] of intactServers) {
    const { findings, cases } = await run();
    console.log(`${name} without a defect, seed ${seed}: ${cases} cases, ${findings.length} findings`);
    for (const { check, operationId, message } of findings) console.log(`  ${operationId} ${check}: ${message}`);
    if (findings.length > 0) process.exitCode = 1;
  }
}
let survived = 0;
for (const mutant of tried) {
  const killers = new Set<string>();
  let kills = 0;
  for (const seed of seeds) {
    const { findings } = await tryMutant(mutant, seed);
    const isFound = 'museum' in mutant ? findings.some(({ check }) => check === mutant.by) : findings.length > 0;
    if (isFound) kills += 1;
    for (const { check } of findings) killers.add(check);
  }
  const isKilled = kills === seeds.length;
  if (!isKilled) survived += 1;
  const fate = isKilled ? 'killed' : kills > 0 ? `killed by ${kills} of ${seeds.length} seeds` : 'SURVIVED';
  const row = `${beginOf(mutant)}${fate} | ${[...killers].sort().join(', ')} |`;
  rows.set(beginOf(mutant), row);
  console.log(row);
}
console.log(`\n${tried.length - survived} killed, ${survived} survived`);
if (survived > 0) process.exitCode = 1;

const listed = MUTANTS.flatMap((mutant) => rows.get(beginOf(mutant)) ?? []);
const killed = listed.filter((row) => row.includes(' | killed | ')).length;
await writeFile(
  PAGE,
  `# Mutants

\`npm run mutants\` plants one defect at a time into a server and lets \`contract verify\` find it, with the seeds 1, 2 and 3.
A mutant is killed when every seed finds something. The servers are the server of this API, with a defect in its contract or on the
wire
in front of it (\`mutants.ts\`), and the plain Express server of a museum (\`test/contract/verify/museum/\`). The check that is named beside a defect of the
museum in its source must find the defect. Without a defect, neither server has findings.
\`-- --only TEXT\` tries the mutants whose class or name has the text, \`-- --seed N\` tries other seeds. Both update the table.

${killed} killed, ${listed.length - killed} survived.

| class | defect | | found by |
|---|---|---|---|
${listed.join('\n')}
`,
);
