import { expect, test } from 'vitest';
import { furtherOperations, isFixed, operationsOf } from '../../../src/contract/document/path-items.ts';

const item = {
  get: { operationId: 'read' },
  query: { operationId: 'search' },
  additionalOperations: { COPY: { operationId: 'copy' } },
};

test('the methods of a path item are in lower case, further ones too (OAS 3.2 §4.9)', () => {
  expect(operationsOf({ openapi: '3.2.0' }, item).map(({ method, tokens }) => [method, tokens])).toEqual([
    ['get', ['get']],
    ['query', ['query']],
    ['copy', ['additionalOperations', 'COPY']],
  ]);
  expect(furtherOperations(item).map(({ method }) => method)).toContain('copy');
  expect(operationsOf({ openapi: '3.1.1' }, item).map(({ method }) => method)).toEqual(['get']);
});

test.each([
  ['GET', true],
  ['Query', true],
  ['COPY', false],
])('the method %s has a member of its own: %s', (method, has) => {
  expect(isFixed(method)).toBe(has);
});
