import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { ContractError, type OpenApiDocument } from '../../../src/contract/document/document.ts';
import { schemaCheck, schemaDefaults } from '../../../src/contract/serve/schema.ts';
import { petContract } from './pets.ts';

const document = petContract(
  {},
  {
    schemas: {
      Name: { type: 'string', maxLength: 3, default: 'Rex' },
      Pet: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { $ref: '#/components/schemas/Name' },
          nick: { $ref: '#/components/schemas/Name', default: null },
          age: { type: 'integer', default: 0 },
          tags: { type: 'array', default: [] },
          owner: { type: 'string' },
        },
        additionalProperties: false,
      },
    },
  },
);

const check = (_document: OpenApiDocument, name: string) => schemaCheck(compileContract(_document), name);

describe('schemaCheck', () => {
  const validate = check(document, 'Pet');

  test('answers nothing for a value that is valid, and changes nothing in it', () => {
    const pet = { name: 'Rex' };
    expect(validate(pet)).toEqual([]);
    expect(pet).toEqual({ name: 'Rex' });
  });

  test('answers every violation, through references', () => {
    expect(validate({ name: 'Bello', age: '1', colour: 'red' })).toEqual([
      {
        in: 'body',
        path: 'colour',
        pointer: '/colour',
        keyword: 'additionalProperties',
        message: 'is not a known property',
      },
      { in: 'body', path: 'name', pointer: '/name', keyword: 'maxLength', message: 'must have at most 3 characters' },
      { in: 'body', path: 'age', pointer: '/age', keyword: 'type', message: 'must be an integer' },
    ]);
  });

  test('each call stands for itself', () => {
    expect(validate({})).toHaveLength(1);
    expect(validate({ name: 'Rex' })).toEqual([]);
  });

  test.each([check, schemaDefaults])('a schema that is not there is a ContractError naming it', (use) => {
    expect(() => use(document, 'Dog')).toThrow(ContractError);
    expect(() => use(document, 'Dog')).toThrow('The contract has no schema "Dog".');
    expect(() => use(document, 'toString')).toThrow('The contract has no schema "toString".');
    expect(() => use(petContract({}), 'Dog')).toThrow(ContractError);
  });
});

test('schemaDefaults answers what properties default to, of a reference its own default first', () => {
  expect(schemaDefaults(document, 'Pet')).toEqual({ name: 'Rex', nick: null, age: 0, tags: [] });
  expect(schemaDefaults(document, 'Name')).toEqual({});
});
