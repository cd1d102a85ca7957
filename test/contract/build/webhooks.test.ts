import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { readContract } from '../../../src/contract/document/operations.ts';

const document: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1.0.0' },
  paths: { '/pets': { get: { responses: { 200: { description: 'Pets.' } } } } },
  webhooks: {
    'pet.born': {
      parameters: [{ $ref: '#/components/parameters/Signature' }],
      post: {
        operationId: 'petBorn',
        requestBody: { $ref: '#/components/requestBodies/Born' },
        responses: { 204: { description: 'Received.' } },
      },
    },
    named: { $ref: '#/components/pathItems/Named' },
  },
  components: {
    parameters: {
      Signature: { name: 'Webhook-Signature', in: 'header', required: true, schema: { type: 'string', minLength: 3 } },
    },
    requestBodies: { Born: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
    pathItems: { Named: { put: { responses: { 200: { description: 'Received.' } } } } },
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'string', readOnly: true },
          name: { type: 'string' },
          key: { type: 'string', writeOnly: true },
        },
      },
    },
  },
};

test('webhooks are read as operations are, and named where they have no operationId', () => {
  const { operations, webhooks } = readContract(document);
  expect(operations.map(({ operationId }) => operationId)).toEqual(['getPets']);
  expect(webhooks.map(({ name, method, operationId, pointer }) => [name, method, operationId, pointer])).toEqual([
    ['pet.born', 'post', 'petBorn', '#/webhooks/pet.born/post'],
    ['named', 'put', 'putNamed', '#/webhooks/named/put'],
  ]);
  expect(webhooks[0]?.parameters.map(({ name }) => name)).toEqual(['Webhook-Signature']);
  expect(Object.keys(webhooks[0]?.requestBody?.content ?? {})).toEqual(['application/json']);
});

test('a name that an operation has is rejected for a webhook', () => {
  const taken = structuredClone(document);
  Object.assign(taken.webhooks?.named ?? {}, { $ref: undefined, put: { operationId: 'petBorn', responses: {} } });
  expect(() => readContract(taken)).toThrow(
    /#\/webhooks\/named\/put\/operationId: The operationId "petBorn" also names/,
  );
});

describe('what is built of a webhook', () => {
  const [born] = compileContract(document).webhooks;
  const json = born?.content['application/json'];

  test('checks the body as the API writes it', () => {
    expect(json?.validate?.({ id: 'p1', name: 'Rex' })).toBe(true);
    expect(json?.validate?.({ name: 'Rex' })).toBe(false);
    expect(json?.validate?.({ id: 'p1', name: 'Rex', key: 'secret' })).toBe(false);
  });

  test('writes what is declared and nothing else', () => {
    expect(json?.serialize?.({ id: 'p1', name: 'Rex', key: 'secret' })).toBe('{"id":"p1","name":"Rex"}');
  });

  test('checks the headers that it is sent with', () => {
    expect(born?.validateHeaders?.({ 'webhook-signature': 'v1,x' })).toBe(true);
    expect(born?.validateHeaders?.({ 'webhook-signature': 'v' })).toBe(false);
    expect(born?.validateHeaders?.({})).toBe(false);
  });
});
