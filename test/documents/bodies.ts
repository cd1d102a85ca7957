import type { MediaType, Operation } from '../../src/contract/document/document.ts';
import {
  isJson,
  isMultipart,
  isOtherMultipart,
  isText,
  isUrlEncoded,
  isXml,
} from '../../src/contract/document/media-types.ts';
import type { FindSchema } from '../../src/contract/document/references.ts';
import { isObject } from '../../src/contract/document/references.ts';
import { sequenceFormat, writeItem } from '../../src/contract/document/sequences.ts';
import { CannotSample } from '../../src/contract/values/cannot-sample.ts';
import { sampleValue } from '../../src/contract/values/sample.ts';
import { writeXml } from '../../src/contract/values/xml.ts';

export type SampleBody = { mediaType: string; schema: unknown; value: unknown; contentType: string; text: string };

const BOUNDARY = 'corpus-boundary';

/** The first of these that the operation accepts is tried. */
const KINDS = [isJson, isUrlEncoded, isSequence, isMultipart, isText, () => true];

/** A body of the first media type that can be made. */
export function sampleBody({ requestBody }: Operation, find: FindSchema, full: boolean): SampleBody | undefined {
  const types = Object.keys(requestBody?.content ?? {});
  const mediaType = KINDS.map((isKind) => types.find(isKind)).find((type) => type !== undefined);
  if (mediaType === undefined) return undefined;
  const declared: MediaType = requestBody?.content[mediaType] ?? {};
  const { schema = {}, itemSchema } = declared as MediaType & { itemSchema?: unknown };
  const sample = (part: unknown) =>
    sampleValue(part, find, { size: full ? 'full' : 'minimal', seed: 1, isConditional: true });
  const contentType = mediaType.includes('*') ? 'application/octet-stream' : mediaType;
  if (isJson(mediaType)) {
    const value = sample(schema);
    return { mediaType, schema, value, contentType, text: JSON.stringify(value) };
  }
  if (isUrlEncoded(mediaType)) {
    const value = sample(schema);
    const text = new URLSearchParams(value as Record<string, string>).toString();
    return { mediaType, schema, value, contentType, text };
  }
  const format = sequenceFormat(mediaType);
  if (format !== undefined && itemSchema !== undefined) {
    const items = [sample(itemSchema), sample(itemSchema)];
    const text = items.map((item) => writeItem(format, item, JSON.stringify)).join('');
    return { mediaType, schema, value: items, contentType, text };
  }
  if (isMultipart(mediaType)) {
    const value = sample(schema);
    const text = writeParts(value, declared);
    return { mediaType, schema, value, contentType: `${mediaType}; boundary=${BOUNDARY}`, text };
  }
  if (isOtherMultipart(mediaType) && declared.schema !== undefined) {
    const value = sample({ minItems: 1, ...(schema as object) });
    const text = writeListed(value, declared);
    return { mediaType, schema, value, contentType: `${mediaType}; boundary=${BOUNDARY}`, text };
  }
  if (isXml(mediaType)) {
    const value = sample(schema);
    return { mediaType, schema, value, contentType, text: writeXml(value, schema, find) };
  }
  const value = isText(mediaType) ? sample({ type: 'string', ...(schema as object) }) : 'bytes';
  if (typeof value !== 'string') throw new CannotSample(`a body of ${mediaType} must be a text`);
  return { mediaType, schema, value, contentType, text: value };
}

function isSequence(mediaType: string): boolean {
  return sequenceFormat(mediaType) !== undefined;
}

/** RFC 7578: a part for each property, or for each item of a list; objects are JSON. */
function writeParts(value: unknown, { encoding = {} }: MediaType & { encoding?: Record<string, object> }): string {
  const parts = Object.entries(isObject(value) ? value : {}).flatMap(([name, member]) => {
    const { contentType } = (encoding[name] ?? {}) as { contentType?: string };
    const type = contentType?.split(',')[0];
    return (Array.isArray(member) ? member : [member]).map((item) => {
      const isFile = type !== undefined && !isJson(type) && !isText(type);
      const text = typeof item === 'string' && !(type !== undefined && isJson(type)) ? item : JSON.stringify(item);
      const head = `Content-Disposition: form-data; name="${name}"${isFile ? '; filename="a.bin"' : ''}\r\n`;
      const media = type ?? (typeof item === 'object' ? 'application/json' : undefined);
      return `--${BOUNDARY}\r\n${head}${media === undefined ? '' : `Content-Type: ${media}\r\n`}\r\n${text}\r\n`;
    });
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

/** OAS 3.2 §4.14.4: parts without names, by their positions. */
function writeListed(value: unknown, { prefixEncoding = [], itemEncoding = {} }: MediaType): string {
  const parts = (Array.isArray(value) ? value : []).map((item, index) => {
    const type = (prefixEncoding[index] ?? itemEncoding).contentType ?? 'text/plain';
    const text = isJson(type) ? JSON.stringify(item) : String(item);
    return `--${BOUNDARY}\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
