import { expect, test } from 'vitest';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

/** Two responses of the same schema, the second with further members beside its reference. */
function withBeside(beside: object): OpenApiDocument {
  const content = (schema: object) => ({ 'application/json': { schema } });
  const reference = { $ref: '#/components/schemas/Failure' };
  return {
    openapi: '3.1.1',
    info: { title: 'Members beside a reference', version: '1' },
    paths: {
      '/jobs': {
        get: {
          operationId: 'listJobs',
          responses: {
            400: { description: 'Invalid.', content: content(reference) },
            500: { description: 'Failed.', content: content({ ...reference, ...beside }) },
          },
        },
      },
    },
    components: {
      schemas: { Failure: { type: 'object', properties: { error: { type: 'string' } }, required: ['error'] } },
    },
  };
}

test('members beside a reference are compared where another part refers to the same schema', () => {
  const [old, next] = [withBeside({ minProperties: 2 }), withBeside({})];
  const found = compareDocuments(old, next).changes.filter(({ effect }) => effect !== undefined);
  expect(found.map(({ severity, effect, subject }) => [severity, effect, subject.part])).toEqual([
    ['breaking', 'widening', 'response 500 application/json'],
  ]);
});
