import { isDeepStrictEqual } from 'node:util';
import { parseMultipart } from '@remix-run/multipart-parser';
import type { CompiledRequestBody, FormDecoding, ReadContent, SequenceFormat } from '../document/compiled.ts';
import type { MediaType } from '../document/document.ts';
import { encodeParameter } from '../document/encode-parameter.ts';
import {
  essenceOf,
  findMediaType,
  isJson,
  isMultipart,
  isOtherMultipart,
  isText,
  isUrlEncoded,
  isXml,
} from '../document/media-types.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { createItemReader, sequenceFormat, writeItem } from '../document/sequences.ts';
import { readJson } from '../serve/body.ts';
import { convertTexts } from '../serve/convert-texts.ts';
import { readPairs, readUrlEncoded } from '../serve/forms.ts';
import { readPartValues } from '../serve/part-values.ts';
import type { DecodedBody } from '../serve/types.ts';
import { toBytes } from '../values/contents.ts';
import type { SampleFile } from '../values/files.ts';
import { createFirst, flatten } from '../values/flat.ts';
import { concreteTypes } from '../values/media.ts';
import {
  BOUNDARY_PARAMETER,
  encodingOfField,
  listPartsOf,
  partsOf,
  type WrittenPart,
  withFileTypes,
  writeParts,
} from '../values/parts.ts';
import { isXmlText, writeXml } from '../values/xml.ts';
import { partHeaders } from './part-headers.ts';
import type { CaseBody } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** A value as a body of a media type that the operation declares: JSON, a form, XML or a text. */
export function writeBody(operation: VerifiableOperation, mediaType: string, value: unknown): CaseBody {
  const isPlain = typeof value === 'string';
  const contentType = concreteTypes(mediaType, undefined, isPlain)[0] ?? mediaType;
  const concrete = contentType === mediaType ? {} : { contentType };
  if (isJson(contentType)) return { mediaType, ...concrete, text: JSON.stringify(value), value };
  const form = formOf(operation, mediaType);
  if (isUrlEncoded(contentType))
    return {
      mediaType,
      ...concrete,
      text: writeUrlEncoded(value, form, operation.requestBody?.content[mediaType]?.encoding),
      value,
    };
  if (hasParts(contentType)) {
    const type = `${essenceOf(contentType)}${BOUNDARY_PARAMETER}`;
    return { mediaType, contentType: type, ...writeParts(partsOfBody(operation, mediaType, value)), value };
  }
  const sequence = sequenceFormat(contentType);
  if (sequence !== undefined && canWriteItems(sequence, value)) {
    const text = value.map((item) => writeItem(sequence, item, JSON.stringify)).join('');
    return { mediaType, ...concrete, text, value };
  }
  const schema = operation.requestBody?.content[mediaType]?.schema;
  const text = isXml(contentType) && !isXmlText(value) ? writeXml(value, schema, operation.find) : String(value);
  return { mediaType, ...concrete, text, value };
}

/** Whether a value can be written as a body of a media type. */
export function canWrite(mediaType: string, value: unknown): boolean {
  const [contentType = mediaType] = concreteTypes(mediaType, undefined, typeof value === 'string');
  if (isUrlEncoded(contentType) || isMultipart(contentType)) return isObject(value);
  // RFC 2046 §5.1.1: at least one part.
  if (hasParts(contentType)) return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (isJson(contentType) || isXml(contentType)) return true;
  const sequence = sequenceFormat(contentType);
  if (sequence !== undefined && Array.isArray(value)) return canWriteItems(sequence, value);
  // A text is no image or archive.
  const isOpen = isText(contentType) || contentType === 'application/octet-stream';
  return typeof value === 'string' && isOpen;
}

/** Whether items can be written. Not every value is an event: those that can be are read again as they were. */
function canWriteItems(sequence: SequenceFormat, value: unknown): value is unknown[] {
  if (!Array.isArray(value)) return false;
  if (sequence !== 'events') return true;
  try {
    const reader = createItemReader(sequence);
    const text = value.map((item) => writeItem(sequence, item, JSON.stringify)).join('');
    return isDeepStrictEqual([reader.read(text), reader.end()].flat(), value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return false;
  }
}

/** Whether a media type is that of files, which are neither text nor written from a value. */
export function isFileType(mediaType: string): boolean {
  return [{}, '', [], ['']].every((value) => !canWrite(mediaType, value));
}

/** A file as a body. */
export function writeFile(mediaType: string, { mediaType: contentType, bytes }: SampleFile): CaseBody {
  const concrete = contentType === mediaType ? {} : { contentType };
  return { mediaType, ...concrete, text: bytes, encoding: 'latin1', value: bytes };
}

/** The value that a server reads from a body. The strings of a form are converted. */
export function readWritten(operation: VerifiableOperation, body: CaseBody): DecodedBody {
  const { mediaType, text, value } = body;
  const plain = { value, validated: value, faults: [] };
  const { texts } = operation.served;
  const [contentType = mediaType] = concreteTypes(mediaType, undefined, typeof value === 'string');
  if (sequenceFormat(contentType) !== undefined && Array.isArray(value)) return plain;
  if (isJson(contentType)) {
    const json = texts === 'any' ? undefined : JSON.stringify(value);
    return json === undefined ? plain : { ...readJson(json, texts), value, validated: value };
  }
  const plan = { form: formOf(operation, mediaType), texts };
  if (isUrlEncoded(contentType)) return readUrlEncoded(text, plan);
  if (isMultipart(contentType)) {
    const parts = partsOf(value, plan.form).map(({ name = '', text: part }): [string, string] => [name, part]);
    return readPairs(parts, plan);
  }
  if (plan.form?.parts !== undefined) return readWrittenParts(body, plan.form);
  const { parse } = compiledBody(operation, mediaType);
  if (parse !== undefined) return decodedBody(parse(text), value);
  if (isText(contentType)) {
    const { text: decoding } = compiledBody(operation, mediaType);
    const read = decoding === undefined ? text : convertTexts(text, decoding);
    return { value: read, validated: read, faults: [] };
  }
  return { value, validated: bytesOfBody(operation, body), faults: [] };
}

/** The value of parts that are not those of a form. */
function readWrittenParts({ contentType = '', text, encoding, value }: CaseBody, form: FormDecoding): DecodedBody {
  return decodedBody(
    readPartValues({ bytes: Buffer.from(text, encoding ?? 'utf8'), contentType }, form, parseMultipart),
    value,
  );
}

function decodedBody(read: ReadContent, value: unknown): DecodedBody {
  if ('malformed' in read) return { value, validated: undefined, faults: [] };
  return { value, validated: read.value, faults: read.faults.map((fault) => ({ in: 'body', ...fault })) };
}

/** Bytes as the server validates them: as a text with a character for each, or not at all. */
function bytesOfBody(operation: VerifiableOperation, { mediaType, text, encoding }: CaseBody): string | Uint8Array {
  const isChecked = compiledBody(operation, mediaType).isBytes === true;
  if (!isChecked) return new TextEncoder().encode(text);
  return encoding === 'latin1' ? text : toBytes(text);
}

/** The schema that values of a body are sampled from: in multipart, its files are of their media types. */
export function schemaToSample(operation: VerifiableOperation, mediaType: string, schema: unknown): unknown {
  const [contentType = mediaType] = concreteTypes(mediaType, undefined, false);
  return hasParts(contentType) ? withFileTypes(schema, formOf(operation, mediaType)) : schema;
}

/** Whether a body has parts that can be written. */
function hasParts(mediaType: string): boolean {
  return isMultipart(mediaType) || isOtherMultipart(mediaType);
}

/** The parts of a body, with the headers that their encodings declare (OAS 3.1 §4.8.15). */
function partsOfBody(operation: VerifiableOperation, mediaType: string, value: unknown): WrittenPart[] {
  const form = formOf(operation, mediaType);
  const media = operation.requestBody?.content[mediaType] ?? {};
  const isListed = form?.parts === 'listed';
  const parts = isListed ? listPartsOf(value, form) : partsOf(value, form);
  return parts.map((part, index) => {
    const encoding = isListed
      ? (media.prefixEncoding?.[index] ?? media.itemEncoding)
      : media.encoding?.[part.name ?? ''];
    const headers = partHeaders(encoding, operation.find);
    const written = isAnyFile(part, media.schema, operation.find)
      ? { ...part, ...ANY_FILE, text: toBytes(part.text) }
      : part;
    return Object.keys(headers).length === 0 ? written : { ...written, headers };
  });
}

const ANY_FILE = { type: 'application/octet-stream', filename: 'a.bin' };

/** Whether a part has a schema without keywords, as files have in OAS 3.1 (§4.8.14.2), and no other media type. */
function isAnyFile({ name = '', type }: WrittenPart, schema: unknown, find: FindSchema): boolean {
  if (type !== undefined) return false;
  const { properties = {} } = flatten(schema, find, createFirst(find));
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isObject(own) && Object.keys(own).every((keyword) => ['title', 'description'].includes(keyword));
}

/**
 * A body whose parts of a name have another media type than its encoding allows; undefined if it allows any or there is
 * no such part.
 */
export function withPartType(operation: VerifiableOperation, body: CaseBody, name: string): CaseBody | undefined {
  const { contentTypes } = formOf(operation, body.mediaType)?.properties[name] ?? {};
  if (contentTypes === undefined || contentTypes.includes('*/*')) return undefined;
  const parts = partsOfBody(operation, body.mediaType, body.value);
  if (parts.every((part) => part.name !== name)) return undefined;
  const changed = parts.map((part) => (part.name === name ? { ...part, type: UNKNOWN_PART_TYPE } : part));
  return { ...body, ...writeParts(changed) };
}

const UNKNOWN_PART_TYPE = 'x-no-such/type';

/** The names of the parts of a body that its contract describes. */
export function partNames(operation: VerifiableOperation, mediaType: string): string[] {
  const [contentType = mediaType] = concreteTypes(mediaType, undefined, false);
  return isMultipart(contentType) ? Object.keys(formOf(operation, mediaType)?.properties ?? {}) : [];
}

function formOf(operation: VerifiableOperation, mediaType: string): FormDecoding | undefined {
  return compiledBody(operation, mediaType).form;
}

function compiledBody({ served }: VerifiableOperation, mediaType: string): CompiledRequestBody {
  const bodies = served.bodies ?? new Map<string, CompiledRequestBody>();
  return bodies.get(findMediaType(bodies, mediaType) ?? mediaType) ?? {};
}

/** Whether the contract says which values a body can have. */
export function isValidated(operation: VerifiableOperation, mediaType: string): boolean {
  return compiledBody(operation, mediaType).validate !== undefined;
}

/**
 * Whether a body of events, parts or XML can have a value. Any text is a stream of events, be it one of none, and a list of
 * parts is not empty.
 */
export function canBeItems(operation: VerifiableOperation, mediaType: string, value: unknown): boolean {
  const { form, parse, sequence } = compiledBody(operation, mediaType);
  if (parse !== undefined) return 'value' in parse(writeBody(operation, mediaType, value).text);
  const parts = form?.parts;
  if (parts !== undefined) return canWrite(mediaType, value) && Array.isArray(value) === (parts === 'listed');
  return sequence !== 'events' || canWriteItems('events', value);
}

/** Each property in the style that its encoding names (OAS 3.1 §4.8.15), objects in JSON where it names none. */
function writeUrlEncoded(value: unknown, form: FormDecoding | undefined, encoding: MediaType['encoding'] = {}): string {
  return Object.entries(isObject(value) ? value : {})
    .flatMap(([name, member]) => {
      const { style, explode, isJson: asJson } = encodingOfField(form, name);
      const write = (item: unknown, more: object = {}): string[] => {
        const reserved = encoding[name]?.allowReserved === true ? { allowReserved: true as const } : {};
        const text = encodeParameter({ name, in: 'query', style, explode, ...reserved, ...more }, item);
        return text === '' ? [] : [text];
      };
      const json = { mediaType: 'application/json' };
      if (asJson && Array.isArray(member) && explode) return member.flatMap((item) => write(item, json));
      return write(member, asJson || (isObject(member) && style === 'form') ? json : {});
    })
    .join('&');
}
