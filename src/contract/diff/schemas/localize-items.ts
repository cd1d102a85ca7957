import { isObject } from '../../document/references.ts';
import type { Localizer, Location } from './localize.ts';
import type { ValueStep } from './places.ts';
import { itemIn, someItemIn } from './reduce.ts';
import { largest } from './solution.ts';
import type { Term } from './terms.ts';
import { itemSchemasOf, joinSchemas, type Occurrence, occurrencesOf, type View } from './views.ts';

/** Compares the items of lists: those at the start one by one, and all others. */
export function compareItems(localizer: Localizer, location: Location): void {
  const { question } = localizer;
  const { terms } = question;
  const start = Math.max(lengthOfStart(location.old.view), lengthOfStart(location.new.view));
  for (let index = 0; index < start; index++)
    compareItem(localizer, location, { to: 'item', index }, (term) => itemIn(index, term, terms));
  compareItem(localizer, location, { to: 'items', from: start }, (term) => someItemIn(start, term, terms));
}

function lengthOfStart(view: View): number {
  return largest(occurrencesOf(view, 'prefixItems').map(({ value }) => (Array.isArray(value) ? value.length : 0)));
}

function compareItem(
  { question, read, report, enter }: Localizer,
  location: Location,
  step: Extract<ValueStep, { to: 'item' | 'items' }>,
  put: (term: Term) => Term,
): void {
  const { terms } = question;
  const index = step.to === 'item' ? step.index : step.from;
  const old = itemSchemasOf(location.old.view, index);
  const next = itemSchemasOf(location.new.view, index);
  const [oldTerm, newTerm] = [terms.all(old.map(read.old)), terms.all(next.map(read.new))];
  if (oldTerm === newTerm) return;
  if (old.length > 0 && next.length > 0 && [...old, ...next].every(isObject)) {
    enter(location, { step, old: joinSchemas(old), new: joinSchemas(next) });
    return;
  }
  const keyword = step.to === 'item' ? 'prefixItems' : 'items';
  const list = (term: Term): Term => terms.all([terms.kinds(['array']), put(term)]);
  report(location, {
    ...{ keyword, old: itemKeyword(location.old.view, keyword), new: itemKeyword(location.new.view, keyword) },
    ...(step.to === 'item' ? { about: String(index) } : {}),
    narrowing: terms.all([location.old.term, list(terms.not(newTerm))]),
    widening: terms.all([location.new.term, list(terms.not(oldTerm))]),
  });
}

function itemKeyword(view: View, keyword: string): Occurrence | undefined {
  return occurrencesOf(view, keyword)[0];
}
