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

/** Texts that a format allows. */
export function textsOfFormat(format: unknown): string[] {
  return FORMATS[String(format)]?.valid ?? [];
}

/** Texts that a format does not allow. */
export function breakFormat(format: unknown): string[] {
  return FORMATS[String(format)]?.invalid ?? [];
}

/** Formats that no check is at hand for, with a stricter one that has a check. */
const STRICTER = new Map<unknown, string>([
  ['iri', 'uri'],
  ['iri-reference', 'uri-reference'],
  ['idn-email', 'email'],
  ['idn-hostname', 'hostname'],
]);

/** The format that texts which are made are checked against. */
export function checkedFormat(format: unknown): unknown {
  return STRICTER.get(format) ?? format;
}

type FormatShape = (length: number) => (string | undefined)[];

const fill = (length: number, character = 'x'): string => character.repeat(Math.max(0, length));

/** Labels of a host of at most 60 characters (RFC 1035 §2.3.4). */
const labels = (length: number): string =>
  Array.from({ length }, (_, index) => (index % 60 === 59 && index < length - 1 ? '.' : 'x')).join('');

const host: FormatShape = (length) => [length < 4 ? fill(length) : `${labels(length - 3)}.co`];

/** RFC 5321 §4.5.3.1: what stands before the at sign has at most 64 characters. */
const mailbox: FormatShape = (length) => {
  if (length > 76) return [`${fill(64)}@${labels(length - 68)}.co`];
  return length < 15
    ? [`${fill(length - 5)}@b.co`, `${fill(length - 4)}@b.c`]
    : [`${fill(length - 15)}rex@example.com`];
};

/** The beginnings, each with so many more characters. */
const startingWith =
  (...beginnings: string[]): FormatShape =>
  (length) =>
    beginnings.filter((text) => text.length <= length).map((text) => text + fill(length - text.length));

/** A time with or without fractions of a second and a time zone. */
const moment =
  (start: string, zones: string[]): FormatShape =>
  (length) =>
    zones.map((zone) => {
      const missing = length - start.length - zone.length;
      return missing < 0 || missing === 1
        ? undefined
        : start + (missing === 0 ? '' : `.${fill(missing - 1, '1')}`) + zone;
    });

const address4: FormatShape = (length) => {
  const sizes = [0, 1, 2, 3].map((part) => 1 + Math.max(0, Math.min(2, length - 7 - 2 * part)));
  return [sizes.map((size) => fill(size, '1')).join('.')];
};

const address6: FormatShape = (length) => [`::${groups(length - 2)}`, groups(length)];

/** Groups of one to four digits with colons between them. */
function groups(length: number): string {
  if (length <= 4) return fill(length, '1');
  const size = length === 5 ? 3 : 4;
  return `${fill(size, '1')}:${groups(length - size - 1)}`;
}

const reference = startingWith('/a?b=c', '/', '');

/** Texts of a format that have a length, or nearly. Not all of them are valid. */
const SHAPES: Record<string, FormatShape> = {
  'date-time': moment('2026-11-21T09:30:00', ['Z', '+05:30']),
  'iso-date-time': moment('2026-11-21T09:30:00', ['Z', '', '+05:30']),
  time: moment('09:30:00', ['Z', '+05:30']),
  'iso-time': moment('09:30:00', ['Z', '', '+05:30']),
  duration: (length) => [`P${fill(length - 2, '1')}D`],
  email: mailbox,
  'idn-email': mailbox,
  hostname: host,
  'idn-hostname': host,
  ipv4: address4,
  ipv6: address6,
  uri: startingWith('https://www.example.com/a?b=c', 'https://www.example.com/', 'http://a/', 'urn:a:', 'a:'),
  iri: startingWith('https://www.example.com/a?b=c', 'https://www.example.com/', 'http://a/', 'urn:a:', 'a:'),
  url: (length) =>
    ['https://www.example.com', 'https://x.co', 'http://x.co', 'ftp://x.co'].map((start) =>
      length === start.length ? start : `${start}/${fill(length - start.length - 1)}`,
    ),
  'uri-reference': reference,
  'iri-reference': reference,
  'uri-template': startingWith(''),
  'json-pointer': startingWith('/', ''),
  'json-pointer-uri-fragment': startingWith('#/', '#'),
  'relative-json-pointer': (length) => [fill(length, '1')],
  regex: startingWith(''),
  byte: (length) => [fill(length / 4, 'UmV4')],
};

/** Characters that take the place of another one. */
const SUBSTITUTES = ['0', '1', '2', '3', '5', '7', '9', 'a', 'b', 'f', 'z', 'A', 'F'];

/** Texts like those of a format, a few of each length that is wanted. Not all of them are valid. */
export function* shapesOfFormat(format: unknown, low: number, high: number): Generator<string> {
  const shape = SHAPES[String(format)];
  if (shape !== undefined) for (const length of lengthsWithin(low, high)) yield* shape(length).filter(isMade);
  const known = textsOfFormat(format);
  for (const text of known) yield text.toUpperCase();
  for (const text of known)
    for (let at = text.length - 1; at >= 0; at--)
      for (const other of SUBSTITUTES) yield text.slice(0, at) + other + text.slice(at + 1);
}

function isMade(text: string | undefined): text is string {
  return text !== undefined;
}

/** Lengths near the bounds. */
const NEAR = 12;
/** Longer texts are not made. */
const LONGEST_SHAPE = 200_000;

function lengthsWithin(low: number, high: number): number[] {
  const most = Math.min(high, LONGEST_SHAPE);
  const up = Array.from({ length: NEAR }, (_, index) => low + index);
  const down = Array.from({ length: NEAR }, (_, index) => most - index);
  const both = Number.isFinite(high) ? [...down, ...up] : up;
  return [...new Set(both)].filter((length) => length >= Math.max(0, low) && length <= most);
}
