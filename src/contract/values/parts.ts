import type { FieldDecoding, FormDecoding } from '../document/compiled.ts';
import { ANY_PART } from '../document/read-content.ts';
import { isObject } from '../document/references.ts';
import { FILE_TYPE, isAscii, OF_SCHEMA, toBytes } from './contents.ts';
import { sampleFile } from './files.ts';
import { concreteTypes } from './media.ts';

const BOUNDARY = 'keepspec-boundary-0b4f3f6e';

/** The parameter of a `Content-Type` for the result of {@link writeParts} (RFC 2046 §5.1.1). */
export const BOUNDARY_PARAMETER = `; boundary=${BOUNDARY}`;

/** The line between two parts (RFC 2046 §5.1.1). */
export const DELIMITER = `--${BOUNDARY}`;

type FieldEncoding = Pick<FieldDecoding, 'style' | 'explode'> & Partial<FieldDecoding>;

const OPEN: FieldEncoding = { style: 'form', explode: true };

/** How a field of a form is written. */
export function encodingOfField(form: FormDecoding | undefined, name: string): FieldEncoding {
  return form !== undefined && Object.hasOwn(form.properties, name) ? (form.properties[name] ?? OPEN) : OPEN;
}

/** A part of a multipart body. The text of a file has a character for each byte. */
export type WrittenPart = {
  /** Parts of a list have none. */
  name?: string;
  text: string;
  type?: string;
  filename?: string;
  /** Further headers, by name. */
  headers?: Record<string, string>;
};

/** The parts of a form (RFC 7578 §4.3): a list is one part for each item, objects are JSON, files have a name. */
export function partsOf(value: unknown, form: FormDecoding | undefined): WrittenPart[] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, member]): WrittenPart[] => {
    const field = encodingOfField(form, name);
    const { isJson: asJson = false, isFile = false } = field;
    const items = Array.isArray(member) ? member : [member];
    return items.map((item) => {
      if (isFile) {
        const text = String(item);
        const bytes = /[^\0-\xff]/.test(text) ? toBytes(text) : text;
        return { name, text: bytes, type: typeOfFile(field), filename: 'a.bin' };
      }
      const isWritten = asJson || (typeof item === 'object' && item !== null);
      const text = isWritten ? JSON.stringify(item) : String(item);
      const type = typeOfText(field, isWritten);
      return { name, text, ...(type === undefined ? {} : { type }) };
    });
  });
}

/** The parts of a list, which have no names and each a media type (OAS 3.2 §4.14.4). */
export function listPartsOf(value: unknown, form: FormDecoding | undefined): WrittenPart[] {
  return (Array.isArray(value) ? value : []).map((item, index): WrittenPart => {
    const name = placeOfPart(form, index);
    const isList = Array.isArray(item);
    // A list in one part is JSON. A list of parts has no lists of parts in it.
    const [part = { text: '' }] = isList
      ? [{ text: JSON.stringify(item), type: 'application/json' }]
      : partsOf({ [name]: item }, form);
    return { text: part.text, type: part.type ?? 'text/plain' };
  });
}

/** The property that stands for a part of a list. */
export function placeOfPart(form: FormDecoding | undefined, index: number): string {
  return form !== undefined && Object.hasOwn(form.properties, index) ? String(index) : ANY_PART;
}

/**
 * The media type that a file is sent as: one of those that its encoding names, of which a file is at hand if possible.
 */
function typeOfFile({ contentTypes = [] }: Partial<FieldDecoding>): string {
  const types = contentTypes.flatMap((one) => concreteTypes(one, undefined, true));
  return types.find((one) => sampleFile(one) !== undefined) ?? types[0] ?? 'application/octet-stream';
}

function typeOfText({ contentTypes = [] }: Partial<FieldDecoding>, isJson: boolean): string | undefined {
  const [declared] = contentTypes.flatMap((one) => concreteTypes(one, undefined, !isJson));
  return declared ?? (isJson ? 'application/json' : undefined);
}

/** The parts as a body. With `latin1`, each character of its text is a byte. */
export function writeParts(parts: WrittenPart[]): { text: string; encoding?: 'latin1' } {
  const isFile = ({ name, filename }: WrittenPart): boolean => filename !== undefined || name === undefined;
  const isPlain = parts.every((part) => !isFile(part) || isAscii(part.text));
  const encode = isPlain ? (text: string) => text : toBytes;
  const written = parts.map((part) => {
    const { name, text, type, filename, headers = {} } = part;
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const quoted = (name ?? '').replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const lines = [
      ...(name === undefined ? [] : [`Content-Disposition: form-data; name="${quoted}"${file}`]),
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
      ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
    ];
    return `--${BOUNDARY}\r\n${encode(lines.join('\r\n'))}\r\n\r\n${isFile(part) ? text : encode(text)}\r\n`;
  });
  const text = `${written.join('')}--${BOUNDARY}--\r\n`;
  return isPlain ? { text } : { text, encoding: 'latin1' };
}

/**
 * The schema of a multipart body, which says of each file of which media type it is, so that its samples are such
 * files.
 */
export function withFileTypes(schema: unknown, form: FormDecoding | undefined): unknown {
  const files = Object.entries(form?.properties ?? {}).flatMap(([name, field]): [string, object][] => {
    if (field.isFile !== true) return [];
    // Without an encoding its schema says of which media type it is.
    const file = { [FILE_TYPE]: field.contentTypes === undefined ? OF_SCHEMA : typeOfFile(field) };
    return [[name, field.shape === 'array' ? { items: file } : file]];
  });
  if (form?.parts === 'listed') return withListedTypes(schema, Object.keys(form.properties), new Map(files));
  return files.length === 0 ? schema : { allOf: [{ properties: Object.fromEntries(files) }, schema] };
}

/** The same of a list, which has at least one part (RFC 2046 §5.1.1). */
function withListedTypes(schema: unknown, places: string[], files: Map<string, object>): unknown {
  const typed = places.map((place) => files.get(place) ?? {});
  const items = files.get(ANY_PART) ?? {};
  const prefixItems = typed.slice(0, places.length - 1);
  return { allOf: [{ minItems: 1, ...(prefixItems.length === 0 ? {} : { prefixItems }), items }, schema] };
}
