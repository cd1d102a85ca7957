import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import { createPlan } from '../../../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../../src/contract/verify/run-context.ts';
import { loadWorkflows } from '../../../../src/contract/verify/workflows/load.ts';
import { SHOP } from './shop.ts';

/** Files of a folder of their own, which the end of the test removes. */
export async function writeFiles(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workflows-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** Loads the workflows of a text that stands beside the document. */
export async function loadText(text: string, document: object = SHOP, others: Record<string, string> = {}) {
  const folder = await writeFiles({ 'shop.json': '{}', 'flow.yaml': text, ...others });
  // Tests write documents as literals.
  const plan = createPlan(structuredClone(document) as OpenApiDocument);
  const source = { documentFile: join(folder, 'shop.json'), reading: {} };
  return { plan, workflows: await loadWorkflows(join(folder, 'flow.yaml'), plan, source) };
}

/** Runs the workflows of a text, and nothing else. */
export async function runText(
  text: string,
  options: Partial<RunOptions> & { url: string },
  others: Record<string, string> = {},
): Promise<RunResult> {
  const { plan, workflows } = await loadText(text, SHOP, others);
  return runVerify(plan, {
    ...{ auth: {}, otherAuth: {}, seed: 1, maxCases: 100, operations: [], off: [], phases: ['workflows'] },
    ...{ timeMs: 600_000, concurrency: 1, responseMs: 600_000, onProgress: () => undefined, workflows },
    ...options,
  });
}
