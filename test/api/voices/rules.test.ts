import { describe, expect, test } from 'vitest';
import type { Voice } from '../../../src/api/voices/catalog.ts';
import { filterVoices } from '../../../src/api/voices/rules.ts';

const voice = (id: string, facts: Partial<Voice> = {}): Voice => ({
  id,
  display_name: id,
  gender: 'female',
  locale: 'en-US',
  type: 'shared',
  models: [],
  ...facts,
});
const ids = (voices: Voice[]) => voices.map(({ id }) => id);

describe('a locale is found by its first subtags, in any case (RFC 4647 §3.3.1)', () => {
  const cases: [range: string, tag: string, isFound: boolean][] = [
    ['en', 'en', true],
    ['en', 'en-US', true],
    ['EN', 'en-us', true],
    ['en', 'EN-US', true],
    ['en-us', 'en-US', true],
    ['zh-Hant', 'zh-hant-TW', true],
    ['en', 'eng', false],
    ['en', 'eng-US', false],
    ['e', 'en-US', false],
    ['en-U', 'en-US', false],
    ['en-US', 'en', false],
    ['en-US', 'en-USA', false],
    ['US', 'en-US', false],
    ['zh-TW', 'zh-Hant-TW', false],
  ];
  test.each(cases)('%s in %s: %s', (range, tag, isFound) => {
    expect(filterVoices([voice('a', { locale: tag })], { locale: range })).toHaveLength(isFound ? 1 : 0);
  });
});

describe('voices are filtered', () => {
  const voices = [
    voice('d', { type: 'personal', models: [{ name: 'm', languages: [] }] }),
    voice('b', {
      gender: 'male',
      models: [
        { name: 'n', languages: [] },
        { name: 'm', languages: [] },
      ],
    }),
    voice('c', { locale: 'de-DE', gender: 'not_specified' }),
    voice('a', { gender: 'male' }),
  ];
  test.each([
    [{}, ['a', 'b', 'c', 'd']],
    [{ type: 'personal' }, ['d']],
    [{ gender: 'male' }, ['a', 'b']],
    [{ gender: 'not_specified' }, ['c']],
    [{ model: 'm' }, ['b', 'd']],
    [{ model: 'M' }, []],
    [{ locale: 'de' }, ['c']],
    [{ locale: 'en', gender: 'male', type: 'shared', model: 'm' }, ['b']],
    [{ locale: 'de', gender: 'male' }, []],
  ] as const)('by %j, and ordered by id', (filters, expected) => {
    expect(ids(filterVoices(voices, filters))).toEqual(expected);
  });

  test('and the catalog stays as it is', () => {
    filterVoices(voices, {});
    expect(ids(voices)).toEqual(['d', 'b', 'c', 'a']);
  });
});
