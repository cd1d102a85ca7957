import {
  type Description,
  isReusable,
  type Reusable,
  type StepAction,
  type StepParameter,
  type Workflow,
  type WorkflowStep,
} from './description.ts';

/** The kinds of components that a `reference` can name. */
export const COMPONENT_KINDS = ['parameters', 'successActions', 'failureActions'] as const;

export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** The component that a reference such as `$components.parameters.page` names; undefined if there is none. */
export function findComponent(
  { document }: Description,
  reference: string,
  wanted: ComponentKind,
): StepParameter | StepAction | undefined {
  const [, kind, name = ''] = /^\$components\.(\w+)\.(.+)$/.exec(reference) ?? [];
  const own = kind === wanted ? document.components?.[wanted] : undefined;
  return own !== undefined && Object.hasOwn(own, name) ? own[name] : undefined;
}

/** The parameters of a list, those of components in place of their references. */
export function parametersIn(description: Description, list: (StepParameter | Reusable)[] = []): StepParameter[] {
  return list.flatMap((one) => {
    if (!isReusable(one)) return [one];
    // Checked before the run.
    const component = findComponent(description, one.reference, 'parameters') as StepParameter | undefined;
    if (component === undefined) return [];
    return [{ ...component, ...('value' in one ? { value: one.value } : {}) }];
  });
}

/** The parameters of a step: its own override those of its workflow (Arazzo 1.0.1 §4.6.5). */
export function parametersOfStep(description: Description, workflow: Workflow, step: WorkflowStep): StepParameter[] {
  const own = parametersIn(description, step.parameters);
  // Those of a workflow are for operations; a workflow that is called has inputs of its own.
  const around = step.workflowId === undefined ? parametersIn(description, workflow.parameters) : [];
  const isOverridden = (one: StepParameter): boolean =>
    own.some(({ name, in: place }) => name === one.name && place === one.in);
  return [...around.filter((one) => !isOverridden(one)), ...own];
}

/** The actions after a step, its own before those of its workflow, which they override by name. */
export function actionsOfStep(
  description: Description,
  workflow: Workflow,
  step: WorkflowStep,
  outcome: 'success' | 'failure',
): StepAction[] {
  const kind = `${outcome}Actions` as const;
  const read = (list: (StepAction | Reusable)[] = []): StepAction[] =>
    list.flatMap((one) => {
      if (!isReusable(one)) return [one];
      // Checked before the run.
      const component = findComponent(description, one.reference, kind) as StepAction | undefined;
      return component === undefined ? [] : [component];
    });
  const own = read(outcome === 'success' ? step.onSuccess : step.onFailure);
  const around = read(workflow[kind]).filter(({ name }) => !own.some((one) => one.name === name));
  return [...own, ...around];
}
