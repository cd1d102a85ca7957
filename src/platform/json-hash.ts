import { createHash, type Hash } from 'node:crypto';

/** SHA-256, in hexadecimal, of a JSON value: the same for the same value, whatever the order of members. */
export function hashOfJson(value: unknown): string {
  const sink = { hash: createHash('sha256'), used: 0 };
  write(sink, value);
  flush(sink);
  return sink.hash.digest('hex');
}

/** The target of the text, in bytes. Joined strings would cost more than all other work. */
type Sink = { hash: Hash; used: number };

/** The bytes that are not hashed yet. Reused by every call; no two overlap. */
const bytes = Buffer.allocUnsafe(64 * 1024);

/** Longer strings are left to the engine. */
const SHORT = 1000;

const [QUOTE, BACKSLASH, SPACE, DELETE] = [34, 92, 32, 127] as const;

/** Writes a value as JSON.stringify does, but with the members in the order of their names. */
function write(sink: Sink, value: unknown): void {
  if (typeof value === 'string') writeString(sink, value);
  else if (typeof value === 'number' && Number.isFinite(value)) writePlain(sink, String(value));
  else if (typeof value !== 'object' || value === null) writePlain(sink, JSON.stringify(value) ?? 'undefined');
  else if (Array.isArray(value)) {
    writePlain(sink, '[');
    for (let index = 0; index < value.length; index++) {
      if (index > 0) writePlain(sink, ',');
      write(sink, value[index]);
    }
    writePlain(sink, ']');
  } else {
    const names = sortedNames(Object.keys(value));
    writePlain(sink, '{');
    for (let index = 0; index < names.length; index++) {
      if (index > 0) writePlain(sink, ',');
      const name = names[index] as string;
      writeString(sink, name);
      writePlain(sink, ':');
      write(sink, (value as Record<string, unknown>)[name]);
    }
    writePlain(sink, '}');
  }
}

/** In code units. Most names are in order: looking costs less than sorting. */
function sortedNames(names: string[]): string[] {
  for (let index = 1; index < names.length; index++) {
    // Without a comparator the engine sorts strings several times as fast.
    if ((names[index - 1] as string) > (names[index] as string)) return names.sort();
  }
  return names;
}

function writeString(sink: Sink, text: string): void {
  const { length } = text;
  if (length > SHORT) {
    flush(sink);
    sink.hash.update(JSON.stringify(text));
    return;
  }
  if (sink.used + length + 2 > bytes.length) flush(sink);
  let at = sink.used;
  bytes[at++] = QUOTE;
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < SPACE || unit === QUOTE || unit === BACKSLASH || unit > DELETE) {
      // The bytes so far are overwritten.
      writeEscaped(sink, JSON.stringify(text));
      return;
    }
    bytes[at++] = unit;
  }
  bytes[at++] = QUOTE;
  sink.used = at;
}

function writeEscaped(sink: Sink, text: string): void {
  if (sink.used + text.length * 3 > bytes.length) flush(sink);
  sink.used += bytes.write(text, sink.used);
}

/** Writes a short text of ASCII. */
function writePlain(sink: Sink, text: string): void {
  if (sink.used + text.length > bytes.length) flush(sink);
  for (let index = 0; index < text.length; index++) bytes[sink.used++] = text.charCodeAt(index);
}

function flush(sink: Sink): void {
  sink.hash.update(bytes.subarray(0, sink.used));
  sink.used = 0;
}
