import { type RequestListener, request } from 'node:http';
import { connect } from 'node:http2';
import { text } from 'node:stream/consumers';
import express, { type RequestHandler } from 'express';
import { type FastifyInstance, fastify } from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createExpressRouter } from '../../../src/contract/adapters/express.ts';
import { createFastifyPlugin } from '../../../src/contract/adapters/fastify.ts';
import { createFetchHandler, type FetchOptions } from '../../../src/contract/adapters/fetch.ts';
import { createHttpServer } from '../../../src/contract/adapters/http-server.ts';
import { createNodeListener, type NodeOptions } from '../../../src/contract/adapters/node.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { ContractOptions, ViolationReport } from '../../../src/contract/serve/options.ts';
import { type Door, listen } from './doors.ts';
import { exchange } from './send.ts';
import { createSuiteOptions } from './suite-app.ts';
import { suiteDocument } from './suite-document.ts';

const contract = compileContract(suiteDocument as never);
type Options = ContractOptions<string, never>;

/** The options of the suite, and what they could not do. */
function optionsOf(app: 'main' | 'report', extra: Partial<Options> = {}) {
  const failures: string[] = [];
  const onResponse: Options['onResponse'] = ({ failure }) => {
    if (failure !== undefined) failures.push((failure as Error).message);
  };
  return { options: { ...createSuiteOptions(app), contract, onResponse, ...extra } as never, failures };
}

const running = (door: Door): string => {
  onTestFinished(() => door.stop());
  return door.url;
};
const json = { 'content-type': 'application/json' };
const rex = { method: 'POST', path: '/pets', headers: json, body: '{"name":"Rex"}' };
const multipart = { ...rex, headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: '--b--\r\n' };
const bodyOf = async (url: string, sent: Parameters<typeof exchange>[1]) => {
  const { status, body } = await exchange(url, sent);
  return [status, JSON.parse(body).body ?? JSON.parse(body).detail];
};

describe('express', () => {
  const serve = async (before: RequestHandler[]) =>
    running(await listen(express().use(...before, await createExpressRouter(optionsOf('main').options))));
  const leave = (parsed: object): RequestHandler[] => [
    (request, _response, next) => {
      request.resume().once('end', () => {
        Object.assign(request, parsed);
        next();
      });
    },
  ];
  const buffer = Buffer.from('png');
  const photo = { fieldname: 'photos', originalname: 'a.png', mimetype: 'image/png', buffer };
  const file = { file: 'a.png', type: 'image/png', text: 'png' };

  test.each([
    ['fields', { body: { name: 'Rex', tags: ['1', '2'] } }, { name: 'Rex', tags: [1, 2] }],
    ['one file', { body: { name: 'Rex' }, file: photo }, { name: 'Rex', photos: [file] }],
    ['a list of files', { body: { name: 'Rex' }, files: [photo, photo] }, { name: 'Rex', photos: [file, file] }],
    ['files by field', { body: { name: 'Rex' }, files: { photos: [photo] } }, { name: 'Rex', photos: [file] }],
  ])('%s that multer has parsed are used', async (_what, parsed, expected) => {
    expect(await bodyOf(await serve(leave(parsed)), multipart)).toEqual([200, expected]);
  });

  test('a file that multer has written to a disk is a 500 that names the fix in the log', async () => {
    const { options, failures } = optionsOf('main');
    const app = express().use(
      ...leave({ body: { name: 'Rex' }, file: { ...photo, buffer: undefined } }),
      await createExpressRouter(options),
    );
    expect((await exchange(running(await listen(app)), multipart)).status).toBe(500);
    expect(failures).toEqual([expect.stringContaining('multer.memoryStorage()')]);
  });
});

describe('fastify', () => {
  const start = async (build: (app: FastifyInstance) => Promise<unknown>) => {
    const app: FastifyInstance = fastify({ forceCloseConnections: true });
    await build(app);
    return running({ url: await app.listen({ host: '127.0.0.1', port: 0 }), stop: () => app.close() });
  };

  test('it serves under the prefix that it is registered with, and other routes stay', async () => {
    const url = await start(async (app) => {
      app.get('/api/health', async () => 'well');
      app.post('/echo', async ({ body }) => body);
      await app.register(await createFastifyPlugin(optionsOf('main').options), { prefix: '/api' });
    });
    expect(await bodyOf(url, { ...rex, path: '/api/pets' })).toEqual([200, { name: 'Rex' }]);
    expect((await exchange(url, rex)).status).toBe(404);
    expect((await exchange(url, { path: '/api/health' })).body).toBe('well');
    // The parsers of the app are not those of the plugin.
    expect((await exchange(url, { ...rex, path: '/echo' })).body).toBe('{"name":"Rex"}');
  });

  test('hooks and headers of the app count', async () => {
    const url = await start(async (app) => {
      app.addHook('onRequest', async (_request, reply) => void reply.header('X-App', 'yes'));
      app.addHook('onSend', async (_request, reply) => void reply.header('X-Sent', 'yes'));
      await app.register(await createFastifyPlugin(optionsOf('main').options));
    });
    const { headers } = await exchange(url, { path: '/bodies/text' });
    expect(headers).toMatchObject({ 'x-app': 'yes', 'x-sent': 'yes' });
  });

  test('in front of routes under a prefix it reports nothing of other paths', async () => {
    const reports: ViolationReport[] = [];
    const { options } = optionsOf('report', { onViolation: (report) => void reports.push(report) });
    const url = await start(async (app) => {
      await app.register(await createFastifyPlugin(options), { prefix: '/api' });
      app.all('/*', async ({ body }) => body);
    });
    expect((await exchange(url, { ...rex, path: '/other' })).body).toBe('{"name":"Rex"}');
    expect(reports).toEqual([]);
    expect((await exchange(url, { ...rex, path: '/api/legacy', body: '{}' })).body).toBe('{}');
    expect(reports).toMatchObject([{ operationId: 'legacyCreate', reason: { kind: 'invalid' } }]);
  });
});

describe('fastify with HTTP/2, where no header announces a body', () => {
  const post = async (app: 'main' | 'report', path: string, body: string) => {
    const server = fastify({ http2: true });
    await server.register(await createFastifyPlugin(optionsOf(app).options));
    if (app === 'report') server.all('/*', async (sent) => `next: ${JSON.stringify(sent.body)}`);
    const client = connect(await server.listen({ host: '127.0.0.1', port: 0 }));
    onTestFinished(async () => {
      client.destroy();
      await server.close();
    });
    const stream = client.request({ ':method': 'POST', ':path': path, 'content-type': 'application/json' });
    return text(stream.end(body));
  };

  test('it is read', async () => {
    expect(JSON.parse(await post('main', '/pets', '{"name":"Rex"}')).body).toEqual({ name: 'Rex' });
    expect(JSON.parse(await post('main', '/pets', '')).errors).toMatchObject([{ in: 'body', pointer: '' }]);
  });

  test('it goes on unread with validation: report', async () => {
    expect(await post('report', '/legacy', '{"name":7}')).toBe('next: {"name":7}');
  });
});

describe('node', () => {
  test('it serves the paths behind `basePath` and leaves others to `next`', async () => {
    const next: RequestListener = (request, response) => response.end(`next: ${request.url}`);
    const options: object = optionsOf('main', { unknownPath: 'next' }).options;
    const mounted = { ...options, basePath: '/api', next } as NodeOptions<string>;
    const url = running(await listen(await createNodeListener(mounted)));
    expect((await exchange(url, { path: '/api/pets/7' })).status).toBe(200);
    for (const path of ['/pets/7', '/apipets/7', '/api', '/api/unknown?x=1'])
      expect((await exchange(url, { path })).body).toBe(`next: ${path}`);
  });
});

describe('fetch', () => {
  const serveFetch = (options: object, extra: object = {}) =>
    createFetchHandler({ ...options, ...extra } as FetchOptions<string>);
  const sent = (path: string, init: RequestInit = {}) => new Request(`https://pets.test${path}`, init);

  test('it serves the paths behind `basePath`', async () => {
    const handle = await serveFetch(optionsOf('main').options, { basePath: '/api' });
    expect((await handle(sent('/api/pets/7'))).status).toBe(200);
    for (const path of ['/pets/7', '/apipets/7', '/api']) expect((await handle(sent(path))).status).toBe(404);
  });

  test('a request without headers about its body has one', async () => {
    const handle = await serveFetch(optionsOf('main').options);
    const body = new TextEncoder().encode('{"name":"Rex"}');
    const response = await handle(sent('/pets', { method: 'POST', headers: json, body }));
    expect(await response.json()).toMatchObject({ body: { name: 'Rex' } });
  });
});

describe('validation: report', () => {
  const next: RequestListener = async (sent, response) => response.end(`next: ${await text(sent)}`);

  test('two routers in a row read the same body', async () => {
    const reports: unknown[] = [];
    const { options } = optionsOf('report', { onViolation: ({ reason }) => void reports.push(reason.kind) });
    const app = express().use(
      await createExpressRouter(options),
      await createExpressRouter(options),
      next as RequestHandler,
    );
    const { body } = await exchange(running(await listen(app)), { ...rex, path: '/legacy', body: '{}' });
    expect([body, reports]).toEqual(['next: {}', ['invalid', 'invalid']]);
  });

  test('behind a body parser the next handler finds what the parser left', async () => {
    const reports: unknown[] = [];
    const { options } = optionsOf('report', {
      onViolation: ({ violations }) => void reports.push(violations[0]?.path),
    });
    const app = express()
      .use(express.json(), await createExpressRouter(options))
      .use((sent, response) => void response.json(sent.body));
    const { body } = await exchange(running(await listen(app)), { ...rex, path: '/legacy', body: '{"name":7}' });
    expect([body, reports]).toEqual(['{"name":7}', ['name']]);
  });

  test('a hook that throws is a warning, and the request goes on', async () => {
    const warnings: string[] = [];
    const onViolation = () => {
      throw new Error('The log is full.');
    };
    const { options } = optionsOf('report', { onViolation, onWarning: (warning) => void warnings.push(warning) });
    const app = express().use(await createExpressRouter(options), next as RequestHandler);
    const { body } = await exchange(running(await listen(app)), { path: '/legacy?limit=x' });
    expect([body, warnings.at(-1)]).toEqual(['next: ', 'onViolation failed: The log is full.']);
  });

  test('the start stops where a handler requires a check that is missing', async () => {
    const { security } = createSuiteOptions('report');
    const { bearer: _left, ...others } = security as Record<string, never>;
    const { options } = optionsOf('report', { security: others });
    await expect(createExpressRouter(options)).rejects.toThrow('The security scheme "bearer" has no check.');
  });

  test('without a next handler no handler may be missing', async () => {
    const { options } = optionsOf('report');
    await expect(createNodeListener(options)).rejects.toThrow('The operation "legacyList" has no handler.');
  });
});

test.each(['next', 'report'])(
  'a client that waits for 100 Continue sends its body to the next handler, %s',
  async (mode) => {
    const { options } = optionsOf(
      mode === 'report' ? 'report' : 'main',
      mode === 'next' ? { unknownPath: 'next' } : {},
    );
    const app = express().use(await createExpressRouter(options), async (sent, response) =>
      response.end(await text(sent)),
    );
    const server = createHttpServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const received = await new Promise<string>((resolve, reject) => {
      const headers = { Expect: '100-continue', 'content-length': '4' };
      const outgoing = request({ port, method: 'POST', path: '/cats', agent: false, headers });
      outgoing.on('error', reject).on('response', (response) => resolve(text(response)));
      outgoing.on('continue', () => outgoing.end('body')).flushHeaders();
    });
    expect(received).toBe('body');
  },
);
