import type { FieldDecoding, FormDecoding } from '../document/compiled.ts';
import { isObject } from '../document/references.ts';
import { FILE_TYPE, isAscii, OF_SCHEMA, toBytes } from './contents.ts';
import { sampleFile } from './files.ts';
import { concreteTypes } from './media.ts';

const BOUNDARY = 'keepspec-boundary-0b4f3f6e';

/** The parameter of a `Content-Type` for the result of {@link writeParts} (RFC 2046 §5.1.1). */
export const BOUNDARY_PARAMETER = `; boundary=${BOUNDARY}`;

type FieldEncoding = Pick<FieldDecoding, 'style' | 'explode'> & Partial<FieldDecoding>;

const OPEN: FieldEncoding = { style: 'form', explode: true };

/** How a field of a form is written. */
export function encodingOfField(form: FormDecoding | undefined, name: string): FieldEncoding {
  return form !== undefined && Object.hasOwn(form.properties, name) ? (form.properties[name] ?? OPEN) : OPEN;
}

/** A part of a multipart body. The text of a file has a character for each byte. */
export type WrittenPart = { name: string; text: string; type?: string; filename?: string };

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
  const isPlain = parts.every(({ text, filename }) => filename === undefined || isAscii(text));
  const encode = isPlain ? (text: string) => text : toBytes;
  const written = parts.map(({ name, text, type, filename }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const quoted = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const header = `Content-Disposition: form-data; name="${quoted}"${file}\r\n`;
    const content = filename === undefined ? encode(text) : text;
    return `--${BOUNDARY}\r\n${encode(header)}${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n${content}\r\n`;
  });
  const text = `${written.join('')}--${BOUNDARY}--\r\n`;
  return isPlain ? { text } : { text, encoding: 'latin1' };
}

/**
 * The schema of a multipart body, which says of each file of which media type it is, so that its samples are such
 * files.
 */
export function withFileTypes(schema: unknown, form: FormDecoding | undefined): unknown {
  const files = Object.entries(form?.properties ?? {}).filter(([, field]) => field.isFile === true);
  if (files.length === 0) return schema;
  const properties = files.map(([name, field]): [string, object] => {
    // Without an encoding its schema says of which media type it is.
    const file = { [FILE_TYPE]: field.contentTypes === undefined ? OF_SCHEMA : typeOfFile(field) };
    return [name, field.shape === 'array' ? { items: file } : file];
  });
  return { allOf: [{ properties: Object.fromEntries(properties) }, schema] };
}
