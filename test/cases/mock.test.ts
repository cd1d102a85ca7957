import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import { type Mock, startMock } from '../../src/contract/mock/mock.ts';
import { type CaseRequest, encode } from './case.ts';

/** A request to the mock: method, target, what else is sent, and the status and body of the response. */
type Row = [line: string, sent: Pick<CaseRequest, 'headers' | 'body'>, status: number, body?: unknown];

const accepting = (accept: string) => ({ headers: { accept } });
const part = (name: string, text: string, type?: string, filename?: string) => ({
  ...{ name, text },
  ...(type === undefined ? {} : { type }),
  ...(filename === undefined ? {} : { filename }),
});
const form = (body: string) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
/** Problem details that name these fields. */
const problem = (...pointers: string[]) =>
  expect.objectContaining({ status: 400, errors: pointers.map((pointer) => expect.objectContaining({ pointer })) });

const DOCUMENTS: Record<string, Row[]> = {
  'mock-media-range.json': [
    ['GET /s', {}, 200, { a: expect.any(Number) }],
    ['GET /s', accepting('application/json'), 200, { a: expect.any(Number) }],
    ['GET /s', accepting('application/vnd.x+json'), 200, { a: expect.any(Number) }],
    ['GET /s', accepting('application/*'), 200, { a: expect.any(Number) }],
    ['GET /s', accepting('image/png'), 406],
    ['POST /s', { body: { a: 1 } }, 200, { k: 1 }],
    ['POST /s', { body: { a: 'x' } }, 400, ''],
    ['POST /s', { body: '{"a":', headers: { 'content-type': 'application/json' } }, 400, ''],
  ],
  'mock-refusals.json': [
    ['POST /r422', { body: { n: 1 } }, 201, ''],
    ['POST /r422', { body: {} }, 422, { code: 422 }],
    ['POST /r400', { body: { n: 'x' } }, 400, { code: 400 }],
    ['POST /r4xx', { body: [] }, 400, { code: 4 }],
    ['POST /rdef', { body: { n: null } }, 400, { code: 0 }],
    ['POST /rnone', { body: {} }, 400, problem('/n')],
    ['POST /rnone', { body: '{', headers: { 'content-type': 'application/json' } }, 400],
    ['POST /rnone', {}, 400, problem('')],
    ['GET /q422', {}, 204, ''],
    ['GET /q422?n=x', {}, 422, { code: 422 }],
    ['GET /q422?n=x', accepting('text/html'), 422, { code: 422 }],
    ['POST /form', form('a=1'), 201, ''],
    ['POST /form', form('b=1'), 400, problem('/a')],
    ['POST /form2', form('b=1'), 400, ''],
    ['POST /form2', { body: { a: 'x' } }, 415],
    ['POST /formarr', form('n=1&n=2&b=true'), 201, ''],
    ['POST /formarr', form('n=1&n=x'), 400, problem('/n/1')],
    ['POST /formarr', form('n=1&b=maybe'), 400, problem('/b')],
    ['POST /up', { body: { multipart: [part('f', 'abc', 'image/png', 'a.png')] } }, 201, ''],
    ['POST /up', { body: { multipart: [part('g', 'abc')] } }, 400],
    ['POST /upj', { body: { multipart: [part('m', '{"t":1}', 'application/json')] } }, 201, ''],
    ['POST /upj', { body: { multipart: [part('m', '{"t":"x"}', 'application/json')] } }, 400, problem('/m/t')],
    ['PUT /raw', { headers: { 'content-type': 'application/octet-stream' }, body: { bytes: '\x00\xff' } }, 201, ''],
    ['PUT /raw', { headers: { 'content-type': 'text/plain' }, body: 'a' }, 415],
    ['PUT /txt', { headers: { 'content-type': 'text/plain' }, body: 'abc' }, 201, ''],
    ['PUT /txt', { headers: { 'content-type': 'text/plain' }, body: 'abcd' }, 400, problem('')],
    ['POST /opt', {}, 201, ''],
    ['POST /opt', { body: {} }, 400, problem('/n')],
  ],
  'mock-without-examples.json': [
    ['GET /base/tree', {}, 200, expect.objectContaining({ name: expect.any(String) })],
    ['GET /tree', {}, 200, expect.objectContaining({ name: expect.any(String) })],
    ['GET /ex', {}, 200, { a: 'one' }],
    ['GET /ex', { headers: { prefer: 'example=two' } }, 200, { a: 'two' }],
    ['GET /ex', accepting('text/plain'), 200, 'plain'],
    ['GET /ex', accepting('text/*;q=0.5, application/json;q=0.1'), 200, 'plain'],
    ['GET /ex', { headers: { prefer: 'code=404' } }, 404, { code: 404 }],
    ['GET /ex', { headers: { prefer: 'code=418' } }, 418, { code: 4 }],
    ['GET /ex', { headers: { prefer: 'code=503' } }, 503, { code: 9 }],
    [
      'GET /noex',
      {},
      200,
      expect.objectContaining({ e: 'z', p: expect.stringMatching(/^[A-Z]{3}-\d{2}$/), c: 7, n: expect.any(Number) }),
    ],
    ['GET /noex', { headers: { prefer: 'dynamic=true' } }, 200, expect.objectContaining({ e: 'z' })],
    ['GET /empty', {}, 200, {}],
    ['DELETE /empty', {}, 204, ''],
    ['DELETE /empty', { headers: { prefer: 'code=404' } }, 404, { code: expect.any(Number) }],
    ['GET /onlyex', {}, 200, { k: 1 }],
    ['POST /acc', { body: { name: 'abc', secret: 's' } }, 201, { id: '1', name: 'abc' }],
    ['POST /acc', { body: { name: 'ab', secret: 's' } }, 422, { code: expect.any(Number) }],
    ['POST /acc', { body: { id: '1', name: 'abc', secret: 's' } }, 422],
    [
      'POST /up',
      { body: { multipart: [part('f', 'x', 'text/plain', 'a.txt'), part('meta', '{"t":1}', 'application/json')] } },
      200,
      'ok',
    ],
    ['POST /up', { body: { multipart: [part('f', 'x', 'text/plain', 'a.txt')] } }, 400, problem('/meta')],
    ['POST /form', form('M.A=ab&n=1&n=2'), 200, { ok: true }],
    ['POST /form', form('M.A=a'), 400, problem('/M.A')],
    ['GET /sec/q?key=k', {}, 204],
    ['GET /sec/q', {}, 401],
    ['GET /sec/c', { headers: { cookie: 'sid=1' } }, 204],
    ['GET /sec/c', {}, 401],
    ['GET /sec/and', { headers: { cookie: 'sid=1', authorization: 'Bearer t' } }, 204],
    ['GET /sec/and', { headers: { cookie: 'sid=1' } }, 401],
    ['GET /sec/opt', {}, 204],
    ['GET /q?ids=1&ids=2', {}, 204],
    ['GET /q?ids=x', {}, 400, problem('/ids/0')],
    ['GET /q?filter[who]=x', {}, 400],
    ['GET /q?filter%5Bwho%5D=0b4f3f6e-5f0e-4c63-9b7e-0d2f4a6c8e10', {}, 204],
    ['GET /q?deep[a]=1', {}, 204],
    ['GET /q?deep[a]=x', {}, 400],
    ['POST /r/1:stop', {}, 204],
    ['GET /f/a.txt', {}, 204],
    ['GET /img', {}, 200],
    ['GET /img', accepting('image/*'), 200],
    ['GET /sse', accepting('text/event-stream'), 200, 'data: 1\n\n'],
    ['GET /two', {}, 200, { a: 2 }],
    ['GET /vnd', {}, 200, { a: 2 }],
    ['GET /vnd', accepting('application/vnd.x+json'), 200, { a: 2 }],
    ['GET /null', {}, 200, null],
    ['GET /xml', {}, 200, expect.stringMatching(/^<\?xml[^>]*\?>\s*<\w+><a>\d+<\/a><\/\w+>$/)],
  ],
  'mock-refusal-text.yaml': [
    ['GET /boats?rig=sloop', {}, 200, [expect.any(String)]],
    ['GET /boats?rig=raft', {}, 400, problem('/rig')],
  ],
  'mock-ref-in-root-extension.yaml': [['GET /boats', {}, 200, [expect.any(String)]]],
};

describe.each(Object.entries(DOCUMENTS))('the mock of %s', (file, rows) => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock(await bundleContract(join(import.meta.dirname, file)), { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => mock.stop());

  test.each(rows)('%s %j: %i', async (line, sent, status, expected) => {
    const [method = '', target = ''] = line.split(' ');
    const { bytes, type } = encode(sent.body);
    const headers = { ...(type === undefined ? {} : { 'content-type': type }), ...sent.headers };
    const body = bytes === undefined ? {} : { body: new Uint8Array(bytes) };
    const response = await fetch(mock.url + target, { method, headers, ...body });
    const text = await response.text();
    expect([response.status, text], text).toEqual([status, text]);
    if (expected === undefined) return;
    const isJson = String(response.headers.get('content-type')).includes('json');
    expect(isJson ? JSON.parse(text) : text).toEqual(expected);
  });
});
