import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createMockFetch, type MockFetch } from '../../../src/contract/mock/fetch.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';

const json = (content: object) => ({ description: '', content: { 'application/json': content } });
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: '/v2' }],
  paths: {
    '/pets': {
      get: { operationId: 'listPets', responses: { 200: json({ example: ['Ada', 'Bö'] }) } },
      post: {
        operationId: 'createPet',
        requestBody: { required: true, content: { 'application/json': { schema: { required: ['name'] } } } },
        responses: { 201: json({ example: { id: 1 } }), 400: json({ example: { error: { code: 'bad' } } }) },
      },
      delete: { operationId: 'deletePets', responses: { 204: { description: '' } } },
    },
    '/form': {
      get: {
        operationId: 'getForm',
        responses: {
          200: {
            description: '',
            content: { 'multipart/form-data': { schema: { properties: { a: { const: 'x' } } } } },
          },
        },
      },
    },
  },
} as unknown as OpenApiDocument;

let mock: Mock;
let mockFetch: MockFetch;
beforeAll(async () => {
  mock = await startMock(DOCUMENT, { port: 0, host: '127.0.0.1' });
  mockFetch = await createMockFetch(DOCUMENT);
});
afterAll(() => mock.stop());

describe('the mock as a function', () => {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  test.each<[string, RequestInit]>([
    ['/pets', {}],
    ['/v2/pets', { headers: { origin: 'https://a.example' } }],
    ['/pets', { method: 'HEAD' }],
    ['/pets', { ...post, body: '{"name":"Ada"}' }],
    ['/pets', { ...post, body: '{}' }],
    ['/pets', { ...post, body: '{"' }],
    ['/pets', { ...post, headers: { 'content-type': 'text/plain' }, body: 'Ada' }],
    ['/pets', { method: 'DELETE' }],
    ['/pets', { method: 'PUT' }],
    ['/nothing?a=b', {}],
    ['/form', {}],
    ['/pets', { headers: { prefer: 'code=x' } }],
    ['/pets', { method: 'OPTIONS', headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' } }],
  ])('sends what the server of the mock sends: %s %j', async (path, init) => {
    // Node adds what its connections need.
    const own = (headers: Headers) =>
      [...headers].filter(([name]) => !['connection', 'keep-alive', 'date', 'transfer-encoding'].includes(name));
    const read = async (response: Response) => ({
      status: response.status,
      headers: own(response.headers),
      body: await response.text(),
    });
    const bySocket = await read(await fetch(mock.url + path, init));
    expect(await read(await mockFetch(new Request(`https://api.example${path}`, init)))).toEqual(bySocket);
    expect(bySocket.headers.length).toBeGreaterThan(0);
  });

  test('takes what fetch takes', async () => {
    expect(await (await mockFetch('http://a/pets')).json()).toEqual(['Ada', 'Bö']);
    expect((await mockFetch(new URL('http://a/pets'), { method: 'DELETE' })).status).toBe(204);
    expect((await mockFetch(new Request('http://a/pets'), { method: 'DELETE' })).status).toBe(204);
  });

  test('fails as fetch fails', async () => {
    const prefer = (value: string, init: RequestInit = {}) =>
      mockFetch('http://a/pets', { headers: { prefer: value }, ...init });
    const cause = expect.objectContaining({ code: 'ECONNRESET' });
    await expect(prefer('fail=reset')).rejects.toThrow(new TypeError('fetch failed'));
    await expect(prefer('fail=reset')).rejects.toMatchObject({ cause });
    await expect(prefer('fail=mid-body', { method: 'DELETE' })).rejects.toThrow(new TypeError('fetch failed'));
    const broken = await prefer('fail=mid-body');
    const reader = (broken.body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('["Ada"');
    await expect(reader.read()).rejects.toThrow(new TypeError('terminated'));
  });

  test('ends with its signal', async () => {
    await expect(mockFetch('http://a/pets', { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    for (const prefer of ['fail=timeout', 'delay=60000']) {
      const controller = new AbortController();
      const sent = mockFetch('http://a/pets', { headers: { prefer }, signal: controller.signal });
      const other = await Promise.race([sent, mockFetch('http://a/pets', { method: 'DELETE' })]);
      expect(other.status).toBe(204);
      controller.abort();
      await expect(sent).rejects.toThrow('aborted');
    }
  });

  test('warns on the console, unless told otherwise, of a response without a valid body', async () => {
    const schema = { type: 'string', pattern: '^(?=b)a' };
    const document = {
      ...DOCUMENT,
      paths: { '/it': { get: { operationId: 'it', responses: { 200: json({ schema }) } } } },
    };
    const messages: string[] = [];
    const own = await createMockFetch(document as unknown as OpenApiDocument, {
      onWarning: ({ message }) => void messages.push(message),
    });
    await own('http://a/it');
    expect(messages).toEqual([expect.stringContaining('No valid body of application/json is found')]);
  });
});
