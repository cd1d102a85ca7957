import type { FindSchema } from '../../document/references.ts';
import { CannotSample } from '../../values/cannot-sample.ts';
import { findAllowed } from '../../values/checks.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import { sampleValue } from '../../values/sample.ts';
import type { LoadedWorkflow } from './description.ts';
import type { Values } from './expressions.ts';

/** Inputs by workflowId. */
export type GivenInputs = Record<string, Values>;

type InputSchemas = { properties: Record<string, unknown>; required: string[] };

function schemasOf({ workflow, description: { find } }: LoadedWorkflow): InputSchemas {
  if (workflow.inputs === undefined) return { properties: {}, required: [] };
  const { properties = {}, required = [] } = flatten(workflow.inputs, find, createFirst(find));
  return { properties, required: required as string[] };
}

/** The names of a workflow's inputs. */
export function inputNames(loaded: LoadedWorkflow): string[] {
  return Object.keys(schemasOf(loaded).properties);
}

/** Whether the schema of an input allows a value. */
export function isInputAllowed(loaded: LoadedWorkflow, name: string, value: unknown): boolean {
  const { properties } = schemasOf(loaded);
  return !Object.hasOwn(properties, name) || findAllowed(properties[name], [value], loaded.description.find).length > 0;
}

/** Whether values of an input are secret (OAS 3.1 §4.4, the format `password`). */
export function isSecretInput(loaded: LoadedWorkflow, name: string): boolean {
  const { find } = loaded.description;
  const { properties } = schemasOf(loaded);
  return Object.hasOwn(properties, name) && flatten(properties[name], find, createFirst(find)).format === 'password';
}

/**
 * The inputs of a workflow that runs by itself. Without given values each declared input has its example, its default
 * or a made value; with some, the required ones and those with an example or default do.
 */
export function inputsOfRun(loaded: LoadedWorkflow, given: Values | undefined, seed: number): Values {
  const { required } = schemasOf(loaded);
  return fillInputs(loaded, given ?? {}, { seed, isMade: (name) => given === undefined || required.includes(name) });
}

/** The inputs of a workflow that a step calls: those that the step passes, and examples and defaults. */
export function inputsOfCall(loaded: LoadedWorkflow, passed: Values, seed: number): Values {
  return fillInputs(loaded, passed, { seed, isMade: () => false });
}

function fillInputs(
  loaded: LoadedWorkflow,
  given: Values,
  { seed, isMade }: { seed: number; isMade: (name: string) => boolean },
): Values {
  const { find } = loaded.description;
  const inputs: Values = { ...given };
  for (const [name, schema] of Object.entries(schemasOf(loaded).properties)) {
    if (Object.hasOwn(given, name) || !(isMade(name) || hasOwnValue(schema, find))) continue;
    try {
      const flat = flatten(schema, find, createFirst(find));
      inputs[name] = 'default' in flat ? flat.default : sampleValue(schema, find, { size: 'full', seed });
    } catch (error) {
      // The step that needs it says that it has no value.
      if (!(error instanceof CannotSample)) throw error;
    }
  }
  return inputs;
}

/** Whether a schema names a value itself. */
function hasOwnValue(schema: unknown, find: FindSchema): boolean {
  const flat = flatten(schema, find, createFirst(find));
  return ['default', 'example', 'examples', 'const'].some((keyword) => keyword in flat);
}
