import { recordUnit } from '../replay/scope.ts';
import type { Run } from '../run-context.ts';
import { actionsOfStep } from './components.ts';
import { findWorkflow, keyOfWorkflow, type LoadedWorkflow, listWorkflows } from './description.ts';
import { inputsOfRun } from './inputs.ts';
import { runWorkflow, TimeIsOver } from './run-workflow.ts';
import { findStepOperation } from './step-operations.ts';
import { bringsCredentials } from './step-requests.ts';
import type { WorkflowContext, WorkflowEnd, WorkflowPlan } from './workflow-run.ts';

/** The result of a workflow. */
export type WorkflowResult = {
  workflowId: string;
  result: 'succeeded' | 'failed' | 'not run';
  /** Requests that it has sent. */
  requests: number;
  /** Why it failed or was not run. */
  reason?: string;
};

/** The name that findings have for a workflow as a unit. */
export const WORKFLOW_UNIT = 'workflow';

/** Steps that one workflow and those that it calls may take. */
const MOST_STEPS = 500;

/** Runs the workflows of a document, each after those that it depends on. */
export async function runWorkflows(run: Run, plan: WorkflowPlan): Promise<WorkflowResult[]> {
  const runner = createRunner(run, plan);
  const called = listCalled(plan);
  const own = listWorkflows(plan.description).filter((loaded) => {
    // A called workflow runs where it is called, with the inputs that it gets there.
    return !called.has(keyOfWorkflow(loaded)) || Object.hasOwn(plan.inputs, loaded.workflow.workflowId);
  });
  for (const loaded of own) if (isSelected(run, loaded)) await runner.ensure(loaded);
  for (const loaded of own) runner.leaveOut(loaded, 'none of its operations is selected (--only)');
  return runner.results;
}

/** Runs one workflow, after those that it depends on. Returns undefined if it could not be run, with the reason in `untried`. */
export async function runOneWorkflow(
  run: Run,
  plan: WorkflowPlan,
  workflowId: string,
): Promise<WorkflowEnd | undefined> {
  const loaded = findWorkflow(plan.description, workflowId);
  return loaded && createRunner(run, plan).ensure(loaded);
}

function createRunner(run: Run, plan: WorkflowPlan) {
  const ended = new Map<string, WorkflowEnd>();
  const tried = new Set<string>();
  const results: WorkflowResult[] = [];

  const runNow = async (loaded: LoadedWorkflow): Promise<WorkflowEnd | undefined> => {
    const { workflowId } = loaded.workflow;
    const context: WorkflowContext = { run, plan, ended, sent: [], stepsLeft: MOST_STEPS };
    await run.reset?.();
    return recordUnit({ check: WORKFLOW_UNIT, of: workflowId }, async () => {
      const inputs = inputsOfRun(loaded, plan.inputs[workflowId], run.options.seed);
      try {
        const end = await runWorkflow(context, loaded, inputs);
        results.push(concludeWorkflow(context, loaded, end));
        return end;
      } catch (error) {
        if (!(error instanceof TimeIsOver)) throw error;
        leave(loaded, 'the time limit was reached', context.sent.length);
        return undefined;
      }
    });
  };

  const leave = ({ workflow: { workflowId } }: LoadedWorkflow, reason: string, requests = 0): void => {
    run.untried.push(`the workflow "${workflowId}" was not run${requests > 0 ? ' to its end' : ''}: ${reason}`);
    results.push({ workflowId, result: 'not run', requests, reason });
  };

  const ensure = async (loaded: LoadedWorkflow): Promise<WorkflowEnd | undefined> => {
    const key = keyOfWorkflow(loaded);
    if (tried.has(key)) return ended.get(key);
    tried.add(key);
    for (const id of loaded.workflow.dependsOn ?? []) {
      const needed = findWorkflow(loaded.description, id);
      const end = needed && (await ensure(needed));
      if (end !== undefined && end.failure === undefined) continue;
      leave(loaded, `"${id}", which it depends on, did not succeed`);
      return undefined;
    }
    const obstacle = obstacleOf(run, plan, loaded);
    if (obstacle !== undefined) {
      leave(loaded, obstacle);
      return undefined;
    }
    const end = await runNow(loaded);
    if (end !== undefined) ended.set(key, end);
    return end;
  };
  /** Reports a workflow that was not tried. */
  const leaveOut = (loaded: LoadedWorkflow, reason: string): void => {
    if (!tried.has(keyOfWorkflow(loaded))) leave(loaded, reason);
  };
  return { ensure, leaveOut, results };
}

/** Reports a failure as a finding at its step. */
function concludeWorkflow(
  { run, sent }: WorkflowContext,
  loaded: LoadedWorkflow,
  { failure }: WorkflowEnd,
): WorkflowResult {
  const { workflowId } = loaded.workflow;
  const about = { workflowId, requests: sent.length };
  if (failure === undefined) return { ...about, result: 'succeeded' };
  const { shown, place, reason, way, cause } = failure;
  const steps = way.map((one) => `"${one.split(' ')[1]}"`).join(' → ');
  const sentence = `the step ${steps} of the workflow "${workflowId}" failed: ${reason} (${place})`;
  if (shown === undefined) {
    run.untried.push(`the workflow "${workflowId}" was not run: ${sentence}`);
    return { ...about, result: 'not run', reason: sentence };
  }
  const { operation, request, exchange } = shown;
  run.session.report({
    ...{ check: 'workflow_succeeds', operation, request, response: exchange?.response },
    fault: { message: `${sentence}.`, pointer: operation.pointer, cause: causeOfFailure(way, cause) },
    steps: sent.slice(0, sent.indexOf(shown)).map((one) => one.request),
  });
  return { ...about, result: 'failed', reason: sentence };
}

/** Fingerprints ignore words with digits, but `step1` and `step2` are not the same step. */
function causeOfFailure(way: string[], cause: string): string {
  return [...way, cause].join(' | ').replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? digit);
}

/** Why a workflow cannot be run, or one that it calls. */
function obstacleOf(
  { plan, wanted, options }: Run,
  { obstacles }: WorkflowPlan,
  loaded: LoadedWorkflow,
): string | undefined {
  const { operations } = options;
  for (const one of [loaded, ...listReached(loaded)]) {
    const known = obstacles.get(keyOfWorkflow(one));
    if (known !== undefined) return known;
    for (const step of one.workflow.steps) {
      if (step.workflowId !== undefined) continue;
      const found = findStepOperation(one.description, plan, step);
      if (!('operation' in found)) continue;
      const { operation } = found;
      const { operationId } = operation;
      if (!plan.operations.includes(operation)) return `no request is sent to ${operationId} (--skip)`;
      const isLocked = !wanted.includes(operation) && (operations.length === 0 || operations.includes(operationId));
      if (isLocked && !bringsCredentials(one, step, { operation, options }))
        return `${operationId} rejects the credentials of the run`;
    }
  }
  return undefined;
}

/** Whether a workflow sends a request to one of the operations that are to be tried. */
function isSelected({ plan, options: { operations } }: Run, loaded: LoadedWorkflow): boolean {
  if (operations.length === 0) return true;
  return [loaded, ...listReached(loaded)].some(({ description, workflow }) =>
    workflow.steps.some((step) => {
      const found = step.workflowId === undefined ? findStepOperation(description, plan, step) : undefined;
      return found !== undefined && 'operation' in found && operations.includes(found.operation.operationId);
    }),
  );
}

/** The workflows that a workflow calls or goes to, directly or not. */
function listReached(loaded: LoadedWorkflow): LoadedWorkflow[] {
  const found = new Map<string, LoadedWorkflow>();
  const visit = ({ description, workflow }: LoadedWorkflow): void => {
    for (const step of workflow.steps) {
      const actions = (['success', 'failure'] as const).flatMap((one) =>
        actionsOfStep(description, workflow, step, one),
      );
      for (const id of [step.workflowId, ...actions.map((action) => action.workflowId)]) {
        const target = id === undefined ? undefined : findWorkflow(description, id);
        if (target === undefined || found.has(keyOfWorkflow(target))) continue;
        found.set(keyOfWorkflow(target), target);
        visit(target);
      }
    }
  };
  visit(loaded);
  return [...found.values()];
}

/** The keys of the workflows that others call or go to. */
function listCalled({ description }: WorkflowPlan): Set<string> {
  return new Set(listWorkflows(description).flatMap((loaded) => listReached(loaded).map(keyOfWorkflow)));
}
