import { createFindSchema, isObject, mapValues } from '../../document/references.ts';
import { sampleAlternatives } from '../../values/alternatives.ts';
import { canonical } from '../canonical.ts';
import type { ChangeSubject, MessageDirection } from '../change.ts';
import { type Breaking, breakingEffect, type DiffContext, type OperationPair } from '../context.ts';
import type { ChangeDraft, Proof } from '../draft.ts';
import { below, type HeaderPart, type Located, locate, type MediaContent } from '../parts.ts';
import { headerSchema } from '../responses.ts';
import type { ConfirmValue } from '../schema-pairs.ts';

type EncodingPair = {
  subject: ChangeSubject;
  old: Located<MediaContent>;
  new: Located<MediaContent>;
  /** Whether a body shows an effect as it is sent. */
  confirm: ConfirmValue;
  /** Makes the proof that a part may have a media type by one declaration only. */
  proveType: (name: string, effect: Breaking) => (() => Proof) | undefined;
  prove: (effect: Breaking, value: unknown) => Proof;
};

/** Compares how the properties of a form or multipart body are written (OAS 3.1 §4.8.15). */
export function compareEncoding({ context, roles }: OperationPair, pair: EncodingPair): void {
  const { subject, old, new: fresh } = pair;
  const before = normalEncodings(old.value);
  const after = normalEncodings(fresh.value);
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name] ?? DEFAULT, after[name] ?? DEFAULT];
    const hasHeaders = hasSameHeaders(context, roles.request, [old, fresh], name);
    if (canonical(one) === canonical(other) && hasHeaders) continue;
    const isTypeOnly = hasHeaders && canonical(withoutTypes(one)) === canonical(withoutTypes(other));
    const shown = shownEffect(context, pair, { name, breaking: breakingEffect(roles.request), isTypeOnly });
    if (shown === undefined) continue;
    context.report({
      ...shown,
      kind: 'body.encoding',
      direction: roles.request,
      subject: { ...subject, at: [name] },
      about: name,
      message: `The encoding of "${name}" changed.`,
      old: one,
      new: other,
      pointers: { old: encodingPlace(old, name), new: encodingPlace(fresh, name) },
      isShared: true,
    });
  }
}

type ShownEncoding = Pick<ChangeDraft, 'effect' | 'severity' | 'unproven' | 'value' | 'prove'>;

/** The effect of another encoding, by bodies and media types of parts; undefined if it has none. */
function shownEffect(
  context: DiffContext,
  pair: EncodingPair,
  { name, breaking, isTypeOnly }: { name: string; breaking: Breaking; isTypeOnly: boolean },
): ShownEncoding | undefined {
  const { confirm, prove, proveType } = pair;
  const value = bodiesToEncode(context, pair, breaking).find((one) => confirm(one, breaking));
  if (value !== undefined) return { effect: breaking, value: { value }, prove: () => prove(breaking, value) };
  const typeProof = proveType(name, breaking);
  if (typeProof !== undefined) return { effect: breaking, prove: typeProof };
  const unproven = 'No body is found that only one of the encodings allows.';
  if (!isTypeOnly) return { effect: 'unproven', unproven };
  // Each type that may be sent is asked, so that nothing is lost.
  const other = breaking === 'narrowing' ? 'widening' : 'narrowing';
  return proveType(name, other) === undefined ? undefined : { effect: other };
}

function withoutTypes(encoding: unknown): unknown {
  const { types: _, ...others } = encoding as Record<string, unknown>;
  return others;
}

const MOST_SAMPLES = 6;

/** Some values of a body, of which lists have two items. */
function bodiesToEncode(context: DiffContext, { old, new: fresh }: EncodingPair, effect: Breaking): unknown[] {
  const [{ document }, { value }] = effect === 'narrowing' ? [context.old, old] : [context.new, fresh];
  const find = createFindSchema(document);
  const values: unknown[] = [];
  for (const size of ['full', 'minimal'] as const) {
    for (const one of sampleAlternatives(value.schema ?? {}, find, { size, seed: 1 })) {
      values.push(withLongerLists(one), one);
      if (values.length >= MOST_SAMPLES * 2) break;
    }
  }
  return values;
}

function withLongerLists(value: unknown): unknown {
  if (!isObject(value)) return value;
  return mapValues(value, (member) => (Array.isArray(member) && member.length === 1 ? member.concat(member) : member));
}

/** Whether the parts of a property have the same headers, by their meaning. */
function hasSameHeaders(
  context: DiffContext,
  direction: MessageDirection,
  [old, fresh]: [Located<MediaContent>, Located<MediaContent>],
  name: string,
): boolean {
  const before = partHeadersOf(context.old, old, name);
  const after = partHeadersOf(context.new, fresh, name);
  return (
    before.size === after.size &&
    [...before].every(([key, one]) => {
      const other = after.get(key);
      return (
        other !== undefined &&
        (one.required === true) === (other.required === true) &&
        context.compareSchemas.isSame(headerSchema(one), headerSchema(other), direction)
      );
    })
  );
}

function partHeadersOf(
  { document }: DiffContext['old'],
  { value, pointer }: Located<MediaContent>,
  name: string,
): Map<string, HeaderPart> {
  const { headers } = value.encoding?.[name] ?? {};
  const entries = Object.entries(isObject(headers) ? headers : {});
  return new Map(
    // The target of a reference has the kind that its place requires.
    entries.map(([key, one]) => [key.toLowerCase(), locate(document, one, pointer).value as HeaderPart]),
  );
}

const DEFAULT = {};

function encodingPlace({ value, pointer }: Located<MediaContent>, name: string): string {
  const place = below(pointer, ['encoding', name]);
  return value.encoding?.[name] === undefined ? pointer : place;
}

/** Encodings by property, without members that repeat a default or have no effect. */
function normalEncodings({ encoding, prefixEncoding, itemEncoding }: MediaContent): Record<string, unknown> {
  const all = {
    ...encoding,
    ...(prefixEncoding === undefined ? {} : { 'parts at the start': prefixEncoding }),
    ...(itemEncoding === undefined ? {} : { 'other parts': itemEncoding }),
  };
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, normalEncoding(one)]));
}

function normalEncoding(encoding: unknown): unknown {
  if (!isObject(encoding)) return encoding;
  const { contentType, style, explode, allowReserved } = encoding;
  const types =
    typeof contentType === 'string'
      ? contentType
          .toLowerCase()
          .split(/\s*,\s*/)
          .sort()
      : undefined;
  const written = style ?? 'form';
  const isStyled = style !== undefined || explode !== undefined || allowReserved !== undefined;
  const isDefault = written === 'form' && (explode ?? true) === true && allowReserved !== true;
  return {
    ...(types === undefined ? {} : { types }),
    ...(isStyled && !isDefault
      ? { style: written, explode: explode ?? written === 'form', allowReserved: allowReserved === true }
      : {}),
  };
}
