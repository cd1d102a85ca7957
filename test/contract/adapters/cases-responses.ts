import { type Case, get, ok, post, problem } from './cases.ts';

export const responses: Case[] = [
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
export const unvalidated: Case[] = [
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

export const unknownPaths: Case[] = [
  ['a path of the contract is served', get('/pets/7'), ok({ params: { id: 7 } })],
  ['an unknown path goes to the next handler', get('/cats?a=b'), { status: 200, body: 'next: GET /cats?a=b ' }],
  ['its body is unread', post('/cats', 'application/json', ['{', '}']), { status: 200, body: 'next: POST /cats {}' }],
  ['an undeclared method of a known path does not', { method: 'PUT', path: '/pets' }, problem(405)],
];
