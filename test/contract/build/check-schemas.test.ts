import { describe, expect, test } from 'vitest';
import { checkSchemas } from '../../../src/contract/build/check-schemas.ts';
import { ContractError, type OpenApiDocument, type Schema } from '../../../src/contract/document/document.ts';

/** What is wrong with a schema, as `pointer message`. */
function faultsOf(schema: unknown): string[] {
  const info = { title: 'It', version: '1' };
  const document: OpenApiDocument = { openapi: '3.1.1', info, components: { schemas: { It: schema as Schema } } };
  try {
    checkSchemas(document);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.faults.map(({ pointer = '', message }) => {
      expect(pointer).toMatch(/^#\/components\/schemas\/It/);
      expect(message).toMatch(/^Invalid schema: /);
      return `${pointer.slice('#/components/schemas/It'.length)} ${message.slice('Invalid schema: '.length)}`;
    });
  }
  return [];
}

describe('an invalid schema is reported with its place, the expected and the given value', () => {
  const type =
    'must be one of "string", "number", "integer", "boolean", "object", "array" and "null", or a list of these';
  test.each<[unknown, string[]]>([
    [{ required: true }, ['/required "required" must be a list, not true.']],
    [{ properties: [] }, ['/properties "properties" must be an object, not [].']],
    [{ maxLength: 'a' }, ['/maxLength "maxLength" must be an integer, not "a".']],
    [{ title: 1 }, ['/title "title" must be a string, not 1.']],
    [{ multipleOf: 0 }, ['/multipleOf "multipleOf" must be more than 0, not 0.']],
    [{ minLength: -1 }, ['/minLength "minLength" must be at least 0, not -1.']],
    [{ allOf: [] }, ['/allOf "allOf" must not be empty, not [].']],
    [{ required: ['a', 'a'] }, ['/required "required" must not repeat an item, not ["a","a"].']],
    [{ type: ['text', 'string', 'no'] }, [`/type/0 "type" ${type}, not "text".`, `/type/2 "type" ${type}, not "no".`]],
    [{ type: 'text' }, [`/type "type" ${type}, not "text".`]],
    [{ $id: 'a#b' }, ['/$id "$id" must fit the "pattern" of https://json-schema.org/draft/2020-12/schema, not "a#b".']],
    [
      { items: { properties: { a: { minimum: 'x' } } } },
      ['/items/properties/a/minimum "minimum" must be a number, not "x".'],
    ],
    [{ allOf: [{}, { pattern: 1 }] }, ['/allOf/1/pattern "pattern" must be a string, not 1.']],
    [5, [' it must be an object or a boolean, not 5.']],
    [
      { minLength: -1, maxLength: -2 },
      ['/maxLength "maxLength" must be at least 0, not -2.', '/minLength "minLength" must be at least 0, not -1.'],
    ],
  ])('%j', (schema, expected) => {
    expect(faultsOf(schema).sort()).toEqual(expected);
  });

  test('of a list with a hole, which JSON does not have', () => {
    expect(faultsOf({ required: [undefined] })).toEqual(['/required/0 "required" must be a string, not nothing.']);
  });

  test('in every part of a schema that is a schema', () => {
    const faults = faultsOf({
      $defs: { a: { minItems: 0.5 } },
      ...{ additionalProperties: { enum: 'a' }, unevaluatedItems: 'no', if: true, else: { const: 1 } },
    });
    expect(faults.sort()).toEqual([
      '/$defs/a/minItems "minItems" must be an integer, not 0.5.',
      '/additionalProperties/enum "enum" must be a list, not "a".',
      '/unevaluatedItems "unevaluatedItems" must be an object or a boolean, not "no".',
    ]);
  });

  test('the 60 first characters of a long value', () => {
    const [a, b] = ['a'.repeat(58), 'a'.repeat(59)];
    expect(faultsOf({ maxLength: a })).toEqual([`/maxLength "maxLength" must be an integer, not "${a}".`]);
    expect(faultsOf({ maxLength: b })).toEqual([`/maxLength "maxLength" must be an integer, not "${b}….`]);
  });
});

test.each<[string, unknown]>([
  ['an empty one, as YAML writes null', null],
  ['one of true or false', true],
  ['keywords that are unknown', { nullable: 5, 'x-any': [] }],
  ['a format that is unknown', { format: 'pet' }],
  ['bounds as older drafts have them', { properties: { a: { minimum: 1, exclusiveMinimum: true } } }],
])('a schema may be %s', (_what, schema) => {
  expect(faultsOf(schema)).toEqual([]);
});
