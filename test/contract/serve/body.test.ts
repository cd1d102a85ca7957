import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonBody, operation, type PetServer, petContract, type Sent, servePets } from './pets.ts';

const LIMIT = 200;
const document = petContract({
  '/pets': {
    post: operation('createPet', jsonBody({})),
    get: operation('listPets'),
    patch: operation('tryPet', jsonBody({ type: ['object', 'null'] }, false)),
  },
});

let server: PetServer;
let large: PetServer;
beforeAll(async () => {
  server = await servePets(document, { bodyLimit: LIMIT });
  large = await servePets(document);
});
afterAll(async () => {
  await server.stop();
  await large.stop();
});

const post = (sent: Sent, to = server) => to.send('POST', '/pets', sent);
const json = { 'content-type': 'application/json' };
const raw = (body: string | Uint8Array | Uint8Array[], headers: Record<string, string> = {}) =>
  post({ body, headers: { ...json, ...headers } });
const sized = (bytes: number) => Buffer.from(JSON.stringify('x'.repeat(bytes - 2)));

describe('a body is taken up to the limit and not beyond', () => {
  const codings = [
    ['as it is', (bytes: Buffer) => bytes, {}],
    ['in chunks', (bytes: Buffer) => [bytes.subarray(0, 9), bytes.subarray(9)], {}],
    ['as gzip', gzipSync, { 'content-encoding': 'gzip' }],
    ['as GZIP', gzipSync, { 'content-encoding': 'GZIP' }],
    ['as deflate', deflateSync, { 'content-encoding': 'deflate' }],
    ['as br', brotliCompressSync, { 'content-encoding': 'br' }],
    ['as zstd', zstdCompressSync, { 'content-encoding': 'zstd' }],
    ['as identity', (bytes: Buffer) => bytes, { 'content-encoding': 'identity' }],
  ] as const;

  test.each(codings)('%s', async (_how, encode, headers) => {
    const fitting = await raw(encode(sized(LIMIT)), headers);
    expect(fitting.status).toBe(200);
    expect(fitting.body.got?.body).toBe('x'.repeat(LIMIT - 2));
    const tooLarge = await raw(encode(sized(LIMIT + 1)), headers);
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body).toEqual({ kind: 'body_too_large', limit: LIMIT });
  });

  test('compressed content that decodes to nothing counts too', async () => {
    const empty = gzipSync('');
    const pieces = Array.from({ length: 200 }, () => Buffer.concat(Array.from({ length: 100 }, () => empty)));
    const { status, body } = await raw(pieces, { 'content-encoding': 'gzip' });
    expect([status, body]).toEqual([413, { kind: 'body_too_large', limit: LIMIT }]);
  });

  test('characters count as their bytes', async () => {
    expect((await raw(JSON.stringify('é'.repeat(LIMIT / 2)))).status).toBe(413);
  });

  test('the limit is 1 MiB unless said otherwise', async () => {
    expect((await post({ body: sized(1024 * 1024), headers: json }, large)).status).toBe(200);
    expect((await post({ body: sized(1024 * 1024 + 1), headers: json }, large)).status).toBe(413);
  });

  test('a gzip bomb stops at the decoded limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    const { status } = await post({ body: bomb, headers: { ...json, 'content-encoding': 'gzip' } }, large);
    expect(status).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
  });
});

describe('a body in a form that is not served is rejected', () => {
  const unsupported = [
    ['an unknown content encoding', { 'content-encoding': 'compress' }, 'content_encoding_unsupported'],
    ['two content encodings', { 'content-encoding': 'gzip, gzip' }, 'content_encoding_unsupported'],
    ['no content type', { 'content-type': '' }, 'media_type_unsupported'],
    ['another content type', { 'content-type': 'text/plain' }, 'media_type_unsupported'],
    ['a content type of the same family', { 'content-type': 'application/problem+json' }, 'media_type_unsupported'],
    ['a content type that begins the same', { 'content-type': 'application/jsonp' }, 'media_type_unsupported'],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }, 'media_type_unsupported'],
    ['UTF-16', { 'content-type': 'application/json; a=b; charset="utf-16"' }, 'media_type_unsupported'],
  ] as const;
  test.each(unsupported)('%s', async (_what, headers, kind) => {
    const { status, body } = await raw('{}', headers);
    expect(status).toBe(415);
    expect(body.kind).toBe(kind);
    if (kind === 'media_type_unsupported') expect(body.accepted).toEqual(['application/json']);
  });

  const supported = [
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json; charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json ; charset=utf8',
    'application/json; version=2',
  ];
  test.each(supported)('but %s is served', async (type) => {
    expect((await raw('{}', { 'content-type': type })).status).toBe(200);
  });

  test('a content type is only asked for where there is content', async () => {
    expect((await server.send('GET', '/pets')).status).toBe(200);
    expect((await server.send('GET', '/pets', { headers: { 'content-type': 'text/html' } })).status).toBe(200);
  });
});

describe('a body that cannot be decoded is rejected with a reason that does not quote it', () => {
  const broken = [
    ['{"password": hunter2}', 'it is not valid JSON: it contains text that is not a JSON value'],
    ['{"password": "hunter2" oops}', 'it is not valid JSON: unexpected text at line 1, column 24'],
    ['{\n "hunter2": 1,\n}', 'it is not valid JSON: unexpected text at line 3, column 1'],
    ['["hunter2 at position 7"', 'it is not valid JSON: it ends too early'],
    ['"at position 7" hunter2', 'it is not valid JSON: unexpected text at line 1, column 17'],
    ['hunter2 in JSON at position 7', 'it is not valid JSON: it contains text that is not a JSON value'],
    ['{"hunter2":"\u0001"}', 'it is not valid JSON: unexpected text at line 1, column 13'],
    [' \n', 'it is not valid JSON: it is empty'],
    ['tru', 'it is not valid JSON: it ends too early'],
    ['NaN', 'it is not valid JSON: it contains text that is not a JSON value'],
    ["{'hunter2': 1}", 'it is not valid JSON: unexpected text at line 1, column 2'],
  ] as const;
  test.each(broken)('%j', async (text, reason) => {
    const { status, body } = await raw(text);
    expect(status).toBe(400);
    expect(body).toEqual({ kind: 'body_undecodable', reason });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  test.each([
    ['a lone continuation byte', Buffer.from([0x22, 0x80, 0x22])],
    ['an overlong form', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['a surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['a character that is cut', Buffer.from([0x22, 0xf0, 0x9f, 0x22])],
  ])('invalid UTF-8: %s', async (_what, bytes) => {
    expect((await raw(bytes)).body).toEqual({ kind: 'body_undecodable', reason: 'it is not valid UTF-8' });
  });

  test.each([
    ['gzip', Buffer.from('{"plain":true}')],
    ['gzip', gzipSync('{"plain":true}').subarray(0, 20)],
    ['br', Buffer.from('{"plain":true}')],
    ['deflate', deflateRawSync('{"plain":true}')],
  ])('a %s that is broken', async (coding, bytes) => {
    const { status, body } = await raw(bytes, { 'content-encoding': coding });
    expect(status).toBe(400);
    expect(body).toEqual({ kind: 'body_undecodable', reason: 'its content encoding is broken' });
  });

  test.each([
    ['brackets', '[', ']'],
    ['braces', '{"a":', '}'],
  ])('%s nested 1000 deep are taken, 1001 deep are not', async (_what, open, close) => {
    const nested = (depth: number) => `${open.repeat(depth).replace(/:$/, ':0')}${close.repeat(depth)}`;
    expect((await post({ body: nested(1000), headers: json }, large)).status).toBe(200);
    const { status, body } = await post({ body: nested(1001), headers: json }, large);
    expect(status).toBe(400);
    expect(body.reason).toBe('it is nested deeper than 1000 levels');
  });

  test('half a million brackets do not fill the stack', async () => {
    expect((await post({ body: '['.repeat(500_000), headers: json }, large)).status).toBe(400);
  });

  test('brackets in strings are no nesting', async () => {
    const text = JSON.stringify({ a: '[{'.repeat(2000), b: `\\"${'['.repeat(2000)}` });
    expect((await post({ body: text, headers: json }, large)).status).toBe(200);
  });

  test('of very many such numbers the first are named', async () => {
    const { status, body } = await post({ body: `[${Array(170_000).fill('1e400').join()}]`, headers: json }, large);
    expect([status, body.violations?.length]).toEqual([400, 101]);
  });

  test('a number that no double holds is named by its place, whatever its exponent', async () => {
    const numbers = ['1e400', '-1E+999', `1${'0'.repeat(309)}`, `1${'0'.repeat(250)}e99`, '1e-400', '9007199254740993'];
    for (const number of numbers) {
      const { body } = await post({ body: `{"a b":[0, ${number}]}`, headers: json }, large);
      expect(body.violations).toMatchObject([{ in: 'body', path: '["a b"][1]', pointer: '/a b/1', keyword: 'type' }]);
    }
    const { body } = await post({ body: '[1e300, 1e-300, "1e400", 9007199254740992]', headers: json }, large);
    expect(body.got?.body).toEqual([1e300, 1e-300, '1e400', 2 ** 53]);
  });
});

describe('a body that can be decoded reaches the handler as it is', () => {
  test.each([
    'null',
    'false',
    '0',
    '""',
    '"text"',
    '"\\"5\\""',
    '[]',
    '{}',
    '{"a":{"b":[null]}}',
    '"\\u0000\\ud83d\\udc08"',
    '"[1]"',
  ])('%s', async (text) => {
    const { status, body } = await raw(text);
    expect(status).toBe(200);
    expect(body.got?.body).toEqual(JSON.parse(text));
  });

  test('a byte order mark is skipped (RFC 8259 §8.1)', async () => {
    expect((await raw('\ufeff{"a":1}')).body.got?.body).toEqual({ a: 1 });
    expect((await raw('\ufeff"text"')).body.got?.body).toBe('text');
  });

  test('of equal names the last one counts', async () => {
    expect((await raw('{"a":1,"a":2}')).body.got?.body).toEqual({ a: 2 });
  });

  test('`__proto__` is a name like any other', async () => {
    const seen: unknown[] = [];
    const own = await servePets(document, {
      handlers: {
        createPet: async ({ body }: { body: Record<string, unknown> }) => {
          seen.push(Object.keys(body), Object.getPrototypeOf(body), (body as { admin?: boolean }).admin);
          return { status: 200, body: {} };
        },
        listPets: async () => ({ status: 200, body: {} }),
        tryPet: async () => ({ status: 200, body: {} }),
      },
    });
    await own.send('POST', '/pets', { body: '{"__proto__":{"admin":true},"constructor":1}', headers: json });
    await own.stop();
    expect(seen).toEqual([['__proto__', 'constructor'], Object.prototype, undefined]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('a required body that is missing is a violation, an optional one is not', async () => {
    const missing = { in: 'body', path: '', pointer: '', keyword: 'required', message: 'is required' };
    expect((await server.send('POST', '/pets', { headers: json })).body.violations).toEqual([missing]);
    expect((await server.send('POST', '/pets')).body.violations).toEqual([missing]);
    expect((await server.send('PATCH', '/pets')).status).toBe(200);
    expect((await server.send('PATCH', '/pets', { headers: json })).status).toBe(200);
  });

  describe('an empty chunked body is no body (RFC 9112 §7.1)', () => {
    test.each([
      ['GET', 'where no body is declared', {}],
      ['GET', 'of an unsupported media type', { 'content-type': 'text/html' }],
      ['PATCH', 'where the body is optional', json],
      ['PATCH', 'without a Content-Type', {}],
      ['PATCH', 'of an undeclared media type', { 'content-type': 'text/html' }],
      ['PATCH', 'under a content encoding', { ...json, 'content-encoding': 'gzip' }],
      ['PATCH', 'under an unknown content encoding', { ...json, 'content-encoding': 'compress' }],
    ])('%s %s', async (method, _what, headers) => {
      const chunked = { body: [], headers: { ...headers, 'transfer-encoding': 'chunked' } };
      const { status, body } = await server.send(method, '/pets', chunked);
      expect([status, body.got?.body]).toEqual([200, undefined]);
    });

    test('a required body is missing then', async () => {
      const { body } = await post({ body: [], headers: { ...json, 'transfer-encoding': 'chunked' } });
      expect(body.violations).toMatchObject([{ in: 'body', path: '', keyword: 'required' }]);
    });

    test('one byte is a body, and its media type counts', async () => {
      const chunked = { body: [Buffer.from('x')], headers: { 'transfer-encoding': 'chunked' } };
      const { status } = await server.send('GET', '/pets', chunked);
      expect(status).toBe(415);
    });
  });

  test('a null body is a body', async () => {
    expect((await server.send('PATCH', '/pets', { body: 'null', headers: json })).body.got?.body).toBeNull();
  });

  test('an operation without a body ignores one that can be decoded', async () => {
    const { status, body } = await server.send('GET', '/pets', { json: { a: 1 } });
    expect(status).toBe(200);
    expect(body.got?.body).toBeUndefined();
  });
});

describe('a connection serves the next request after a body was rejected midway', () => {
  test.each([
    ['too large', {}, 413],
    ['of a broken content encoding', { 'content-encoding': 'gzip' }, 400],
  ])('%s', async (_what, headers, status) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (method: string, body: Buffer) =>
      new Promise<[number | undefined, boolean]>((resolve, reject) => {
        // In chunks, so that nothing but the content itself tells what is wrong.
        const options = { method, agent, headers: { ...json, ...headers, 'transfer-encoding': 'chunked' } };
        const outgoing = request(`${server.url}/pets`, options, (response) => {
          response.resume().once('end', () => resolve([response.statusCode, outgoing.reusedSocket]));
        });
        outgoing.on('error', reject).end(body);
      });
    expect(await ask('POST', Buffer.alloc(3 * 1024 * 1024, 0x20))).toEqual([status, false]);
    expect(await ask('GET', Buffer.alloc(0))).toEqual([200, true]);
    agent.destroy();
  });
});

describe('a caller who leaves in the middle of a body', () => {
  test.each([
    ['with a length', 'Content-Length: 100\r\n\r\n{"a":'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n'],
  ])('%s does the server no harm', async (_how, rest) => {
    const own = await servePets(document);
    const { port } = new URL(own.url);
    for (let round = 0; round < 5; round++) {
      const socket = connect(Number(port), '127.0.0.1');
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      socket.write(`POST /pets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${rest}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      socket.destroy();
    }
    await expect.poll(() => own.answered.length).toBe(5);
    expect(own.answered.map(({ failure }) => failure)).toEqual(Array(5).fill(undefined));
    expect((await own.send('POST', '/pets', { json: {} })).status).toBe(200);
    await own.stop();
  });
});
