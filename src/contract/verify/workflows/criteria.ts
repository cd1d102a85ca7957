import { findNodes, jsonPathFault } from '../../document/overlays/jsonpath.ts';
import { expressionText } from '../links.ts';
import { isTrue, parseCondition } from './conditions.ts';
import type { Criterion } from './description.ts';
import { type ExpressionScope, embed, evaluateInScope, languageOf } from './expressions.ts';

/** The first criterion of a list that does not hold, and why; undefined if all hold. */
export function findUnmet(
  criteria: Criterion[],
  scope: ExpressionScope,
): { index: number; reason: string } | undefined {
  for (const [index, criterion] of criteria.entries()) {
    const reason = reasonOfFailure(criterion, scope);
    if (reason !== undefined) return { index, reason };
  }
  return undefined;
}

function reasonOfFailure(criterion: Criterion, scope: ExpressionScope): string | undefined {
  const { condition, context = '', type } = criterion;
  const kind = languageOf(type);
  if (kind === 'simple') return reasonOfSimple(condition, scope);
  const value = evaluateInScope(context, scope);
  if (value === undefined || value === null) return `${context} has no value`;
  const missing: string[] = [];
  const whole = embed(condition, scope, missing);
  if (missing.length > 0) return `${missing.join(' and ')} has no value`;
  if (kind === 'regex') {
    const pattern = compileRegExp(whole);
    if (typeof pattern === 'string') return pattern;
    return pattern.test(expressionText(value)) ? undefined : `${context} is ${excerptOfValue(value)}`;
  }
  const fault = jsonPathFault(whole);
  if (fault !== undefined) return `"${whole}" is not a JSONPath of RFC 9535: ${fault}`;
  if (typeof value !== 'object') return `${context} is not JSON`;
  return findNodes(value, whole).length > 0 ? undefined : `it selects nothing in ${context}`;
}

function reasonOfSimple(text: string, scope: ExpressionScope): string | undefined {
  const condition = parseCondition(text);
  if (typeof condition === 'string') return condition;
  if (isTrue(condition.evaluate((expression) => evaluateInScope(expression, scope)))) return undefined;
  // Inputs may be secret, and their values are known.
  const shown = [...new Set(condition.expressions)].filter((one) => !/^\$(inputs|workflows)\b/.test(one));
  return shown.map((one) => `${one} ${describeFound(evaluateInScope(one, scope))}`).join(', ') || 'it is false';
}

/** The pattern, or what is wrong with it. */
export function compileRegExp(pattern: string): RegExp | string {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    try {
      // Escapes that Unicode mode forbids are common.
      return new RegExp(pattern);
    } catch (error) {
      return (error as Error).message;
    }
  }
}

function describeFound(value: unknown): string {
  return value === undefined ? 'has no value' : `is ${excerptOfValue(value)}`;
}

const LONGEST = 60;

function excerptOfValue(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
