import { describe, expect, test } from 'vitest';
import type { RawResponse } from '../../../src/contract/serve/types.ts';
import { operation, type PetServer, petContract, servePets } from './pets.ts';

const failed = { description: 'Failed.', content: { 'application/json': { schema: {} } } };
const document = petContract({
  '/pets': {
    get: operation('listPets', {
      responses: {
        200: {
          description: 'A pet.',
          headers: { 'X-Count': { required: true, schema: { type: 'integer' } } },
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
            },
          },
        },
        204: { description: 'Nothing.' },
        304: { description: 'Nothing new.' },
        500: failed,
      },
    }),
  },
});

/** Serves a handler once and answers what came, and why the log says it failed. */
async function answerOf(
  handler: () => Promise<unknown>,
  validateResponses = 1,
): Promise<Awaited<ReturnType<PetServer['send']>> & { failure: string }> {
  const server = await servePets(document, { handlers: { listPets: handler }, validateResponses });
  const answer = await server.send('GET', '/pets');
  await server.stop();
  expect(server.answered).toHaveLength(1);
  const { failure, operationId } = server.answered[0] ?? {};
  expect(operationId).toBe('listPets');
  return { ...answer, failure: failure instanceof Error ? failure.message : String(failure) };
}

const headers = { 'X-Count': 1 };
const rex = { name: 'Rex' };

describe('an answer that the contract declares is sent', () => {
  test('with its headers and its body as JSON', async () => {
    const { status, headers: sent, body, failure } = await answerOf(async () => ({ status: 200, headers, body: rex }));
    expect(status).toBe(200);
    expect(sent).toMatchObject({ 'x-count': '1', 'content-type': 'application/json', 'content-length': '14' });
    expect(body).toEqual(rex);
    expect(failure).toBe('undefined');
  });

  test.each([204, 304])('%d without a body', async (status) => {
    const answer = await answerOf(async () => ({ status }));
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBeUndefined();
    expect(answer.body).toEqual({});
  });

  test('the length counts bytes', async () => {
    const { body } = await answerOf(async () => ({ status: 200, headers, body: { name: 'Größe 🐈' } }));
    expect(body).toEqual({ name: 'Größe 🐈' });
  });
});

const breaking: [string, RawResponse, string][] = [
  ['a body that is wrong', { status: 200, headers, body: { name: 1 } }, 'body name must be a string'],
  ['a body that lacks something', { status: 200, headers, body: {} }, 'body name is required'],
  ['a body that is missing', { status: 200, headers }, 'body is missing'],
  ['a body where there is none', { status: 204, body: rex }, 'body is not declared'],
  ['a body where no media type is declared', { status: 304, body: rex }, 'body is not declared'],
  ['a header that is missing', { status: 200, body: rex }, 'header x-count is required'],
  [
    'a header that is wrong',
    { status: 200, headers: { 'X-Count': 'many' }, body: rex },
    'header x-count must be an integer',
  ],
];

describe('a response that violates the contract becomes a 500, and the log has the reason', () => {
  test.each(breaking)('%s', async (_what, given, reason) => {
    const { status, body, failure } = await answerOf(async () => given);
    expect(status).toBe(500);
    expect(body).toEqual({ kind: 'failed' });
    expect(failure).toContain(`Response ${given.status} of listPets violates the contract`);
    expect(failure).toContain(reason);
  });

  test.each([1, 0])('a status that is not declared, with validation %s', async (validateResponses) => {
    const { status, failure } = await answerOf(async () => ({ status: 201, body: rex }), validateResponses);
    expect(status).toBe(500);
    expect(failure).toContain('status 201 is not declared');
  });

  test.each(breaking.slice(0, 1))('%s is sent where answers are not validated', async (_what, given) => {
    const { status, failure } = await answerOf(async () => given, 0);
    expect(status).toBe(200);
    expect(failure).toBe('undefined');
  });

  test('a rejection with an undeclared status becomes a 500 with "strict"', async () => {
    const server = await servePets(document, { strict: true });
    expect((await server.send('GET', '/pets?no=1')).status).toBe(500);
    expect(String(server.answered[0]?.failure)).toContain('Response 400 of listPets violates the contract: status 400');
    await server.stop();
  });
});

describe('a handler that fails is a 500 without internals', () => {
  const faults: [string, () => Promise<unknown>, string][] = [
    ['throws', async () => Promise.reject(new Error('password hunter2')), 'password hunter2'],
    [
      'throws at once',
      () => {
        throw new Error('password hunter2');
      },
      'password hunter2',
    ],
    ['throws what is no error', async () => Promise.reject('hunter2'), 'hunter2'],
    ['answers nothing', async () => undefined, ''],
  ];
  test.each(faults)('one that %s', async (_what, handler, reason) => {
    const { status, headers: sent, body, failure } = await answerOf(handler);
    expect(status).toBe(500);
    expect(JSON.stringify([sent, body])).not.toContain('hunter2');
    expect(body).toEqual({ kind: 'failed' });
    expect(failure).toContain(reason);
    expect(failure).not.toBe('undefined');
  });

  test('and the next request is served', async () => {
    let calls = 0;
    const handler = async () => {
      calls += 1;
      if (calls === 1) throw new Error('once');
      return { status: 204 };
    };
    const server = await servePets(document, { handlers: { listPets: handler } });
    expect((await server.send('GET', '/pets')).status).toBe(500);
    expect((await server.send('GET', '/pets')).status).toBe(204);
    await server.stop();
  });
});

describe('a status that stands for others (OAS 3.1 §4.8.16)', () => {
  const named = {
    description: 'Named.',
    content: { 'application/json': { schema: { type: 'object', required: ['name'] } } },
  };
  const responsesOf = (responses: object) => petContract({ '/pets': { get: operation('listPets', { responses }) } });

  test.each([
    ['a range', { '2XX': named, 500: failed }, 202],
    ['the default', { default: named }, 418],
  ])('is declared by %s, with its body', async (_what, responses, status) => {
    for (const [body, expected] of [
      [rex, status],
      [{ other: 1 }, 500],
    ] as const) {
      const server = await servePets(responsesOf(responses), {
        handlers: { listPets: async () => ({ status, body }) },
      });
      expect((await server.send('GET', '/pets')).status).toBe(expected);
      await server.stop();
    }
  });
});
