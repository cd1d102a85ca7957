import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../src/contract/document/document.ts';
import { createMarks } from '../../../src/contract/document/marks.ts';
import { hideOpaqueReferences, restoreOpaqueReferences } from '../../../src/contract/document/opaque-references.ts';

test('each schema is read once, on however many paths references lead to it', () => {
  let found = 0;
  const ref = (level: number): Schema => ({ $ref: `#/${level}` });
  const levels = Array.from({ length: 100 }, (_, level): Schema => ({ allOf: [ref(level + 1), ref(level + 1)] }));
  const { isMarked } = createMarks((reference) => {
    found++;
    return levels[Number(reference.slice(2))] ?? { readOnly: true };
  });
  expect([isMarked(levels[0], 'readOnly'), isMarked(levels[0], 'writeOnly')]).toEqual([true, false]);
  expect(found).toBeLessThan(1000);
});

describe('names that are marked in a value', () => {
  const { markedNames } = createMarks(() => ({ properties: { far: { readOnly: true } } }));
  const id = { properties: { id: { readOnly: true } } };

  test.each<[where: string, schema: Schema]>([
    ['a branch of allOf', { allOf: [id] }],
    ['an alternative', { anyOf: [{}, id] }],
    ['what a condition leads to', { if: {}, else: id }],
    ['a dependent schema', { dependentSchemas: { n: id } }],
  ])('count by %s', (_where, schema) => {
    expect([...markedNames(schema, 'readOnly')]).toEqual(['id']);
    expect([...markedNames(schema, 'writeOnly')]).toEqual([]);
  });

  test('count by a reference, not by what is inside a property', () => {
    const schema = { $ref: '#/Far', properties: { inner: id }, items: id };
    expect([...markedNames(schema, 'readOnly')]).toEqual(['far']);
  });
});

test('references in extensions and in schemas with an $id are hidden and restored, each object once', () => {
  const shared: Schema = { $ref: '#/x' };
  shared.self = shared;
  const document: Schema = {
    'x-a': { deep: [shared, { $ref: 'other.yaml' }] },
    components: {
      headers: { 'x-rate': { $ref: '#/components/headers/Rate' } },
      schemas: {
        A: { $id: 'https://a.test', properties: { b: { $ref: '#/$defs/b' } }, not: { $ref: '#/components/schemas/A' } },
      },
    },
  };
  const before = structuredClone(document);
  hideOpaqueReferences(document);
  expect(JSON.stringify(document.components).match(/"\$ref"/g)).toHaveLength(2);
  expect(Object.keys(shared)).toEqual(['x-keepspec-ref', 'self']);
  restoreOpaqueReferences(document);
  expect(document).toEqual(before);
});
