import type { ClientRequest } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** Bytes of a piece. A body that is not longer is sent at once. */
const PIECE = 64 * 1024;
/** Milliseconds in which a server can reject a body by its declared length, before the rest is sent. */
const EARLY_MS = 20;

/**
 * Sends a body. The rest of a long one is not sent after an error has arrived: a server need not read it (RFC 9110 §15.5.14,
 * RFC 9112 §9.5).
 */
export async function sendRequestBody(request: ClientRequest, body: Buffer | undefined): Promise<void> {
  if (body === undefined || body.length <= PIECE) {
    request.end(body);
    return;
  }
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    const stop = (): void => {
      isOver = true;
      resolve();
    };
    request.once('response', (response) => {
      // One that succeeds may be made while the body is read.
      if ((response.statusCode ?? 0) < 400) return;
      stop();
      // The connection cannot be used again.
      response.once('end', () => {
        if (!request.writableEnded) request.destroy();
      });
    });
    request.once('close', stop);
  });
  request.write(body.subarray(0, PIECE));
  await Promise.race([over, setTimeout(EARLY_MS)]);
  for (let at = PIECE; at < body.length; at += PIECE) {
    if (isOver) return;
    const isTaken = request.write(body.subarray(at, at + PIECE));
    if (!isTaken) await Promise.race([over, new Promise((resolve) => request.once('drain', resolve))]);
  }
  if (!isOver) request.end();
}
