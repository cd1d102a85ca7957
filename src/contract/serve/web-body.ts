import { announcesContent } from './body.ts';
import { type BodyReader, Rejection, type RejectionReason } from './types.ts';

/** A request of the Fetch standard, or as much of it as is needed. */
export type WebRequest = {
  body: ReadableStream<Uint8Array> | null;
  bodyUsed: boolean;
  headers: Headers;
  arrayBuffer(): Promise<ArrayBuffer>;
  clone(): WebRequest;
};

/** The names of content codings (RFC 9110 §8.4.1) in the Compression Streams standard. */
const FORMATS: Record<string, string> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'brotli',
  zstd: 'zstd',
};

/** A content coding adds at most so many bytes to a body. Empty blocks, of which a body may hold any number, count too. */
const CODING_OVERHEAD = 256 * 1024;

/** Reads bodies of web requests that nothing has read before. */
export const webBodyReader: BodyReader<WebRequest> = {
  parsedBody: () => undefined,
  decodes: (coding) => Object.hasOwn(FORMATS, coding) && isSupported(FORMATS[coding] as string),
  // Headers need not announce the content of HTTP/2, or of requests that a program makes. Servers such as Hono's make a stream
  // only for those who look at `body`.
  hasContent: ({ method, headers, raw }) => {
    const isAnnounced = announcesContent(headers);
    if ((method === 'GET' || method === 'HEAD') && !isAnnounced) return false;
    if (method !== 'GET' && method !== 'HEAD' && isAnnounced) return true;
    return raw.bodyUsed || (raw.body ?? null) !== null;
  },
  awaitsContinue: () => false,
  readBytes: async (request, { limit, coding, keep }) => {
    const announced = Number(request.headers.get('content-length') ?? 0);
    if (announced > limit) throw new Rejection({ kind: 'body_too_large', limit });
    // A stream costs more than the rest of the request.
    if (announced > 0 && coding === 'identity' && !keep) return limited(await request.arrayBuffer(), limit);
    const { body } = keep ? request.clone() : request;
    if (body === null) return new Uint8Array(0);
    if (coding === 'identity') return readAll(body, limit);
    const counted = body.pipeThrough(limitBytes(limit));
    return readAll(decodeStream(counted, FORMATS[coding] as string), limit).catch((error: unknown) => {
      if (error instanceof Rejection) throw error;
      throw new Rejection(BROKEN_CODING);
    });
  },
  decodeText: (bytes) => {
    try {
      // A byte order mark may be ignored (RFC 8259 §8.1).
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  },
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Servers enforce the announced length. A request that a program makes may have announced another one. */
function limited(buffer: ArrayBuffer, limit: number): Uint8Array {
  if (buffer.byteLength > limit) throw new Rejection({ kind: 'body_too_large', limit });
  return new Uint8Array(buffer);
}

const BROKEN_CODING: RejectionReason = { kind: 'body_undecodable', reason: 'its content encoding is broken' };

const supported = new Map<string, boolean>();

/** Runtimes differ in the formats that they support. Some make no streams before the first request. */
function isSupported(format: string): boolean {
  let known = supported.get(format);
  if (known === undefined) {
    try {
      decompress(format);
      known = true;
    } catch {
      known = false;
    }
    supported.set(format, known);
  }
  return known;
}

function decodeStream(body: ReadableStream<Uint8Array>, format: string): ReadableStream<Uint8Array> {
  return body.pipeThrough(decompress(format));
}

/** The declaration of the standard lists fewer formats than some runtimes support. */
function decompress(format: string): ReadableWritablePair<Uint8Array, Uint8Array> {
  return new DecompressionStream(format as CompressionFormat) as ReadableWritablePair<Uint8Array, Uint8Array>;
}

function limitBytes(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let received = 0;
  return new TransformStream({
    transform(chunk, controller) {
      received += chunk.length;
      if (received > limit + CODING_OVERHEAD) controller.error(new Rejection({ kind: 'body_too_large', limit }));
      else controller.enqueue(chunk);
    },
  });
}

async function readAll(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      // For a cloned request it waits for the other copy.
      reader.cancel().catch(() => undefined);
      throw new Rejection({ kind: 'body_too_large', limit });
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
