import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { valueOfJson } from '../../../src/contract/verify/json.ts';
import { credentialsIn, findLeaks, keyNamesOf } from '../../../src/contract/verify/leaks.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import { similarId } from '../../../src/contract/verify/state/existence.ts';
import type { Phase, Received, SentRequest } from '../../../src/contract/verify/types.ts';

const REQUEST: SentRequest = { method: 'GET', url: 'http://pets.example/pets', headers: {} };
const errorOf = (value: unknown, status = 500): Received => ({
  ...{ status, headers: {}, mediaType: typeof value === 'string' ? 'text/plain' : 'application/json' },
  text: typeof value === 'string' ? value : JSON.stringify(value),
  value: typeof value === 'string' ? undefined : value,
});
const kindsOf = (value: unknown, request = REQUEST, secrets: string[] = []): string[] =>
  findLeaks(request, errorOf(value), secrets).map(({ kind }) => kind);

describe('an error leaks', () => {
  test.each([
    'Error: no\n    at Object.handle (/srv/pets.js:12:5)',
    'Error: no\n    at async file:///x/pets.mjs:1:2',
    'TypeError\n    at node:internal/main/run:1:2',
    'Traceback (most recent call last):\n  x',
    'File "pets.py", line 3, in list',
    'java.lang.NullPointerException at com.pets.List.all(List.java:12)',
    'at Pets.List() in C:\\src\\List.cs:line 7',
    '#0 list.php(12): all()',
    'Warning: no in pets.php on line 3',
    'goroutine 1 [running]:',
    "pets.rb:12:in `list'",
    "thread 'main' panicked at src/pets.rs:12",
  ])('a stack trace: %s', (text) => {
    expect(kindsOf(text)).toContain('a stack trace');
    expect(kindsOf({ error: { detail: [text] } })).toContain('a stack trace');
  });

  test.each([
    'cannot open /var/www/pets/list.html',
    'ENOENT: /home/pets/config',
    'no such file: "/app/src/pets.ts"',
    'C:\\inetpub\\pets\\web.config',
    'in node_modules/express/lib/router.js',
  ])('a file path: %s', (text) => {
    expect(kindsOf(text)).toEqual(['a file path of the server']);
  });

  test.each([
    'SQLSTATE[42000]',
    'SQLITE_CONSTRAINT',
    'syntax error at or near "x"',
    'duplicate key value violates unique constraint "pets_name"',
    'UNIQUE constraint failed: pets.name',
    'SELECT * FROM pets WHERE id = $1',
    'insert into "pets" ("id") values (1)',
    'E11000 duplicate key error',
  ])('SQL: %s', (text) => {
    expect(kindsOf({ message: text })).toEqual(['SQL or an error of a database']);
  });

  test.each([
    ['postgres://pets:pass@db:5432/pets', 'a connection string with a password'],
    ['Server=db;Database=pets;Password=secret', 'a connection string with a password'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'a private key'],
  ])('secrets, which are not repeated: %s', (text, kind) => {
    expect(findLeaks(REQUEST, errorOf(text))).toEqual([{ kind, excerpt: '' }]);
  });

  test('nothing by what errors usually say', () => {
    for (const text of [
      'Select a plan from the list, and update it.',
      'There is no pet at /pets/7. See https://docs.pets.example/app/errors#404.',
      '/data/pets/7',
      'The field "file" must not be longer than 12:30:45.',
      'at least one of a, b',
      { type: 'about:blank', title: 'Not Found', instance: '/app/pets/7', errors: { at: 'name', line: 12 } },
    ]) {
      expect(kindsOf(text), JSON.stringify(text)).toEqual([]);
    }
  });

  test('nothing that the request itself contains', () => {
    const text = 'SELECT * FROM pets WHERE';
    const inQuery = { ...REQUEST, url: `http://pets.example/pets?name=${encodeURIComponent(text)}` };
    const inBody = { ...REQUEST, body: JSON.stringify({ path: '/home/a/b' }) };
    expect(kindsOf(`Unknown name: ${text}`, inQuery)).toEqual([]);
    expect(kindsOf('Unknown path: /home/a/b', inBody)).toEqual([]);
    expect(kindsOf('Unknown path: /home/a/b', inQuery)).toEqual(['a file path of the server']);
  });

  test('nothing that a success says', () => {
    expect(findLeaks(REQUEST, errorOf('SQLSTATE[42000]', 399))).toEqual([]);
    expect(findLeaks(REQUEST, errorOf('SQLSTATE[42000]', 400))).toHaveLength(1);
  });
});

describe('the credentials of a request', () => {
  const names = keyNamesOf({
    Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    Ticket: { type: 'apiKey', in: 'query', name: 'ticket' },
    Token: { type: 'http' },
  });

  test.each<[Partial<SentRequest>, string[]]>([
    [{ headers: { authorization: 'Bearer token-123' } }, ['token-123', '']],
    [{ headers: { authorization: `Basic ${btoa('me:password')}` } }, [btoa('me:password'), 'password']],
    [{ headers: { 'x-key': 'key-1', accept: '*/*' } }, ['key-1']],
    [{ headers: { cookie: 'a=1; session=abc' } }, ['1', 'abc']],
    [{ url: 'http://pets.example/pets?ticket=t%201&name=x' }, ['t 1']],
  ])('of %j are %j', (request, secrets) => {
    expect(credentialsIn({ ...REQUEST, ...request }, names)).toEqual(secrets);
  });

  test('are in no error, unless they are short', () => {
    const request = { ...REQUEST, headers: { authorization: 'Bearer token-123' } };
    expect(kindsOf('Unknown token: token-123', request, ['token-123'])).toEqual(['the credentials of the request']);
    expect(kindsOf('Unknown token: token-1', request, ['token-1'])).toEqual([]);
  });
});

const no = { description: 'No.', content: { 'application/json': {} } };

/** Notes of two users. */
const NOTES = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ Token: [] }],
  paths: {
    '/notes': {
      post: {
        operationId: 'createNote',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
        },
        responses: {
          201: { description: 'Created.', content: { 'application/json': {} } },
          default: no,
        },
      },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getNote',
        responses: {
          200: { description: 'It.', content: { 'application/json': {} } },
          default: no,
        },
      },
      delete: {
        operationId: 'deleteNote',
        responses: { 204: { description: 'Gone.' }, default: no },
      },
    },
  },
  components: {
    schemas: { Note: { type: 'object', required: ['text'], properties: { text: { type: 'string', maxLength: 20 } } } },
    securitySchemes: { Token: { type: 'http', scheme: 'bearer' } },
  },
} as unknown as OpenApiDocument;

type Defect = 'none' | 'existence' | 'body' | 'unauthorized delete' | 'credentials' | 'empty token';

async function findIn(defect: Defect, phases: Phase[] = ['state']): Promise<string[]> {
  const notes = new Map<string, { text: string; owner: string }>();
  let count = 0;
  const server = createServer(async (request, response) => {
    const { method, url = '', headers } = request;
    const body = Buffer.concat(await request.toArray()).toString();
    const end = (status: number, value?: unknown): void => {
      response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    };
    const fail = (status: number, message = 'No.'): void => end(status, { message });
    const { authorization = '' } = headers;
    const owner = /^Bearer (mine-or-1|their-or-1)$/.exec(authorization)?.[1];
    const id = url.split('/')[2] ?? '';
    const note = notes.get(id);
    const isEmpty = defect === 'empty token' && authorization.trim() === 'Bearer';
    if (owner === undefined && !isEmpty) {
      if (defect === 'unauthorized delete' && method === 'DELETE') notes.delete(id);
      return fail(401);
    }
    if (method === 'POST') {
      const text = (valueOfJson(body) as { text?: unknown } | undefined)?.text;
      if (typeof text !== 'string') return fail(400, defect === 'credentials' ? `${owner} sent no text` : 'no text');
      count += 1;
      notes.set(`note-${count}x`, { text, owner: owner ?? '' });
      return end(201, { id: `note-${count}x`, text });
    }
    if (note === undefined) return fail(404, defect === 'body' ? 'There is no such note.' : 'Not found.');
    if (note.owner !== owner && !isEmpty) {
      return defect === 'existence' ? fail(403) : fail(404, defect === 'body' ? 'It is not yours.' : 'Not found.');
    }
    if (method === 'DELETE') notes.delete(id);
    return method === 'DELETE' ? end(204) : end(200, { id, text: note.text });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { findings } = await runVerify(createPlan(structuredClone(NOTES)), {
    ...{ url, auth: { authorization: 'Bearer mine-or-1' }, otherAuth: { authorization: 'Bearer their-or-1' }, seed: 1 },
    ...{ maxCases: 60, operations: [], phases, off: [], timeMs: 600_000, concurrency: 1 },
    ...{ responseMs: 600_000, onProgress: () => undefined },
  });
  server.closeAllConnections();
  server.close();
  return findings.map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`);
}

describe('a server of notes', () => {
  test('has no findings', async () => {
    expect(await findIn('none')).toEqual([]);
  });

  test('shows by a 403 that a note of somebody else exists', async () => {
    const about = 'for a resource of somebody else, and 404 for one that does not exist, to other credentials';
    expect(await findIn('existence')).toEqual([
      `getNote no_leak: returns 403 ${about}: they see that it exists`,
      `deleteNote no_leak: returns 403 ${about}: they see that it exists`,
    ]);
  });

  test('shows it by the body of a 404', async () => {
    const [first = ''] = await findIn('body');
    expect(first).toContain('getNote no_leak: returns 404 with other bodies for a resource of somebody else');
  });

  test('performs what it rejects for missing credentials', async () => {
    expect(await findIn('unauthorized delete')).toEqual([
      'deleteNote ignored_auth: returns 401 to a request without credentials, and performs it',
      expect.stringContaining(
        'deleteNote refused_changes_nothing: returned 401, and changed the status of a read to 404',
      ),
    ]);
  });

  test('repeats credentials in an error', async () => {
    expect(await findIn('credentials', ['constraints'])).toContainEqual(
      expect.stringContaining('createNote no_leak: the 400 response contains the credentials of the request'),
    );
  });

  test('accepts an empty token', async () => {
    const found = await findIn('empty token', ['protocol']);
    expect(found).toContainEqual(expect.stringMatching(/^getNote ignored_auth: .*The credentials are empty/));
  });
});

test.each([
  ['7', '1000010'],
  ['agent_01m8f5j01gee7ss3yk3thzbh70', /^agent_01m8f5j01gee7ss3yk3thz[a-z]{2}\d\d$/],
  ['0193d4a4-9c1e-7c3a-b0a5-3f2d1c0b9a87', /^0193d4a4-9c1e-7c3a-b0a5-3f2d1c0b\d[a-f]\d\d$/],
  ['note-12x', 'note-21x'],
  ['note-1x', 'note-1x'],
  ['---', '---'],
])('an id like %s has the same form', (id, form) => {
  const similar = similarId(id);
  expect(similar).toMatch(form);
  expect([...similar].every((character) => id.includes(character) || /^\d+$/.test(id))).toBe(true);
});
