import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operation, type PetServer, petContract, servePets } from './pets.ts';

const id = { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] };
const document = petContract({
  '/pets': { get: operation('listPets'), post: operation('createPet') },
  '/pets/mine': { get: operation('listMine') },
  '/pets/{id}': { ...id, get: operation('getPet'), delete: operation('deletePet'), patch: operation('updatePet') },
  '/pets/{id}/toys': { ...id, put: operation('setToys') },
});

let server: PetServer;
beforeAll(async () => {
  server = await servePets(document);
});
afterAll(() => server.stop());

describe('a path of the contract leads to its operation', () => {
  const found = [
    ['GET', '/pets', 'listPets'],
    ['POST', '/pets', 'createPet'],
    ['GET', '/pets/mine', 'listMine'],
    ['GET', '/pets/other', 'getPet'],
    ['GET', '/pets/Mine', 'getPet'],
    ['DELETE', '/pets/1', 'deletePet'],
    ['PUT', '/pets/a%2Fb/toys', 'setToys'],
  ] as const;
  test.each(found)('%s %s is %s', async (method, path, operationId) => {
    const { status } = await server.send(method, path);
    expect(status).toBe(200);
    expect(server.answered.at(-1)?.operationId).toBe(operationId);
  });

  const unknown = [
    '/',
    '/pet',
    '/pets/',
    '/Pets',
    '//pets',
    '/pets/1/',
    '/pets/1/toys/2',
    '/pets//toys',
    '/pets/%',
    '/pets/%zz',
  ];
  test.each(unknown)('GET %s is no path', async (path) => {
    const { status, body } = await server.send('GET', path);
    expect(status).toBe(404);
    expect(body).toEqual({ kind: 'path_unknown' });
    expect(server.answered.at(-1)).toEqual({ operationId: undefined, principal: undefined, failure: undefined });
  });
});

describe('a method that the path lacks is a 405 with Allow', () => {
  const lacking = [
    ['DELETE', '/pets', 'GET, HEAD, POST'],
    ['PUT', '/pets/1', 'DELETE, GET, HEAD, PATCH'],
    ['OPTIONS', '/pets', 'GET, HEAD, POST'],
    ['TRACE', '/pets/mine', 'GET, HEAD'],
    ['PURGE', '/pets', 'GET, HEAD, POST'],
    ['GET', '/pets/1/toys', 'PUT'],
    ['HEAD', '/pets/1/toys', 'PUT'],
  ] as const;
  test.each(lacking)('%s %s', async (method, path, allow) => {
    const { status, headers } = await server.send(method, path);
    expect(status).toBe(405);
    expect(String(headers.allow).split(', ').sort().join(', ')).toBe(allow);
  });

  test('a concrete path does not borrow the methods of a templated one (OAS 3.1 §4.8.8.2)', async () => {
    const { status, headers } = await server.send('DELETE', '/pets/mine');
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });
});

describe('HEAD is served wherever GET is (RFC 9110 §9.3.2)', () => {
  test('with the headers of GET and no body', async () => {
    const get = await server.send('GET', '/pets');
    const head = await server.send('HEAD', '/pets');
    expect(head.status).toBe(200);
    expect(head.body).toEqual({});
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers['content-type']).toBe('application/json');
  });

  test('an error too', async () => {
    expect((await server.send('HEAD', '/pets?no=1')).status).toBe(400);
    expect((await server.send('HEAD', '/nowhere')).status).toBe(404);
  });
});
