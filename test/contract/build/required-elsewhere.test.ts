import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { compileAssignments } from './assignments.ts';

const FOLDER = fileURLToPath(new URL('.cache-required/', import.meta.url));

const text: Schema = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const BARE: Schema = { required: ['a'] };
const nullable = (property: Schema): Schema => ({ ...property, type: [property.type, 'null'] });

/** Where `a` is declared: a schema, and the components that it needs. */
const DECLARED: Record<string, { schema: Schema; components?: Record<string, Schema>; isAny?: true }> = {
  'in a base': { schema: ref('Base'), components: { Base: object({ a: text }) } },
  'in a base without type': { schema: ref('Base'), components: { Base: { properties: { a: text } } } },
  'in allOf of a base': {
    schema: ref('Base'),
    components: { Base: { allOf: [object({ a: text }), { type: 'object' }] } },
  },
  'in the base of a base': {
    schema: ref('Base'),
    components: { Base: { allOf: [ref('Root'), object({ c: text })] }, Root: object({ a: text, b: text }) },
  },
  'in a base that a reference is beside': {
    schema: ref('Base'),
    components: { Base: { ...ref('Root'), description: 'Base' }, Root: object({ a: text }) },
  },
  'in a nullable base': { schema: ref('Base'), components: { Base: nullable(object({ a: text })) } },
  'as nullable in a base': { schema: ref('Base'), components: { Base: object({ a: nullable(text) }) } },
  'in an alternative to null': { schema: { anyOf: [object({ a: text }), { type: 'null' }] } },
  'in each alternative': {
    schema: { oneOf: [object({ a: text, k: { const: 'x' } }), object({ a: text, k: { const: 'y' } })] },
  },
  'in a base with other members': {
    schema: ref('Base'),
    components: { Base: { ...object({ a: text }), additionalProperties: text } },
  },
  'in place': { schema: object({ a: text }) },
  nowhere: { schema: { type: 'object' }, isAny: true },
  'nowhere in a base': { schema: ref('Base'), components: { Base: object({ b: text }) }, isAny: true },
};

/** How `a` is required of it. */
const REQUIRED: Record<string, (declared: Schema) => Schema> = {
  'in another branch': (declared) => ({ allOf: [declared, BARE] }),
  'in a branch before': (declared) => ({ allOf: [{ type: 'object', ...BARE }, declared] }),
  'beside allOf': (declared) => ({ type: 'object', ...BARE, allOf: [declared] }),
  'beside allOf without type': (declared) => ({ ...BARE, allOf: [declared] }),
  'in a nested branch': (declared) => ({ allOf: [declared, { allOf: [{ allOf: [BARE] }] }] }),
  'behind a reference': (declared) => ({ allOf: [declared, ref('Needs')] }),
  'in a branch with empty objects': (declared) => ({ allOf: [declared, { type: 'object', properties: {} }, {}, BARE] }),
  'beside the declaration': (declared) => ({ ...declared, ...BARE }),
  'in a branch that declares others': (declared) => ({ allOf: [declared, { ...object({ z: text }), ...BARE }] }),
};

function object(properties: Record<string, unknown>): Schema {
  return { type: 'object', properties };
}

const rows = Object.entries(DECLARED).flatMap(([where, { schema, components = {}, isAny }]) =>
  Object.entries(REQUIRED).map(([how, make]) => ({ where, how, schema: make(schema), components, isAny })),
);
const documents = rows.map(({ schema, components }): OpenApiDocument => {
  const schemas: Record<string, Schema> = { ...components, Needs: { type: 'object', ...BARE }, It: schema };
  return { openapi: '3.1.1', info: { title: 'Required', version: '1' }, paths: {}, components: { schemas } };
});
/** Of the second, only a declaration says that it is wrong. */
const VALUES = (document: OpenApiDocument) => [
  { a: 'x', ...(JSON.stringify(document).includes('"k"') ? { k: 'x' } : {}) },
  { a: 5 },
  {},
];

let assignable: boolean[];
beforeAll(async () => {
  assignable = await compileAssignments(
    FOLDER,
    documents.flatMap((document) =>
      VALUES(document).map((value) => ({ document, schema: 'It', direction: 'response' as const, value })),
    ),
  );
});
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

describe('a property is required of its type, and a value of the type can be written', () => {
  test.each(rows.map((row, index) => ({ ...row, index })))(
    'declared $where, required $how',
    ({ index, isAny = false }) => {
      const document = documents[index] as OpenApiDocument;
      const { It } = compileContract(document).schemas;
      expect(VALUES(document).map((value) => It?.(value))).toEqual([true, isAny, false]);
      expect(assignable.slice(index * 3, index * 3 + 3)).toEqual([true, isAny, false]);
    },
  );
});
