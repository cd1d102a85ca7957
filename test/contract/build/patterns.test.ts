import { expect, test } from 'vitest';
import { toUnicodePattern } from '../../../src/contract/build/patterns.ts';

test.each([
  ['one that is right as it is', '^[a-z]+$', '^[a-z]+$'],
  ['a character by its code point', '^\\u{1F600}$', '^\\u{1F600}$'],
  ['a class of Unicode', '^\\p{Letter}{2,3}$', '^\\p{Letter}{2,3}$'],
  ['escapes that the flag u does not know', '^\\@\\-\\_\\"$', '^@-_"$'],
  ['a hyphen in a class stays escaped', '^[\\@a\\-z]$', '^[@a\\-z]$'],
  ['a hyphen behind a class does not', '^[a]\\-\\@$', '^[a]-@$'],
  ['an escaped backslash is no escape of what follows', '^\\\\\\@$', '^\\\\@$'],
  ['a brace that opens no quantifier', '^{a}$', '^\\{a\\}$'],
  ['a quantifier beside one', '^\\@{2}{a}b{1,}c{1,3}$', '^@{2}\\{a\\}b{1,}c{1,3}$'],
  ['a brace in a class', '^[{}]\\@$', '^[{}]@$'],
  ['one that is no regular expression', '^(a$', undefined],
  ['one that never is, whatever is dropped', '^\\@(?<a$', undefined],
])('%s', (_what, pattern, expected) => {
  expect(toUnicodePattern(pattern)).toBe(expected);
});

test.each([
  ['^\\@[\\@\\-x]$', ['@@', '@-', '@x'], ['@a', '@']],
  ['^{\\w\\}$', ['{a}'], ['a']],
])('what is dropped changes nothing of what it matches: %s', (pattern, those, others) => {
  const expression = new RegExp(toUnicodePattern(pattern) ?? '$.', 'u');
  // Without the flag, as the author has tried it.
  const plain = new RegExp(pattern);
  expect([...those, ...others].filter((text) => expression.test(text))).toEqual(those);
  expect([...those, ...others].filter((text) => plain.test(text))).toEqual(those);
});
