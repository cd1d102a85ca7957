import { createServer, type IncomingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

// biome-ignore lint/suspicious/noExplicitAny: mutants reach into whatever is sent
type Json = any;

/** A request on its way to the server. */
export type WireRequest = {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body where it is an object or a list. */
  json: Json;
  /** For a mutant's own notes. */
  deleted?: boolean;
};

/** A response on its way back. */
export type WireResponse = { status: number; headers: IncomingHttpHeaders; text: string; json: Json };

/** The `Authorization` headers of the run. */
export type Keys = { authorization: string; other: string };

/** What becomes of requests and responses on their way. */
export type Wire = {
  onRequest?: (request: WireRequest, keys: Keys) => void;
  onResponse?: (request: WireRequest, response: WireResponse) => void;
};

export type Proxy = { url: string; stop: () => void };

/** A server in front of another one that changes what goes through it. */
export async function startProxy(target: string, { onRequest, onResponse }: Wire, keys: Keys): Promise<Proxy> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks = await incoming.toArray().catch(() => undefined);
    if (chunks === undefined) return;
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = 'GET', url = '/', headers } = incoming;
    const request: WireRequest = { method, url, headers: { ...headers }, text, json: parse(text) };
    const before = JSON.stringify(request.json);
    onRequest?.(request, keys);
    const after = JSON.stringify(request.json);
    const body = after === before ? request.text : after;
    const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _kept, ...rest } = request.headers;
    // The server or the caller has gone, because the run is over.
    const response = await forward(target, request, rest, body).catch(() => undefined);
    if (response === undefined || outgoing.destroyed) return void outgoing.destroy();
    const was = JSON.stringify(response.json);
    onResponse?.(request, response);
    const is = JSON.stringify(response.json);
    const content = is === was ? response.text : (is ?? '');
    const {
      'content-length': _old,
      'transfer-encoding': _other,
      connection: _alive,
      'keep-alive': _long,
      ...given
    } = response.headers;
    outgoing.writeHead(response.status, given as Record<string, string>);
    outgoing.end(method === 'HEAD' || response.status === 204 || response.status === 304 ? undefined : content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function parse(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function forward(
  target: string,
  { method, url }: WireRequest,
  headers: IncomingHttpHeaders,
  body: string | undefined,
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const isThere = body !== undefined && body !== '';
    const length = isThere ? { 'content-length': Buffer.byteLength(body) } : {};
    const { host, port } = new URL(target);
    const outgoing = send(
      { host: host.split(':')[0], port, method, path: url, headers: { ...headers, ...length } },
      async (response) => {
        const chunks = await response.toArray().catch(reject);
        const text = Buffer.concat(chunks ?? []).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
      },
    );
    outgoing.on('error', reject).end(isThere ? body : undefined);
  });
}
