import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { PathValues, SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import {
  type Description,
  findWorkflow,
  keyOfWorkflow,
  type LoadedWorkflow,
  type Tokens,
  type WorkflowStep,
} from './description.ts';
import type { Obstacles } from './description-check.ts';
import type { ExpressionScope, Values } from './expressions.ts';
import type { GivenInputs } from './inputs.ts';

/** Workflows that a run sends. */
export type WorkflowPlan = {
  /** The path or URL of the document as it was given. */
  file: string;
  description: Description;
  obstacles: Obstacles;
  /** The path of the inputs as it was given. */
  inputsFile?: string;
  inputs: GivenInputs;
  /** Texts of inputs that no report may have. */
  secrets: string[];
};

/** A request of a workflow, with its response if there is one. */
export type SentStep = {
  operation: VerifiableOperation;
  request: SentRequest;
  /** Undefined if no response arrived. */
  exchange?: CompletedExchange;
  path: PathValues;
};

/** Why a workflow did not succeed. */
export type WorkflowFailure = {
  /** A sentence without its full stop. */
  reason: string;
  /** `workflowId stepId`, from the outer workflow to the inner one. */
  way: string[];
  /** Distinguishes the failures of a step. */
  cause: string;
  /** `file:line:column` of what did not hold. */
  place: string;
  /** The request that shows it; undefined if none was sent. */
  shown: SentStep | undefined;
};

/** The end of a workflow. */
export type WorkflowEnd = { inputs: Values; outputs: Values; failure?: WorkflowFailure };

/** The state of a run of one workflow and of those that it calls. */
export type WorkflowContext = {
  run: Run;
  plan: WorkflowPlan;
  /** Workflows that have ended, by key. */
  ended: Map<string, WorkflowEnd>;
  /** Requests so far. */
  sent: SentStep[];
  /** Steps that may still be run. */
  stepsLeft: number;
};

/** The state of one workflow. */
export type Running = {
  loaded: LoadedWorkflow;
  inputs: Values;
  /** Outputs of steps, by stepId. */
  steps: Map<string, Values>;
};

/** A step of a workflow that runs. */
export type RunningStep = { running: Running; step: WorkflowStep; tokens: Tokens };

/** The values that expressions have. */
export function scopeOf(
  { ended }: WorkflowContext,
  { loaded, inputs, steps }: Running,
  about: { sent?: SentStep | undefined; outputs?: Values } = {},
): ExpressionScope {
  const { description, workflow } = loaded;
  return {
    ...{ description, inputs, steps, outputs: about.outputs ?? {} },
    ...{ exchange: about.sent?.exchange, path: about.sent?.path ?? {} },
    workflowOf: (id) => {
      if (id === workflow.workflowId) return { inputs, outputs: about.outputs ?? {} };
      const other = findWorkflow(description, id);
      return other && ended.get(keyOfWorkflow(other));
    },
  };
}
