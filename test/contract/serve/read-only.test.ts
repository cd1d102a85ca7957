import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadOnlyMode } from '../../../src/contract/serve/read-only.ts';
import { jsonBody, operation, type PetServer, petContract, servePets } from './pets.ts';

const id = { type: 'string', readOnly: true };
const document = petContract(
  { '/pets': { post: operation('createPet', jsonBody({ $ref: '#/components/schemas/Pet' })) } },
  {
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: {
          id,
          name: { type: 'string', minLength: 2 },
          toys: { type: 'array', items: { type: 'object', properties: { 'a/b%41': id, colour: { type: 'string' } } } },
        },
      },
    },
  },
);
const sent = { id: 'p1', name: 'Rex', toys: [{ 'a/b%41': 't1', colour: 'red' }, { colour: 'blue' }] };

describe.each<[ReadOnlyMode | undefined, object | undefined]>([
  [undefined, undefined],
  ['reject', undefined],
  ['strip', { name: 'Rex', toys: [{ colour: 'red' }, { colour: 'blue' }] }],
  ['keep', sent],
])('a read-only property in a request, with readOnly: %j', (readOnly, got) => {
  let server: PetServer;
  beforeAll(async () => {
    server = await servePets(document, readOnly === undefined ? {} : { readOnly });
  });
  afterAll(() => server.stop());

  test(got === undefined ? 'is rejected where it stands' : 'is let through', async () => {
    const { status, body } = await server.send('POST', '/pets', { json: sent });
    if (got !== undefined) {
      expect(status).toBe(200);
      expect(body.got?.body).toEqual(got);
      return;
    }
    expect(status).toBe(400);
    expect(body.violations?.map(({ path, keyword }) => [path, keyword])).toEqual([
      ['id', 'readOnly'],
      ['toys[0]["a/b%41"]', 'readOnly'],
    ]);
  });

  test('does not hide what else is wrong', async () => {
    const { status, body } = await server.send('POST', '/pets', { json: { ...sent, name: 'R', other: 1 } });
    expect(status).toBe(400);
    const paths = body.violations
      ?.map(({ path }) => path)
      .filter((path) => !path.includes('id') && !path.includes('toys'));
    expect(paths?.sort()).toEqual(['name', 'other']);
    if (got !== undefined) expect(body.violations).toHaveLength(2);
  });
});

test('a parameter whose schema is read-only is sent as any other: readOnly is about properties (OAS 3.1 §4.8.24.4)', async () => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } }];
  const server = await servePets(
    petContract({ '/pets/{id}': { get: operation('getPet', { parameters }) } }, { schemas: { Id: id } }),
  );
  const { status, body } = await server.send('GET', '/pets/p1');
  expect({ status, params: body.got?.params }).toEqual({ status: 200, params: { id: 'p1' } });
  await server.stop();
});
