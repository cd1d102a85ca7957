import { describe, expect, test } from 'vitest';
import type { TextDecoding } from '../../../src/contract/document/compiled.ts';
import { convertTexts, holdsInexact, setMember } from '../../../src/contract/serve/convert-texts.ts';

test.each(['a', '__proto__', 'constructor'])('the property %s is made like any other, and made again', (name) => {
  const object: Record<string, unknown> = {};
  for (const value of [1, 2]) {
    setMember(object, name, value);
    const all = { value, enumerable: true, configurable: true, writable: true };
    expect(Object.getOwnPropertyDescriptor(object, name)).toEqual(all);
  }
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
});

const decoding = (more: Partial<TextDecoding>): TextDecoding =>
  ({ shape: 'primitive', types: [], items: [], prefixItems: [], properties: {}, ...more }) as TextDecoding;

describe('texts become values of the types that are asked for', () => {
  test.each<[text: string, types: string[], value: unknown]>([
    ['1', ['integer'], 1],
    ['1.0', ['integer'], 1],
    ['1.5', ['number'], 1.5],
    ['x', ['number'], 'x'],
    ['', ['number'], ''],
    ['true', ['boolean'], true],
    ['false', ['boolean'], false],
    ['TRUE', ['boolean'], 'TRUE'],
    ['1', ['string'], '1'],
    ['1', [], '1'],
  ])('%j of %j: %j', (text, types, value) => {
    expect(convertTexts(text, decoding({ types }))).toEqual(value);
  });

  test('in lists and objects, each by its own', () => {
    const list = decoding({ items: ['integer'], prefixItems: [['string'], ['boolean']] });
    expect(convertTexts(['1', 'true', '2', '3'], list)).toEqual(['1', true, 2, 3]);
    const object = decoding({ properties: { a: ['integer'] }, others: ['boolean'] });
    expect(convertTexts({ a: '1', b: 'true', toString: 'false' }, object)).toEqual({ a: 1, b: true, toString: false });
    expect(convertTexts({ b: '1' }, decoding({}))).toEqual({ b: '1' });
  });

  test('unless a number would be another one', () => {
    const long = '12345678901234567891';
    const isInexact = (parts: Parameters<typeof holdsInexact>[0], more: Partial<TextDecoding>): boolean =>
      holdsInexact(parts, decoding(more));
    expect([isInexact(long, { types: ['integer'] }), isInexact(long, { types: ['number'] })]).toEqual([true, true]);
    expect([isInexact(long, { types: ['string'] }), isInexact('1', { types: ['integer'] })]).toEqual([false, false]);
    expect(isInexact(`${long}x`, { types: ['integer'] })).toBe(false);
    expect(isInexact(['1', long], { items: ['integer'] })).toBe(true);
    expect(isInexact(['1', long], { items: ['integer'], prefixItems: [['integer'], ['string']] })).toBe(false);
    expect(isInexact({ a: long }, { properties: { a: ['integer'] } })).toBe(true);
    expect(isInexact({ a: '1', b: long }, { properties: { a: ['integer'] }, others: ['integer'] })).toBe(true);
    expect(isInexact({ toString: long }, { properties: {} })).toBe(false);
  });
});
