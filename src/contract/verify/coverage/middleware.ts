import { constants } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { DiscriminatorMode } from '../../build/discriminators.ts';
import type { OpenApiDocument } from '../../document/document.ts';
import { essenceOf, isJson } from '../../document/media-types.ts';
import { valueOfJson } from '../json.ts';
import { createPlan } from '../plan.ts';
import { createCoverage, type Observation } from './coverage.ts';
import { createStore } from './store.ts';

/** A middleware of Express, Connect or a bare node:http server. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * A middleware that counts what of a contract the requests to a server and its responses exercise, for
 * `contract coverage` to read. It must be the first one, so that it sees bodies before others read them.
 *
 * @param document a bundled contract
 * @param folder where the count is kept
 * @param discriminator what decides between alternatives
 * @throws ContractError when the contract cannot be compiled
 */
export function coverContract(
  document: OpenApiDocument,
  folder: string,
  discriminator: DiscriminatorMode = 'schemas',
): Middleware {
  const coverage = createCoverage(createPlan(document, discriminator));
  const keep = createStore(folder);
  return observeExchanges(({ read }) => keep(coverage.observe(read())));
}

/** A request and its response after the response is sent. */
export type SeenExchange = {
  /** Bytes of both bodies that are kept. */
  bytes: number;
  /** Whether a body was larger than the bound, so that none of it is kept. */
  isTooLarge: boolean;
  /** Decodes the bodies. Costly, so that it is left to the moment when the exchange is checked. */
  read: () => Observation;
};

/**
 * A middleware that observes each request and its response after the response is sent. It changes neither.
 *
 * @param mostBytes larger bodies are dropped while they arrive
 */
export function observeExchanges(
  onExchange: (exchange: SeenExchange) => void,
  mostBytes = Number.POSITIVE_INFINITY,
): Middleware {
  return (request, response, next) => {
    const sent = createCollector(mostBytes);
    const outcome = createCollector(mostBytes);
    // Node hands the body to `push`; to listen to `data` would start the body before its reader is there.
    const push = request.push.bind(request);
    request.push = (chunk, encoding) => {
      if (chunk !== null) sent.add(chunk, encoding);
      return push(chunk, encoding);
    };
    const { method = 'GET', url: target = '/' } = request;
    const write = response.write.bind(response);
    const end = response.end.bind(response);
    response.write = ((chunk: unknown, ...rest: unknown[]) => {
      outcome.add(chunk, rest[0]);
      return (write as (...args: unknown[]) => boolean)(chunk, ...rest);
    }) as typeof response.write;
    response.end = ((chunk: unknown, ...rest: unknown[]) => {
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') outcome.add(chunk, rest[0]);
      return (end as (...args: unknown[]) => ServerResponse)(chunk, ...rest);
    }) as typeof response.end;
    // Node does not remember the headers that are passed here, unless one was set before.
    let given: [string, unknown][] = [];
    const writeHead = response.writeHead.bind(response);
    response.writeHead = ((...args: unknown[]) => {
      given = pairsOf(args.at(-1));
      return (writeHead as (...args: unknown[]) => ServerResponse)(...args);
    }) as typeof response.writeHead;
    response.once('finish', () => {
      const { headers } = request;
      const received = [...Object.entries(response.getHeaders()), ...given];
      const status = response.statusCode;
      onExchange({
        bytes: sent.bytes() + outcome.bytes(),
        isTooLarge: sent.isTooLarge() || outcome.isTooLarge(),
        read: () => {
          const body = sent.isEmpty() ? undefined : decodeContent(sent.whole(), headers['content-encoding'], mostBytes);
          const whole = { method, target, headers, body };
          return { ...whole, response: receivedOf(status, received, outcome.whole(), mostBytes) };
        },
      });
    });
    next();
  };
}

function receivedOf(
  status: number,
  received: [string, unknown][],
  bytes: Buffer,
  mostBytes: number,
): Observation['response'] {
  const headers = Object.fromEntries(
    received.map(([name, value]) => [name.toLowerCase(), fromNode(value)]),
  ) as Observation['response']['headers'];
  const mediaType = essenceOf(headers['content-type'] ?? '');
  const text = decodeContent(bytes, headers['content-encoding'], mostBytes) ?? '';
  return { status, headers, mediaType, text, value: isJson(mediaType) ? valueOfJson(text) : undefined };
}

/** Chunks of a body, up to a bound. */
function createCollector(mostBytes: number) {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let isTooLarge = false;
  return {
    add: (chunk: unknown, encoding: unknown): void => {
      if (isTooLarge) return;
      const buffer = toBuffer(chunk, encoding);
      bytes += buffer.length;
      isTooLarge = bytes > mostBytes;
      if (isTooLarge) {
        chunks = [];
        bytes = 0;
      } else chunks.push(buffer);
    },
    bytes: () => bytes,
    isTooLarge: () => isTooLarge,
    isEmpty: () => chunks.length === 0,
    whole: () => (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)),
  };
}

/** The headers of `writeHead`: an object, or a list in which names and values take turns. */
function pairsOf(headers: unknown): [string, unknown][] {
  if (Array.isArray(headers)) {
    return headers.flatMap((name, index) => (index % 2 === 0 ? [[String(name), headers[index + 1]]] : []));
  }
  return typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
}

function toBuffer(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk !== 'string') return Buffer.from(chunk as Uint8Array);
  return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
}

function fromNode(value: unknown): string | string[] {
  return Array.isArray(value) ? value.map(String) : String(value);
}

const DECODERS: Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};

/** A body that is larger than the bound after it is decoded. */
export class DecodedTooLarge extends Error {}

/**
 * Undefined where it cannot be decoded, which is the server's to check.
 *
 * @throws DecodedTooLarge
 */
function decodeContent(bytes: Buffer, encoding: string | undefined, mostBytes: number): string | undefined {
  if (encoding === undefined || encoding === 'identity') return bytes.toString('utf8');
  try {
    const maxOutputLength = Math.min(mostBytes, constants.MAX_LENGTH);
    return DECODERS[encoding]?.(bytes, { maxOutputLength }).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new DecodedTooLarge();
    return undefined;
  }
}
