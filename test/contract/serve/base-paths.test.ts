import { describe, expect, test } from 'vitest';
import { operation, petContract, servePets } from './pets.ts';

const paths = {
  '/pets': { get: operation('listPets') },
  '/owners/{id}': {
    servers: [{ url: 'https://owners.example/o' }],
    get: operation('getOwner', { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] }),
    delete: operation('deleteOwner', {
      servers: [{ url: '/' }],
      parameters: [{ name: 'id', in: 'path', required: true, schema: {} }],
    }),
  },
};

describe('paths stand below the paths of their servers (OAS 3.1 §4.8.5)', () => {
  test.each([
    ['https://pets.example/api/v1', '/api/v1/pets'],
    ['https://pets.example/api/v1/', '/api/v1/pets'],
    ['https://pets.example', '/pets'],
    ['//pets.example/api', '/api/pets'],
    ['/api', '/api/pets'],
    ['api', '/api/pets'],
    ['./', '/pets'],
    ['https://pets.example:8080/a%20b', '/a%20b/pets'],
  ])('%s makes it %s', async (url, path) => {
    const server = await servePets({ ...petContract(paths), servers: [{ url }] });
    expect((await server.send('GET', path)).status).toBe(200);
    expect((await server.send('GET', `${path}/no`)).status).toBe(404);
    await server.stop();
  });

  test('variables count with their defaults, each of several servers counts', async () => {
    const servers = [
      { url: 'https://pets.example/{version}', variables: { version: { default: 'v2' } } },
      { url: 'https://old.example/v1' },
    ];
    const server = await servePets({ ...petContract(paths), servers });
    const statuses = await Promise.all(['/v2/pets', '/v1/pets', '/pets'].map((path) => server.send('GET', path)));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 404]);
    await server.stop();
  });

  test("those of a path item win over the document's, those of an operation over both", async () => {
    const server = await servePets({ ...petContract(paths), servers: [{ url: '/api' }] });
    const statuses = await Promise.all([
      server.send('GET', '/o/owners/1'),
      server.send('DELETE', '/owners/1'),
      server.send('GET', '/api/pets'),
      server.send('GET', '/api/owners/1'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
    await server.stop();
  });
});
