import { type ClientRequest, request } from 'node:http';
import type { Sent } from './cases.ts';

export type Received = { status: number; headers: Record<string, unknown>; body: string };

/** Sends one request on a connection of its own. */
export function exchange(url: string, sent: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const outgoing = open(url, sent);
    outgoing.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
  });
}

/** Reads a response to its first bytes, and then disconnects. */
export function readAndLeave(url: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = open(url, { path });
    outgoing.on('error', reject).on('response', (response) =>
      response.once('data', () => {
        response.destroy();
        resolve();
      }),
    );
  });
}

function open(url: string, { method = 'GET', path, headers = {}, body }: Sent): ClientRequest {
  const isInChunks = Array.isArray(body);
  const length = body === undefined || isInChunks ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const chunked = isInChunks ? { 'transfer-encoding': 'chunked' } : {};
  const outgoing = request(url, { method, path, agent: false, headers: { ...length, ...chunked, ...headers } });
  if (isInChunks) for (const piece of body) outgoing.write(piece);
  else if (body !== undefined) outgoing.write(body);
  return outgoing.end();
}
