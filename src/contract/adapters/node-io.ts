import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { ContractResponse } from '../serve/types.ts';

/**
 * Sends a response. A stream that fails midway closes the connection, which is all that can still be signaled.
 *
 * @param onFailure called when a stream fails; not when the client disconnects
 */
export function sendToNode<Raw>(
  response: ServerResponse,
  { status, headers, body }: ContractResponse,
  onFailure: ((failure: unknown, raw: Raw) => void) | undefined,
  raw: Raw,
): void {
  if (body instanceof ReadableStream) {
    response.writeHead(status, headers);
    const source = toNodeStream(body, response, (failure) => onFailure?.(failure, raw));
    pipeline(source, response, () => undefined);
    return;
  }
  if (body === undefined) {
    response.writeHead(status, headers);
    response.end();
    return;
  }
  const length = Buffer.byteLength(body);
  headers['content-length'] = String(length);
  response.writeHead(status, headers);
  // A text of ASCII is the same bytes in latin1, which needs no conversion.
  if (typeof body === 'string' && length === body.length) response.end(body, 'latin1');
  // Node sends the headers before a text in the encoding of the text, and they are latin1 (RFC 9110 §5.5).
  else response.end(typeof body === 'string' ? Buffer.from(body) : body);
}

/** @param onFailure called when the stream fails; not when the client disconnects */
export function toNodeStream(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  onFailure: (failure: unknown) => void,
): Readable {
  // The two declarations of the same class differ in their iterators only.
  const source = Readable.fromWeb(body as NodeReadableStream);
  // A client that has disconnected destroys the response first, and then the body with an error that is no failure.
  source.once('error', (error) => {
    if (!response.destroyed) onFailure(error);
  });
  return source;
}
