import type { FormReading, Style, TextReading } from '../document/built.ts';
import { parseJson } from './json.ts';
import { type Parts, splitParameter } from './parameter-styles.ts';
import { convert } from './parameters.ts';
import type { ReadBody } from './types.ts';
import { Refused } from './types.ts';

/** A file or a text that was sent under a name. */
type Part = string | File;

/** A form of RFC 1866 as the URL Standard §5 writes it, read by the contract's schema (OAS 3.1 §4.8.14.4). */
export function readUrlEncoded(text: string, form: FormReading | undefined): Record<string, unknown> {
  return readPairs([...new URLSearchParams(text)], form);
}

/** The same of its pairs of names and texts. */
export function readPairs(pairs: [string, string][], form: FormReading | undefined): Record<string, unknown> {
  return toObject(pairs, form);
}

/**
 * A form of RFC 7578. A part with a file name is a File for the handler; a validator gets its bytes as a text of as many
 * characters.
 *
 * @throws Refused where the parts cannot be told apart
 */
export async function readMultipart(
  bytes: Buffer,
  contentType: string,
  form: FormReading | undefined,
): Promise<ReadBody> {
  const parts = await split(bytes, contentType);
  const judged = await Promise.all(
    parts.map(async ([name, part]): Promise<[string, Part]> => {
      if (typeof part === 'string') return [name, part];
      return [name, Buffer.from(await part.arrayBuffer()).toString('latin1')];
    }),
  );
  return { value: toObject(parts, form), judged: toObject(judged, form), unfit: [] };
}

async function split(bytes: Buffer, contentType: string): Promise<[string, Part][]> {
  // Few contracts have such a body, and the others start without it.
  const { Busboy } = await import('@fastify/busboy');
  return new Promise((resolve, reject) => {
    const broken = (): void =>
      reject(new Refused({ kind: 'body_undecodable', reason: 'its parts cannot be told apart (RFC 7578)' }));
    const found: [string, Part][] = [];
    let parser: InstanceType<typeof Busboy>;
    try {
      parser = new Busboy({ headers: { 'content-type': contentType }, limits: { fieldSize: bytes.length } });
    } catch {
      // Without a boundary there is nothing to part at.
      return broken();
    }
    parser.on('field', (name, value) => found.push([name, value]));
    parser.on('file', (name, stream, fileName, _encoding, type) => {
      const chunks: Buffer<ArrayBuffer>[] = [];
      const index = found.push([name, '']) - 1;
      stream.on('data', (chunk: Buffer<ArrayBuffer>) => chunks.push(chunk));
      stream.on('end', () => {
        found[index] = [name, new File(chunks, fileName ?? '', { type })];
      });
    });
    parser.on('error', broken);
    parser.on('finish', () => resolve(found));
    parser.end(bytes);
  });
}

/** Properties by name: texts in the types of their schemas, several of one name as a list where the schema has one. */
function toObject(parts: [string, Part][], form: FormReading | undefined): Record<string, unknown> {
  const byName = new Map<string, Part[]>();
  for (const [name, part] of parts) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [part]);
    else known.push(part);
  }
  const deep = deepObjects(byName, form);
  const value: Record<string, unknown> = {};
  for (const [name, sent] of [...byName, ...deep]) {
    const reading = form !== undefined && Object.hasOwn(form.properties, name) ? form.properties[name] : undefined;
    const read = Array.isArray(sent) ? readProperty(name, sent, reading) : convert(sent, reading ?? NOTHING);
    Object.defineProperty(value, name, { value: read, enumerable: true, configurable: true, writable: true });
  }
  return value;
}

const NOTHING: TextReading = { shape: 'primitive', types: [], items: [], prefixItems: [], properties: {} };

/** Takes `name[member]` out of a form, for each property that is written so. */
function deepObjects(byName: Map<string, Part[]>, form: FormReading | undefined): [string, Record<string, string>][] {
  const objects: [string, Record<string, string>][] = [];
  for (const [property, { style }] of Object.entries(form?.properties ?? {})) {
    if (style !== 'deepObject') continue;
    const members: Record<string, string> = Object.create(null);
    for (const [name, [part]] of byName) {
      if (!name.startsWith(`${property}[`) || !name.endsWith(']') || typeof part !== 'string') continue;
      members[name.slice(property.length + 1, -1)] = part;
      byName.delete(name);
    }
    if (Object.keys(members).length > 0) objects.push([property, members]);
  }
  return objects;
}

function readProperty(
  name: string,
  sent: Part[],
  reading: (TextReading & { style: Style; explode: boolean; isJson?: true }) | undefined,
): unknown {
  const [first = ''] = sent;
  if (reading === undefined) return sent.length === 1 ? first : sent;
  const { shape, style, explode } = reading;
  if (reading.isJson && typeof first === 'string') return parseOrKeep(first);
  if (shape === 'array' && (explode || sent.length > 1)) {
    return sent.map((part) => (typeof part === 'string' ? convert(part, { ...reading, types: reading.items }) : part));
  }
  // More than one where one is due stays a list, for the validator to judge.
  if (sent.length > 1) return sent;
  if (typeof first !== 'string') return first;
  const decode = (text: string): string => text;
  const parts: Parts | undefined = splitParameter(first, { name, style, explode, shape, decode });
  return parts === undefined ? first : convert(parts, reading);
}

/** Text that is no JSON stays a text, for the validator to judge. */
function parseOrKeep(text: string): unknown {
  try {
    return parseJson(text).value;
  } catch (error) {
    if (error instanceof Refused) return text;
    throw error;
  }
}
