const compiled = new Map<string, RegExp | undefined>();

/** The pattern as an expression; undefined where it is none. */
export function compilePattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    let expression: RegExp | undefined;
    for (const flags of ['u', '']) {
      try {
        expression ??= new RegExp(pattern, flags);
      } catch {
        // Tried without the flag next. The build reports texts that are not valid in either mode.
      }
    }
    compiled.set(pattern, expression);
  }
  return compiled.get(pattern);
}

/** A pattern without what only looks around, so that texts can be made of it. Not all of them match the pattern. */
export type Relaxed = {
  expression: RegExp;
  /** Meaning of each mark in a text: a group by its number or name. The first mark is U+E000. */
  references: (number | string)[];
  /** The content of the positive look-arounds, each as a pattern that matches its shortest text. */
  pieces: string[];
};

const FIRST_MARK = 0xe000;
const LOOK_AROUND = /^\(\?<?[=!]$/;
/** ECMA-262 §22.2.1, as far as groups and characters must be distinguished. */
const TOKEN = /\\k<[^>]*>|\\[1-9]\d*|\\[pPu]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!]|./gsu;

/**
 * The pattern without look-arounds and word boundaries, and with a mark for each back-reference.
 *
 * @param isKept whether what positive look-arounds look for stands in their place
 * @returns undefined where nothing is left that could be compiled
 */
export function relaxPattern({ source, flags }: RegExp, isKept: boolean): Relaxed | undefined {
  const references: Relaxed['references'] = [];
  const pieces: string[] = [];
  const relax = (tokens: string[]): string => {
    let result = '';
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index] as string;
      if (LOOK_AROUND.test(token)) {
        const end = closingOf(tokens, index);
        if (token.endsWith('=')) {
          const inner = `(?:${relax(shortest(tokens.slice(index + 1, end)))})`;
          pieces.push(inner);
          if (isKept) result += inner;
        }
        index = end;
      } else if (/^\\([1-9]|k<)/.test(token)) {
        result += String.fromCharCode(FIRST_MARK + references.length);
        references.push(token[1] === 'k' ? token.slice(3, -1) : Number(token.slice(1)));
      } else if (!/^\\b$/i.test(token)) result += token;
    }
    return result;
  };
  const relaxed = relax(source.match(TOKEN) ?? []);
  try {
    return { expression: new RegExp(relaxed, flags), references, pieces };
  } catch {
    // A quantifier may have lost its atom.
    return undefined;
  }
}

function closingOf(tokens: string[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index] as string;
    if (token.startsWith('(')) depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length;
}

/** Tokens without those that may be left out because any number of them matches. */
function shortest(tokens: string[]): string[] {
  const isAtom = (token: string | undefined) => token !== undefined && token !== ')' && !LOOK_AROUND.test(token);
  return tokens.filter((token, index) => {
    if (tokens[index + 1] === '*' && isAtom(token)) return false;
    const behind = token === '?' ? index - 1 : index;
    const isQuantifier = /^[*+]$/.test(tokens[behind] ?? '') && isAtom(tokens[behind - 1]);
    return !isQuantifier;
  });
}

/** A text of a relaxed pattern in which what the groups match stands in the place of the marks. */
export function resolveMarks({ expression, references }: Relaxed, text: string): string {
  if (references.length === 0) return text;
  const match = expression.exec(text);
  return text.replace(/[\ue000-\uf8ff]/g, (mark) => {
    const reference = references[mark.charCodeAt(0) - FIRST_MARK];
    return (typeof reference === 'string' ? match?.groups?.[reference] : match?.[reference ?? 0]) ?? '';
  });
}
