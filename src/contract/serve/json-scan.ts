import { isStoredExactly } from './exact-numbers.ts';
import { appendIndex, appendName, isCut } from './paths.ts';
import { LONE_SURROGATE, NUL } from './texts.ts';

/** Bodies nested deeper than this are refused: JSON.stringify and validators recurse, and the stack is finite. */
export const MAX_DEPTH = 1000;

/** Something about a place of a JSON text that a schema cannot see in its value. */
export type JsonFault = { path: string; message: string };

/** What JSON.parse does not tell about a text. */
export type JsonScan = { isTooDeep: boolean; faults: JsonFault[] };

export type ScanOptions = {
  /** Whether texts and names must be Unicode without NUL. */
  wellFormed: boolean;
  /** Faults after so many are not listed. */
  limit: number;
};

export const INEXACT = 'cannot be stored exactly: send fewer digits, or a string';

/** Code units of the characters that JSON is made of. */
const [QUOTE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, BACKSLASH] = [
  34, 44, 91, 93, 123, 125, 92,
] as const;
const [PLUS, MINUS, POINT, ZERO, EIGHT, NINE] = [43, 45, 46, 48, 56, 57] as const;
const [LARGE_E, SMALL_C, SMALL_D, SMALL_E, SMALL_U] = [69, 99, 100, 101, 117] as const;

/** Numbers of at most this many characters, without an exponent, always come back as they were sent. */
const SHORT = 15;

/**
 * The place that the scan has reached: for each level the position in a list, or where in the text the name of a member
 * stands. Reused by every scan; no two overlap.
 */
const isList = new Uint8Array(MAX_DEPTH + 1);
const positions = new Uint32Array(MAX_DEPTH + 1);
const nameEnds = new Uint32Array(MAX_DEPTH + 1);

/**
 * Reads a valid JSON text once from its beginning to its end, for what its value does not tell: depth, numbers that a
 * double cannot keep, and escapes that are no Unicode. UTF-8 itself cannot bring half of a surrogate pair, and a NUL must
 * be escaped (RFC 8259 §7). Makes no objects, so its cost is the length of the text.
 *
 * @param text that JSON.parse has accepted
 */
export function scanJson(text: string, { wellFormed, limit }: ScanOptions): JsonScan {
  const faults: JsonFault[] = [];
  let depth = 0;
  let isName = false;
  const report = (message: string): void => {
    faults.push({ path: pathTo(text, depth), message });
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      const start = at + 1;
      at = endOfString(text, start);
      const hasEscape = at < 0;
      if (hasEscape) at = -at;
      if (isName) {
        positions[depth] = start - 1;
        nameEnds[depth] = at + 1;
      }
      const fault = hasEscape && wellFormed && faults.length < limit ? textFault(text, start, at) : undefined;
      if (fault !== undefined) report(isName ? `has a name that contains ${fault}` : `must not contain ${fault}`);
      isName = false;
    } else if (unit === COMMA) {
      if (isList[depth] === 1) positions[depth] = (positions[depth] as number) + 1;
      else isName = true;
    } else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      if (depth === MAX_DEPTH) return { isTooDeep: true, faults: [] };
      depth++;
      isName = unit === OPEN_OBJECT;
      isList[depth] = isName ? 0 : 1;
      positions[depth] = 0;
    } else if (unit === CLOSE_LIST || unit === CLOSE_OBJECT) {
      depth--;
      isName = false;
    } else if (unit === MINUS || (unit >= ZERO && unit <= NINE)) {
      const end = endOfNumber(text, at);
      if (end < 0 && faults.length < limit && !isStoredExactly(text, at, -end)) report(INEXACT);
      at = Math.abs(end) - 1;
    }
  }
  return { isTooDeep: false, faults };
}

/** The position of the quote that ends a string; negative where the string holds an escape. */
function endOfString(text: string, start: number): number {
  let hasEscape = false;
  for (let at = start; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return hasEscape ? -at : at;
    if (unit === BACKSLASH) {
      hasEscape = true;
      at++;
    }
  }
}

/** The position after a number; negative where the number is long or has an exponent, so that it must be looked at. */
function endOfNumber(text: string, start: number): number {
  let hasExponent = false;
  for (let at = start; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= ZERO && unit <= NINE) continue;
    if (unit === SMALL_E || unit === LARGE_E) hasExponent = true;
    else if (unit !== POINT && unit !== MINUS && unit !== PLUS) return hasExponent || at - start > SHORT ? -at : at;
  }
}

/** Looks at the escapes of a string: `\u0000`, and surrogates that are not in pairs. */
function textFault(text: string, start: number, end: number): typeof LONE_SURROGATE | typeof NUL | undefined {
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== BACKSLASH) continue;
    at++;
    if (text.charCodeAt(at) !== SMALL_U) continue;
    const kind = kindOfEscape(text, at + 1);
    if (kind === 'nul') return NUL;
    at += 4;
    if (kind === 'other') continue;
    const isPair = kind === 'high' && text.startsWith('\\u', at + 1) && kindOfEscape(text, at + 3) === 'low';
    if (!isPair) return LONE_SURROGATE;
    at += 6;
  }
  return undefined;
}

/** What four hexadecimal digits stand for. */
function kindOfEscape(text: string, at: number): 'nul' | 'high' | 'low' | 'other' {
  const unit = text.charCodeAt(at);
  if (unit === ZERO) return text.startsWith('0000', at) ? 'nul' : 'other';
  // Surrogates are D800 to DBFF and DC00 to DFFF.
  if ((unit | 32) !== SMALL_D) return 'other';
  const next = text.charCodeAt(at + 1);
  if (next < EIGHT) return 'other';
  return next > NINE && (next | 32) >= SMALL_C ? 'low' : 'high';
}

function pathTo(text: string, depth: number): string {
  let path = '';
  for (let level = 1; level <= depth && !isCut(path); level++) {
    // Written when the level was entered.
    const position = positions[level] as number;
    path =
      isList[level] === 1
        ? appendIndex(path, position)
        : appendName(path, nameAt(text, position, nameEnds[level] as number));
  }
  return path;
}

/** Names beyond this many characters are read only so far. */
const NAME_READ = 1000;

function nameAt(text: string, start: number, end: number): string {
  if (end - start <= NAME_READ) return JSON.parse(text.slice(start, end));
  // An escape that is cut in two is left out.
  const cut = text.slice(start, start + NAME_READ).replace(/\\(u[\da-fA-F]{0,3})?$/, '');
  const isOpen = (/\\*$/.exec(cut)?.[0].length ?? 0) % 2 === 1;
  return JSON.parse(`${isOpen ? cut.slice(0, -1) : cut}"`);
}
