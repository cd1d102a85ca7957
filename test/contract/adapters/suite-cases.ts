import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { DoorName } from './doors.ts';
import { BODY_LIMIT } from './suite-app.ts';

/** A request, sent byte for byte. Pieces are sent in chunks, without a length. */
export type Sent = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | string[];
};
/** Members that are left out are not compared. A text is compared as it is, any other body as JSON that contains it. */
export type Expected = { status: number; headers?: Record<string, unknown>; body?: unknown };
/** One case. Doors that behave otherwise are listed with the reason. */
export type Case = [title: string, sent: Sent, expected: Expected, except?: Except];
type Except = Partial<Record<DoorName, { reason: string; expected: Expected }>>;

const get = (path: string, headers: Record<string, string> = {}): Sent => ({ path, headers });
const post = (path: string, type: string, body: NonNullable<Sent['body']>, headers = {}): Sent => ({
  method: 'POST',
  path,
  headers: { ...(type === '' ? {} : { 'content-type': type }), ...headers },
  body,
});
const json = (value: unknown, headers = {}) => post('/pets', 'application/json', JSON.stringify(value), headers);
const ok = (members: object): Expected => ({ status: 200, body: members });
const problem = (status: number, members: object = {}): Expected => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', status, ...members },
});
const invalid = (place: string, pointer: string) => problem(400, { errors: [{ in: place, pointer }] });

const FASTIFY_ROUTER = 'Fastify answers before it calls a plugin';

const routing: Case[] = [
  ['a templated path', get('/pets/7'), ok({ params: { id: 7 } })],
  ['a concrete path comes before a templated one', get('/pets/mine'), ok({ params: {} })],
  ['an encoded concrete path', get('/%70ets/m%69ne'), ok({ params: {} })],
  [
    'an encoded slash stays in its parameter',
    get('/names/a%2Fb%20%C3%A9/c'),
    ok({ params: { name: 'a/b é', suffix: 'c' } }),
  ],
  ['a long path', get(`/names/${'n'.repeat(2000)}/x`), ok({ params: { suffix: 'x' } })],
  ['a query that is no part of the path', get('/pets/7?'), ok({ params: { id: 7 } })],
  ['an unknown path is a 404', get('/cats'), problem(404)],
  ['a slash at the end makes another path', get('/pets/'), problem(404)],
  ['letters in another case make another path', get('/Pets'), problem(404)],
  [
    'an invalid percent-encoding is a 404',
    get('/names/%zz/x'),
    problem(404),
    {
      fastify: { reason: FASTIFY_ROUTER, expected: { status: 400, body: { code: 'FST_ERR_BAD_URL' } } },
      workerd: {
        reason: 'workerd encodes the percent sign before the worker receives the URL',
        expected: ok({ params: { name: '%zz', suffix: 'x' } }),
      },
    },
  ],
  ['a path parameter of another type', get('/pets/seven'), problem(400, { errors: [{ in: 'path', pointer: '/id' }] })],
  [
    'an undeclared method is a 405 that lists the others',
    { method: 'PUT', path: '/pets' },
    {
      ...problem(405),
      headers: { allow: 'GET, HEAD, POST' },
    },
  ],
  [
    'OPTIONS is a method like any other',
    { method: 'OPTIONS', path: '/pets/7' },
    {
      ...problem(405),
      headers: { allow: 'GET, HEAD, DELETE' },
    },
  ],
  [
    'a method that few know is a 405',
    { method: 'PROPFIND', path: '/pets' },
    problem(405),
    {
      fastify: { reason: FASTIFY_ROUTER, expected: { status: 404 } },
    },
  ],
  [
    'HEAD is served where GET is, without the body',
    { method: 'HEAD', path: '/bodies/text' },
    {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': '7' },
      body: '',
    },
  ],
  [
    'HEAD of bytes',
    { method: 'HEAD', path: '/bodies/bytes' },
    { status: 200, headers: { 'content-length': '3' }, body: '' },
  ],
  ['HEAD of a stream does not read it', { method: 'HEAD', path: '/bodies/endless-stream' }, { status: 200, body: '' }],
  ['HEAD of an unknown path', { method: 'HEAD', path: '/cats' }, { status: 404, body: '' }],
];

const parameters: Case[] = [
  ['matrix', get('/matrix/;ids=1;ids=2'), ok({ params: { ids: [1, 2] } })],
  ['label', get('/labels/.1,2'), ok({ params: { ids: [1, 2] } })],
  ['form, exploded', get('/search?tags=1&tags=2'), ok({ query: { tags: [1, 2] } })],
  ['form, not exploded', get('/search?csv=1,2'), ok({ query: { csv: [1, 2] } })],
  ['pipeDelimited', get('/search?piped=1%7C2'), ok({ query: { piped: [1, 2] } })],
  ['spaceDelimited', get('/search?spaced=1%202'), ok({ query: { spaced: [1, 2] } })],
  ['deepObject', get('/search?place%5Blat%5D=1.5'), ok({ query: { place: { lat: 1.5 } } })],
  ['JSON as content', get('/search?filter=%7B%22a%22%3A%5B1%5D%7D'), ok({ query: { filter: { a: [1] } } })],
  ['a list in a header', get('/search', { 'X-Ids': '1, 2' }), ok({ ids: [1, 2] })],
  ['a cookie', get('/search', { Cookie: 'a=b; theme=d%C3%A4rk' }), ok({ cookies: { theme: 'därk' } })],
  ['a query parameter of another type', get('/search?limit=ten'), invalid('query', '/limit')],
  ['a query parameter above its maximum', get('/search?limit=10'), invalid('query', '/limit')],
  ['an unknown query parameter', get('/search?page=1'), invalid('query', '/page')],
  ['a header of another type', get('/search', { 'X-Ids': '1, b' }), invalid('header', '/x-ids/1')],
  ['a number that a double cannot hold', get('/search?limit=9007199254740993'), invalid('query', '/limit')],
];

const unauthorized = problem(401);
const security: Case[] = [
  ['a bearer token', get('/secure/bearer', { Authorization: 'Bearer good' }), ok({ principal: 'by bearer' })],
  ['another scheme with the token', get('/secure/bearer', { Authorization: 'Basic good' }), unauthorized],
  [
    'a wrong token',
    get('/secure/bearer', { Authorization: 'Bearer bad' }),
    { ...unauthorized, headers: { 'www-authenticate': 'Bearer' } },
  ],
  ['no credentials', get('/secure/bearer'), unauthorized],
  [
    'a username and a password',
    get('/secure/basic', { Authorization: `Basic ${Buffer.from('Ann:pass:wörd').toString('base64')}` }),
    ok({ principal: 'Ann' }),
  ],
  ['Base64 that is none', get('/secure/basic', { Authorization: 'Basic ?' }), unauthorized],
  ['a key in a header', get('/secure/header', { 'X-Key': 'good' }), ok({ principal: 'by header' })],
  [
    'a key in the query is no unknown parameter',
    get('/secure/query?key=g%C3%B6%C3%B6d'),
    ok({ principal: 'by query' }),
  ],
  ['a wrong key in the query', get('/secure/query?key=bad'), unauthorized],
  ['a key in a cookie', get('/secure/cookie', { Cookie: 'a=b; key=good' }), ok({ principal: 'by cookie' })],
  ['the first alternative', get('/secure/either', { Authorization: 'Bearer good' }), ok({ principal: 'by bearer' })],
  [
    'the second alternative',
    get('/secure/either', { Authorization: 'Bearer bad', 'X-Key': 'good' }),
    ok({ principal: 'by header' }),
  ],
  ['one of two required schemes', get('/secure/both', { Authorization: 'Bearer good' }), unauthorized],
  [
    'both required schemes',
    get('/secure/both', { Authorization: 'Bearer good', 'X-Key': 'good' }),
    ok({ principal: 'by bearer' }),
  ],
  ['optional credentials that are not sent', get('/secure/optional'), { status: 200 }],
  ['a token with the scope', get('/secure/write', { Authorization: 'Bearer write' }), ok({ principal: 'write' })],
  ['a token with another scope', get('/secure/write', { Authorization: 'Bearer read' }), unauthorized],
  [
    'a check that throws is a 500 without the reason',
    get('/secure/throws', { Authorization: 'Bearer x' }),
    problem(500),
  ],
  ['credentials are checked before the body', post('/secure/pets', 'application/json', '{'), unauthorized],
];

const MULTIPART = 'multipart/form-data; boundary=b';
const part = (headers: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${content}\r\n`;
const form = `${part('name="name"', 'Rex')}${part('name="tags"', '1')}${part('name="tags"', '2')}${part(
  'name="photos"; filename="a.png"\r\nContent-Type: image/png',
  '\0é',
)}--b--\r\n`;
const rex = JSON.stringify({ name: 'Rex' });
const compressed = (coding: string, bytes: Uint8Array) =>
  post('/pets', 'application/json', bytes, { 'content-encoding': coding });
const UNSUPPORTED: Expected = problem(415, { detail: expect('content coding') });

/** Part of a text. */
function expect(text: string): { contains: string } {
  return { contains: text };
}

const NO_ZSTD = { reason: 'DecompressionStream has no zstd in Node 24 and workerd', expected: UNSUPPORTED };
const NO_BROTLI = { reason: 'DecompressionStream has no brotli in workerd', expected: UNSUPPORTED };

const bodies: Case[] = [
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
  ['broken JSON', post('/pets', 'application/json', '{"name":'), problem(400, { detail: expect('it ends too early') })],
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
    { fetch: NO_ZSTD, hono: NO_ZSTD, workerd: NO_ZSTD },
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

const responses: Case[] = [
  [
    'text',
    get('/bodies/text'),
    { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Grüße' },
  ],
  ['bytes', get('/bodies/bytes'), { status: 200, headers: { 'content-type': 'image/png' } }],
  ['no body', { method: 'DELETE', path: '/pets/7' }, { status: 204, body: '' }],
  [
    'headers and a media type of the handler',
    get('/headers'),
    {
      status: 201,
      headers: { 'x-count': '3', 'set-cookie': ['a=1', 'b=2'], 'content-type': 'application/vnd.pet+json' },
    },
  ],
  ['a handler that throws is a 500 without the reason', get('/fails/throws'), problem(500)],
  ['a status that is not declared is a 500', get('/fails/status'), problem(500)],
  ['a body that violates its schema is a 500', get('/fails/body'), problem(500)],
  ['a header that violates its schema is a 500', get('/fails/header'), problem(500)],
  ['a list that is read whole, because it is validated', get('/bodies/list'), ok({ items: [1, 2, 3], total: 3 })],
];

/** Served without the validation of responses, which reads streamed lists whole. */
const unvalidated: Case[] = [
  [
    'a web stream',
    get('/bodies/web-stream'),
    { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: 'one two' },
  ],
  [
    'an iterable',
    get('/bodies/iterable'),
    { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, body: 'a,b\nä,2\n' },
  ],
  ['a list in pieces', get('/bodies/list'), { status: 200, body: '{"items":[1,2,3],"total":3}' }],
  ['a list that fails before its first piece is a 500', get('/bodies/failing-list'), problem(500)],
  ['a body that violates its schema is sent', get('/fails/body'), { status: 200 }],
  ['a status that is not declared is a 500', get('/fails/status'), problem(500)],
];

const unknownPaths: Case[] = [
  ['a path of the contract is served', get('/pets/7'), ok({ params: { id: 7 } })],
  ['an unknown path goes to the next handler', get('/cats?a=b'), { status: 200, body: 'next: GET /cats?a=b ' }],
  ['its body is unread', post('/cats', 'application/json', ['{', '}']), { status: 200, body: 'next: POST /cats {}' }],
  ['an undeclared method of a known path does not', { method: 'PUT', path: '/pets' }, problem(405)],
];

export const GROUPS = { routing, parameters, security, bodies, responses };
export const UNVALIDATED = unvalidated;
export const UNKNOWN_PATHS = unknownPaths;

/** A case with the reports that it causes, in the app that only reports. */
export type ReportCase = [title: string, sent: Sent, expected: Expected, reports: unknown[]];
const passed = (text: string): Expected => ({ status: 200, body: `next: ${text}` });
const report = (operationId: string | undefined, kind: string, ...violations: string[]) => ({
  ...(operationId === undefined ? {} : { operationId }),
  kind,
  violations,
});
const legacy = (type: string, body: NonNullable<Sent['body']>, headers = {}) => post('/legacy', type, body, headers);
const long = 'x'.repeat(BODY_LIMIT + 10_000);

export const REPORTS: ReportCase[] = [
  ['a valid request', get('/legacy?limit=1'), passed('GET /legacy?limit=1 '), []],
  ['a valid body', legacy('application/json', rex), passed(`POST /legacy ${rex}`), []],
  [
    'an invalid parameter',
    get('/legacy?limit=ten'),
    passed('GET /legacy?limit=ten '),
    [report('legacyList', 'invalid', 'query limit')],
  ],
  [
    'an invalid body',
    legacy('application/json', ['{"na', 'me":1}']),
    passed('POST /legacy {"name":1}'),
    [report('legacyCreate', 'invalid', 'body name')],
  ],
  [
    'a multipart form',
    legacy(MULTIPART, form.replace('Rex', 'R'.repeat(21))),
    passed(`POST /legacy ${form.replace('Rex', 'R'.repeat(21))}`),
    [report('legacyCreate', 'invalid', 'body name')],
  ],
  [
    'a compressed body',
    legacy('application/json', gzipSync('{"name":1}'), { 'content-encoding': 'gzip' }),
    { status: 200 },
    [report('legacyCreate', 'invalid', 'body name')],
  ],
  [
    'broken gzip',
    { ...legacy('application/json', new Uint8Array(50), { 'content-encoding': 'gzip' }) },
    { status: 200 },
    [report('legacyCreate', 'body_undecodable')],
  ],
  [
    'broken JSON',
    legacy('application/json', '{"name":'),
    passed('POST /legacy {"name":'),
    [report('legacyCreate', 'body_undecodable')],
  ],
  [
    'an undeclared media type',
    legacy('text/html', ['a', 'b']),
    passed('POST /legacy ab'),
    [report('legacyCreate', 'media_type_unsupported')],
  ],
  [
    'an empty chunked body',
    legacy('application/json', []),
    passed('POST /legacy '),
    [report('legacyCreate', 'invalid', 'body ')],
  ],
  [
    'an announced length above the limit',
    legacy('application/json', long),
    passed(`POST /legacy ${long}`),
    [report('legacyCreate', 'body_too_large')],
  ],
  [
    'chunks above the limit',
    legacy('application/json', [long, 'y', long]),
    passed(`POST /legacy ${long}y${long}`),
    [report('legacyCreate', 'body_too_large')],
  ],
  [
    'an undeclared method',
    { ...legacy('text/plain', 'x'), method: 'PUT' },
    passed('PUT /legacy x'),
    [report(undefined, 'method_not_allowed')],
  ],
  ['an unknown path', post('/cats', 'text/plain', 'x'), passed('POST /cats x'), [report(undefined, 'path_unknown')]],
  [
    'missing credentials whose check is present',
    get('/legacy/secure'),
    passed('GET /legacy/secure '),
    [report('legacySecure', 'unauthorized')],
  ],
  ['valid credentials', get('/legacy/secure', { Authorization: 'Bearer good' }), passed('GET /legacy/secure '), []],
  ['credentials without a check', post('/legacy/secure', '', ''), passed('POST /legacy/secure '), []],
  [
    'an operation with a handler receives invalid values',
    get('/search?limit=10'),
    ok({ query: { limit: 10 } }),
    [report('search', 'invalid', 'query limit')],
  ],
  [
    'an operation with a handler receives no body that cannot be decoded',
    post('/pets', 'application/json', '{'),
    problem(400),
    [report('createPet', 'body_undecodable')],
  ],
  [
    'the credentials of an operation with a handler are enforced',
    get('/secure/bearer'),
    unauthorized,
    [report('secureBearer', 'unauthorized')],
  ],
];
