/**
 * Whether a JSON value needs more bytes than that when it is encoded as `JSON.stringify` does, in UTF-8. Stops
 * counting there: a sent value can be many times larger than an accepted one.
 */
export function isLongerThan(limit: number, value: unknown): boolean {
  return remaining(limit, value) < 0;
}

/** The remaining number of bytes. Negative when the value does not fit. */
function remaining(bytes: number, value: unknown): number {
  if (typeof value === 'string') return bytes - lengthOfText(value, bytes);
  if (typeof value !== 'object' || value === null) return bytes - (JSON.stringify(value) ?? '').length;
  let rest = bytes - 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && rest >= 0; index += 1) {
      rest = remaining(index === 0 ? rest : rest - 1, value[index]);
    }
    return rest;
  }
  let isFirst = true;
  for (const name in value) {
    if (rest < 0) break;
    const member = (value as Record<string, unknown>)[name];
    rest = remaining(rest - lengthOfText(name, rest) - (isFirst ? 1 : 2), member);
    isFirst = false;
  }
  return rest;
}

/** Bytes of a text with its quotes and escapes. Each of its code units needs at least one. */
function lengthOfText(text: string, bytes: number): number {
  return text.length > bytes ? text.length : Buffer.byteLength(JSON.stringify(text));
}
