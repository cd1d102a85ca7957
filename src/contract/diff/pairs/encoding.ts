import { createFindSchema, isObject } from '../../document/references.ts';
import { canonical } from '../canonical.ts';
import type { ChangeSubject, MessageDirection } from '../change.ts';
import { type Breaking, breakingEffect, type DiffContext, type OperationPair } from '../context.ts';
import type { ChangeDraft, Proof } from '../draft.ts';
import { below, type HeaderPart, type Located, locate, type MediaContent } from '../parts.ts';
import { headerSchema } from '../responses.ts';
import { sampledBodies } from '../sampled-values.ts';
import type { ConfirmValue } from '../schema-pairs.ts';

type EncodingPair = {
  subject: ChangeSubject;
  old: Located<MediaContent>;
  new: Located<MediaContent>;
  /** Whether a body shows an effect as it is sent. */
  confirm: ConfirmValue;
  /** Makes the proof that a part may have a media type by one declaration only. */
  proveType: (name: string, effect: Breaking) => (() => Proof) | undefined;
  /** Whether a body that one declaration writes is read as another value by the other. */
  isMisread: (value: unknown, effect: Breaking) => boolean;
  prove: (effect: Breaking, value: unknown) => Proof;
};

/** Compares how the properties of a form or multipart body are written (OAS 3.1 §4.8.15). */
export function compareEncoding(pair: OperationPair, media: EncodingPair): void {
  const { context, roles } = pair;
  const { subject, old, new: fresh } = media;
  const before = normalEncodings(old.value);
  const after = normalEncodings(fresh.value);
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name] ?? DEFAULT, after[name] ?? DEFAULT];
    const facts = {
      kind: 'body.encoding',
      direction: roles.request,
      subject: { ...subject, at: [name] },
      old: one,
      new: other,
      pointers: { old: encodingPlace(old, name), new: encodingPlace(fresh, name) },
      isShared: true,
    };
    if (!hasSameHeaders(context, roles.request, [old, fresh], name))
      context.report({
        ...facts,
        about: `${name} headers`,
        severity: 'risky',
        unproven: 'The headers of parts are not validated.',
        message: `The headers of the part "${name}" changed.`,
      });
    if (canonical(one) === canonical(other)) continue;
    const kinds = {
      isTypeOnly: canonical(encodingWithout(one, 'types')) === canonical(encodingWithout(other, 'types')),
      isStyled: STYLED.some((member) => encodingMember(one, member) !== encodingMember(other, member)),
    };
    const shown = shownEffect(context, media, { name, breaking: breakingEffect(roles.request), ...kinds });
    if (shown !== undefined)
      context.report({ ...facts, ...shown, about: name, message: describeEncoding(name, one, other) });
  }
}

const STYLED = ['style', 'explode'];
const DEFAULTS: Record<string, unknown> = { style: 'form', explode: true, allowReserved: false };

function encodingMember(encoding: object, name: string): unknown {
  return (encoding as Record<string, unknown>)[name] ?? DEFAULTS[name];
}

/** The members that changed, as a sentence. */
function describeEncoding(name: string, old: object, fresh: object): string {
  const changes = ['types', ...STYLED, 'allowReserved']
    .map((key) => ({ key, before: encodingMember(old, key), after: encodingMember(fresh, key) }))
    .filter(({ before, after }) => canonical(before) !== canonical(after))
    .map(({ key, before, after }) => {
      const member = key === 'types' ? 'contentType' : key;
      return `"${member}" is ${encodingText(after)} instead of ${encodingText(before)}`;
    });
  return changes.length === 0
    ? `The encoding of "${name}" changed.`
    : `The encoding of "${name}": ${changes.join(', ')}.`;
}

function encodingText(value: unknown): string {
  if (value === undefined) return 'any';
  return Array.isArray(value) ? value.join(' or ') : String(value);
}

type ShownEncoding = Pick<ChangeDraft, 'effect' | 'severity' | 'unproven' | 'value' | 'prove'>;

/** The effect of another encoding, by bodies and media types of parts; undefined if it has none. */
function shownEffect(
  context: DiffContext,
  pair: EncodingPair,
  {
    name,
    breaking,
    isTypeOnly,
    isStyled,
  }: { name: string; breaking: Breaking } & Record<'isTypeOnly' | 'isStyled', boolean>,
): ShownEncoding | undefined {
  const { confirm, prove, proveType, isMisread } = pair;
  const values = bodiesToEncode(context, pair, breaking);
  const value = values.find((one) => confirm(one, breaking));
  if (value !== undefined) return { effect: breaking, value: { value }, prove: () => prove(breaking, value) };
  const typeProof = proveType(name, breaking);
  if (typeProof !== undefined) return { effect: breaking, prove: typeProof };
  if (!isTypeOnly) {
    // The encoding of one text matters to those who write it only.
    const several = values.filter((one) => isObject(one) && typeof one[name] === 'object' && one[name] !== null);
    const misread = several.find((one) => isMisread(one, breaking));
    if (misread !== undefined) return { severity: 'risky', unproven: MISREAD, value: { value: misread } };
    return several.length > 0 && isStyled ? { severity: 'risky', unproven: UNDECLARED } : { severity: 'docs' };
  }
  // Each type that may be sent is asked, so that nothing is lost.
  const other = breaking === 'narrowing' ? 'widening' : 'narrowing';
  return proveType(name, other) === undefined ? undefined : { effect: other };
}

const UNDECLARED = 'A body in the earlier encoding is read as before, but is not declared any more.';
const MISREAD = 'A body in the earlier encoding is valid, but can be read as other values.';

function encodingWithout(encoding: object, member: string): unknown {
  return Object.fromEntries(Object.entries(encoding).filter(([name]) => name !== member));
}

/** Some values of a body, by the declaration that accepts the witness of an effect. */
function bodiesToEncode(context: DiffContext, { old, new: fresh }: EncodingPair, effect: Breaking): unknown[] {
  const [{ document }, { value }] = effect === 'narrowing' ? [context.old, old] : [context.new, fresh];
  return sampledBodies(value.schema, createFindSchema(document));
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
