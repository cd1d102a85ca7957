import { type Agent, type IncomingMessage, request } from 'node:http';
import type { SampleRequest } from './requests.ts';

export type Received = { status: number; contentType: string; body: string };

/** Sends a request whose method and target are used as they are. */
export function exchange(url: string, { method, path, headers, body }: SampleRequest, agent: Agent): Promise<Received> {
  const length: Record<string, string> = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
  return new Promise((resolve, reject) => {
    const onResponse = (response: IncomingMessage): void => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(pieces).toString(),
        }),
      );
    };
    request(url, { method, path, agent, headers: { ...headers, ...length } }, onResponse)
      .on('error', reject)
      .end(body);
  });
}
