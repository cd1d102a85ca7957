import { retryAfterMs } from '../limits.ts';
import { actionsOfStep, parametersIn } from './components.ts';
import { findUnmet } from './criteria.ts';
import { findWorkflow, type LoadedWorkflow, placeText, type StepAction } from './description.ts';
import { evaluateDeep, type Values } from './expressions.ts';
import { inputsOfCall } from './inputs.ts';
import { runStep, type StepEnd } from './run-step.ts';
import { type Running, type RunningStep, scopeOf, type WorkflowContext, type WorkflowEnd } from './workflow-run.ts';

/** Thrown when the time of the run is over. */
export class TimeIsOver extends Error {
  override name = 'TimeIsOver';
}

/** The attempts of a retry action that names no limit (Arazzo 1.0.1 §4.6.8). */
const USUAL_RETRIES = 1;

/**
 * Runs the steps of a workflow until it ends or a step fails that no action handles.
 *
 * @throws TimeIsOver
 */
export async function runWorkflow(
  context: WorkflowContext,
  loaded: LoadedWorkflow,
  inputs: Values,
): Promise<WorkflowEnd> {
  const { workflow, tokens } = loaded;
  const running: Running = { loaded, inputs, steps: new Map() };
  /** Retries of the current step, by the name of the action. */
  const retries = new Map<string, number>();
  let index = 0;
  for (let step = workflow.steps[0]; step !== undefined; step = workflow.steps[index]) {
    const own: RunningStep = { running, step, tokens: [...tokens, 'steps', index] };
    const end = await takeStep(context, own);
    const action = chooseAction(context, own, { end, retries });
    if (action === undefined || action.type === 'end') {
      if (end.failure !== undefined) return endOf(context, running, end);
      if (action !== undefined) break;
      index += 1;
      retries.clear();
      continue;
    }
    if (action.type === 'goto' && action.workflowId !== undefined) return runTarget(context, running, { action, end });
    if (action.type === 'goto') {
      index = indexOfStep(running, action.stepId);
      retries.clear();
      continue;
    }
    retries.set(action.name, (retries.get(action.name) ?? 0) + 1);
    await prepareRetry(context, running, { action, end });
  }
  return endOf(context, running);
}

/** The number of steps and the time of a run are limited: actions can lead in a circle. */
async function takeStep(context: WorkflowContext, own: RunningStep): Promise<StepEnd> {
  if (performance.now() >= context.run.stateEnd) throw new TimeIsOver();
  context.stepsLeft -= 1;
  if (context.stepsLeft >= 0) return runStep(context, own, runWorkflow);
  const { running, step, tokens } = own;
  const { description, workflow } = running.loaded;
  const shown = context.sent.at(-1);
  return {
    ...{ sent: shown, called: {} },
    failure: {
      ...{ reason: 'its actions lead in a circle that does not end', cause: 'circle', shown },
      place: placeText(description, tokens),
      way: [`${workflow.workflowId} ${step.stepId}`],
    },
  };
}

/** The first action whose criteria hold. Those behind a retry come when its attempts are used up. */
function chooseAction(
  context: WorkflowContext,
  { running, step }: RunningStep,
  { end, retries }: { end: StepEnd; retries: Map<string, number> },
): StepAction | undefined {
  if (context.stepsLeft < 0) return undefined;
  const { description, workflow } = running.loaded;
  const outcome = end.failure === undefined ? 'success' : 'failure';
  const scope = scopeOf(context, running, { sent: end.sent, outputs: end.called });
  return actionsOfStep(description, workflow, step, outcome).find(({ type, name, retryLimit, criteria = [] }) => {
    const isUsedUp = type === 'retry' && (retries.get(name) ?? 0) >= (retryLimit ?? USUAL_RETRIES);
    return !isUsedUp && findUnmet(criteria, scope) === undefined;
  });
}

type Chosen = { action: StepAction; end: StepEnd };

/** Control is transferred: the other workflow ends this one. */
async function runTarget(context: WorkflowContext, running: Running, { action, end }: Chosen): Promise<WorkflowEnd> {
  const { description } = running.loaded;
  const target = findWorkflow(description, action.workflowId ?? '');
  // Checked before the run.
  if (target === undefined) return endOf(context, running);
  const scope = scopeOf(context, running, { sent: end.sent, outputs: end.called });
  const passed: Values = {};
  for (const { name, value } of parametersIn(description, action.parameters)) {
    const evaluated = evaluateDeep(value, scope);
    if (evaluated.value !== undefined) passed[name] = evaluated.value;
  }
  return runWorkflow(context, target, inputsOfCall(target, passed, context.run.options.seed));
}

/** Waits, and runs the step or workflow that the action names, after which the step is retried. */
async function prepareRetry(context: WorkflowContext, running: Running, { action, end }: Chosen): Promise<void> {
  const response = end.sent?.exchange?.response;
  const asked = response === undefined ? undefined : retryAfterMs(response);
  const waitMs = asked ?? (action.retryAfter ?? 0) * 1000;
  if (performance.now() + waitMs >= context.run.stateEnd) throw new TimeIsOver();
  if (waitMs > 0) await new Promise<void>((resolve) => void setTimeout(resolve, waitMs));
  if (action.workflowId !== undefined) await runTarget(context, running, { action, end });
  if (action.stepId === undefined) return;
  const index = indexOfStep(running, action.stepId);
  const step = running.loaded.workflow.steps[index];
  if (step !== undefined)
    await takeStep(context, { running, step, tokens: [...running.loaded.tokens, 'steps', index] });
}

function indexOfStep({ loaded }: Running, stepId: string | undefined): number {
  return loaded.workflow.steps.findIndex((one) => one.stepId === stepId);
}

function endOf(context: WorkflowContext, running: Running, { failure, sent }: Partial<StepEnd> = {}): WorkflowEnd {
  const { inputs, loaded } = running;
  const scope = scopeOf(context, running, { sent: sent ?? context.sent.at(-1) });
  const outputs = evaluateDeep(loaded.workflow.outputs ?? {}, scope).value as Values;
  return { inputs, outputs, ...(failure === undefined ? {} : { failure }) };
}
