import type { IncomingMessage, RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { fastify } from 'fastify';
import { type Context, Hono } from 'hono';
import { validator } from 'hono/validator';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createExpressRouter } from '../../../src/contract/adapters/express.ts';
import { createFastifyPlugin } from '../../../src/contract/adapters/fastify.ts';
import { createFetchHandler, type FetchHandler, type FetchOptions } from '../../../src/contract/adapters/fetch.ts';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { ViolationReport } from '../../../src/contract/serve/options.ts';
import { form, json, MULTIPART, post, type Sent } from './cases.ts';
import { type Door, listen } from './doors.ts';
import { exchange } from './send.ts';
import { createSuiteOptions } from './suite-app.ts';
import { suiteDocument } from './suite-document.ts';

const contract = compileContract(suiteDocument as never);
const options = { ...createSuiteOptions('main'), contract } as never;

const isJson = (type: string | undefined) => type?.startsWith('application/json') === true;
const isUrlEncoded = (type: string | undefined) => type?.startsWith('application/x-www-form-urlencoded') === true;

/** As parsers leave a body on a request of Node: a value, or bytes that they do not understand. */
async function parse(request: IncomingMessage): Promise<unknown> {
  const bytes = await buffer(request);
  if (bytes.length === 0) return bytes;
  if (isJson(request.headers['content-type'])) return JSON.parse(bytes.toString());
  if (!isUrlEncoded(request.headers['content-type'])) return bytes;
  const pairs = new URLSearchParams(bytes.toString());
  return Object.fromEntries([...pairs.keys()].map((name) => [name, pairs.getAll(name)]));
}

/** Hono behind a middleware that reads the body. */
async function hono(read: (context: Context) => unknown, extra: object = {}): Promise<Door> {
  const handle = await createFetchHandler({ ...(options as object), ...extra } as FetchOptions<string>);
  const app = new Hono();
  app.use(async (context, next) => {
    await read(context);
    await next();
  });
  app.all('*', (context) => handle(context.req.raw, context));
  return listen(getRequestListener(app.fetch));
}

const BEHIND: Record<string, () => Promise<Door>> = {
  'express, express.json(), urlencoded() and raw()': async () =>
    listen(
      express().use(
        express.json(),
        express.urlencoded(),
        express.raw({ type: 'multipart/*' }),
        await createExpressRouter(options),
      ),
    ),
  'node, request.body': async () => {
    const listener: RequestListener = await createNodeListener(options);
    return listen(async (request, response) => {
      const body = await parse(request);
      listener(Object.assign(request, { body }), response);
    });
  },
  'fastify, request.body of a hook': async () => {
    const app = fastify({ forceCloseConnections: true });
    app.addHook('preHandler', async (request) => {
      request.body = await parse(request.raw);
    });
    await app.register(await createFastifyPlugin(options));
    return { url: await app.listen({ host: '127.0.0.1', port: 0 }), stop: () => app.close() };
  },
  'hono, req.text()': () => hono(({ req }) => req.text()),
  'hono, req.arrayBuffer()': () => hono(({ req }) => req.arrayBuffer()),
  'hono, req.blob()': () => hono(({ req }) => req.blob()),
  'hono, req.json() and req.parseBody()': () =>
    hono(({ req }) => (isJson(req.header('content-type')) ? req.json().catch(() => undefined) : req.parseBody())),
  'hono, req.formData() of forms': () =>
    hono(({ req }) => (isJson(req.header('content-type')) ? req.bytes() : req.formData())),
  'hono, a cache of values': () =>
    hono(async ({ req }) => {
      if (!isJson(req.header('content-type'))) return void (await req.text());
      const text = await req.raw.text();
      if (text !== '') req.bodyCache.json = JSON.parse(text);
      else req.bodyCache.text = text;
    }),
  'fetch, the option parsedBody': async () => {
    const bodies = new WeakMap<Request, unknown>();
    const parsedBody = (request: Request) => bodies.get(request);
    const read = async (request: Request) => {
      const type = request.headers.get('content-type') ?? undefined;
      const text = await request.clone().text();
      const asForm = text !== '' && !isJson(type);
      const body = asForm ? await request.formData() : await request.text();
      bodies.set(request, asForm || body === '' ? body : JSON.parse(String(body)));
    };
    return hono(({ req }) => read(req.raw), { parsedBody });
  },
};

const urlEncoded = (body: string) => post('/pets', 'application/x-www-form-urlencoded', body);
const photo = { file: 'a.png', type: 'image/png' };

/** The status, and the body that the handler received or the pointers of what is invalid. */
const CASES: [title: string, sent: Sent, status: number, expected: unknown][] = [
  ['JSON', json({ name: 'Rex' }), 200, { name: 'Rex' }],
  ['invalid JSON', json({ name: 1 }), 400, ['/name']],
  ['a form', urlEncoded('name=Rex&tags=1&tags=2'), 200, { name: 'Rex', tags: [1, 2] }],
  ['an invalid form', urlEncoded('name=Rex&tags=x'), 400, ['/tags/0']],
  ['a form with a file', post('/pets', MULTIPART, form), 200, { name: 'Rex', tags: [1, 2], photos: [photo] }],
  ['no content', post('/pets', 'application/json', ''), 400, ['']],
];

describe.each(Object.entries(BEHIND))('behind a parser the parsed body is used: %s', (_name, start) => {
  let door: Door;
  beforeAll(async () => {
    door = await start();
  });
  afterAll(() => door.stop());

  test.each(CASES)('%s', async (_title, sent, status, expected) => {
    const received = await exchange(door.url, sent);
    const { body, errors } = JSON.parse(received.body);
    expect([received.status, errors?.map(({ pointer }: { pointer: string }) => pointer) ?? body]).toMatchObject([
      status,
      expected,
    ]);
  });
});

describe('hono', () => {
  const running = (door: Door): string => {
    onTestFinished(() => door.stop());
    return door.url;
  };

  test("Hono's validator in front of the handler, whose value stays the app's", async () => {
    const handle: FetchHandler<never> = await createFetchHandler({ ...(options as object) } as FetchOptions<string>);
    const app = new Hono();
    app.post(
      '*',
      validator('json', (value) => ({ ...value, name: 'changed' })),
      (context) => handle(context.req.raw, context),
    );
    const { body } = await exchange(running(await listen(getRequestListener(app.fetch))), json({ name: 'Rex' }));
    expect(JSON.parse(body).body).toEqual({ name: 'Rex' });
  });

  test.each([
    [
      'bytes with a content coding are decoded',
      json({}),
      gzipSync('{"name":"Rex"}'),
      { 'content-encoding': 'gzip' },
      200,
    ],
    ['a body over the limit is rejected', json({}), `{"name":"${'x'.repeat(20_000)}"}`, {}, 413],
    ['a number that a double would round is rejected', json({}), '{"name":"Rex","age":9007199254740993}', {}, 400],
  ])('%s', async (_title, sent, body, headers, status) => {
    const url = running(await hono(({ req }) => req.arrayBuffer()));
    const response = await exchange(url, { ...sent, headers: { ...sent.headers, ...headers }, body });
    expect(response.status).toBe(status);
  });

  test('without its context a body that was read is a 500, and the log names the fix', async () => {
    const failures: string[] = [];
    const onResponse = ({ failure }: { failure?: unknown }) => void failures.push(String(failure));
    const handle = await createFetchHandler({ ...(options as object), onResponse } as unknown as FetchOptions<string>);
    const app = new Hono();
    app.all('*', async ({ req }) => {
      await req.json();
      return handle(req.raw);
    });
    const url = running(await listen(getRequestListener(app.fetch)));
    expect((await exchange(url, json({ name: 'Rex' }))).status).toBe(500);
    expect(failures).toEqual([expect.stringContaining('handle(c.req.raw, c)')]);
  });

  test('with validation: report the next handler finds what Hono keeps', async () => {
    const reports: unknown[] = [];
    const handle = await createFetchHandler({
      ...createSuiteOptions('report'),
      contract,
      onViolation: ({ violations }: ViolationReport) => void reports.push(violations[0]?.path),
    } as never as FetchOptions<string> & { validation: 'report' });
    const app = new Hono();
    app.use(async (context, next) => {
      await context.req.json();
      return (await handle(context.req.raw, context)) ?? next();
    });
    app.all('*', async ({ req }) => Response.json(await req.json()));
    const url = running(await listen(getRequestListener(app.fetch)));
    const { body } = await exchange(url, { ...json({ name: 7 }), path: '/legacy' });
    expect([body, reports]).toEqual(['{"name":7}', ['name']]);
  });
});
