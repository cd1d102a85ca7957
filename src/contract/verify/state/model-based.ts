import fc from 'fast-check';
import { isObject } from '../../document/references.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import type { CheckName } from '../check-names.ts';
import type { CheckFailure } from '../checks.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { Case, PathValues, RequestParts, SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { acceptedOf, covers, differences, idOfRow, isRuled, type Lifecycle, madeBy, plain } from './lifecycle.ts';
import { FEW_SMALL, listAll } from './lists.ts';

/** What the model knows of a resource that a sequence has created. */
type Known = { id: string; path: PathValues; value: unknown; isGone: boolean };
/** The resources of a sequence that the server should have. */
type Model = { known: Known[] };
/** What a sequence has sent, in order. */
type Trail = SentRequest[];
type Command = fc.AsyncCommand<Model, Trail>;

/** Ends a sequence in which the server differs from the model. */
class SequenceFault extends Error {
  override name = 'SequenceFault';
  readonly check: CheckName;
  readonly operation: VerifiableOperation;
  readonly fault: CheckFailure;
  readonly status: number;
  readonly trail: Trail;
  constructor(check: CheckName, operation: VerifiableOperation, fault: CheckFailure, status: number, trail: Trail) {
    super(fault.message);
    this.check = check;
    this.operation = operation;
    this.fault = fault;
    this.status = status;
    this.trail = trail;
  }
}

/** Commands of a sequence at most. */
const LONGEST = 25;
/** Sequences that find something are followed by others, so often. */
const MOST_FAULTS = 5;
/** Milliseconds that one finding may be made shorter for. */
const SHRINK_MS = 10_000;

/**
 * Sends random sequences over a kind of resource: create, read, update, list, delete, in any order and on any of
 * the resources of the sequence. Each response is compared with the model. What goes wrong is reported with the
 * shortest sequence of requests that still goes wrong.
 *
 * @param runs so many sequences at least
 */
export async function runModelBased(run: Run, life: Lifecycle, runs: number, end: number): Promise<void> {
  const around = await run.resources.valuesFor(life.create);
  if (around === undefined) return;
  const arbitraries = commandsOf(run, life, around);
  for (let round = 0; round < MOST_FAULTS && performance.now() < end; round++) {
    const sequences = fc.commands(arbitraries, { maxCommands: LONGEST, size: 'max' });
    const property = fc.asyncProperty(sequences, async (sequence) => {
      const model: Model = { known: [] };
      try {
        await fc.asyncModelRun(() => ({ model, real: [] }), sequence);
      } finally {
        await clear(run, life, model);
      }
    });
    const details = await fc.check(property, {
      seed: run.options.seed + round,
      numRuns: runs,
      interruptAfterTimeLimit: Math.max(1, Math.min(end - performance.now(), SHRINK_MS + runs * 1000)),
      markInterruptAsFailure: false,
    });
    const failure = details.errorInstance;
    if (!details.failed || failure === null || failure === undefined) return;
    if (!(failure instanceof SequenceFault)) throw failure;
    const { check, operation, fault, status, trail } = failure;
    const last = trail.at(-1);
    if (last !== undefined) run.session.report(check, operation, fault, last, status, trail.slice(0, -1));
  }
}

/** Deletes what a sequence has left, so that lists stay short. */
async function clear(run: Run, { remove }: Lifecycle, { known }: Model): Promise<void> {
  if (remove === undefined) return;
  for (const { path, isGone } of known) if (!isGone) await run.session.probe(remove, plain(run, remove), path);
}

function commandsOf(run: Run, life: Lifecycle, around: PathValues): fc.Arbitrary<Command>[] {
  const { create, update, remove, list } = life;
  const creates = acceptedOf(run, create);
  const updates = update === undefined ? [] : acceptedOf(run, update);
  const some = fc.nat(creates.length + updates.length);
  // Few, so that several steps meet on one.
  const which = fc.nat(2);
  const arbitraries: fc.Arbitrary<Command>[] = [
    some.map((pick) => createCommand(run, life, around, at(creates, pick))),
  ];
  arbitraries.push(which.map((one) => readCommand(run, life, one)));
  if (update !== undefined) {
    const both = fc.tuple(which, some);
    arbitraries.push(both.map(([one, pick]) => updateCommand(run, life, update, one, at(updates, pick))));
  }
  if (remove !== undefined) arbitraries.push(which.map((one) => removeCommand(run, remove, one)));
  if (list !== undefined) arbitraries.push(fc.constant(null).map(() => listCommand(run, life, list, around)));
  return arbitraries;
}

function at<Item>(items: Item[], pick: number): Item {
  // The lists are never empty.
  return items[pick % items.length] as Item;
}

/** Sends a step of a sequence. A new finding of a check of single responses ends the sequence. */
async function step(
  run: Run,
  operation: VerifiableOperation,
  path: PathValues,
  sent: Case | RequestParts,
  trail: Trail,
) {
  const tried = 'parts' in sent ? sent : undefined;
  const { exchange, faults } = await run.session.probe(operation, tried?.parts ?? (sent as RequestParts), path, tried);
  run.count(operation, 'state');
  trail.push(exchange.request);
  const status = 'failure' in exchange ? 0 : exchange.response.status;
  for (const { check, fault } of faults) stop(run, check, operation, fault, status, trail);
  return 'failure' in exchange ? undefined : exchange;
}

/** Ends a sequence by a fault, unless its check is known to find something in the operation. */
function stop(
  run: Run,
  check: CheckName,
  operation: VerifiableOperation,
  fault: CheckFailure,
  status: number,
  trail: Trail,
): void {
  if (!run.session.isNews(check, operation)) return;
  throw new SequenceFault(check, operation, fault, status, [...trail]);
}

function violation(
  run: Run,
  check: CheckName,
  operation: VerifiableOperation,
  found: CompletedExchange,
  trail: Trail,
  message: string,
): void {
  stop(
    run,
    check,
    operation,
    { message, pointer: operation.pointer, cause: 'model-based' },
    found.response.status,
    trail,
  );
}

/** What a response shows of a resource, where it shows the resource itself. */
function shownIn(life: Lifecycle, { response }: CompletedExchange, id: string): unknown {
  return isObject(response.value) && idOfRow(life, response.value) === id ? response.value : undefined;
}

function pickFrom({ known }: Model, which: number): Known {
  // Commands are only run where there is one.
  return known[which % known.length] as Known;
}

const hasSome = ({ known }: Readonly<Model>): boolean => known.length > 0;

function createCommand(run: Run, life: Lifecycle, around: PathValues, sent: Case | RequestParts): Command {
  return {
    check: () => true,
    toString: () => life.create.operationId,
    run: async (model, trail) => {
      const found = await step(run, life.create, around, sent, trail);
      const made = found === undefined ? undefined : madeBy(life, found, around);
      if (found === undefined || made === undefined) return;
      const { id, path } = made;
      if (model.known.some((one) => one.id === id)) {
        violation(run, 'creates_unique_id', life.create, found, trail, `returns the id "${id}" of another resource`);
      }
      model.known.push({ id, path, value: shownIn(life, found, id), isGone: false });
    },
  };
}

function readCommand(run: Run, life: Lifecycle, which: number): Command {
  const { read } = life;
  return {
    check: hasSome,
    toString: () => read.operationId,
    run: async (model, trail) => {
      const known = pickFrom(model, which);
      const found = await step(run, read, known.path, plain(run, read), trail);
      if (found === undefined || isGoneRightly(run, read, known, found, trail)) return;
      if (found.response.status >= 300) {
        const message = `returns ${found.response.status} for a resource that was created and not deleted`;
        violation(run, 'ensure_resource_availability', read, found, trail, message);
        return;
      }
      const differing = differences(known.value, found.response.value);
      if (known.value !== undefined && differing.length > 0) {
        const message = `differs in ${differing.join(', ')} from the last response`;
        violation(run, 'reads_what_was_made', read, found, trail, message);
      }
      known.value = found.response.value;
    },
  };
}

/** Whether a resource is gone, for which every operation must return 404 or 410. */
function isGoneRightly(
  run: Run,
  operation: VerifiableOperation,
  known: Known,
  found: CompletedExchange,
  trail: Trail,
): boolean {
  const { status } = found.response;
  if (known.isGone && status < 400) {
    violation(run, 'use_after_free', operation, found, trail, `returns ${status} for a deleted resource`);
  }
  return known.isGone;
}

function updateCommand(
  run: Run,
  life: Lifecycle,
  update: VerifiableOperation,
  which: number,
  sent: Case | RequestParts,
): Command {
  return {
    check: hasSome,
    toString: () => update.operationId,
    run: async (model, trail) => {
      const known = pickFrom(model, which);
      const found = await step(run, update, known.path, sent, trail);
      if (found === undefined || isGoneRightly(run, update, known, found, trail)) return;
      if (found.response.status >= 300) return;
      const shown = shownIn(life, found, known.id);
      const body = JSON.parse(found.request.body ?? 'null') as unknown;
      if (isObject(shown) && isObject(body)) {
        checkUpdate(run, update, { before: known.value, after: shown, body }, found, trail);
      }
      known.value = shown;
    },
  };
}

type Change = { before: unknown; after: Record<string, unknown>; body: Record<string, unknown> };

/** An update sets what it was sent, and one by PATCH leaves alone what it was not. */
function checkUpdate(
  run: Run,
  update: VerifiableOperation,
  { before, after, body }: Change,
  found: CompletedExchange,
  trail: Trail,
): void {
  const set = Object.entries(update.hints.effects).flatMap(([name, { sets }]) =>
    Object.hasOwn(body, name) ? Object.keys(sets) : [],
  );
  const isFree = (name: string): boolean => set.includes(name) || isRuled(update, name);
  const lost = Object.keys(body).filter(
    (name) => Object.hasOwn(after, name) && !isFree(name) && !covers(after[name], body[name]),
  );
  if (lost.length > 0) {
    const [name = ''] = lost;
    const message = `"${name}" is ${JSON.stringify(after[name])} after an update to ${JSON.stringify(body[name])}`;
    violation(run, 'update_is_kept', update, found, trail, message);
  }
  if (update.method !== 'patch') return;
  const schema = Object.values(update.requestBody?.content ?? {})[0]?.schema;
  const settable = flatten(schema, run.plan.find, createFirst(run.plan.find)).properties ?? {};
  const wiped = differences(before, after).filter(
    (name) => Object.hasOwn(settable, name) && !Object.hasOwn(body, name) && !isFree(name),
  );
  if (wiped.length > 0) {
    const message = `an update of ${Object.keys(body).join(', ')} changes ${wiped.join(', ')}`;
    violation(run, 'update_keeps_the_rest', update, found, trail, message);
  }
}

function removeCommand(run: Run, remove: VerifiableOperation, which: number): Command {
  return {
    check: hasSome,
    toString: () => remove.operationId,
    run: async (model, trail) => {
      const known = pickFrom(model, which);
      const found = await step(run, remove, known.path, plain(run, remove), trail);
      // `checkRemoval` tests what a second delete returns.
      if (found !== undefined && found.response.status < 300) known.isGone = true;
    },
  };
}

function listCommand(run: Run, life: Lifecycle, list: VerifiableOperation, around: PathValues): Command {
  return {
    check: () => true,
    toString: () => list.operationId,
    run: async (model, trail) => {
      const listed = await listAll(run, life, around, FEW_SMALL);
      if (listed === undefined) return;
      const { ids, last, isWhole } = listed;
      trail.push(last.request);
      for (const { id, isGone } of model.known) {
        const count = ids.filter((one) => one === id).length;
        if (isGone && count > 0)
          violation(run, 'use_after_free', list, last, trail, `lists "${id}", which was deleted`);
        if (!isGone && count > 1) violation(run, 'lists_each_once', list, last, trail, `lists "${id}" ${count} times`);
        if (!isGone && count === 0 && isWhole) {
          violation(run, 'lists_each_once', list, last, trail, `does not list "${id}", which was made`);
        }
      }
    },
  };
}
