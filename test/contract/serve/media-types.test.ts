import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema } from '../../../src/contract/document/document.ts';
import { type PetRequest, type PetServer, petContract, send, servePets } from './pets.ts';

const schema: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 9 },
    age: { type: 'integer' },
    tame: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'integer' } },
    owner: { type: 'object', properties: { id: { type: 'integer' } } },
    box: { type: 'object', properties: { width: { type: 'integer' } } },
    photo: { type: 'string', format: 'binary', maxLength: 4 },
    place: { type: 'object', properties: { lat: { type: 'number' } } },
  },
  additionalProperties: false,
};
const urlEncoded = 'application/x-www-form-urlencoded';
const bodies = {
  'application/json': { schema },
  'application/merge-patch+json': { schema: { type: 'object', maxProperties: 1 } },
  [urlEncoded]: {
    schema,
    encoding: { place: { style: 'deepObject', explode: true }, box: { style: 'form', explode: false } },
  },
  'multipart/form-data': { schema },
  'text/plain': { schema: { type: 'string', minLength: 2 } },
  'image/*': {},
  'application/zip': { schema: { type: 'string', format: 'binary', minLength: 2 } },
  'application/octet-stream': { schema: { maxLength: 3 } },
};
const any = { description: 'Anything.', content: { 'application/json': {} } };
const document = petContract({
  '/pets': {
    post: {
      operationId: 'createPet',
      requestBody: { content: bodies },
      responses: { 200: any, 400: any, 415: any, 500: any },
    },
    get: {
      operationId: 'getPet',
      responses: {
        200: {
          description: 'Fine.',
          content: { 'application/json': { schema }, 'text/csv': {}, 'application/octet-stream': {} },
        },
        203: { description: 'A picture.', content: { 'image/*': {} } },
        206: {
          description: 'Lists.',
          headers: { 'X-Tags': { required: true, schema: { type: 'array', items: { type: 'integer' } } } },
        },
        500: any,
      },
    },
  },
});

let server: PetServer;
const seen: { request?: PetRequest } = {};
let answer: { status: number; headers?: Record<string, string>; body?: unknown; contentType?: string } = {
  status: 200,
};
beforeAll(async () => {
  const createPet = async (request: PetRequest) => {
    seen.request = request;
    return { status: 200, body: {} };
  };
  server = await servePets(document, { handlers: { createPet, getPet: async () => answer } });
});
afterAll(() => server.stop());

const lastBody = (): unknown => seen.request?.body;
const post = async (contentType: string, body: string | Uint8Array) => {
  delete seen.request;
  const sent = await send(server.url, 'POST', '/pets', { body, headers: { 'content-type': contentType } });
  return {
    status: sent.status,
    violations: sent.body.violations?.map(({ path, message }) => `${path}: ${message}`),
    got: lastBody(),
  };
};

describe('a body is read by its media type', () => {
  test.each([
    ['application/json', '{"name":"Rex"}', { name: 'Rex' }],
    ['Application/JSON; charset=UTF-8', '{"name":"Rex"}', { name: 'Rex' }],
    ['application/merge-patch+json', '{"other":null}', { other: null }],
    ['text/plain', 'Rex', 'Rex'],
    ['Text/Plain', 'Rex', 'Rex'],
    ['text/plain; a="; charset=latin1"', 'Rex', 'Rex'],
    ['Application/X-WWW-Form-Urlencoded', 'name=R&age=7', { name: 'R', age: 7 }],
    ['Application/JSON;Charset="UTF-8"', '{"name":"Rex"}', { name: 'Rex' }],
    [urlEncoded, 'name=Rex+the%20dog&age=7&tame=true', { name: 'Rex the dog', age: 7, tame: true }],
    [urlEncoded, 'name=R&tags=1&tags=2', { name: 'R', tags: [1, 2] }],
    [urlEncoded, 'name=R&tags=1', { name: 'R', tags: [1] }],
    [urlEncoded, 'name=R&owner=%7B%22id%22%3A1%7D', { name: 'R', owner: { id: 1 } }],
    [urlEncoded, 'name=R&box=width,3', { name: 'R', box: { width: 3 } }],
    [urlEncoded, 'name=R&place%5Blat%5D=1.5', { name: 'R', place: { lat: 1.5 } }],
  ])('%s: %s', async (contentType, body, got) => {
    const outcome = await post(contentType, body);
    if (contentType === urlEncoded && body.includes('the%20dog'))
      expect(outcome.violations).toEqual(['name: must have at most 9 characters']);
    else expect(outcome).toEqual({ status: 200, violations: undefined, got });
  });

  test.each([
    [
      urlEncoded,
      'age=seven&extra=1',
      ['name: is required', 'extra: is not a known property', 'age: must be an integer'],
    ],
    [urlEncoded, 'name=a&name=b', ['name: must be a string']],
    [urlEncoded, 'name=a&owner=x', ['owner: must be an object']],
    ['application/merge-patch+json', '{"a":1,"b":2}', [': must have at most 1 properties']],
    ['text/plain', 'R', [': must have at least 2 characters']],
  ])('and held to its schema, %s: %s', async (contentType, body, violations) => {
    const outcome = await post(contentType, body);
    expect({ ...outcome, violations: outcome.violations?.sort() }).toEqual({
      status: 400,
      violations: violations.sort(),
      got: undefined,
    });
  });

  test.each([
    ['application/zip', [255], [': must have at least 2 characters']],
    ['application/zip', [255, 0], undefined],
    ['application/octet-stream', [255, 0, 200, 1], [': must have at most 3 characters']],
    ['application/octet-stream', [255, 0, 200], undefined],
  ])('and its bytes are counted, %s: %j', async (contentType, bytes, violations) => {
    const outcome = await post(contentType, Uint8Array.from(bytes));
    expect(outcome.violations).toEqual(violations);
    expect(outcome.got === undefined ? undefined : [...(outcome.got as Buffer)]).toEqual(
      violations === undefined ? bytes : undefined,
    );
  });

  test('bytes of a range stay bytes', async () => {
    const { status, got } = await post('image/png', Uint8Array.of(0, 255, 1));
    expect([status, Buffer.isBuffer(got), [...(got as Buffer)]]).toEqual([200, true, [0, 255, 1]]);
  });

  test.each(['application/xml', 'text/html', '', 'application/jsonx', 'text/plain; charset=latin1'])(
    'any other is a 415: "%s"',
    async (contentType) => {
      expect((await post(contentType, '{}')).status).toBe(415);
    },
  );
});

describe('multipart/form-data (RFC 7578)', () => {
  const form = async (parts: Record<string, string | Blob>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(parts)) data.append(name, value);
    const request = new Request('http://pets.example', { method: 'POST', body: data });
    return post(request.headers.get('content-type') ?? '', new Uint8Array(await request.arrayBuffer()));
  };

  test('texts become the types of the schema, a file a File', async () => {
    const photo = new File([Uint8Array.of(0, 255, 1)], 'rex.png', { type: 'image/png' });
    const { status, got } = await form({ name: 'Größe', age: '7', owner: '{"id":1}', photo });
    const { photo: sent, ...texts } = got as { photo: File };
    expect([status, texts]).toEqual([200, { name: 'Größe', age: 7, owner: { id: 1 } }]);
    expect([sent.name, sent.type, [...new Uint8Array(await sent.arrayBuffer())]]).toEqual([
      'rex.png',
      'image/png',
      [0, 255, 1],
    ]);
  });

  test('the case of the media type and of its parameters does not count', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nRex\r\n--b--\r\n';
    expect(await post('Multipart/Form-Data; Boundary=b', body)).toMatchObject({ status: 200, got: { name: 'Rex' } });
  });

  test('a file is held to the bounds of its schema, in bytes', async () => {
    const { status, violations } = await form({ name: 'a', photo: new File([new Uint8Array(5)], 'a') });
    expect([status, violations]).toEqual([400, ['photo: must have at most 4 characters']]);
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=x'])(
    'one that cannot be taken apart is rejected: %s',
    async (contentType) => {
      const { status } = await post(contentType, 'no parts');
      expect(status).toBe(400);
    },
  );
});

describe('an answer is written by its media type', () => {
  const get = async (given: typeof answer) => {
    answer = given;
    const response = await fetch(`${server.url}/pets`);
    return [response.status, response.headers.get('content-type'), await response.text()];
  };

  test.each<[string, typeof answer, unknown[]]>([
    ['the first by itself', { status: 200, body: { name: 'Rex' } }, [200, 'application/json', '{"name":"Rex"}']],
    ['text', { status: 200, body: 'a,ü', contentType: 'text/csv' }, [200, 'text/csv; charset=utf-8', 'a,ü']],
    [
      'text under another spelling',
      { status: 200, body: 'a', contentType: 'Text/CSV' },
      [200, 'Text/CSV; charset=utf-8', 'a'],
    ],
    [
      'text with a parameter of its own',
      { status: 200, body: 'a', contentType: 'text/csv; header="charset"' },
      [200, 'text/csv; header="charset"; charset=utf-8', 'a'],
    ],
    [
      'bytes',
      { status: 200, body: Buffer.from('ab'), contentType: 'application/octet-stream' },
      [200, 'application/octet-stream', 'ab'],
    ],
    [
      'a stream',
      { status: 200, body: Readable.from(['a', 'b']), contentType: 'application/octet-stream' },
      [200, 'application/octet-stream', 'ab'],
    ],
    ['one of a range, unnamed', { status: 203, body: 'ab' }, [203, 'application/octet-stream', 'ab']],
    ['one of a range', { status: 203, body: 'ab', contentType: 'image/png' }, [203, 'image/png', 'ab']],
    ['none, with a list in a header', { status: 206, headers: { 'X-Tags': '1, 2,3' } }, [206, null, '']],
    [
      'an error for a list in a header that is of another type',
      { status: 206, headers: { 'X-Tags': '1, x' } },
      [500, 'application/json', '{"kind":"failed"}'],
    ],
    [
      'one that is not declared',
      { status: 200, body: '', contentType: 'text/html' },
      [500, 'application/json', '{"kind":"failed"}'],
    ],
    [
      'an object where there is no JSON',
      { status: 200, body: {}, contentType: 'text/csv' },
      [500, 'application/json', '{"kind":"failed"}'],
    ],
  ])('%s', async (_what, given, expected) => {
    expect(await get(given)).toEqual(expected);
  });
});

test('two profiles of one media type are validated by their own schemas, whatever else is sent', async () => {
  const profile = (name: string) => ({ schema: { type: 'object', required: [name] } });
  const content = { 'application/json;profile=a': profile('a'), 'application/json; Profile="b"': profile('b') };
  const responses = { 200: any, 400: any, 415: any };
  const profiles = petContract({
    '/pets': { post: { operationId: 'createPet', requestBody: { content }, responses } },
  });
  const own = await servePets(profiles);
  for (const [type, text, status] of [
    ['application/json;profile=a', '{"a":1}', 200],
    ['application/json; charset=utf-8; profile=b', '{"b":1}', 200],
    ['application/json;profile=b', '{"a":1}', 400],
    ['application/json', '{"a":1}', 200],
  ] as const) {
    const sent = await own.send('POST', '/pets', { body: text, headers: { 'content-type': type } });
    expect([type, sent.status]).toEqual([type, status]);
  }
  await own.stop();
});
