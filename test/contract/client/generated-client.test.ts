import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { writeClient } from '../../../src/contract/build/client.ts';
import { readContract } from '../../../src/contract/document/operations.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { apiKey, basic, bearer } from '../../../src/contract/serve/security.ts';
import { DOCUMENT, handlers } from './shop.ts';

/** A generated client without its types, which are the caller's business here. */
type AnyClient = Record<
  'GET' | 'POST' | 'PUT' | 'PATCH' | 'HEAD',
  (path: string, init?: object) => Promise<Outcome>
> & {
  pages: (path: string, init?: object) => AsyncGenerator<{ items: number[] }>;
  items: (path: string, init?: object) => AsyncGenerator<number>;
};
type Outcome = { data: never; response: Response };
type Generated = {
  createClient: (options: object) => AnyClient;
  ApiError: new (...args: never[]) => Error & { status: number; code?: string; fields: object; body: unknown };
};

const auth = {
  Bearer: 'token',
  Basic: { username: 'ada', password: 'pässword:1' },
  Header: 'in-header',
  Query: 'in query',
  Cookie: 'in-cookie',
};

let folder: string;
let generated: Generated;
let client: AnyClient;
const sent: Request[] = [];
let fetchShop: (request: Request) => Promise<Response>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generated-client-'));
  const file = join(folder, 'client.ts');
  const runtime = resolve('src/contract/client/client.ts');
  await writeFile(file, writeClient('', readContract(DOCUMENT), { find: createFindSchema(DOCUMENT), runtime }));
  generated = (await import(/* @vite-ignore */ file)) as Generated;
  const key = apiKey((value) => value);
  const handle = await createFetchHandler({
    contract: compileContract(DOCUMENT),
    handlers,
    security: {
      Bearer: bearer((token) => token),
      Basic: basic(({ username, password }) => `${username} ${password}`),
      ...{ Header: key, Query: key, Cookie: key },
    },
  });
  fetchShop = async (request) => {
    sent.push(request.clone());
    return handle(request);
  };
  client = generated.createClient({ baseUrl: 'http://shop.test', auth, fetch: fetchShop });
});
beforeEach(() => void sent.splice(0));
afterAll(() => rm(folder, { recursive: true }));

/** The body of a success. */
async function dataOf(call: Promise<Outcome>): Promise<unknown> {
  return (await call).data;
}

describe('credentials', () => {
  test.each([
    ['/bearer', 'token'],
    ['/basic', 'ada pässword:1'],
    ['/header', 'in-header'],
    ['/query', 'in query'],
    ['/cookie', 'in-cookie'],
  ])('those of the scheme of %s are sent', async (path, principal) => {
    expect(await dataOf(client.GET(path))).toEqual({ principal });
  });

  test('no operation gets the credentials of a scheme that it does not declare', async () => {
    await client.GET('/open');
    await client.GET('/header');
    const [open, header] = sent.map(({ url, headers }) => ({ url, headers: [...headers.keys()] }));
    expect(open).toEqual({ url: 'http://shop.test/open', headers: [] });
    expect(header).toEqual({ url: 'http://shop.test/header', headers: ['x-key'] });
  });

  test('of several alternatives, the first that can be met is sent', async () => {
    const { Basic, Query } = auth;
    const some = generated.createClient({ baseUrl: 'http://shop.test', auth: { Basic, Query }, fetch: fetchShop });
    expect(await dataOf(some.GET('/either'))).toEqual({ principal: 'ada pässword:1' });
    expect(new URL(sent[0]?.url ?? '').search).toBe('');
  });

  test('an operation that can be called without credentials gets those that there are', async () => {
    await client.GET('/optional');
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer token');
  });

  test('an operation for which they are missing is sent without them, and the API rejects it', async () => {
    const none = generated.createClient({ baseUrl: 'http://shop.test', fetch: fetchShop });
    await expect(none.GET('/bearer')).rejects.toMatchObject({ status: 401 });
    expect(await dataOf(none.GET('/open'))).toEqual({ principal: null });
  });

  test("the caller's own header comes first", async () => {
    const headers = { authorization: 'Bearer other' };
    expect(await dataOf(client.GET('/bearer', { headers }))).toEqual({ principal: 'other' });
  });

  test('a function is called for each call that needs its credentials', async () => {
    let count = 0;
    const Bearer = async (): Promise<string> => `token-${++count}`;
    const renewing = generated.createClient({ baseUrl: 'http://shop.test', auth: { Bearer }, fetch: fetchShop });
    expect(await dataOf(renewing.GET('/bearer'))).toEqual({ principal: 'token-1' });
    await renewing.GET('/open');
    expect(await dataOf(renewing.GET('/bearer'))).toEqual({ principal: 'token-2' });
  });

  test('a function without credentials leaves the call to the next alternative, else to none', async () => {
    const absent = { Basic: () => undefined, Query: auth.Query };
    const some = generated.createClient({ baseUrl: 'http://shop.test', auth: absent, fetch: fetchShop });
    expect(await dataOf(some.GET('/either'))).toEqual({ principal: 'in query' });
    await expect(some.GET('/basic')).rejects.toMatchObject({ status: 401 });
  });

  test('what a function throws, or returns and cannot be sent, fails the call, and nothing is sent', async () => {
    const gone = new Error('The session has ended.');
    const failing = {
      Bearer: () => {
        throw gone;
      },
      Header: () => 'ä',
    };
    const client = generated.createClient({ baseUrl: 'http://shop.test', auth: failing, fetch: fetchShop });
    await expect(client.GET('/bearer')).rejects.toBe(gone);
    await expect(client.GET('/header')).rejects.toThrow('auth.Header must be visible ASCII');
    expect(sent).toEqual([]);
  });

  test('a call with credentials of its own has no others', async () => {
    expect(await dataOf(client.GET('/bearer', { auth: { Bearer: 'other' } }))).toEqual({ principal: 'other' });
    await expect(client.GET('/bearer', { auth: {} })).rejects.toMatchObject({ status: 401 });
    await expect(client.GET('/bearer', { auth: { Nothing: 'a' } })).rejects.toThrow('auth.Nothing');
    expect(await dataOf(client.GET('/bearer'))).toEqual({ principal: 'token' });
  });

  test('a body that is changed while a function runs is sent as it was', async () => {
    const body = { name: 'before' };
    const Bearer = async (): Promise<string> => 'token';
    const slow = generated.createClient({ baseUrl: 'http://shop.test', auth: { Bearer }, fetch: fetchShop });
    const call = slow.POST('/form', { body });
    body.name = 'after';
    expect(await dataOf(call)).toMatchObject({ body: { name: 'before' } });
  });

  test.each([
    [{ Nothing: 'a' }, 'auth.Nothing: the contract has no security scheme of this name. It has: Bearer, Basic,'],
    [{ Bearer: 'a b' }, 'auth.Bearer must be visible ASCII, without spaces.'],
    [{ Header: 'ä' }, 'auth.Header must be visible ASCII'],
    [{ Cookie: 'a;b' }, 'auth.Cookie must be a cookie value'],
    [{ Basic: { username: 'a:b', password: '' } }, 'auth.Basic must have a username without a colon'],
    [{ Basic: 'a' }, 'auth.Basic must have a username'],
    [{ Query: 7 }, 'auth.Query must be a string'],
  ])('%j are rejected when the client is created', (wrong, message) => {
    const create = () => generated.createClient({ baseUrl: 'http://shop.test', auth: wrong });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

describe('request bodies', () => {
  test('a form is sent as the contract declares it', async () => {
    const body = { name: 'a&b', tags: ['x', 'y'], size: 3, place: { lat: 1.5 }, missing: undefined };
    expect(await dataOf(client.POST('/form', { body }))).toEqual({
      type: 'application/x-www-form-urlencoded',
      body: { name: 'a&b', tags: ['x', 'y'], size: 3, place: { lat: 1.5 } },
    });
  });

  test('multipart is sent with its files and its boundary', async () => {
    const files = [new Blob(['one']), new File(['two'], 'two.txt', { type: 'text/plain' })];
    expect(await dataOf(client.POST('/upload', { body: { title: 'Files', files, place: { lat: 1 } } }))).toEqual({
      type: expect.stringMatching(/^multipart\/form-data; ?boundary=/),
      body: { title: 'Files', files: ['blob one', 'two.txt two'], place: { lat: 1 } },
    });
  });

  test('FormData, URLSearchParams, Blob and bytes are sent as they are', async () => {
    const form = new FormData();
    form.append('title', 'Files');
    expect(await dataOf(client.POST('/upload', { body: form }))).toMatchObject({ body: { title: 'Files' } });
    const body = new URLSearchParams({ name: 'a' });
    expect(await dataOf(client.POST('/form', { body }))).toMatchObject({ body: { name: 'a' } });
    const png = new Blob([new Uint8Array([1, 2])], { type: 'image/png' });
    expect(await dataOf(client.PUT('/image', { body: png }))).toEqual({ type: 'image/png', body: [1, 2] });
    const bytes = new Uint8Array([3]);
    expect(await dataOf(client.PUT('/image', { body: bytes, headers: { 'content-type': 'image/gif' } }))).toEqual({
      type: 'image/gif',
      body: [3],
    });
  });

  test('a text is sent as it is, a JSON text in quotes', async () => {
    const body = 'a "b"';
    expect(await dataOf(client.POST('/text', { body }))).toEqual({ type: 'text/plain', body });
    expect(await dataOf(client.PUT('/text', { body }))).toEqual({ type: 'application/vnd.note+json', body });
    const headers = { 'content-type': 'text/plain' };
    expect(await dataOf(client.PUT('/text', { body, headers }))).toEqual({ type: 'text/plain', body });
  });

  test('another JSON media type is named in Content-Type', async () => {
    expect(await dataOf(client.PATCH('/merge', { body: { name: null } }))).toEqual({
      type: 'application/merge-patch+json',
      body: { name: null },
    });
  });

  test('an object for bytes is a TypeError, and nothing is sent', async () => {
    await expect(client.PUT('/image', { body: {} })).rejects.toThrow('A body of the type image/* must be a string');
    await expect(client.POST('/upload', { body: 7 })).rejects.toThrow('A body of the type multipart/form-data is');
    expect(sent).toEqual([]);
  });
});

describe('response bodies', () => {
  test('are read as the contract declares them', async () => {
    expect(await dataOf(client.GET('/text'))).toBe('Hello');
    const image = (await client.GET('/image')).data as Blob;
    expect([image.type, await image.text()]).toEqual(['image/png', 'png']);
  });

  test('JSON is requested if there is a choice; the caller can ask for another media type', async () => {
    expect(await dataOf(client.GET('/report'))).toEqual({ rows: 1 });
    expect(sent[0]?.headers.get('accept')).toBe('application/json, */*;q=0.1');
    const headers = { accept: 'text/csv' };
    expect(await dataOf(client.GET('/report', { headers }))).toBe('rows\n1\n');
  });

  test('a response to HEAD has none', async () => {
    const { data, response } = await client.HEAD('/report');
    expect([data, response.status]).toEqual([undefined, 200]);
  });
});

describe('errors', () => {
  /** What a call throws if the API returns this body. */
  const failure = async (body: object): Promise<unknown> => {
    const fetch = async () => Response.json(body, { status: 422 });
    const failing = generated.createClient({ baseUrl: 'http://shop.test', fetch });
    return failing.POST('/invalid').catch((reason: unknown) => reason);
  };

  test('have code, fields and body as the contract declares them', async () => {
    const error = await client.POST('/invalid').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(generated.ApiError);
    expect(error).toMatchObject({
      status: 422,
      message: 'Invalid.',
      code: 'invalid',
      fields: { name: 'is missing', 'tags.0': 'is too long' },
      requestId: 'r1',
      body: { code: 'invalid' },
    });
  });

  test('that list sentences or nothing have the fields that can be read', async () => {
    for (const errors of [[], undefined, [{ field: 7 }], [{ field: 'name' }], 'none']) {
      const { fields } = (await failure({ message: 'Invalid.', errors })) as { fields: object };
      expect(Object.keys(fields)).toEqual([]);
    }
    expect(await failure({ message: 'Invalid.', errors: [{ field: ['a', 'b'], message: ['c', 'd'] }] })).toMatchObject({
      fields: { 'a.b': 'c d' },
    });
  });

  test('without a message of their own have that of the first field', async () => {
    const errors = [
      { field: 'name', message: 'is missing' },
      { field: 'size', message: 'is too large' },
    ];
    expect(await failure({ code: 'invalid', errors })).toMatchObject({ message: 'is missing', code: 'invalid' });
  });
});

describe('idempotency', () => {
  const keyOf = (request?: Request) => request?.headers.get('idempotency-key');

  test('each call has a random UUID of its own as its key', async () => {
    await client.POST('/orders', { body: {} });
    await client.POST('/orders', { body: {} });
    const [one, other] = sent.map(keyOf);
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other).not.toBe(one);
  });

  test("the caller's key comes first", async () => {
    await client.POST('/orders', { body: {}, params: { header: { 'Idempotency-Key': 'mine' } } });
    await client.POST('/orders', { body: {}, headers: { 'idempotency-key': 'too' } });
    expect(sent.map(keyOf)).toEqual(['mine', 'too']);
  });

  test('an operation without the header gets no key', async () => {
    await client.POST('/text', { body: 'a' });
    expect(keyOf(sent[0])).toBeNull();
  });
});

describe('pages', () => {
  test('are requested one by one, to the last one', async () => {
    const items: number[] = [];
    const counts: number[] = [];
    for await (const page of client.pages('/items', { params: { query: { size: 2 } } })) {
      items.push(...page.items);
      counts.push(sent.length);
    }
    expect(items).toEqual([1, 2, 3, 4, 5]);
    expect(counts).toEqual([1, 2, 3]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      '?size=2',
      '?size=2&page_token=2',
      '?size=2&page_token=4',
    ]);
  });

  test('have items, which are read one by one', async () => {
    const read: [item: unknown, requests: number][] = [];
    for await (const item of client.items('/items', { params: { query: { size: 2 } } })) read.push([item, sent.length]);
    expect(read).toEqual([1, 2, 3, 4, 5].map((item, index) => [item, Math.floor(index / 2) + 1]));
    await expect(client.items('/report').next()).rejects.toThrow(
      'GET /report has no list of items with a cursor in the contract.',
    );
  });

  test('begin at the given cursor, and can be left', async () => {
    for await (const page of client.pages('/items', { params: { query: { size: 2, page_token: '2' } } })) {
      expect(page.items).toEqual([3, 4]);
      break;
    }
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['does not change', ['same', 'same'], 2],
    ['comes again', ['a', 'b', 'c', 'a'], 4],
    ['is the one that the list began with', ['a', 'start'], 2],
  ])('end with an error if the cursor %s', async (_what, cursors, pages) => {
    let count = 0;
    const fetch = async () => Response.json({ items: [1], next_page_token: cursors[count++] });
    const stuck = generated.createClient({ baseUrl: 'http://shop.test', fetch });
    let read = 0;
    const readAll = async (): Promise<void> => {
      for await (const _ of stuck.pages('/items', { params: { query: { page_token: 'start' } } })) read += 1;
    };
    await expect(readAll()).rejects.toThrow('GET /items returned a cursor again: its pages have no end.');
    expect([read, count]).toEqual([pages, pages]);
  });

  test('do not exist for an operation without a cursor', async () => {
    await expect(client.pages('/report').next()).rejects.toThrow('GET /report has no cursor in the contract.');
  });
});

test('cookies of the contract are sent', async () => {
  await client.GET('/cookie', { params: { cookie: { theme: 'dark; x' } } });
  expect(sent[0]?.headers.get('cookie')).toBe('theme=dark%3B%20x; key=in-cookie');
});
