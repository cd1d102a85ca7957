import { isHeaderText } from '../../verify/bases.ts';
import { canonical } from '../canonical.ts';
import { breakingEffect, declarationsOf, subjectOf } from '../context.ts';
import { below, type HeaderPart, type Located } from '../parts.ts';
import { headerSchema, headerText, proveResponse } from '../responses.ts';
import { compareAnnotations } from './annotations.ts';
import type { ResponsePair } from './responses.ts';

/** Compares the headers of a response, whose names have no case (RFC 9110 §5.1). */
export function compareHeaders(pair: ResponsePair): void {
  const before = headersByName(pair.oldResponse.headers);
  const after = headersByName(pair.newResponse.headers);
  for (const [name, old] of before) {
    const fresh = after.get(name);
    if (fresh === undefined) reportHeader(pair, { name, header: old, isNew: false });
    else compareHeaderPair(pair, name, { old, new: fresh });
  }
  for (const [name, fresh] of after) if (!before.has(name)) reportHeader(pair, { name, header: fresh, isNew: true });
}

/** OAS 3.1 §4.8.17: a header named Content-Type is ignored. */
function headersByName(headers: Record<string, Located<HeaderPart>>): Map<string, Located<HeaderPart>> {
  const named = Object.entries(headers).map(([name, header]): [string, Located<HeaderPart>] => [
    name.toLowerCase(),
    header,
  ]);
  return new Map(named.filter(([name]) => name !== 'content-type'));
}

function headerPart({ status }: ResponsePair, name: string): string {
  return `response ${status.new} header "${name}"`;
}

type FoundHeader = { name: string; header: Located<HeaderPart>; isNew: boolean };

function reportHeader(pair: ResponsePair, { name, header, isNew }: FoundHeader): void {
  const { context, roles, oldResponse, newResponse } = pair;
  const isRequired = header.value.required === true;
  const effect = isNew ? 'narrowing' : 'widening';
  // Without it, an optional header of any value may come, as one that nobody has declared.
  const isWeak = !isRequired && effect === breakingEffect(roles.response);
  context.report({
    kind: isNew ? 'header.added' : 'header.removed',
    direction: roles.response,
    effect,
    ...(isWeak ? { severity: roles.response === 'response' ? ('risky' as const) : ('additive' as const) } : {}),
    subject: subjectOf(pair.new, headerPart(pair, name)),
    message: `The header is ${isNew ? 'new' : 'removed'}.`,
    pointers: isNew
      ? { old: oldResponse.pointer, new: header.pointer }
      : { old: header.pointer, new: newResponse.pointer },
    isShared: true,
    prove: () => proveHeader(pair, effect, { name, value: undefined }),
  });
}

function proveHeader(
  pair: ResponsePair,
  effect: 'narrowing' | 'widening',
  { name, value }: { name: string; value: unknown },
) {
  const [own, other] = effect === 'narrowing' ? (['old', 'new'] as const) : (['new', 'old'] as const);
  return proveResponse(pair.context.compile, declarationsOf(pair, effect), {
    ...{ name: pair.status[own], otherName: pair.status[other], headers: { [name]: value } },
  });
}

function compareHeaderPair(
  pair: ResponsePair,
  name: string,
  header: { old: Located<HeaderPart>; new: Located<HeaderPart> },
): void {
  const { context, roles } = pair;
  const { old, new: fresh } = header;
  const subject = subjectOf(pair.new, headerPart(pair, name));
  const [before, after] = [old.value.required === true, fresh.value.required === true];
  if (before !== after) {
    const effect = after ? 'narrowing' : 'widening';
    context.report({
      kind: after ? 'header.required' : 'header.optional',
      direction: roles.response,
      effect,
      subject,
      message: `The header is ${after ? 'always sent now' : 'not always sent any more'}.`,
      ...{ old: before, new: after, pointers: { old: old.pointer, new: fresh.pointer } },
      isShared: true,
      prove: () => proveHeader(pair, effect, { name, value: undefined }),
    });
  }
  if (writingOf(old.value) !== writingOf(fresh.value)) {
    context.report({
      kind: 'header.serialization',
      direction: roles.response,
      severity: 'risky',
      subject,
      message: 'The header is written in another style.',
      ...{ old: JSON.parse(writingOf(old.value)), new: JSON.parse(writingOf(fresh.value)) },
      pointers: { old: old.pointer, new: fresh.pointer },
      isShared: true,
    });
  }
  // One with `content` is a value of its media type.
  const isPlain = old.value.content === undefined && fresh.value.content === undefined;
  const schemas = {
    ...{ old: headerSchema(old.value), new: headerSchema(fresh.value) },
    ...{ oldPointer: schemaPlace(old), newPointer: schemaPlace(fresh) },
  };
  context.compareSchemas(context, {
    ...{ role: roles.response, subject, ...schemas },
    ...(isPlain ? { isText: true as const } : {}),
    confirm: (value, effect) =>
      (!isPlain || isWritable(pair, effect, { name, value })) &&
      'witness' in proveHeader(pair, effect, { name, value }),
    prove: (effect, value) => proveHeader(pair, effect, { name, value }),
  });
  compareAnnotations(context, { ...schemas, subject, direction: roles.response });
}

/**
 * Whether a header can carry a value: HTTP has no line breaks or spaces at the ends, an empty text is a text, and no
 * style writes null (OAS 3.1 §4.8.12.3).
 */
function isWritable(
  { oldResponse, newResponse }: ResponsePair,
  effect: 'narrowing' | 'widening',
  { name, value }: { name: string; value: unknown },
): boolean {
  if (value === null) return false;
  const text = headerText(effect === 'narrowing' ? oldResponse : newResponse, name, value);
  return text === '' ? value === '' : isHeaderText(text) && text === text.trim();
}

function schemaPlace({ value, pointer }: Located<HeaderPart>): string {
  if (value.schema !== undefined) return below(pointer, ['schema']);
  const [mediaType] = Object.keys(value.content ?? {});
  return mediaType === undefined ? pointer : below(pointer, ['content', mediaType, 'schema']);
}

/** Explode matters for objects only (OAS 3.1 §4.8.21). */
function writingOf({ explode, schema, content }: HeaderPart): string {
  const [mediaType] = Object.keys(content ?? {});
  const { type } = (schema ?? {}) as { type?: unknown };
  return canonical({
    ...(mediaType === undefined ? {} : { mediaType: mediaType.toLowerCase() }),
    ...(explode === true && [type].flat().includes('object') ? { explode } : {}),
  });
}
