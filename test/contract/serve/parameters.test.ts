import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operation, type PetServer, petContract, servePets } from './pets.ts';

const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9, default: 5 } };
const query = [
  limit,
  { name: 'name', in: 'query', schema: { type: 'string' } },
  { name: 'tame', in: 'query', schema: { type: 'boolean' } },
  { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'integer' } } },
  { name: 'any', in: 'query' },
];
const document = petContract({
  '/pets': { get: operation('listPets', { parameters: query }) },
  '/owners': {
    parameters: [
      { ...limit, schema: { type: 'integer', maximum: 2 } },
      { name: 'page', in: 'query', schema: {} },
    ],
    get: operation('listOwners', { parameters: [limit] }),
  },
  '/pets/{number}': {
    get: operation('getPet', {
      parameters: [
        { name: 'number', in: 'path', required: true, schema: { type: 'integer' } },
        { name: 'X-Depth', in: 'header', schema: { type: 'integer', default: 3 } },
        { name: 'X-Wanted', in: 'header', schema: { type: 'string', maxLength: 3 } },
      ],
    }),
  },
  '/food/{name}.json': {
    get: operation('getFood', { parameters: [{ name: 'name', in: 'path', required: true, schema: {} }] }),
  },
});

let server: PetServer;
beforeAll(async () => {
  server = await servePets(document);
});
afterAll(() => server.stop());

const got = async (path: string, headers: Record<string, string> = {}) => {
  const { status, body } = await server.send('GET', path, { headers });
  expect(body.violations ?? []).toEqual([]);
  expect(status).toBe(200);
  return body.got ?? {};
};

describe('parameters reach the handler as the contract types them', () => {
  const accepted = [
    ['/pets', { limit: 5 }],
    ['/pets?limit=7', { limit: 7 }],
    ['/pets?any=7', { limit: 5, any: '7' }],
    ['/pets?name=7', { limit: 5, name: '7' }],
    ['/pets?name=', { limit: 5, name: '' }],
    ['/pets?name=true', { limit: 5, name: 'true' }],
    ['/pets?name=%2522', { limit: 5, name: '%22' }],
    ['/pets?name=a+b%20c%26d', { limit: 5, name: 'a b c&d' }],
    ['/pets?name=who?', { limit: 5, name: 'who?' }],
    ['/pets?name=?', { limit: 5, name: '?' }],
    ['/pets?name=%C3%A9%F0%9F%90%88', { limit: 5, name: 'é🐈' }],
    ['/pets?tame=false', { limit: 5, tame: false }],
    ['/pets?tags=1', { limit: 5, tags: [1] }],
    ['/pets?tags=1&tags=2', { limit: 5, tags: [1, 2] }],
    ['/pets?', { limit: 5 }],
  ] as const;
  test.each(accepted)('GET %s has the query %j', async (path, expected) => {
    expect((await got(path)).query).toEqual(expected);
  });

  test('a path parameter is coerced', async () => {
    expect((await got('/pets/12')).params).toEqual({ number: 12 });
  });

  test('a path parameter is decoded once, an escaped slash included', async () => {
    expect((await got('/food/a%2Fb%2520c.json')).params).toEqual({ name: 'a/b%20c' });
  });

  test('a header parameter is coerced, by its name in any case', async () => {
    expect((await got('/pets/1', { 'x-DEPTH': '8' })).headers).toMatchObject({ 'x-depth': 8 });
  });

  test('a header parameter that is left out gets its default', async () => {
    expect((await got('/pets/1')).headers).toMatchObject({ 'x-depth': 3 });
  });

  test('of a parameter of the path and one of the operation the own one wins', async () => {
    expect((await got('/owners?limit=9&page=2')).query).toEqual({ limit: 9, page: '2' });
  });
});

describe('parameters that do not meet the contract are rejected by name', () => {
  const rejected = [
    ['/pets?limit=0', 'query', 'limit', 'must be at least 1'],
    ['/pets?limit=10', 'query', 'limit', 'must be at most 9'],
    ['/pets?limit=1.5', 'query', 'limit', 'must be an integer'],
    ['/pets?limit=', 'query', 'limit', 'must be an integer'],
    ['/pets?limit=many', 'query', 'limit', 'must be an integer'],
    ['/pets?limit=1&limit=2', 'query', 'limit', 'must not be sent more than once'],
    ['/pets?limit=1&limit=1', 'query', 'limit', 'must not be sent more than once'],
    ['/pets?limit[]=1', 'query', 'limit[]', 'is not a known parameter'],
    ['/pets?name=a&name=b', 'query', 'name', 'must not be sent more than once'],
    ['/pets?name[x]=a', 'query', 'name[x]', 'is not a known parameter'],
    ['/pets?tame=yes', 'query', 'tame', 'must be true or false'],
    ['/pets?tags=1&tags=x', 'query', 'tags[1]', 'must be an integer'],
    ['/pets?limitt=1', 'query', 'limitt', 'is not a known parameter'],
    ['/pets?Limit=1', 'query', 'Limit', 'is not a known parameter'],
    ['/pets/x', 'path', 'number', 'must be an integer'],
  ] as const;
  test.each(rejected)('GET %s', async (path, place, name, message) => {
    const { status, body } = await server.send('GET', path);
    expect(status).toBe(400);
    expect(body.violations).toEqual([expect.objectContaining({ in: place, path: name, message })]);
  });

  test('a header parameter too', async () => {
    const { body } = await server.send('GET', '/pets/1', { headers: { 'X-Wanted': 'four' } });
    expect(body.violations).toEqual([
      {
        in: 'header',
        path: 'x-wanted',
        pointer: '/x-wanted',
        keyword: 'maxLength',
        message: 'must have at most 3 characters',
      },
    ]);
  });

  test('all of them in one answer', async () => {
    const { body } = await server.send('GET', '/pets?limit=0&tame=maybe&colour=red');
    expect(body.violations?.map(({ path }) => path).sort()).toEqual(['colour', 'limit', 'tame']);
  });
});
