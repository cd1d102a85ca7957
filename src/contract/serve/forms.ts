import type { FieldDecoding, FormDecoding, TextDecoding } from '../document/compiled.ts';
import { byMediaType, findMediaType } from '../document/media-types.ts';
import { convertTexts, holdsInexact } from './convert-texts.ts';
import { parseJson } from './json.ts';
import { INEXACT } from './json-scan.ts';
import { MOST_FIELDS, type NamedPart, type Part, splitMultipart, tooManyFields } from './multipart.ts';
import { type SplitParameter, splitParameter } from './parameter-styles.ts';
import { appendName, appendToken } from './paths.ts';
import { textFault } from './texts.ts';
import { type DecodedBody, Rejection, type TextRule, type Violation } from './types.ts';
import { VIOLATIONS_LISTED } from './violations.ts';

/** How a form is read: by the contract's schema, and which texts it may hold. */
type FormPlan = { form: FormDecoding | undefined; texts: TextRule };

/** A form of RFC 1866 as the URL Standard §5 writes it, read by the contract's schema (OAS 3.1 §4.8.14.4). */
export function readUrlEncoded(text: string, plan: FormPlan): DecodedBody {
  let count = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    if (++count > MOST_FIELDS) throw tooManyFields();
  }
  return readPairs([...new URLSearchParams(text)], plan);
}

/** The same of its pairs of names and texts. */
export function readPairs(pairs: [string, string][], plan: FormPlan): DecodedBody {
  const { value, faults } = toObject(pairs, plan);
  return { value, validated: value, faults };
}

/**
 * The pairs of a form that `express.urlencoded()` has made an object of: members of lists and objects get the names that
 * they had in the form, such as `place[lat]`.
 */
export function toPairs(value: unknown, name = ''): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item) => toPairs(item, name));
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, member]) => toPairs(member, name === '' ? key : `${name}[${key}]`));
}

/**
 * A form of RFC 7578. A part with a file name is a File for the handler; a validator gets its bytes as a text of as many
 * characters.
 *
 * @throws Rejection where the parts cannot be separated
 */
export async function readMultipart(bytes: Uint8Array, contentType: string, plan: FormPlan): Promise<DecodedBody> {
  return readParts(await splitMultipart(bytes, contentType), plan);
}

/** The same of its parts. */
export async function readParts(sent: NamedPart[], plan: FormPlan): Promise<DecodedBody> {
  const parts = await Promise.all(
    sent.map(
      async ([name, part]): Promise<[string, Part]> => [name, await asDeclared(part, decodingOfField(plan.form, name))],
    ),
  );
  const validated = await Promise.all(
    parts.map(async ([name, part]): Promise<[string, Part]> => {
      if (typeof part === 'string') return [name, part];
      return [name, toBinaryText(new Uint8Array(await part.arrayBuffer()))];
    }),
  );
  const { value, faults } = toObject(parts, plan);
  const wrong = sent.flatMap((part) => contentTypeViolation(part, decodingOfField(plan.form, part[0])) ?? []);
  return { value, validated: toObject(validated, { ...plan, texts: 'any' }).value, faults: [...wrong, ...faults] };
}

export function decodingOfField(form: FormDecoding | undefined, name: string): FieldDecoding | undefined {
  return form !== undefined && Object.hasOwn(form.properties, name) ? form.properties[name] : undefined;
}

/**
 * A part as its schema has it, however it is sent: a file as a File, a text or JSON as a text. Browsers send JSON as a file
 * with a name.
 */
async function asDeclared(part: Part, field: FieldDecoding | undefined): Promise<Part> {
  if (field === undefined) return part;
  const { isFile, isJson: asJson, types, shape, items } = field;
  if (typeof part === 'string') return isFile ? new File([part], '', { type: 'text/plain' }) : part;
  if (isFile || !(asJson || (shape === 'array' ? items : types).includes('string'))) return part;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await part.arrayBuffer());
  } catch {
    // Bytes that are not a text are a file, whatever the contract says.
    return part;
  }
}

/** The violation of a part whose media type its encoding does not name (OAS 3.1 §4.8.15). */
export function contentTypeViolation(
  [name, part, mediaType]: NamedPart,
  field: FieldDecoding | undefined,
): Violation | undefined {
  const { contentTypes, isJson: asJson } = field ?? {};
  // A file without a type may be anything, and a text without one may be JSON.
  const isText = typeof part === 'string';
  const sent = mediaType ?? (isText ? 'text/plain' : undefined);
  if (contentTypes === undefined || sent === undefined || (isText && asJson && mediaType === undefined))
    return undefined;
  const declared = byMediaType(Object.fromEntries(contentTypes.map((one) => [one, one])));
  if (findMediaType(declared, sent) !== undefined) return undefined;
  const message = `must be sent as ${contentTypes.join(' or ')}`;
  return { in: 'body', path: appendName('', name), pointer: appendToken('', name), keyword: 'contentType', message };
}

/** Calls with more arguments can exceed the stack. */
const CHARACTERS_AT_ONCE = 8192;

/** A text with a character for each byte. */
export function toBinaryText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHARACTERS_AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + CHARACTERS_AT_ONCE));
  return text;
}

/** Properties by name: texts in the types of their schemas, several of one name as a list where the schema has one. */
function toObject(
  parts: [string, Part][],
  { form, texts }: FormPlan,
): { value: Record<string, unknown>; faults: Violation[] } {
  const byName = new Map<string, Part[]>();
  for (const [name, part] of parts) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [part]);
    else known.push(part);
  }
  const deep = deepObjects(byName, form);
  const value: Record<string, unknown> = {};
  const faults: Violation[] = [];
  for (const [name, sent] of [...byName, ...deep]) {
    const path = appendName('', name);
    const pointer = appendToken('', name);
    const report: ReportFault = (message, inner = WHOLE) => {
      if (faults.length > VIOLATIONS_LISTED) return;
      const within = inner.path === '' || inner.path.startsWith('[') ? inner.path : `.${inner.path}`;
      faults.push({ in: 'body', path: path + within, pointer: pointer + inner.pointer, keyword: 'type', message });
    };
    const reading = decodingOfField(form, name);
    if (texts !== 'any') reportTexts(name, sent, report);
    const read = Array.isArray(sent)
      ? readProperty({ name, sent, texts, report }, reading)
      : convertExactly(sent, reading ?? NOTHING, report);
    Object.defineProperty(value, name, { value: read, enumerable: true, configurable: true, writable: true });
  }
  return { value, faults };
}

/** Reports something in a property that cannot be kept as it was sent; `inner` leads to it inside of a JSON value. */
type ReportFault = (message: string, inner?: { path: string; pointer: string }) => void;

const WHOLE = { path: '', pointer: '' };

function reportTexts(name: string, sent: Part[] | Record<string, string>, report: ReportFault): void {
  const fault = textFault(name);
  if (fault !== undefined) report(`has a name that contains ${fault}`);
  for (const part of Object.values(sent)) {
    const inside = typeof part === 'string' ? textFault(part) : undefined;
    if (inside !== undefined) report(`must not contain ${inside}`);
  }
}

function convertExactly(parts: SplitParameter, reading: TextDecoding, report: ReportFault): unknown {
  if (holdsInexact(parts, reading)) report(INEXACT);
  return convertTexts(parts, reading);
}

const NOTHING: TextDecoding = { shape: 'primitive', types: [], items: [], prefixItems: [], properties: {} };

/** Takes `name[member]` out of a form, for each property that is written so. */
function deepObjects(byName: Map<string, Part[]>, form: FormDecoding | undefined): [string, Record<string, string>][] {
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

type SentProperty = { name: string; sent: Part[]; texts: TextRule; report: ReportFault };

function readProperty({ name, sent, texts, report }: SentProperty, reading: FieldDecoding | undefined): unknown {
  const [first = ''] = sent;
  if (reading === undefined) return sent.length === 1 ? first : sent;
  const { shape, style, explode } = reading;
  if (reading.isJson && typeof first === 'string') return readJsonParts(sent, reading, { texts, report });
  if (shape === 'array' && (explode || sent.length > 1)) {
    const item = { ...reading, types: reading.items };
    return sent.map((part) => (typeof part === 'string' ? convertExactly(part, item, report) : part));
  }
  // More than one where one is due stays a list, for the validator to check.
  if (sent.length > 1) return sent;
  if (typeof first !== 'string') return first;
  const decode = (text: string): string => text;
  const parts: SplitParameter | undefined = splitParameter(first, { name, style, explode, shape, decode });
  return parts === undefined ? first : convertExactly(parts, reading, report);
}

/** JSON in one part, or an item of a list in each of several. A list may also be one part. */
function readJsonParts(
  sent: Part[],
  { shape, items }: FieldDecoding,
  { texts, report }: Pick<SentProperty, 'texts' | 'report'>,
): unknown {
  const values = sent.map((part) => (typeof part === 'string' ? parseOrKeep(part, texts, report) : part));
  const [only] = values;
  if (values.length > 1) return values;
  if (shape !== 'array') return only;
  const isOfLists = items.length > 0 && items.every((type) => type === 'array');
  const isWhole = Array.isArray(only) && (!isOfLists || only.every(Array.isArray));
  return isWhole ? only : values;
}

/** Text that is not JSON stays a text, for the validator to check. */
function parseOrKeep(text: string, texts: TextRule, report: ReportFault): unknown {
  try {
    const { value, faults } = parseJson(text, texts);
    for (const fault of faults) report(fault.message, fault);
    return value;
  } catch (error) {
    if (error instanceof Rejection) return text;
    throw error;
  }
}
