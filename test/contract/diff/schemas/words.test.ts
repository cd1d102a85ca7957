import { DFA, JS, NFA } from 'refa';
import { expect, test } from 'vitest';
import { wordsOfAutomaton } from '../../../../src/contract/diff/schemas/words.ts';

function automatonOf(source: string): DFA {
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source, flags: 'u' }).parse();
  return DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
}

function firstWords(source: string, count: number): string[] {
  const words: string[] = [];
  for (const word of wordsOfAutomaton(automatonOf(source))) {
    words.push(word);
    if (words.length === count) break;
  }
  return words;
}

test('all words of a finite language come, each once', () => {
  expect(firstWords('[a-c]{1,2}|', 99).toSorted()).toEqual([
    ...['', 'a', 'aa', 'ab', 'ac', 'b', 'ba', 'bb', 'bc', 'c', 'ca', 'cb', 'cc'],
  ]);
  expect(firstWords('[]', 99)).toEqual([]);
});

test('words of an infinite language differ in length first', () => {
  expect(firstWords('(?:ab)*', 4)).toEqual(['', 'ab', 'abab', 'ababab']);
  expect(firstWords('[^]*end-of-a-long-word[^]*', 2)).toEqual(['end-of-a-long-word', expect.stringContaining('end-')]);
});
