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
    '/settings': { put: { operationId: 'putSettings', requestBody: body, responses: { 200: ok, ...rejected } } },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      put: { operationId: 'putPet', requestBody: body, responses: { 200: ok, ...rejected } },
    },
  },
};

/** What is found in an operation of a server that responds to each body so. */
async function findingsOf(operation: string, respond: (body: string) => Replied): Promise<string[]> {
  const { url } = await serveUntilEnd(({ method, body: sent }) => (method === 'PUT' ? respond(sent) : [404]));
  const { findings } = await verifyServer(DOCUMENT, {
    ...{ url, operations: [operation], auth: { authorization: 'Bearer k' } },
  });
  return findings.map(({ check, message }) => `${check}: ${message}`);
}

test('a resource that nobody has may be rejected before the media type, the body and the credentials', async () => {
  expect(await findingsOf('putPet', () => [404])).toEqual([]);
});

test('and after a valid request was accepted too, if no known resource is at the path', async () => {
  const found = await findingsOf('putPet', (sent) => (sent === '{}' ? [200] : [404]));
  expect(found.filter((one) => one.includes('with 404'))).toEqual([]);
});

test('of an operation that rejects each valid request, no rejection has a wrong status or a wrong field', async () => {
  const found = await findingsOf('putSettings', () => [400, { error: 'The plan has no settings.' }]);
  expect(found).toContainEqual(expect.stringContaining('positive_data_acceptance: rejected a valid request with 400.'));
  const others = found.filter((one) => !one.endsWith('The path is not in the contract (RFC 9110 §15.5.5).'));
  expect(others.filter((one) => /instead of|does not name/.test(one))).toEqual([]);
});

test('invalid requests are judged once a valid one was accepted', async () => {
  const found = await findingsOf('putSettings', (sent) => (sent === '{}' ? [200] : [404]));
  expect(found).toContainEqual(expect.stringContaining('ignored_auth: accepted an invalid request with 200'));
  expect(found).toContainEqual(
    expect.stringContaining('negative_data_rejection: responded to an invalid request with 404'),
  );
});
