import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { announcesContent } from '../serve/body.ts';
import { type BodyReader, type ParsedBody, type ReadOptions, Rejection, type RejectionReason } from '../serve/types.ts';

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
 * Lets a request be validated before its client is asked to send the body: to be called from a server's `checkContinue`
 * event, before the request is handed on. Without it Node asks every client to go on at once.
 */
export function holdContinue(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, response);
}

/** Reads bodies of `node:http` requests. Shared by all adapters on Node. */
export const nodeBodyReader: BodyReader<IncomingMessage> = {
  decodes: (coding) => Object.hasOwn(DECODERS, coding),
  hasContent: ({ headers }) => announcesContent(headers),
  parsedBody: (request) => takeParsed(request, request as Parsed),
  awaitsContinue: (request) => waiting.has(request),
  readBytes,
  decodeText: (bytes) => {
    if (!isUtf8(bytes)) return undefined;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    // RFC 8259 §8.1: a byte order mark may be ignored.
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  },
};

/** A file of a form as multer and parsers of its kind leave it. */
type ParsedFile = { fieldname?: unknown; originalname?: unknown; mimetype?: unknown; buffer?: unknown };

/** Members of a request that body parsers set. */
type Parsed = { body?: unknown; rawBody?: unknown; file?: unknown; files?: unknown };

/** Requests whose bodies were read and put back for the next handler. */
const putBack = new WeakSet<IncomingMessage>();

/**
 * The body that a body parser has read: bytes (`express.raw()`, or a `rawBody` of a `verify` function or a hosting
 * platform), a string (`express.text()`), or a value (`express.json()`, `express.urlencoded()`, multer). Undefined if
 * the body has not been read.
 *
 * @param parsed where body parsers leave their results
 * @throws Error where the body was read and not kept, which is a mistake of the app
 */
export function takeParsed(request: IncomingMessage, parsed: Parsed): ParsedBody | undefined {
  if (!(request.readableEnded || request.readableDidRead) || putBack.has(request)) return undefined;
  const { body, rawBody, file, files } = parsed;
  for (const kept of [rawBody, body]) if (kept instanceof Uint8Array) return { bytes: kept };
  if (typeof body === 'string') return { text: body };
  const sent = [file, ...(Array.isArray(files) ? files : Object.values(files ?? {}).flat())];
  const found = sent.flatMap((one) => (one === undefined ? [] : [toFile(one as ParsedFile)]));
  if (body !== undefined || found.length > 0) return { value: body ?? {}, files: found };
  throw new Error('The body was read before the router, and neither request.body nor request.rawBody contains it.');
}

function toFile({ fieldname, originalname, mimetype, buffer }: ParsedFile): [string, File] {
  if (!(buffer instanceof Uint8Array))
    throw new Error(
      'A file was parsed before the router, and its bytes are not in memory. Use multer.memoryStorage().',
    );
  const bytes = buffer as Uint8Array<ArrayBuffer>;
  return [String(fieldname), new File([bytes], String(originalname ?? ''), { type: String(mimetype ?? '') })];
}

/** Lets a client that waits for a `100 Continue` send its body to the next handler. */
export function continueToNext(request: IncomingMessage): void {
  waiting.get(request)?.writeContinue();
  waiting.delete(request);
}

/** A content coding adds at most so many bytes to a body. Empty blocks, of which a body may hold any number, count too. */
const CODING_OVERHEAD = 256 * 1024;

/** The bytes of a body, its content coding decoded. Bytes after a rejection are not kept. */
function readBytes(request: IncomingMessage, options: ReadOptions): Promise<Buffer> {
  const { limit, coding } = options;
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.reject(new Rejection({ kind: 'body_too_large', limit }));
  // A client that has left before the request got here sends no more events.
  if (request.destroyed) return Promise.reject(new Rejection(CUT_OFF));
  continueToNext(request);
  return options.keep ? readAndPutBack(request, options) : readOnce(request, limit, DECODERS[coding]?.());
}

function readOnce(request: IncomingMessage, limit: number, decoder: Transform | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
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
      // An empty body is not a broken content coding.
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
      decoder.on('error', () => finish(() => reject(new Rejection(BROKEN_CODING))));
    }
    source.on('data', onData).on('end', onEnd);
  });
}

const CUT_OFF: RejectionReason = { kind: 'body_undecodable', reason: 'it ends before its announced length' };

const BROKEN_CODING: RejectionReason = { kind: 'body_undecodable', reason: 'its content encoding is broken' };

/** Reads a body and puts its bytes back, so that the next handler reads the request from the start. */
async function readAndPutBack(request: IncomingMessage, { limit, coding }: ReadOptions): Promise<Buffer> {
  const decoder = DECODERS[coding]?.();
  // The end of an empty body is parsed in the same turn as the head. To listen before would end the stream.
  await Promise.resolve();
  const bytes = await peek(request, decoder === undefined ? limit : limit + CODING_OVERHEAD, limit);
  if (decoder === undefined || bytes.length === 0) return bytes;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    decoder.end(bytes);
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new Rejection({ kind: 'body_too_large', limit });
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Rejection ? error : new Rejection(BROKEN_CODING);
  }
  return Buffer.concat(chunks, size);
}

/**
 * A stream that has not yet emitted its end takes back what was read of it. So the body is read only while there is some,
 * and all of it is put back in the same turn.
 *
 * @param most bytes that are read at most
 * @param limit that a rejection names
 */
function peek(request: IncomingMessage, most: number, limit: number): Promise<Buffer> {
  putBack.add(request);
  // To listen to a stream that is empty already would end it.
  if (request.complete && request.readableLength === 0) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (outcome: (bytes: Buffer) => void): void => {
      request.off('readable', onReadable).off('close', onGone).off('error', onGone);
      const bytes = Buffer.concat(chunks, size);
      if (size > 0 && !request.destroyed) request.unshift(bytes);
      outcome(bytes);
    };
    const onGone = (): void => finish(() => reject(new Rejection(CUT_OFF)));
    const onReadable = (): void => {
      // The event without bytes is the end. HTTP/2 has no other sign of it.
      const isAtEnd = request.readableLength === 0 || request.complete;
      while (size <= most && request.readableLength > 0) {
        const chunk = request.read() as Buffer;
        size += chunk.length;
        chunks.push(chunk);
      }
      if (size > most) finish(() => reject(new Rejection({ kind: 'body_too_large', limit })));
      else if (isAtEnd) finish(resolve);
    };
    request.on('readable', onReadable).on('close', onGone).on('error', onGone);
  });
}
