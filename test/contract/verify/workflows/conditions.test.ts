import { expect, test } from 'vitest';
import { parseCondition } from '../../../../src/contract/verify/workflows/conditions.ts';

const VALUES: Record<string, unknown> = {
  $n: 5,
  $text: 'Ann',
  $digits: '5',
  $none: undefined,
  $null: null,
  $list: [1, { a: 'b' }],
};

function holds(text: string): boolean | string {
  const condition = parseCondition(text);
  return typeof condition === 'string' ? condition : Boolean(condition.evaluate((one) => VALUES[one]));
}

test.each<[string, boolean]>([
  ['$n == 5', true],
  ['$n==5', true],
  ['$n == 5.0', true],
  ['$n == 5e0', true],
  ['$n != 5', false],
  ['$n < 6 && $n <= 5 && $n > -1 && $n >= 5', true],
  ['$n < 5 || $n > 5', false],
  // Numeric strings are numbers beside numbers.
  ['$digits == 5', true],
  ['$digits < 10', true],
  ['$text < 10', false],
  // Strings are compared in any case.
  ["$text == 'ANN'", true],
  ["$text > 'AB'", true],
  ["'it''s' == 'It''s'", true],
  ["'a && b' == 'a && b'", true],
  // Null equals only itself.
  ['$none == null', true],
  ['$null == null', true],
  ['$n == null', false],
  ['$n != null', true],
  ["$null == ''", false],
  ['$null < 1', false],
  ['true', true],
  ['false', false],
  ['$null', false],
  ['$none', false],
  ['$list == $list', true],
  ['!$null', true],
  ['!($n == 5)', false],
  ['!!true', true],
  // && binds stronger.
  ['true || false && false', true],
  ['(true || false) && false', false],
])('%s is %s', (text, result) => {
  expect(holds(text)).toBe(result);
});

test.each<[string, string]>([
  ['', 'A value is missing at the end'],
  ['$n ==', 'A value is missing at the end'],
  ['$n == == 5', 'A value is missing before "=="'],
  ['($n == 5', '")" is missing at the end'],
  ['$n == 5)', 'An operator is missing before ")"'],
  ['$n 5', 'An operator is missing before "5"'],
  ['$n == "a"', '""a"" is no value and no operator. Write strings in single quotes'],
  ['$n == new', '"new" is no value and no operator. Write strings in single quotes'],
  ['$n = 5', '"= 5" is no value and no operator'],
])('%s is invalid: %s', (text, fault) => {
  expect(holds(text)).toBe(fault);
});
