import { Refused } from './types.ts';

/** Bodies nested deeper than this are refused: JSON.stringify and validators recurse, and the stack is finite. */
const MAX_DEPTH = 1000;

/** What a JSON text says. */
export type ParsedJson = {
  value: unknown;
  /** The ways, as reference tokens, to numbers that a double (IEEE 754) cannot hold as they were written. */
  unfit: string[][];
};

/**
 * The value of a JSON text. Of equal names in an object the last counts, and `__proto__` is a name like any other.
 *
 * @throws Refused where it is no JSON or nests deeper than 1000 levels
 */
export function parseJson(text: string): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused({ kind: 'body_undecodable', reason: `it is not valid JSON: ${describe(error, text)}` });
  }
  const { tooDeep, largeNumber } = survey(value, 0);
  if (tooDeep) throw tooDeepError();
  // Few texts are read again with care.
  return largeNumber ? parseWithCare(text) : { value, unfit: [] };
}

/**
 * A value that another parser has made of a JSON text. Of its numbers and its equal names no more can be told than what is
 * left of them.
 *
 * @throws Refused where it nests deeper than 1000 levels
 */
export function takeJson(value: unknown): ParsedJson {
  if (survey(value, 0).tooDeep) throw tooDeepError();
  return { value, unfit: [] };
}

function tooDeepError(): Refused {
  return new Refused({ kind: 'body_undecodable', reason: `it is nested deeper than ${MAX_DEPTH} levels` });
}

type Survey = { tooDeep: boolean; largeNumber: boolean };

const PLAIN: Survey = { tooDeep: false, largeNumber: false };
const LARGE: Survey = { tooDeep: false, largeNumber: true };
const DEEP: Survey = { tooDeep: true, largeNumber: false };

/** Whether there is anything about a value that JSON.parse does not tell. `depth` is the number of levels around it. */
function survey(value: unknown, depth: number): Survey {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? PLAIN : LARGE;
  if (typeof value !== 'object' || value === null) return PLAIN;
  if (depth === MAX_DEPTH) return DEEP;
  let found = PLAIN;
  const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const member of members) {
    const { tooDeep, largeNumber } = survey(member, depth + 1);
    if (tooDeep) return DEEP;
    if (largeNumber) found = LARGE;
  }
  return found;
}

/** Stands in the place of a number that does not fit until its place is known. */
class Unfit {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

function parseWithCare(text: string): ParsedJson {
  // ECMAScript's JSON.parse source text access, which the types do not know yet.
  const revive = (_name: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && isUnfit(value, context?.source ?? '') ? new Unfit(value) : value;
  const parsed: unknown = JSON.parse(text, revive);
  const unfit: string[][] = [];
  const settle = (value: unknown, way: string[]): unknown => {
    if (value instanceof Unfit) {
      unfit.push(way);
      return value.value;
    }
    if (value === null || typeof value !== 'object') return value;
    for (const [name, member] of Object.entries(value)) {
      if (member === null || typeof member !== 'object') continue;
      const settled = settle(member, [...way, name]);
      if (settled !== member) (value as Record<string, unknown>)[name] = settled;
    }
    return value;
  };
  return { value: settle(parsed, []), unfit };
}

/** An integer that would become another one, or a number that is out of range (RFC 8259 §6). */
function isUnfit(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return true;
  return !Number.isSafeInteger(value) && /^-?\d+$/.test(source) && BigInt(source) !== BigInt(value);
}

/** V8 quotes the body in its message, which may hold a secret; only the position is kept, where it tells one. */
function describe(error: unknown, text: string): string {
  const { message } = error as Error;
  const position = Number(/ JSON at position (\d+) \(line \d+ column \d+\)$/.exec(message)?.[1] ?? Number.NaN);
  if (text.trim() === '') return 'it is empty';
  if (position === text.length || message.startsWith('Unexpected end')) return 'it ends too early';
  if (Number.isNaN(position)) return 'it holds text that is no JSON value';
  const before = text.slice(0, position).split('\n');
  return `unexpected text at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
