import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { writeClient } from '../../../src/contract/build/client.ts';
import { createContractClient } from '../../../src/contract/client/client.ts';
import { assertStreamsCanBeSent } from '../../../src/contract/client/multipart.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { readContract } from '../../../src/contract/document/operations.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { CONTRACT, type Paths, streamOf } from './typed-files.ts';

const text = { type: 'string' };
const object = { type: 'object', properties: { a: text, n: { type: 'integer' } } };
const file = { type: 'string', format: 'binary' };
const list = (items: object) => ({ type: 'array', items });
const as = (contentType: string) => ({ contentType });

/** The encoding of a part, its schema, a value, the headers of its parts, and what the handler receives if it is not the value. */
const TABLE: [encoding: object | undefined, schema: object, value: unknown, heads: string[], received?: unknown][] = [
  [undefined, text, 'é\n"', ['']],
  [undefined, { type: 'integer' }, 7, ['']],
  [undefined, list(text), ['a', 'b'], ['', '']],
  [undefined, object, { a: 'x', n: 7 }, ['application/json']],
  [undefined, list(object), [{ n: 1 }, { n: 2 }], ['application/json', 'application/json']],
  [as('application/json'), object, { a: 'x' }, ['application/json']],
  [as('application/merge-patch+json'), object, { a: 'x' }, ['application/merge-patch+json']],
  [as('application/json; charset=UTF-8'), text, '5', ['application/json; charset=UTF-8']],
  [as('application/json'), list({ type: 'integer' }), [1, 2], ['application/json', 'application/json']],
  [as('application/xml, application/json'), object, { n: 1 }, ['application/json']],
  [as('text/csv'), text, 'a,b', ['text/csv']],
  [as('text/*'), text, 'a', ['text/plain']],
  [as('application/xml'), text, '<a/>', ['application/xml']],
  [as('application/*'), object, { n: 1 }, ['application/json']],
  [as('application/*'), text, '5', ['application/octet-stream']],
  [as('*/*'), text, '5', ['text/plain']],
  [as('image/*'), file, new Blob(['x'], { type: 'image/gif' }), ['image/gif; filename="blob"'], 'blob: x'],
  [undefined, file, new Blob(['one']), ['application/octet-stream; filename="blob"'], 'blob: one'],
  [undefined, file, new Uint8Array([111, 110, 101]), ['application/octet-stream; filename="blob"'], 'blob: one'],
  [undefined, file, new File(['one'], 'a"b.txt'), ['application/octet-stream; filename="a%22b.txt"'], 'a%22b.txt: one'],
  [as('image/png, image/gif'), file, new Blob(['one']), ['image/png; filename="blob"'], 'blob: one'],
  [as('image/png, image/gif'), file, new Blob(['x'], { type: 'image/gif' }), ['image/gif; filename="blob"'], 'blob: x'],
  [as('image/png'), list(file), [new Blob(['x'])], ['image/png; filename="blob"'], ['blob: x']],
  [as('image/png'), file, streamOf('on', 'e'), ['image/png; filename="blob"'], 'blob: one'],
];

const DOCUMENT: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Parts', version: '1' },
  paths: Object.fromEntries([
    ...TABLE.map(([encoding, schema], index) => {
      const content = {
        'multipart/form-data': {
          schema: { type: 'object', properties: { p: schema, 'q"': text } },
          ...(encoding && { encoding: { p: encoding } }),
        },
      };
      const responses = { 200: { description: 'Read.', content: { 'application/json': { schema: {} } } } };
      return [`/${index}`, { post: { operationId: `send${index}`, requestBody: { content }, responses } }];
    }),
    [
      '/bytes',
      {
        put: {
          operationId: 'bytes',
          requestBody: { content: { 'image/png': { schema: {} } } },
          responses: { 200: { description: 'The same.', content: { 'image/png': { schema: {} } } } },
        },
      },
    ],
  ]),
};

type Call = (path: string, init: object) => Promise<{ data: unknown; response: Response }>;
type Client = { POST: Call; PUT: Call };
let folder: string;
let client: Client;
const sent: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-parts-'));
  const module = join(folder, 'client.ts');
  const runtime = resolve('src/contract/client/client.ts');
  await writeFile(module, writeClient('', readContract(DOCUMENT), { find: createFindSchema(DOCUMENT), runtime }));
  const { createClient } = (await import(/* @vite-ignore */ module)) as { createClient: (options: object) => Client };
  const tell = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(tell));
    return value instanceof File ? `${value.name}: ${await value.text()}` : value;
  };
  const echo = async ({ body }: { body: { p: unknown } }) => ({
    status: 200,
    body: { ...body, p: await tell(body.p) },
  });
  const bytes = ({ body }: { body: Uint8Array }) => ({ status: 200, body });
  const handle = await createFetchHandler({
    contract: compileContract(DOCUMENT),
    handlers: { ...Object.fromEntries(TABLE.map((_, index) => [`send${index}`, echo])), bytes } as never,
    onWarning: () => undefined,
  });
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(await request.clone().text());
    return handle(request);
  };
  client = createClient({ baseUrl: 'http://parts.test', fetch });
});
beforeEach(() => void sent.splice(0));
afterAll(() => rm(folder, { recursive: true }));

/** Media type and file name of each part of the name `p`. */
function headsIn(body = ''): string[] {
  const parts = body.matchAll(/name="p"(?<file>; filename="[^"]*")?\r\n(?:Content-Type: (?<type>[^\r]*)\r\n)?\r\n/g);
  return [...parts].map(({ groups: { type = '', file = '' } = {} }) => type + file);
}

describe('a part of a multipart form has its media type (OAS 3.1 §4.8.15), and the server reads its value', () => {
  test.each(TABLE.map((row, index) => [index, ...row] as const))(
    '%i: %j %j',
    async (index, _encoding, _schema, value, heads, received = value) => {
      const { data } = await client.POST(`/${index}`, { body: { p: value, 'q"': 'x' } });
      expect(headsIn(sent[0])).toEqual(heads);
      expect(data).toEqual({ p: received, 'q%22': 'x' });
    },
  );

  test('a text of a range that says nothing of texts has no media type, and the server rejects it', async () => {
    const index = TABLE.findIndex(([encoding]) => JSON.stringify(encoding)?.includes('image/*'));
    await expect(client.POST(`/${index}`, { body: { p: 'x' } })).rejects.toMatchObject({ status: 400 });
    expect(headsIn(sent[0])).toEqual(['']);
  });

  test('an object cannot be sent as XML: a TypeError, and nothing is sent', async () => {
    const index = TABLE.findIndex(([encoding]) => encoding !== undefined && JSON.stringify(encoding).includes('xml"'));
    await expect(client.POST(`/${index}`, { body: { p: { a: 'x' } } })).rejects.toThrow(
      'The part p of the type application/xml must be a string, a Blob, bytes or a stream.',
    );
    expect(sent).toEqual([]);
  });
});

describe('a stream', () => {
  test('is the body of a request, and of its response', async () => {
    const { data } = await client.PUT('/bytes', { body: streamOf('a', 'b'), parseAs: 'stream' });
    expect(data).toBeInstanceOf(ReadableStream);
    expect(await new Response(data as ReadableStream).text()).toBe('ab');
    const whole = await client.PUT('/bytes', { body: streamOf('a', 'b') });
    expect(await (whole.data as Blob).text()).toBe('ab');
  });

  test.each([
    ['before its part', 0],
    ['in its part', 4],
  ])('is cancelled if the request ends %s', async (_where, chunks) => {
    const reasons: unknown[] = [];
    const endless = () => new ReadableStream({ cancel: (reason) => void reasons.push(reason) });
    const abandon = createContractClient<Paths, never>(CONTRACT as never, {
      baseUrl: 'http://parts.test',
      fetch: async (request) => {
        const reader = request.body?.getReader();
        for (let read = 0; read < chunks; read++) await reader?.read();
        await reader?.cancel('enough');
        return new Response(null, { status: 204 });
      },
    });
    const body = { title: 'A', file: endless() };
    expect((await abandon.POST('/files', { body })).response.status).toBe(204);
    expect(reasons).toEqual(['enough']);
  });

  test('is a TypeError where fetch cannot send one', async () => {
    const { Request: own } = globalThis;
    assertStreamsCanBeSent();
    const fresh = (await import('../../../src/contract/client/multipart.ts?fresh' as string)) as {
      assertStreamsCanBeSent: () => void;
    };
    // As Firefox does.
    globalThis.Request = function stringify(url: string, { method }: RequestInit) {
      return new own(url, { method: method ?? 'GET', body: '[object ReadableStream]' });
    } as never;
    try {
      expect(fresh.assertStreamsCanBeSent).toThrow('This platform cannot send a stream. Pass a Blob or bytes.');
    } finally {
      globalThis.Request = own;
    }
  });
});
