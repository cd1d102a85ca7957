import { Refused } from './types.ts';

/** Bodies nested deeper than this are refused: JSON.stringify and validators recurse, and the stack is finite. */
const MAX_DEPTH = 1000;

/**
 * The value of a JSON text. Of equal names in an object the last counts, and `__proto__` is a name like any other.
 *
 * @throws Refused where it is no JSON, nests deeper than 1000 levels, or holds a number that fits no double (RFC 8259 §6)
 */
export function parseJson(text: string): unknown {
  if (nestsDeeperThan(text, MAX_DEPTH)) {
    throw new Refused({ kind: 'body_undecodable', reason: `it is nested deeper than ${MAX_DEPTH} levels` });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused({ kind: 'body_undecodable', reason: `it is not valid JSON: ${describe(error, text)}` });
  }
  // Below 200 digits and a three-digit exponent no number leaves the range, so few bodies are walked.
  if (/\d{200}|[eE]\+?\d{3}/.test(text) && holdsInfinity(value)) {
    throw new Refused({ kind: 'body_undecodable', reason: 'it holds a number that is out of range' });
  }
  return value;
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

/** Counts brackets outside strings, without recursion. */
function nestsDeeperThan(text: string, limit: number): boolean {
  // Whatever is opened must be closed.
  if (text.length <= 2 * limit) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

function holdsInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsInfinity);
}
