import type { FormDecoding, ReadContent, SequenceFormat, TextDecoding } from '../document/compiled.ts';
import { isJson, isMultipart, isText, isUrlEncoded } from '../document/media-types.ts';
import { createItemReader } from '../document/sequences.ts';
import { convertTexts, holdsInexact } from './convert-texts.ts';
import { readMultipart, readPairs, readParts, readUrlEncoded, toBinaryText, toPairs } from './forms.ts';
import { type ParsedJson, parseJson, takeJson } from './json.ts';
import { INEXACT } from './json-scan.ts';
import { INEXACT_KEYWORD } from './parameters.ts';
import { textViolations } from './texts.ts';
import {
  type BodyReader,
  type ContractRequest,
  type DecodedBody,
  type ParsedBody,
  Rejection,
  type RequestHeaders,
  type TextRule,
  type Violation,
} from './types.ts';
import { VIOLATIONS_LISTED } from './violations.ts';

/** A request whose body is to be read, and how. With `keep` the body stays readable for the next handler. */
export type BodySource<Raw> = { request: ContractRequest<Raw>; reader: BodyReader<Raw>; keep: boolean };

/** RFC 9112 §6.3: a request of HTTP/1.1 announces content by either of these headers. */
export function announcesContent(headers: RequestHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Whether a request that announced content has sent none. Reads no further than to the first byte.
 *
 * @param asks whether a client that waits for 100 Continue is asked for its content. Otherwise the response spares it that
 *   (RFC 9110 §10.1.1)
 */
export async function isEmpty<Raw>(
  { request: { raw, headers }, reader, keep }: BodySource<Raw>,
  asks = false,
): Promise<boolean> {
  if (Number(headers['content-length'] ?? 0) > 0 || (!asks && reader.awaitsContinue(raw))) return false;
  const left = reader.parsedBody(raw);
  const parsed = left instanceof Promise ? await left : left;
  if (parsed !== undefined) return isNothing(parsed);
  try {
    return (await reader.readBytes(raw, { limit: 0, coding: 'identity', keep })).length === 0;
  } catch (error) {
    if (error instanceof Rejection && error.reason.kind === 'body_too_large') return false;
    throw error;
  }
}

/** Options for reading a body. */
export type BodyPlan = {
  /** As the request names it. */
  contentType: string;
  form: FormDecoding | undefined;
  /** For a sequence of items, which is read as a list. */
  sequence?: SequenceFormat | undefined;
  text: TextDecoding | undefined;
  /** Whether bytes are validated. */
  isBytes?: boolean | undefined;
  /** Reads XML. */
  parse?: ((text: string) => ReadContent) | undefined;
  /** In bytes, after the content coding is decoded. */
  limit: number;
  texts: TextRule;
};

/**
 * Reads the body of a request once: at most `limit` bytes of it are kept, however many are sent. JSON becomes its value, a
 * form an object, text a string or what its schema asks for, anything else bytes. Text is UTF-8 without errors (RFC 8259 §8.1). A body that the app has
 * parsed before is used as it was parsed. Undefined where no content was sent.
 *
 * @throws Rejection
 */
export async function readBody<Raw>(source: BodySource<Raw>, plan: BodyPlan): Promise<DecodedBody | undefined> {
  const { request, reader, keep } = source;
  const { raw, headers } = request;
  const left = reader.parsedBody(raw);
  const parsed = left instanceof Promise ? await left : left;
  if (parsed !== undefined) return readParsed(parsed, plan, reader);
  const coding = String(headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (coding !== 'identity' && !reader.decodes(coding)) {
    if (await isEmpty(source)) return undefined;
    throw new Rejection({ kind: 'content_encoding_unsupported' });
  }
  const bytes = await reader.readBytes(raw, { limit: plan.limit, coding, keep });
  return bytes.length === 0 ? undefined : readValue(bytes, plan, reader);
}

type TextDecoder = Pick<BodyReader<never>, 'decodeText'>;

async function readValue(
  bytes: Uint8Array,
  { contentType, form, text: decoding, texts, sequence, isBytes = false, parse }: BodyPlan,
  decoder: TextDecoder,
): Promise<DecodedBody> {
  if (parse !== undefined) return toBody(parse(decodeUtf8(bytes, decoder)), bytes);
  if (sequence !== undefined) return readItems(decodeUtf8(bytes, decoder), sequence, texts);
  if (isJson(contentType)) return readJson(decodeUtf8(bytes, decoder), texts, bytes);
  if (isMultipart(contentType)) return readMultipart(bytes, contentType, { form, texts });
  if (form?.parts !== undefined) return readOtherParts(bytes, contentType, form);
  if (isUrlEncoded(contentType)) return readUrlEncoded(decodeUtf8(bytes, decoder), { form, texts });
  if (!isText(contentType)) return { value: bytes, validated: isBytes ? toBinaryText(bytes) : bytes, faults: [] };
  const text = decodeUtf8(bytes, decoder);
  if (decoding !== undefined && holdsInexact(text, decoding)) return inexact(text);
  const value = decoding === undefined ? text : convertTexts(text, decoding);
  return { value, validated: value, faults: textViolations(text, texts) };
}

/** A multipart body other than a form. */
async function readOtherParts(bytes: Uint8Array, contentType: string, form: FormDecoding): Promise<DecodedBody> {
  const [{ readPartValues }, { parseMultipart }] = await Promise.all([
    import('./part-values.ts'),
    import('@remix-run/multipart-parser'),
  ]);
  return toBody(readPartValues({ bytes, contentType }, form, parseMultipart), bytes);
}

/** A body that is validated as its value. Handlers receive its bytes. */
function toBody(read: ReadContent, bytes: Uint8Array): DecodedBody {
  if ('malformed' in read) throw new Rejection({ kind: 'body_undecodable', reason: read.malformed });
  return { value: bytes, validated: read.value, faults: read.faults.map((fault) => ({ in: 'body', ...fault })) };
}

function inexact(text: string): DecodedBody {
  const fault = { in: 'body', path: '', pointer: '', keyword: INEXACT_KEYWORD, message: INEXACT } as const;
  return { value: text, validated: Number(text), faults: [fault] };
}

/**
 * Reads a JSON text as a body.
 *
 * @param bytes of the text in UTF-8, where they are at hand
 * @throws Rejection where the text is not valid JSON or nests too deep
 */
export function readJson(text: string, texts: TextRule, bytes?: Uint8Array): DecodedBody {
  return toRead(parseJson(text, texts, bytes));
}

/** The items of a sequence as a list. Violations name the item; of many only the first are listed. */
function readItems(text: string, sequence: SequenceFormat, texts: TextRule): DecodedBody {
  const faults: Violation[] = [];
  let count = 0;
  const parse = (item: string): unknown => {
    const read = readJson(item, texts);
    for (const fault of read.faults) {
      if (faults.length > VIOLATIONS_LISTED) break;
      faults.push({ ...fault, path: `[${count}]${fault.path}`, pointer: `/${count}${fault.pointer}` });
    }
    count += 1;
    return read.value;
  };
  const reader = createItemReader(sequence, parse);
  const value = [reader.read(text), reader.end()].flat();
  return { value, validated: value, faults };
}

/** A body that was parsed before. */
async function readParsed(parsed: ParsedBody, plan: BodyPlan, decoder: TextDecoder): Promise<DecodedBody | undefined> {
  if (isNothing(parsed)) return undefined;
  if ('value' in parsed) {
    if (isJson(plan.contentType)) return toRead(takeJson(parsed.value, plan.texts));
    if (isUrlEncoded(plan.contentType)) return readPairs(toPairs(parsed.value), plan);
    if (isMultipart(plan.contentType) && typeof parsed.value === 'object')
      return readParts([...toPairs(parsed.value ?? {}), ...(parsed.files ?? [])], plan);
    throw new Error(`The body was read before the router, and request.body contains neither its text nor its bytes.`);
  }
  const bytes = 'bytes' in parsed ? parsed.bytes : new TextEncoder().encode(parsed.text);
  if (bytes.length > plan.limit) throw new Rejection({ kind: 'body_too_large', limit: plan.limit });
  return readValue(bytes, plan, decoder);
}

/** Whether the parsed body is empty. */
function isNothing(parsed: ParsedBody): boolean {
  return ('bytes' in parsed && parsed.bytes.length === 0) || ('text' in parsed && parsed.text === '');
}

function toRead({ value, faults }: ParsedJson): DecodedBody {
  return { value, validated: value, faults: faults.map((fault) => ({ in: 'body', keyword: 'type', ...fault })) };
}

function decodeUtf8(bytes: Uint8Array, decoder: TextDecoder): string {
  const text = decoder.decodeText(bytes);
  if (text === undefined) throw new Rejection({ kind: 'body_undecodable', reason: 'it is not valid UTF-8' });
  return text;
}
