import { suggest } from '../../document/suggest.ts';
import { pathNames } from '../resources.ts';
import { checkCriteria, checkValues, type ScopeNames } from './check-expressions.ts';
import { type ComponentKind, findComponent, parametersIn, parametersOfStep } from './components.ts';
import {
  isReusable,
  type LoadedWorkflow,
  type Reusable,
  type StepAction,
  type StepParameter,
  type Tokens,
  type WorkflowStep,
} from './description.ts';
import { type DescriptionCheck, reportRepeated, reportUnknownWorkflow } from './description-check.ts';
import { unsupportedType } from './expressions.ts';
import { findStepOperation } from './step-operations.ts';

/** Members of steps for AsyncAPI (Arazzo 1.1). */
const ASYNC = ['channelPath', 'action', 'correlationId'];

/** Checks the steps of a workflow, and its own actions, parameters and outputs. */
export function checkSteps(check: DescriptionCheck, loaded: LoadedWorkflow): void {
  const { workflow, tokens } = loaded;
  reportRepeated(
    check.report,
    workflow.steps.map(({ stepId }) => stepId),
    {
      ...{ what: 'step', tokens: [...tokens, 'steps'], member: 'stepId' },
    },
  );
  const names: ScopeNames = { check, loaded };
  for (const [index, step] of workflow.steps.entries()) checkStep(names, step, [...tokens, 'steps', index]);
  checkParameters(names, workflow.parameters, [...tokens, 'parameters'], true);
  checkActions(names, workflow.successActions, [...tokens, 'successActions'], 'successActions');
  checkActions(names, workflow.failureActions, [...tokens, 'failureActions'], 'failureActions');
  checkValues(names, workflow.outputs, [...tokens, 'outputs']);
}

function checkStep(names: ScopeNames, step: WorkflowStep, tokens: Tokens): void {
  const { check, loaded } = names;
  const asynchronous = ASYNC.find((name) => Object.hasOwn(step, name));
  if (asynchronous !== undefined) {
    check.hinder(loaded, [...tokens, asynchronous], 'steps of AsyncAPI are not supported');
    return;
  }
  const targets = (['operationId', 'operationPath', 'workflowId'] as const).filter((name) => step[name] !== undefined);
  if (targets.length !== 1) {
    const message = `A step must have one of "operationId", "operationPath" and "workflowId", not ${targets.length === 0 ? 'none' : targets.length}.`;
    check.report({ tokens, message, at: 'key' });
    return;
  }
  checkParameters(names, step.parameters, [...tokens, 'parameters'], step.workflowId === undefined);
  if (step.workflowId !== undefined) reportUnknownWorkflow(check, step.workflowId, [...tokens, 'workflowId']);
  else checkStepOperation(names, step, [...tokens, targets[0] ?? '']);
  checkBody(names, step, [...tokens, 'requestBody']);
  checkCriteria(names, step.successCriteria, [...tokens, 'successCriteria']);
  checkActions(names, step.onSuccess, [...tokens, 'onSuccess'], 'successActions');
  checkActions(names, step.onFailure, [...tokens, 'onFailure'], 'failureActions');
  checkValues(names, step.outputs, [...tokens, 'outputs']);
  const ids = loaded.workflow.steps.map(({ stepId }) => stepId);
  for (const [index, id] of (step.dependsOn ?? []).entries()) {
    if (id.startsWith('$'))
      check.hinder(loaded, [...tokens, 'dependsOn', index], 'steps of other workflows cannot be waited for');
    else reportUnknownStep(names, id, ids, [...tokens, 'dependsOn', index]);
  }
}

function checkStepOperation({ check, loaded }: ScopeNames, step: WorkflowStep, tokens: Tokens): void {
  const { description, plan, report, hinder } = check;
  const found = findStepOperation(description, plan, step);
  if (!('operation' in found)) {
    if ('fault' in found) report({ tokens, message: found.fault });
    else hinder(loaded, tokens, found.obstacle);
    return;
  }
  const given = parametersOfStep(description, loaded.workflow, step).filter((one) => one.in === 'path');
  for (const name of pathNames(found.operation)) {
    if (given.some((one) => one.name === name)) continue;
    // Published documents have such steps, and their other workflows can run.
    hinder(loaded, tokens, `the step needs the path parameter "${name}" of ${found.operation.path}`);
  }
}

function checkParameters(
  names: ScopeNames,
  list: (StepParameter | Reusable)[] | undefined,
  tokens: Tokens,
  isOfOperation: boolean,
): void {
  const { check } = names;
  for (const [index, one] of (list ?? []).entries()) {
    const at = [...tokens, index];
    if (isReusable(one)) {
      reportUnknownComponent(names, one.reference, 'parameters', at);
      continue;
    }
    checkValues(names, one.value, [...at, 'value']);
    if (!Object.hasOwn(one, 'value'))
      check.report({ tokens: at, message: `The parameter "${one.name}" has no "value". Add it.` });
    if (isOfOperation && one.in === undefined)
      check.report({ tokens: at, message: `The parameter "${one.name}" of an operation needs "in". Add it.` });
  }
  const resolved = parametersIn(check.description, list).map((one) => `${one.in ?? ''} ${one.name}`.trim());
  if (resolved.length === (list ?? []).length)
    reportRepeated(check.report, resolved, { what: 'parameter', tokens, member: '' });
}

function checkActions(
  names: ScopeNames,
  list: (StepAction | Reusable)[] | undefined,
  tokens: Tokens,
  kind: 'successActions' | 'failureActions',
): void {
  const ids = names.loaded.workflow.steps.map(({ stepId }) => stepId);
  for (const [index, one] of (list ?? []).entries()) {
    const at = [...tokens, index];
    if (isReusable(one)) reportUnknownComponent(names, one.reference, kind, at);
    // A component has the stepIds of the workflow that refers to it.
    const action = isReusable(one) ? findComponent(names.check.description, one.reference, kind) : one;
    if (action !== undefined && 'type' in action) checkStepAction(names, action, ids, at);
  }
}

function checkStepAction(names: ScopeNames, action: StepAction, ids: string[], tokens: Tokens): void {
  const { check } = names;
  const { type, stepId, workflowId, name } = action;
  const targets = [stepId, workflowId].filter((one) => one !== undefined).length;
  if (type === 'goto' && targets !== 1)
    check.report({ tokens, message: `The action "${name}" needs either "stepId" or "workflowId". Add one.` });
  if (type === 'retry' && targets > 1)
    check.report({ tokens, message: `The action "${name}" has both "stepId" and "workflowId". Remove one.` });
  if (stepId !== undefined && type !== 'end') reportUnknownStep(names, stepId, ids, tokens);
  if (workflowId !== undefined && type !== 'end') reportUnknownWorkflow(check, workflowId, tokens);
  checkParameters(names, action.parameters, [...tokens, 'parameters'], false);
  checkCriteria(names, action.criteria, [...tokens, 'criteria']);
}

function reportUnknownStep({ check }: ScopeNames, id: string, ids: string[], tokens: Tokens): void {
  if (ids.includes(id)) return;
  check.report({ tokens, message: `The workflow has no step "${id}".${suggest(id, ids) || ' Correct the stepId.'}` });
}

function reportUnknownComponent({ check }: ScopeNames, reference: string, kind: ComponentKind, tokens: Tokens): void {
  const { description, report } = check;
  if (findComponent(description, reference, kind) !== undefined) return;
  const names = Object.keys(description.document.components?.[kind] ?? {}).map((name) => `$components.${kind}.${name}`);
  const hint = suggest(reference, names) || ` Write it as $components.${kind}.NAME.`;
  report({ tokens: [...tokens, 'reference'], message: `There is no component ${reference}.${hint}` });
}

function checkBody(names: ScopeNames, { requestBody, workflowId }: WorkflowStep, tokens: Tokens): void {
  if (requestBody === undefined) return;
  const { check, loaded } = names;
  if (workflowId !== undefined)
    check.report({
      tokens,
      message: 'A step that calls a workflow has no "requestBody". Pass "parameters".',
      at: 'key',
    });
  checkValues(names, requestBody.payload, [...tokens, 'payload']);
  for (const [index, { target, value, targetSelectorType }] of (requestBody.replacements ?? []).entries()) {
    const at = [...tokens, 'replacements', index];
    const unsupported = unsupportedType(targetSelectorType);
    if (unsupported !== undefined) check.hinder(loaded, at, unsupported);
    else if (targetSelectorType === undefined && !/^(\/|$)/.test(target))
      check.hinder(loaded, [...at, 'target'], 'the target must be a JSON Pointer. XPath is not supported');
    checkValues(names, value, [...at, 'value']);
  }
}
