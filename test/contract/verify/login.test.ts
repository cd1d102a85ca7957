import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLogin } from '../../../src/contract/cli/login-file.ts';
import { createFolder, expectNoStack, type Folder } from '../command.ts';
import { type Asked, type Replied, serveUntilEnd, verifyServer } from './strangers.ts';

const empty = (description: string) => ({ description });
const get = (operationId: string, security: object[]) => ({
  get: { operationId, security, responses: { 200: empty('Here.'), 401: empty('No credentials.') } },
});
const flows = { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Doors', version: '1' },
  servers: [{ url: '/v1' }],
  paths: { '/front': get('front', [{ Token: [] }]), '/back': get('back', [{ Client: [] }]) },
  components: {
    securitySchemes: { Token: { type: 'http', scheme: 'bearer' }, Client: { type: 'oauth2', flows } },
  },
};

/** Written so that it is not taken for a template. */
const VARIABLE = ['$', '{KEEPSPEC_TEST_PASSWORD}'].join('');

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({ 'doors.json': JSON.stringify(DOCUMENT) });
});
afterAll(() => folder.remove());

/** Tokens are valid for so many requests. */
function doors(logIn: (asked: Asked, token: string) => Replied, uses: number, isAllowed = (_: Asked) => true) {
  const left = new Map<string, number>();
  let count = 0;
  return serveUntilEnd((asked) => {
    const [path] = asked.path.split('?');
    if (path === '/v1/login' || path === '/oauth/token') {
      const token = `token-${++count}-${'x'.repeat(8)}`;
      left.set(token, uses);
      return logIn(asked, token);
    }
    if (path !== '/v1/front' && path !== '/v1/back') return [404];
    if (asked.method !== 'GET' && asked.method !== 'HEAD') return [405, undefined, { allow: 'GET, HEAD' }];
    const carried =
      asked.headers.authorization?.replace('Bearer ', '') ?? asked.headers.cookie?.replace('sid=', '') ?? '';
    const rest = left.get(carried) ?? 0;
    if (rest <= 0 || !isAllowed(asked)) return [401, undefined, { 'www-authenticate': 'Bearer' }];
    left.set(carried, rest - 1);
    return [200];
  });
}

async function loginOf(file: object, url: string) {
  await folder.write({ 'login.json': JSON.stringify(file) });
  const { securitySchemes } = DOCUMENT.components;
  return readLogin(`${folder.path}/login.json`, { url, basePath: '/v1', securitySchemes });
}

describe('a run with a login', () => {
  test('takes a token from the response, and gets another one when it is rejected', async () => {
    process.env.KEEPSPEC_TEST_PASSWORD = 'open sesame';
    const { url, asked } = await doors((_, token) => [200, { data: { token } }], 3);
    const request = { path: '/login', json: { user: 'ann', password: VARIABLE } };
    const login = await loginOf({ request, take: { token: '/data/token' } }, url);
    const { findings, logins, outcomes } = await verifyServer(DOCUMENT, { url, login });
    expect(findings).toEqual([]);
    expect(logins).toBeGreaterThan(1);
    expect(outcomes['valid requests accepted']).toBeGreaterThan(1);
    const [first] = asked;
    expect([first?.method, first?.path, first?.headers['content-type']]).toEqual([
      'POST',
      '/v1/login',
      'application/json',
    ]);
    expect(JSON.parse(first?.body ?? '')).toEqual({ user: 'ann', password: 'open sesame' });
  });

  test('takes a cookie', async () => {
    const cookies = (token: string): Replied => [
      204,
      undefined,
      { 'set-cookie': ['a=b; Path=/', `sid=${token}; HttpOnly`] },
    ];
    const { url } = await doors((_, token) => cookies(token), 1000);
    const login = await loginOf(
      { request: { path: '/login', method: 'put', body: 'x' }, take: { cookie: 'sid' } },
      url,
    );
    const { findings, logins } = await verifyServer(DOCUMENT, { url, login });
    expect([findings, logins]).toEqual([[], 1]);
  });

  test('gets a token before the one that it has expires', async () => {
    const { url, asked } = await doors((_, token) => [200, { token, seconds: 0.000_001 }], 1000);
    const take = { token: '/token', expires_in: '/seconds' };
    const login = await loginOf({ request: { path: '/login' }, take }, url);
    await verifyServer(DOCUMENT, { url, login, concurrency: 1 });
    const own = asked.filter(({ headers }) => headers.authorization?.startsWith('Bearer token-'));
    expect(own.length).toBeGreaterThan(2);
    expect(new Set(own.map(({ headers }) => headers.authorization)).size).toBe(own.length);
  });

  test('is the client of OAuth 2.0, whose URL the document has', async () => {
    const { url, asked } = await doors((_, token) => [200, { access_token: token, expires_in: 3600 }], 1000);
    const oauth2 = { client_id: 'me', client_secret: 'a:b', scope: 'read write' };
    const { findings, logins } = await verifyServer(DOCUMENT, { url, login: await loginOf({ oauth2 }, url) });
    expect([findings, logins]).toEqual([[], 1]);
    const [first] = asked;
    expect(first).toMatchObject({ method: 'POST', path: '/oauth/token' });
    expect(Object.fromEntries(new URLSearchParams(first?.body))).toEqual({
      ...{ grant_type: 'client_credentials', scope: 'read write' },
    });
    expect(first?.headers.authorization).toBe(`Basic ${Buffer.from('me:a%3Ab').toString('base64')}`);
  });

  test('gives up for operations that reject new credentials too, and says so', async () => {
    const isFront = ({ path }: Asked) => path.startsWith('/v1/front');
    const { url } = await doors((_, token) => [200, { token }], 1000, isFront);
    const login = await loginOf({ request: { path: '/login' }, take: { token: '/token' } }, url);
    const { notTried, logins } = await verifyServer(DOCUMENT, { url, login });
    expect(notTried.map(({ operationId }) => operationId)).toEqual(['back']);
    expect(logins).toBe(2);
  });

  test('stops if the login fails, without its secrets', async () => {
    const { url } = await doors(() => [403], 1);
    const login = await loginOf(
      { request: { path: '/login', json: { password: 'secret' } }, take: { token: '/a' } },
      url,
    );
    const { stopped } = await verifyServer(DOCUMENT, { url, login });
    expect(stopped).toBe(`The login of ${folder.path}/login.json failed: POST returned 403.`);
    const other = await doors(() => [200, { b: 1 }], 1);
    const lacking = await loginOf({ request: { path: '/login' }, take: { token: '/a' } }, other.url);
    expect((await verifyServer(DOCUMENT, { url: other.url, login: lacking })).stopped).toContain(
      'the response with 200 has no token at /a',
    );
  });
});

test('the command logs in, and its findings have no token', async () => {
  const { url } = await doors(
    (_, token) => [200, { token }],
    1000,
    ({ path }) => !path.includes('never'),
  );
  await folder.write({ 'login.yaml': 'request: { path: /login }\ntake: { token: /token }\n' });
  const options = ['--url', url, '--login', 'login.yaml', '--findings', 'found.json', '--only', 'examples'];
  const { code, out } = await folder.run(['verify', 'doors.json', ...options]);
  expect([code, out]).toEqual([0, expect.stringContaining('The run logged in once.')]);
});

test.each<[string, string]>([
  ['{}', '1:1: The login must have either "request" or "oauth2".'],
  ['request: { path: /a }', '1:1: "take" must be an object.'],
  ['request: { path: /a }\ntake: {}', '2:7: "take" must have either "token", a JSON Pointer, or "cookie", a name.'],
  ['request: { path: /a }\ntake: { token: a }', '2:16: "token" must be a JSON Pointer such as /access_token.'],
  ['request: {}\ntake: { token: /a }', '1:10: The request must have either a "path" or an absolute "url".'],
  ['request: { path: 5 }\ntake: { token: /a }', '1:18: "path" must be a text.'],
  ['request: { pth: /a }\ntake: { token: /a }', '1:12: Unknown member "pth" of the request. Did you mean "path"?'],
  ['oauth2: { client_id: a }', '1:9: "oauth2" needs a "client_secret".'],
  [
    `oauth2: { client_id: a, client_secret: "${VARIABLE.replace('TEST_PASSWORD', 'NONE')}" }`,
    '1:40: The environment has no variable KEEPSPEC_NONE.',
  ],
  ['oauth2: { client_id: a, client_secret: b, send: query }', '1:49: "send" must be basic or body.'],
  ['scheme: Tokn\noauth2: {}', '1:9: The document has no security scheme "Tokn". It has: Token, Client.'],
  [
    'header: "X: y"\noauth2: { client_id: a, client_secret: b }',
    '1:9: "header" must have the form "Authorization: Bearer',
  ],
])('a login file %j is rejected with its place', async (text, message) => {
  await folder.write({ 'wrong.yaml': `${text}\n` });
  const ended = await folder.run(['verify', 'doors.json', '--url', 'http://127.0.0.1:1', '--login', 'wrong.yaml']);
  expectNoStack(ended);
  expect([ended.code, ended.err.split('\n')[0]]).toEqual([2, expect.stringContaining(`wrong.yaml:${message}`)]);
});
