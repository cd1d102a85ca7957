import { expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { describeFailure, maskQuery, type RequestEntry, writeEntry } from '../../../src/contract/mock/request-log.ts';

const violation = (path: string, place: 'body' | 'query' = 'body') => ({
  ...{ in: place, path, pointer: `/${path}`, keyword: 'type', message: 'must be a text' },
});
const invalid = (...paths: string[]) => ({
  ...{ kind: 'invalid' as const, body: undefined, params: {}, query: {} },
  violations: paths.map((path) => violation(path)),
});

test.each([
  [200, {}, undefined, {}],
  [200, { code: 'fine' }, undefined, {}],
  [404, { error: { code: 'not_found' } }, undefined, { code: 'not_found' }],
  [404, { code: 'not_found' }, undefined, { code: 'not_found' }],
  [404, { errors: [{ code: 'not_found' }] }, undefined, { code: 'not_found' }],
  [404, { code: 7, error: { code: 'not_found' } }, undefined, { code: 'not_found' }],
  [404, 'text', undefined, {}],
  [
    400,
    { error: { code: 'invalid', fields: { 'llm.model': 'is unknown', name: 'is taken' } } },
    undefined,
    { code: 'invalid', fields: ['llm.model', 'name'] },
  ],
  [422, { errors: [{ field: 'name', message: 'is taken' }] }, undefined, { fields: ['name'] }],
  [422, { errors: ['Something is wrong.'] }, undefined, {}],
  [401, undefined, { kind: 'unauthorized' as const }, { code: 'unauthorized' }],
])('%j %j with %j is logged as %j', (status, body, reason, expected) => {
  expect(describeFailure(status, body, reason)).toEqual(expected);
});

test.each([
  ['', '/pets'],
  ['limit=2&name=a', '/pets?limit=2&name=a'],
  ['special=s3cret', '/pets?special=***'],
  ['%73pecial=s3cret&limit=1', '/pets?***&limit=1'.replace('***', '%73pecial=***')],
  ['api_key=s3cret', '/pets?api_key=***'],
  ['apiKey=s3cret', '/pets?apiKey=***'],
  ['X-Amz-Signature=s3cret', '/pets?X-Amz-Signature=***'],
  ['access_token=s3cret&token=s3cret', '/pets?access_token=***&token=***'],
  ['login[password]=s3cret', '/pets?login[password]=***'],
  ['page_token=abc&nextPageToken=abc', '/pets?page_token=abc&nextPageToken=abc'],
  ['monkey=a&keyboard=b', '/pets?monkey=a&keyboard=b'],
  ['token', '/pets?token'],
])('the query %j is logged as %j', (query, expected) => {
  expect(maskQuery('/pets', query, ['special'])).toBe(expected);
});

test('an invalid request is logged with its first invalid fields', () => {
  const fieldsOf = (...paths: string[]) => describeFailure(400, {}, invalid(...paths));
  expect(fieldsOf('name', 'name', '')).toEqual({ code: 'invalid', fields: ['name', 'body'] });
  expect(fieldsOf('a', 'b', 'c')).toEqual({ code: 'invalid', fields: ['a', 'b', 'c'] });
  expect(fieldsOf('a', 'b', 'c', 'd', 'e')).toEqual({ code: 'invalid', fields: ['a', 'b', 'c', '2 more'] });
});

const entry: RequestEntry = { time: '2026-01-02T10:24:55.123Z', method: 'GET', path: '/pets', status: 200, ms: 12.4 };

test.each<[Partial<RequestEntry>, string]>([
  [{}, '10:24:55 GET /pets 200 12 ms'],
  [{ operationId: 'listPets', source: 'example "full"' }, '10:24:55 GET /pets 200 12 ms  listPets; example "full"'],
  [
    { status: 400, operationId: 'createPet', code: 'invalid', fields: ['name', 'age'] },
    '10:24:55 GET /pets 400 12 ms  createPet; invalid: name, age',
  ],
  [{ status: 'reset', source: 'chaos' }, '10:24:55 GET /pets reset 12 ms  chaos'],
  [{ path: '/\u001b[2J\n\u009b\u202e\u2028é' }, '10:24:55 GET /\\u{1b}[2J\\u{a}\\u{9b}\\u{202e}\\u{2028}é 200 12 ms'],
  [{ fields: ['a\r\nb'] }, '10:24:55 GET /pets 200 12 ms  a\\u{d}\\u{a}b'],
])('the line of %j is %j', (part, line) => {
  expect(writeEntry({ ...entry, ...part })).toBe(line);
});

test('a line has at most 200 characters of a path', () => {
  expect(writeEntry({ ...entry, path: 'a'.repeat(500) })).toBe(`10:24:55 GET ${'a'.repeat(200)}… 200 12 ms`);
});

test('each request but a preflight has an entry with its operation, its error and what made the response', async () => {
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const json = (content: object) => ({ description: '', content: { 'application/json': content } });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    components: { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'pass' } } },
    paths: {
      '/pets': {
        get: {
          operationId: 'listPets',
          responses: { 200: json({ schema: { type: 'array' }, examples: { all: { value: ['Ada'] } } }) },
        },
        post: {
          operationId: 'createPet',
          security: [{ Key: [] }],
          requestBody: { content: { 'application/json': { schema } } },
          responses: { 201: json({ schema }), 204: { description: '' } },
        },
      },
    },
  } as unknown as OpenApiDocument;
  const entries: RequestEntry[] = [];
  const onRequest = (one: RequestEntry) => void entries.push(one);
  const mock = await startMock(document, { port: 0, host: '127.0.0.1', onRequest });
  const send = async (path: string, init: RequestInit = {}) => (await fetch(mock.url + path, init)).arrayBuffer();
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await send('/pets', { headers: { authorization: 'Bearer s3cret' } });
  await send('/pets', { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET', origin: 'http://a' } });
  await send('/pets?pass=s3cret', { ...post, body: '{}' });
  await send('/pets?pass=s3cret', { ...post, body: '{"name":"Ada"}' });
  await send('/pets', { headers: { prefer: 'dynamic=true' } });
  await send('/pets', { headers: { prefer: 'code=x' } });
  await send('/nothing');
  await send('/pets', { headers: { prefer: 'fail=reset' } }).catch(() => undefined);
  await mock.stop();
  const [listed] = entries;
  expect(listed?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(listed?.ms).toBeGreaterThan(0);
  expect(entries.map(({ time: _, ms: __, ...rest }) => rest)).toEqual([
    { method: 'GET', path: '/pets', status: 200, operationId: 'listPets', source: 'example "all"' },
    {
      ...{ method: 'POST', path: '/pets?pass=***', status: 400, operationId: 'createPet' },
      ...{ code: 'invalid', fields: ['name'] },
    },
    {
      ...{ method: 'POST', path: '/pets?pass=***', status: 201, operationId: 'createPet' },
      source: 'sample of the schema',
    },
    { method: 'GET', path: '/pets', status: 200, operationId: 'listPets', source: 'random body' },
    { method: 'GET', path: '/pets', status: 422, operationId: 'listPets', source: 'Prefer' },
    { method: 'GET', path: '/nothing', status: 404, code: 'path_unknown' },
    { method: 'GET', path: '/pets', status: 'reset', operationId: 'listPets', source: 'Prefer' },
  ]);
  expect(JSON.stringify(entries)).not.toContain('s3cret');
});
