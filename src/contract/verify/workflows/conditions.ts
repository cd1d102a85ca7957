import { isDeepStrictEqual } from 'node:util';

/** A parsed simple condition: its value, by the values of its expressions (Arazzo 1.0.1 §4.6.11). */
export type Condition = {
  evaluate: (read: (expression: string) => unknown) => unknown;
  /** In order. */
  expressions: string[];
};

type ConditionPart = Condition['evaluate'];

type Token = { kind: 'operator' | 'literal' | 'expression'; text: string; at: number };

const TOKEN =
  /\s*(?:(&&|\|\||[=!<>]=|[<>!()])|('(?:[^']|'')*'|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))|(\$[^\s()=!<>&|]+))/y;

/** Comparisons, of which the longer ones come first. */
const COMPARISONS: Record<string, (one: unknown, other: unknown) => boolean> = {
  '==': isEqual,
  '!=': (one, other) => !isEqual(one, other),
  '<=': (one, other) => isOrdered(one, other, (order) => order <= 0),
  '>=': (one, other) => isOrdered(one, other, (order) => order >= 0),
  '<': (one, other) => isOrdered(one, other, (order) => order < 0),
  '>': (one, other) => isOrdered(one, other, (order) => order > 0),
};

/** Parses a simple condition, or returns what is wrong with it. */
export function parseCondition(text: string): Condition | string {
  const tokens = readTokens(text);
  if (typeof tokens === 'string') return tokens;
  let next = 0;
  const peek = (): string | undefined => tokens[next]?.text;
  const expected = (what: string): Error => {
    const token = tokens[next];
    return new Error(
      token === undefined ? `${what} is missing at the end` : `${what} is missing before "${token.text}"`,
    );
  };
  const value = (): ConditionPart => {
    const token = tokens[next];
    if (token?.text === '!') {
      next += 1;
      const inner = value();
      return (read) => !isTrue(inner(read));
    }
    if (token?.text === '(') {
      next += 1;
      const inner = either();
      if (peek() !== ')') throw expected('")"');
      next += 1;
      return inner;
    }
    if (token === undefined || token.kind === 'operator') throw expected('A value');
    next += 1;
    if (token.kind === 'expression') return (read) => read(token.text);
    const literal = literalValue(token.text);
    return () => literal;
  };
  const comparison = (): ConditionPart => {
    const one = value();
    const compare = COMPARISONS[peek() ?? ''];
    if (compare === undefined) return one;
    next += 1;
    const other = value();
    return (read) => compare(one(read), other(read));
  };
  const chain =
    (inner: () => ConditionPart, operator: string, join: (one: boolean, other: () => boolean) => boolean) =>
    (): ConditionPart => {
      let whole = inner();
      while (peek() === operator) {
        next += 1;
        const [one, other] = [whole, inner()];
        whole = (read) => join(isTrue(one(read)), () => isTrue(other(read)));
      }
      return whole;
    };
  const both = chain(comparison, '&&', (one, other) => one && other());
  const either: () => ConditionPart = chain(both, '||', (one, other) => one || other());
  try {
    const evaluate = either();
    if (next < tokens.length) throw expected('An operator');
    return { evaluate, expressions: tokens.filter(({ kind }) => kind === 'expression').map((token) => token.text) };
  } catch (error) {
    return (error as Error).message;
  }
}

function readTokens(text: string): Token[] | string {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const [whole, operator, literal, expression] = TOKEN.exec(text) ?? [];
    if (whole === undefined) {
      const rest = text.slice(at).trim();
      const hint = /^[\w"]/.test(rest) ? '. Write strings in single quotes' : '';
      return `"${rest.slice(0, LONGEST_SHOWN)}" is no value and no operator${hint}`;
    }
    const kind = operator !== undefined ? 'operator' : literal !== undefined ? 'literal' : 'expression';
    tokens.push({ kind, text: operator ?? literal ?? expression ?? '', at });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

const LONGEST_SHOWN = 30;

function literalValue(text: string): unknown {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return JSON.parse(text);
}

/** Whether the value of a condition is a pass. */
export function isTrue(value: unknown): boolean {
  return Boolean(value);
}

/** Strings are equal in any case, and a text of digits equals its number. Only null equals null. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === undefined || one === null || other === undefined || other === null)
    return (one ?? null) === (other ?? null);
  const [first, second] = alike(one, other);
  return isDeepStrictEqual(first, second);
}

function isOrdered(one: unknown, other: unknown, isWanted: (order: number) => boolean): boolean {
  const [first, second] = alike(one, other);
  if (typeof first === 'number' && typeof second === 'number') return isWanted(first - second);
  if (typeof first !== 'string' || typeof second !== 'string') return false;
  return isWanted(first < second ? -1 : first > second ? 1 : 0);
}

function alike(one: unknown, other: unknown): [unknown, unknown] {
  if (typeof one === 'number' && typeof other === 'string') return [one, numberOr(other)];
  if (typeof one === 'string' && typeof other === 'number') return [numberOr(one), other];
  if (typeof one === 'string' && typeof other === 'string') return [one.toLowerCase(), other.toLowerCase()];
  return [one, other];
}

function numberOr(text: string): unknown {
  return text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}
