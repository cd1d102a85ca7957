import type { FileReadOptions } from '../../document/root.ts';
import type { Plan } from '../plan.ts';
import { checkDescriptions } from './check-description.ts';
import { readDescription } from './read.ts';
import type { WorkflowPlan } from './workflow-run.ts';

/**
 * Reads and checks an Arazzo document for a run.
 *
 * @param file path or URL
 * @param documentFile path or URL of the OpenAPI document; undefined if it was read from standard input
 * @throws ContractError with everything that is wrong
 */
export async function loadWorkflows(
  file: string,
  plan: Plan,
  { documentFile, reading }: { documentFile: string | undefined; reading: FileReadOptions },
): Promise<WorkflowPlan> {
  const verified = { file: documentFile, title: plan.document.info.title };
  const description = await readDescription(file, verified, reading);
  const obstacles = checkDescriptions(description, plan, verified);
  return { file, description, obstacles, inputs: {}, secrets: [] };
}
