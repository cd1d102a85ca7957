import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Handlers } from '../../../generated/operations.ts';
import { createExpressRouter, type ExpressOptions } from '../../../src/contract/adapters/express.ts';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { apiKey, basic, bearer, type PrincipalsOf } from '../../../src/contract/serve/security.ts';
import type { SecurityCheck } from '../../../src/contract/serve/types.ts';
import { petContract } from './pets.ts';

const SCHEMES = {
  Token: { type: 'http', scheme: 'bearer' },
  Grant: { type: 'oauth2', flows: {} },
  Login: { type: 'http', scheme: 'basic' },
  HeaderKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  QueryKey: { type: 'apiKey', in: 'query', name: 'api key' },
  CookieKey: { type: 'apiKey', in: 'cookie', name: 'session' },
};

type Scheme = keyof typeof SCHEMES;

/** Serves `GET /pets`, which returns the principal, for callers who meet one of the alternatives. */
async function serve(
  alternatives: Record<string, string[]>[],
  checks: Partial<Record<Scheme, SecurityCheck<unknown>>>,
) {
  const content = { 'application/json': { schema: {} } };
  const responses = { 200: { description: 'The caller.', content } };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
  const list = { operationId: 'list', security: alternatives, parameters: [limit], responses };
  const securitySchemes = Object.fromEntries(Object.keys(checks).map((name) => [name, SCHEMES[name as Scheme]]));
  const handle = await createFetchHandler({
    contract: compileContract(petContract({ '/pets': { get: list } }, { securitySchemes })),
    handlers: {
      list: ({ principal, query }: { principal: unknown; query: object }) => ({
        status: 200,
        body: { principal, query },
      }),
    },
    security: checks as Record<string, SecurityCheck<unknown>>,
    onWarning: () => undefined,
  });
  return async (headers: Record<string, string>, query = '') => {
    const response = await handle(new Request(`http://a/pets${query}`, { headers }));
    return { status: response.status, body: (await response.json()) as { principal?: unknown; query?: object } };
  };
}

const base64 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');

describe('bearer', () => {
  test.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER   abc', 'abc'],
    ['Bearer a.b-c_d~e+f/g==', 'a.b-c_d~e+f/g=='],
    ['Bearer', undefined],
    ['Bearer ', undefined],
    ['Bearer a b', undefined],
    ['abc', undefined],
    ['Basic abc', undefined],
    ['XBearer abc', undefined],
  ])('%j holds the token %j', async (authorization, token) => {
    const send = await serve([{ Token: [] }], { Token: bearer((sent) => ({ sent })) });
    const { status, body } = await send({ authorization });
    expect([status, body.principal]).toEqual(token === undefined ? [401, undefined] : [200, { sent: token }]);
  });

  test('a token that is not valid, or none, is a 401', async () => {
    const send = await serve([{ Token: [] }], {
      Token: bearer(async (token) => (token === 'good' ? 'ada' : undefined)),
    });
    expect((await send({ authorization: 'Bearer good' })).body.principal).toBe('ada');
    expect((await send({ authorization: 'Bearer bad' })).status).toBe(401);
    expect((await send({})).status).toBe(401);
  });

  test('the check gets the scopes of the alternative that it is called for', async () => {
    const asked: string[][] = [];
    const Grant = bearer<unknown, unknown>((token, { scopes }) => {
      asked.push(scopes);
      return scopes.every((scope) => token.split(',').includes(scope)) ? token : undefined;
    });
    const send = await serve([{ Grant: ['read', 'write'] }, { Grant: ['admin'] }], { Grant });
    expect((await send({ authorization: 'Bearer read,write' })).status).toBe(200);
    expect((await send({ authorization: 'Bearer admin' })).status).toBe(200);
    expect((await send({ authorization: 'Bearer read' })).status).toBe(401);
    expect(asked.slice(0, 2)).toEqual([['read', 'write'], ['admin']]);
  });
});

describe('basic', () => {
  test.each([
    [`Basic ${base64('ada:secret')}`, { username: 'ada', password: 'secret' }],
    [`basic ${base64('ada:secret')}`, { username: 'ada', password: 'secret' }],
    [`Basic ${base64('ada:a:b:')}`, { username: 'ada', password: 'a:b:' }],
    [`Basic ${base64('ada:')}`, { username: 'ada', password: '' }],
    [`Basic ${base64('größe:日本')}`, { username: 'größe', password: '日本' }],
    [`Basic ${base64('ada')}`, undefined],
    [`Basic ${base64('größe:x', 'latin1')}`, undefined],
    [`Basic ${base64('ada:a\nb')}`, undefined],
    ['Basic !!!!', undefined],
    ['Basic YWR', undefined],
    ['Basic', undefined],
    [`Basic ${base64('ada:secret')} x`, undefined],
    [`Bearer ${base64('ada:secret')}`, undefined],
  ])('%j holds %j', async (authorization, credentials) => {
    const send = await serve([{ Login: [] }], { Login: basic((sent) => sent) });
    const { status, body } = await send({ authorization });
    expect([status, body.principal]).toEqual(credentials === undefined ? [401, undefined] : [200, credentials]);
  });
});

describe('apiKey', () => {
  const keys: [Scheme, Record<string, string>, string, string | undefined][] = [
    ['HeaderKey', { 'X-API-Key': 'k1' }, '', 'k1'],
    ['HeaderKey', { 'x-api-key': 'k1' }, '', 'k1'],
    ['HeaderKey', { 'X-API-Key': '' }, '', undefined],
    ['HeaderKey', {}, '?X-API-Key=k1', undefined],
    ['QueryKey', {}, '?api%20key=k%2B1', 'k+1'],
    ['QueryKey', {}, '?limit=1&api+key=k1', 'k1'],
    ['QueryKey', {}, '?api+key=', undefined],
    ['QueryKey', {}, '?api+key=k1&api+key=k2', undefined],
    ['QueryKey', {}, '?API+KEY=k1', undefined],
    ['CookieKey', { cookie: 'session=k1' }, '', 'k1'],
    ['CookieKey', { cookie: 'xsession=no; session=k=1' }, '', 'k=1'],
    ['CookieKey', { cookie: 'session=' }, '', undefined],
    ['CookieKey', { cookie: 'session=k1; session=k2' }, '', undefined],
    ['CookieKey', { cookie: 'other=k1' }, '', undefined],
  ];
  test.each(keys)('%s in %j %j is %j', async (scheme, headers, query, key) => {
    const send = await serve([{ [scheme]: [] }], { [scheme]: apiKey((sent) => sent) });
    const { status, body } = await send(headers, query);
    expect([status, body.principal]).toEqual(key === undefined ? [401, undefined] : [200, key]);
  });

  test('a key in the query is no unknown parameter, and other parameters are', async () => {
    const send = await serve([{ QueryKey: [] }], { QueryKey: apiKey((key) => key) });
    expect((await send({}, '?api+key=k1&limit=1')).status).toBe(200);
    expect((await send({}, '?api+key=k1&limit=x')).status).toBe(400);
    expect((await send({}, '?api+key=k1&apikey=1')).status).toBe(400);
  });
});

test('schemes of one alternative must all be met, and the first one gives the principal', async () => {
  const checks = { Token: bearer((token) => ({ token })), HeaderKey: apiKey((key) => ({ key })) };
  const send = await serve([{ Token: [], HeaderKey: [] }, { HeaderKey: [] }], checks);
  expect((await send({ 'x-api-key': 'k1' })).body.principal).toEqual({ key: 'k1' });
  expect((await send({ 'x-api-key': 'k1', authorization: 'Bearer t1' })).body.principal).toEqual({ token: 't1' });
  expect((await send({ authorization: 'Bearer t1' })).status).toBe(401);
});

describe('types', () => {
  type User = { user: string };
  type App = { app: number };
  const security = {
    ApiKey: bearer(async (token): Promise<User | undefined> => (token === '' ? undefined : { user: token })),
    WorkerToken: basic(({ username }): App | undefined => (username === '' ? undefined : { app: 1 })),
  };

  test('the principals of handlers are what the checks return', () => {
    expectTypeOf<PrincipalsOf<typeof security>>().toEqualTypeOf<{ ApiKey: User; WorkerToken: App }>();
    type Request = Parameters<Handlers<PrincipalsOf<typeof security>>['getAgent']>[0];
    expectTypeOf<Request['principal']>().toEqualTypeOf<User>();
  });

  test('an adapter takes checks of different principals', () => {
    const take = (options: Parameters<typeof createExpressRouter<User | App>>[0]) => options.security;
    expectTypeOf(take).parameter(0).toEqualTypeOf<ExpressOptions<User | App>>();
    // Compiles without a type argument.
    const start = (contract: ExpressOptions<unknown>['contract']) =>
      createExpressRouter({ contract, handlers: {}, security });
    expectTypeOf(start).returns.toEqualTypeOf<ReturnType<typeof createExpressRouter>>();
  });

  test('a check knows the request of its adapter where it is written in place', () => {
    const start = (contract: ExpressOptions<unknown>['contract']) =>
      createExpressRouter({
        contract,
        handlers: {},
        security: {
          Key: apiKey((key, { raw, scopes }) => {
            expectTypeOf(raw.secure).toEqualTypeOf<boolean>();
            expectTypeOf(scopes).toEqualTypeOf<string[]>();
            return { key };
          }),
        },
      });
    expectTypeOf(start).toBeFunction();
  });
});
