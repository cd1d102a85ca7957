import { listCases } from './cases.ts';
import type { Plan } from './plan.ts';
import { listProtocolCases } from './protocol-cases.ts';
import type { Case, RequestParts } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** The cases of each operation, made when they are first asked for. */
export type Planning = {
  /** Requests that the contract allows, one for each named example and made value. */
  examples: (operation: VerifiableOperation) => Case[];
  /** The constraint case at an index; undefined after the last one, and when the time is over. */
  constraint: (operation: VerifiableOperation, index: number) => Case | undefined;
  /** The constraint cases that are made so far. */
  constraints: (operation: VerifiableOperation) => Case[];
  /** Whether all constraint cases of an operation are made. */
  isComplete: (operation: VerifiableOperation) => boolean;
  /** Cases that HTTP decides; empty if no example is found. */
  protocol: (operation: VerifiableOperation) => Case[];
  /** The example that says least; undefined where none is found. */
  simplest: (operation: VerifiableOperation) => RequestParts | undefined;
  /** Plans an operation again when it is next asked for. */
  forget: (operation: VerifiableOperation) => void;
  /** A sentence for each thing that cannot be tried, of the operations that have been asked for. */
  untried: () => string[];
};

type OperationPlan = {
  examples: Case[];
  constraints: Case[];
  untried: string[];
  source: Iterator<Case | undefined>;
  isDone: boolean;
};

const NO_MORE: Iterator<Case | undefined> = { next: () => ({ done: true, value: undefined }) };

/**
 * @param end on the clock of `performance.now`; nothing is planned after it
 */
export function createPlanning(plan: Plan, seed: number, end: number): Planning {
  const known = new Map<VerifiableOperation, OperationPlan>();

  /** Takes one step. Returns whether all examples are known. */
  const advance = (own: OperationPlan): boolean => {
    const { value, done } = own.source.next();
    own.isDone = done === true;
    // It holds on to everything that cases were made of.
    if (own.isDone) own.source = NO_MORE;
    if (value?.phase === 'examples') own.examples.push(value);
    else if (value) own.constraints.push(value);
    return value?.phase !== 'examples';
  };

  const planOf = (operation: VerifiableOperation): OperationPlan => {
    let own = known.get(operation);
    if (own === undefined) {
      const untried: string[] = [];
      const source = listCases({ plan, operation, seed, untried });
      own = { examples: [], constraints: [], untried, source, isDone: false };
      known.set(operation, own);
      // Examples come first, and are few: other operations need them to make resources.
      while (!advance(own));
    }
    return own;
  };

  const examples: Planning['examples'] = (operation) => planOf(operation).examples;
  return {
    examples,
    constraint: (operation, index) => {
      const own = planOf(operation);
      while (!own.isDone && own.constraints.length <= index && performance.now() < end) advance(own);
      return own.constraints[index];
    },
    constraints: (operation) => planOf(operation).constraints,
    isComplete: (operation) => planOf(operation).isDone,
    protocol: (operation) => {
      const [sound] = examples(operation);
      return sound === undefined ? [] : listProtocolCases(plan, operation, sound.parts);
    },
    simplest: (operation) => {
      const own = examples(operation);
      return (own.find(({ subject }) => /minimal/i.test(subject.boundary)) ?? own[0])?.parts;
    },
    forget: (operation) => void known.delete(operation),
    untried: () => [...known.values()].flatMap((own) => own.untried),
  };
}
