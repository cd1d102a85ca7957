import { encodeParameter } from '../document/encode-parameter.ts';
import { type Agreement, compare } from './agreement.ts';
import { listCases } from './cases.ts';
import { type CoverageReport, createCoverage, type Observation } from './coverage/coverage.ts';
import type { Plan } from './plan.ts';
import type { Planned } from './planned.ts';
import { listProtocolCases } from './protocol-cases.ts';
import { caseOf, type RandomCase, randomCases } from './random-cases.ts';
import { createResources, pathNames } from './resources.ts';
import type { Run, RunOptions } from './run-context.ts';
import { createSender } from './send.ts';
import { baseOf, type CountedFinding, createSession, type Probed } from './session.ts';
import { runStateChecks } from './state/state.ts';
import type { Case, Parts, PathValues, Phase, Received, SentRequest } from './types.ts';
import { CannotSample, sampleValue } from './values/sample.ts';

/** What a run came to. */
export type RunResult = {
  seed: number;
  cases: number;
  /** Cases by operation and phase. */
  counts: Record<string, Record<string, number>>;
  /** Cases by what became of them. */
  outcomes: Record<string, number>;
  findings: CountedFinding[];
  agreement?: Agreement;
  coverage: CoverageReport;
  /** Checks that were switched off, and fields that rules beyond the schema judge, each with the reason. */
  exempt: string[];
  /** What could not be tried, and why. */
  untried: string[];
  seconds: number;
};

/** Milliseconds after which a request counts as not answered. */
const TIMEOUT_MS = 10_000;

/** Holds a running server to a contract. */
export async function runVerify(plan: Plan, options: RunOptions): Promise<RunResult> {
  const start = performance.now();
  const { seed, concurrency } = options;
  const sender = createSender({ connections: concurrency, timeoutMs: TIMEOUT_MS });
  const coverage = createCoverage(plan);
  const onAnswered = (operation: Planned, request: SentRequest, answer: Received): void => {
    const observation = observationOf(options, operation, request, answer);
    const news = coverage.observe(observation);
    options.onExchange?.(observation, news);
  };
  const session = createSession(plan, sender, { ...options, onAnswered });
  const cases = new Map(plan.operations.map((operation) => [operation.operationId, listCases(plan, operation, seed)]));
  const simplest = (operation: Planned): Parts | undefined => {
    const examples = cases.get(operation.operationId)?.cases.filter(({ phase }) => phase === 'examples') ?? [];
    return (examples.find(({ subject }) => /minimal/i.test(subject.side)) ?? examples[0])?.parts;
  };
  const resources = createResources(plan, async (operation, path) => {
    const parts = simplest(operation);
    return parts === undefined ? undefined : session.exchange(operation, parts, path);
  });
  const counts: RunResult['counts'] = {};
  let done = 0;
  const count: Run['count'] = ({ operationId }, phase) => {
    counts[operationId] ??= {};
    const row = counts[operationId];
    row[phase] = (row[phase] ?? 0) + 1;
    done += 1;
    if (phase === 'state') options.onProgress(`${done} requests in sequences`);
  };
  const untried = [...plan.lost, ...[...cases.values()].flatMap((one) => one.untried)];
  const agreement: Agreement = { agreed: 0, ruled: 0, disagreed: 0 };
  const run: Run = { plan, sender, session, resources, cases, options, simplest, untried, makers: new Map(), count };
  try {
    const end = start + options.timeMs;
    // First, while lists are short.
    if (isWanted(options, 'state')) await runStateChecks(run, end);
    const outcomes = await sendCases(run, agreement, end);
    const seconds = (performance.now() - start) / 1000;
    const compared = options.against === undefined ? {} : { agreement };
    const findings = session.findings();
    return {
      seed,
      cases: done,
      counts,
      outcomes,
      findings,
      ...compared,
      coverage: coverage.report(),
      exempt: exemptOf(plan, options),
      untried,
      seconds,
    };
  } finally {
    sender.close();
  }
}

function exemptOf({ operations }: Plan, { off }: RunOptions): string[] {
  const own = operations.flatMap(({ operationId, hints }) => [
    ...Object.entries(hints.off).map(([check, reason]) => `${operationId}: ${check} is off. ${reason}`),
    ...Object.entries(hints.rules).map(([field, reason]) => `${operationId}: a rule judges "${field}". ${reason}`),
  ]);
  return [...off.map((check) => `${check} is off, as asked.`), ...own];
}

/** What went over the wire, the host aside, with the base path as the contract has it. */
function observationOf(
  options: RunOptions,
  operation: Planned,
  { method, url: whole, headers, body }: SentRequest,
  answer: Received,
): Observation {
  const start = options.url.replace(/\/$/, '').length + baseOf(options, operation).length;
  return { method, target: baseOf({}, operation) + whole.slice(start), headers, body, answer };
}

function isWanted({ phases }: RunOptions, phase: Phase): boolean {
  return phases.length === 0 || phases.includes(phase);
}

/** Sends the cases that stand by themselves. Answers how many came to what. */
async function sendCases(run: Run, agreement: Agreement, end: number): Promise<Record<string, number>> {
  const { plan, session, resources, options, count } = run;
  const cases = withRandom(run, limit(casesOf(run), options.maxCases));
  const outcomes: Record<string, number> = {};
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < cases.length && performance.now() < end; index = next++) {
      const { operation, one } = cases[index] as (typeof cases)[number];
      const isGoneAfter = operation.method === 'delete' && one.expect === 'accept';
      let values = (await resources.valuesFor(operation, isGoneAfter)) ?? samplePath(plan, operation, options.seed);
      let probed = await session.probe(operation, one.parts, values, one);
      if (one.expect === 'accept' && isConflict(probed)) {
        // Another case has brought the resource into a state in which there is no more of this: one of its own has not.
        values = (await resources.valuesFor(operation, true)) ?? values;
        probed = await session.probe(operation, one.parts, values, one);
      }
      const smallest =
        'steps' in one && probed.faults.length > 0 ? await shrink(run, operation, one, probed, values) : probed;
      session.reportAll(operation, smallest);
      const { exchange } = probed;
      const { against } = options;
      if (against !== undefined && !('failure' in exchange) && one.phase !== 'protocol') {
        await compare(run, against, { operation, one }, exchange, agreement);
      }
      const became = 'failure' in exchange ? 'not answered' : outcomeOf(one, exchange.answer.status);
      outcomes[became] = (outcomes[became] ?? 0) + 1;
      const isGone = !('failure' in exchange) && exchange.answer.status === 404 && one.expect === 'accept';
      if (isGone) resources.forget(operation);
      count(operation, one.phase);
      done += 1;
      options.onProgress(`${done} of ${cases.length} cases`);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, work));
  return outcomes;
}

/** RFC 9110 §15.5.10. */
function isConflict({ exchange }: Probed): boolean {
  return !('failure' in exchange) && exchange.answer.status === 409;
}

type Tried = { operation: Planned; one: Case | RandomCase };

/** Fills what is left of the number of cases with random ones, of each operation as many. */
function withRandom({ plan, options }: Run, cases: Tried[]): Tried[] {
  if (!isWanted(options, 'random')) return cases;
  const makers = plan.operations
    .filter(({ operationId }) => options.operations.length === 0 || options.operations.includes(operationId))
    .map((operation) => ({ operation, made: randomCases(plan, operation, options.seed) }));
  const all = [...cases];
  for (let before = -1; all.length < options.maxCases && all.length > before; ) {
    before = all.length;
    for (const { operation, made } of makers) {
      const { value } = made.next();
      if (value !== undefined && all.length < options.maxCases) all.push({ operation, one: value });
    }
  }
  return all;
}

/** The same fault of a request with as few of the changes as it takes. */
async function shrink(
  { session }: Run,
  operation: Planned,
  one: RandomCase,
  probed: Probed,
  values: PathValues,
): Promise<Probed> {
  const wanted = new Set(probed.faults.map(({ check }) => check));
  let { steps } = one;
  let smallest = probed;
  for (let index = steps.length - 1; index >= 0; index--) {
    const fewer = steps.toSpliced(index, 1);
    const smaller = caseOf(operation, one.base, fewer);
    if (smaller.expect !== one.expect) continue;
    const again = await session.probe(operation, smaller.parts, values, smaller);
    if (!again.faults.some(({ check }) => wanted.has(check))) continue;
    steps = fewer;
    smallest = again;
  }
  return smallest;
}

/** Of too many cases each operation gets as many as the others, its examples first. */
function limit(lists: Tried[][], most: number): Tried[] {
  const all = lists.flat();
  if (all.length <= most) return all;
  const longest = Math.max(...lists.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? []));
  return inTurn.flat().slice(0, most);
}

function casesOf({ plan, cases, options }: Run): Tried[][] {
  const { operations } = options;
  const wanted = plan.operations.filter(
    ({ operationId }) => operations.length === 0 || operations.includes(operationId),
  );
  return wanted.map((operation) => {
    const own = cases.get(operation.operationId)?.cases ?? [];
    const sound = own.find(({ phase }) => phase === 'examples');
    const protocol = sound === undefined ? [] : listProtocolCases(plan, operation, sound.parts);
    return [...own, ...protocol].filter(({ phase }) => isWanted(options, phase)).map((one) => ({ operation, one }));
  });
}

function outcomeOf({ expect }: Case, status: number): string {
  if (status >= 500) return 'failed';
  return status < 400 ? `${expect === 'accept' ? 'rightly' : 'wrongly'} accepted` : `refused (${expect} expected)`;
}

/** Where no resource can be made, the path leads to something that is not there. */
function samplePath(plan: Plan, operation: Planned, seed: number): PathValues {
  const values: PathValues = {};
  for (const name of pathNames(operation)) {
    const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
    const reading = operation.served.operation.parameters.find((one) => one.in === 'path' && one.name === name);
    if (parameter === undefined || reading === undefined) continue;
    try {
      values[name] = encodeParameter(reading, sampleValue(parameter.schema ?? {}, plan.find, { size: 'full', seed }));
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
    }
  }
  return values;
}
