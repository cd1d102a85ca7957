import { fragmentTokens, isObject, lookUp, toPointer } from '../document/references.ts';
import type { DiffContext } from './context.ts';
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
    const { effect, possible, at } = difference;
    if (effect !== 'unproven' || possible === undefined) return [difference];
    if (isWithoutTextEffect(context, pair, { ...difference, possible })) return [];
    const value = at.length > 0 ? undefined : VALUES.find((one) => confirm(one, possible));
    if (value === undefined) return [difference];
    const { possible: _p, reason: _r, ...rest } = difference;
    return [{ ...rest, effect: possible, witness: { value } }];
  });
}

type Undecided = SchemaDifference & { possible: 'narrowing' | 'widening' };

function isWithoutTextEffect(
  context: DiffContext,
  { isText, subject }: ComparedSchemas,
  { possible, keyword, at, old, new: fresh, oldPointer, newPointer }: Undecided,
): boolean {
  const [wider, least] = possible === 'narrowing' ? [context.new, fresh] : [context.old, old];
  // An empty list is not sent at all.
  if (keyword === 'minItems') return least === 1 && isText === true && at.length === 0;
  if (keyword === 'minLength') return least === 1 && subject.part?.startsWith('path parameter') === true;
  // Deeper values of a form are JSON, which has types.
  const isWritten = at.length === 0 ? isText === true : at.length === 1 || (at.length === 2 && at[1] === '*');
  if (keyword !== 'type' || !isWritten) return false;
  const pointer = possible === 'narrowing' ? newPointer : oldPointer;
  return pointer !== undefined && isPlainString(schemaAround(wider.document, pointer));
}

/** The schema that holds a keyword. */
function schemaAround(document: object, pointer: string): unknown {
  const tokens = fragmentTokens(pointer);
  return lookUp(document, toPointer(tokens.at(-1) === 'type' ? tokens.slice(0, -1) : tokens));
}

const ANNOTATIONS = new Set(['type', 'title', 'description', 'default', 'deprecated', 'example', 'examples']);

function isPlainString(schema: unknown): boolean {
  if (!isObject(schema)) return schema === true;
  const isOpen = Object.keys(schema).every((keyword) => ANNOTATIONS.has(keyword) || keyword.startsWith('x-'));
  return isOpen && (schema.type === undefined || [schema.type].flat().includes('string'));
}
