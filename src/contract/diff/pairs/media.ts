import { isObject } from '../../document/references.ts';
import type { ChangeSubject, MessageDirection } from '../change.ts';
import type { DiffContext } from '../context.ts';
import type { Proof } from '../draft.ts';
import { below, type Located, locate, type MediaContent } from '../parts.ts';
import type { ConfirmValue } from '../schema-pairs.ts';
import { compareAnnotations } from './annotations.ts';

export type MediaPair = {
  role: MessageDirection;
  subject: ChangeSubject;
  old: Located<MediaContent>;
  new: Located<MediaContent>;
  /** Whether the body is one text. */
  isText?: true;
  /** Whether the body is a form. */
  isForm?: true;
  confirm?: ConfirmValue;
  prove: (effect: 'narrowing' | 'widening', value: unknown) => Proof;
};

type PlacedSchema = { schema: unknown; pointer: string };

/** Compares the schemas of a body, and those of the items of a sequence (OAS 3.2 §4.14.3). */
export function compareMedia(context: DiffContext, pair: MediaPair): void {
  const { old, new: fresh, role, subject, isText, isForm, confirm, prove } = pair;
  const compare = (before: PlacedSchema, after: PlacedSchema, at: string[]): void => {
    const places = { old: before.schema, new: after.schema, oldPointer: before.pointer, newPointer: after.pointer };
    context.compareSchemas(context, {
      ...{ role, subject, at, ...places },
      ...(isText === undefined ? {} : { isText }),
      ...(isForm === undefined ? {} : { isForm }),
      ...(confirm === undefined ? {} : { confirm }),
      prove: (effect, value) => prove(effect, at.length === 0 ? value : [value]),
    });
    compareAnnotations(context, {
      ...{ ...places, subject: { ...subject, at }, direction: role },
      ...(isForm === undefined ? {} : { isForm }),
    });
  };
  const items = [itemSchemaOf(context.old, old), itemSchemaOf(context.new, fresh)] as const;
  const isItems = old.value.itemSchema !== undefined || fresh.value.itemSchema !== undefined;
  if (isItems && items[0] !== undefined && items[1] !== undefined) {
    compare(items[0], items[1], ['*']);
    if (old.value.schema === undefined || fresh.value.schema === undefined) return;
  }
  if (!isItems && old.value.schema === undefined && fresh.value.schema === undefined) return;
  compare(wholeOf(old), wholeOf(fresh), []);
}

function wholeOf({ value, pointer }: Located<MediaContent>): PlacedSchema {
  if (value.schema === undefined && value.itemSchema !== undefined)
    return { schema: { type: 'array', items: value.itemSchema }, pointer: below(pointer, ['itemSchema']) };
  return { schema: value.schema, pointer: value.schema === undefined ? pointer : below(pointer, ['schema']) };
}

/** The schema of each item: `itemSchema`, or the items of a list if the other document has an `itemSchema`. */
function itemSchemaOf(
  { document }: DiffContext['old'],
  { value, pointer }: Located<MediaContent>,
): PlacedSchema | undefined {
  if (value.itemSchema !== undefined) return { schema: value.itemSchema, pointer: below(pointer, ['itemSchema']) };
  const { value: schema, pointer: place } = locate(document, value.schema, below(pointer, ['schema']));
  const isPlainList =
    isObject(schema) && schema.type === 'array' && Object.keys(schema).every((key) => ['type', 'items'].includes(key));
  return isPlainList ? { schema: schema.items, pointer: below(place, ['items']) } : undefined;
}
