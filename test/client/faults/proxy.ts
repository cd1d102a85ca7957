import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Faults between client and server. `invented` is a defect of an API: a success without a write. */
export const FAULTS = [
  ...['none', 'request lost', 'reset before headers', 'reset after headers', 'reset in the body'],
  ...['429', '503', '503 after the write', 'time-out before the write', 'time-out after the write'],
  'duplicate delivery',
] as const;
export type Fault = (typeof FAULTS)[number] | 'invented';

/** The faults of one call, attempt by attempt. Further attempts have none. */
export type Plan = Fault[];

/** A proxy that follows plans. The URL of a call is that of its plan. */
export type FaultProxy = {
  urlOf(plan: Plan): string;
  /** Faults so far that a call has met. */
  injected: Map<Fault, number>;
  /** Waits until the API has responded to everything that was passed on. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

type Upstream = { status: number; headers: IncomingHttpHeaders; body: Buffer };
type Call = { request: IncomingMessage; body: Buffer; path: string; response: ServerResponse };

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const plans: Plan[] = [];
  const injected = new Map<Fault, number>();
  const open = new Set<Promise<unknown>>();
  const forward = (call: Call): Promise<Upstream> => {
    const sent = send(target, call);
    open.add(sent);
    // The caller of `forward` gets the error, too.
    void sent.catch(() => undefined).then(() => open.delete(sent));
    return sent;
  };
  const server = createServer(async (incoming, response) => {
    const [, number = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const fault = plans[Number(number)]?.shift() ?? 'none';
    injected.set(fault, (injected.get(fault) ?? 0) + 1);
    const call = { request: incoming, body: await buffer(incoming), path, response };
    // A client that has gone needs no response.
    await pass(fault, call, forward).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    injected,
    urlOf: (plan) => `http://127.0.0.1:${port}/${plans.push([...plan]) - 1}`,
    settle: async () => {
      while (open.size > 0) await Promise.allSettled(open);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function pass(fault: Fault, call: Call, forward: (call: Call) => Promise<Upstream>): Promise<void> {
  const { response } = call;
  if (fault === 'request lost') return reset(response);
  if (fault === '429' || fault === '503') return refuse(response, Number(fault));
  if (fault === 'time-out before the write') return;
  if (fault === 'invented') return void response.writeHead(201, JSON_HEADERS).end('{"id":"agent_invented"}');
  const first = forward(call);
  const [upstream] = fault === 'duplicate delivery' ? await Promise.all([first, forward(call)]) : [await first];
  if (fault === 'time-out after the write') return;
  if (fault === 'reset before headers') return reset(response);
  if (fault === '503 after the write') return refuse(response, 503);
  const { status, headers, body } = upstream;
  response.writeHead(status, headers);
  if (fault === 'none' || fault === 'duplicate delivery') return void response.end(body);
  response.flushHeaders();
  const part = fault === 'reset in the body' ? body.subarray(0, body.length / 2) : Buffer.alloc(0);
  response.write(part, () => reset(response));
}

const JSON_HEADERS = { 'content-type': 'application/json' };

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...JSON_HEADERS, 'retry-after': '0' }).end('{"error":{"message":"Not now."}}');
}

function reset({ socket }: ServerResponse): void {
  socket?.resetAndDestroy();
}

function send(target: string, { request: { method, headers }, body, path }: Call): Promise<Upstream> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...rest } = headers;
    const outgoing = request(target + path, { method, headers: rest }, (incoming) => {
      const { statusCode: status = 0, headers: received } = incoming;
      buffer(incoming).then((whole) => resolve({ status, headers: received, body: whole }), reject);
    });
    outgoing.once('error', reject).end(body);
  });
}
