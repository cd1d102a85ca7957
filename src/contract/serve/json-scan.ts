import { endOfNumber } from './exact-numbers.ts';
import { appendIndex, appendName, appendToken, isCut } from './paths.ts';
import { LONE_SURROGATE, NUL } from './texts.ts';

/** Bodies nested deeper than this are rejected: JSON.stringify and validators recurse, and the stack is finite. */
export const MAX_DEPTH = 1000;

/** Something about a place of a JSON text that a schema cannot see in its value. */
export type JsonFault = { path: string; pointer: string; message: string };

/** Facts of a JSON text that JSON.parse does not report. */
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
const [SMALL_C, SMALL_D, SMALL_E, SMALL_U] = [99, 100, 101, 117] as const;

/** Numbers of at most this many characters, without an exponent, always come back as they were sent. */
const SHORT = 15;

/**
 * The place that the scan has reached: for each level the position in a list, or where in the bytes the name of a member
 * stands. Reused by every scan; no two overlap.
 */
const isList = new Uint8Array(MAX_DEPTH + 2);
const positions = new Uint32Array(MAX_DEPTH + 2);
const nameEnds = new Uint32Array(MAX_DEPTH + 2);
let depth = 0;

/** The result of `findSuspect`: its start, its end, and whether it is a name. */
const suspect = { start: 0, end: 0, isName: false };

/**
 * Reads a valid JSON text once from beginning to end, for facts that its value does not contain: depth, numbers that a
 * double cannot store, and escapes that are not Unicode. UTF-8 itself cannot hold half of a surrogate pair, and NUL
 * must be escaped (RFC 8259 §7). Reads bytes, which costs a third of reading a string. Makes no objects, so the cost
 * is the length of the text.
 *
 * @param bytes UTF-8 of a text that JSON.parse has accepted
 */
export function scanJson(bytes: Uint8Array, { wellFormed, limit }: ScanOptions): JsonScan {
  const faults: JsonFault[] = [];
  depth = 0;
  isList[0] = 1;
  suspect.end = 0;
  while (findSuspect(bytes, suspect.end, faults.length < limit)) {
    const { start, end, isName } = suspect;
    if (bytes[start] !== QUOTE) {
      faults.push({ ...placeIn(bytes), message: INEXACT });
      continue;
    }
    const fault = wellFormed ? escapeFault(bytes, start, end) : undefined;
    if (fault === undefined) continue;
    const message = isName ? `has a name that contains ${fault}` : `must not contain ${fault}`;
    faults.push({ ...placeIn(bytes), message });
  }
  return depth > MAX_DEPTH ? { isTooDeep: true, faults: [] } : { isTooDeep: false, faults };
}

/**
 * Goes on from a position to the next number that cannot be stored exactly, or text with an escape of four digits, and
 * keeps the place. This loop takes nearly all the time: it calls as little as it can, so that the engine compiles it
 * soon. The innermost level is kept in variables.
 *
 * @param isCareful whether to stop at numbers and texts
 * @returns false at the end of the text, or where it is too deep
 */
function findSuspect(bytes: Uint8Array, from: number, isCareful: boolean): boolean {
  const { length } = bytes;
  let level = depth;
  let inList = isList[level] === 1;
  let position = positions[level] as number;
  let nameEnd = nameEnds[level] as number;
  // After a suspect name comes a colon.
  let isName = false;
  let isFound = false;
  let at = from;
  while (at < length) {
    const unit = bytes[at++] as number;
    if (unit === QUOTE) {
      const start = at - 1;
      let hasCode = false;
      for (let inside = bytes[at++]; inside !== QUOTE; inside = bytes[at++]) {
        if (inside === BACKSLASH && bytes[at++] === SMALL_U) hasCode = true;
      }
      if (isName) {
        position = start;
        nameEnd = at;
      }
      if (hasCode && isCareful) {
        suspect.start = start;
        suspect.isName = isName;
        isFound = true;
        break;
      }
      isName = false;
    } else if (unit === COMMA) {
      if (inList) position++;
      else isName = true;
    } else if (unit <= NINE && unit >= MINUS) {
      const start = at - 1;
      let next = at < length ? (bytes[at] as number) : COMMA;
      while (next <= NINE && next >= POINT) next = ++at < length ? (bytes[at] as number) : COMMA;
      if ((at - start > SHORT || (next | 32) === SMALL_E) && isCareful) {
        at = endOfNumber(bytes, start);
        if (at < 0) {
          at = -at;
          suspect.start = start;
          isFound = true;
          break;
        }
      }
    } else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      positions[level] = position;
      nameEnds[level] = nameEnd;
      level++;
      if (level > MAX_DEPTH) break;
      inList = unit === OPEN_LIST;
      isList[level] = inList ? 1 : 0;
      isName = !inList;
      position = 0;
    } else if (unit === CLOSE_LIST || unit === CLOSE_OBJECT) {
      level--;
      inList = isList[level] === 1;
      isName = false;
      position = positions[level] as number;
      nameEnd = nameEnds[level] as number;
    }
  }
  depth = level;
  positions[level] = position;
  nameEnds[level] = nameEnd;
  suspect.end = at;
  return isFound;
}

/** Looks at the escapes of a string: `\u0000`, and surrogates that are not in pairs. */
function escapeFault(bytes: Uint8Array, start: number, end: number): typeof LONE_SURROGATE | typeof NUL | undefined {
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

/** The value of four hexadecimal digits. */
function kindOfEscape(bytes: Uint8Array, at: number): 'nul' | 'high' | 'low' | 'other' {
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

function placeIn(bytes: Uint8Array): { path: string; pointer: string } {
  let path = '';
  let pointer = '';
  for (let level = 1; level <= depth && !isCut(path); level++) {
    // Written when the level was entered.
    const position = positions[level] as number;
    const token = isList[level] === 1 ? position : nameAt(bytes, position, nameEnds[level] as number);
    path = typeof token === 'number' ? appendIndex(path, token) : appendName(path, token);
    pointer = appendToken(pointer, token);
  }
  return { path, pointer };
}

/** Names beyond this many bytes are read only so far. */
const NAME_READ = 1000;

const decoder = new TextDecoder();

function nameAt(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= NAME_READ) return JSON.parse(decoder.decode(bytes.subarray(start, end)));
  // An escape that is cut in two is left out. A path is shorter than the text that is read, so the last character does
  // not matter.
  const cut = decoder.decode(bytes.subarray(start, start + NAME_READ)).replace(/\\(u[\da-fA-F]{0,3})?$/, '');
  const isOpen = (/\\*$/.exec(cut)?.[0].length ?? 0) % 2 === 1;
  return JSON.parse(`${isOpen ? cut.slice(0, -1) : cut}"`);
}
