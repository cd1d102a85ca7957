import { writeFile } from 'node:fs/promises';
import type { Progress } from '../../progress.ts';
import type { CHECK_NAMES } from '../../verify/check-names.ts';
import type { Observation } from '../../verify/coverage/coverage.ts';
import type { CountedFinding } from '../../verify/findings.ts';
import type { LoginPlan } from '../../verify/login.ts';
import type { Plan } from '../../verify/plan.ts';
import type { AcceptedEntry } from '../../verify/replay/baseline.ts';
import type { FoundEvidence } from '../../verify/replay/write-findings.ts';
import type { RunResult } from '../../verify/run.ts';
import type { RunOptions } from '../../verify/run-context.ts';
import type { Phase } from '../../verify/types.ts';
import type { WorkflowPlan } from '../../verify/workflows/workflow-run.ts';
import { readBaseline } from '../baseline-file.ts';
import { readCommit } from '../commit.ts';
import { applyData } from '../data-file.ts';
import { STANDARD_INPUT } from '../document.ts';
import { readLogin } from '../login-file.ts';
import { readPlan } from '../read-plan.ts';
import { readSelection, type Selection } from '../selection.ts';
import { defineVerb, type OptionValues, UsageError, type VerbContext, type VerbOutcome } from '../verb.ts';
import { type GivenCredentials, prepareFile, readAuth, readNames, readTarget, readUrl } from '../verify-options.ts';
import { readWorkflows } from '../workflow-options.ts';
import { ALLOW_REMOTE, DISCRIMINATOR } from './shared.ts';

/** Requests in flight at once. */
const CONCURRENCY = 8;
/** Milliseconds between two lines of progress. */
const PROGRESS_MS = process.stderr.isTTY ? 500 : 5000;

const OPTIONS = {
  url: { type: 'text', value: 'URL', about: 'base URL of the server; its path replaces the base path of the document' },
  'base-path': { type: 'text', value: 'PATH', about: 'replaces the base path of the document; / for none' },
  auth: {
    type: 'list',
    value: "'Name: value'",
    about: "header with credentials; 'Scheme=Name: value' for one security scheme",
  },
  'other-auth': {
    type: 'list',
    value: "'Name: value'",
    about: 'header of a caller without access to the resources of the first caller',
  },
  against: { type: 'text', value: 'URL', about: 'another server that must accept and reject the same requests' },
  seed: { type: 'integer', value: 'N', min: 0, max: 2 ** 31 - 1, default: 1, about: 'seed of the cases' },
  'max-cases': {
    type: 'integer',
    value: 'N',
    min: 1,
    max: 10_000_000,
    default: 10_000,
    about: 'maximum number of independent cases',
  },
  rate: { type: 'integer', value: 'N', min: 0, max: 100_000, default: 0, about: 'requests per second; 0 for no limit' },
  login: { type: 'text', value: 'FILE', about: 'request that returns the credentials, or an OAuth 2.0 client' },
  data: { type: 'text', value: 'FILE', about: 'values of parameters and properties that the server accepts' },
  learn: { type: 'flag', about: 'learn values that requests need from responses, before the run' },
  setup: {
    type: 'list',
    value: 'COMMAND',
    about: "before the run: a shell command, or a request such as 'POST /seed'",
  },
  reset: { type: 'list', value: 'COMMAND', about: 'the same before each sequence' },
  time: { type: 'integer', value: 'SECONDS', min: 1, max: 86_400, default: 600, about: 'time limit of the run' },
  timeout: {
    type: 'integer',
    value: 'SECONDS',
    min: 1,
    max: 86_400,
    default: 10,
    about: 'time limit of each response',
  },
  'max-response-time': {
    type: 'integer',
    value: 'MS',
    min: 0,
    max: 86_400_000,
    default: 0,
    about: 'report responses that take longer; 0 is no limit',
  },
  operation: { type: 'list', value: 'ID', about: 'test this operation only' },
  only: { type: 'list', value: 'NAME', about: 'test this phase, operation, tag or path such as /pets/** only' },
  skip: { type: 'list', value: 'NAME', about: 'skip this phase, operation, tag or path' },
  off: { type: 'list', value: 'CHECK', about: 'disable a check' },
  junit: { type: 'text', value: 'FILE', about: 'write a JUnit report' },
  baseline: { type: 'text', value: 'FILE', about: 'accepted findings with reason and expiry date; only others fail' },
  findings: { type: 'text', value: 'FILE', about: 'write findings with their requests, such as verify.findings.json' },
  html: { type: 'text', value: 'FILE', about: 'write a report as one page of HTML' },
  har: { type: 'text', value: 'FILE', about: 'write requests and responses as an HTTP Archive' },
  coverage: { type: 'text', value: 'FOLDER', about: 'store contract coverage for keepspec coverage' },
  workflows: { type: 'text', value: 'FILE', about: 'run the workflows of an Arazzo 1.0 or 1.1 document' },
  inputs: { type: 'text', value: 'FILE', about: 'inputs of the workflows, by workflowId' },
  'fail-fast': { type: 'flag', about: 'end the run at the first finding' },
  ...DISCRIMINATOR,
  ...ALLOW_REMOTE,
} as const;

type Wanted = OptionValues<typeof OPTIONS>;

export const verify = defineVerb({
  name: 'verify',
  summary: 'test a running server against a document',
  about:
    'Use test data only: the run creates, changes and deletes resources.\n' +
    'Exit code 1 if there is a finding, 2 if no operation could be tried.',
  takesDocument: true,
  reportsProblems: true,
  examples: ["verify openapi.yaml --url http://127.0.0.1:8080 --auth 'Authorization: Bearer KEY'"],
  options: OPTIONS,
  run: async (wanted, context) => {
    const checked = await checkOptions(wanted);
    const plan = await readPlan(wanted.discriminator, context);
    const selected = await checkWithPlan(wanted, checked, { plan, context });
    const { withoutOperations } = await import('../../verify/plan.ts');
    return runPlan(withoutOperations(plan, selected.skipped), { ...checked, ...selected }, wanted, context);
  },
});

type Checked = {
  target: { url: string; basePath: string | undefined };
  against: string | undefined;
  off: (keyof typeof CHECK_NAMES)[];
  credentials: GivenCredentials;
  otherAuth: GivenCredentials['auth'];
  baseline: AcceptedEntry[] | undefined;
};

/** Checks what can be checked without the document. Nothing is sent before every option is known to be valid. */
async function checkOptions(wanted: Wanted): Promise<Checked> {
  if (wanted.url === undefined) {
    throw new UsageError('verify needs --url, the base URL of the server.', {
      hint: 'Example: keepspec verify openapi.yaml --url http://127.0.0.1:8080',
    });
  }
  const target = readTarget(wanted.url, wanted['base-path']);
  const against = wanted.against === undefined ? undefined : readUrl('against', wanted.against).href.replace(/\/$/, '');
  const { CHECK_NAMES: checks } = await import('../../verify/check-names.ts');
  const off = readNames('off', wanted.off, Object.keys(checks) as Checked['off'], 'check');
  const credentials = readAuth('auth', wanted.auth);
  const other = readAuth('other-auth', wanted['other-auth']);
  if (Object.keys(other.schemeAuth).length > 0) {
    throw new UsageError('--other-auth must have the form "Name: value", for all security schemes.');
  }
  const baseline = wanted.baseline === undefined ? undefined : await readBaseline(wanted.baseline);
  for (const file of [wanted.junit, wanted.html, wanted.har, wanted.findings])
    if (file !== undefined) await prepareFile(file);
  return { target, against, off, credentials, otherAuth: other.auth, baseline };
}

/** Checks what depends on the document. */
async function checkWithPlan(
  wanted: Wanted,
  { credentials, target }: Checked,
  { plan, context }: { plan: Plan; context: VerbContext },
): Promise<Selected> {
  const securitySchemes = plan.document.components?.securitySchemes ?? {};
  readNames('auth', Object.keys(credentials.schemeAuth), Object.keys(securitySchemes), 'security scheme');
  const ids = plan.operations.map(({ operationId }) => operationId);
  const named = readNames('operation', wanted.operation, ids, 'operation');
  const { PHASES } = await import('../../verify/types.ts');
  const only = [...wanted.only, ...named.map((name) => `operation:${name}`)];
  const selection = readSelection({ only, skip: wanted.skip, phases: PHASES, plan });
  const { phases } = selection;
  const includes = (...some: Phase[]): boolean => phases.length === 0 || some.some((phase) => phases.includes(phase));
  if (wanted['other-auth'].length > 0 && !includes('state'))
    throw new UsageError('--other-auth needs the phase "state".');
  if (wanted.against !== undefined && !includes('examples', 'constraints', 'random')) {
    throw new UsageError('--against needs one of the phases "examples", "constraints" and "random".');
  }
  if (wanted.data !== undefined) await applyData(wanted.data, plan);
  const workflows = await readWorkflows(wanted, { phases, plan, context });
  const basePath = target.basePath ?? plan.declared[0]?.basePaths[0] ?? '';
  const login =
    wanted.login === undefined
      ? {}
      : { login: await readLogin(wanted.login, { ...target, basePath, securitySchemes }) };
  return { ...selection, ...login, ...(workflows === undefined ? {} : { workflows }) };
}

type Selected = Selection & { login?: LoginPlan; workflows?: WorkflowPlan };
type VerifyOutcome = Checked & Selected;

async function runPlan(
  plan: Plan,
  run: VerifyOutcome,
  wanted: Wanted,
  { progress, documentName }: VerbContext,
): Promise<VerbOutcome> {
  const { runVerify } = await import('../../verify/run.ts');
  const { toJUnit, formatResult: toText } = await import('../../verify/report.ts');
  const { createStore } = await import('../../verify/coverage/store.ts');
  const { junit, har } = wanted;
  const keep = wanted.coverage === undefined ? undefined : createStore(wanted.coverage);
  const exchanges: Observation[] = [];
  const onExchange = (observation: Observation, news: string[]): void => {
    keep?.(news);
    if (har !== undefined) exchanges.push(observation);
  };
  const evidence: FoundEvidence = new Map();
  const ending = new AbortController();
  const fails = await failingBy(run.baseline);
  const onFinding: RunOptions['onFinding'] = (finding, own) => {
    evidence.set(finding, own);
    if (wanted['fail-fast'] && fails(finding)) ending.abort();
  };
  const { signal } = ending;
  const options = { ...toRunOptions(run, wanted), onProgress: seldom(progress), onExchange, onFinding, signal };
  const result = await withBaseline(await runVerify(plan, options), run.baseline);
  progress.end();
  if (junit !== undefined) await writeFile(junit, toJUnit(result));
  if (wanted.findings !== undefined) {
    const { toFindingsFile } = await import('../../verify/replay/write-findings.ts');
    const document = documentName === STANDARD_INPUT ? undefined : documentName;
    const file = toFindingsFile(
      result.stopped === undefined || result.findings.length > 0 ? evidence : new Map(),
      options,
      document,
    );
    await writeFile(wanted.findings, `${JSON.stringify(file, null, 2)}\n`);
  }
  if (wanted.html !== undefined) await writeFile(wanted.html, await writeReportPage(plan, run, result));
  if (har !== undefined) {
    const { toHar } = await import('../../verify/har.ts');
    await writeFile(har, toHar(run.target.url, exchanges));
  }
  const isStopped = result.stopped !== undefined;
  const { problemsOfRun } = await import('../output/finding-problems.ts');
  const problems = problemsOfRun(result, { ...run.credentials, otherAuth: run.otherAuth });
  const failure = result.stopped ?? (result.cases === 0 ? 'No operation could be tried.' : undefined);
  const exitCode = failure === undefined ? {} : { exitCode: 2, failure };
  const ok = !isStopped && result.cases > 0 && result.findings.length === 0;
  return { ok, text: toText(result), isReport: !isStopped, facts: result, problems, ...exitCode };
}

async function withBaseline(result: RunResult, entries: AcceptedEntry[] | undefined): Promise<RunResult> {
  if (entries === undefined || result.stopped !== undefined) return result;
  const { applyBaseline } = await import('../../verify/replay/baseline.ts');
  const { failing, report } = applyBaseline(result.findings, entries, today());
  // A run that has ended early has not met every entry.
  const unseen = result.ended === true ? [] : report.unseen;
  return { ...result, findings: failing, baseline: { ...report, unseen } };
}

/** Returns whether a finding fails the run. */
async function failingBy(entries: AcceptedEntry[] = []): Promise<(finding: CountedFinding) => boolean> {
  const { applyBaseline } = await import('../../verify/replay/baseline.ts');
  return (finding) => applyBaseline([finding], entries, today()).failing.length > 0;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function writeReportPage(
  { document }: Plan,
  { target, credentials, otherAuth, workflows }: VerifyOutcome,
  result: RunResult,
) {
  const { toReportPage } = await import('../../verify/pages/report-page.ts');
  const { createRedaction, redactValues } = await import('../../verify/redaction.ts');
  const { title, version } = document.info;
  const url = `${target.url}${target.basePath ?? ''}`;
  const redactOwn = createRedaction({ ...credentials, otherAuth });
  const redactInputs = redactValues(workflows?.secrets ?? []);
  const redact = (text: string): string => redactInputs(redactOwn(text));
  return toReportPage(result, { title, version, url, redact, createdAt: new Date(), commit: await readCommit() });
}

function toRunOptions(run: VerifyOutcome, wanted: Wanted): Omit<RunOptions, 'onProgress'> {
  const { target, against, credentials, phases, off, operations, otherAuth, login, workflows } = run;
  const slowest = wanted['max-response-time'];
  return {
    url: target.url,
    ...(target.basePath === undefined ? {} : { basePath: target.basePath }),
    ...(against === undefined ? {} : { against }),
    ...(login === undefined ? {} : { login }),
    ...(workflows === undefined ? {} : { workflows }),
    ...{ learn: wanted.learn, setup: wanted.setup, reset: wanted.reset },
    ...(wanted.rate === 0 ? {} : { rate: wanted.rate }),
    ...credentials,
    ...{ otherAuth, phases, off, operations, seed: wanted.seed, maxCases: wanted['max-cases'] },
    ...(slowest === 0 ? {} : { maxResponseMs: slowest }),
    ...{ concurrency: CONCURRENCY, timeMs: wanted.time * 1000, responseMs: wanted.timeout * 1000 },
  };
}

function seldom({ step }: Progress): (sentence: string) => void {
  let last = 0;
  return (sentence) => {
    if (performance.now() - last < PROGRESS_MS) return;
    last = performance.now();
    step(sentence);
  };
}
