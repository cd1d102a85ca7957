import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';

const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        security: [{ Key: [] }],
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: { description: 'Pets.', content: { 'application/json': { example: ['Rex'] } } },
          400: { description: 'Invalid.', content: { 'application/json': { example: { message: '' } } } },
          401: { description: 'No key.', content: { 'application/json': { example: 'no key' } } },
        },
      },
    },
  },
  components: { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'api_key' } } },
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(document, { port: 0, host: '127.0.0.1' });
});
afterAll(() => mock.stop());

test.each([
  ['?api_key=k1', 200, ['Rex']],
  ['?api_key=k1&limit=1', 200, ['Rex']],
  ['?api_key=k1&limit=x', 400, { message: 'limit must be an integer' }],
  ['?api_key=k1&colour=red', 400, { message: 'colour is not a known parameter' }],
  ['', 401, 'no key'],
])('a key in the query is a credential and no unknown parameter: %j is a %i', async (query, status, body) => {
  const response = await fetch(`${mock.url}/pets${query}`);
  expect([response.status, await response.json()]).toEqual([status, body]);
});
