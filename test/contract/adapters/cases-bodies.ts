import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { type Case, type Expected, form, invalid, json, MULTIPART, ok, part, post, problem, rex } from './cases.ts';
import { BODY_LIMIT } from './suite-app.ts';

const compressed = (coding: string, bytes: Uint8Array) =>
  post('/pets', 'application/json', bytes, { 'content-encoding': coding });
const UNSUPPORTED: Expected = problem(415, { detail: expect('content coding') });

/** Part of a text. */
function expect(text: string): { contains: string } {
  return { contains: text };
}

const NO_ZSTD = { reason: 'DecompressionStream has no zstd in Node 24, workerd and Deno', expected: UNSUPPORTED };
const NO_REASON = { reason: 'JSON.parse of Bun does not say where a text ends too early', expected: problem(400) };
const NO_BROTLI = { reason: 'DecompressionStream has no brotli in workerd', expected: UNSUPPORTED };

export const bodies: Case[] = [
  ['JSON', json({ name: 'Rex', age: 3 }), ok({ body: { name: 'Rex', age: 3 } })],
  ['JSON in chunks', post('/pets', 'application/json', ['{"name":', '"Rex"}']), ok({ body: { name: 'Rex' } })],
  ['JSON with a byte order mark', post('/pets', 'application/json', `\ufeff${rex}`), ok({ body: { name: 'Rex' } })],
  ['JSON that violates its schema', json({ name: 'Rex', age: 'old' }), invalid('body', '/age')],
  [
    'a number that a double cannot hold',
    post('/pets', 'application/json', '{"name":"Rex","age":9007199254740993}'),
    invalid('body', '/age'),
  ],
  ['a required body that is missing', { method: 'POST', path: '/pets' }, invalid('body', '')],
  ['an empty chunked body is no body', post('/notes', 'text/html', []), ok({})],
  ['an empty chunked body where one is required', post('/pets', 'application/json', []), invalid('body', '')],
  [
    'broken JSON',
    post('/pets', 'application/json', '{"name":'),
    problem(400, { detail: expect('it ends too early') }),
    { bun: NO_REASON },
  ],
  [
    'JSON that is not UTF-8',
    post('/pets', 'application/json', new Uint8Array([34, 255, 34])),
    problem(400, { detail: expect('not valid UTF-8') }),
  ],
  [
    'JSON that nests too deep',
    post('/pets', 'application/json', '['.repeat(2000) + ']'.repeat(2000)),
    problem(400, { detail: expect('nested deeper') }),
  ],
  ['text', post('/notes', 'text/plain', 'Grüße'), ok({ body: 'Grüße' })],
  ['text that violates its schema', post('/notes', 'text/plain', 'x'), invalid('body', '')],
  ['bytes', post('/notes', 'application/octet-stream', new Uint8Array([0, 255])), ok({ body: { bytes: [0, 255] } })],
  [
    'a urlencoded form',
    post('/pets', 'application/x-www-form-urlencoded', 'name=R+x&tags=1&tags=2'),
    ok({ body: { name: 'R x', tags: [1, 2] } }),
  ],
  [
    'a multipart form with a file',
    post('/pets', MULTIPART, form),
    ok({
      body: { name: 'Rex', tags: [1, 2], photos: [{ file: 'a.png', type: 'image/png', text: '\0é' }] },
    }),
  ],
  [
    'a multipart form without an end',
    post('/pets', MULTIPART, part('name="name"', 'Rex')),
    problem(400, { detail: expect('RFC 7578') }),
  ],
  [
    'more than 1000 fields',
    post('/pets', 'application/x-www-form-urlencoded', 'a&'.repeat(1001)),
    problem(400, { detail: expect('1000 fields') }),
  ],
  ['an undeclared media type', post('/pets', 'text/html', 'x'), problem(415, { detail: expect('application/json') })],
  ['no media type', post('/pets', '', rex), problem(415)],
  ['another charset', post('/pets', 'application/json; charset=latin1', rex), problem(415)],
  ['gzip', compressed('gzip', gzipSync(rex)), ok({ body: { name: 'Rex' } })],
  ['deflate', compressed('deflate', deflateSync(rex)), ok({ body: { name: 'Rex' } })],
  ['brotli', compressed('br', brotliCompressSync(rex)), ok({ body: { name: 'Rex' } }), { workerd: NO_BROTLI }],
  [
    'zstd',
    compressed('zstd', zstdCompressSync(rex)),
    ok({ body: { name: 'Rex' } }),
    { fetch: NO_ZSTD, hono: NO_ZSTD, workerd: NO_ZSTD, deno: NO_ZSTD },
  ],
  ['an unknown content coding', compressed('exi', gzipSync(rex)), UNSUPPORTED],
  [
    'broken gzip',
    compressed('gzip', new Uint8Array(50)),
    problem(400, { detail: expect('content encoding is broken') }),
  ],
  [
    'gzip that is cut off',
    compressed('gzip', gzipSync(rex).subarray(0, -9)),
    problem(400, { detail: expect('content encoding is broken') }),
  ],
  [
    'a body as large as the limit',
    post('/notes', 'application/octet-stream', new Uint8Array(BODY_LIMIT).fill(1)),
    { status: 200 },
  ],
  [
    'an announced length above the limit',
    post('/notes', 'application/octet-stream', new Uint8Array(BODY_LIMIT + 1)),
    problem(413),
  ],
  ['chunks above the limit', post('/notes', 'application/octet-stream', ['x'.repeat(BODY_LIMIT), 'x']), problem(413)],
  [
    'compressed content above the limit',
    { ...compressed('gzip', gzipSync(Buffer.alloc(BODY_LIMIT * 500))), path: '/pets' },
    problem(413),
  ],
  [
    'a body that no operation asks for',
    { ...json({ name: 'x' }), method: 'DELETE', path: '/pets/7' },
    { status: 204, body: '' },
  ],
];
