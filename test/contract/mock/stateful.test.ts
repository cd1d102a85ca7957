import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeFault, type OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { PETS, REX } from './stateful-document.ts';

type Reply = { status: number; headers: Headers; body: Record<string, unknown> };

const warnings: string[] = [];
let mock: Mock;
beforeAll(async () => {
  mock = await startMock(PETS, {
    ...{ port: 0, host: '127.0.0.1', stateful: true },
    onWarning: (fault) => void warnings.push(describeFault(fault)),
  });
});
beforeEach(() => send('POST', '/__mock/reset'));
afterAll(() => mock.stop());

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(mock.url + path, {
    ...{ method, headers: { ...type, ...headers } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}
const get = (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers);
const create = async (body: object) => (await send('POST', '/pets', body)).body;
const namesAt = async (path: string): Promise<unknown[]> => {
  const { body } = await get(path);
  const rows = (Array.isArray(body) ? body : body.data) as { name: string }[];
  return rows.map(({ name }) => name);
};

describe('a create', () => {
  test('stores the body with defaults, and fills in what the server writes', async () => {
    const { status, body, headers } = await send('POST', '/pets', { name: 'Tom', secret: 'tuna' });
    const moment = expect.stringMatching(/^\d{4}-.*Z$/);
    const own = { id: 8, name: 'Tom', kind: 'cat', status: 'new' };
    expect([status, body]).toEqual([201, { ...own, created_at: moment, updated_at: moment }]);
    expect(headers.get('location')).toBe('/pets/8');
    expect((await get('/pets/8')).body).toEqual(body);
  });

  test('never gives an id twice, not even that of what is deleted', async () => {
    const { id } = await create({ name: 'A' });
    await send('DELETE', `/pets/${id}`);
    expect((await create({ name: 'B' })).id).toBe(Number(id) + 1);
  });

  test('below a parent belongs to it, and is in the list of all', async () => {
    const { body } = await send('POST', '/owners', { name: 'Bob' });
    const made = await send('POST', `/owners/${body.id}/pets`, { name: 'Tom' });
    expect(made.body).toMatchObject({ pet: { name: 'Tom', owner_id: body.id }, token: expect.any(String) });
    expect(await namesAt(`/owners/${body.id}/pets`)).toEqual(['Tom']);
    expect(await namesAt('/owners/ann/pets')).toEqual(['Rex']);
    expect(await namesAt('/pets')).toEqual(['Rex', 'Tom']);
  });

  test.each([
    ['/owners/nobody/pets', { name: 'Tom' }],
    ['/pets/99/visits', { why: 'flu' }],
    ['/pets/99/adopt', undefined],
  ])('at %s of an unknown parent returns 404 as the contract declares it', async (path, body) => {
    const response = await send('POST', path, body);
    expect([response.status, response.body]).toEqual([404, { code: 'pet_unknown' }]);
  });

  test('rejects what the contract rejects, and stores nothing', async () => {
    expect((await send('POST', '/pets', { name: 'A', id: 5 })).status).toBe(400);
    expect(await namesAt('/pets')).toEqual(['Rex']);
  });
});

describe('an update', () => {
  test('sets what it sends, moves updated_at, and leaves the rest', async () => {
    const { status, body } = await send('PATCH', '/pets/7', { name: 'Max' });
    expect([status, body]).toEqual([200, { ...REX, name: 'Max', updated_at: expect.any(String) }]);
    expect(body.updated_at).not.toBe(REX.updated_at);
    expect((await get('/pets/7')).body).toEqual(body);
  });

  test('that changes nothing keeps updated_at', async () => {
    expect((await send('PATCH', '/pets/7', { name: 'Rex' })).body).toEqual(REX);
  });

  test.each([
    [
      'stays where the schema allows it',
      { nickname: 'R', colour: 'red' },
      { nickname: null },
      { nickname: null, colour: 'red' },
    ],
    ['clears what may be missing', { colour: 'red' }, { colour: null }, { colour: undefined }],
    ['changes nothing that is required', {}, { name: null }, { name: 'Rex' }],
  ])('with null: it %s', async (_, first, second, expected) => {
    await send('PATCH', '/pets/7', first);
    const { body } = await send('PATCH', '/pets/7', second);
    for (const [name, value] of Object.entries(expected)) expect(body[name]).toEqual(value);
  });

  test('by JSON Merge Patch removes what is null (RFC 7396)', async () => {
    await send('PATCH', '/pets/7', { colour: 'red' });
    const type = { 'content-type': 'application/merge-patch+json' };
    const { status, body } = await send('PATCH', '/pets/7', { colour: null, name: 'Max' }, type);
    expect([status, body.colour, body.name]).toEqual([200, undefined, 'Max']);
  });

  test('with PUT replaces all but what the server writes', async () => {
    await send('PATCH', '/pets/7', { colour: 'red' });
    const { status, body } = await send('PUT', '/pets/7', { name: 'Max' });
    const { owner_id, created_at, status: state } = REX;
    expect([status, body]).toEqual([
      200,
      {
        id: 7,
        name: 'Max',
        kind: 'cat',
        owner_id,
        created_at,
        status: state,
        updated_at: expect.any(String),
      },
    ]);
  });

  test('with PUT creates where the contract declares a 201', async () => {
    const { status, body } = await send('PUT', '/pets/50', { name: 'New' });
    expect([status, body.id]).toEqual([201, 50]);
    expect((await get('/pets/50')).body).toEqual(body);
  });
});

test('what is deleted is gone, and what stands below it', async () => {
  const { body } = await send('POST', '/pets/7/visits', { why: 'flu' });
  expect((await get(`/pets/7/visits/${body.id}`)).status).toBe(200);
  expect((await send('DELETE', '/pets/7')).status).toBe(204);
  for (const [method, path] of [
    ['GET', '/pets/7'],
    ['HEAD', '/pets/7'],
    ['DELETE', '/pets/7'],
    ['GET', '/pets/7/visits'],
    ['GET', `/pets/7/visits/${body.id}`],
  ] as const)
    expect([method, path, (await send(method, path)).status]).toEqual([method, path, 404]);
  expect(await namesAt('/pets')).toEqual([]);
});

test('a child is not found below another parent', async () => {
  const other = await create({ name: 'Other' });
  const { body } = await send('POST', '/pets/7/visits', { why: 'flu' });
  expect((await get(`/pets/${other.id}/visits/${body.id}`)).status).toBe(404);
});

test('a DELETE of a list deletes what its filters show', async () => {
  await send('POST', '/owners/ann/pets', { name: 'Tom' });
  expect((await send('DELETE', '/owners/ann/pets?kind=dog')).status).toBe(204);
  expect(await namesAt('/pets')).toEqual(['Tom']);
});

test('an action returns the stored resource', async () => {
  await send('PATCH', '/pets/7', { name: 'Max' });
  expect((await send('POST', '/pets/7/adopt')).body).toMatchObject({ id: 7, name: 'Max' });
});

describe('a list', () => {
  beforeEach(async () => {
    for (const name of ['Cleo', 'Ada', 'Bo']) await create({ name, kind: name === 'Bo' ? 'dog' : 'cat' });
  });

  test('by cursor has each row once, says how many there are, and ends', async () => {
    const first = await get('/pets?limit=3');
    expect(first.body).toMatchObject({ has_more: true, total: 4, next_cursor: expect.any(String) });
    expect(first.headers.get('x-total-count')).toBe('4');
    const next = encodeURIComponent(String(first.body.next_cursor));
    await send('DELETE', '/pets/9');
    expect((await get(`/pets?limit=3&cursor=${next}`)).body).toMatchObject({
      ...{ data: [{ name: 'Bo' }], has_more: false, next_cursor: null },
    });
    expect((await get('/pets?cursor=made-up')).body).toMatchObject({ data: [], has_more: false });
  });

  test.each([
    ['/owners/ann/pets?limit=1&offset=0', ['Rex'], 1],
    ['/owners/ann/pets?limit=1&offset=1', [], 1],
  ])('by offset: %s', async (path, names, total) => {
    expect((await get(path)).body).toMatchObject({ data: names.map((name) => ({ name })), total });
  });

  test('by page ends with an empty one', async () => {
    for (const name of ['Bob', 'Cid']) await send('POST', '/owners', { name });
    expect(await namesAt('/owners?per_page=2')).toEqual(['Ann', 'Bob']);
    expect(await namesAt('/owners?per_page=2&page=2')).toEqual(['Cid']);
    expect(await namesAt('/owners?per_page=2&page=3')).toEqual([]);
  });

  test.each([
    ['/pets?kind=dog', ['Rex', 'Bo']],
    ['/pets?kind=dog&name=Bo', ['Bo']],
    ['/pets?sort=name', ['Ada', 'Bo', 'Cleo', 'Rex']],
    ['/pets?sort=-name&limit=2', ['Rex', 'Cleo']],
  ])('%s is filtered and sorted', async (path, names) => {
    expect(await namesAt(path)).toEqual(names);
  });
});

describe('conditional requests', () => {
  test('an unchanged resource returns 304, a changed one its new entity tag', async () => {
    const tag = (await get('/pets/7')).headers.get('etag') ?? '';
    expect((await get('/pets/7', { 'if-none-match': tag })).status).toBe(304);
    await send('PATCH', '/pets/7', { name: 'Max' });
    const changed = await get('/pets/7', { 'if-none-match': tag });
    expect([changed.status, changed.headers.get('etag')]).not.toEqual([200, tag]);
  });

  test.each(['PATCH', 'DELETE'])(
    '%s with If-Match of another version returns 412 and changes nothing',
    async (method) => {
      const body = method === 'PATCH' ? { name: 'Max' } : undefined;
      const response = await send(method, '/pets/7', body, { 'if-match': '"other"' });
      expect([response.status, response.body]).toEqual([412, { code: 'changed' }]);
      const tag = (await get('/pets/7')).headers.get('etag') ?? '';
      expect((await send(method, '/pets/7', body, { 'if-match': tag })).status).toBeLessThan(300);
    },
  );
});

test('under one Idempotency-Key a request is done once, and another one is rejected', async () => {
  const key = { 'idempotency-key': 'k1' };
  const first = await send('POST', '/pets', { name: 'Tom' }, key);
  expect((await send('POST', '/pets', { name: 'Tom' }, key)).body).toEqual(first.body);
  expect(await namesAt('/pets')).toEqual(['Rex', 'Tom']);
  const other = await send('POST', '/pets', { name: 'Ada' }, key);
  expect([other.status, other.body]).toEqual([409, { code: 'conflict' }]);
});

test('requests at once under one Idempotency-Key make one resource', async () => {
  const key = { 'idempotency-key': 'k2' };
  const requests = Array.from({ length: 5 }, () => send('POST', '/pets', { name: 'Tom' }, key));
  const ids = (await Promise.all(requests)).map(({ body }) => (body as { id: unknown }).id);
  expect(new Set(ids).size).toBe(1);
  expect(await namesAt('/pets')).toEqual(['Rex', 'Tom']);
});

test('a resource without an id is read, replaced, changed and deleted', async () => {
  expect((await get('/settings')).body).toEqual({ theme: 'dark' });
  await send('PUT', '/settings', { theme: 'light', size: 2 });
  expect((await send('PATCH', '/settings', { size: 3 })).body).toEqual({ theme: 'light', size: 3 });
  expect((await send('DELETE', '/settings')).status).toBe(204);
  expect((await get('/settings')).status).toBe(404);
  await send('PUT', '/settings', { theme: 'new' });
  expect((await get('/settings')).body).toEqual({ theme: 'new' });
});

describe('the state', () => {
  test('is shown without what is write-only', async () => {
    await create({ name: 'Tom', secret: 'tuna' });
    const { body } = await get('/__mock/state');
    expect(body).toMatchObject({ Pet: [{ name: 'Rex' }, { name: 'Tom' }], Owner: [{ id: 'ann' }] });
    expect(JSON.stringify(body)).not.toContain('tuna');
  });

  test('is what the contract has as examples after a reset', async () => {
    await send('DELETE', '/pets/7');
    expect((await send('POST', '/__mock/reset')).status).toBe(204);
    expect((await get('/pets/7')).body).toEqual(REX);
    expect((await get('/__mock/rest')).status).toBe(404);
  });

  test('is bypassed by Prefer', async () => {
    await send('DELETE', '/pets/7');
    expect((await get('/pets/7', { prefer: 'example=rex' })).body).toEqual(REX);
    expect((await get('/pets', { prefer: 'dynamic=true' })).status).toBe(200);
    expect((await get('/owners/ann', { prefer: 'code=404' })).status).toBe(404);
  });
});

test('what is not kept is said at the start, with its place', () => {
  expect(warnings).toEqual([
    '#/paths/~1login/post: login responds without state: no operation stores, reads or lists its resource.',
    '#/paths/~1pets/get: listPets ignores "unheard_of": no property of Pet has this name.',
  ]);
});

test('a reload keeps the state, without what is no longer allowed', async () => {
  const said: string[] = [];
  const own = await startMock(PETS, {
    ...{ port: 0, host: '127.0.0.1', stateful: true },
    onWarning: (fault) => void said.push(describeFault(fault)),
  });
  const ask = async (path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    return (await (await fetch(own.url + path, init)).json()) as { data: { name: string }[] };
  };
  await ask('/pets', { name: 'A very long name' });
  await ask('/pets', { name: 'Tom' });
  const next = structuredClone(PETS) as OpenApiDocument & {
    components: { schemas: { Pet: { properties: { name: object } } } };
  };
  next.components.schemas.Pet.properties.name = { type: 'string', maxLength: 5 };
  said.length = 0;
  await own.reload(next);
  expect((await ask('/pets')).data.map(({ name }) => name)).toEqual(['Rex', 'Tom']);
  expect(said).toContain('1 of Pet were dropped: the document does not allow them any more.');
  await own.stop();
});
