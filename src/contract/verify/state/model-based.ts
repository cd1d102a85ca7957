import fc from 'fast-check';
import { recordUnit } from '../replay/scope.ts';
import type { Run } from '../run-context.ts';
import { createCommand, listCommand, readCommand, removeCommand, updateCommand } from './commands.ts';
import { acceptedOf, type Lifecycle, plain } from './lifecycle.ts';
import { type Command, type Model, type SequenceContext, SequenceFault } from './sequence.ts';

/** Commands of a sequence at most. */
const LONGEST = 25;
/** Sequences that find something are followed by others, so often. */
const MOST_FAULTS = 5;
/** Milliseconds that one finding may be made shorter for. */
const SHRINK_MS = 10_000;

/**
 * Sends random sequences over a kind of resource: create, read, update, list, delete, in any order and on any of the
 * resources of the sequence. Each response is compared with the model. A failure is reported with the shortest
 * sequence of requests that still fails.
 *
 * @param runs so many sequences at least
 */
export async function runModelBased(run: Run, life: Lifecycle, runs: number, end: number): Promise<void> {
  const known = await run.resources.valuesFor(life.create);
  if (known === undefined) return;
  const around = { ...known };
  const arbitraries = commandsOf({ run, life, around });
  for (let round = 0; round < MOST_FAULTS && performance.now() < end; round++) {
    const sequences = fc.commands(arbitraries, { maxCommands: LONGEST, size: 'max' });
    const send = async (sequence: Iterable<Command>): Promise<void> => {
      await run.reset?.();
      // Records what made the resources above. After a reset they are others.
      Object.assign(around, await run.resources.valuesFor(life.create));
      const model: Model = { known: [], ids: new Set() };
      try {
        await fc.asyncModelRun(() => ({ model, real: [] }), sequence);
      } finally {
        await clear(run, life, model);
      }
    };
    const unit = { check: 'sequence', of: life.read.operationId };
    const property = fc.asyncProperty(sequences, (sequence) => recordUnit(unit, () => send(sequence)));
    const details = await fc.check(property, {
      seed: run.options.seed + round,
      numRuns: runs,
      interruptAfterTimeLimit: Math.max(1, Math.min(end - performance.now(), SHRINK_MS + runs * 1000)),
      markInterruptAsFailure: false,
    });
    const failure = details.errorInstance;
    if (!details.failed || failure === null || failure === undefined) return;
    if (!(failure instanceof SequenceFault)) throw failure;
    run.session.report(failure.reported);
  }
}

/** Deletes what a sequence has left, so that lists stay short. */
async function clear(run: Run, { remove }: Lifecycle, { known }: Model): Promise<void> {
  if (remove === undefined) return;
  for (const { path, isGone } of known) if (!isGone) await run.session.probe(remove, plain(run, remove), path);
}

function commandsOf(context: SequenceContext): fc.Arbitrary<Command>[] {
  const { run, life } = context;
  const { create, update, remove, list } = life;
  const creates = acceptedOf(run, create);
  const updates = update === undefined ? [] : acceptedOf(run, update);
  const some = fc.nat(creates.length + updates.length);
  // Few, so that several steps meet on one.
  const which = fc.nat(2);
  const arbitraries: fc.Arbitrary<Command>[] = [some.map((pick) => createCommand(context, at(creates, pick)))];
  arbitraries.push(which.map((one) => readCommand(context, one)));
  if (update !== undefined) {
    const both = fc.tuple(which, some);
    arbitraries.push(
      both.map(([one, pick]) => updateCommand(context, update, { which: one, sent: at(updates, pick) })),
    );
  }
  if (remove !== undefined) arbitraries.push(which.map((one) => removeCommand(context, remove, one)));
  if (list !== undefined) arbitraries.push(fc.constant(null).map(() => listCommand(context, list)));
  return arbitraries;
}

function at<Item>(items: Item[], pick: number): Item {
  // The lists are never empty.
  return items[pick % items.length] as Item;
}
