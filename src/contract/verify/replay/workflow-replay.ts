import type { Run, RunOptions } from '../run-context.ts';
import { findWorkflow } from '../workflows/description.ts';
import { runOneWorkflow } from '../workflows/workflows.ts';
import type { StoredFinding } from './findings-file.ts';
import type { Playback } from './playback.ts';

/** Why a workflow cannot be run again. */
export function findWorkflowObstacle({ workflows }: RunOptions, workflowId = ''): string | undefined {
  if (workflows === undefined) return 'the file of findings names no Arazzo document';
  if (findWorkflow(workflows.description, workflowId) !== undefined) return undefined;
  return `${workflows.file} has no workflow "${workflowId}"`;
}

/** Runs the whole workflow again, with the inputs of the run. */
export async function replayWorkflow(
  run: Run,
  { unit: { of = '' }, check, operationId, requests, shows }: StoredFinding,
  { obstacles }: Playback,
): Promise<void> {
  const { workflows } = run.options;
  if (workflows === undefined) return;
  const reached = new Set<string>();
  const end = await runOneWorkflow(
    { ...run, count: (operation) => void reached.add(operation.operationId) },
    workflows,
    of,
  );
  const [reason] = run.untried;
  if (end === undefined) return void obstacles.push(reason ?? `the workflow "${of}" was not run`);
  if (end.failure === undefined) return;
  const { shown, reason: why, place } = end.failure;
  const isLocked = shown?.exchange?.response.status === 401 && requests[shows]?.status !== 401;
  if (isLocked)
    obstacles.push(`${shown.operation.operationId} returned 401: give the credentials of the run with --auth`);
  else if (check === 'workflow_succeeds' || !reached.has(operationId))
    obstacles.push(`the workflow "${of}" fails at another place: ${why} (${place})`);
}
