import { type JsonFault, MAX_DEPTH, scanJson } from './json-scan.ts';
import { Rejection, type TextRule } from './types.ts';
import { VIOLATIONS_LISTED } from './violations.ts';

const encoder = new TextEncoder();

/** The value of a JSON text. */
export type ParsedJson = {
  value: unknown;
  /**
   * Places of numbers and texts that cannot be kept as they were sent. If there are many, only the first are listed.
   */
  faults: JsonFault[];
};

/**
 * The value of a JSON text. The last of equal names in an object counts, and `__proto__` is a name like any other.
 *
 * @param bytes of the text in UTF-8, where they are at hand
 * @throws Rejection where the text is not valid JSON or nests deeper than 1000 levels
 */
export function parseJson(text: string, texts: TextRule = 'any', bytes: Uint8Array = encoder.encode(text)): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Rejection({
      kind: 'body_undecodable',
      reason: `it is not valid JSON: ${describeSyntaxError(error, text)}`,
    });
  }
  return { value, faults: scan(bytes, texts) };
}

/**
 * A value that another parser has made of a JSON text. Its numbers and equal names are what that parser left of them.
 *
 * @throws Rejection where it nests deeper than 1000 levels
 */
export function takeJson(value: unknown, texts: TextRule = 'any'): ParsedJson {
  if (isTooDeep(value, 0)) throw tooDeepError();
  // JSON.stringify writes half of a surrogate pair as an escape, as it may have been sent.
  return { value, faults: texts === 'any' ? [] : scan(encoder.encode(JSON.stringify(value) ?? 'null'), texts) };
}

function scan(bytes: Uint8Array, texts: TextRule): JsonFault[] {
  const { isTooDeep, faults } = scanJson(toPlain(bytes), {
    wellFormed: texts === 'well-formed',
    limit: VIOLATIONS_LISTED + 1,
  });
  if (isTooDeep) throw tooDeepError();
  return faults;
}

/** One class of bytes, whatever the adapter reads: engines compile the scan for the classes that it has seen. */
function toPlain({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function tooDeepError(): Rejection {
  return new Rejection({ kind: 'body_undecodable', reason: `it is nested deeper than ${MAX_DEPTH} levels` });
}

/** `depth` is the number of levels around a value. */
function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === MAX_DEPTH) return true;
  if (Array.isArray(value)) return value.some((item) => isTooDeep(item, depth + 1));
  for (const name in value) {
    if (isTooDeep((value as Record<string, unknown>)[name], depth + 1)) return true;
  }
  return false;
}

/** V8 quotes the body in its message, which may hold a secret; only the position is kept, where it gives one. */
function describeSyntaxError(error: unknown, text: string): string {
  const { message } = error as Error;
  const position = Number(/ JSON at position (\d+) \(line \d+ column \d+\)$/.exec(message)?.[1] ?? Number.NaN);
  if (text.trim() === '') return 'it is empty';
  if (position === text.length || message.startsWith('Unexpected end')) return 'it ends too early';
  if (Number.isNaN(position)) return 'it contains text that is not a JSON value';
  const before = text.slice(0, position);
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++;
  return `unexpected text at line ${line}, column ${position - before.lastIndexOf('\n')}`;
}
