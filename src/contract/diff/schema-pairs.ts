import { fragmentTokens, isObject, lookUp, toPointer } from '../document/references.ts';
import type { ChangeSubject, MessageDirection, Severity } from './change.ts';
import { breakingEffect, type DiffContext } from './context.ts';
import type { Proof } from './draft.ts';
import { locate } from './parts.ts';
import { isSunset } from './policy.ts';
import { describeDifference, groupOfKeyword } from './schema-texts.ts';
import type { SchemaComparison } from './schemas/compare.ts';
import type { SchemaDifference } from './schemas/difference.ts';
import { settleTextDifferences } from './text-differences.ts';

/** Asked for values that the engine has found: whether they also show the effect as they are sent. */
export type ConfirmValue = (value: unknown, effect: 'narrowing' | 'widening') => boolean;

/** The schemas of one part in both documents. */
export type ComparedSchemas = {
  role: MessageDirection;
  subject: ChangeSubject;
  old: unknown;
  new: unknown;
  /** Places of the schemas, or of the parts that could have one. */
  oldPointer: string;
  newPointer: string;
  /** Reference tokens of the schema's value in the value of the part. */
  at?: string[];
  /** Whether it is written as a text, as parameters are. */
  isText?: true;
  /** Whether it is a form, whose properties are written as texts. */
  isForm?: true;
  /** Whether lists are written as one text, with a delimiter between the items. */
  isSplit?: boolean;
  confirm?: ConfirmValue;
  /** Makes the message that carries a value. */
  prove: (effect: 'narrowing' | 'widening', value: unknown) => Proof;
};

export type CompareSchemaPair = {
  /** Reports each difference. */
  (context: DiffContext, pair: ComparedSchemas): void;
  /** Whether two schemas accept the same values. */
  isSame: (old: unknown, fresh: unknown, direction: MessageDirection) => boolean;
  /** Pairs of schemas that were compared. */
  count: () => number;
};

/** Compares each pair of schemas once, however many operations have it. */
export function createCompareSchemas(engine: SchemaComparison): CompareSchemaPair {
  const known = new Map<string, SchemaDifference[]>();
  let count = 0;
  const differencesOf = (context: DiffContext, pair: ComparedSchemas): SchemaDifference[] => {
    const { old, new: fresh, role: direction, isText = false, isForm = false, confirm } = pair;
    const from = pairedPlace(context.old.document, old, pair.oldPointer);
    const to = pairedPlace(context.new.document, fresh, pair.newPointer);
    const key = `${direction}\n${isText}\n${from}\n${to}`;
    const before = known.get(key);
    // Texts depend on the part that they stand in.
    if (before !== undefined && (before.length === 0 || confirm === undefined)) return before;
    count += 1;
    const given = { old, new: fresh, direction, isText, isForm };
    const compared = engine.compare(confirm === undefined ? given : { ...given, confirm });
    const found = settleTextDifferences(context, pair, compared);
    known.set(key, found);
    return found;
  };
  const compare = (context: DiffContext, pair: ComparedSchemas): void => {
    for (const difference of differencesOf(context, pair)) reportDifference(context, pair, difference);
  };
  const isSame: CompareSchemaPair['isSame'] = (old, fresh, direction) =>
    engine.compare({ old, new: fresh, direction }).length === 0;
  return Object.assign(compare, { isSame, count: () => count });
}

/** The place of the schema that a reference stands for. Members beside the reference make it a schema of its own. */
function pairedPlace(document: object, schema: unknown, pointer: string): string {
  const seen = new Set<string>();
  let [current, place] = [schema, pointer];
  while (isObject(current) && typeof current.$ref === 'string' && Object.keys(current).length === 1) {
    if (seen.has(current.$ref)) return place;
    seen.add(current.$ref);
    place = current.$ref;
    current = lookUp(document, place);
  }
  return place;
}

function reportDifference(context: DiffContext, pair: ComparedSchemas, difference: SchemaDifference): void {
  const { effect, keyword, about, witness, reason } = difference;
  const at = [...(pair.at ?? []), ...difference.at];
  const severity = severityOfDifference(context, pair, difference);
  const suffix = { narrowing: 'narrowed', widening: 'widened', unproven: 'unproven' }[effect];
  context.report({
    kind: `${groupOfKeyword(keyword)}.${suffix}`,
    direction: pair.role,
    effect,
    ...(severity === undefined ? {} : { severity }),
    ...(effect === 'unproven' ? { unproven: toSentence(reason) } : {}),
    subject: at.length === 0 ? pair.subject : { ...pair.subject, at },
    about: about === undefined ? keyword : `${keyword} ${about}`,
    message: describeDifference({ ...difference, at }, pair.role),
    ...('old' in difference ? { old: difference.old } : {}),
    ...('new' in difference ? { new: difference.new } : {}),
    pointers: {
      old: keywordPlace(context.old.document, difference.oldPointer ?? pair.oldPointer, 'old' in difference),
      new: keywordPlace(context.new.document, difference.newPointer ?? pair.newPointer, 'new' in difference),
    },
    ...(witness === undefined ? {} : { value: witness }),
    isShared: true,
    ...(effect === 'unproven' || witness === undefined ? {} : { prove: () => pair.prove(effect, witness.value) }),
  });
}

/** The place of a keyword. One that is absent has the place of its schema, which many parts can refer to. */
function keywordPlace(document: object, pointer: string, isThere: boolean): string {
  const tokens = fragmentTokens(pointer);
  return isThere ? pointer : pairedPlace(document, partOfDocument(document, tokens), pointer);
}

function toSentence(given = 'no value is found that shows it, and no proof that there is none'): string {
  // The validator of a schema such as `A: { anyOf: [{ $ref: A }] }` never ends.
  const reason = given.includes('Maximum call stack')
    ? 'the schema applies itself to the same value without end'
    : given;
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`.replace(/\.?$/, '.');
}

/** The severity that a policy gives a difference; undefined if its effect decides. */
function severityOfDifference(
  { policy, old, new: fresh }: DiffContext,
  { role }: ComparedSchemas,
  difference: SchemaDifference,
): Severity | undefined {
  const { effect, keyword, about, isUndeclared, oldPointer, newPointer } = difference;
  if (effect !== breakingEffect(role)) return undefined;
  if (isUndeclared === true) return policy.undeclaredProperties ?? (role === 'request' ? 'additive' : 'risky');
  if (role === 'response' && (keyword === 'enum' || keyword === 'const')) return policy.enumValueInResponse;
  if (about !== undefined && groupOfKeyword(keyword) !== 'items') {
    const before = propertyNear(old, oldPointer, about);
    const after = propertyNear(fresh, newPointer, about);
    if (after === undefined && isSunset(before, policy)) return policy.removedAfterDeprecation;
    if (role === 'request' && keyword === 'required' && isObject(after) && 'default' in after)
      return policy.requiredWithDefault;
  }
  return undefined;
}

/** The schema of a property that stands beside a keyword. */
function propertyNear({ document }: DiffContext['old'], pointer: string | undefined, name: string): unknown {
  if (pointer === undefined) return undefined;
  const tokens = fragmentTokens(pointer);
  const end = Math.max(tokens.lastIndexOf('required'), tokens.lastIndexOf('properties'));
  const holders = [tokens, ...(end < 0 ? [] : [tokens.slice(0, end)]), tokens.slice(0, -1)];
  for (const holder of holders) {
    const found = partOfDocument(document, [...holder, 'properties', name]);
    if (found !== undefined) return locate(document, found, pointer).value;
  }
  return undefined;
}

function partOfDocument(document: object, tokens: string[]): unknown {
  try {
    return lookUp(document, toPointer(tokens));
  } catch {
    // The keyword stands elsewhere than beside its property.
    return undefined;
  }
}
