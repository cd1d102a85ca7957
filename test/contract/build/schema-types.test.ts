import { describe, expect, test } from 'vitest';
import { createSchemaTypes } from '../../../src/contract/build/schema-types.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';

const text: Schema = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const component = (name: string): string => `components["schemas"]["${name}"]`;

const SCHEMAS: Record<string, Schema> = {
  Pet: { type: 'object', properties: { name: text, id: { ...text, readOnly: true } } },
  List: { type: 'array', items: text },
  Text: text,
  Named: { type: 'object', properties: { name: text }, required: ['name'] },
};

/** The type of a schema, in one line. */
function typeOf(schema: unknown): string {
  const document: OpenApiDocument = {
    ...{ openapi: '3.1.1', info: { title: 'Types', version: '1' }, paths: {} },
    components: { schemas: SCHEMAS },
  };
  return createSchemaTypes(document).typeOf(schema).text.replaceAll(/\s+/g, ' ');
}

describe('a type beside a reference or alternatives', () => {
  test.each<[schema: Schema, type: string]>([
    [{ type: 'object', ...ref('Pet') }, component('Pet')],
    [{ type: 'array', ...ref('List') }, component('List')],
    [{ type: ['object', 'null'], ...ref('Pet') }, `(Record<string, unknown> | null) & ${component('Pet')}`],
    [{ type: ['array', 'null'], ...ref('List') }, `(unknown[] | null) & ${component('List')}`],
    [{ type: 'string', ...ref('Text') }, `string & ${component('Text')}`],
    [{ type: 'string', anyOf: [{ minLength: 2 }, { pattern: '^a' }] }, 'string'],
    [{ type: 'string', anyOf: [{ const: 'a' }, { const: 'b' }] }, '"a" | "b"'],
    [
      { type: ['string', 'object'], anyOf: [{ const: 'a' }, { properties: { b: text } }] },
      '(string | Record<string, unknown>) & ("a" | { b?: string; } | string)',
    ],
    [{ type: 'object', properties: { a: text }, ...ref('Pet') }, `{ a?: string; } & ${component('Pet')}`],
  ])('%j: %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });
});

describe('a type by itself', () => {
  test.each<[schema: unknown, type: string]>([
    [{ type: 'object' }, 'Record<string, unknown>'],
    [{ type: 'object', properties: {} }, 'Record<string, unknown>'],
    [{ type: 'object', additionalProperties: false }, 'Record<string, never>'],
    [{ type: 'object', additionalProperties: text }, '{ [key: string]: string; }'],
    [{ type: 'object', properties: { a: text } }, '{ a?: string; }'],
    [{ type: 'object', properties: { a: text }, additionalProperties: false }, '{ a?: string; }'],
    [{ type: 'array' }, 'unknown[]'],
    [{ type: 'array', items: text }, 'string[]'],
    [{ type: 'array', items: false }, 'never[]'],
    [{ prefixItems: [text, text], items: text, minItems: 1 }, '[string, string?, ...string[]]'],
    [{ prefixItems: [text, text], items: false, minItems: 2 }, '[string, string]'],
    [{ prefixItems: [{ type: ['string', 'null'] }], items: false }, '[(string | null)?]'],
    [{ items: text }, 'string[]'],
    [{ required: ['a'] }, '{ a: unknown; }'],
    [{ enum: ['a', 1, null], type: ['string', 'null'] }, '"a" | null'],
    [{ const: { a: [] } }, '{ a: []; }'],
    [{ const: {} }, 'Record<string, never>'],
    [{ type: 'integer', enum: [1, 1.5] }, '1'],
    [{ type: 'number', enum: [1, 1.5] }, '1 | 1.5'],
    [{ anyOf: [{}, text] }, 'unknown'],
    [{ anyOf: [text, false] }, 'string'],
    [{ anyOf: [text, text] }, 'string'],
    [{ allOf: [text, { type: 'integer' }] }, 'never'],
    [{ type: ['object', 'null'] }, 'Record<string, unknown> | null'],
    [{}, 'unknown'],
    [true, 'unknown'],
    [false, 'never'],
  ])('%j: %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });
});

describe('a property that is required', () => {
  test.each<[where: string, schema: Schema, type: string]>([
    ['where it is declared stands once', { properties: { a: text }, required: ['a'] }, '{ a: string; }'],
    ['of which a reference says the same stands there', { required: ['name'], ...ref('Named') }, component('Named')],
    [
      'elsewhere has its declared type',
      { required: ['name'], ...ref('Pet') },
      `{ name: string; } & ${component('Pet')}`,
    ],
    ['elsewhere keeps its mark', { required: ['id'], ...ref('Pet') }, `{ id: $Read<string>; } & ${component('Pet')}`],
    ['has any type without a declaration', { type: 'object', required: ['name'] }, '{ name: unknown; }'],
  ])('%s', (_where, schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });
});
