import type { ShownEffect } from './find-effect.ts';
import type { Localizer, Location } from './localize.ts';
import type { Term } from './terms.ts';
import { type Occurrence, occurrencesOf } from './views.ts';

type Keyword = 'anyOf' | 'oneOf';
type Branch = { schema: unknown; term: Term; index: number; name: string | undefined };

/** Compares two lists of alternatives: equal ones, those of the same name and those at the same position are pairs. */
export function compareBranches(localizer: Localizer, location: Location, keyword: Keyword): void {
  const { question, read, report, enter, count } = localizer;
  const { terms } = question;
  const old = occurrencesOf(location.old.view, keyword);
  const next = occurrencesOf(location.new.view, keyword);
  const termOf = (which: 'old' | 'new', found: Occurrence[]): Term =>
    terms.all(found.map(({ value }) => read[which]({ [keyword]: value })));
  const [oldTerm, newTerm] = [termOf('old', old), termOf('new', next)];
  if (oldTerm === newTerm) return;
  const change = { keyword, old: old[0], new: next[0] };
  const whole = {
    narrowing: terms.all([location.old.term, terms.not(newTerm)]),
    widening: terms.all([location.new.term, terms.not(oldTerm)]),
  };
  const [first, second] = [old[0], next[0]];
  if (old.length !== 1 || next.length !== 1 || first === undefined || second === undefined) {
    report(location, { ...change, ...whole });
    return;
  }
  const { pairs, removed, added } = pairBranches(
    listBranches(localizer, 'old', first),
    listBranches(localizer, 'new', second),
  );
  const before = { narrowing: count('narrowing'), widening: count('widening') };
  for (const { index, term } of removed)
    report(location, {
      ...{ ...change, about: String(index), widening: terms.none },
      narrowing: terms.all([whole.narrowing, term]),
    });
  for (const { index, term } of added)
    report(location, {
      ...{ ...change, about: String(index), narrowing: terms.none },
      widening: terms.all([whole.widening, term]),
    });
  for (const { one, other } of pairs)
    enter(location, {
      ...{ old: one.schema, new: other.schema },
      around: { old: location.old.term, new: location.new.term },
    });
  // With "oneOf", an alternative can exclude what another one accepts.
  if (keyword === 'oneOf') {
    // A value that is concerned matches one alternative of a pair, or one without a pair.
    const changed = [
      ...pairs.flatMap(({ one, other }) => [
        terms.all([one.term, terms.not(other.term)]),
        terms.all([other.term, terms.not(one.term)]),
      ]),
      ...[...removed, ...added].map(({ term }) => term),
    ];
    const unexplained = (effect: ShownEffect): Term[] =>
      count(effect) > before[effect] ? [] : changed.map((term) => terms.all([whole[effect], term]));
    report(location, { ...change, narrowing: unexplained('narrowing'), widening: unexplained('widening') });
  }
}

function listBranches({ read, nameOf }: Localizer, which: 'old' | 'new', { value }: Occurrence): Branch[] {
  const list = Array.isArray(value) ? value : [];
  return list.map((schema, index) => ({ schema, index, term: read[which](schema), name: nameOf(schema) }));
}

type Pairs = { pairs: { one: Branch; other: Branch }[]; removed: Branch[]; added: Branch[] };

function pairBranches(old: readonly Branch[], next: readonly Branch[]): Pairs {
  const pairs: Pairs['pairs'] = [];
  let [removed, added] = [[...old], [...next]];
  const take = (isPair: (one: Branch, other: Branch) => boolean): void => {
    for (const one of removed) {
      const other = added.find((branch) => isPair(one, branch));
      if (other === undefined) continue;
      pairs.push({ one, other });
      added = added.filter((branch) => branch !== other);
      removed = removed.filter((branch) => branch !== one);
    }
  };
  take((one, other) => one.term === other.term);
  take((one, other) => one.name !== undefined && one.name === other.name);
  // Others at one position are the same alternative only if none was added or removed.
  if (removed.length === added.length) take(() => true);
  return { pairs: pairs.filter(({ one, other }) => one.term !== other.term), removed, added };
}
