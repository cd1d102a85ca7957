import { expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';

const error = (examples: Record<string, object>) => ({
  description: '',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'string' }, text: { type: 'string' } },
      },
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  },
});
const documentOf = (...responses: object[]): OpenApiDocument => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: Object.fromEntries(
    responses.map((one, at) => [`/p${at}`, { get: { operationId: `get${at}`, responses: one } }]),
  ),
});
const respond = async (document: OpenApiDocument, path = '/nope') => {
  const mock = await startMock(document, { port: 0, host: '127.0.0.1' });
  const response = await fetch(mock.url + path);
  const body = await response.json();
  await mock.stop();
  return [response.status, body];
};

const PET = { code: 'pet_not_found', message: 'Rex is gone.' };

test.each<[string, Record<string, object>, object]>([
  ['by its name', { not_found: { code: 'E404' } }, { code: 'E404' }],
  ['by its name in another style', { 'Path-Not-Found': { code: 'E404' } }, { code: 'E404' }],
  ['by its code', { other: { code: 'NOT_FOUND' } }, { code: 'NOT_FOUND' }],
])('an unknown path has the 404 example that fits %s, of whichever operation', async (_, examples, body) => {
  const document = documentOf({ 404: error({ pet: PET }) }, { 404: error({ pet: PET, ...examples }) });
  expect(await respond(document)).toEqual([404, body]);
});

test('an unknown path does not have an example of something else', async () => {
  const document = documentOf({ 404: error({ pet: PET }) });
  const [status, body] = await respond(document);
  expect([status, body]).toMatchObject([404, { code: 'not_found' }]);
  expect(body.message ?? '').not.toContain('Rex');
});

test('a rejection has the example with the usual code, if there are several', async () => {
  const security = {
    components: { securitySchemes: { Key: { type: 'http', scheme: 'bearer' } } },
    security: [{ Key: [] }],
  };
  const examples = { expired: { code: 'key_expired' }, missing: { code: 'unauthenticated' } };
  const document = { ...documentOf({ 401: error(examples) }), ...security } as unknown as OpenApiDocument;
  expect(await respond(document, '/p0')).toEqual([401, { code: 'unauthenticated' }]);
});
