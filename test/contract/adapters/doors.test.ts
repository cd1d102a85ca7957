import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { petContract, send } from '../serve/pets.ts';
import { DOORS, type Door } from './doors.ts';

const document = petContract({
  '/pets': {
    post: {
      operationId: 'createPet',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
          },
        },
      },
      responses: {
        201: {
          description: 'Created',
          content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } },
        },
      },
    },
  },
});

describe.each(Object.keys(DOORS))('the %s adapter', (name) => {
  let door: Door;
  beforeAll(async () => {
    door = await (DOORS[name] as (typeof DOORS)[string])({
      contract: compileContract(document),
      handlers: { createPet: ({ body }: { body: { name: string } }) => ({ status: 201, body }) },
      onWarning: () => undefined,
    });
  });
  afterAll(() => door.stop());

  test('serves an operation', async () => {
    const { status, body } = await send(door.url, 'POST', '/pets', { json: { name: 'Rex' } });
    expect([status, body]).toEqual([201, { name: 'Rex' }]);
  });

  test('rejects an invalid body with problem details that name the field', async () => {
    const { status, headers, body } = await send(door.url, 'POST', '/pets', { json: {} });
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(body).toMatchObject({
      title: 'Bad Request',
      status: 400,
      errors: [{ in: 'body', pointer: '/name', message: 'is required' }],
    });
  });

  test.each([
    ['GET', '/pets', 405],
    ['GET', '/cats', 404],
  ])('%s %s is a %i', async (method, path, status) => {
    expect((await send(door.url, method, path)).status).toBe(status);
  });
});
