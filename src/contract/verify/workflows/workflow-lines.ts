import type { WorkflowResult } from './workflows.ts';

const MARKS = { succeeded: '✓', failed: '✗', 'not run': '–' } as const;

/** The part of a report about workflows. */
export function formatWorkflows(results: WorkflowResult[]): string[] {
  if (results.length === 0) return [];
  const lines = results.map(({ workflowId, result, requests }) => {
    const sent = requests === 1 ? '1 request' : `${requests} requests`;
    return `  ${MARKS[result]} ${workflowId}: ${result}, ${sent}`;
  });
  return ['Workflows:', ...lines, ''];
}
