import fc from 'fast-check';
import type { Flat } from './flat.ts';

/** Texts of a format that are valid and that are not (JSON Schema 2020-12 validation §7.3, OAS 3.1 §4.4). */
const FORMATS: Record<string, { valid: string[]; invalid: string[] }> = {
  date: { valid: ['2026-11-21', '2024-02-29', '2025-06-30'], invalid: ['2026-02-30', '21.11.2026', '2026-1-1'] },
  'date-time': {
    valid: ['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.123+05:30'],
    invalid: ['2026-11-21', '2026-11-21T25:00:00Z', 'yesterday'],
  },
  time: { valid: ['09:30:00Z'], invalid: ['25:00:00Z', 'noon'] },
  'iso-time': { valid: ['09:30:00Z', '09:30:00'], invalid: ['25:00:00Z', 'noon'] },
  'iso-date-time': { valid: ['2026-11-21T09:30:00Z', '2026-11-21T09:30:00'], invalid: ['2026-11-21', 'yesterday'] },
  duration: { valid: ['P1D', 'PT30M'], invalid: ['1 day', 'P'] },
  email: { valid: ['rex@example.com'], invalid: ['rex', 'rex@', '@example.com'] },
  hostname: { valid: ['www.example.com'], invalid: ['-a.example.com', 'a b'] },
  ipv4: { valid: ['192.0.2.1'], invalid: ['192.0.2.256', '192.0.2'] },
  ipv6: { valid: ['2001:db8::1'], invalid: ['2001:db8::1::2', '192.0.2.1'] },
  uri: { valid: ['https://www.example.com/a?b=c'], invalid: ['no uri', '://example.com'] },
  'uri-reference': { valid: ['/a?b=c'], invalid: ['\\\\a b'] },
  url: { valid: ['https://www.example.com/a?b=c'], invalid: ['no url', 'www.example.com'] },
  'uri-template': { valid: ['https://www.example.com/{id}'], invalid: ['https://www.example.com/{id'] },
  iri: { valid: ['https://www.example.com/a?b=c'], invalid: [] },
  'iri-reference': { valid: ['/a?b=c'], invalid: [] },
  'idn-email': { valid: ['rex@example.com'], invalid: [] },
  'idn-hostname': { valid: ['www.example.com'], invalid: [] },
  'json-pointer': { valid: ['/a/0'], invalid: ['a/0', '/a~2'] },
  'json-pointer-uri-fragment': { valid: ['#/a/0'], invalid: ['/a/0', '#a'] },
  'relative-json-pointer': { valid: ['0/a'], invalid: ['/a', '-1/a'] },
  uuid: { valid: ['0b4f3f6e-5f0e-4c63-9b7e-0d2f4a6c8e10'], invalid: ['0b4f3f6e', 'not-a-uuid'] },
  byte: { valid: ['UmV4'], invalid: ['***'] },
  regex: { valid: ['^a+$'], invalid: ['('] },
};

/** Texts that break no format where the schema names none and reveal what mishandles texts. */
export const ODD_TEXTS = [
  'é̂ ​ǅ',
  '🐈‍⬛👩‍👩‍👧',
  'اختبار',
  '\\"\'`<b>{{y}}',
  'a\r\nSet-Cookie: b=1',
  "'; DROP TABLE pets; --",
];

/** Characters, as Unicode code points: what `minLength` and `maxLength` count (JSON Schema 2020-12 validation §6.3.1). */
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

const compiled = new Map<string, RegExp | undefined>();

/** The pattern as an expression; undefined where it is none. */
export function compilePattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    let expression: RegExp | undefined;
    for (const flags of ['u', '']) {
      try {
        expression ??= new RegExp(pattern, flags);
      } catch {
        // Tried without the flag next; what is none in either is reported where the contract is built.
      }
    }
    compiled.set(pattern, expression);
  }
  return compiled.get(pattern);
}

/** What a text is asked for beside its schema. */
export type TextOptions = { length?: number; seed: number };

/**
 * A text that meets a schema.
 *
 * @returns undefined where none is found, be it that there is none
 */
export function makeText(flat: Flat, { length, seed }: TextOptions): string | undefined {
  const wanted = length === undefined ? flat : { ...flat, minLength: length, maxLength: length };
  const known = FORMATS[String(flat.format)]?.valid ?? [];
  const low = Number(wanted.minLength ?? 0);
  const high = Number(wanted.maxLength ?? Number.POSITIVE_INFINITY);
  const plain = 'rex'.padEnd(Math.max(low, 0), 'x').slice(0, Math.min(high, Math.max(low, 3)));
  const stretched = length === undefined ? [] : known.map((text) => stretch(text, String(flat.format), length));
  const candidates = [...known, ...stretched, ...(known.length > 0 && length !== undefined ? [] : [plain])];
  const found = candidates.find((text) => text !== undefined && textFits(wanted, text));
  if (found !== undefined) return found;
  return (flat.patterns ?? [])
    .flatMap((pattern) => matching(pattern, low, high, seed))
    .find((text) => textFits(wanted, text));
}

/** Some formats allow any length. */
function stretch(text: string, format: string, length: number): string | undefined {
  const missing = length - text.length;
  if (missing < 0) return undefined;
  if (/^(ur[il]|iri)(-reference)?$/.test(format)) return text + 'x'.repeat(missing);
  if (format === 'email' && missing + 3 <= 64) return 'x'.repeat(missing) + text;
  return undefined;
}

const SAMPLES = 60;

/** Texts of a pattern, those near the bounds of the length among them where the pattern can be repeated. */
function matching(pattern: string, low: number, high: number, seed: number): string[] {
  const expression = compilePattern(pattern);
  if (expression === undefined) return [];
  const texts = sampleMatching(expression, seed);
  const usual = ['a', 'A', '0', 'rex', 'Rex', 'a1', '#000000', 'https://www.example.com', 'a-b', 'en', 'en-US'];
  const short = [...usual, ...texts];
  const atLength = [low, high].filter((length) => Number.isFinite(length) && length > 0 && length < 200_000);
  const long = atLength.flatMap((length) => short.flatMap((text) => lengthen(text, length)));
  return [...short, ...long];
}

type Arbitrary = ReturnType<typeof fc.stringMatching>;

/** By pattern and flags. Making one takes fast-check far longer than its samples. */
const arbitraries = new Map<string, Arbitrary | undefined>();

function sampleMatching(expression: RegExp, seed: number): string[] {
  const key = String(expression);
  if (!arbitraries.has(key)) {
    let arbitrary: Arbitrary | undefined;
    try {
      arbitrary = fc.stringMatching(expression);
    } catch {
      // fast-check knows no look-around, for one; other texts may still fit.
    }
    arbitraries.set(key, arbitrary);
  }
  const arbitrary = arbitraries.get(key);
  return arbitrary === undefined ? [] : fc.sample(arbitrary, { seed, numRuns: SAMPLES });
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

/** Texts that a format allows. */
export function textsOfFormat(format: unknown): string[] {
  return FORMATS[String(format)]?.valid ?? [];
}

/** Texts that a format does not allow. */
export function breakFormat(format: unknown): string[] {
  return FORMATS[String(format)]?.invalid ?? [];
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
