import { describe, expect, test } from 'vitest';
import { dereference, lookUp } from '../../../src/contract/document/dereference.ts';
import { ContractError } from '../../../src/contract/document/document.ts';

describe('dereference', () => {
  test('puts what a reference points to in its place, references inside it too', () => {
    const document = { a: { $ref: '#/b' }, b: { c: [{ $ref: '#/d' }] }, d: { e: 1 } };
    expect(dereference(document).a).toEqual({ c: [{ e: 1 }] });
  });

  test('leaves the document as it is', () => {
    const document = { a: { $ref: '#/b' }, b: {} };
    dereference(document);
    expect(document).toEqual({ a: { $ref: '#/b' }, b: {} });
  });

  test('makes equal references the same object', () => {
    const { a, b } = dereference({ a: { $ref: '#/c' }, b: { $ref: '#/c' }, c: {} });
    expect(a).toBe(b);
  });

  test('lets keywords beside a reference win over those of its target (OAS 3.1 §4.8.23)', () => {
    const document = {
      a: { $ref: '#/b', description: 'own', default: { $ref: '#/c' } },
      b: { type: 'string', description: 'of the target' },
      c: 'x',
    };
    expect(dereference(document).a).toEqual({ type: 'string', description: 'own', default: 'x' });
    expect(dereference(document).b).toEqual({ type: 'string', description: 'of the target' });
  });

  test('takes a property of the name $ref for a property', () => {
    const document = { properties: { $ref: { type: 'string' } } };
    expect(dereference(document)).toEqual(document);
  });

  test.each([
    ['to itself', { a: { $ref: '#/a' } }, '#/a'],
    ['through another', { a: { $ref: '#/b' }, b: { x: [{ $ref: '#/a' }] } }, '#/b'],
    ['to what holds it', { a: { b: { $ref: '#/a' } } }, '#/a'],
  ])('refuses a reference that leads back %s', (_how, document, reference) => {
    expect(() => dereference(document)).toThrow(ContractError);
    expect(() => dereference(document)).toThrow(`The reference "${reference}" leads back to itself.`);
  });

  test.each(['#/nowhere', '#/a/b', '#/list/1', '#/a/toString', '#/text/length', '#/50%', '#/__proto__'])(
    'refuses the dangling reference %s',
    (reference) => {
      const document = { a: {}, list: [1], text: 'x', z: { $ref: reference } };
      expect(() => dereference(document)).toThrow(ContractError);
      expect(() => dereference(document)).toThrow(`The reference "${reference}" leads nowhere.`);
    },
  );

  test.each(['other.yaml', 'other.yaml#/a', 'https://example.com/a', '#a', '#', ''])(
    'refuses %j, which is not local',
    (reference) => {
      expect(() => dereference({ a: { $ref: reference } })).toThrow(ContractError);
      expect(() => dereference({ a: { $ref: reference } })).toThrow('is not local. Bundle the document first.');
    },
  );
});

describe('lookUp follows a JSON Pointer (RFC 6901 §6)', () => {
  const document = { 'a/b': 1, 'm~n': 2, '~1': 3, 'a b': 4, 'c%d': 5, '': { '': 6 }, list: [7, { x: 8 }] };
  test.each([
    ['#/a~1b', 1],
    ['#/m~0n', 2],
    ['#/~01', 3],
    ['#/a%20b', 4],
    ['#/c%25d', 5],
    ['#//', 6],
    ['#/list/0', 7],
    ['#/list/1/x', 8],
  ])('%s', (reference, value) => {
    expect(lookUp(document, reference)).toBe(value);
  });
});
