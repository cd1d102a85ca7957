import { actionsOfStep } from './components.ts';
import {
  type Description,
  findWorkflow,
  keyOfWorkflow,
  type LoadedWorkflow,
  listWorkflows,
  type Tokens,
} from './description.ts';

/** The workflows that must run before or inside a workflow, with the place that says so. */
function neededBy({ description, workflow, tokens }: LoadedWorkflow): { needed: LoadedWorkflow; at: Tokens }[] {
  const named = [
    ...(workflow.dependsOn ?? []).map((id, index) => ({ id, at: [...tokens, 'dependsOn', index] })),
    ...workflow.steps.flatMap(({ workflowId: id }, index) =>
      id === undefined ? [] : [{ id, at: [...tokens, 'steps', index, 'workflowId'] }],
    ),
  ];
  return named.flatMap(({ id, at }) => {
    const needed = findWorkflow(description, id);
    return needed === undefined ? [] : [{ needed, at }];
  });
}

/** Workflows that need each other, through `dependsOn` or steps that call workflows; undefined if there are none. */
export function findDependencyCircle(description: Description): { ids: string[]; tokens: Tokens } | undefined {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (loaded: LoadedWorkflow): { ids: string[]; tokens: Tokens } | undefined => {
    const key = keyOfWorkflow(loaded);
    if (done.has(key)) return undefined;
    way.push(key);
    for (const { needed, at } of neededBy(loaded)) {
      const start = way.indexOf(keyOfWorkflow(needed));
      if (start >= 0) return { ids: way.slice(start).map((one) => one.replace(/^.*#/s, '')), tokens: at };
      const found = visit(needed);
      // A circle in another document is reported there.
      if (found !== undefined) return loaded.description === description ? found : undefined;
    }
    way.pop();
    done.add(key);
    return undefined;
  };
  for (const loaded of listWorkflows(description)) {
    way.length = 0;
    const found = visit(loaded);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Stands for the end of a workflow among the steps that can follow. */
const END = -1;

/** The index of the first step after which a workflow never ends, as long as its steps succeed; undefined if there is none. */
export function findEndlessStep(loaded: LoadedWorkflow): number | undefined {
  const { steps } = loaded.workflow;
  const following = steps.map((_, index) => followingSteps(loaded, index));
  const ending = new Set<number>([END]);
  let size = 0;
  while (size !== ending.size) {
    size = ending.size;
    for (const [index, next] of following.entries()) if (next.some((one) => ending.has(one))) ending.add(index);
  }
  const endless = steps.findIndex((_, index) => !ending.has(index));
  return endless < 0 ? undefined : endless;
}

function followingSteps({ description, workflow }: LoadedWorkflow, index: number): number[] {
  const step = workflow.steps[index];
  if (step === undefined) return [END];
  const found: number[] = [];
  for (const { type, stepId, criteria = [] } of actionsOfStep(description, workflow, step, 'success')) {
    const target = type === 'goto' ? workflow.steps.findIndex((one) => one.stepId === stepId) : END;
    found.push(target);
    // It is always chosen, and those behind it never.
    if (criteria.length === 0) return found;
  }
  return [...found, index + 1 < workflow.steps.length ? index + 1 : END];
}
