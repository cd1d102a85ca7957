import type { Agreement } from './agreement.ts';
import { declaresSuccess } from './checks.ts';
import { type Coverage, type CoverageReport, createCoverage, type Observation } from './coverage/coverage.ts';
import type { CountedFinding } from './findings.ts';
import { createHooks, type HookReport, type RunHooks } from './hooks.ts';
import { type LearnedValue, learnValues } from './learning.ts';
import { type LimitReport, limitSender } from './limits.ts';
import { createLogin } from './login.ts';
import { listGaps, listNotTried, type NotTried, sentence, sentenceOfCut } from './not-tried.ts';
import { askOptions } from './options.ts';
import type { Outcomes } from './outcomes.ts';
import type { Plan } from './plan.ts';
import { createPlanning } from './planning.ts';
import { findLocked, findObstacle, guardSender, RunStopped } from './preflight.ts';
import type { BaselineReport } from './replay/baseline.ts';
import { createResources } from './resources.ts';
import { emptyRecords, isPhaseWanted, type Run, type RunOptions } from './run-context.ts';
import { runSecurity } from './security/security.ts';
import { createSender } from './send.ts';
import { type Sent, sendCases } from './sending.ts';
import { createSession, type SessionOptions } from './session.ts';
import { runStateChecks } from './state/state.ts';
import { createOpenStreams, type OpenStreams } from './streams.ts';
import type { Phase, Received, SentRequest } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';
import type { WorkflowResult } from './workflows/workflows.ts';
import { runWorkflows } from './workflows/workflows.ts';
import { baseOf } from './write-request.ts';

/** The result of a run. */
export type RunResult = {
  seed: number;
  cases: number;
  /** Cases by operation and phase. */
  counts: Record<string, Record<string, number>>;
  /** Cases by their outcome. */
  outcomes: Outcomes;
  findings: CountedFinding[];
  /** Findings that a baseline accepts are not among `findings`. */
  baseline?: BaselineReport;
  agreement?: Agreement;
  /** Why the run was stopped, as a sentence. */
  stopped?: string;
  /** Set if the caller ended the run before all cases were sent. */
  ended?: true;
  /** Which operations were sent fewer cases than there are, and why, as a sentence. */
  cut?: string;
  coverage: CoverageReport;
  /** How the server's rate limit slowed the run down, if it did. */
  limits?: LimitReport;
  /** How often the run logged in, if it did. */
  logins?: number;
  /** Values that responses had and that requests need, if they were to be learned. */
  learned?: LearnedValue[];
  /** How often --reset ran. */
  resets?: HookReport;
  /** The results of the workflows, if there are any. */
  workflows?: WorkflowResult[];
  /** Checks that were switched off, and fields that rules beyond the schema validate, each with the reason. */
  exempt: string[];
  /** Operations without a sent case. */
  notTried: NotTried[];
  /** Parts of operations that could not be tried, and why. */
  untried: string[];
  seconds: number;
};

/** Milliseconds to wait for a response, unless the options say otherwise. */
const RESPONSE_MS = 10_000;
/** The part of the time that sequences may take where other phases are asked for too. */
const STATE_SHARE = 0.6;

/** Phases whose requests depend on earlier ones. */
const SEQUENCES: Phase[] = ['state', 'workflows', 'security'];

/** Tests a running server against a contract. */
export async function runVerify(plan: Plan, options: RunOptions): Promise<RunResult> {
  const start = performance.now();
  const end = start + options.timeMs;
  const { limited, sender, login, hooks } = connect(plan, options);
  const [coverage, streams] = [createCoverage(plan), createOpenStreams()];
  const onResponse = observeResponses(options, coverage, streams);
  const session = createSession(plan, sender, { ...options, onResponse, access: login });
  const planning = createPlanning(plan, options.seed, end);
  const resources = createResources(plan, async (operation, path) => {
    const parts = planning.simplest(operation);
    return parts === undefined ? undefined : session.exchange(operation, parts, path);
  });
  const counts: RunResult['counts'] = {};
  let done = 0;
  const count: Run['count'] = ({ operationId }, phase) => {
    counts[operationId] ??= {};
    const row = counts[operationId];
    row[phase] = (row[phase] ?? 0) + 1;
    done += 1;
    if (SEQUENCES.includes(phase)) options.onProgress(`${done} requests in sequences`);
  };
  const wanted = plan.operations.filter(
    ({ operationId }) => options.operations.length === 0 || options.operations.includes(operationId),
  );
  const agreement: Agreement = { agreed: 0, ruled: 0, disagreed: 0 };
  const run: Run = {
    ...emptyRecords(),
    stateEnd: start + options.timeMs * (hasSequencesOnly(options) ? 1 : STATE_SHARE),
    reset: async () => void ((await hooks.reset()) && resources.forgetAll()),
    ...{ plan, sender, session, resources, planning, options, wanted, count, untried: [...plan.lost] },
  };
  let sent: Sent = { outcomes: {}, cut: [] };
  let locked = new Map<VerifiableOperation, string>();
  let halt: RunStopped | undefined;
  try {
    await checkReachable(options);
    await login?.ready();
    await hooks.setUp();
    locked = await findLocked(run);
    run.wanted = wanted.filter((operation) => !locked.has(operation));
    if (run.wanted.length === 0 && locked.size > 0) throw new RunStopped(sentence([...locked.values()][0] ?? ''));
    if (options.learn === true) run.learned = await learnValues(run);
    await runSequences(run);
    sent = await sendOtherPhases(run, agreement, end);
    sender.checkAuthorized();
  } catch (error) {
    halt = reasonToStop(error, options);
  } finally {
    sender.close();
  }
  const [isLate, stopped] = [performance.now() >= end, halt?.message];
  const isEnded = options.signal?.aborted === true;
  return {
    seed: options.seed,
    cases: done,
    counts,
    outcomes: sent.outcomes,
    // Those of a server that cannot be tested say nothing about its operations.
    findings: halt === undefined || halt.keepsFindings ? session.findings() : [],
    ...(options.against === undefined ? {} : { agreement }),
    ...(stopped === undefined ? {} : { stopped }),
    ...(isEnded ? { ended: true as const } : {}),
    ...(sent.cut.length === 0 || stopped !== undefined ? {} : { cut: sentenceOfCut(options, sent.cut, isLate) }),
    coverage: coverage.report(),
    ...(limited.report().limited === 0 ? {} : { limits: limited.report() }),
    ...(login === undefined ? {} : { logins: login.count() }),
    ...resetsOf(hooks),
    ...(run.learned === undefined ? {} : { learned: run.learned }),
    ...(run.workflows === undefined ? {} : { workflows: run.workflows }),
    exempt: exemptOf(plan, options),
    notTried: stopped === undefined && !isEnded ? listNotTried(run, wanted, { counts, locked, isLate }) : [],
    untried: [...run.untried, ...planning.untried(), ...listGaps(run, wanted), ...limited.untried(), ...streams.list()],
    seconds: (performance.now() - start) / 1000,
  };
}

/** Why a run was stopped; undefined if its caller has ended it. */
function reasonToStop(error: unknown, { signal }: RunOptions): RunStopped | undefined {
  if (error instanceof RunStopped) return error;
  if (signal?.aborted === true && error === signal.reason) return undefined;
  throw error;
}

/** Everything that sends requests. */
function connect(plan: Plan, options: RunOptions) {
  const { concurrency: connections, responseMs: timeoutMs = RESPONSE_MS } = options;
  const returning429 = plan.operations.filter((one) => !declaresSuccess(one) && Object.hasOwn(one.responses, '429'));
  const limited = limitSender(createSender({ connections, timeoutMs }), {
    ...options,
    returning429: returning429.map(({ operationId }) => operationId),
  });
  const login = options.login && createLogin(options.login, limited, options);
  const hooks = createHooks(options, limited, plan);
  return { limited, sender: guardSender(limited, options), login, hooks };
}

function resetsOf({ report }: RunHooks): Pick<RunResult, 'resets'> {
  const resets = report();
  return resets === undefined ? {} : { resets };
}

/** Whether no other phases share the time with sequences. */
function hasSequencesOnly({ phases }: RunOptions): boolean {
  return phases.length > 0 && phases.every((phase) => SEQUENCES.includes(phase));
}

/** Runs the phases of sequences first, while lists are short. */
async function runSequences(run: Run): Promise<void> {
  const { options } = run;
  const { workflows } = options;
  if (workflows !== undefined && isPhaseWanted(options, 'workflows'))
    run.workflows = await runWorkflows(run, workflows);
  if (isPhaseWanted(options, 'state')) await runStateChecks(run);
  await run.reset?.();
}

/** Runs the phases that need no sequences of resources. */
async function sendOtherPhases(run: Run, agreement: Agreement, end: number): Promise<Sent> {
  if (isPhaseWanted(run.options, 'security')) await runSecurity(run, end);
  if (isPhaseWanted(run.options, 'protocol')) await askOptions(run, end);
  return sendCases(run, agreement, end);
}

/** @throws RunStopped where nothing is listening */
async function checkReachable({ url, against, responseMs: timeoutMs = RESPONSE_MS }: RunOptions): Promise<void> {
  const obstacle =
    (await findObstacle(url, '--url', timeoutMs)) ??
    (against === undefined ? undefined : await findObstacle(against, '--against', timeoutMs));
  if (obstacle !== undefined) throw new RunStopped(obstacle);
}

function exemptOf({ operations, declared }: Plan, { off }: RunOptions): string[] {
  const skipped = declared.filter((one) => !operations.includes(one)).map(({ operationId }) => operationId);
  const own = operations.flatMap(({ operationId, hints }) => [
    ...Object.entries(hints.off).map(([check, reason]) => `${operationId}: ${check} is off. ${reason}`),
    ...Object.entries(hints.rules).map(([field, reason]) => `${operationId}: a rule restricts "${field}". ${reason}`),
  ]);
  const left = skipped.length === 0 ? [] : [`No request is sent to ${skipped.join(', ')} (--skip).`];
  const known = operations.flatMap(({ operationId, hints }) => {
    const names = (hints.data ?? []).flatMap(({ place, isOnly }) => (isOnly === true ? [place.join('.')] : []));
    return names.map((name) => `${operationId}: the server may reject other values of "${name}" than the known one.`);
  });
  return [...left, ...known, ...off.map((check) => `${check} is off (--off).`), ...own];
}

/** Takes note of each response. */
function observeResponses(options: RunOptions, coverage: Coverage, streams: OpenStreams): SessionOptions['onResponse'] {
  return (operation, request, response) => {
    streams.note(operation, response);
    const observation = observationOf(options, operation, request, response);
    const news = coverage.observe(observation);
    options.onExchange?.(observation, news);
  };
}

/** The exchange on the wire, without the host, with the base path of the contract. */
function observationOf(
  options: RunOptions,
  operation: VerifiableOperation,
  { method, url: whole, headers, body, encoding }: SentRequest,
  response: Received,
): Observation {
  const start = options.url.replace(/\/$/, '').length + baseOf(options, operation).length;
  const target = baseOf({}, operation) + whole.slice(start);
  return { method, target, headers, body, ...(encoding === undefined ? {} : { encoding }), response };
}
