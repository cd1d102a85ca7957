import type { Exchange, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { parametersOfStep } from './components.ts';
import { findUnmet } from './criteria.ts';
import { findWorkflow, placeText } from './description.ts';
import { evaluateDeep, type Values } from './expressions.ts';
import { inputsOfCall } from './inputs.ts';
import { findStepOperation } from './step-operations.ts';
import { writeStepRequest } from './step-requests.ts';
import {
  type RunningStep,
  type SentStep,
  scopeOf,
  type WorkflowContext,
  type WorkflowEnd,
  type WorkflowFailure,
} from './workflow-run.ts';

/** The end of a step. */
export type StepEnd = {
  /** The last request of the step. */
  sent: SentStep | undefined;
  /** Outputs of the workflow that it has called. */
  called: Values;
  failure?: WorkflowFailure;
};

/** Runs a workflow with its inputs. */
export type RunWorkflow = (
  context: WorkflowContext,
  loaded: RunningStep['running']['loaded'],
  inputs: Values,
) => Promise<WorkflowEnd>;

/** Runs a step once: sends its request or calls its workflow, and evaluates its criteria and outputs. */
export async function runStep(context: WorkflowContext, own: RunningStep, runWorkflow: RunWorkflow): Promise<StepEnd> {
  const { step, running } = own;
  const waiting = step.dependsOn?.find((id) => !running.steps.has(id));
  if (waiting !== undefined)
    return failStep(own, {
      reason: `the step "${waiting}", which it depends on, has not completed`,
      cause: `waits for ${waiting}`,
    });
  const end =
    step.workflowId === undefined ? await sendRequestOf(context, own) : await callWorkflow(context, own, runWorkflow);
  const validated = end.failure === undefined ? validateStep(context, own, end) : end;
  const scope = scopeOf(context, running, { sent: end.sent, outputs: end.called });
  running.steps.set(step.stepId, evaluateDeep(step.outputs ?? {}, scope).value as Values);
  return validated;
}

/** Fails a step. */
function failStep(
  { running, step, tokens }: RunningStep,
  { reason, cause, at, end }: { reason: string; cause: string; at?: (string | number)[]; end?: StepEnd | undefined },
): StepEnd {
  const { description, workflow } = running.loaded;
  const place = placeText(description, at ?? tokens);
  const way = [`${workflow.workflowId} ${step.stepId}`];
  return { sent: end?.sent, called: end?.called ?? {}, failure: { reason, cause, place, way, shown: end?.sent } };
}

async function sendRequestOf(context: WorkflowContext, own: RunningStep): Promise<StepEnd> {
  const { run } = context;
  const { running, step } = own;
  const found = findStepOperation(running.loaded.description, run.plan, step);
  // Checked before the run.
  if (!('operation' in found)) return failStep(own, { reason: 'its operation is not known', cause: 'operation' });
  const { operation } = found;
  const { options } = run;
  const written = writeStepRequest(running.loaded, step, { operation, scope: scopeOf(context, running), options });
  if ('missing' in written) {
    const before = context.sent.at(-1);
    const end = { sent: before, called: {} };
    return failStep(own, {
      reason: `its request cannot be sent: ${written.missing}`,
      cause: `lacks ${written.missing}`,
      end,
    });
  }
  const start = performance.now();
  const exchange = await exchangeOnce(context, operation, written.parts);
  const sent = noteSent(context, operation, exchange, written.parts);
  const end: StepEnd = { sent, called: {} };
  if ('failure' in exchange)
    return failStep(own, { reason: `it gets no response: ${exchange.failure}`, cause: 'no response', end });
  const { timeout } = step;
  if (timeout === undefined || performance.now() - start <= timeout) return end;
  return failStep(own, { reason: `it takes longer than its timeout of ${timeout} ms`, cause: 'timeout', end });
}

async function exchangeOnce(
  { run }: WorkflowContext,
  operation: VerifiableOperation,
  parts: RequestParts,
): Promise<Exchange> {
  run.count(operation, 'workflows');
  return run.session.exchange(operation, parts, {});
}

function noteSent(
  { sent }: WorkflowContext,
  operation: VerifiableOperation,
  exchange: Exchange,
  { path }: RequestParts,
): SentStep {
  const { request } = exchange;
  const one: SentStep = { operation, request, path, ...('response' in exchange ? { exchange } : {}) };
  sent.push(one);
  return one;
}

async function callWorkflow(context: WorkflowContext, own: RunningStep, runWorkflow: RunWorkflow): Promise<StepEnd> {
  const { running, step } = own;
  const { description, workflow } = running.loaded;
  const target = findWorkflow(description, step.workflowId ?? '');
  // Checked before the run.
  if (target === undefined) return failStep(own, { reason: 'its workflow is not known', cause: 'workflow' });
  const passed: Values = {};
  for (const { name, value } of parametersOfStep(description, workflow, step)) {
    const evaluated = evaluateDeep(value, scopeOf(context, running));
    if (evaluated.value !== undefined) passed[name] = evaluated.value;
  }
  const end = await runWorkflow(context, target, inputsOfCall(target, passed, context.run.options.seed));
  const sent = context.sent.at(-1);
  if (end.failure === undefined) return { sent, called: end.outputs };
  const way = [`${workflow.workflowId} ${step.stepId}`, ...end.failure.way];
  return { sent, called: end.outputs, failure: { ...end.failure, way } };
}

/** Without criteria a request must be accepted; a workflow that was called has succeeded. */
function validateStep(context: WorkflowContext, own: RunningStep, end: StepEnd): StepEnd {
  const { step, running, tokens } = own;
  const { successCriteria } = step;
  if (successCriteria === undefined) {
    const status = end.sent?.exchange?.response.status ?? 0;
    if (status < 400 || step.workflowId !== undefined) return end;
    return failStep(own, { reason: `it returns ${status}, and it has no "successCriteria"`, cause: 'status', end });
  }
  const scope = scopeOf(context, running, { sent: end.sent, outputs: end.called });
  const unmet = findUnmet(successCriteria, scope);
  if (unmet === undefined) return end;
  const condition = successCriteria[unmet.index]?.condition ?? '';
  const at = [...tokens, 'successCriteria', unmet.index];
  return failStep(own, {
    reason: `"${condition}" does not hold: ${unmet.reason}`,
    cause: `criterion ${condition}`,
    at,
    end,
  });
}
