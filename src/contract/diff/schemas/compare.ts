import type { OpenApiDocument } from '../../document/document.ts';
import type { Direction } from '../../document/marks.ts';
import { createClasses } from './classes.ts';
import { createSchemaSource, definitionName, type SchemaSource } from './definitions-of.ts';
import type { SchemaDifference } from './difference.ts';
import { describeEffect, findEffect, type Question, type ShownEffect } from './find-effect.ts';
import { type Localizing, localizeDifferences } from './localize.ts';
import { createReadTerm } from './read-terms.ts';
import { createReduce } from './reduce.ts';
import { createSameSchemas } from './same.ts';
import { createSolver } from './solve.ts';
import { createTerms, type Term } from './terms.ts';

/** Two schemas of the same place in two documents. */
export type SchemaPair = {
  /** Schemas of the normalized documents; absent where any value is allowed. */
  old: unknown;
  new: unknown;
  /** The writer of the value: read-only properties have no place in a request, write-only ones none in a response. */
  direction: Direction;
  /** Whether the value is written as text, so that a string without conditions accepts numbers and booleans too. */
  isText?: boolean;
  /** Whether the value is a form, whose properties are written as texts. */
  isForm?: boolean;
  /** Whether a value shows an effect on the wire too; where it does not, another value is looked for. */
  confirm?: (value: unknown, effect: ShownEffect) => boolean;
};

/** Compares the schemas of two documents by the values that they accept. */
export type SchemaComparison = {
  /**
   * All differences of two schemas, each at its place, with a value that shows it. No differences means that both accept
   * the same values, which is then proven.
   */
  compare(pair: SchemaPair): SchemaDifference[];
};

/**
 * @param oldDocument normalized, as the other one
 */
export function createSchemaComparison(oldDocument: OpenApiDocument, newDocument: OpenApiDocument): SchemaComparison {
  const terms = createTerms();
  const find = createSolver(terms);
  const reduce = createReduce(terms);
  const documents = { old: createSchemaSource(oldDocument), new: createSchemaSource(newDocument) };
  const classOf = createClasses([documents.old, documents.new]);
  const isSame = createSameSchemas(oldDocument, newDocument);
  const shown = new Set<string>();
  const readerOf = (source: SchemaSource) =>
    createReadTerm(terms, (reference) => {
      if (!reference.startsWith('#/$defs/')) return undefined;
      const name = definitionName(reference);
      return { name: classOf(source, name), schema: source.definitions[name] };
    });
  const readers = { old: readerOf(documents.old), new: readerOf(documents.new) };

  const enter = (which: 'old' | 'new', schema: unknown, direction: Direction) => {
    const name = documents[which].add(schema ?? true, direction);
    return { name, schema: documents[which].definitions[name] };
  };
  /** No text is null, or the list or object that has no members. */
  const withText = terms.all([
    terms.not(terms.kinds(['null'])),
    terms.leaf({ on: 'fewest', count: 1 }),
    terms.leaf({ on: 'fewestMembers', count: 1 }),
  ]);
  /** In a form, a list of one text is written as the text, and only some servers read empty lists and objects. */
  const textOrTexts = (): Term => {
    const text = terms.kinds(['string', 'number', 'boolean']);
    const list = [terms.kinds(['array']), terms.leaf({ on: 'fewest', count: 1 })];
    return terms.either([text, terms.all([...list, terms.leaf({ on: 'items', items: { prefix: [], rest: text } })])]);
  };
  const withTexts = terms.leaf({
    on: 'members',
    members: { properties: new Map(), patterns: new Map(), others: textOrTexts() },
  });
  /** A text that any string allows is also read where the other document wrote a number. */
  const readWhole = (term: Term, isText: boolean): Term => {
    const isOpen = isText && reduce(term, 'string') === terms.any;
    return isOpen ? terms.either([term, terms.kinds(['number', 'boolean'])]) : term;
  };

  return {
    compare: ({ direction, isText = false, isForm = false, confirm, ...pair }) => {
      if (isSame(pair.old, pair.new)) return [];
      const old = enter('old', pair.old, direction);
      const next = enter('new', pair.new, direction);
      const [oldTerm, newTerm] = [readers.old(old.schema), readers.new(next.schema)];
      if (oldTerm === newTerm) return [];
      const shows = (value: unknown, effect: ShownEffect): boolean | { failure: string } => {
        const isOld = documents.old.accepts(old.name, value);
        const isNew = documents.new.accepts(next.name, value);
        if (typeof isOld !== 'boolean') return isOld;
        if (typeof isNew !== 'boolean') return isNew;
        return (effect === 'narrowing' ? isOld && !isNew : isNew && !isOld) && (confirm?.(value, effect) ?? true);
      };
      const question: Question = {
        // A value of a text depends on the parameter that carries it.
        ...{ terms, find, shows, shown: confirm === undefined ? shown : new Set() },
        ...{ old: readWhole(oldTerm, isText), new: readWhole(newTerm, isText) },
        ...(isText ? { preferred: withText } : {}),
        ...(isForm ? { preferred: withTexts } : {}),
      };
      return compareWhole(question, {
        old: { schema: old.schema, source: documents.old, read: readers.old },
        new: { schema: next.schema, source: documents.new, read: readers.new },
      });
    },
  };
}

/** The differences at their places, and any effect of the whole schemas that none of them explains. */
function compareWhole(question: Question, given: Omit<Localizing, 'effects'>): SchemaDifference[] {
  const { terms, find } = question;
  const whole = {
    narrowing: find(terms.all([question.old, terms.not(question.new)])),
    widening: find(terms.all([question.new, terms.not(question.old)])),
  };
  if (whole.narrowing.is === 'empty' && whole.widening.is === 'empty') return [];
  const effects = { narrowing: whole.narrowing.is !== 'empty', widening: whole.widening.is !== 'empty' };
  const { differences, isComplete } = localizeDifferences(question, { ...given, effects });
  for (const effect of ['narrowing', 'widening'] as const) {
    const isExplained = differences.some((one) => one.effect === effect || one.possible === effect);
    if (isExplained || (whole[effect].is === 'unknown' && isComplete)) continue;
    const [from, to] = effect === 'narrowing' ? [question.old, question.new] : [question.new, question.old];
    const found = findEffect(question, effect, WHOLE, terms.all([from, terms.not(to)]));
    if (found === undefined) continue;
    differences.push({
      ...describeEffect(effect, found),
      ...{ keyword: 'schema', at: [] },
      ...optional('oldPointer', given.old.source.pointerOf(asObject(given.old.schema))),
      ...optional('newPointer', given.new.source.pointerOf(asObject(given.new.schema))),
    });
  }
  return differences;
}

const WHOLE = { steps: [], isShown: false };

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

export function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  // The only member is the one of this name.
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}
