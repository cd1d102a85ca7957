import { isBinary, isFileList } from '../../document/binary.ts';
import type { Style } from '../../document/compiled.ts';
import type { MediaType } from '../../document/document.ts';
import { encodeParameter } from '../../document/encode-parameter.ts';
import { isJson, isMultipart, isText, isUrlEncoded, isXml, mayBeJson } from '../../document/media-types.ts';
import { type FindSchema, isObject } from '../../document/references.ts';
import { sequenceFormat, writeItem } from '../../document/sequences.ts';

/** A part of a multipart body: a text, or a file of the reader. */
export type SamplePart = { name: string; type?: string } & ({ text: string } | { file: string });

/** A body as samples send it. */
export type SampleBody = { mediaType: string } & (
  | { kind: 'json'; value: unknown }
  /** Pairs, or the whole text if a property has a style of its own. */
  | { kind: 'form'; value: Record<string, unknown>; pairs: [name: string, text: string][]; text?: string }
  | { kind: 'multipart'; value: Record<string, unknown>; parts: SamplePart[] }
  | { kind: 'text'; value: unknown; text: string }
  /** Bytes, which no sample holds. */
  | { kind: 'file'; file: string }
);

/** Media types in place of ranges. */
const OF_RANGE: Record<string, string> = { '*/*': 'application/json', 'application/*': 'application/json' };

export function bodyOfSample(declared: string, content: MediaType, value: unknown, find: FindSchema): SampleBody {
  const mediaType = OF_RANGE[declared] ?? (declared.startsWith('text/*') ? 'text/plain' : declared);
  if (isJson(mediaType)) return { mediaType, kind: 'json', value };
  if (isUrlEncoded(mediaType) && isObject(value)) return { mediaType, ...formBody(value, content) };
  if (isMultipart(mediaType) && isObject(value))
    return { mediaType, kind: 'multipart', value, parts: multipartParts(value, content, find) };
  const format = sequenceFormat(mediaType);
  if (format !== undefined && Array.isArray(value))
    return {
      mediaType,
      kind: 'text',
      value,
      text: value.map((item) => writeItem(format, item, JSON.stringify)).join(''),
    };
  const isOpen = isText(mediaType) || isXml(mediaType);
  // A shell cannot pass the character on.
  if (isOpen && typeof value !== 'object' && !String(value).includes('\0'))
    return { mediaType, kind: 'text', value: String(value), text: String(value) };
  return { mediaType, kind: 'file', file: fileName('body', mediaType) };
}

function formBody(value: Record<string, unknown>, { encoding = {} }: MediaType) {
  let hasStyle = false;
  const written = Object.entries(value).map(([name, member]) => {
    const { style, explode, contentType, allowReserved } = encoding[name] ?? {};
    const isPlain = style === undefined && explode === undefined && allowReserved === undefined;
    if (isPlain || (contentType !== undefined && isJson(contentType))) {
      const items = Array.isArray(member) && contentType === undefined ? member : [member];
      const pairs = items.map((item): [string, string] => [name, formValueText(item)]);
      return { pairs, text: new URLSearchParams(pairs).toString() };
    }
    hasStyle = true;
    const how = {
      name,
      in: 'query',
      style: (style ?? 'form') as Style,
      explode: explode ?? (style ?? 'form') === 'form',
    } as const;
    return { pairs: [], text: encodeParameter(allowReserved ? { ...how, allowReserved: true } : how, member) };
  });
  const pairs = written.flatMap((one) => one.pairs);
  const text = written
    .map((one) => one.text)
    .filter((one) => one !== '')
    .join('&');
  return { kind: 'form' as const, value, pairs, ...(hasStyle ? { text } : {}) };
}

/** Objects are JSON (OAS 3.1 §4.8.15.1). */
function formValueText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A list is one part for each item (RFC 7578 §4.3). */
function multipartParts(
  value: Record<string, unknown>,
  { schema, encoding = {} }: MediaType,
  find: FindSchema,
): SamplePart[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const types = (encoding[name]?.contentType ?? '').split(',').map((one) => one.trim());
    const type = types.find((one) => one !== '' && !one.includes('*'));
    const property = declaredProperty(schema, name, find);
    const isFile = isBinary(property, find) || isFileList(property, find);
    const items = Array.isArray(member) ? member : [member];
    return items.map((item): SamplePart => {
      if (isFile) return { name, type: type ?? 'application/octet-stream', file: fileName(name, type ?? '') };
      const asJson = types.some(isJson) || (typeof item === 'object' && (type === undefined || types.some(mayBeJson)));
      const known = asJson ? (types.find(isJson) ?? 'application/json') : type;
      return {
        name,
        text: asJson ? JSON.stringify(item) : String(item),
        ...(known === undefined ? {} : { type: known }),
      };
    });
  });
}

function declaredProperty(schema: unknown, name: string, find: FindSchema): unknown {
  const target = isObject(schema) && typeof schema.$ref === 'string' ? find(schema.$ref) : schema;
  const { properties, allOf } = isObject(target) ? target : {};
  if (isObject(properties) && Object.hasOwn(properties, name)) return properties[name];
  const parts = Array.isArray(allOf) ? allOf : [];
  return parts.map((part) => declaredProperty(part, name, find)).find((one) => one !== undefined);
}

const EXTENSIONS: Record<string, string> = { jpeg: 'jpg', plain: 'txt', mpeg: 'mp3', javascript: 'js' };

function fileName(name: string, mediaType: string): string {
  const subtype = /\/(?:[\w.-]*\+)?(\w+)$/.exec(mediaType)?.[1]?.toLowerCase() ?? '';
  const extension = EXTENSIONS[subtype] ?? (/^[a-z\d]{2,4}$/.test(subtype) ? subtype : 'bin');
  return `${name.replaceAll(/[^\w-]+/g, '-')}.${extension}`;
}
