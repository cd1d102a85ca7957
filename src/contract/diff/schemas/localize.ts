import type { Schema } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import { definitionName, type SchemaSource } from './definitions-of.ts';
import type { SchemaDifference } from './difference.ts';
import { describeEffect, type EffectResult, findEffect, type Question, type ShownEffect } from './find-effect.ts';
import { compareBranches } from './localize-branches.ts';
import { compareItems } from './localize-items.ts';
import { compareMembers } from './localize-members.ts';
import { stepToken, type ValueStep } from './places.ts';
import type { ReadTerm } from './read-terms.ts';
import type { Term } from './terms.ts';
import { keywordsOf, type Occurrence, occurrencesOf, readView, type View } from './views.ts';

/** A schema of one document, with what is needed to read it. */
export type LocalizedSchema = { schema: unknown; source: SchemaSource; read: ReadTerm };

export type Localizing = {
  /** Effects that the whole schemas may have; others are not looked for. */
  effects: Record<ShownEffect, boolean>;
  old: LocalizedSchema;
  new: LocalizedSchema;
};

/** A place of the value, and what each document says there. */
export type Location = {
  steps: readonly ValueStep[];
  old: LocalSchema;
  new: LocalSchema;
};

/** The content of one document at a place: its schemas there, and their term together with what stands around them. */
export type LocalSchema = { view: View; term: Term };

/** One change of a keyword, and the values that it would exclude or let in. */
export type KeywordChange = {
  keyword: string;
  about?: string;
  old?: Occurrence | undefined;
  new?: Occurrence | undefined;
  /** Values at the place that were accepted there and that the change excludes: all, or in parts that are tried alone. */
  narrowing: Term | readonly Term[];
  /** Values at the place that are accepted there and that the change lets in, like those. */
  widening: Term | readonly Term[];
  /** Effects that concern only values of a property that one of the documents does not declare. */
  undeclared?: Partial<Record<ShownEffect, boolean>>;
};

/** The context of the comparisons of single keywords. */
export type Localizer = {
  question: Question;
  read: { old: ReadTerm; new: ReadTerm };
  /** Reports a change of a keyword with the effects that it has. Returns how many. */
  report: (location: Location, change: KeywordChange) => number;
  /** Compares the schemas of a place inside. */
  enter: (location: Location, inside: InnerSchemas) => void;
  /** Number of differences so far that may have an effect. */
  count: (effect: ShownEffect) => number;
  /** Says that the places visited do not prove what they suggest. */
  leaveOpen: () => void;
  /** Name of the definition that a schema is a reference to. */
  nameOf: (schema: unknown) => string | undefined;
};

/** Schemas of a place inside another one, or of an alternative at the same place. */
export type InnerSchemas = { step?: ValueStep; old: unknown; new: unknown; around?: { old: Term; new: Term } };

/**
 * Finds the places at which two schemas differ, walking both from the outside in, each pair of schemas once. A change is
 * reported with the effects that it has on whole values.
 */
export function localizeDifferences(
  question: Question,
  { effects, ...documents }: Localizing,
): { differences: SchemaDifference[]; isComplete: boolean } {
  const { terms } = question;
  const differences: SchemaDifference[] = [];
  const visited = new Set<string>();
  let isComplete = true;

  const report: Localizer['report'] = ({ steps, ...places }, { keyword, about, undeclared = {}, ...change }) => {
    let count = 0;
    for (const effect of ['narrowing', 'widening'] as const) {
      if (!effects[effect]) continue;
      const sources = { old: documents.old.source, new: documents.new.source };
      const holders = {
        old: change.old && sources.old.pointerOf(change.old.part),
        new: change.new && sources.new.pointerOf(change.new.part),
      };
      const named = { keyword, about };
      const pointers = {
        ...pointersOf('old', { ...named, found: change.old, other: holders.new }, places.old.view, sources.old),
        ...pointersOf('new', { ...named, found: change.new, other: holders.old }, places.new.view, sources.new),
      };
      const key = JSON.stringify([effect, keyword, about, pointers]);
      const isShown = Object.keys(pointers).length > 0 && question.shown.has(key);
      const result = firstResult([change[effect]].flat(), (inside) =>
        findEffect(question, effect, { steps, isShown }, inside),
      );
      if (result === undefined) continue;
      count += 1;
      if ('value' in result) question.shown.add(key);
      differences.push({
        ...describeEffect(effect, result),
        ...{ keyword, at: steps.map(stepToken) },
        ...(about === undefined ? {} : { about }),
        ...(change.old === undefined ? {} : { old: change.old.value }),
        ...(change.new === undefined ? {} : { new: change.new.value }),
        ...pointers,
        ...(undeclared[effect] === true ? { isUndeclared: true } : {}),
      });
    }
    return count;
  };

  const follow = (source: SchemaSource) => (reference: string) =>
    reference.startsWith('#/$defs/') ? source.definitions[definitionName(reference)] : true;
  const views = { old: follow(documents.old.source), new: follow(documents.new.source) };
  const localizer: Localizer = {
    ...{ question, report },
    read: { old: documents.old.read, new: documents.new.read },
    count: (effect) => differences.filter((one) => one.effect === effect || one.possible === effect).length,
    leaveOpen: () => {
      isComplete = false;
    },
    nameOf: (schema) => (isObject(schema) && typeof schema.$ref === 'string' ? definitionName(schema.$ref) : undefined),
    enter: (location, { step, around, ...schemas }) => {
      const old = terms.all([around?.old ?? terms.any, documents.old.read(schemas.old)]);
      const next = terms.all([around?.new ?? terms.any, documents.new.read(schemas.new)]);
      const key = `${old.id} ${next.id}`;
      if (old === next) return;
      if (visited.has(key)) {
        // An effect that its surroundings hide at the first place may show at this one.
        isComplete = false;
        return;
      }
      visited.add(key);
      compareAt(localizer, {
        steps: step === undefined ? location.steps : [...location.steps, step],
        old: { view: readView(schemas.old, views.old), term: old },
        new: { view: readView(schemas.new, views.new), term: next },
      });
    },
  };
  const nowhere = { view: { parts: [] }, term: terms.any };
  localizer.enter({ steps: [], old: nowhere, new: nowhere }, { old: documents.old.schema, new: documents.new.schema });
  return { differences, isComplete };
}

/** After so many undecided parts, which each take all steps of the solver, the rest is not tried. */
const MOST_UNDECIDED = 3;

/** The first value of several attempts, or else why one of them is not decided. */
function firstResult(parts: readonly Term[], attempt: (part: Term) => EffectResult): EffectResult {
  const undecided: EffectResult[] = [];
  for (const part of parts) {
    const result = attempt(part);
    if (result !== undefined && 'value' in result) return result;
    if (result !== undefined) undecided.push(result);
    if (undecided.length === MOST_UNDECIDED) break;
  }
  return undecided[0];
}

type NamedKeyword = {
  keyword: string;
  about: string | undefined;
  found: Occurrence | undefined;
  /** Place of the schema that has the keyword in the other document. */
  other: string | undefined;
};

/** The place of a keyword in a document, or else that of the schema without it. */
function pointersOf(
  which: 'old' | 'new',
  { keyword, about, found, other }: NamedKeyword,
  { parts }: View,
  source: SchemaSource,
): Pick<SchemaDifference, 'oldPointer' | 'newPointer'> {
  const own = isObject(found?.value) ? source.pointerOf(found.value) : undefined;
  if (own !== undefined) return { [`${which}Pointer`]: own };
  const places = (found === undefined ? parts : [found.part]).flatMap((part) => source.pointerOf(part) ?? []);
  const at = places.find((place) => place === other) ?? places[0];
  if (at === undefined) return {};
  if (found === undefined) return { [`${which}Pointer`]: at };
  const holder = keyword === 'readOnly' || keyword === 'writeOnly' ? 'properties' : keyword;
  const isNamed = about !== undefined && isObject(found.part[holder]);
  return { [`${which}Pointer`]: isNamed ? `${at}/${holder}/${tokenText(about)}` : `${at}/${holder}` };
}

function tokenText(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')).replaceAll('%24', '$');
}

/** Keywords that are read alone, or together with others that mean nothing without them. */
const GROUPS: Record<string, string[]> = {
  ...Object.fromEntries(
    [
      ...['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
      ...['pattern', 'format', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
      ...['propertyNames', 'not'],
    ].map((keyword) => [keyword, [keyword]]),
  ),
  enum: ['enum', 'const'],
  contains: ['contains', 'minContains', 'maxContains'],
  if: ['if', 'then', 'else'],
};

function compareAt(localizer: Localizer, location: Location): void {
  const keywords = new Set([...keywordsOf(location.old.view), ...keywordsOf(location.new.view)]);
  for (const [keyword, group] of Object.entries(GROUPS))
    if (group.some((one) => keywords.has(one))) compareGroup(localizer, location, keyword, group);
  if (keywords.has('required')) compareNames(localizer, location);
  for (const keyword of ['dependentRequired', 'dependentSchemas'])
    if (keywords.has(keyword)) compareGroup(localizer, location, keyword, [keyword]);
  compareMembers(localizer, location);
  compareItems(localizer, location);
  for (const keyword of ['anyOf', 'oneOf'] as const)
    if (keywords.has(keyword)) compareBranches(localizer, location, keyword);
  for (const keyword of ['unevaluatedProperties', 'unevaluatedItems'])
    if (keywords.has(keyword)) compareUnevaluated(localizer, location, keyword);
}

/** A keyword that says the same of every value, wherever it stands among the parts. */
function compareGroup(localizer: Localizer, location: Location, keyword: string, group: readonly string[]): void {
  const { question, read, report } = localizer;
  const { terms } = question;
  const documents = {
    old: readGroup(location.old.view, group, read.old),
    new: readGroup(location.new.view, group, read.new),
  };
  const [old, next] = [terms.all(documents.old.terms), terms.all(documents.new.terms)];
  if (old === next) return;
  const used = [documents.old.found, documents.new.found].flatMap(([first]) => (first === undefined ? [] : [first]));
  const isChanged = (one: string): boolean =>
    JSON.stringify(documents.old.found[0]?.part[one]) !== JSON.stringify(documents.new.found[0]?.part[one]);
  const present = group.filter((one) => used.some(({ part }) => one in part));
  const name = present.find(isChanged) ?? present[0] ?? keyword;
  const named = (which: 'old' | 'new') => occurrencesOf(location[which].view, name)[0] ?? documents[which].found[0];
  report(location, {
    ...{ keyword: name, old: named('old'), new: named('new') },
    narrowing: terms.all([location.old.term, terms.not(next)]),
    widening: terms.all([location.new.term, terms.not(old)]),
  });
}

function readGroup({ parts }: View, group: readonly string[], read: ReadTerm): { terms: Term[]; found: Occurrence[] } {
  const found: Occurrence[] = [];
  const terms: Term[] = [];
  for (const part of parts) {
    const keyword = group.find((one) => one in part);
    if (keyword === undefined) continue;
    found.push({ part, value: part[keyword] });
    const own: Schema = Object.fromEntries(group.flatMap((one) => (one in part ? [[one, part[one]]] : [])));
    terms.push(read(own));
  }
  return { terms, found };
}

/** Names that are required on one source only. */
function compareNames({ question, report }: Localizer, location: Location): void {
  const { terms } = question;
  const names = { old: requiredIn(location.old.view), new: requiredIn(location.new.view) };
  for (const name of new Set([...names.old.keys(), ...names.new.keys()])) {
    if (names.old.has(name) && names.new.has(name)) continue;
    const lacks = terms.all([terms.kinds(['object']), terms.leaf({ on: 'lacks', name })]);
    report(location, {
      ...{ keyword: 'required', about: name, old: names.old.get(name), new: names.new.get(name) },
      narrowing: names.new.has(name) ? terms.all([location.old.term, lacks]) : terms.none,
      widening: names.old.has(name) ? terms.all([location.new.term, lacks]) : terms.none,
    });
  }
}

function requiredIn(view: View): Map<string, Occurrence> {
  const found = new Map<string, Occurrence>();
  for (const occurrence of occurrencesOf(view, 'required'))
    if (Array.isArray(occurrence.value)) for (const name of occurrence.value) found.set(String(name), occurrence);
  return found;
}

/** It depends on all that stands beside it, so the whole schemas of the place are compared. */
function compareUnevaluated({ question, report, leaveOpen }: Localizer, location: Location, keyword: string): void {
  leaveOpen();
  const { terms } = question;
  const [old] = occurrencesOf(location.old.view, keyword);
  const [next] = occurrencesOf(location.new.view, keyword);
  if (JSON.stringify(old?.value) === JSON.stringify(next?.value)) return;
  report(location, {
    ...{ keyword, old, new: next },
    narrowing: terms.all([location.old.term, terms.not(location.new.term)]),
    widening: terms.all([location.new.term, terms.not(location.old.term)]),
  });
}
