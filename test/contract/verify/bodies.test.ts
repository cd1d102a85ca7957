import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { toHar } from '../../../src/contract/verify/har.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import { toCurl } from '../../../src/contract/verify/send.ts';
import type { VerifiableOperation } from '../../../src/contract/verify/verifiable-operation.ts';
import { canWrite, readWritten, writeBody } from '../../../src/contract/verify/write-body.ts';

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'rooms'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 5 },
    rooms: { type: 'integer', minimum: 1, maximum: 9 },
    tags: { type: 'array', maxItems: 3, items: { enum: ['a', 'b', 'c'] } },
    sizes: { type: 'array', items: { type: 'integer', minimum: 0 } },
    place: { type: 'object', required: ['lat'], properties: { lat: { type: 'number' }, label: { type: 'string' } } },
    owner: { type: 'object', properties: { name: { type: 'string' } } },
    isOpen: { type: 'boolean' },
  },
};
const encoding = { place: { style: 'deepObject', explode: true }, sizes: { style: 'form', explode: false } };
const photo = { type: 'string', format: 'binary' };
const multipart = { ...schema, properties: { ...schema.properties, photo }, required: [...schema.required, 'photo'] };

const FORM = 'application/x-www-form-urlencoded';
const problem = { 'application/problem+json': { schema: { type: 'object' } } };
const ANSWERS = { 204: { description: 'Taken.' }, 400: { description: 'Invalid.', content: problem } };
const put = (operationId: string, content: object) => ({
  put: { operationId, requestBody: { required: true, content }, responses: ANSWERS },
});
const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Houses', version: '1' },
  paths: {
    '/form': put('form', { 'application/x-www-form-urlencoded': { schema, encoding } }),
    '/reserved': put('reserved', { [FORM]: { schema, encoding: { name: { allowReserved: true } } } }),
    '/parts': put('parts', {
      'multipart/form-data': { schema: multipart, encoding: { photo: { contentType: 'image/png' } } },
    }),
    '/text': put('text', { 'text/plain': { schema: { type: 'string', minLength: 2, maxLength: 4 } } }),
    '/bytes': put('bytes', { 'application/octet-stream': {} }),
    '/code': put('code', { 'application/octet-stream': { schema: { ...photo, minLength: 2, maxLength: 4 } } }),
    '/xml': put('xml', { 'application/xml': { schema } }),
    '/either': put('either', {
      'application/json': {
        schema: {
          anyOf: [
            { type: 'object', additionalProperties: false, required: ['a'], properties: { a: { type: 'integer' } } },
            { type: 'object', additionalProperties: false, required: ['b'], properties: { b: { type: 'integer' } } },
          ],
        },
      },
    }),
    '/optional': {
      put: { operationId: 'optional', requestBody: { content: { [FORM]: { schema } } }, responses: ANSWERS },
    },
    '/any': put('any', { '*/*': { schema } }),
    '/lines': put('lines', { 'application/jsonl': { itemSchema: schema } }),
    '/events': put('events', {
      'text/event-stream': {
        itemSchema: {
          type: 'object',
          additionalProperties: false,
          required: ['data'],
          properties: {
            data: { type: 'string', minLength: 2, maxLength: 5 },
            event: { enum: ['boat', 'sail'] },
            id: { type: 'string', pattern: '^[0-9]+$' },
            retry: { type: 'integer', minimum: 10 },
          },
        },
      },
    }),
    '/picture': put('picture', { 'image/png': {}, 'image/jpeg': { schema: photo } }),
    '/image': put('image', { 'image/*': {} }),
    '/document': put('document', { 'application/pdf': { schema: { contentMediaType: 'application/pdf' } } }),
    '/records': put('records', { 'application/json-seq': { itemSchema: schema } }),
  },
} as unknown as OpenApiDocument;

const plan = createPlan(structuredClone(DOCUMENT));
const of = (id: string) => plan.operations.find(({ operationId }) => operationId === id) as VerifiableOperation;

describe('a body is written', () => {
  const value = {
    ...{ name: 'x y', rooms: 2, tags: ['a', 'b'], sizes: [1, 2] },
    ...{ place: { lat: 1.5 }, owner: { name: 'Ada' }, isOpen: true },
  };

  test('as a form in the styles of its encoding, from which a server reads the value', () => {
    const body = writeBody(of('form'), FORM, value);
    expect(body.text).toBe(
      'name=x%20y&rooms=2&tags=a&tags=b&sizes=1,2&place%5Blat%5D=1%2E5&owner=%7B%22name%22%3A%22Ada%22%7D&isOpen=true',
    );
    expect(readWritten(of('form'), body).value).toEqual(value);
  });

  test('as a form with the reserved characters of a property that allows them', () => {
    const body = writeBody(of('reserved'), FORM, { name: 'a/b&c', tags: ['d/e'] });
    expect(body.text).toBe('name=a/b%26c&tags=d%2Fe');
    expect(readWritten(of('reserved'), body).value).toEqual({ name: 'a/b&c', tags: ['d/e'] });
  });

  test('as a form without what has no items, and objects in JSON unless their style is another', () => {
    const items = { type: 'array', items: { type: 'object' } };
    const properties = { each: items, whole: items, deep: { type: 'object' } };
    const content = {
      [FORM]: {
        schema: { type: 'object', properties },
        encoding: {
          whole: { contentType: 'application/json', style: 'form', explode: false },
          deep: { style: 'deepObject', explode: true },
        },
      },
    };
    const document = { ...DOCUMENT, paths: { '/lists': put('lists', content) } } as unknown as OpenApiDocument;
    const [lists] = createPlan(document).operations;
    const written = (form: unknown): string =>
      decodeURIComponent(writeBody(lists as VerifiableOperation, FORM, form).text);
    expect(written({ each: [{ a: 1 }, { b: 2 }] })).toBe('each={"a":1}&each={"b":2}');
    expect(written({ whole: [{ a: 1 }, { b: 2 }] })).toBe('whole=[{"a":1},{"b":2}]');
    expect(written({ deep: { a: 1 }, other: { b: 2 } })).toBe('deep[a]=1&other={"b":2}');
    expect(written({ each: [], deep: {}, none: [], a: '' })).toBe('a=');
    expect([written([1]), written(null)]).toEqual(['', '']);
  });

  test('as parts with files and JSON', () => {
    const body = writeBody(of('parts'), 'multipart/form-data', { ...value, photo: 'bytes' });
    expect(body.contentType).toMatch(/^multipart\/form-data; boundary=\S+$/);
    expect(body.text).toContain('name="photo"; filename="a.bin"\r\nContent-Type: image/png\r\n\r\nbytes\r\n');
    expect(body.text).toContain('name="owner"\r\nContent-Type: application/json\r\n\r\n{"name":"Ada"}\r\n');
    expect(readWritten(of('parts'), body).validated).toEqual({ ...value, photo: 'bytes' });
  });

  test('as parts with a file for a property whose schema has no keywords', () => {
    const content = {
      'multipart/form-data': { schema: { type: 'object', properties: { any: {}, name: { type: 'string' } } } },
    };
    const document = { ...DOCUMENT, paths: { '/files': put('files', content) } } as unknown as OpenApiDocument;
    const [files] = createPlan(document).operations;
    const { text } = writeBody(files as VerifiableOperation, 'multipart/form-data', { any: 'bytes', name: 'Ada' });
    expect(text).toContain('name="any"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\nbytes\r\n');
    expect(text).toContain('name="name"\r\n\r\nAda\r\n');
  });

  test('as items in lines', () => {
    const body = writeBody(of('lines'), 'application/jsonl', [{ a: 1 }, 'b']);
    expect(body.text).toBe('{"a":1}\n"b"\n');
    expect(readWritten(of('lines'), body).validated).toEqual([{ a: 1 }, 'b']);
  });

  test('as events, if their fields are those of one', () => {
    const body = writeBody(of('events'), 'text/event-stream', [{ event: 'boat', data: 'a\nb' }, { data: 'c' }]);
    expect(body.text).toBe('event: boat\ndata: a\ndata: b\n\ndata: c\n\n');
    expect(readWritten(of('events'), body).validated).toEqual([{ event: 'boat', data: 'a\nb' }, { data: 'c' }]);
    for (const item of [{ data: 5 }, { data: 'a', other: 'b' }, { data: 'a', id: 'b\nc' }, 'text', {}])
      expect([item, canWrite('text/event-stream', [item])]).toEqual([item, false]);
  });

  test('as text, bytes and XML, and of a range as JSON', () => {
    expect(writeBody(of('text'), 'text/plain', 'abc')).toMatchObject({ text: 'abc' });
    expect(readWritten(of('bytes'), writeBody(of('bytes'), 'application/octet-stream', 'abc')).validated).toEqual(
      new TextEncoder().encode('abc'),
    );
    const bytes = writeBody(of('code'), 'application/octet-stream', 'é');
    expect(readWritten(of('code'), bytes).validated).toBe('\u00c3\u00a9');
    expect(writeBody(of('xml'), 'application/xml', { name: 'a' }).text).toContain('<root><name>a</name></root>');
    expect(writeBody(of('any'), '*/*', { a: 1 })).toMatchObject({ contentType: 'application/json', text: '{"a":1}' });
  });
});

test('a server that reads bodies right is not found wrong, constraint by constraint', async () => {
  const mock = await startMock(structuredClone(DOCUMENT), { port: 0, host: '127.0.0.1' });
  const { counts, findings, untried, notTried } = await runVerify(plan, {
    ...{
      url: mock.url,
      auth: {},
      otherAuth: {},
      seed: 1,
      operations: [],
      phases: ['examples', 'constraints'],
      off: [],
    },
    ...{ maxCases: 100_000, timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
  }).finally(mock.stop);
  expect({ findings, untried, notTried }).toEqual({ findings: [], untried: [], notTried: [] });
  for (const id of ['form', 'parts', 'any']) expect([id, counts[id]?.constraints]).toEqual([id, expect.any(Number)]);
  expect(counts.form?.constraints).toBeGreaterThan(30);
  expect(counts.parts?.constraints).toBeGreaterThan(30);
  expect(counts.lines?.constraints).toBeGreaterThan(30);
  expect(counts.records?.constraints).toBeGreaterThan(30);
  // Of events only what can be written as one.
  expect(counts.events?.constraints).toBeGreaterThan(8);
  expect([counts.picture?.examples, counts.image?.examples, counts.document?.examples]).toEqual([2, 1, 1]);
  expect(counts.text?.constraints).toBeGreaterThan(4);
  expect(counts.code?.constraints).toBeGreaterThan(2);
});

describe('a file', () => {
  const MAGIC: [type: string, pattern: RegExp][] = [
    ['image/png', /^89504e470d0a1a0a/],
    ['image/jpeg', /^ffd8.*ffd9$/],
    ['image/gif', /^474946383961.*3b$/],
    ['image/webp', /^52494646........57454250/],
    ['application/pdf', /^255044462d/],
    ['application/zip', /^504b0506/],
    ['application/gzip', /^1f8b08/],
    ['audio/wav', /^52494646........57415645/],
  ];

  test.each(MAGIC)('of %s is sent as its bytes', async (type, pattern) => {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      bodies.push(`${request.headers['content-type']} ${Buffer.concat(await request.toArray()).toString('hex')}`);
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { untried } = await verifyFiles(type, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(untried).toEqual([]);
    const [sent, hex = ''] = (bodies[0] ?? '').split(' ');
    expect([sent, hex]).toEqual([type, expect.stringMatching(pattern)]);
  });

  test.each([
    ['font/woff2', {}],
    ['multipart/mixed', {}],
    ['image/png', { schema: { type: 'object', properties: { a: {} } } }],
  ])('of %s with %j is named with its place if none is at hand', async (type, media) => {
    const { notTried, untried } = await verifyFiles(type, mock, media);
    expect(notTried).toEqual([{ operationId: 'put', reason: 'no request was found that the contract allows' }]);
    const place = `#/paths/~1file/put/requestBody/content/${type.replace('/', '~1')}`;
    expect(untried).toContain(`put: no valid body of ${type} is known, so it is not tried (${place})`);
  });

  let mock: string;
  beforeAll(async () => {
    const { url, stop } = await startMock(structuredClone(DOCUMENT), { port: 0, host: '127.0.0.1' });
    mock = url;
    return stop;
  });

  function verifyFiles(type: string, url: string, media: object = {}) {
    const document = { ...DOCUMENT, paths: { '/file': put('put', { [type]: media }) } } as unknown as OpenApiDocument;
    return runVerify(createPlan(document), {
      ...{ url, auth: {}, otherAuth: {}, seed: 1, operations: [], phases: ['examples', 'constraints'], off: [] },
      ...{ maxCases: 100, timeMs: 600_000, responseMs: 600_000, concurrency: 1, onProgress: () => undefined },
    });
  }

  test('is in the curl line and in the HTTP Archive as Base64', () => {
    const request = { method: 'PUT', url: 'http://a/', headers: {}, body: '\u0089PNG', encoding: 'latin1' as const };
    expect(toCurl(request)).toBe(
      "printf %s iVBORw== | base64 -d | curl -sS -i -X PUT --path-as-is 'http://a/' --data-binary @-",
    );
    const response = { status: 204, headers: {}, mediaType: '', text: '', value: undefined };
    expect(toHar('http://a', [{ ...request, target: '/', response }])).toContain('"text":"iVBORw=="');
  });
});
