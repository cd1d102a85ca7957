import { isObject } from '../../document/references.ts';
import { canonical } from '../canonical.ts';
import type { ChangeSubject, MessageDirection, Severity } from '../change.ts';
import type { DiffContext } from '../context.ts';
import { isDecidedFormat, NUMBER_FORMATS } from '../formats.ts';
import { below, type Located } from '../parts.ts';
import { shortJson, valuePlaceText } from '../schema-texts.ts';
import { type AppliedSchema, appliedInPlace, placesBelow } from './annotated-places.ts';
import { compareDeclaredProperties } from './declared-properties.ts';

export type AnnotatedPair = {
  subject: ChangeSubject;
  direction: MessageDirection;
  old: unknown;
  new: unknown;
  oldPointer: string;
  newPointer: string;
  /** Whether the value is a form, whose properties are written as texts. */
  isForm?: true;
};

/** Keywords that validate nothing, and the kinds of their changes. */
const KINDS: Record<string, { kind: string; severity: Severity }> = {
  default: { kind: 'schema.default', severity: 'risky' },
  deprecated: { kind: 'schema.deprecated', severity: 'docs' },
  contentEncoding: { kind: 'schema.content', severity: 'risky' },
  contentMediaType: { kind: 'schema.content', severity: 'risky' },
  contentSchema: { kind: 'schema.content', severity: 'risky' },
  discriminator: { kind: 'schema.discriminator', severity: 'risky' },
  xml: { kind: 'schema.xml', severity: 'risky' },
  format: { kind: 'schema.format', severity: 'risky' },
};
const DESCRIBING = ['title', 'description', 'example', 'examples', 'externalDocs', '$comment'];

type PlacePair = { old: Located<unknown>[]; new: Located<unknown>[]; at: string[] };

/**
 * Compares the annotations of two schemas. Those of one place are compared as a set, whichever of the schemas that apply
 * there has them, so that references, `allOf` and the order of alternatives do not matter.
 */
export function compareAnnotations(context: DiffContext, pair: AnnotatedPair): void {
  const open: PlacePair[] = [
    {
      old: [{ value: pair.old, pointer: pair.oldPointer }],
      new: [{ value: pair.new, pointer: pair.newPointer }],
      at: pair.subject.at ?? [],
    },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const old = appliedInPlace(context.old.document, next.old);
    const fresh = appliedInPlace(context.new.document, next.new);
    const key = [old, fresh]
      .map((list) =>
        list
          .map(({ pointer }) => pointer)
          .sort()
          .join(' '),
      )
      .join('\n');
    if (old.length === 0 || fresh.length === 0 || context.seen.has(`${pair.direction}\n${key}`)) continue;
    context.seen.add(`${pair.direction}\n${key}`);
    const place = { old, new: fresh, at: next.at };
    compareKeywords(context, pair, place);
    compareContentSchemas(context, pair, place);
    const subject = next.at.length === 0 ? pair.subject : { ...pair.subject, at: next.at };
    const hasTexts = pair.isForm === true && next.at.length === 0;
    const [before, after] = [placesBelow(old), placesBelow(fresh)];
    const declaring = { old: { applied: old, places: before }, new: { applied: fresh, places: after } };
    compareDeclaredProperties(context, { subject, direction: pair.direction, hasTexts, ...declaring });
    for (const [place, { step, roots }] of before) {
      const other = after.get(place);
      if (other === undefined) continue;
      open.push({ old: roots, new: other.roots, at: step === '' ? next.at : next.at.concat(step) });
    }
  }
}

type AppliedPair = { old: AppliedSchema[]; new: AppliedSchema[]; at: string[] };

function compareKeywords(context: DiffContext, { subject, direction }: AnnotatedPair, place: AppliedPair): void {
  const { at } = place;
  const where = at.length === 0 ? '' : `"${valuePlaceText(at)}": `;
  const names = [...place.old, ...place.new].flatMap(({ value }) => Object.keys(value));
  for (const keyword of new Set(names)) {
    const isText = DESCRIBING.includes(keyword) || keyword.startsWith('x-');
    const known = isText ? { kind: 'docs.schema', severity: 'docs' as const } : KINDS[keyword];
    if (known === undefined) continue;
    const [before, after] = [valuesOfKeyword(keyword, place.old), valuesOfKeyword(keyword, place.new)];
    if (keyword === 'format' && (hasNegation(place) || isComparedAsValues(context, place, direction))) continue;
    const removed = [...before].filter(([text]) => !after.has(text)).map(([, one]) => one);
    const added = [...after].filter(([text]) => !before.has(text)).map(([, one]) => one);
    const [old, fresh] = [removed[0], added[0]];
    if (old === undefined && fresh === undefined) continue;
    context.report({
      ...known,
      direction,
      subject: at.length === 0 ? subject : { ...subject, at },
      about: keyword,
      message: `${where}${describeChange(keyword, old?.value, fresh?.value)}.`,
      ...{ old: old?.value, new: fresh?.value },
      pointers: {
        old: old?.pointer ?? place.old[0]?.pointer ?? '#',
        new: fresh?.pointer ?? place.new[0]?.pointer ?? '#',
      },
      isShared: true,
    });
  }
}

/** No validator reads the content of a text, so that another schema of it breaks nothing that is validated. */
function compareContentSchemas(context: DiffContext, { subject, direction }: AnnotatedPair, place: AppliedPair): void {
  const [old] = valuesOfKeyword('contentSchema', place.old).values();
  const [fresh] = valuesOfKeyword('contentSchema', place.new).values();
  if (old === undefined || fresh === undefined || context.compareSchemas.isSame(old.value, fresh.value, direction))
    return;
  context.report({
    ...{ kind: 'schema.content', severity: 'risky', direction, about: 'contentSchema' },
    subject: place.at.length === 0 ? subject : { ...subject, at: place.at },
    message: 'The schema of the content of a text changed.',
    ...{ old: old.value, new: fresh.value, pointers: { old: old.pointer, new: fresh.pointer }, isShared: true },
  });
}

/** The values of a keyword by their text, with their places. */
function valuesOfKeyword(keyword: string, applied: AppliedSchema[]): Map<string, Located<unknown>> {
  const values = new Map<string, Located<unknown>>();
  for (const { value: schema, pointer } of applied) {
    const value = normalAnnotation(keyword, schema[keyword]);
    if (value !== undefined)
      values.set(canonical(value), { value: schema[keyword], pointer: below(pointer, [keyword]) });
  }
  return values;
}

function describeChange(keyword: string, before: unknown, after: unknown): string {
  if (keyword === 'deprecated') return after === true ? 'it is deprecated now' : 'it is not deprecated any more';
  if (DESCRIBING.includes(keyword) || keyword.startsWith('x-')) return `"${keyword}" changed`;
  if (before === undefined) return `"${keyword}" is new: ${shortJson(after)}`;
  if (after === undefined) return `"${keyword}" ${shortJson(before)} is removed`;
  return `"${keyword}" is ${shortJson(after)} instead of ${shortJson(before)}`;
}

const NUMBER_KEYWORDS = ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'enum'];

/** A format inside of two negations is the same one outside of them. */
function hasNegation({ old, new: fresh }: AppliedPair): boolean {
  return [...old, ...fresh].some(({ value }) => 'not' in value);
}

/** Whether another format of a number accepts other values, or other types do: the comparison of schemas reports it. */
function isComparedAsValues(context: DiffContext, place: AppliedPair, direction: MessageDirection): boolean {
  const formats = (applied: AppliedSchema[]): unknown[] => applied.map(({ value }) => value.format).filter(Boolean);
  const [before, after] = [formats(place.old), formats(place.new)];
  if (![...before, ...after].some((one) => NUMBER_FORMATS.has(String(one)))) return false;
  const types = (applied: AppliedSchema[]): string => canonical(applied.map(({ value }) => value.type));
  if (types(place.old) !== types(place.new)) return true;
  const others = place.new.map(({ value }) =>
    Object.fromEntries(Object.entries(value).filter(([keyword]) => NUMBER_KEYWORDS.includes(keyword))),
  );
  const withFormats = (list: unknown[]): object => ({ allOf: [...others, ...list.map((format) => ({ format }))] });
  return !context.compareSchemas.isSame(withFormats(before), withFormats(after), direction);
}

/** A value without parts that mean nothing: names of components, and formats that the comparison of values knows. */
function normalAnnotation(keyword: string, value: unknown): unknown {
  if (keyword === 'deprecated') return value === true ? true : undefined;
  if (keyword === 'format') return isDecidedFormat(String(value)) ? undefined : value;
  // Its own annotations are compared at their places.
  if (keyword === 'contentSchema') return value === undefined ? undefined : true;
  if (keyword !== 'discriminator' || !isObject(value)) return value;
  const { propertyName, mapping } = value;
  return { propertyName, ...(isObject(mapping) ? { values: Object.keys(mapping).sort() } : {}) };
}
