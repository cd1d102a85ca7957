import { describe, expect, test } from 'vitest';
import { sortComponents } from '../../../src/contract/document/component-order.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { mapSubschemas } from '../../../src/contract/document/keywords.ts';
import { mapSchemas } from '../../../src/contract/document/schemas.ts';

describe('the schemas inside of a schema (JSON Schema 2020-12 core §10)', () => {
  const placesIn = (schema: Record<string, unknown>): string[] => {
    const found: string[] = [];
    mapSubschemas(schema, (_part, tokens) => void found.push(tokens.join('/')));
    return found;
  };

  test.each([
    ...['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'propertyNames'],
    ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
  ])('%s holds one', (keyword) => {
    expect(placesIn({ [keyword]: {} })).toEqual([keyword]);
    expect(placesIn({ [keyword]: false })).toEqual([keyword]);
  });

  test.each(['allOf', 'anyOf', 'oneOf', 'prefixItems'])('%s holds a list', (keyword) => {
    expect(placesIn({ [keyword]: [{}, true] })).toEqual([`${keyword}/0`, `${keyword}/1`]);
    expect(placesIn({ [keyword]: {} })).toEqual([]);
  });

  test.each(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'])(
    '%s holds them by name',
    (keyword) => {
      expect(placesIn({ [keyword]: { a: {}, b: true } })).toEqual([`${keyword}/a`, `${keyword}/b`]);
      expect(placesIn({ [keyword]: [{}] })).toEqual([]);
    },
  );

  test('are replaced, and values that look like them are not', () => {
    const values = { enum: [{}], const: {}, default: {}, examples: [{}], example: {}, dependentRequired: { a: ['b'] } };
    const schema = { ...values, not: 1, allOf: [2], properties: { a: 3 } };
    const before = structuredClone(schema);
    expect(mapSubschemas(schema, (part) => Number(part) * 10)).toEqual({
      ...{ ...values, not: 10, allOf: [20], properties: { a: 30 } },
    });
    expect(schema).toEqual(before);
  });
});

describe('the schemas of a document (OAS 3.1 §4.8)', () => {
  const at = (name: string) => ({ title: name });
  const holder = (name: string) => ({ schema: at(name) });
  const content = (name: string) => ({ content: { 'a/b': holder(name) } });
  const titlesIn = (document: object): string[] => {
    const found: string[] = [];
    mapSchemas(document, (schema, tokens) => {
      const pointer = tokens.reduce<unknown>((value, token) => (value as Record<string, unknown>)[token], document);
      expect(pointer).toBe(schema);
      found.push(String((schema as { title: string }).title));
      return schema;
    });
    return found;
  };

  test('stand in each kind of component', () => {
    const components = {
      schemas: { A: at('schema') },
      responses: { A: { ...content('response'), headers: { H: holder('header of a response') } } },
      parameters: { A: holder('parameter'), B: content('parameter with content') },
      requestBodies: { A: content('body') },
      headers: { A: holder('header') },
      callbacks: { A: { '{$request.body#/url}': { post: { requestBody: content('callback') } } } },
      pathItems: { A: { parameters: [holder('parameter of a path')] } },
      examples: { A: { value: { schema: at('example') } } },
      links: { A: { schema: at('link') } },
    };
    expect(titlesIn({ components })).toEqual([
      ...['schema', 'response', 'header of a response', 'parameter', 'parameter with content', 'body', 'header'],
      ...['callback', 'parameter of a path'],
    ]);
  });

  test.each(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])('stand in %s', (method) => {
    const operation = {
      parameters: [holder('parameter')],
      requestBody: {
        content: { 'a/b': { ...holder('body'), encoding: { p: { headers: { H: holder('encoding') } } } } },
      },
      responses: { 200: content('response'), default: content('default') },
      callbacks: { done: { '{$url}': { post: { parameters: [holder('callback')] } } } },
      'x-own': holder('extension'),
    };
    const titles = ['parameter', 'body', 'encoding', 'response', 'default', 'callback'];
    expect(titlesIn({ paths: { '/a': { [method]: operation } } })).toEqual(titles);
    expect(titlesIn({ webhooks: { a: { [method]: operation } } })).toEqual(titles);
  });

  test('are replaced, and nothing else is', () => {
    const document = { paths: { '/a': { get: { parameters: [{ name: 'a', schema: 1 }], responses: [] } } }, info: {} };
    expect(mapSchemas(document, () => 2)).toEqual({
      ...{ paths: { '/a': { get: { parameters: [{ name: 'a', schema: 2 }], responses: [] } } }, info: {} },
    });
    // A document may be wrong anywhere.
    for (const wrong of [{ paths: [] }, { paths: { '/a': { parameters: {} } } }, { components: 5 }]) {
      expect(mapSchemas(wrong, () => 2)).toEqual(wrong);
    }
  });
});

describe('components that come from other files', () => {
  const names = (document: OpenApiDocument): unknown =>
    Object.entries(document.components ?? {}).map(([kind, members]) => [kind, Object.keys(members as object)]);
  const documentOf = (components: object) => ({ openapi: '3.1.0', components }) as OpenApiDocument;

  test('stand behind those of the root document, in the order of their names', () => {
    const document = documentOf({
      responses: { R: {} },
      schemas: { Z: {}, Own2: {}, A: {}, Own1: {} },
      headers: { B: {}, A: {} },
    });
    expect(names(sortComponents(document, { schemas: { Own1: {}, Own2: {} } }))).toEqual([
      ['schemas', ['Own2', 'Own1', 'A', 'Z']],
      ['headers', ['A', 'B']],
      ['responses', ['R']],
    ]);
  });

  test('need not be there', () => {
    const document = { openapi: '3.1.0' } as OpenApiDocument;
    expect(sortComponents(document, {})).toBe(document);
    expect(sortComponents(documentOf({ schemas: 5 }), {})).toEqual(documentOf({ schemas: 5 }));
  });
});
