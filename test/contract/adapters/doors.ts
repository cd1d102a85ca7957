import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import { createExpressRouter } from '../../../src/contract/adapters/express.ts';
import { createFastifyPlugin } from '../../../src/contract/adapters/fastify.ts';
import { createFetchHandler, type FetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import type { CompiledContract } from '../../../src/contract/document/compiled.ts';
import type { ContractOptions } from '../../../src/contract/serve/options.ts';
import { givenRuntimes, type OtherRuntime, startRuntime } from './other-runtimes.ts';
import { type AppName, createSuiteOptions } from './suite-app.ts';
import { startWorkerd } from './workerd.ts';

/** A server of a contract behind one adapter, on a free port of the loopback address. */
export type Door = { url: string; stop: () => Promise<void> };

/** An app of the suite behind a door. Where requests can go on, the next handler returns what it received as a text. */
export type StartDoor = (app: AppName, contract: CompiledContract) => Promise<Door>;

export type DoorName = 'express' | 'node' | 'fastify' | 'fetch' | 'hono' | 'workerd' | OtherRuntime;

// Each door has requests of its own, of which the options of the suite know nothing.
const optionsOf = (app: AppName, contract: CompiledContract) =>
  ({ ...createSuiteOptions(app), contract }) as unknown as ContractOptions<string, never>;

/** The text of the next handler. */
const received = (method: string | undefined, path: string | undefined, body: unknown) =>
  `next: ${method} ${path} ${body ?? ''}`;

const nextListener: RequestListener = async (request, response) => {
  const body = await text(request);
  response.end(received(request.method, request.url, body));
};

/** What follows a fetch handler that leaves a request to others. */
export async function nextFetch(request: Request): Promise<Response> {
  return new Response(received(request.method, request.url.replace(/^[a-z]+:\/\/[^/]*/, ''), await request.text()));
}

export const DOORS: Partial<Record<DoorName, StartDoor>> = {
  express: async (app, contract) =>
    listen(
      express()
        .disable('x-powered-by')
        .use(await createExpressRouter(optionsOf(app, contract) as never))
        // It would decode the content coding.
        .use(express.text({ type: ({ headers }) => headers['content-encoding'] === undefined, limit: '1mb' }))
        .use(async (request, response) => {
          response.end(received(request.method, request.url, request.body ?? (await text(request))));
        }),
    ),
  node: async (app, contract) =>
    listen(await createNodeListener({ ...optionsOf(app, contract), next: nextListener } as never)),
  fastify: async (app, contract) => {
    const server = fastify({ forceCloseConnections: true, bodyLimit: 1024 * 1024 });
    await server.register(await createFastifyPlugin(optionsOf(app, contract) as never));
    if (app === 'report') {
      server.removeAllContentTypeParsers();
      server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      server.all('/*', async ({ method, url, body }) => received(method, url, body));
    } else if (app === 'next') {
      server.setNotFoundHandler(async ({ method, url, raw }, reply) =>
        reply.code(200).send(received(method, url, await text(raw))),
      );
    }
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    return { url, stop: () => server.close() };
  },
  fetch: async (app, contract) => {
    const handle: FetchHandler<undefined> = await createFetchHandler(optionsOf(app, contract) as never);
    return listen(async (request, response) => {
      const sent = toWebRequest(request);
      const result = (await handle(sent)) ?? (await nextFetch(sent));
      const headers = Object.fromEntries(result.headers);
      response.writeHead(result.status, { ...headers, 'set-cookie': result.headers.getSetCookie() });
      if (result.body === null) response.end();
      else pipeline(Readable.fromWeb(result.body as never), response, () => undefined);
    });
  },
  hono: async (app, contract) => {
    const handle: FetchHandler<undefined> = await createFetchHandler(optionsOf(app, contract) as never);
    const hono = new Hono();
    hono.use(async (context, next) => (await handle(context.req.raw, context)) ?? next());
    hono.all('*', (context) => nextFetch(context.req.raw));
    return listen(getRequestListener(hono.fetch));
  },
  workerd: (app) => startWorkerd(app),
  ...Object.fromEntries(
    givenRuntimes().map((runtime): [OtherRuntime, StartDoor] => [runtime.name, (app) => startRuntime(runtime, app)]),
  ),
};

/** A bridge as small as it can be. */
function toWebRequest(request: IncomingMessage): Request {
  const { method = 'GET', headers } = request;
  const hasBody =
    method !== 'GET' && method !== 'HEAD' && (headers['content-length'] ?? headers['transfer-encoding']) !== undefined;
  return new Request(`http://127.0.0.1${request.url}`, {
    method,
    headers: headers as Record<string, string>,
    ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  } as RequestInit);
}

export async function listen(listener: RequestListener): Promise<Door> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
