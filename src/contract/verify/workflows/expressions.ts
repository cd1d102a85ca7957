import { findNodes } from '../../document/overlays/jsonpath.ts';
import { isObject } from '../../document/references.ts';
import { type CompletedExchange, evaluateMessage, expressionText, valueAtPointer } from '../links.ts';
import type { PathValues } from '../types.ts';
import { findComponent } from './components.ts';
import type { Description, ExpressionType } from './description.ts';

/** Values by name. */
export type Values = Record<string, unknown>;

/** Everything that an expression can name while a workflow runs (Arazzo 1.0.1 §4.7). */
export type ExpressionScope = {
  description: Description;
  inputs: Values;
  /** Outputs of the completed steps of the workflow, by stepId. */
  steps: ReadonlyMap<string, Values>;
  /** A completed workflow by its id. */
  workflowOf: (workflowId: string) => { inputs: Values; outputs: Values } | undefined;
  /** Outputs of the workflow that the step has called. */
  outputs: Values;
  /** The last one of the step. */
  exchange: CompletedExchange | undefined;
  /** Path parameters of its request, encoded. */
  path: PathValues;
};

/** The names that an expression can begin with. */
const ROOTS =
  /^\$(url|method|statusCode|self|request|response|message|inputs|outputs|steps|workflows|sourceDescriptions|components)(?![\w-])/;

/** An expression in braces inside a text. */
const EMBEDDED = /\{(\$[^{}]+)\}/g;

/** Whether a text is an expression as a whole. Other texts with a dollar sign in front are constants. */
export function isExpression(text: string): boolean {
  return ROOTS.test(text);
}

/** The expressions in a text: the text itself, or those in braces. */
export function expressionsIn(text: string): string[] {
  return isExpression(text) ? [text] : [...text.matchAll(EMBEDDED)].map(([, inner = '']) => inner);
}

/** The value of an expression, with its type; undefined if it has none. */
export function evaluateInScope(expression: string, scope: ExpressionScope): unknown {
  const [, root = '', rest = ''] = /^\$(\w+)\.?(.*)$/s.exec(expression) ?? [];
  switch (root) {
    case 'inputs':
      return memberNamed(scope.inputs, rest);
    case 'outputs':
      return memberNamed(scope.outputs, rest);
    case 'steps': {
      const [, id = '', name = ''] = /^([\w-]+)\.outputs\.(.+)$/s.exec(rest) ?? [];
      return memberNamed(scope.steps.get(id), name);
    }
    case 'workflows': {
      const [, id = '', kind, name = ''] = /^([\w-]+)\.(inputs|outputs)\.(.+)$/s.exec(rest) ?? [];
      const found = scope.workflowOf(id);
      return memberNamed(kind === 'inputs' ? found?.inputs : found?.outputs, name);
    }
    case 'sourceDescriptions': {
      const [, id, name = ''] = /^([\w-]+)\.(.+)$/s.exec(rest) ?? [];
      return memberNamed(
        scope.description.document.sourceDescriptions.find((one) => one.name === id),
        name,
      );
    }
    case 'components':
      return findComponent(scope.description, expression, 'parameters')?.['value' as never];
    case 'self':
      return scope.description.document.$self;
    default:
      return scope.exchange === undefined ? undefined : partOfMessage(expression, scope.exchange, scope.path);
  }
}

/** Beside pointers, conditions have property names and indexes behind a body (Arazzo 1.0.1 §4.6.11.2). */
function partOfMessage(expression: string, exchange: CompletedExchange, path: PathValues): unknown {
  const [, message, way = ''] = /^\$(request|response)\.body((?:[.[].*)?)$/s.exec(expression) ?? [];
  if (message === undefined) {
    const found = evaluateMessage(expression, exchange, path);
    return Array.isArray(found) && expression.includes('.header.') ? found[0] : found;
  }
  const body = evaluateMessage(`$${message}.body`, exchange, path);
  // A body that is not JSON is a text (Arazzo 1.1 §4.7).
  const text = message === 'request' ? exchange.request.body : exchange.response.text;
  return descend(body ?? (text === '' ? undefined : text), way);
}

/** A member by its name, which may have dots, and a way or JSON Pointer behind it. */
function memberNamed(holder: object | undefined, reference: string): unknown {
  if (holder === undefined) return undefined;
  const hash = reference.indexOf('#');
  if (hash >= 0) return valueAtPointer(Reflect.get(holder, reference.slice(0, hash)), reference.slice(hash + 1));
  for (
    let end = reference.length;
    end > 0;
    end = Math.max(reference.lastIndexOf('.', end - 1), reference.lastIndexOf('[', end - 1))
  ) {
    const name = reference.slice(0, end);
    if (Object.hasOwn(holder, name)) return descend(Reflect.get(holder, name), reference.slice(end));
  }
  return undefined;
}

/** Property names and indexes: `.pets[0].name`. */
function descend(value: unknown, way: string): unknown {
  let found = value;
  for (const [, name, index] of way.matchAll(/\.?([^.[\]]+)|\[(\d+)\]/g)) {
    const key = name ?? index ?? '';
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? Reflect.get(found, key) : undefined;
  }
  return found;
}

/** A value with its expressions evaluated, and those of its texts that have no value. */
export type Evaluated = { value: unknown; missing: string[] };

/**
 * Evaluates the expressions of a value, also inside objects and lists. A member without a value is left out. A text that
 * is one expression in braces becomes the object or list that this has; every other value in braces becomes text.
 */
export function evaluateDeep(value: unknown, scope: ExpressionScope): Evaluated {
  const missing: string[] = [];
  const text = (whole: string): unknown => {
    if (isExpression(whole)) return evaluateInScope(whole, scope);
    const [, only] = /^\{(\$[^{}]+)\}$/.exec(whole) ?? [];
    const own = only === undefined ? undefined : evaluateInScope(only, scope);
    if (only !== undefined && (own === undefined || (typeof own === 'object' && own !== null))) return own;
    return embed(whole, scope, missing);
  };
  const visit = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one);
    if (Array.isArray(one)) return one.map((item) => visit(item) ?? null);
    if (!isObject(one)) return one;
    if (isSelector(one)) return selectFrom(one, scope);
    const members = Object.entries(one).map(([name, member]) => [name, visit(member)] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  };
  return { value: visit(value), missing };
}

/**
 * A text with its expressions replaced: scalars as text, objects and lists as JSON (Arazzo 1.1 §4.7).
 *
 * @param missing gets the expressions without a value
 */
export function embed(whole: string, scope: ExpressionScope, missing: string[]): string {
  return whole.replaceAll(EMBEDDED, (_, inner: string) => {
    const found = evaluateInScope(inner, scope);
    if (found === undefined) missing.push(inner);
    return expressionText(found);
  });
}

/** Arazzo 1.1 §4.6.13. */
export type Selector = { context: string; selector: string; type: ExpressionType };

/** Whether an object selects a part of a value. */
export function isSelector(one: object): one is Selector {
  const names = ['context', 'selector', 'type'];
  return Object.keys(one).length === names.length && names.every((name) => Object.hasOwn(one, name));
}

/** The first node that a selector selects; undefined if there is none. */
function selectFrom({ context, selector, type }: Selector, scope: ExpressionScope): unknown {
  const root = evaluateInScope(context, scope);
  if (root === undefined) return undefined;
  const text = embed(selector, scope, []);
  if (languageOf(type) === 'jsonpointer') return valueAtPointer(root, text);
  const [first] = findNodes(root, text);
  return first?.reduce<unknown>(
    (value, token) => (typeof value === 'object' && value !== null ? Reflect.get(value, token) : undefined),
    root,
  );
}

/** The name of a language of conditions or selectors. */
export function languageOf(type: ExpressionType | undefined, fallback = 'simple'): string {
  return typeof type === 'object' ? type.type : (type ?? fallback);
}

/** A sentence about a language of conditions or selectors that is not supported; undefined if it is. */
export function unsupportedType(type: ExpressionType | undefined): string | undefined {
  if (languageOf(type) === 'xpath') return 'XPath is not supported. Use jsonpath or a simple condition.';
  const version = typeof type === 'object' ? type.version : undefined;
  if (languageOf(type) !== 'jsonpath' || version === undefined || version === 'rfc9535') return undefined;
  return `JSONPath of ${version} is not supported. Use rfc9535.`;
}
