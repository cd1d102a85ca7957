import { expect, test } from 'vitest';
import { type Asked, type Replied, serveUntilEnd, verifyServer } from '../strangers.ts';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const one = { 200: { description: 'One.', ...json(pet) }, 404: { description: 'None.' } };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: {
        operationId: 'addPet',
        requestBody: { required: true, ...json(pet) },
        responses: { 201: { description: 'Made.', ...json(pet) } },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getPet', responses: one },
      put: { operationId: 'putPet', requestBody: { required: true, ...json(pet) }, responses: one },
      delete: { operationId: 'deletePet', responses: { 204: { description: 'Gone.' }, 404: { description: 'None.' } } },
    },
  },
};

/** A server whose PUT creates with 200. */
function servePets({ forgets }: { forgets: boolean }): (asked: Asked) => Replied {
  const pets = new Map<string, object>();
  let last = 0;
  const write = (id: string, body: string): object => {
    const made = { ...JSON.parse(body), id };
    pets.set(id, made);
    return made;
  };
  return ({ method, path, body }) => {
    const id = path.split('/')[2] ?? '';
    if (method === 'POST') return [201, write(`p${++last}`, body)];
    if (method === 'PUT') return [200, write(id, body)];
    if (method === 'DELETE') return [forgets && !pets.delete(id) ? 404 : 204];
    const found = pets.get(id);
    return found === undefined ? [404] : [200, found];
  };
}

async function messagesOf(respond: (asked: Asked) => Replied): Promise<string[]> {
  const { url } = await serveUntilEnd(respond);
  const { findings } = await verifyServer(DOCUMENT, { url, phases: ['state'] });
  return findings.flatMap(({ check, message }) => (check === 'put_replaces' ? [message] : []));
}

test('a PUT that creates returns 201', async () => {
  expect(await messagesOf(servePets({ forgets: true }))).toEqual([
    'returns 200 instead of 201 for a resource that it creates',
  ]);
});

test('a PUT to a resource that is still there after its DELETE creates nothing', async () => {
  expect(await messagesOf(servePets({ forgets: false }))).toEqual([]);
});
