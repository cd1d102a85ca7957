import type { Schema } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import type { FindDefinition, ReadTerm } from './read-terms.ts';
import type { Term, Terms } from './terms.ts';

/** Access to the schemas around a schema. */
export type TermReading = {
  terms: Terms;
  read: ReadTerm;
  refer: (reference: string) => Term;
  find: FindDefinition;
};

/** One combination of alternatives that hold, and the members and items that they evaluate (JSON Schema 2020-12 core §11). */
export type EvaluatedCase = {
  guard: Term;
  names: ReadonlySet<string>;
  patterns: ReadonlySet<string>;
  hasAllMembers: boolean;
  /** ItemTerms at the start. */
  items: number;
  /** Terms of items that `contains` evaluates. */
  containing: readonly Term[];
  hasAllItems: boolean;
};

/** More combinations of alternatives are not listed. */
const MOST_CASES = 64;

/** The cases of a schema, of which exactly one holds for a value that it accepts; undefined if there are too many. */
export function listEvaluated(schema: unknown, reading: TermReading): EvaluatedCase[] | undefined {
  const none: EvaluatedCase = {
    ...{ guard: reading.terms.any, names: new Set<string>(), patterns: new Set<string>() },
    ...{ hasAllMembers: false, items: 0, containing: [], hasAllItems: false },
  };
  const open = new Set<unknown>();
  const list = (part: unknown): EvaluatedCase[] => {
    if (!isObject(part) || open.has(part)) return [none];
    open.add(part);
    const cases = listOfSchema(part, { ...reading, none, list });
    open.delete(part);
    return cases;
  };
  try {
    return list(schema);
  } catch (error) {
    if (error instanceof TooManyCases) return undefined;
    throw error;
  }
}

class TooManyCases extends Error {}

type Listing = TermReading & { none: EvaluatedCase; list: (part: unknown) => EvaluatedCase[] };

function listOfSchema(schema: Schema, listing: Listing): EvaluatedCase[] {
  const { terms, read, find, none, list } = listing;
  const { $ref, allOf, anyOf, oneOf, dependentSchemas, if: condition, then: consequence, else: alternative } = schema;
  const guarded = (guard: Term, cases: EvaluatedCase[]): EvaluatedCase[] =>
    cases.map((one) => ({ ...one, guard: terms.all([guard, one.guard]) }));
  const unlessSame = (cases: EvaluatedCase[], otherwise: EvaluatedCase[]): EvaluatedCase[] =>
    cases.every((one) => evaluatesNothing(one)) ? [none] : [...cases, ...otherwise];
  let cases = [ownCase(schema, listing)];
  const combine = (others: EvaluatedCase[]): void => {
    cases = cases.flatMap((one) => others.map((other) => joinCases(one, other, terms)));
    if (cases.length > MOST_CASES) throw new TooManyCases();
  };
  if (typeof $ref === 'string') combine(list(find($ref)?.schema));
  for (const part of schemasIn(allOf)) combine(list(part));
  for (const part of schemasIn(anyOf)) {
    const term = read(part);
    combine(unlessSame(guarded(term, list(part)), guarded(terms.not(term), [none])));
  }
  const branches = schemasIn(oneOf);
  if (branches.length > 0) {
    const all = branches.flatMap((part, index) => {
      const others = branches.filter((_, at) => at !== index).map((other) => terms.not(read(other)));
      return guarded(terms.all([read(part), ...others]), list(part));
    });
    combine(unlessSame(all, []));
  }
  for (const [name, part] of Object.entries(isObject(dependentSchemas) ? dependentSchemas : {})) {
    const has = terms.all([terms.kinds(['object']), terms.leaf({ on: 'has', name })]);
    combine(unlessSame(guarded(has, list(part)), guarded(terms.not(has), [none])));
  }
  if (condition !== undefined) {
    const met = read(condition);
    const then = list(condition).flatMap((one) => list(consequence).map((other) => joinCases(one, other, terms)));
    const otherwise = list(alternative);
    if (![...then, ...otherwise].every(evaluatesNothing))
      combine([...guarded(met, then), ...guarded(terms.not(met), otherwise)]);
  }
  return cases;
}

function ownCase(schema: Schema, { terms, read, none }: Listing): EvaluatedCase {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema;
  const { prefixItems, items, contains, unevaluatedItems } = schema;
  return {
    guard: terms.any,
    names: isObject(properties) ? new Set(Object.keys(properties)) : none.names,
    patterns: isObject(patternProperties) ? new Set(Object.keys(patternProperties)) : none.patterns,
    hasAllMembers: additionalProperties !== undefined || unevaluatedProperties !== undefined,
    items: schemasIn(prefixItems).length,
    containing: contains === undefined ? [] : [read(contains)],
    hasAllItems: items !== undefined || unevaluatedItems !== undefined,
  };
}

function joinCases(one: EvaluatedCase, other: EvaluatedCase, terms: Terms): EvaluatedCase {
  return {
    guard: terms.all([one.guard, other.guard]),
    names: new Set([...one.names, ...other.names]),
    patterns: new Set([...one.patterns, ...other.patterns]),
    hasAllMembers: one.hasAllMembers || other.hasAllMembers,
    items: Math.max(one.items, other.items),
    containing: [...one.containing, ...other.containing],
    hasAllItems: one.hasAllItems || other.hasAllItems,
  };
}

function evaluatesNothing({ names, patterns, hasAllMembers, items, containing, hasAllItems }: EvaluatedCase): boolean {
  return names.size + patterns.size + items + containing.length === 0 && !hasAllMembers && !hasAllItems;
}

function schemasIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
