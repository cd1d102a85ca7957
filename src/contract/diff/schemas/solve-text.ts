import { breakFormat, textsOfFormat } from '../../values/formats.ts';
import { matchesOf } from '../../values/matching.ts';
import { makeText } from '../../values/texts.ts';
import { findTexts } from './regular.ts';
import {
  type Conjunction,
  EMPTY,
  largest,
  leavesOn,
  type Solution,
  smallest,
  solved,
  undecidedFor,
} from './solution.ts';

/** Characters of the longest text that is made. */
const LONGEST_TEXT = 2_000_000;
/** So many texts of an automaton are tried against what it does not express. */
const MOST_TEXTS = 300;

/** Lengths of the texts of a format, where they are bounded. */
const LENGTHS: Record<string, { shortest: number; longest: number }> = {
  date: { shortest: 10, longest: 10 },
  uuid: { shortest: 36, longest: 45 },
  ipv4: { shortest: 7, longest: 15 },
  ipv6: { shortest: 2, longest: 45 },
  'date-time': { shortest: 20, longest: Number.POSITIVE_INFINITY },
  'iso-date-time': { shortest: 19, longest: Number.POSITIVE_INFINITY },
  time: { shortest: 9, longest: Number.POSITIVE_INFINITY },
  email: { shortest: 5, longest: Number.POSITIVE_INFINITY },
  hostname: { shortest: 1, longest: 254 },
  uri: { shortest: 3, longest: Number.POSITIVE_INFINITY },
  duration: { shortest: 3, longest: Number.POSITIVE_INFINITY },
};
/** Short texts of formats, for bounds of lengths. */
const SHORT: Record<string, string[]> = {
  email: ['a@b.c', 'ab@c.d'],
  hostname: ['a', 'a.b'],
  uri: ['a:b', 'a:bc', 'ab:cd'],
  'uri-reference': ['', 'a', '/a'],
  url: ['http://a.bc', 'ftp://a.bc'],
  ipv4: ['1.2.3.4', '10.2.3.4'],
  ipv6: ['::', '::1'],
  time: ['01:02:03Z'],
  'date-time': ['2026-11-21T09:30:00Z'],
  duration: ['P1D', 'P10D'],
  'json-pointer': ['', '/', '/a'],
  regex: ['', 'a', 'ab'],
  byte: ['', 'UmV4'],
};
/** Patterns that all texts of a format match. */
const AROUND: Record<string, string> = {
  date: '^\\d{4}-[01]\\d-[0-3]\\d$',
  'date-time': '^\\d{4}-[01]\\d-[0-3]\\d[^][0-2]\\d:[0-5]\\d:[0-6]\\d.+$',
  time: '^[0-2]\\d:[0-5]\\d:[0-6]\\d.+$',
  uuid: '^(?:[uU][rR][nN]:[uU][uU][iI][dD]:)?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$',
  ipv4: '^[0-9.]{7,15}$',
  email: '^[^@]+@[^@]+\\.[^@]+$',
  uri: '^[A-Za-z][A-Za-z0-9+.-]*:',
};
/** Formats whose texts are all of another format too. */
const INSIDE: Record<string, string[]> = {
  uri: ['uri-reference'],
  'date-time': ['iso-date-time'],
  time: ['iso-time'],
};

/** A text that meets all requirements. */
export function solveText({ leaves, excluded, accepts }: Conjunction): Solution {
  const patterns = leavesOn(leaves, 'pattern');
  const matching = patterns.filter(({ is }) => is).map(({ pattern }) => pattern);
  const others = patterns.filter(({ is }) => !is).map(({ pattern }) => pattern);
  const formats = leavesOn(leaves, 'format');
  const wanted = formats.filter(({ is }) => is).map(({ format }) => format);
  const unwanted = formats.filter(({ is }) => !is).map(({ format }) => format);
  if (wanted.some((format) => INSIDE[format]?.some((around) => unwanted.includes(around)))) return EMPTY;
  const bounds = wanted.flatMap((format) => LENGTHS[format] ?? []);
  const shortest = largest(leavesOn(leaves, 'shortest').map(({ length }) => length));
  const longest = smallest(leavesOn(leaves, 'longest').map(({ length }) => length));
  if (bounds.some((one) => one.longest < shortest || one.shortest > longest)) return EMPTY;
  if (shortest > longest) return EMPTY;
  if (longest === 0) return accepts('') ? solved('') : EMPTY;
  if (shortest > LONGEST_TEXT) return undecidedFor(`a text of ${shortest} characters is not made`);
  const simple = listTexts({ shortest, longest, unwanted, excluded }).find(accepts);
  if (simple !== undefined && wanted.length + matching.length === 0) return solved(simple);
  const flat = {
    ...{ minLength: shortest, patterns: matching },
    ...(longest === Number.POSITIVE_INFINITY ? {} : { maxLength: longest }),
    ...(wanted.length === 0 ? {} : { format: wanted[0] }),
  };
  const isPlain = others.length + unwanted.length === 0;
  const made = isPlain || wanted.length > 0 ? makeText(flat, { seed: 1, accepts }) : undefined;
  const known = wanted.flatMap((format) => [...textsOfFormat(format), ...(SHORT[format] ?? [])]);
  const found = made ?? simple ?? known.find(accepts);
  if (found !== undefined) return solved(found);
  if (patterns.length > 0) {
    const around = wanted.flatMap((format) => AROUND[format] ?? []);
    const decided = findTexts({ matching: [...matching, ...around], others, shortest, longest });
    if ('reason' in decided) {
      const tried = listMatching(matching, others).find(accepts);
      return tried === undefined ? undecidedFor(decided.reason) : solved(tried);
    }
    if (decided.isEmpty) return EMPTY;
    let count = 0;
    for (const text of decided.texts()) {
      if (accepts(text)) return solved(text);
      if (decided.isLengthFree) {
        const longer = makeText(flat, { seed: count + 2, accepts });
        if (longer !== undefined) return solved(longer);
      }
      count += 1;
      if (count >= MOST_TEXTS) break;
    }
    // All texts of a finite language were tried.
    if (count < MOST_TEXTS && !decided.isLengthFree) return EMPTY;
  }
  return undecidedFor(describeWantedTexts(wanted, matching, shortest, longest));
}

/** Texts of patterns that an automaton cannot decide, and texts that break others. */
function listMatching(matching: string[], others: string[]): string[] {
  return [1, 2, 3].flatMap((seed) => [...matching, ...others].flatMap((pattern) => matchesOf(pattern, seed)));
}

function describeWantedTexts(formats: string[], patterns: string[], shortest: number, longest: number): string {
  const parts = [
    ...formats.map((format) => `of the format ${format}`),
    ...patterns.map((pattern) => `that matches ${pattern}`),
    ...(shortest > 0 || Number.isFinite(longest) ? [`of ${shortest} to ${longest} characters`] : []),
  ];
  return `no text ${parts.join(' and ')} was found that shows a difference, and none could be excluded`;
}

type WantedText = { shortest: number; longest: number; unwanted: string[]; excluded: readonly unknown[] };

/** Texts of many shapes, brought to a length. */
function listTexts({ shortest, longest, unwanted, excluded }: WantedText): string[] {
  const words = [
    'text',
    'Text 1',
    '0',
    '-1',
    '',
    ' ',
    'a',
    'A',
    '_',
    '.',
    '/',
    '@',
    'é',
    '🐈',
    '\n',
    '!',
    '"',
    'a b',
    'a-b',
    'A1_',
  ];
  const numbered = excluded.map((_, index) => `text${index}`);
  const all = [...words, ...unwanted.flatMap(breakFormat), ...numbered];
  return all.flatMap((word) => {
    const characters = [...word];
    const longer =
      characters.length === 0 ? 'x'.repeat(shortest) : word.repeat(Math.ceil(shortest / characters.length));
    const fitted = characters.length >= shortest ? word : [...longer].slice(0, Math.max(shortest, 1)).join('');
    return [fitted, ...(characters.length > longest ? [characters.slice(0, longest).join('')] : [])];
  });
}
