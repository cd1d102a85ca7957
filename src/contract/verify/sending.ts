import { type Agreement, compareServers } from './agreement.ts';
import { isAboutUselessBody } from './checks.ts';
import { caseOutcome, type Outcomes } from './outcomes.ts';
import { caseOf, type RandomCase, randomCases } from './random-cases.ts';
import { REQUEST_UNIT, recordUnit } from './replay/scope.ts';
import { isPhaseWanted, type Run } from './run-context.ts';
import { samplePath } from './sample-path.ts';
import type { Probed, Session } from './session.ts';
import type { Case, PathValues } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

type Tried = { operation: VerifiableOperation; one: Case | RandomCase };

/** The result of the independent cases. */
export type Sent = {
  /** Cases by their outcome. */
  outcomes: Outcomes;
  /** Operations with unsent cases, except random cases: the time or the number of cases was over. */
  cut: VerifiableOperation[];
};

/** Sends the cases that stand by themselves: of each operation as many, then random ones up to the number that is asked for. */
export async function sendCases(run: Run, agreement: Agreement, end: number): Promise<Sent> {
  const { plan, session, resources, options, count } = run;
  const cut = new Set(run.wanted);
  const cases = casesInTurn(run, cut);
  const outcomes: Outcomes = {};
  let begun = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (begun < options.maxCases && performance.now() < end) {
      const { value } = cases.next();
      if (value === undefined) return;
      begun += 1;
      await recordUnit(REQUEST_UNIT, () => sendCase(value));
      done += 1;
      options.onProgress(`${done} cases`);
    }
  };
  const sendCase = async ({ operation, one: planned }: Tried): Promise<void> => {
    // A server may accept the body of a DELETE, because HTTP allows it to ignore the body.
    const isGoneAfter =
      operation.method === 'delete' && (planned.expect === 'accept' || isAboutUselessBody(operation, planned));
    const known = await resources.valuesFor(operation, isGoneAfter);
    const one = withPathOf(planned, known);
    let values = known ?? samplePath(plan, operation, options.seed);
    let probed = await session.probe(operation, one.parts, values, one);
    if (one.expect === 'accept' && isConflict(probed)) {
      // Another case has brought the resource into a state in which there is no more of this: one of its own has not.
      values = (await resources.valuesFor(operation, true)) ?? values;
      probed = await session.probe(operation, one.parts, values, one);
    }
    const smallest =
      'steps' in one && probed.faults.length > 0 ? await shrink(session, { operation, one, values }, probed) : probed;
    session.reportAll(operation, smallest);
    const { exchange } = probed;
    const { against } = options;
    if (against !== undefined && !('failure' in exchange) && one.phase !== 'protocol') {
      await compareServers({ run, against, agreement }, { operation, one }, exchange);
    }
    if (one.expect === 'accept' && !('failure' in exchange)) run.note(operation, exchange.response.status);
    const outcome = caseOutcome(one, probed);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const isGone = !('failure' in exchange) && exchange.response.status === 404 && one.expect === 'accept';
    if (isGone) resources.forget(operation);
    count(operation, one.phase);
  };
  await Promise.all(Array.from({ length: options.concurrency }, work));
  return { outcomes, cut: [...cut] };
}

function withPathOf(one: Case | RandomCase, known: PathValues | undefined): Case | RandomCase {
  return known === undefined ? { ...one, isPathInvented: true } : one;
}

/** RFC 9110 §15.5.10. */
function isConflict({ exchange }: Probed): boolean {
  return !('failure' in exchange) && exchange.response.status === 409;
}

/**
 * One case of each operation after the other, so an interrupted run has tried all operations equally.
 *
 * @param cut loses the operations that have no more cases
 */
function* casesInTurn(run: Run, cut: Set<VerifiableOperation>): Generator<Tried, undefined> {
  yield* inTurn(run.wanted, (operation) => plannedCases(run, operation, cut));
  if (!isPhaseWanted(run.options, 'random')) return undefined;
  const { plan, options } = run;
  yield* inTurn(run.wanted, (operation) => randomCases(plan, operation, options.seed));
  return undefined;
}

function* inTurn(
  operations: VerifiableOperation[],
  list: (operation: VerifiableOperation) => Iterator<Case | RandomCase>,
): Generator<Tried> {
  let open = operations.map((operation) => ({ operation, cases: list(operation) }));
  while (open.length > 0) {
    const left: typeof open = [];
    for (const one of open) {
      const { value } = one.cases.next();
      if (value === undefined) continue;
      yield { operation: one.operation, one: value };
      left.push(one);
    }
    open = left;
  }
}

function* plannedCases(
  { planning, options }: Run,
  operation: VerifiableOperation,
  cut: Set<VerifiableOperation>,
): Generator<Case> {
  if (isPhaseWanted(options, 'examples')) yield* planning.examples(operation);
  if (isPhaseWanted(options, 'constraints')) {
    for (let index = 0; ; index++) {
      const one = planning.constraint(operation, index);
      if (one === undefined) break;
      yield one;
    }
  }
  if (isPhaseWanted(options, 'protocol')) yield* planning.protocol(operation);
  if (!isPhaseWanted(options, 'constraints') || planning.isComplete(operation)) cut.delete(operation);
}

/** The same fault of a request with as few of the changes as it takes. */
async function shrink(
  session: Session,
  { operation, one, values }: { operation: VerifiableOperation; one: RandomCase; values: PathValues },
  probed: Probed,
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
