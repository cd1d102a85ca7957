import { describe, expect, test } from 'vitest';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { deriveMockDocument } from '../../../src/contract/mock/derive.ts';
import { createVariants, withoutWriteOnly } from '../../../src/contract/mock/variant.ts';

function documentWith(schemas: Record<string, Schema>, paths: OpenApiDocument['paths'] = {}): OpenApiDocument {
  return { openapi: '3.1.1', info: { title: 'Pets', version: '1.0.0' }, paths, components: { schemas } };
}

describe('deriveMockDocument', () => {
  test('names the dialect of JSON Schema, so that Prism does not take draft-07', () => {
    const document = { ...documentWith({}), jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base' };
    expect(deriveMockDocument(document)).toMatchObject({
      jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    });
  });

  test('names none in OpenAPI 3.0, whose schemas are of no JSON Schema dialect', () => {
    expect(deriveMockDocument({ ...documentWith({}), openapi: '3.0.3' })).not.toHaveProperty('jsonSchemaDialect');
  });

  test('leaves the contract as it is', () => {
    const schema = { type: 'object', properties: { id: { type: 'string', readOnly: true } }, allOf: [{}] };
    const media = { 'application/json': { schema: { $ref: '#/components/schemas/Pet', maxProperties: 3 } } };
    const document = documentWith(
      { Pet: schema },
      {
        '/pets': {
          post: { requestBody: { content: media }, responses: { 200: { description: 'Pet.', content: media } } },
        },
      },
    );
    const before = structuredClone(document);
    deriveMockDocument(document);
    expect(document).toEqual(before);
  });
});

describe('a schema for requests', () => {
  const variantOf = (schema: Schema, schemas: Record<string, Schema> = {}) => {
    const variants = createVariants(documentWith(schemas), 'request');
    return { schema: variants.of(schema), components: variants.components() };
  };

  test('rejects a read-only property and does not require it', () => {
    const pet = { required: ['id', 'name'], properties: { id: { readOnly: true }, name: { writeOnly: true } } };
    expect(variantOf(pet).schema).toEqual({ required: ['name'], properties: { id: false, name: { writeOnly: true } } });
  });

  test('rejects a property whose referred schema is read-only', () => {
    const { schema } = variantOf(
      { properties: { id: { $ref: '#/components/schemas/Id' } } },
      { Id: { readOnly: true } },
    );
    expect(schema).toEqual({ properties: { id: false } });
  });

  test('applies what stands beside a $ref together with its target', () => {
    const { schema } = variantOf(
      { $ref: '#/components/schemas/Name', maxLength: 9, description: 'Here.' },
      { Name: { type: 'string' } },
    );
    expect(schema).toEqual({
      description: 'Here.',
      anyOf: [{ $ref: '#/components/schemas/Name.request' }],
      oneOf: [{ anyOf: [{ maxLength: 9 }] }],
    });
  });

  test('leaves annotations beside a $ref where they are', () => {
    const { schema } = variantOf({ $ref: '#/components/schemas/Name', default: 'Rex' }, { Name: { type: 'string' } });
    expect(schema).toEqual({ $ref: '#/components/schemas/Name.request', default: 'Rex' });
  });

  test('keeps unevaluatedProperties outside, where it sees what the target has evaluated', () => {
    const { schema } = variantOf(
      { $ref: '#/components/schemas/Pet', unevaluatedProperties: false, properties: { age: {} } },
      { Pet: { properties: { name: {} } } },
    );
    expect(schema.unevaluatedProperties).toBe(false);
  });

  test('has no allOf, which Prism would merge, and keeps anyOf and oneOf', () => {
    const { schema } = variantOf({
      allOf: [{ minimum: 1 }, { maximum: 9 }],
      anyOf: [{ const: 2 }],
      oneOf: [{ const: 2 }],
    });
    expect(schema).toEqual({
      anyOf: [{ minimum: 1 }],
      oneOf: [
        {
          anyOf: [{ maximum: 9 }],
          oneOf: [{ anyOf: [{ anyOf: [{ const: 2 }] }], oneOf: [{ anyOf: [{ oneOf: [{ const: 2 }] }] }] }],
        },
      ],
    });
  });

  test('ends where a schema refers to itself', () => {
    const { components } = variantOf(
      { $ref: '#/components/schemas/Node' },
      { Node: { properties: { next: { $ref: '#/components/schemas/Node' } } } },
    );
    expect(components).toEqual({
      'Node.request': { properties: { next: { $ref: '#/components/schemas/Node.request' } } },
    });
  });
});

describe('a schema for responses', () => {
  test('lacks write-only properties, at any depth, and does not require them', () => {
    const variants = createVariants(documentWith({}), 'response');
    const secret = { required: ['key'], properties: { key: { writeOnly: true }, id: { readOnly: true } } };
    expect(variants.of({ items: { anyOf: [secret] } })).toEqual({
      items: { anyOf: [{ required: [], properties: { id: { readOnly: true } } }] },
    });
  });
});

describe('withoutWriteOnly', () => {
  const document = documentWith({
    Key: { type: 'string', writeOnly: true },
    Pet: { properties: { key: { $ref: '#/components/schemas/Key' }, toys: { $ref: '#/components/schemas/Toys' } } },
    Toys: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
  });
  const strip = (schema: Schema, value: unknown) => withoutWriteOnly(document, schema, value);

  test.for<[string, Schema, unknown, unknown]>([
    ['a property', { properties: { key: { writeOnly: true } } }, { key: 1, name: 2 }, { name: 2 }],
    ['a referred property', { $ref: '#/components/schemas/Pet' }, { key: 1, name: 2 }, { name: 2 }],
    ['in a schema that refers to itself', { $ref: '#/components/schemas/Pet' }, { toys: [{ key: 1 }] }, { toys: [{}] }],
    ['in composition', { anyOf: [{ allOf: [{ properties: { key: { writeOnly: true } } }] }] }, { key: 1 }, {}],
    ['in a map', { additionalProperties: { $ref: '#/components/schemas/Pet' } }, { a: { key: 1 } }, { a: {} }],
    ['in a tuple', { prefixItems: [{ $ref: '#/components/schemas/Pet' }] }, [{ key: 1 }, { key: 1 }], [{}, { key: 1 }]],
    [
      'nothing else',
      { properties: { id: { readOnly: true } } },
      { id: 1, n: null, l: [1] },
      { id: 1, n: null, l: [1] },
    ],
  ])('takes away %s', ([, schema, value, left]) => {
    expect(strip(schema, value)).toEqual(left);
  });
});
