import { compareServers } from '../agreement.ts';
import type { CheckName } from '../check-names.ts';
import type { CountedFinding } from '../findings.ts';
import type { Login } from '../login.ts';
import type { Plan } from '../plan.ts';
import type { Planning } from '../planning.ts';
import { redactValues, secretsOfFinding } from '../redaction.ts';
import { createResources } from '../resources.ts';
import { emptyRecords, type Run, type RunOptions } from '../run-context.ts';
import type { Sender } from '../send.ts';
import { createSession, type Session } from '../session.ts';
import { checkLinks } from '../state/links.ts';
import { checkResource, listWantedLives, OPERATION_CHECKS, RESOURCE_CHECKS } from '../state/state.ts';
import type { Case, RequestParts } from '../types.ts';
import { WORKFLOW_UNIT } from '../workflows/workflows.ts';
import type { StoredFinding, StoredRequest } from './findings-file.ts';
import { fingerprintOfFinding, TEXT_CHECKS } from './fingerprint.ts';
import { createPlayback, type Playback, partsOfStored } from './playback.ts';
import { replaySequence } from './sequences.ts';
import { findWorkflowObstacle, replayWorkflow } from './workflow-replay.ts';

/** Whether a finding is fixed. `unclear` if its requests could not be sent as they were. */
export type ReplayResult = {
  fingerprint: string;
  check: CheckName;
  operationId: string;
  result: 'fixed' | 'still there' | 'unclear';
  /** The fault now, or why nothing can be said. */
  message?: string;
};

/** The parts of a replay that all findings share. */
export type ReplayContext = {
  plan: Plan;
  planning: Planning;
  sender: Sender;
  login: Login | undefined;
  options: RunOptions;
};

/** Sends the requests of a finding again, and checks the responses as the run did. */
export async function replayFinding(context: ReplayContext, finding: StoredFinding): Promise<ReplayResult> {
  const { fingerprint, check, operationId } = finding;
  const about = { fingerprint, check, operationId };
  const obstacle = findObstacleOf(context, finding);
  if (obstacle !== undefined) return { ...about, result: 'unclear', message: obstacle };
  const playback = createPlayback(finding.requests, context.plan.operations, context.options);
  const run = createReplayRun(context, finding, playback);
  await replayUnit(run, finding, playback);
  const same = run.session.findings().find((found) => isSameFinding(finding, found));
  if (same !== undefined && !isLockedNow(finding, same)) {
    const redact = redactValues(secretsOfFinding(same));
    return { ...about, result: 'still there', message: redact(same.message) };
  }
  const reason = reasonOfDoubt(finding, playback);
  return reason === undefined ? { ...about, result: 'fixed' } : { ...about, result: 'unclear', message: reason };
}

/** Why a finding cannot be replayed. */
function findObstacleOf({ plan, options }: ReplayContext, finding: StoredFinding): string | undefined {
  const { check, operationId, requests, unit } = finding;
  const ids = [operationId, ...requests.map((request) => request.operationId)];
  const lost = ids.find((id) => !plan.operations.some((one) => one.operationId === id));
  if (lost !== undefined) return `the document has no operation "${lost}"`;
  const hints = plan.operations.find((one) => one.operationId === operationId)?.hints;
  if (hints !== undefined && Object.hasOwn(hints.off, check))
    return `the document switches ${check} off for ${operationId}`;
  if (check === 'agreement' && options.against === undefined)
    return 'it needs the other server: give it with --against';
  if (unit.check === WORKFLOW_UNIT) return findWorkflowObstacle(options, unit.of);
  const known = ['request', 'sequence', 'links', ...Object.keys(RESOURCE_CHECKS), ...Object.keys(OPERATION_CHECKS)];
  return known.includes(unit.check) ? undefined : `this keepspec has no check "${unit.check}"`;
}

function createReplayRun(context: ReplayContext, finding: StoredFinding, playback: Playback): Run {
  const { plan, planning, sender, login, options } = context;
  const every = createSession(plan, sender, {
    ...options,
    access: login,
    onResponse: (_operation, request, response) => playback.noteResponse(request, response),
    // The steps of a workflow write their requests themselves.
    ...(finding.unit.check === WORKFLOW_UNIT ? {} : { rewrite: playback.rewrite }),
  });
  // Another finding of the same requests must not end them before this one shows.
  const isWanted: Session['isNews'] = (check, { operationId }) =>
    check === finding.check && operationId === finding.operationId;
  const isNews: Session['isNews'] = (check, operation) => isWanted(check, operation) && every.isNews(check, operation);
  const session: Session = { ...every, isNews };
  const resources = createResources(plan, async (operation, path) => {
    const parts = planning.simplest(operation);
    return parts === undefined ? undefined : session.exchange(operation, parts, path);
  });
  const records = emptyRecords();
  const { makers } = records;
  for (const stored of finding.requests) {
    const operation = plan.operations.find(({ operationId }) => operationId === stored.operationId);
    const isMaker = operation?.method === 'post' && (stored.status ?? 500) < 300 && !makers.has(operation);
    if (isMaker) makers.set(operation, partsOfStored(stored));
  }
  return {
    ...{ plan, sender, session, resources, planning, options, wanted: plan.operations },
    ...records,
    count: () => undefined,
    stateEnd: performance.now() + options.timeMs,
  };
}

async function replayUnit(run: Run, finding: StoredFinding, playback: Playback): Promise<void> {
  const { check, of = '' } = finding.unit;
  if (check === 'request') return replayRequests(run, finding);
  if (check === WORKFLOW_UNIT) return replayWorkflow(run, finding, playback);
  if (check === 'links') {
    const links = run.plan.links.filter(({ pointer }) => pointer === of);
    return checkLinks({ ...run, plan: { ...run.plan, links } }, run.stateEnd);
  }
  const lives = listWantedLives(run);
  if (Object.hasOwn(OPERATION_CHECKS, check)) {
    const wanted = run.plan.operations.filter(({ operationId }) => operationId === of);
    return OPERATION_CHECKS[check]?.({ ...run, wanted }, lives, run.stateEnd);
  }
  const life = lives.find(({ read }) => read.operationId === of);
  if (life === undefined) return void playback.obstacles.push(`the document has no resource that "${of}" reads`);
  if (check === 'sequence') return replaySequence(run, life, playback);
  await checkResource(run, life, check);
}

/** Sends requests as they are, and checks the last one. */
async function replayRequests(run: Run, { check, requests, shows }: StoredFinding): Promise<void> {
  for (const [index, stored] of requests.slice(0, shows + 1).entries()) {
    const operation = run.plan.operations.find(({ operationId }) => operationId === stored.operationId);
    if (operation === undefined) return;
    const parts = partsOfStored(stored);
    const tried = caseOfStored(stored, parts);
    const probed = await run.session.probe(operation, parts, {}, tried);
    if (index !== shows) continue;
    run.session.reportAll(operation, probed);
    const { exchange } = probed;
    const { against } = run.options;
    if (check !== 'agreement' || against === undefined || tried === undefined || 'failure' in exchange) continue;
    const agreement = { agreed: 0, ruled: 0, disagreed: 0 };
    await compareServers({ run, against, agreement }, { operation, one: tried }, exchange);
  }
}

function caseOfStored({ operationId, case: tried }: StoredRequest, parts: RequestParts): Case | undefined {
  return tried === undefined ? undefined : { ...tried, operationId, parts };
}

function isSameFinding({ check, operationId, fingerprint }: StoredFinding, found: CountedFinding): boolean {
  if (check !== found.check || operationId !== found.operationId) return false;
  // Another text for the same fault does not fix it.
  return TEXT_CHECKS.includes(check) || fingerprint === fingerprintOfFinding(found);
}

/** Whether a workflow fails at the same step because credentials are missing. */
function isLockedNow({ unit, requests, shows }: StoredFinding, { status }: CountedFinding): boolean {
  return unit.check === WORKFLOW_UNIT && status === 401 && requests[shows]?.status !== 401;
}

/** Why the absence of a finding says nothing. */
function reasonOfDoubt({ requests, shows, check, unit }: StoredFinding, playback: Playback): string | undefined {
  const [obstacle] = playback.obstacles;
  if (obstacle !== undefined || unit.check === WORKFLOW_UNIT) return obstacle;
  const { operationId = '', credentials, status: was } = requests[shows] ?? {};
  const status = playback.responseOf(shows)?.status;
  const rest = playback.next();
  if (status === undefined && check !== 'responds' && rest?.index === shows)
    return `${operationId} was not reached: an earlier response differs from that of the run`;
  if (status === undefined && rest?.index !== undefined && rest.index < shows)
    return `${rest.request.operationId} was not reached: an earlier response differs from that of the run`;
  const isLocked = status === 401 && credentials === 'own' && was !== 401;
  if (isLocked) return `${operationId} returned 401: give the credentials of the run with --auth`;
  if (status === 429 && was !== 429) return `${operationId} returned 429: the server limits requests`;
  return undefined;
}
