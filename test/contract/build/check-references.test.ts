import { expect, test } from 'vitest';
import { checkReferences } from '../../../src/contract/build/check-references.ts';
import { ContractError, type OpenApiDocument } from '../../../src/contract/document/document.ts';

/** What is wrong with a reference of a property, as `pointer message`. */
function faultsOf(reference: string): string[] {
  const schemas = {
    It: { properties: { a: { $ref: reference } } },
    Other: { properties: { b: { type: 'string' }, 'c/d': true }, allOf: [{ title: 'A' }], $defs: { e: {} } },
  };
  const components = { schemas, parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } } };
  const document = { openapi: '3.1.1', info: { title: 'It', version: '1' }, paths: {}, components };
  try {
    checkReferences(document as unknown as OpenApiDocument);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.faults.map(({ pointer, message }) => `${pointer} ${message}`);
  }
  return [];
}

test.each([
  '#/components/schemas/Other',
  '#/components/schemas/Other/properties/b',
  '#/components/schemas/Other/properties/c~1d',
  '#/components/schemas/Other/allOf/0',
  '#/components/schemas/Other/$defs/e',
  '#/components/parameters/Limit/schema',
])('a reference may lead to any schema: %s', (reference) => {
  expect(faultsOf(reference)).toEqual([]);
});

test.each([
  ['#/components/schemas/Other/properties', 'Refer to "#/components/schemas/Other" or to one of its parts.'],
  ['#/components/schemas/Other/$defs', 'Refer to "#/components/schemas/Other" or to one of its parts.'],
  ['#/components/schemas/Other/allOf', 'Refer to a schema.'],
  ['#/components/parameters/Limit/name', 'Refer to a schema.'],
])('a reference that leads to something else is an error with its place: %s', (reference, hint) => {
  expect(faultsOf(reference)).toEqual([
    `#/components/schemas/It/properties/a/$ref $ref "${reference}" does not lead to a schema. ${hint}`,
  ]);
});
