import type { Place } from '../../document/document.ts';
import type { FindSchema } from '../../document/references.ts';

/** A parameter of a step, or an input of the workflow that a step calls (Arazzo 1.0.1 §4.6.6). */
export type StepParameter = {
  name: string;
  in?: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  value?: unknown;
};

/** A reference to a component, and the value that a parameter has there (Arazzo 1.0.1 §4.6.10). */
export type Reusable = { reference: string; value?: unknown };

/** The name of a language of conditions or selectors, with its version (Arazzo 1.0.1 §4.6.12). */
export type ExpressionType = string | { type: string; version?: string };

/** Arazzo 1.0.1 §4.6.11. */
export type Criterion = { condition: string; context?: string; type?: ExpressionType };

/** Arazzo 1.0.1 §4.6.7 and §4.6.8. */
export type StepAction = {
  name: string;
  type: 'end' | 'goto' | 'retry';
  stepId?: string;
  workflowId?: string;
  /** Inputs of the workflow (Arazzo 1.1). */
  parameters?: (StepParameter | Reusable)[];
  /** Seconds. */
  retryAfter?: number;
  retryLimit?: number;
  criteria?: Criterion[];
};

/** Arazzo 1.0.1 §4.6.14. */
export type PayloadReplacement = { target: string; value: unknown; targetSelectorType?: ExpressionType };

/** Arazzo 1.0.1 §4.6.5. */
export type WorkflowStep = {
  stepId: string;
  operationId?: string;
  operationPath?: string;
  workflowId?: string;
  parameters?: (StepParameter | Reusable)[];
  requestBody?: { contentType?: string; payload?: unknown; replacements?: PayloadReplacement[] };
  successCriteria?: Criterion[];
  onSuccess?: (StepAction | Reusable)[];
  onFailure?: (StepAction | Reusable)[];
  outputs?: Record<string, unknown>;
  /** Milliseconds (Arazzo 1.1). */
  timeout?: number;
  /** Steps that must have completed (Arazzo 1.1). */
  dependsOn?: string[];
};

/** Arazzo 1.0.1 §4.6.4. */
export type Workflow = {
  workflowId: string;
  inputs?: unknown;
  dependsOn?: string[];
  steps: WorkflowStep[];
  successActions?: (StepAction | Reusable)[];
  failureActions?: (StepAction | Reusable)[];
  parameters?: (StepParameter | Reusable)[];
  outputs?: Record<string, unknown>;
};

/** Arazzo 1.0.1 §4.6.3. */
export type SourceDescription = { name: string; url: string; type?: string };

/** Arazzo 1.0.1 §4.6.1, with a valid structure. */
export type ArazzoDocument = {
  arazzo: string;
  $self?: string;
  sourceDescriptions: SourceDescription[];
  workflows: Workflow[];
  components?: {
    parameters?: Record<string, StepParameter>;
    successActions?: Record<string, StepAction>;
    failureActions?: Record<string, StepAction>;
  };
};

/** An Arazzo document with the documents that it names. */
export type Description = {
  /** As it is shown. */
  file: string;
  document: ArazzoDocument;
  /** The place of a value, or of its key, by reference tokens. */
  placeAt: (tokens: Tokens, at?: 'key') => Place;
  /** Finds schemas of the inputs. */
  find: FindSchema;
  /** Documents of the type arazzo, by the name of their source description. */
  others: Map<string, Description>;
  /** Names of the source descriptions that are the verified document. */
  verified: Set<string>;
};

/** Reference tokens of a JSON Pointer. */
export type Tokens = (string | number)[];

/** Something wrong with an Arazzo document. */
export type DescriptionFault = { tokens: Tokens; message: string; at?: 'key' };

/** A workflow and the document that it stands in. */
export type LoadedWorkflow = { description: Description; workflow: Workflow; tokens: Tokens };

/** `file:line:column` of a value. */
export function placeText({ placeAt }: Description, tokens: Tokens, at?: 'key'): string {
  const { file, line, column } = placeAt(tokens, at);
  return `${file}:${line}:${column}`;
}

export function isReusable(one: object): one is Reusable {
  return 'reference' in one;
}

/** All workflows of a description, without those of other documents. */
export function listWorkflows(description: Description): LoadedWorkflow[] {
  return description.document.workflows.map((workflow, index) => ({
    ...{ description, workflow, tokens: ['workflows', index] },
  }));
}

/**
 * The workflow that a `workflowId` names: of the same document, or `$sourceDescriptions.NAME.ID` (Arazzo 1.0.1 §4.6.5).
 */
export function findWorkflow(description: Description, workflowId: string): LoadedWorkflow | undefined {
  const [, source, id = workflowId] = /^\$sourceDescriptions\.([\w-]+)\.(.+)$/.exec(workflowId) ?? [];
  const owner = source === undefined ? description : description.others.get(source);
  return owner && listWorkflows(owner).find(({ workflow }) => workflow.workflowId === id);
}

/** A workflow as a key: ids are unique in one document only. */
export function keyOfWorkflow({ description, workflow }: Pick<LoadedWorkflow, 'description' | 'workflow'>): string {
  return `${description.file}#${workflow.workflowId}`;
}
