import { meetsFormat } from './checks.ts';
import type { Flat } from './flat.ts';
import { checkedFormat, shapesOfFormat, textsOfFormat } from './formats.ts';
import { matchesOf, splice, textsOfPattern } from './matching.ts';
import { compilePattern } from './patterns.ts';

/** Texts that break no format where the schema names none and reveal what mishandles texts. */
export const ODD_TEXTS = [
  'é̂ ​ǅ',
  '🐈‍⬛👩‍👩‍👧',
  'اختبار',
  '\\"\'`<b>{{y}}',
  'a\r\nSet-Cookie: b=1',
  "'; DROP TABLE pets; --",
];

/**
 * Characters, as Unicode code points: what `minLength` and `maxLength` count (JSON Schema 2020-12 validation §6.3.1).
 */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Whether a text meets what a schema says of texts, formats aside. */
export function textFits(flat: Flat, text: string): boolean {
  const length = lengthOf(text);
  if (length < Number(flat.minLength ?? 0) || length > Number(flat.maxLength ?? Number.POSITIVE_INFINITY)) return false;
  return (flat.patterns ?? []).every((pattern) => compilePattern(pattern)?.test(text) ?? true);
}

/** Characters. Longer texts are not made: a few of them would fill the memory. */
const MOST_LENGTH = 10_000_000;

/** Requirements of a text beside its schema. */
export type TextOptions = { length?: number; seed: number; accepts?: (text: string) => boolean };

/**
 * A text that meets a schema, its format included.
 *
 * @returns undefined where none is found, be it that there is none
 */
export function makeText(flat: Flat, { length, seed, accepts = () => true }: TextOptions): string | undefined {
  const wanted = length === undefined ? flat : { ...flat, minLength: length, maxLength: length };
  if (Number(wanted.minLength ?? 0) > MOST_LENGTH) return undefined;
  for (const text of listCandidates(wanted, seed))
    if (textFits(wanted, text) && meetsFormat(checkedFormat(flat.format), text) && accepts(text)) return text;
  return undefined;
}

/** Texts of different shapes, of which some may meet a schema. */
function* listCandidates(flat: Flat, seed: number): Generator<string> {
  const { format, patterns = [] } = flat;
  const low = Number(flat.minLength ?? 0);
  const high = Number(flat.maxLength ?? Number.POSITIVE_INFINITY);
  const known = textsOfFormat(format);
  yield* known;
  if (known.length > 0) yield* shapesOfFormat(format, low, high);
  const fitted = (word: string): string =>
    word.padEnd(Math.max(low, 0), word.at(-1)).slice(0, Math.min(high, Math.max(low, word.length)));
  yield 'rex'.padEnd(Math.max(low, 0), 'x').slice(0, Math.min(high, Math.max(low, 3)));
  for (const pattern of patterns) yield* textsOfPattern(pattern, [low, high], seed);
  if (format !== undefined || patterns.length > 1) yield* listSpliced(flat, seed);
  for (const word of WORDS) yield fitted(word);
}

/** Words that differ in the characters that they begin and end with, for schemas that exclude some. */
const WORDS = [
  'max',
  'Kim',
  'A',
  '0',
  '7x',
  '-',
  'é',
  ' ',
  'q',
  'z9',
  'ada',
  'Zoë',
  '#1',
  '_',
  '…',
  '',
  'rexrexrexrex',
  'x'.repeat(40),
  'x'.repeat(300),
];

/** So many texts of each kind are made into others. */
const MOST_BASES = 12;

/** Texts of the format or of one pattern, with the match of another pattern in the place of a part. */
function* listSpliced({ format, patterns = [], minLength, maxLength }: Flat, seed: number): Generator<string> {
  const matches = patterns.map((pattern) => matchesOf(pattern, seed).slice(0, MOST_BASES));
  const [low, high] = [Number(minLength ?? 0), Number(maxLength ?? Number.POSITIVE_INFINITY)];
  const shapes = [...textsOfFormat(format), ...take(shapesOfFormat(format, low, high), MOST_BASES)];
  const isFormat = shapes.length > 0;
  let bases = isFormat ? shapes : (matches[0] ?? []);
  for (let nth = isFormat ? 0 : 1; nth < patterns.length; nth++) {
    const made = splice(bases, matches[nth] ?? []);
    if (nth === patterns.length - 1) yield* made;
    else bases = [...take(onlyFitting(made, { patterns: patterns.slice(0, nth + 1) }), MOST_BASES * MOST_BASES)];
  }
}

function* onlyFitting(texts: Iterable<string>, flat: Flat): Generator<string> {
  for (const text of texts) if (textFits(flat, text)) yield text;
}

function* take<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let left = count;
  for (const item of items) {
    if (left-- <= 0) return;
    yield item;
  }
}

/** Texts that break a pattern, meeting the lengths if one can. */
export function breakPattern(pattern: string, flat: Flat, current: string): string[] {
  const expression = compilePattern(pattern);
  if (expression === undefined) return [];
  const candidates = [
    `${current} `,
    ` ${current}`,
    `${current}\n`,
    `${current}!`,
    'Ä€',
    '!!!',
    '   ',
    '',
    `${current}é`,
  ];
  const breaking = candidates.filter((text) => !expression.test(text));
  const others = { ...flat, patterns: [] };
  return [...breaking.filter((text) => textFits(others, text)), ...breaking].slice(0, 1);
}
