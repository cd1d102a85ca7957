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
  return observeExchanges((observation) => keep(coverage.observe(observation)));
}

/** A middleware that observes each request and its response after the response is sent. It changes neither. */
export function observeExchanges(onExchange: (observation: Observation) => void): Middleware {
  return (request, response, next) => {
    const sent: Buffer[] = [];
    const outcome: Buffer[] = [];
    // Node hands the body to `push`; to listen to `data` would start the body before its reader is there.
    const push = request.push.bind(request);
    request.push = (chunk, encoding) => {
      if (chunk !== null) sent.push(toBuffer(chunk, encoding));
      return push(chunk, encoding);
    };
    const { method = 'GET', url: target = '/' } = request;
    const write = response.write.bind(response);
    const end = response.end.bind(response);
    response.write = ((chunk: unknown, ...rest: unknown[]) => {
      outcome.push(toBuffer(chunk, rest[0]));
      return (write as (...args: unknown[]) => boolean)(chunk, ...rest);
    }) as typeof response.write;
    response.end = ((chunk: unknown, ...rest: unknown[]) => {
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
        outcome.push(toBuffer(chunk, rest[0]));
      }
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
      const responseHeaders = Object.fromEntries(
        received.map(([name, value]) => [name.toLowerCase(), fromNode(value)]),
      ) as Observation['response']['headers'];
      const mediaType = essenceOf(responseHeaders['content-type'] ?? '');
      const text = decodeContent(Buffer.concat(outcome), responseHeaders['content-encoding']) ?? '';
      onExchange({
        ...{ method, target, headers },
        body: sent.length === 0 ? undefined : decodeContent(Buffer.concat(sent), headers['content-encoding']),
        response: {
          ...{ status: response.statusCode, headers: responseHeaders, mediaType, text },
          value: isJson(mediaType) ? valueOfJson(text) : undefined,
        },
      });
    });
    next();
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

const DECODERS: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: (bytes) => gunzipSync(bytes),
  br: (bytes) => brotliDecompressSync(bytes),
  deflate: (bytes) => inflateSync(bytes),
};

/** Undefined where it cannot be decoded, which is the server's to check. */
function decodeContent(bytes: Buffer, encoding: string | undefined): string | undefined {
  const decoder = encoding === undefined || encoding === 'identity' ? (whole: Buffer) => whole : DECODERS[encoding];
  try {
    return decoder?.(bytes).toString('utf8');
  } catch {
    return undefined;
  }
}
