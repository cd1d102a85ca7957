import { describe, expect, test } from 'vitest';
import { ContractError, type OpenApiDocument } from '../../../src/contract/document/document.ts';
import {
  createFindSchema,
  findReference,
  followReference,
  lookUp,
  toPointer,
} from '../../../src/contract/document/references.ts';

const asDocument = (document: object) => document as OpenApiDocument;

describe('lookUp', () => {
  test.each(['#/nowhere', '#/a/b', '#/list/1', '#/a/toString', '#/text/length', '#/50%', '#/__proto__'])(
    'rejects the dangling reference %s',
    (reference) => {
      const document = { a: {}, list: [1], text: 'x' };
      expect(() => lookUp(document, reference)).toThrow(ContractError);
      expect(() => lookUp(document, reference)).toThrow(`$ref "${reference}" does not exist.`);
    },
  );

  test.each(['other.yaml', 'other.yaml#/a', 'https://example.com/a', '#a', ''])(
    'rejects %j, which is not local',
    (reference) => {
      expect(() => lookUp({ a: {} }, reference)).toThrow(`$ref "${reference}" must begin with "#/"`);
    },
  );

  test.each([
    ['paths', '/pets/{id}', 'get'],
    ['a b', '~1', '%41'],
    ['~~a//b', '$x$', '%'],
    ['größe', ''],
  ])('finds %j by its pointer', (...tokens) => {
    const document = tokens.reduceRight<unknown>((value, token) => ({ [token]: value }), 'found');
    expect(lookUp(document as object, toPointer(tokens))).toBe('found');
  });
});

describe('findReference', () => {
  const circle: Record<string, unknown> = { $ref: '#/one' };
  circle.again = circle;
  const root = { a: { b: { $ref: '#/two' } }, list: [circle, { 'c/d': { $ref: '#/three' } }], text: '#/four' };

  test.each([
    ['#/one', '#/list/0/$ref'],
    ['#/two', '#/a/b/$ref'],
    ['#/three', '#/list/1/c~1d/$ref'],
    ['#/four', undefined],
  ])('%s is at %s', (reference, pointer) => {
    expect(findReference(root, reference)).toBe(pointer);
  });
});

describe('followReference', () => {
  test('goes on to the end, and lets a description beside the first reference win (OAS 3.1 §4.8.23)', () => {
    const document = asDocument({ b: { $ref: '#/c', description: 'b' }, c: { description: 'c', summary: 'c' } });
    expect(followReference(document, { $ref: '#/b', description: 'own' })).toEqual({
      description: 'own',
      summary: 'c',
    });
    expect(followReference(document, { $ref: '#/b' })).toEqual({ description: 'b', summary: 'c' });
  });

  test('leaves what is no reference as it is', () => {
    const value = { a: { $ref: '#/b' } };
    expect(followReference(asDocument({}), value)).toBe(value);
  });

  test('rejects one that leads back to itself', () => {
    const document = asDocument({ a: { $ref: '#/b' }, b: { $ref: '#/a' } });
    expect(() => followReference(document, { $ref: '#/a' })).toThrow('$ref "#/a" is circular.');
  });
});

describe('createFindSchema', () => {
  const schemas = {
    A: { $anchor: 'here' },
    B: { $defs: { C: { $id: 'https://pets.example/c' } } },
    D: { $dynamicAnchor: 'node' },
  };
  const document = asDocument({ components: { schemas } });
  const find = createFindSchema(document);

  test.each([
    ['#/components/schemas/A', schemas.A],
    ['#here', schemas.A],
    ['#', document],
    ['https://pets.example/c', schemas.B.$defs.C],
    ['#node', schemas.D],
    ['#/components/schemas/Z', undefined],
    ['#nowhere', undefined],
  ])('finds %s', (reference, schema) => {
    expect(find(reference)).toBe(schema);
  });
});
