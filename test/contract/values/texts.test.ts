import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../src/contract/values/patterns.ts';
import { lengthOf, makeText, textFits } from '../../../src/contract/values/texts.ts';

test('a length counts characters (JSON Schema validation §6.3.1)', () => {
  expect(['', 'abc', 'é', '🐈🐈'].map(lengthOf)).toEqual([0, 3, 1, 2]);
});

describe('a text fits', () => {
  test.each([
    ['a', { minLength: 1, maxLength: 1 }, true],
    ['', { minLength: 1 }, false],
    ['ab', { maxLength: 1 }, false],
    ['🐈', { maxLength: 1 }, true],
    ['ab', { patterns: ['^a', 'b$'] }, true],
    ['ac', { patterns: ['^a', 'b$'] }, false],
    ['any', { patterns: ['('] }, true],
    ['any', {}, true],
  ])('%j: %j is %s', (text, flat, fits) => {
    expect(textFits(flat, text)).toBe(fits);
  });
});

test('a pattern is read with the flag u, and without it where it is wrong with it', () => {
  expect(compilePattern('^\\p{L}$')?.flags).toBe('u');
  expect(compilePattern('\\-')?.flags).toBe('');
  expect(compilePattern('(')).toBeUndefined();
});

describe('a text is made', () => {
  test.each([
    [{}, undefined, 'rex'],
    [{ minLength: 5 }, undefined, 'rexxx'],
    [{ maxLength: 2 }, undefined, 're'],
    [{ maxLength: 0 }, undefined, ''],
    [{}, 1, 'r'],
    [{ format: 'date' }, undefined, '2026-11-21'],
    [{ format: 'uri' }, 30, 'https://www.example.com/a?b=cx'],
    [{ format: 'uri-reference' }, 8, '/a?b=cxx'],
    [{ format: 'email' }, 17, 'xxrex@example.com'],
    [{ format: 'email' }, 76, `${'x'.repeat(61)}rex@example.com`],
    [{ format: 'email' }, 77, `${'x'.repeat(64)}@${'x'.repeat(9)}.co`],
    [{ format: 'email' }, 4, undefined],
    [{ format: 'email', maxLength: 6 }, undefined, 'x@b.co'],
    [{ format: 'date' }, 12, undefined],
    [{ format: 'uri' }, 5, 'a:xxx'],
    [{ format: 'uri' }, 1, undefined],
    [{ format: 'no-such-format', maxLength: 2 }, undefined, 're'],
    [{ patterns: ['^a{3}$'], minLength: 4 }, undefined, undefined],
  ])('%j of length %s is %j', (flat, length, text) => {
    expect(makeText(flat, { seed: 1, ...(length === undefined ? {} : { length }) })).toBe(text);
  });

  test.each([
    ['^[a-f]{3}-\\d+$', 12],
    ['^(?!x)[a-z]+$', 7],
    ['^[A-Z][a-z]*$', 5],
  ])('that matches %s, also of length %s', (pattern, length) => {
    const any = makeText({ patterns: [pattern] }, { seed: 1 }) ?? '';
    expect(any).toMatch(new RegExp(pattern));
    const long = makeText({ patterns: [pattern] }, { seed: 1, length }) ?? '';
    expect(long).toMatch(new RegExp(pattern));
    expect(long).toHaveLength(length);
  });
});
