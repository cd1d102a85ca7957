/**
 * A pattern as the regular expression with the flag `u` that JSON Schema asks for (2020-12 core §6.4). Authors write for
 * engines without it, which let any character be escaped, so needless escapes are dropped where only they stand in the
 * way.
 *
 * @returns undefined if the text is not a regular expression of ECMA-262 in either mode
 */
export function toUnicodePattern(pattern: string): string | undefined {
  if (isUnicodePattern(pattern)) return pattern;
  const plain = withoutNeedlessEscapes(pattern);
  return isUnicodePattern(plain) ? plain : undefined;
}

function isUnicodePattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Under `u` only these may follow a backslash, and a hyphen inside a class (ECMA-262 §22.2.1). */
function withoutNeedlessEscapes(pattern: string): string {
  let result = '';
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? '';
    if (character === '\\') {
      const next = pattern[++index] ?? '';
      const isNeeded = /[\^$\\.*+?()[\]{}|/\w]/.test(next) || (next === '-' && inClass);
      result += isNeeded && next !== '_' ? `\\${next}` : next;
      continue;
    }
    if (character === '[') inClass = true;
    if (character === ']') inClass = false;
    // A brace that opens no quantifier stands for itself without `u`.
    const isLoneBrace =
      !inClass &&
      ((character === '{' && !/^\{\d+(,\d*)?\}/.test(pattern.slice(index))) || isLoneClosing(pattern, index));
    result += isLoneBrace ? `\\${character}` : character;
  }
  return result;
}

function isLoneClosing(pattern: string, index: number): boolean {
  return pattern[index] === '}' && !/\{\d+(,\d*)?$/.test(pattern.slice(0, index));
}
