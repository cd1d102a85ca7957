import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operation, type PetServer, petContract, servePets } from './pets.ts';

const integer = { type: 'integer' };
const document = petContract({
  '/pets/{id}': {
    get: {
      ...operation('getPet'),
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } },
        { name: 'ids', in: 'query', schema: { type: 'array', items: integer } },
        { name: 'cost', in: 'query', schema: { type: 'number', multipleOf: 0.01 } },
        { name: 'X-Id', in: 'header', schema: integer },
      ],
    },
  },
  '/pets': {
    post: operation('createPet', {
      requestBody: {
        content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { n: integer } } } },
      },
    }),
  },
});

let server: PetServer;
beforeAll(async () => {
  server = await servePets(document);
});
afterAll(() => server.stop());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const requests = (number: string): [string, () => ReturnType<PetServer['send']>][] => [
  ['path', () => server.send('GET', `/pets/${number}`, {})],
  ['query', () => server.send('GET', `/pets/1?ids=1&ids=${number}`, {})],
  ['header', () => server.send('GET', '/pets/1', { headers: { 'x-id': number } })],
  ['form', () => server.send('POST', '/pets', { body: `n=${number}`, headers: form })],
];

describe('a number that would be stored as another one is rejected', () => {
  test.each([...requests('9007199254740993'), ...requests('-18014398509481985')])('in %s', async (_place, send) => {
    const { status, body } = await send();
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('cannot be stored exactly: send fewer digits, or a string');
  });
});

describe('an integer beyond 2^53 that a double stores is accepted', () => {
  test.each([...requests('9007199254740994'), ...requests('64955068452378530')])('in %s', async (_place, send) => {
    expect((await send()).status).toBe(200);
  });
});

test('a decimal is a multiple of 0.01 by its decimal value', async () => {
  expect((await server.send('GET', '/pets/1?cost=19.99', {})).status).toBe(200);
  expect((await server.send('GET', '/pets/1?cost=19.999', {})).status).toBe(400);
});

test('one parameter in two spellings of its name is sent twice', async () => {
  expect((await server.send('GET', '/pets/1?cost=1&%63ost=2', {})).status).toBe(400);
  expect((await server.send('GET', '/pets/1?%63ost=2', {})).status).toBe(200);
});
