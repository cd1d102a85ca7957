#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ContractError, type Fault } from './document/document.ts';
import { createProgress } from './progress.ts';

const USAGE = `contract <verb> [contract] [options]

  build   derive types, validators, serializers and the
          operation table from the contract            --out generated  --check  --allow-remote
  lint    check the contract's style and examples
  mock    answer from the contract's examples          --port 4010  --host 127.0.0.1
  docs    write the documentation as one HTML page     --out dist/docs/index.html
  verify  hold a running server to the contract        --url http://127.0.0.1:8080  --auth 'Authorization: Bearer KEY'
                                                       --seed 1  --max-cases 10000  --time 60  --operation ID  --only PHASE
                                                       --other-auth 'Authorization: Bearer KEY2'  --off CHECK  --junit report.xml  --against URL

The contract is openapi/openapi.yaml unless named. With --json each verb prints one JSON object. The exit code is 0 when
all is well, 1 when a check failed, 2 on wrong use.
`;

const DEFAULT_CONTRACT = 'openapi/openapi.yaml';

type Options = {
  contract: string;
  out: string | undefined;
  check: boolean;
  allowRemote: boolean;
  json: boolean;
  port: number;
  host: string;
  verify: VerifyOptions;
};

type VerifyOptions = {
  url: string | undefined;
  auth: string[];
  otherAuth: string[];
  seed: number;
  maxCases: number;
  seconds: number;
  operations: string[];
  only: string[];
  off: string[];
  junit: string | undefined;
  against: string | undefined;
};

/** What a verb came to: whether all is well, what a person is told, and what `--json` prints of it. */
type Outcome = { ok: boolean; text: string; facts: object };

class UsageError extends Error {
  override name = 'UsageError';
}

type Verb = (options: Options) => Promise<Outcome>;

// Each verb loads its own libraries: the mock's take a second that the others need not wait.
const VERBS: Record<string, Verb> = { build, lint, mock, docs, verify };

function readArgs(args: string[]): { verb: string | undefined; help: boolean; options: Options } {
  let parsed: ReturnType<typeof parseWords>;
  try {
    parsed = parseWords(args);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
  const { values, positionals } = parsed;
  const [verb, contract = DEFAULT_CONTRACT, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`one contract at a time: "${rest.join(' ')}" is too much.`);
  const { out, check, json, host, help, url, auth, operation, only, off, junit, against } = values;
  const port = whole('port', values.port, 0, 65_535);
  const verify: VerifyOptions = {
    ...{ url, auth, otherAuth: values['other-auth'], operations: operation, only, off, junit, against },
    seed: whole('seed', values.seed, 0, 2 ** 31 - 1),
    maxCases: whole('max-cases', values['max-cases'], 1, 10_000_000),
    seconds: whole('time', values.time, 1, 86_400),
  };
  return {
    verb,
    help,
    options: { contract, out, check, allowRemote: values['allow-remote'], json, port, host, verify },
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`--${name}: "${text}" is no whole number from ${least} to ${most}.`);
}

function parseWords(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      'allow-remote': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      url: { type: 'string' },
      auth: { type: 'string', multiple: true, default: [] },
      'other-auth': { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '1' },
      'max-cases': { type: 'string', default: '10000' },
      time: { type: 'string', default: '600' },
      operation: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: [] },
      off: { type: 'string', multiple: true, default: [] },
      junit: { type: 'string' },
      against: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

async function build({ contract, out = 'generated', check, allowRemote }: Options): Promise<Outcome> {
  const { buildArtefacts, findStaleArtefacts, writeArtefacts } = await import('./build/build.ts');
  const progress = createProgress(process.stderr);
  const found = new Set<string>();
  const warn = (sentence: string) => void found.add(sentence);
  const artefacts = await buildArtefacts(contract, warn, { allowRemote, onStep: progress.step }).finally(progress.end);
  const warnings = [...found];
  for (const sentence of warnings) process.stderr.write(`${contract}: ${sentence}\n`);
  const files = artefacts.map(({ name }) => `${out}/${name}`);
  if (!check) {
    await writeArtefacts(artefacts, out);
    return { ok: true, text: `${files.join('\n')}\n`, facts: { files, warnings } };
  }
  const stale = (await findStaleArtefacts(artefacts, out)).map((name) => `${out}/${name}`);
  const text = stale.map((file) => `${file} is stale. Make it anew with: npm run generate\n`).join('');
  return { ok: stale.length === 0, text, facts: { files, stale, warnings } };
}

async function lint({ contract, json }: Options): Promise<Outcome> {
  const { findProblems, printProblems, toProblem } = await import('./lint/lint.ts');
  const problems = await findProblems(contract);
  if (!json) printProblems(problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const text = `${contract}: ${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}.\n`;
  return { ok: problems.length === 0, text, facts: { problems: problems.map(toProblem) } };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

async function mock({ contract, port, host, json }: Options): Promise<Outcome> {
  const { startMock } = await import('./mock/mock.ts');
  const { bundleContract } = await import('./document/bundle.ts');
  const server = await startMock(await bundleContract(contract), { port, host });
  const { url } = server;
  process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `The mock answers at ${url}\nStop it with Ctrl-C.\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
  return { ok: true, text: '', facts: { url, stopped: true } };
}

async function docs({ contract, out = 'dist/docs/index.html' }: Options): Promise<Outcome> {
  const { writeDocs } = await import('./docs/docs.ts');
  await writeDocs(contract, out);
  return { ok: true, text: `${out}\n`, facts: { files: [out] } };
}

async function verify({ contract, allowRemote, verify: wanted }: Options): Promise<Outcome> {
  const { url, seed, maxCases, operations, off, junit, against } = wanted;
  if (url === undefined) throw new UsageError('verify needs --url, the address of the server.');
  for (const [name, address] of Object.entries({ url, against })) {
    if (address !== undefined && !URL.canParse(address)) throw new UsageError(`--${name}: "${address}" is no address.`);
  }
  const { bundleContract } = await import('./document/bundle.ts');
  const { createPlan } = await import('./verify/plan.ts');
  const { runVerify } = await import('./verify/run.ts');
  const { PHASES } = await import('./verify/types.ts');
  const { toJUnit, toText } = await import('./verify/report.ts');
  const phases = PHASES.filter((phase) => wanted.only.includes(phase));
  const unknown = wanted.only.filter((name) => !PHASES.some((phase) => phase === name));
  if (unknown.length > 0) throw new UsageError(`--only: "${unknown[0]}" is none of ${PHASES.join(', ')}.`);
  const plan = createPlan(await bundleContract(contract, { allowRemote }));
  const stranger = operations.find((id) => !plan.operations.some(({ operationId }) => operationId === id));
  if (stranger !== undefined) throw new UsageError(`--operation: the contract has no "${stranger}".`);
  const progress = createProgress(process.stderr);
  let told = 0;
  const onProgress = (done: number, all: number): void => {
    if (done < all && performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    progress.step(`${done} of ${all} cases`);
  };
  const result = await runVerify(plan, {
    ...{
      url,
      auth: readAuth(wanted.auth),
      seed,
      maxCases,
      operations,
      phases,
      off,
      concurrency: CONCURRENCY,
      onProgress,
    },
    otherAuth: readAuth(wanted.otherAuth),
    ...(against === undefined ? {} : { against }),
    timeMs: wanted.seconds * 1000,
  }).finally(progress.end);
  if (junit !== undefined) await writeFile(junit, toJUnit(result));
  return { ok: result.findings.length === 0, text: toText(result), facts: result };
}

/** Requests that are under way at once. */
const CONCURRENCY = 8;
/** Milliseconds between two lines of progress. */
const PROGRESS_MS = 500;

function readAuth(headers: string[]): Record<string, string> {
  return Object.fromEntries(
    headers.map((header) => {
      const [, name, value] = /^([^:\s]+):\s*(.+)$/.exec(header) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(`--auth: "${header}" is no "Name: value".`);
      return [name.toLowerCase(), value];
    }),
  );
}

/** Runs one verb and prints what it came to. Answers the exit code. */
async function run(args: string[]): Promise<number> {
  const { verb, help, options } = readArgs(args);
  if (help || verb === undefined) {
    (help ? process.stdout : process.stderr).write(USAGE);
    return help ? 0 : 2;
  }
  const act = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (act === undefined) throw new UsageError(`there is no verb "${verb}".`);
  const { contract, allowRemote, json } = options;
  let outcome: Outcome;
  try {
    outcome = await act(options);
  } catch (failure) {
    if (failure instanceof UsageError) throw failure;
    const { explainFailure } = await import('./document/explain.ts');
    const error = await explainFailure(failure, contract, { allowRemote });
    if (!(error instanceof ContractError)) throw error;
    outcome = { ok: false, text: `${error.message}\n`, facts: { faults: error.faults.map(flatten) } };
  }
  const { ok, text, facts } = outcome;
  if (json) process.stdout.write(`${JSON.stringify({ verb, contract, ok, ...facts })}\n`);
  else (ok ? process.stdout : process.stderr).write(text);
  return ok ? 0 : 1;
}

function flatten({ place, ...fault }: Fault): object {
  return { ...place, ...fault };
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`contract: ${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
