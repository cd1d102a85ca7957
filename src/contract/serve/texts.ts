import type { TextRule, Violation } from './types.ts';

export const LONE_SURROGATE = 'half of a surrogate pair';
export const NUL = 'NUL (U+0000)';

/** Characters that a store of Unicode text cannot keep. */
export function textFault(text: string): typeof LONE_SURROGATE | typeof NUL | undefined {
  if (text.includes('\0')) return NUL;
  return text.isWellFormed() ? undefined : LONE_SURROGATE;
}

/** The error of a string in a body that is not JSON. */
export function textViolations(text: string, rule: TextRule): Violation[] {
  const fault = rule === 'any' ? undefined : textFault(text);
  return fault === undefined
    ? []
    : [{ in: 'body', path: '', pointer: '', keyword: 'type', message: `must not contain ${fault}` }];
}
