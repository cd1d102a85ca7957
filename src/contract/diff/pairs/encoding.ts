import { isUrlEncoded } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { canonical } from '../canonical.ts';
import type { ChangeSubject } from '../change.ts';
import type { OperationPair } from '../context.ts';
import { below, type Located, type MediaContent } from '../parts.ts';

type EncodingPair = {
  subject: ChangeSubject;
  names: { old: string; new: string };
  old: Located<MediaContent>;
  new: Located<MediaContent>;
};

/** Compares how the properties of a form or multipart body are written (OAS 3.1 §4.8.15). */
export function compareEncoding({ context, roles }: OperationPair, pair: EncodingPair): void {
  const { subject, names, old, new: fresh } = pair;
  const before = normalEncodings(old.value, names.old);
  const after = normalEncodings(fresh.value, names.new);
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name] ?? DEFAULT, after[name] ?? DEFAULT];
    if (canonical(one) === canonical(other)) continue;
    context.report({
      kind: 'body.encoding',
      direction: roles.request,
      severity: 'risky',
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

const DEFAULT = {};

function encodingPlace({ value, pointer }: Located<MediaContent>, name: string): string {
  const place = below(pointer, 'encoding', name);
  return value.encoding?.[name] === undefined ? pointer : place;
}

/** Encodings by property, without members that repeat a default or have no effect. */
function normalEncodings(
  { encoding, prefixEncoding, itemEncoding }: MediaContent,
  mediaType: string,
): Record<string, unknown> {
  const all = {
    ...encoding,
    ...(prefixEncoding === undefined ? {} : { 'parts at the start': prefixEncoding }),
    ...(itemEncoding === undefined ? {} : { 'other parts': itemEncoding }),
  };
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, normalEncoding(one, mediaType)]));
}

function normalEncoding(encoding: unknown, mediaType: string): unknown {
  if (!isObject(encoding)) return encoding;
  const { contentType, style, explode, allowReserved, headers } = encoding;
  const types =
    typeof contentType === 'string'
      ? contentType
          .toLowerCase()
          .split(/\s*,\s*/)
          .sort()
      : undefined;
  const written = style ?? 'form';
  // OAS 3.1 §4.8.15.1: headers are for multipart bodies only.
  const isMultipartBody = !isUrlEncoded(mediaType);
  const isStyled = style !== undefined || explode !== undefined || allowReserved !== undefined;
  const isDefault = written === 'form' && (explode ?? true) === true && allowReserved !== true;
  return {
    ...(types === undefined ? {} : { types }),
    ...(isStyled && !isDefault
      ? { style: written, explode: explode ?? written === 'form', allowReserved: allowReserved === true }
      : {}),
    ...(isMultipartBody && isObject(headers) && Object.keys(headers).length > 0 ? { headers } : {}),
  };
}
