import express, { type RequestHandler } from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type PetAnswer, petContract, type Sent, servePets } from './pets.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 9 },
    age: { type: 'integer' },
    tags: { type: 'array', items: { type: 'integer' } },
    place: { type: 'object', properties: { lat: { type: 'number' } } },
    deep: {},
  },
  additionalProperties: false,
};
const urlEncoded = 'application/x-www-form-urlencoded';
const anything = { description: 'Anything.', content: { 'application/json': {} } };
const document = petContract({
  '/pets': {
    post: {
      operationId: 'createPet',
      requestBody: {
        content: {
          'application/json': { schema },
          [urlEncoded]: { schema, encoding: { place: { style: 'deepObject', explode: true } } },
          'multipart/form-data': { schema },
          'text/plain': { schema: { type: 'string', minLength: 2 } },
          'image/*': {},
        },
      },
      responses: { 200: anything, 400: anything, 413: anything, 415: anything, 500: anything },
    },
  },
});

type Setup = { before: RequestHandler[]; bodyLimit?: number; failures?: unknown[] };

const ask = async ({ before, bodyLimit, failures }: Setup, sent: Sent): Promise<PetAnswer> => {
  const server = await servePets(document, bodyLimit === undefined ? {} : { bodyLimit }, { before });
  onTestFinished(() => server.stop());
  const answer = await server.send('POST', '/pets', sent);
  failures?.push(...server.answered.map(({ failure }) => failure));
  return answer;
};
const typed = (type: string, body: string | Uint8Array | Uint8Array[]): Sent => ({
  body,
  headers: { 'content-type': type },
});
const outcome = ({ status, body }: PetAnswer) => [
  status,
  body.violations?.map(({ path, message }) => `${path}: ${message}`) ?? body.got?.body ?? body.reason ?? body.kind,
];

describe('a body that the app has parsed before the router is taken as it was parsed', () => {
  test.each<[string, RequestHandler, string, string, unknown[]]>([
    ['express.json()', express.json(), 'application/json', '{"name":"Rex"}', [200, { name: 'Rex' }]],
    ['express.json()', express.json(), 'application/json', '{"age":"x"}', [400, ['age: must be an integer']]],
    ['express.text()', express.text(), 'text/plain', 'Rex', [200, 'Rex']],
    ['express.text()', express.text(), 'text/plain', 'R', [400, [': must have at least 2 characters']]],
    ['express.text() of JSON', express.text({ type: '*/*' }), 'application/json', '{"age":7}', [200, { age: 7 }]],
    ['express.text() of a form', express.text({ type: '*/*' }), urlEncoded, 'age=7', [200, { age: 7 }]],
    ['express.raw() of JSON', express.raw({ type: '*/*' }), 'application/json', '{"age":7}', [200, { age: 7 }]],
    ['express.raw() of a form', express.raw({ type: '*/*' }), urlEncoded, 'age=7', [200, { age: 7 }]],
    ['express.raw() of text', express.raw({ type: '*/*' }), 'text/plain', 'Rex', [200, 'Rex']],
  ])('%s, %s', async (_what, parser, type, body, expected) => {
    expect(outcome(await ask({ before: [parser] }, typed(type, body)))).toEqual(expected);
  });

  test.each([true, false])('a form is read by its schema, urlencoded({ extended: %j })', async (extended) => {
    const parser = express.urlencoded({ extended });
    const form = typed(urlEncoded, 'name=7&age=7&tags=1&tags=2&place%5Blat%5D=1.5');
    const value = { name: '7', age: 7, tags: [1, 2], place: { lat: 1.5 } };
    expect(outcome(await ask({ before: [parser] }, form))).toEqual([200, value]);
    const wrong = typed(urlEncoded, 'age=seven&extra=1');
    expect(outcome(await ask({ before: [parser] }, wrong))).toEqual([
      400,
      ['extra: is not a known property', 'age: must be an integer'],
    ]);
  });

  test('a parser of another media type leaves the body to the router', async () => {
    const before = [express.json(), express.text()];
    expect(outcome(await ask({ before }, typed(urlEncoded, 'age=7')))).toEqual([200, { age: 7 }]);
  });

  test('the bytes count if they were kept as rawBody: a number is checked as it was written', async () => {
    const keep = express.json({
      verify: (request, _response, bytes) => {
        Object.assign(request, { rawBody: bytes });
      },
    });
    const sent = typed('application/json', '{"age":9007199254740993}');
    expect((await ask({ before: [keep] }, sent)).body.violations).toMatchObject([{ path: 'age', keyword: 'type' }]);
    expect((await ask({ before: [express.json()] }, sent)).status).toBe(200);
  });

  test('the limits of bytes and of nesting hold', async () => {
    const before = [express.raw({ type: '*/*' }), express.json()];
    const sent = typed('application/json', JSON.stringify({ name: 'x'.repeat(20) }));
    expect(outcome(await ask({ before, bodyLimit: 10 }, sent))).toEqual([413, 'body_too_large']);
    const nested = typed('application/json', `{"deep":${'['.repeat(1000)}${']'.repeat(1000)}}`);
    expect(outcome(await ask({ before: [express.json()] }, nested))).toEqual([
      400,
      'it is nested deeper than 1000 levels',
    ]);
  });

  test.each(['raw', 'text'] as const)('an empty chunked body is no body, express.%s()', async (kind) => {
    const parser = express[kind]({ type: '*/*' });
    for (const type of ['application/json', 'text/html']) {
      expect(outcome(await ask({ before: [parser] }, typed(type, [])))).toEqual([200, undefined]);
    }
  });
});

describe('a body that was read and is nowhere to be found is a 500 that says so in the log', () => {
  const swallow: RequestHandler = (request, _response, next) => {
    request.resume().once('end', next);
  };
  const toObject: RequestHandler = (request, _response, next) => {
    request.resume().once('end', () => {
      request.body = { name: 'Rex' };
      next();
    });
  };

  test.each([
    ['nothing was kept', swallow, 'application/json', 'neither request.body nor request.rawBody contains it'],
    ['an image became an object', toObject, 'image/png', 'neither its text nor its bytes'],
  ])('%s', async (_what, before, type, message) => {
    const failures: unknown[] = [];
    const { status } = await ask({ before: [before], failures }, typed(type, '{}'));
    expect(status).toBe(500);
    expect(failures).toMatchObject([{ message: expect.stringContaining(message) }]);
  });
});

test('a client that leaves before the router is reached ends the request', async () => {
  const controller = new AbortController();
  const wait: RequestHandler = (request, _response, next) => {
    request.once('error', () => undefined).once('close', next);
    controller.abort();
  };
  const server = await servePets(document, {}, { before: [wait] });
  onTestFinished(() => server.stop());
  const body = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{"name":')) });
  const headers = { 'content-type': 'application/json' };
  const asked = fetch(`${server.url}/pets`, {
    ...{ method: 'POST', body, headers, signal: controller.signal },
    // Of fetch in Node, which the types of browsers do not know.
    ...{ duplex: 'half' },
  });
  await expect(asked).rejects.toThrow();
  await expect.poll(() => server.answered.length).toBe(1);
});

test('under a prefix the router serves the paths behind it', async () => {
  const server = await servePets(document, {}, { mount: '/api', before: [express.json()] });
  onTestFinished(() => server.stop());
  const sent = typed('application/json', '{"age":7}');
  expect(outcome(await server.send('POST', '/api/pets', sent))).toEqual([200, { age: 7 }]);
  expect((await fetch(`${server.url}/pets`, { method: 'POST' })).status).toBe(404);
});
