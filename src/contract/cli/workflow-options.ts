import { isObject } from '../document/references.ts';
import { suggest } from '../document/suggest.ts';
import type { Plan } from '../verify/plan.ts';
import type { Phase } from '../verify/types.ts';
import type { LoadedWorkflow } from '../verify/workflows/description.ts';
import type { WorkflowPlan } from '../verify/workflows/workflow-run.ts';
import { STANDARD_INPUT } from './document.ts';
import { withVariables } from './login-file.ts';
import { readSettingsFile } from './settings-file.ts';
import { UsageError, type VerbContext } from './verb.ts';

/** Options that name workflows and their inputs. */
type WorkflowOptions = { workflows?: string | undefined; inputs?: string | undefined };

/**
 * Reads the workflows of a run and their inputs.
 *
 * @throws UsageError if the options contradict each other, or with the place of an invalid input
 * @throws ContractError with everything that is wrong with the Arazzo document
 */
export async function readWorkflows(
  { workflows: file, inputs }: WorkflowOptions,
  { phases, plan, context }: { phases: Phase[]; plan: Plan; context: VerbContext },
): Promise<WorkflowPlan | undefined> {
  if (file === undefined) {
    if (inputs !== undefined) throw new UsageError('--inputs needs --workflows.');
    if (phases.includes('workflows') && phases.every((phase) => phase === 'workflows'))
      throw new UsageError('The phase "workflows" needs --workflows.');
    return undefined;
  }
  if (phases.length > 0 && !phases.includes('workflows'))
    throw new UsageError('--workflows needs the phase "workflows".');
  const { loadWorkflows } = await import('../verify/workflows/load.ts');
  const documentFile = context.documentName === STANDARD_INPUT ? undefined : context.file;
  const loaded = await loadWorkflows(file, plan, { documentFile, reading: context.reading });
  return inputs === undefined ? loaded : withInputs(loaded, inputs);
}

/** Inputs by workflowId and name. `${NAME}` in texts stands for an environment variable, whose value is secret. */
async function withInputs(plan: WorkflowPlan, file: string): Promise<WorkflowPlan> {
  const { listWorkflows } = await import('../verify/workflows/description.ts');
  const { isSecretInput } = await import('../verify/workflows/inputs.ts');
  const settings = await readSettingsFile('inputs', file);
  const { fail, value } = settings;
  if (!isObject(value)) return fail([], 'The inputs must be an object with workflowIds as names.');
  const known = listWorkflows(plan.description);
  const ids = known.map(({ workflow }) => workflow.workflowId);
  const inputs: WorkflowPlan['inputs'] = {};
  const secrets: string[] = [];
  for (const [id, written] of Object.entries(value)) {
    const loaded = known.find(({ workflow }) => workflow.workflowId === id);
    if (loaded === undefined) return fail([id], `There is no workflow "${id}".${suggest(id, ids)}`, 'key');
    if (!isObject(written)) return fail([id], 'The inputs of a workflow must be an object with their names.');
    const values: Record<string, unknown> = {};
    for (const [name, one] of Object.entries(written)) {
      values[name] = withVariables(settings, one, [id, name]);
      const isSecret = isSecretInput(loaded, name) || JSON.stringify(values[name]) !== JSON.stringify(one);
      if (isSecret) secrets.push(String(values[name]));
      await checkInput(loaded, { name, value: values[name] }, (message, at) => fail([id, name], message, at));
    }
    inputs[id] = values;
  }
  return { ...plan, inputsFile: file, inputs, secrets };
}

async function checkInput(
  loaded: LoadedWorkflow,
  { name, value }: { name: string; value: unknown },
  fail: (message: string, at?: 'key') => never,
): Promise<void> {
  const { inputNames, isInputAllowed } = await import('../verify/workflows/inputs.ts');
  const { workflowId } = loaded.workflow;
  const names = inputNames(loaded);
  if (names.length > 0 && !names.includes(name))
    fail(`The workflow "${workflowId}" has no input "${name}".${suggest(name, names)}`, 'key');
  if (!isInputAllowed(loaded, name, value)) fail(`"${name}" does not match its schema in "${workflowId}".`);
}
