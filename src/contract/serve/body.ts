import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import type { FormReading } from '../document/built.ts';
import { isJson, isMultipart, isText, isUrlEncoded } from '../document/media-types.ts';
import { readMultipart, readUrlEncoded } from './forms.ts';
import { parseJson } from './json.ts';
import { type ReadBody, Refused } from './types.ts';

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

/** RFC 9112 §6.3: a request has content when it says so by either of these headers. */
export function hasContent({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** What is to be made of a body. */
export type BodyPlan = {
  /** As the request names it. */
  contentType: string;
  form: FormReading | undefined;
  /** In bytes, after the content coding is undone. */
  limit: number;
};

/**
 * Reads the body of a request once: at most `limit` bytes of it are kept, however many are sent. JSON becomes its value, a
 * form an object, text a string, anything else bytes. Text is UTF-8 without errors (RFC 8259 §8.1).
 *
 * @throws Refused
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  { contentType, form, limit }: BodyPlan,
): Promise<ReadBody> {
  const bytes = await readBytes(request, response, limit);
  if (isJson(contentType)) {
    const { value, unfit } = parseJson(toText(bytes));
    return { value, judged: value, unfit };
  }
  if (isMultipart(contentType)) return readMultipart(bytes, contentType, form);
  const value = isUrlEncoded(contentType)
    ? readUrlEncoded(toText(bytes), form)
    : isText(contentType)
      ? toText(bytes)
      : bytes;
  return { value, judged: value, unfit: [] };
}

/** Whether a `Content-Type` names no other charset than UTF-8. */
export function isUtf8Charset(contentType: string): boolean {
  if (!contentType.includes(';')) return true;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

/** The bytes of a body, its content coding undone. What comes after a refusal is not kept. */
function readBytes(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Buffer> {
  const coding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const createDecoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (createDecoder === undefined && coding !== 'identity') {
    return Promise.reject(new Refused({ kind: 'content_encoding_unsupported' }));
  }
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.reject(new Refused({ kind: 'body_too_large', limit }));
  if (waiting.delete(request)) response.writeContinue();

  return new Promise((resolve, reject) => {
    const decoder = createDecoder?.();
    const source = decoder ?? request;
    const chunks: Buffer[] = [];
    let size = 0;
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
      finish(() => reject(new Refused({ kind: 'body_too_large', limit })));
    };
    const onEnd = (): void =>
      finish(() => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
    const onInput = (chunk: Buffer): void => {
      if (!done && decoder?.write(chunk) === false) {
        request.pause();
        decoder.once('drain', () => request.resume());
      }
    };
    const onInputEnd = (): void => {
      if (!done) decoder?.end();
    };
    const onGone = (): void => {
      // A decoder may still be at work when all is here.
      if (request.complete) return;
      finish(() => reject(new Refused({ kind: 'body_undecodable', reason: 'it ends before its announced length' })));
    };
    request.on('error', onGone).on('close', onGone);
    if (decoder !== undefined) {
      request.on('data', onInput).on('end', onInputEnd);
      decoder.on('error', () =>
        finish(() => reject(new Refused({ kind: 'body_undecodable', reason: 'its content encoding is broken' }))),
      );
    }
    source.on('data', onData).on('end', onEnd);
  });
}

function toText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Refused({ kind: 'body_undecodable', reason: 'it is not valid UTF-8' });
  const text = bytes.toString('utf8');
  // RFC 8259 §8.1: a byte order mark may be ignored.
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
