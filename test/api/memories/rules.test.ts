import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, chooseMemories, oldestKept } from '../../../src/api/memories/rules.ts';

const now = new Date('2026-11-20T09:30:00.000Z');
const DAY = 86_400_000;

const fact = (text: string, { days = 0, confidence = 1 } = {}): Candidate => ({
  ...{ fact: text, confidence },
  created_at: new Date(now.getTime() - days * DAY).toISOString(),
});

describe('how old a memory may be', () => {
  test.each([
    [1, '2026-11-19T09:30:00.000Z'],
    [90, '2026-08-22T09:30:00.000Z'],
    [0, undefined],
    [2_147_483_647, undefined],
    [100_000, undefined],
  ])('%i days', (days, oldest) => {
    expect(oldestKept(days, now)).toBe(oldest);
  });
});

describe('of what is remembered', () => {
  test('what the prompt speaks of comes first', () => {
    const facts = [fact('Has a dog.'), fact('Prefers appointments on Monday mornings.'), fact('Likes jazz.')];
    expect(chooseMemories('You make appointments for a clinic.', facts, now)[0]).toBe(facts[1]?.fact);
  });

  test('a word that every fact has tells less than one that few have', () => {
    const facts = [fact('The caller likes the sea.'), fact('The caller has a dentist.'), fact('The caller is a cook.')];
    expect(chooseMemories('The dentist speaks with the caller.', facts, now)[0]).toBe(facts[1]?.fact);
  });

  test('what is newer comes first', () => {
    const facts = [fact('old', { days: 300 }), fact('new', { days: 1 }), fact('older', { days: 400 })];
    expect(chooseMemories('', facts, now)).toEqual(['new', 'old', 'older']);
  });

  test('what is surer comes first', () => {
    const facts = [fact('perhaps', { confidence: 0.2 }), fact('surely', { confidence: 0.9 })];
    expect(chooseMemories('', facts, now)).toEqual(['surely', 'perhaps']);
  });

  test('ten are told', () => {
    const facts = Array.from({ length: 40 }, (_, index) => fact(`fact ${index}`, { days: index }));
    expect(chooseMemories('', facts, now)).toEqual(facts.slice(0, 10).map((one) => one.fact));
  });

  test('what is said twice is told once, in its newest words', () => {
    const facts = [fact('Likes TEA!', { days: 1 }), fact('likes tea', { days: 2 }), fact('likes coffee', { days: 3 })];
    expect(chooseMemories('', facts, now)).toEqual(['Likes TEA!', 'likes coffee']);
  });

  test('white space, width and the end of the sentence make no difference', () => {
    const facts = [fact(' Likes\n  green\ttea。', { days: 1 }), fact('ｌｉｋｅｓ green tea', { days: 2 })];
    expect(chooseMemories('', facts, now)).toHaveLength(1);
  });

  test('what differs in more than case, spaces and a full stop is not the same', () => {
    const facts = [
      'Speaks C.',
      'Speaks C++.',
      'Speaks C#.',
      '🐶',
      '🐱',
      'Owes -5 €',
      'Owes +5 €',
      'Is 1.5 m',
      'Is 15 m',
    ].map((text) => fact(text));
    expect(chooseMemories('', facts, now)).toEqual(facts.map((one) => one.fact));
  });

  test('the beginning of long texts is what counts, so that long ones take no long time', () => {
    const long = Array.from({ length: 500 }, (_, index) => fact(`${index} ${'word '.repeat(400)}`));
    const begun = process.cpuUsage();
    chooseMemories('many words '.repeat(10_000), long, now);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1000).toBeLessThan(1000);
  });

  test.each([
    ['Japanese', '予約を取る歯科医院です。', '歯科医院に予約があります。', '犬を飼っています。'],
    ['Russian', 'Вы записываете к врачу.', 'Был у врача: к врачу в мае.', 'Есть собака.'],
    ['full-width letters', 'ＤＯＧ school', 'Has a dog.', 'Has a cat.'],
  ])('words are found in %s', (_what, prompt, telling, other) => {
    expect(chooseMemories(prompt, [fact(other), fact(telling)], now)[0]).toBe(telling);
  });

  test('nothing is told where there is nothing', () => {
    expect(chooseMemories('prompt', [], now)).toEqual([]);
  });

  test('whatever it is, ten at most are told, each of them one of those there are, none twice', () => {
    const candidates = fc.array(
      fc.record({
        fact: fc.string({ unit: 'grapheme', minLength: 1 }),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        days: fc.integer({ min: -10, max: 100_000 }),
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), candidates, (prompt, list) => {
        const facts = list.map(({ fact: text, ...rest }) => fact(text, rest));
        const told = chooseMemories(prompt, facts, now);
        expect(told.length).toBeLessThanOrEqual(10);
        expect(told.every((text) => facts.some((one) => one.fact === text))).toBe(true);
        expect(new Set(told).size).toBe(told.length);
        expect(chooseMemories(prompt, facts, now)).toEqual(told);
      }),
    );
  });
});
