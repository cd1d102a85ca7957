import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import type { FormDecoding } from '../document/compiled.ts';
import { isJson, isMultipart, isText, isUrlEncoded } from '../document/media-types.ts';
import { readMultipart, readPairs, readUrlEncoded } from './forms.ts';
import { type ParsedJson, parseJson, takeJson } from './json.ts';
import { isBodyRead, takeParsed, toPairs } from './parsed-body.ts';
import { textViolations } from './texts.ts';
import { type ReadBody, Rejection, type RejectionReason, type TextRule } from './types.ts';

/** The content codings that are undone (RFC 9110 §8.4.1). */
const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** Requests whose client waits for a `100 Continue` (RFC 9110 §10.1.1). */
const waiting = new WeakSet<IncomingMessage>();

/**
 * Lets a request be judged before its client is told to send the body: to be called from a server's `checkContinue` event,
 * before the request is handed on. Without it Node tells every client to go on at once.
 */
export function holdContinue(request: IncomingMessage): void {
  waiting.add(request);
}

/** RFC 9112 §6.3: a request announces content by either of these headers. In chunks it may still be empty (§7.1). */
export function announcesContent({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether a request that announced content has sent none. Reads no further than to the first byte. */
export async function isEmpty(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  // RFC 9110 §10.1.1: only a request with content waits to be told to send it.
  if (Number(request.headers['content-length'] ?? 0) > 0 || waiting.has(request)) return false;
  if (isBodyRead(request)) return isNothing(takeParsed(request));
  try {
    return (await readBytes(request, response, { limit: 0, coding: 'identity' })).length === 0;
  } catch (error) {
    if (error instanceof Rejection && error.reason.kind === 'body_too_large') return false;
    throw error;
  }
}

/** What is to be made of a body. */
export type BodyPlan = {
  /** As the request names it. */
  contentType: string;
  form: FormDecoding | undefined;
  /** In bytes, after the content coding is undone. */
  limit: number;
  texts: TextRule;
};

/**
 * Reads the body of a request once: at most `limit` bytes of it are kept, however many are sent. JSON becomes its value, a
 * form an object, text a string, anything else bytes. Text is UTF-8 without errors (RFC 8259 §8.1). A body that the app has
 * parsed before is taken as it was parsed. Undefined where no content was sent.
 *
 * @throws Rejection
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  plan: BodyPlan,
): Promise<ReadBody | undefined> {
  if (isBodyRead(request)) return readParsed(takeParsed(request), plan);
  const coding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding !== 'identity' && !Object.hasOwn(DECODERS, coding)) {
    if (await isEmpty(request, response)) return undefined;
    throw new Rejection({ kind: 'content_encoding_unsupported' });
  }
  const bytes = await readBytes(request, response, { limit: plan.limit, coding });
  return bytes.length === 0 ? undefined : readValue(bytes, plan);
}

async function readValue(bytes: Buffer, { contentType, form, texts }: BodyPlan): Promise<ReadBody> {
  if (isMultipart(contentType)) return readMultipart(bytes, contentType, { form, texts });
  if (isJson(contentType)) return readJson(toText(bytes), texts, bytes);
  if (isUrlEncoded(contentType)) return readUrlEncoded(toText(bytes), { form, texts });
  if (!isText(contentType)) return { value: bytes, judged: bytes, faults: [] };
  const text = toText(bytes);
  return { value: text, judged: text, faults: textViolations(text, '', texts) };
}

/**
 * Reads a JSON text as a body.
 *
 * @param bytes of the text in UTF-8, where they are at hand
 * @throws Rejection where the text is not valid JSON or nests too deep
 */
export function readJson(text: string, texts: TextRule, bytes?: Buffer): ReadBody {
  return toRead(parseJson(text, texts, bytes));
}

/** A body that was parsed before. */
async function readParsed(parsed: ReturnType<typeof takeParsed>, plan: BodyPlan): Promise<ReadBody | undefined> {
  if (isNothing(parsed)) return undefined;
  if ('value' in parsed) {
    if (isJson(plan.contentType)) return toRead(takeJson(parsed.value, plan.texts));
    if (isUrlEncoded(plan.contentType)) return readPairs(toPairs(parsed.value), plan);
    throw new Error(
      `The body was read before the router, and request.body holds neither the text nor the bytes of it.`,
    );
  }
  const bytes = 'bytes' in parsed ? Buffer.from(parsed.bytes) : Buffer.from(parsed.text);
  if (bytes.length > plan.limit) throw new Rejection({ kind: 'body_too_large', limit: plan.limit });
  return readValue(bytes, plan);
}

/** Whether what was parsed before are no bytes at all. */
function isNothing(parsed: ReturnType<typeof takeParsed>): boolean {
  return ('bytes' in parsed && parsed.bytes.length === 0) || ('text' in parsed && parsed.text === '');
}

function toRead({ value, faults }: ParsedJson): ReadBody {
  return { value, judged: value, faults: faults.map((fault) => ({ in: 'body', keyword: 'type', ...fault })) };
}

/** A content coding adds at most so many bytes to a body. Empty blocks, of which a body may hold any number, count too. */
const CODING_OVERHEAD = 256 * 1024;

type Reading = {
  /** In bytes, after the content coding is undone. */
  limit: number;
  /** `identity` or one of the decoders. */
  coding: string;
};

/** The bytes of a body, its content coding undone. What comes after a refusal is not kept. */
function readBytes(request: IncomingMessage, response: ServerResponse, { limit, coding }: Reading): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.reject(new Rejection({ kind: 'body_too_large', limit }));
  // A client that has left before the request got here sends no more events.
  if (request.destroyed) return Promise.reject(new Rejection(CUT_OFF));
  if (waiting.delete(request)) response.writeContinue();

  return new Promise((resolve, reject) => {
    const decoder = DECODERS[coding]?.();
    const source = decoder ?? request;
    const chunks: Buffer[] = [];
    let size = 0;
    let received = 0;
    let done = false;
    // Listeners stay on a request that is as good as over; what still comes is let go.
    const finish = (outcome: () => void): void => {
      if (done) return;
      done = true;
      decoder?.destroy();
      // It may wait for a decoder that is gone; the connection's next request stands behind it.
      request.resume();
      outcome();
    };
    const onData = (chunk: Buffer): void => {
      if (done) return;
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      finish(() => reject(new Rejection({ kind: 'body_too_large', limit })));
    };
    const onEnd = (): void =>
      finish(() => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
    const onInput = (chunk: Buffer): void => {
      received += chunk.length;
      if (received > limit + CODING_OVERHEAD) finish(() => reject(new Rejection({ kind: 'body_too_large', limit })));
      if (!done && decoder?.write(chunk) === false) {
        request.pause();
        decoder.once('drain', () => request.resume());
      }
    };
    const onInputEnd = (): void => {
      if (done) return;
      // Nothing is no broken content coding.
      if (received > 0) decoder?.end();
      else onEnd();
    };
    const onGone = (): void => {
      // A decoder may still be at work when all is here.
      if (request.complete) return;
      finish(() => reject(new Rejection(CUT_OFF)));
    };
    request.on('error', onGone).on('close', onGone);
    if (decoder !== undefined) {
      request.on('data', onInput).on('end', onInputEnd);
      decoder.on('error', () =>
        finish(() => reject(new Rejection({ kind: 'body_undecodable', reason: 'its content encoding is broken' }))),
      );
    }
    source.on('data', onData).on('end', onEnd);
  });
}

const CUT_OFF: RejectionReason = { kind: 'body_undecodable', reason: 'it ends before its announced length' };

function toText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Rejection({ kind: 'body_undecodable', reason: 'it is not valid UTF-8' });
  const text = bytes.toString('utf8');
  // RFC 8259 §8.1: a byte order mark may be ignored.
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
