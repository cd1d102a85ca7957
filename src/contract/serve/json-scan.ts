import { endOfNumber } from './exact-numbers.ts';
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

/** Bytes of the characters that JSON is made of. In UTF-8 they are never part of another character. */
const [QUOTE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, BACKSLASH] = [
  34, 44, 91, 93, 123, 125, 92,
] as const;
const [MINUS, POINT, ZERO, EIGHT, NINE] = [45, 46, 48, 56, 57] as const;
const [LARGE_E, SMALL_C, SMALL_D, SMALL_E, SMALL_U] = [69, 99, 100, 101, 117] as const;

/** Integers of at most this many characters always come back as they were sent. */
const SHORT = 15;

/**
 * The place that the scan has reached: for each level the position in a list, or where in the bytes the name of a member
 * stands. Reused by every scan; no two overlap.
 */
const isList = new Uint8Array(MAX_DEPTH + 1);
const positions = new Uint32Array(MAX_DEPTH + 1);
const nameEnds = new Uint32Array(MAX_DEPTH + 1);

/**
 * Reads a valid JSON text once from beginning to end, for what its value does not tell: depth, numbers that a double
 * cannot store, and escapes that are not Unicode. UTF-8 itself cannot hold half of a surrogate pair, and NUL must be escaped
 * (RFC 8259 §7). Reads bytes, which costs a third of reading a string. Makes no objects, so the cost is the length of the
 * text.
 *
 * @param bytes UTF-8 of a text that JSON.parse has accepted
 */
export function scanJson(bytes: Buffer, { wellFormed, limit }: ScanOptions): JsonScan {
  const faults: JsonFault[] = [];
  let depth = 0;
  let isName = false;
  const report = (message: string): void => {
    faults.push({ path: pathTo(bytes, depth), message });
  };
  for (let at = 0; at < bytes.length; at++) {
    const unit = bytes[at] as number;
    if (unit >= MINUS && unit <= NINE) {
      const start = at;
      do at++;
      while (at < bytes.length && isDigit(bytes[at] as number));
      const next = at < bytes.length ? bytes[at] : COMMA;
      if (at - start > SHORT || next === POINT || next === SMALL_E || next === LARGE_E) {
        at = endOfNumber(bytes, start);
        if (at < 0) {
          if (faults.length < limit) report(INEXACT);
          at = -at;
        }
      }
      at--;
    } else if (unit === QUOTE) {
      const start = at + 1;
      at = endOfString(bytes, start);
      const hasEscape = at < 0;
      if (hasEscape) at = -at;
      if (isName) {
        positions[depth] = start - 1;
        nameEnds[depth] = at + 1;
      }
      const fault = hasEscape && wellFormed && faults.length < limit ? textFault(bytes, start, at) : undefined;
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
    }
  }
  return { isTooDeep: false, faults };
}

function isDigit(unit: number): boolean {
  return unit >= ZERO && unit <= NINE;
}

/** The position of the quote that ends a string; negative where the string holds an escape. */
function endOfString(bytes: Buffer, start: number): number {
  let hasEscape = false;
  for (let at = start; ; at++) {
    const unit = bytes[at] as number;
    if (unit === QUOTE) return hasEscape ? -at : at;
    if (unit === BACKSLASH) {
      hasEscape = true;
      at++;
    }
  }
}

/** Looks at the escapes of a string: `\u0000`, and surrogates that are not in pairs. */
function textFault(bytes: Buffer, start: number, end: number): typeof LONE_SURROGATE | typeof NUL | undefined {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== BACKSLASH) continue;
    at++;
    if (bytes[at] !== SMALL_U) continue;
    const kind = kindOfEscape(bytes, at + 1);
    if (kind === 'nul') return NUL;
    at += 4;
    if (kind === 'other') continue;
    const isPair =
      kind === 'high' &&
      bytes[at + 1] === BACKSLASH &&
      bytes[at + 2] === SMALL_U &&
      kindOfEscape(bytes, at + 3) === 'low';
    if (!isPair) return LONE_SURROGATE;
    at += 6;
  }
  return undefined;
}

/** What four hexadecimal digits stand for. */
function kindOfEscape(bytes: Buffer, at: number): 'nul' | 'high' | 'low' | 'other' {
  const unit = bytes[at] as number;
  if (unit === ZERO) {
    return bytes[at + 1] === ZERO && bytes[at + 2] === ZERO && bytes[at + 3] === ZERO ? 'nul' : 'other';
  }
  // Surrogates are D800 to DBFF and DC00 to DFFF.
  if ((unit | 32) !== SMALL_D) return 'other';
  const next = bytes[at + 1] as number;
  if (next < EIGHT) return 'other';
  return next > NINE && (next | 32) >= SMALL_C ? 'low' : 'high';
}

function pathTo(bytes: Buffer, depth: number): string {
  let path = '';
  for (let level = 1; level <= depth && !isCut(path); level++) {
    // Written when the level was entered.
    const position = positions[level] as number;
    path =
      isList[level] === 1
        ? appendIndex(path, position)
        : appendName(path, nameAt(bytes, position, nameEnds[level] as number));
  }
  return path;
}

/** Names beyond this many bytes are read only so far. */
const NAME_READ = 1000;

/** A decoder of streams keeps back a character that is not complete. */
const CUT = { stream: true };

function nameAt(bytes: Buffer, start: number, end: number): string {
  if (end - start <= NAME_READ) return JSON.parse(bytes.toString('utf8', start, end));
  // A character or an escape that is cut in two is left out.
  const cut = new TextDecoder()
    .decode(bytes.subarray(start, start + NAME_READ), CUT)
    .replace(/\\(u[\da-fA-F]{0,3})?$/, '');
  const isOpen = (/\\*$/.exec(cut)?.[0].length ?? 0) % 2 === 1;
  return JSON.parse(`${isOpen ? cut.slice(0, -1) : cut}"`);
}
