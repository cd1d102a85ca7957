import { ContractError } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import type { Plan } from '../plan.ts';
import { checkSteps } from './check-steps.ts';
import { findDependencyCircle, findEndlessStep } from './circles.ts';
import { type Description, keyOfWorkflow, type LoadedWorkflow, listWorkflows, placeText } from './description.ts';
import { type DescriptionCheck, type Obstacles, reportRepeated, reportUnknownWorkflow } from './description-check.ts';
import type { VerifiedDocument } from './sources.ts';

/**
 * Checks an Arazzo document and the Arazzo documents that it names.
 *
 * @throws ContractError with everything that is wrong, each with file, line and column
 */
export function checkDescriptions(entry: Description, plan: Plan, verified: VerifiedDocument): Obstacles {
  const obstacles: Obstacles = new Map();
  const faults: ContractError['faults'] = [];
  const seen = new Set<Description>();
  const visit = (description: Description): void => {
    if (seen.has(description)) return;
    seen.add(description);
    const { placeAt } = description;
    checkOne({
      ...{ description, plan },
      report: ({ tokens, message, at }) => faults.push({ message, place: placeAt(tokens, at) }),
      hinder: (workflow, tokens, reason) => {
        const key = keyOfWorkflow(workflow);
        if (!obstacles.has(key)) obstacles.set(key, `${placeText(description, tokens)}: ${reason}`);
      },
    });
    if (description.others.size === 0 || description.verified.size > 0) checkSources(description, verified, faults);
    for (const other of description.others.values()) visit(other);
  };
  visit(entry);
  if (faults.length > 0) throw new ContractError(faults);
  return obstacles;
}

/** At least one source must be what the server is verified against. */
function checkSources(
  { document, verified, placeAt }: Description,
  { file, title }: VerifiedDocument,
  faults: ContractError['faults'],
): void {
  if (verified.size > 0) return;
  const own = file ?? `"${title}"`;
  const message = `No source description is the verified document, ${own}. Set a "url" to its path, or a "name" to its file name or title.`;
  const index = Math.max(
    0,
    document.sourceDescriptions.findIndex(({ type }) => type === 'openapi'),
  );
  faults.push({ message, place: placeAt(['sourceDescriptions', index, 'url']) });
}

function checkOne(check: DescriptionCheck): void {
  const { description, report } = check;
  const { sourceDescriptions } = description.document;
  const workflows = listWorkflows(description);
  reportRepeated(
    report,
    sourceDescriptions.map(({ name }) => name),
    {
      ...{ what: 'source description', tokens: ['sourceDescriptions'], member: 'name' },
    },
  );
  reportRepeated(
    report,
    workflows.map(({ workflow }) => workflow.workflowId),
    {
      ...{ what: 'workflow', tokens: ['workflows'], member: 'workflowId' },
    },
  );
  for (const loaded of workflows) {
    checkDependencies(check, loaded);
    checkInputs(check, loaded);
    checkSteps(check, loaded);
    const endless = findEndlessStep(loaded);
    if (endless === undefined) continue;
    const { stepId } = loaded.workflow.steps[endless] ?? {};
    report({
      tokens: [...loaded.tokens, 'steps', endless],
      message: `The workflow never ends after the step "${stepId}": its goto actions lead in a circle. Add an action with "type: end", or a criterion.`,
    });
  }
  const circle = findDependencyCircle(description);
  if (circle !== undefined) {
    report({
      tokens: circle.tokens,
      message: `The workflows ${circle.ids.map((id) => `"${id}"`).join(', ')} need each other. Remove one "dependsOn" or call.`,
    });
  }
}

function checkDependencies({ description, report }: DescriptionCheck, { workflow, tokens }: LoadedWorkflow): void {
  for (const [index, id] of (workflow.dependsOn ?? []).entries())
    reportUnknownWorkflow({ description, report }, id, [...tokens, 'dependsOn', index]);
}

/** References of inputs are looked up in their own file. */
function checkInputs({ description, hinder }: DescriptionCheck, loaded: LoadedWorkflow): void {
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const reference = isObject(value) ? value.$ref : undefined;
    if (typeof reference === 'string') {
      const target = description.find(reference);
      if (target === undefined)
        hinder(loaded, [...loaded.tokens, 'inputs'], `the $ref "${reference}" of its inputs leads to another file`);
      visit(target);
    }
    for (const member of Object.values(value)) visit(member);
  };
  visit(loaded.workflow.inputs);
}
