import type { ChangeSubject, MessageDirection } from '../change.ts';
import type { DiffContext } from '../context.ts';
import { type Located, locate } from '../parts.ts';
import { describeDifference } from '../schema-texts.ts';
import { isPlainString } from '../text-differences.ts';
import type { AppliedSchema, placesBelow } from './annotated-places.ts';

type DeclaringPair = {
  subject: ChangeSubject;
  direction: MessageDirection;
  /** Whether the properties are written as texts, as those of forms are. */
  hasTexts: boolean;
  old: DeclaringSchemas;
  new: DeclaringSchemas;
};

/** The schemas that apply to a place of one document, and the places below it that they declare. */
type DeclaringSchemas = { applied: AppliedSchema[]; places: ReturnType<typeof placesBelow> };

/** Keywords that say what properties without a declaration may be. */
const OTHERS = ['additionalProperties', 'unevaluatedProperties', 'patternProperties', 'propertyNames'];

/**
 * Reports properties that only one document declares and that any value meets. The same values are valid then, so that
 * the comparison of values says nothing of them, but a client and its types know them.
 */
export function compareDeclaredProperties(context: DiffContext, pair: DeclaringPair): void {
  const applied = [...pair.old.applied, ...pair.new.applied];
  if (applied.some(({ value }) => OTHERS.some((keyword) => (value[keyword] ?? true) !== true))) return;
  const [before, after] = [pair.old.places, pair.new.places];
  for (const [place, found] of before)
    if (!after.has(place)) reportProperty(context, pair, { place, found, is: 'old' });
  for (const [place, found] of after)
    if (!before.has(place)) reportProperty(context, pair, { place, found, is: 'new' });
}

type DeclaredProperty = { place: string; found: { step: string; roots: Located<unknown>[] }; is: 'old' | 'new' };

function reportProperty(context: DiffContext, pair: DeclaringPair, { place, found, is }: DeclaredProperty): void {
  const { direction, subject, hasTexts } = pair;
  const [declaration] = found.roots;
  if (declaration === undefined || !place.startsWith('property ')) return;
  const isOpen = ({ value, pointer }: Located<unknown>): boolean =>
    context.compareSchemas.isSame(value, true, direction) ||
    (hasTexts && isPlainString(locate(context[is].document, value, pointer).value));
  if (!found.roots.every(isOpen)) return;
  const { undeclaredProperties: severity } = context.policy;
  const at = subject.at ?? [];
  const difference = { keyword: 'properties', about: found.step, isUndeclared: true } as const;
  const effect = is === 'new' ? 'narrowing' : 'widening';
  const holder = (which: 'old' | 'new'): string => pair[which].applied[0]?.pointer ?? '#';
  context.report({
    kind: is === 'new' ? 'schema.property-added' : 'schema.property-removed',
    ...(is === 'old' && severity !== undefined ? { severity } : {}),
    ...{ direction, subject, about: found.step, [is]: declaration.value, isShared: true },
    message: describeDifference({ ...difference, effect, at }, direction),
    pointers: { old: holder('old'), new: holder('new'), [is]: declaration.pointer },
  });
}
