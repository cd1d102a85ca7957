import { type Case, get, invalid, ok, post, problem } from './cases.ts';

const FASTIFY_ROUTER = 'Fastify answers before it calls a plugin';

const ENCODES_PERCENT = {
  reason: 'the runtime encodes the percent sign before the worker receives the URL',
  expected: ok({ params: { name: '%zz', suffix: 'x' } }),
};

export const routing: Case[] = [
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
      ...{ workerd: ENCODES_PERCENT, deno: ENCODES_PERCENT, bun: ENCODES_PERCENT },
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

export const parameters: Case[] = [
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

export const unauthorized = problem(401);
export const security: Case[] = [
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
