import { expect, test } from 'vitest';
import { type Replied, serveUntilEnd, verifyServer } from './strangers.ts';

const ok = { description: 'Done.' };
const rejected = { 400: { description: 'Invalid.' }, 401: { description: 'Who?' }, 404: { description: 'Gone.' } };
const body = {
  required: true,
  content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } },
};
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  security: [{ key: [] }],
  paths: {
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      put: { operationId: 'putPet', requestBody: body, responses: { 200: ok, ...rejected } },
    },
  },
};

async function findingsOf(respond: (body: string) => Replied): Promise<string[]> {
  const { url } = await serveUntilEnd(({ method, body: sent }) => (method === 'PUT' ? respond(sent) : [404]));
  const { findings } = await verifyServer(DOCUMENT, { url, auth: { authorization: 'Bearer k' } });
  return findings.map(({ check, message }) => `${check}: ${message}`);
}

test('a resource that nobody has may be rejected before the media type, the body and the credentials', async () => {
  expect(await findingsOf(() => [404])).toEqual([]);
});

test('invalid requests are judged once a valid one was accepted', async () => {
  const found = await findingsOf((sent) => (sent === '{}' ? [200] : [404]));
  expect(found).toContainEqual(expect.stringContaining('ignored_auth: accepted an invalid request with 200'));
  expect(found).toContainEqual(
    expect.stringContaining('negative_data_rejection: responded to an invalid request with 404'),
  );
});
