import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { collections } from '../names.ts';
import { listen, type Start } from '../peer.ts';
import type { Json } from '../work.ts';

type Sent = { status: number; headers?: Record<string, string>; body: Json };

/** node:http and nothing else: routes, reads and writes by hand, and validates nothing. */
export const start: Start = ({ operations, work }) => {
  const known = new Set(collections(operations));

  const answer = (request: IncomingMessage, path: string, text: string): Sent => {
    if (work.authenticate(request.headers.authorization) === undefined) return reason(401);
    if (request.method === 'POST') {
      if (!known.has(path)) return reason(404);
      let body: Json;
      try {
        body = JSON.parse(text);
      } catch {
        return reason(400);
      }
      return work.create(body);
    }
    const slash = path.lastIndexOf('/');
    if (request.method !== 'GET' || !known.has(path.slice(0, slash))) return reason(404);
    return work.get(decodeURIComponent(path.slice(slash + 1))) ?? reason(404);
  };

  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    if (request.method === 'GET') {
      send(response, answer(request, path, ''));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => send(response, answer(request, path, Buffer.concat(chunks).toString())));
  });
  return listen(server);
};

function reason(status: number): Sent {
  return { status, body: { status } };
}

function send(response: ServerResponse, { status, headers, body }: Sent): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
