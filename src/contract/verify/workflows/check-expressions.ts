import { jsonPathFault } from '../../document/overlays/jsonpath.ts';
import { isObject } from '../../document/references.ts';
import { suggest } from '../../document/suggest.ts';
import { findComponent } from './components.ts';
import { parseCondition } from './conditions.ts';
import { compileRegExp } from './criteria.ts';
import { type Criterion, findWorkflow, type LoadedWorkflow, type Tokens, type Workflow } from './description.ts';
import type { DescriptionCheck } from './description-check.ts';
import { expressionsIn, isSelector, languageOf, unsupportedType } from './expressions.ts';

/** A workflow whose expressions are checked. */
export type ScopeNames = { check: DescriptionCheck; loaded: LoadedWorkflow };

/** Checks conditions and their expressions. */
export function checkCriteria(names: ScopeNames, criteria: Criterion[] | undefined, tokens: Tokens): void {
  for (const [index, criterion] of (criteria ?? []).entries()) checkCriterion(names, criterion, [...tokens, index]);
}

function checkCriterion(names: ScopeNames, { condition, context, type }: Criterion, tokens: Tokens): void {
  const { check, loaded } = names;
  const at = [...tokens, 'condition'];
  const kind = languageOf(type);
  if (kind === 'simple') {
    const parsed = parseCondition(condition);
    if (typeof parsed === 'string') check.report({ tokens: at, message: `Invalid condition: ${parsed}.` });
    else for (const expression of parsed.expressions) checkExpression(names, expression, at);
    return;
  }
  const unsupported = unsupportedType(type);
  if (unsupported !== undefined) {
    check.hinder(loaded, [...tokens, 'type'], unsupported);
    return;
  }
  if (context === undefined)
    check.report({ tokens, message: `A condition of the type ${kind} needs "context". Add it.` });
  else checkExpression(names, context, [...tokens, 'context']);
  const embedded = expressionsIn(condition).filter((one) => one !== condition);
  for (const expression of embedded) checkExpression(names, expression, at);
  if (embedded.length > 0) return;
  const compiled = kind === 'regex' ? compileRegExp(condition) : jsonPathFault(condition);
  if (typeof compiled !== 'string') return;
  const what = kind === 'regex' ? 'regular expression' : 'JSONPath of RFC 9535';
  check.report({ tokens: at, message: `"${condition}" is not a ${what}: ${compiled}.` });
}

/** Checks the expressions in a value, and in the objects and lists inside it. */
export function checkValues(names: ScopeNames, value: unknown, tokens: Tokens): void {
  if (typeof value === 'string') {
    for (const expression of expressionsIn(value)) checkExpression(names, expression, tokens);
    const [, root = ''] = /^\{?\$(\w+)\./.exec(value) ?? [];
    const hint = ROOT_NAMES.includes(root) ? '' : suggest(root, ROOT_NAMES);
    // Any other text with a dollar sign is a constant.
    if (hint !== '') names.check.report({ tokens, message: `${value}: "$${root}" is no expression.${hint}` });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isObject(value) && isSelector(value)) {
    const unsupported = unsupportedType(value.type);
    if (unsupported !== undefined) names.check.hinder(names.loaded, [...tokens, 'type'], unsupported);
    checkExpression(names, value.context, [...tokens, 'context']);
    return;
  }
  for (const [name, member] of Object.entries(value)) checkValues(names, member, [...tokens, name]);
}

/** Parts of a message that an expression can name. */
const MESSAGE = /^\$(request|response)\.(body(#.*|[.[].*)?|header\.[^\s]+|query\.[^\s]+|path\.[^\s]+)$/s;

function checkExpression(names: ScopeNames, expression: string, tokens: Tokens): void {
  const fault = faultOfExpression(names, expression, tokens);
  if (fault !== undefined) names.check.report({ tokens, message: `${expression}: ${fault}` });
}

function faultOfExpression(names: ScopeNames, expression: string, tokens: Tokens): string | undefined {
  const { check, loaded } = names;
  const [, root = '', rest = ''] = /^\$(\w+)\.?(.*)$/s.exec(expression) ?? [];
  switch (root) {
    case 'url':
    case 'method':
    case 'statusCode':
    case 'self':
      return rest === '' ? undefined : 'nothing can follow this expression.';
    case 'request':
    case 'response':
      return MESSAGE.test(expression) ? undefined : 'use body, body#/pointer, header.NAME, query.NAME or path.NAME.';
    case 'inputs':
    case 'outputs':
      return rest === '' ? 'a name is missing.' : undefined;
    case 'steps':
      return faultOfStep(names, rest, tokens);
    case 'workflows':
      return faultOfWorkflow(names, rest);
    case 'sourceDescriptions':
      return faultOfSource(names, rest);
    case 'components':
      return findComponent(check.description, expression, 'parameters') ? undefined : 'there is no such parameter.';
    case 'message':
      check.hinder(loaded, tokens, 'messages of AsyncAPI are not supported');
      return undefined;
    default:
      return `this is no expression.${suggest(root, ROOT_NAMES)}`;
  }
}

const ROOT_NAMES = [
  ...['url', 'method', 'statusCode', 'request', 'response', 'inputs', 'outputs', 'steps', 'workflows'],
  ...['sourceDescriptions', 'components', 'self', 'message'],
];

function faultOfStep({ check, loaded }: ScopeNames, reference: string, tokens: Tokens): string | undefined {
  const [, id = '', rest = ''] = /^([\w-]+)\.?(.*)$/s.exec(reference) ?? [];
  const { steps } = loaded.workflow;
  const step = steps.find(({ stepId }) => stepId === id);
  const ids = steps.map(({ stepId }) => stepId);
  if (step === undefined) return `the workflow has no step "${id}".${suggest(id, ids)}`;
  const [, name] = /^outputs\.(.+)$/s.exec(rest) ?? [];
  // Published documents have such expressions, and their other workflows can run.
  if (name === undefined)
    check.hinder(loaded, tokens, `$steps.${reference} names no output. Use $steps.${id}.outputs.NAME`);
  else if (!hasOutput(step.outputs, name))
    check.hinder(loaded, tokens, `the step "${id}" has no output "${nameOfOutput(name)}"`);
  return undefined;
}

function faultOfWorkflow({ check }: ScopeNames, reference: string): string | undefined {
  const [, id = '', kind, name = ''] = /^([\w-]+)\.(inputs|outputs)\.(.+)$/s.exec(reference) ?? [];
  if (kind === undefined) return 'use $workflows.ID.outputs.NAME or $workflows.ID.inputs.NAME.';
  const workflow: Workflow | undefined = findWorkflow(check.description, id)?.workflow;
  const ids = check.description.document.workflows.map(({ workflowId }) => workflowId);
  if (workflow === undefined) return `there is no workflow "${id}".${suggest(id, ids)}`;
  if (kind === 'inputs' || hasOutput(workflow.outputs, name)) return undefined;
  const own = nameOfOutput(name);
  return `the workflow "${id}" has no output "${own}".${suggest(own, Object.keys(workflow.outputs ?? {}))}`;
}

function faultOfSource({ check }: ScopeNames, reference: string): string | undefined {
  const [id = ''] = reference.split('.');
  const names = check.description.document.sourceDescriptions.map(({ name }) => name);
  return names.includes(id) ? undefined : `there is no source description "${id}".${suggest(id, names)}`;
}

function nameOfOutput(reference: string): string {
  return reference.replace(/#.*$/s, '');
}

/** Names of outputs can have dots, and a way can follow them. */
function hasOutput(outputs: Record<string, unknown> | undefined, reference: string): boolean {
  const name = nameOfOutput(reference);
  return Object.keys(outputs ?? {}).some(
    (one) => name === one || name.startsWith(`${one}.`) || name.startsWith(`${one}[`),
  );
}
