import { isObject } from '../../document/references.ts';
import type { Localizer, Location } from './localize.ts';
import { memberIn, someMemberIn } from './reduce.ts';
import type { NameChoice, Term } from './terms.ts';
import {
  joinSchemas,
  keywordsOf,
  memberSchemasOf,
  namesUnder,
  type Occurrence,
  occurrencesOf,
  type View,
} from './views.ts';

/** Compares the members of objects: by name, by pattern, and all others. */
export function compareMembers(localizer: Localizer, location: Location): void {
  const views = [location.old.view, location.new.view];
  const names = new Set(views.flatMap((view) => namesUnder(view, 'properties')));
  const patterns = new Set(views.flatMap((view) => namesUnder(view, 'patternProperties')));
  for (const name of names) compareMember(localizer, location, name);
  for (const pattern of patterns) comparePattern(localizer, location, pattern);
  if (views.some((view) => occurrencesOf(view, 'additionalProperties').length > 0))
    compareOthers(localizer, location, { names: [...names], patterns: [...patterns] });
}

function compareMember(localizer: Localizer, location: Location, name: string): void {
  const { question, read, report, enter } = localizer;
  const { terms } = question;
  const old = memberSchemasOf(location.old.view, name);
  const next = memberSchemasOf(location.new.view, name);
  const [oldTerm, newTerm] = [terms.all(old.map(read.old)), terms.all(next.map(read.new))];
  const declared = { old: declarationOf(location.old.view, name), new: declarationOf(location.new.view, name) };
  if (oldTerm === newTerm && !isUnevaluated(location)) return;
  const mark = [...old, ...next].map(rejectingMark).find((one) => one !== undefined);
  const isDeclared = declared.old !== undefined && declared.new !== undefined;
  if (mark === undefined && (isDeclared || (hasSchema(old) && hasSchema(next)))) {
    enter(location, { step: { to: 'property', name }, old: joinSchemas(old), new: joinSchemas(next) });
    return;
  }
  const rejected = (term: Term, whole: Term): Term => {
    const member = memberIn(name, terms.not(term), terms);
    // Unevaluated members depend on the names that are declared.
    const others = isUnevaluated(location) ? [terms.all([memberIn(name, terms.any, terms), terms.not(whole)])] : [];
    return terms.all([terms.kinds(['object']), terms.either([member, ...others])]);
  };
  const isFree = !isUnevaluated(location);
  report(location, {
    ...{ keyword: mark ?? 'properties', about: name, old: declared.old, new: declared.new },
    narrowing: terms.all([location.old.term, rejected(newTerm, location.new.term)]),
    widening: terms.all([location.new.term, rejected(oldTerm, location.old.term)]),
    undeclared: { narrowing: isFree && oldTerm === terms.any, widening: isFree && newTerm === terms.any },
  });
}

function isUnevaluated({ old, new: next }: Location): boolean {
  return keywordsOf(old.view).has('unevaluatedProperties') || keywordsOf(next.view).has('unevaluatedProperties');
}

/** The mark of a property that has no place in the direction, which the validators reject. */
function rejectingMark(schema: unknown): string | undefined {
  return isObject(schema) ? ['readOnly', 'writeOnly'].find((mark) => mark in schema) : undefined;
}

function hasSchema(schemas: readonly unknown[]): boolean {
  return schemas.length > 0 && schemas.every(isObject);
}

function declarationOf(view: View, name: string): Occurrence | undefined {
  const found = occurrencesOf(view, 'properties').find(({ value }) => isObject(value) && Object.hasOwn(value, name));
  return found === undefined ? undefined : { part: found.part, value: (found.value as Record<string, unknown>)[name] };
}

function comparePattern(localizer: Localizer, location: Location, pattern: string): void {
  const { question, report, enter } = localizer;
  const { terms } = question;
  const found = {
    old: schemasOfPattern(location.old.view, pattern),
    new: schemasOfPattern(location.new.view, pattern),
  };
  const choice: NameChoice = { names: [], patterns: [], matching: pattern };
  if (found.old.length > 0 && found.new.length > 0) {
    const schemas = {
      old: joinSchemas(found.old.map(({ value }) => value)),
      new: joinSchemas(found.new.map(({ value }) => value)),
    };
    enter(location, { step: { to: 'properties', choice }, ...schemas });
    return;
  }
  const [old] = found.old;
  const [next] = found.new;
  const matching = terms.all([terms.kinds(['object']), someMemberIn(choice, terms.any, terms)]);
  report(location, {
    ...{ keyword: 'patternProperties', about: pattern, old, new: next },
    narrowing: terms.all([location.old.term, matching, terms.not(location.new.term)]),
    widening: terms.all([location.new.term, matching, terms.not(location.old.term)]),
  });
}

function schemasOfPattern(view: View, pattern: string): Occurrence[] {
  return occurrencesOf(view, 'patternProperties').flatMap(({ part, value }) =>
    isObject(value) && Object.hasOwn(value, pattern) ? [{ part, value: value[pattern] }] : [],
  );
}

function compareOthers(localizer: Localizer, location: Location, choice: NameChoice): void {
  const { question, read, report, enter } = localizer;
  const { terms } = question;
  const old = occurrencesOf(location.old.view, 'additionalProperties');
  const next = occurrencesOf(location.new.view, 'additionalProperties');
  const values = { old: old.map(({ value }) => value), new: next.map(({ value }) => value) };
  const [oldTerm, newTerm] = [terms.all(values.old.map(read.old)), terms.all(values.new.map(read.new))];
  if (oldTerm === newTerm) return;
  if (hasSchema(values.old) && hasSchema(values.new)) {
    const schemas = { old: joinSchemas(values.old), new: joinSchemas(values.new) };
    enter(location, { step: { to: 'properties', choice }, ...schemas });
    return;
  }
  const other = (term: Term): Term => terms.all([terms.kinds(['object']), someMemberIn(choice, term, terms)]);
  report(location, {
    ...{ keyword: 'additionalProperties', old: old[0], new: next[0] },
    narrowing: terms.all([location.old.term, other(terms.not(newTerm))]),
    widening: terms.all([location.new.term, other(terms.not(oldTerm))]),
  });
}
