import { itemIn, memberIn, someItemIn, someMemberIn } from './reduce.ts';
import type { NameChoice, Term, Terms } from './terms.ts';

/** A step from a value to a value inside it. */
export type ValueStep =
  | { to: 'property'; name: string }
  | { to: 'properties'; choice: NameChoice }
  | { to: 'item'; index: number }
  | { to: 'items'; from: number };

/** The reference token of a step. */
export function stepToken(step: ValueStep): string {
  switch (step.to) {
    case 'property':
      return step.name;
    case 'item':
      return String(step.index);
    default:
      return '*';
  }
}

/** The values that have a value of a term at a place. */
export function valuesWith(steps: readonly ValueStep[], term: Term, terms: Terms): Term {
  return steps.reduceRight((inside: Term, step: ValueStep) => valuesAround(step, inside, terms), term);
}

function valuesAround(step: ValueStep, inside: Term, terms: Terms): Term {
  switch (step.to) {
    case 'property':
      return terms.all([terms.kinds(['object']), memberIn(step.name, inside, terms)]);
    case 'properties':
      return terms.all([terms.kinds(['object']), someMemberIn(step.choice, inside, terms)]);
    case 'item':
      return terms.all([terms.kinds(['array']), itemIn(step.index, inside, terms)]);
    case 'items':
      return terms.all([terms.kinds(['array']), someItemIn(step.from, inside, terms)]);
  }
}
