import { createFindSchema, fragmentTokens, isObject, lookUp, toPointer } from '../document/references.ts';
import type { DiffContext } from './context.ts';
import { isDecidedFormat } from './formats.ts';
import { locate } from './parts.ts';
import { sampledBodies, sampledLists } from './sampled-values.ts';
import type { ComparedSchemas } from './schema-pairs.ts';
import type { SchemaDifference } from './schemas/difference.ts';

/** Values whose texts are longer or of another form than those that are tried first. */
const VALUES: unknown[] = [1_234_567_890, -1_234_567, 0.125, true, false, null];

/**
 * Decides differences of values that are written as texts, which the values alone do not decide. A plain string also
 * accepts the text of every number, boolean and null, and no path segment is empty.
 */
export function settleTextDifferences(
  context: DiffContext,
  pair: ComparedSchemas,
  differences: SchemaDifference[],
): SchemaDifference[] {
  const { confirm } = pair;
  if (confirm === undefined) return differences;
  return differences.flatMap((difference): SchemaDifference[] => {
    const { effect, possible } = difference;
    if (effect !== 'unproven' || possible === undefined) return [difference];
    const undecided = { ...difference, possible };
    const value = shownValue(context, pair, undecided);
    if (value !== undefined) {
      const { possible: _p, reason: _r, ...rest } = difference;
      return [{ ...rest, effect: possible, witness: { value } }];
    }
    if (!isWithoutTextEffect(context, pair, undecided)) return [difference];
    return pair.isSplit === true && isOfLists(difference) ? [{ ...difference, reason: READ_OTHERWISE }] : [];
  });
}

const READ_OTHERWISE = 'every text is valid in both documents, but only one of them reads it as a list';

/** Whether the type is another one, and a list or an object in one of the documents. */
function isOfLists({ old, new: fresh }: SchemaDifference): boolean {
  if (old === undefined || fresh === undefined) return false;
  return [old, fresh].flat().some((type) => type === 'array' || type === 'object');
}

/** A value that shows an effect as it is sent, although its schemas alone do not decide it. */
function shownValue(
  context: DiffContext,
  { confirm, old, new: fresh }: ComparedSchemas,
  { possible, at, keyword }: Undecided,
): unknown {
  const [version, schema] = possible === 'narrowing' ? [context.old, old] : [context.new, fresh];
  const find = createFindSchema(version.document);
  const [name] = at;
  if (name === undefined) {
    const lists = keyword === 'type' ? sampledLists(schema, find) : [];
    return [...VALUES, ...lists].find((one) => confirm?.(one, possible));
  }
  // Deeper values of a form are JSON, which the schemas decide.
  if (keyword !== 'type' || at.length > 1) return undefined;
  return sampledBodies(schema, find)
    .filter((one) => Object.hasOwn(one, name))
    .find((one) => {
      const { [name]: _, ...others } = one;
      return confirm?.(one, possible) === true && !confirm(others, possible);
    });
}

type Undecided = SchemaDifference & { possible: 'narrowing' | 'widening' };

function isWithoutTextEffect(
  context: DiffContext,
  { isText, isForm, isSplit, subject, role, ...pair }: ComparedSchemas,
  { possible, keyword, at, old, new: fresh, oldPointer, newPointer }: Undecided,
): boolean {
  const [wider, least, around] =
    possible === 'narrowing' ? [context.new, fresh, pair.new] : [context.old, old, pair.old];
  // An empty list is not sent at all.
  if (keyword === 'minItems') return least === 1 && isText === true && at.length === 0;
  if (keyword === 'minLength') return least === 1 && subject.part?.startsWith('path parameter') === true;
  // A text is what a property without a declaration is, too.
  if (keyword === 'properties' && at.length === 0 && isForm === true)
    return isPlainString(locate((old === undefined ? context.new : context.old).document, old ?? fresh, '').value);
  // Deeper values of a form are JSON, which has types.
  const isWritten = at.length === 0 ? isText === true : at.length === 1 || (at.length === 2 && at[1] === '*');
  if (keyword !== 'type' || !isWritten) return false;
  const [pointer, other] = possible === 'narrowing' ? [newPointer, oldPointer] : [oldPointer, newPointer];
  if (pointer === undefined) return false;
  // Items that are read as other types may be equal then.
  if (/^(\*|\d+)$/.test(at.at(-1) ?? '') && isUnique(wider.document, around)) return false;
  const schema = schemaAround(wider.document, pointer);
  if (isPlainString(schema)) return true;
  // Without a type, the other document may read any kind of value.
  if (old === undefined || fresh === undefined) return false;
  if (isPlainText(schema)) return true;
  if (other === undefined || !isOpenList(schema) || isSplit === true) return false;
  // A text that is sent once is a list of one item.
  const narrower = possible === 'narrowing' ? context.old : context.new;
  const single = schemaAround(narrower.document, other);
  return possible === 'narrowing'
    ? context.compareSchemas.isSame(single, schema.items, role)
    : context.compareSchemas.isSame(schema.items, single, role);
}

/** Whether the items of a list, or those of a property that is one, have to differ. */
function isUnique(document: DiffContext['old']['document'], schema: unknown): boolean {
  return JSON.stringify(locate(document, schema, '').value ?? true).includes('"uniqueItems":true');
}

/** The schema that holds a keyword. */
function schemaAround(document: object, pointer: string): unknown {
  const tokens = fragmentTokens(pointer);
  return lookUp(document, toPointer(tokens.at(-1) === 'type' ? tokens.slice(0, -1) : tokens));
}

const ANNOTATIONS = new Set(['type', 'title', 'description', 'default', 'deprecated', 'example', 'examples']);

function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword) || keyword.startsWith('x-');
}

/** Lists of plain strings also accept every text. */
function isPlainText(schema: unknown): boolean {
  if (!isOpenList(schema)) return isPlainString(schema);
  return schema.items === undefined || isPlainString(schema.items);
}

/** A list of any length. */
function isOpenList(schema: unknown): schema is Record<string, unknown> {
  return (
    isObject(schema) &&
    schema.type === 'array' &&
    Object.keys(schema).every((keyword) => keyword === 'items' || isAnnotation(keyword))
  );
}

/** Whether a schema accepts every text: a string without conditions, or no type at all. */
export function isPlainString(schema: unknown): boolean {
  if (!isObject(schema)) return schema === true;
  const isFree = schema.format === undefined || !isDecidedFormat(String(schema.format));
  const isOpen = isFree && Object.keys(schema).every((keyword) => keyword === 'format' || isAnnotation(keyword));
  return isOpen && (schema.type === undefined || [schema.type].flat().includes('string'));
}
