import type { SchemaDifference } from './difference.ts';
import { contains, OpaqueTerm } from './evaluate.ts';
import { type ValueStep, valuesWith } from './places.ts';
import type { FindValue } from './solve.ts';
import type { Term, Terms } from './terms.ts';

/** An effect that can be shown with a value. */
export type ShownEffect = 'narrowing' | 'widening';

/** The result of an effect: shown by a value, not decided, or absent. */
export type EffectResult = { value: unknown } | { reason: string } | undefined;

/** A decided or undecided effect as a part of a difference. */
export function describeEffect(
  effect: ShownEffect,
  result: NonNullable<EffectResult>,
): Pick<SchemaDifference, 'effect' | 'possible' | 'reason' | 'witness'> {
  if ('value' in result) return { effect, witness: { value: result.value } };
  return { effect: 'unproven', possible: effect, reason: result.reason };
}

/** Two whole schemas, and who says whether a value shows an effect. */
export type Question = {
  terms: Terms;
  find: FindValue;
  old: Term;
  new: Term;
  /** Values to look for first: of a text, those that have one. */
  preferred?: Term;
  /** Whether a value shows an effect: the validators of both documents are asked, which may fail. */
  shows: (value: unknown, effect: ShownEffect) => boolean | { failure: string };
  /** Changes that validators have confirmed with another value: of a shared schema they are not asked again. */
  shown: Set<string>;
};

/** Another value is looked for so often where the validators do not agree. */
const MOST_ATTEMPTS = 4;

/**
 * Decides whether a change inside of two schemas has an effect on whole values.
 *
 * @param inside values at the place that one of the schemas accepts there and the change excludes
 */
export function findEffect(
  { terms, find, preferred, ...question }: Question,
  effect: ShownEffect,
  { steps, isShown }: { steps: readonly ValueStep[]; isShown: boolean },
  inside: Term,
): EffectResult {
  if (inside === terms.none) return undefined;
  const [from, to] = effect === 'narrowing' ? [question.old, question.new] : [question.new, question.old];
  const shows = (value: unknown) => isShown || question.shows(value, effect);
  const possible = terms.all([from, valuesWith(steps, inside, terms)]);
  if (preferred !== undefined) {
    const found = find(terms.all([possible, terms.not(to), preferred]));
    if (found.is === 'value' && shows(found.value) === true) return { value: found.value };
  }
  const first = find(possible);
  if (first.is === 'empty') return undefined;
  if (first.is === 'value' && isOutside(to, first.value) && shows(first.value) === true) return { value: first.value };
  // A value with the change inside is accepted for another reason, or none was found.
  const tried: unknown[] = [];
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const others = tried.length === 0 ? terms.any : terms.not(terms.values(tried));
    const found = find(terms.all([possible, terms.not(to), others]));
    if (found.is === 'empty') return tried.length === 0 ? undefined : { reason: NOT_SHOWN };
    if (found.is === 'unknown') return { reason: found.reason };
    const result = shows(found.value);
    if (result === true) return { value: found.value };
    if (result !== false) return { reason: result.failure };
    tried.push(found.value);
  }
  return { reason: NOT_SHOWN };
}

function isOutside(term: Term, value: unknown): boolean {
  try {
    return !contains(term, value);
  } catch (error) {
    if (error instanceof OpaqueTerm) return false;
    throw error;
  }
}

const NOT_SHOWN = 'the values that differ by their schemas do not differ for the validators';
