import { expect, test } from 'vitest';
import { suggest } from '../../../src/contract/document/suggest.ts';

test.each([
  ['verfy', ['lint', 'verify', 'mock'], ' Did you mean "verify"?'],
  ['VERIFY', ['lint', 'verify'], ' Did you mean "verify"?'],
  ['repsonses', ['requestBody', 'responses'], ' Did you mean "responses"?'],
  // One is missing at the end, and one too many.
  ['schem', ['schema'], ' Did you mean "schema"?'],
  ['schemas', ['schema'], ' Did you mean "schema"?'],
  // The nearest one, wherever it stands.
  ['pathes', ['patches', 'paths', 'parts'], ' Did you mean "patches"?'],
  ['abcdefgh', ['abcdexyh', 'abcxyzgh'], ' Did you mean "abcdexyh"?'],
  // Three of seven differ, and three of eight.
  ['abcdefg', ['abcdxyz'], ''],
  ['abcdefgh', ['abcdexyz'], ' Did you mean "abcdexyz"?'],
  // Four characters differ.
  ['abcdefghijkl', ['abcdefghwxyz'], ''],
  ['lint', ['mock'], ''],
  // Half of the characters differ.
  ['wibble', ['double'], ''],
  // All of the characters are there.
  ['nmae', ['name'], ' Did you mean "name"?'],
  // Longer than what is known, and shorter.
  ['mockkkkk', ['mock'], ''],
  ['m', ['mock'], ''],
  ['lint', [], ''],
])('for %j of %j: %j', (wrong, known, question) => {
  expect(suggest(wrong, known)).toBe(question);
});
