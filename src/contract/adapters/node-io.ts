import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable, type Transform } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import {
  type BodyReader,
  type ContractResponse,
  type ParsedBody,
  Rejection,
  type RejectionReason,
} from '../serve/types.ts';

/** The content codings that are decoded (RFC 9110 §8.4.1). */
const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** Requests whose client waits for a `100 Continue` (RFC 9110 §10.1.1), with their responses. */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/**
 * Lets a request be validated before its client is told to send the body: to be called from a server's `checkContinue`
 * event, before the request is handed on. Without it Node tells every client to go on at once.
 */
export function holdContinue(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, response);
}

/** Reads bodies of `node:http` requests. Shared by all adapters on Node. */
export const nodeBodyReader: BodyReader<IncomingMessage> = {
  codings: new Set(Object.keys(DECODERS)),
  parsedBody: takeParsed,
  awaitsContinue: (request) => waiting.has(request),
  readBytes,
  decodeText: (bytes) => {
    if (!isUtf8(bytes)) return undefined;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    // RFC 8259 §8.1: a byte order mark may be ignored.
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  },
};

/** What Express's body parsers, or others of the same habits, leave on a request. */
type Parsed = IncomingMessage & { body?: unknown; rawBody?: unknown };

/**
 * What something else has read of the body: the bytes where they were kept (`express.raw()`, or a `rawBody` that a `verify`
 * function or a hosting platform has set), a text (`express.text()`), or a value (`express.json()`, `express.urlencoded()`).
 * Undefined where nothing has read it.
 *
 * @throws Error where the body was read and not kept, which is a mistake of the app
 */
function takeParsed(request: IncomingMessage): ParsedBody | undefined {
  if (!(request.readableEnded || request.readableDidRead)) return undefined;
  const { body, rawBody } = request as Parsed;
  for (const kept of [rawBody, body]) if (kept instanceof Uint8Array) return { bytes: kept };
  if (typeof body === 'string') return { text: body };
  if (body !== undefined) return { value: body };
  throw new Error('The body was read before the router, and neither request.body nor request.rawBody holds it.');
}

/**
 * Sends a response. A stream that fails midway closes the connection, which is all that can still be signaled.
 *
 * @param onFailure called when a stream fails; not when the client disconnects
 */
export function sendToNode(
  response: ServerResponse,
  { status, headers, body }: ContractResponse,
  onFailure: (failure: unknown) => void,
): void {
  if (body instanceof ReadableStream) {
    response.writeHead(status, headers);
    // The two declarations of the same class differ in their iterators only.
    const source = Readable.fromWeb(body as NodeReadableStream);
    // A client that has disconnected destroys the response first, and then the body with an error that is no failure.
    source.once('error', (error) => {
      if (!response.destroyed) onFailure(error);
    });
    pipeline(source, response, () => undefined);
    return;
  }
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  response.writeHead(status, headers);
  response.end(body);
}

/** A content coding adds at most so many bytes to a body. Empty blocks, of which a body may hold any number, count too. */
const CODING_OVERHEAD = 256 * 1024;

/** The bytes of a body, its content coding decoded. Bytes after a rejection are not kept. */
function readBytes(request: IncomingMessage, { limit, coding }: { limit: number; coding: string }): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.reject(new Rejection({ kind: 'body_too_large', limit }));
  // A client that has left before the request got here sends no more events.
  if (request.destroyed) return Promise.reject(new Rejection(CUT_OFF));
  waiting.get(request)?.writeContinue();
  waiting.delete(request);

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
