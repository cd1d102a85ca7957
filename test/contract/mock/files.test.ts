import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';

const FILE = { type: 'string', format: 'binary' };
const JSON_TEXT = { type: 'string', contentMediaType: 'application/json' };
const UPLOAD = {
  type: 'object',
  required: ['png', 'range', 'json', 'pdf', 'list', 'csv', 'meta', 'ö'],
  properties: {
    png: FILE,
    range: FILE,
    json: FILE,
    pdf: { type: 'string', contentMediaType: 'application/pdf' },
    list: { type: 'array', minItems: 2, items: FILE },
    csv: { type: 'string' },
    meta: JSON_TEXT,
    rest: { type: 'object', properties: { a: { type: 'integer' } } },
    ö: { type: 'string', minLength: 1, maxLength: 9 },
    short: { ...FILE, maxLength: 5 },
  },
};
const ENCODING = {
  png: { contentType: 'image/png, image/jpeg' },
  range: { contentType: 'image/*' },
  json: { contentType: 'application/json' },
  list: { contentType: 'image/gif' },
  csv: { contentType: 'text/csv' },
  rest: { contentType: 'application/*' },
  short: { contentType: 'image/png' },
};
const INVALID = { description: 'Invalid.', content: { 'application/problem+json': {} } };
const get = (operationId: string, mediaType: string, media: object) => ({
  get: { operationId, responses: { 200: { description: 'Found.', content: { [mediaType]: media } } } },
});
const PARTS = {
  schema: { type: 'object', required: ['png', 'meta'], properties: { png: FILE, meta: { type: 'object' } } },
  encoding: { png: { contentType: 'image/png' } },
};
const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Files', version: '1' },
  paths: {
    '/up': {
      post: {
        operationId: 'up',
        requestBody: { required: true, content: { 'multipart/form-data': { schema: UPLOAD, encoding: ENCODING } } },
        responses: { 204: { description: 'Taken.' }, 400: INVALID },
      },
    },
    '/png': get('png', 'image/png', { schema: FILE }),
    '/image': get('image', 'image/*', {}),
    '/given': get('given', 'image/png', { schema: FILE, examples: { one: { value: 'given' } } }),
    '/point': get('point', 'image/png', {
      schema: { type: 'object', required: ['x'], properties: { x: { const: 1 } } },
    }),
    '/pdf': get('pdf', 'application/pdf', { schema: { type: 'string', contentMediaType: 'application/pdf' } }),
    '/parts': get('parts', 'multipart/form-data', PARTS),
  },
} as unknown as OpenApiDocument;

const PNG = [0x89, ...Buffer.from('PNG\r\n')];

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(structuredClone(DOCUMENT), { port: 0, host: '127.0.0.1' });
});
afterAll(() => mock.stop());

test.each([
  ['/png', 'image/png', PNG],
  ['/image', 'image/png', PNG],
  ['/pdf', 'application/pdf', [...Buffer.from('%PDF-1.1')]],
])('the mock sends a file of the declared media type: %s', async (path, mediaType, beginning) => {
  const response = await fetch(mock.url + path);
  const bytes = [...new Uint8Array(await response.arrayBuffer())].slice(0, beginning.length);
  expect([response.headers.get('content-type'), bytes]).toEqual([mediaType, beginning]);
});

test('the mock sends an example, or a value that is not a text, as it is', async () => {
  const texts = ['/given', '/point'].map(async (path) => (await fetch(mock.url + path)).text());
  expect(await Promise.all(texts)).toEqual(['given', '{"x":1}']);
});

test('the mock sends a multipart response in parts, its files of their media types', async () => {
  const form = await (await fetch(`${mock.url}/parts`)).formData();
  const png = form.get('png') as File;
  expect([png.type, [...new Uint8Array(await png.arrayBuffer())].slice(0, PNG.length)]).toEqual(['image/png', PNG]);
  expect(form.get('meta')).toBe('{}');
});

test('verify sends parts of their media types, and a server accepts them', async () => {
  const plan = createPlan(structuredClone(DOCUMENT));
  const { findings, untried, notTried, counts } = await runVerify(plan, {
    ...{ url: mock.url, auth: {}, otherAuth: {}, seed: 1, operations: ['up'], phases: ['examples', 'constraints'] },
    ...{ off: [], maxCases: 1000, timeMs: 600_000, concurrency: 2, responseMs: 600_000, onProgress: () => undefined },
  });
  expect({ findings, untried, notTried }).toEqual({ findings: [], untried: [], notTried: [] });
  expect(counts.up?.constraints).toBeGreaterThan(20);
});

test('a part that is a file of JSON keeps its bytes', async () => {
  const form = new FormData();
  const add = (name: string, type: string) => form.append(name, new File(['{}'], 'a', { type }));
  for (const [name, type] of Object.entries({ png: 'image/png', range: 'image/gif', json: 'application/json' }))
    add(name, type);
  for (const [name, type] of [
    ['pdf', 'application/pdf'],
    ['list', 'image/gif'],
    ['list', 'image/gif'],
  ] as const)
    add(name, type);
  add('csv', 'text/csv');
  form.append('meta', '{}');
  form.append('ö', 'é');
  expect((await fetch(`${mock.url}/up`, { method: 'POST', body: form })).status).toBe(204);
});
