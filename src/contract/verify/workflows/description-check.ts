import { suggest } from '../../document/suggest.ts';
import type { Plan } from '../plan.ts';
import { type Description, type DescriptionFault, findWorkflow, type LoadedWorkflow } from './description.ts';

/** Why workflows cannot be run, by their keys: something that is not supported, or not known. */
export type Obstacles = Map<string, string>;

/** A check of one document. */
export type DescriptionCheck = {
  description: Description;
  plan: Plan;
  report: (fault: DescriptionFault) => void;
  /** Says that a workflow cannot be run. */
  hinder: (workflow: LoadedWorkflow, tokens: DescriptionFault['tokens'], reason: string) => void;
};

/** Reports names that stand twice in a list. */
export function reportRepeated(
  report: DescriptionCheck['report'],
  names: string[],
  { what, tokens, member }: { what: string; tokens: DescriptionFault['tokens']; member: string },
): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name))
      report({ tokens: [...tokens, index, member], message: `There are two ${what}s "${name}". Rename one of them.` });
    seen.add(name);
  }
}

/** Reports a workflow that does not exist. */
export function reportUnknownWorkflow(
  { description, report }: Pick<DescriptionCheck, 'description' | 'report'>,
  id: string,
  tokens: DescriptionFault['tokens'],
): void {
  if (findWorkflow(description, id) !== undefined) return;
  const ids = description.document.workflows.map(({ workflowId }) => workflowId);
  report({ tokens, message: `There is no workflow "${id}".${suggest(id, ids) || ' Correct the workflowId.'}` });
}
