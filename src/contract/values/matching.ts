import fc from 'fast-check';
import { compilePattern, relaxPattern, resolveMarks } from './patterns.ts';

const SAMPLES = 60;

/** Texts that patterns often ask for. */
const USUAL = [
  ...['a', 'A', '0', 'rex', 'Rex', 'a1', '#000000', 'https://www.example.com', 'a-b', 'en', 'en-US', 'aA1!aA1!'],
];

/**
 * Texts of a pattern, most of which match, those near the bounds of the length among them where the pattern can be
 * repeated.
 */
export function* textsOfPattern(pattern: string, [low, high]: [number, number], seed: number): Generator<string> {
  const expression = compilePattern(pattern);
  if (expression === undefined) return;
  const short = [...USUAL, ...sampleMatching(expression, seed)];
  yield* short;
  const lengths = [low, high].filter((length) => Number.isFinite(length) && length > 0 && length < 200_000);
  for (const length of new Set(lengths)) for (const text of short) yield* lengthen(text, length);
}

/** The matched part of a pattern, without its surroundings. */
export function matchesOf(pattern: string, seed: number): string[] {
  const expression = compilePattern(pattern);
  if (expression === undefined) return [];
  const matches = sampleMatching(expression, seed).flatMap((text) => expression.exec(text)?.[0] ?? []);
  return [...new Set(matches)].sort((one, other) => one.length - other.length);
}

type Arbitrary = ReturnType<typeof fc.stringMatching>;

/** By pattern and flags. Making one takes fast-check far longer than its samples. */
const arbitraries = new Map<string, Arbitrary | undefined>();

/** A quantifier of a million or more, of which fast-check would make texts that fill the memory. */
const HUGE_QUANTIFIER = /\{\d{7,}|\{\d+,\d{7,}/;

function arbitraryOf(expression: RegExp): Arbitrary | undefined {
  if (HUGE_QUANTIFIER.test(expression.source)) return undefined;
  const key = String(expression);
  if (!arbitraries.has(key)) {
    let arbitrary: Arbitrary | undefined;
    try {
      arbitrary = fc.stringMatching(expression);
    } catch {
      // fast-check knows no look-around, for one; texts of the relaxed pattern may still fit.
    }
    arbitraries.set(key, arbitrary);
  }
  return arbitraries.get(key);
}

function sampleMatching(expression: RegExp, seed: number): string[] {
  const arbitrary = arbitraryOf(expression);
  if (arbitrary !== undefined) return fc.sample(arbitrary, { seed, numRuns: SAMPLES });
  return [true, false].flatMap((isKept) => sampleRelaxed(expression, seed, isKept));
}

function sampleRelaxed(expression: RegExp, seed: number, isKept: boolean): string[] {
  const relaxed = relaxPattern(expression, isKept);
  const arbitrary = relaxed && arbitraryOf(relaxed.expression);
  if (relaxed === undefined || arbitrary === undefined) return [];
  const texts = fc.sample(arbitrary, { seed, numRuns: SAMPLES }).map((text) => resolveMarks(relaxed, text));
  if (isKept || relaxed.pieces.length === 0) return texts;
  const pieces = relaxed.pieces.map((piece) => matchesOf(piece, seed));
  return [...texts, ...texts.flatMap((text, nth) => overwrite(text, choosePieces(pieces, nth)))];
}

function choosePieces(pieces: string[][], nth: number): string[] {
  return pieces.map((found) => found[nth % found.length] ?? '');
}

/** The text with the pieces at its beginning, at its end, in its middle, and at both ends. */
function overwrite(text: string, [first = '', ...others]: string[]): string[] {
  const [rest, whole] = [others.join(''), [first, ...others].join('')];
  const most = text.length - whole.length;
  if (most < 0) return [];
  const together = [0, most, most >> 1].map((at) => text.slice(0, at) + whole + text.slice(at + whole.length));
  return [...together, first + text.slice(first.length, text.length - rest.length) + rest];
}

/** The text with one of its characters repeated until it has the length. */
function lengthen(text: string, length: number): string[] {
  const characters = [...text];
  const missing = length - characters.length;
  if (missing <= 0 || characters.length === 0) return [];
  const places = [...new Set([characters.length - 1, 0, Math.floor(characters.length / 2)])];
  return places.map((place) => {
    const character = characters[place] as string;
    return [...characters.slice(0, place), character.repeat(missing), ...characters.slice(place)].join('');
  });
}

/** More texts than these are not made of two. */
const MOST_SPLICED = 20_000;

/** Texts of two: each of the others in the place of a part of each of the texts, at the ends first. */
export function* splice(texts: string[], others: string[]): Generator<string> {
  let count = 0;
  for (const text of texts) {
    for (const other of others) {
      for (const made of spliceAt(text, other)) {
        if (++count > MOST_SPLICED) return;
        yield made;
      }
    }
  }
}

/** Longer texts have too many parts. */
const LONGEST = 60;

function* spliceAt(text: string, other: string): Generator<string> {
  if (text.length > LONGEST || other.length > LONGEST) return;
  for (let at = 0; at <= text.length; at++) {
    yield other + text.slice(at);
    yield text.slice(0, at) + other;
    yield text.slice(0, at) + other + text.slice(at + other.length);
  }
  for (let at = 1; at < text.length; at++)
    for (let cut = 1; cut < other.length; cut++) {
      yield text.slice(0, at) + other.slice(cut);
      yield other.slice(0, cut) + text.slice(at);
    }
  for (let at = 1; at < text.length; at++)
    for (let end = at; end < text.length; end++) yield text.slice(0, at) + other + text.slice(end);
}
