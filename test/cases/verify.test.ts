import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { createPlan } from '../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../src/contract/verify/run.ts';

/** Verifies the mock of a document of this folder. */
async function verify(name: string, { maxCases, timeMs }: { maxCases: number; timeMs: number }): Promise<RunResult> {
  const document = await bundleContract(join(import.meta.dirname, name));
  const mock = await startMock(structuredClone(document), { port: 0, host: '127.0.0.1' });
  return runVerify(createPlan(document), {
    ...{
      url: mock.url,
      auth: {},
      otherAuth: {},
      seed: 1,
      operations: [],
      phases: ['examples', 'constraints'],
      // The documents declare no 400.
      off: ['status_code_conformance'],
    },
    ...{ maxCases, timeMs, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
  }).finally(mock.stop);
}

test('verify-formats: an operation is tried with every format that validators know', async () => {
  const { counts, notTried, untried, findings } = await verify('verify-formats.yaml', {
    ...{ maxCases: 100_000, timeMs: 600_000 },
  });
  expect({ notTried, untried, findings }).toEqual({ notTried: [], untried: [], findings: [] });
  expect(counts.addBoat?.examples).toBeGreaterThan(0);
  expect(counts.addBoat?.constraints).toBeGreaterThan(40);
});

test('verify-plan-never-ends: cases are sent before all are planned, and what was cut is said', async () => {
  const run = await verify('verify-plan-never-ends.yaml', { maxCases: 50, timeMs: 600_000 });
  expect(run).toMatchObject({ cases: 50, findings: [], notTried: [] });
  expect(run.cut).toContain('--max-cases 50 ended the run');
});

test('verify-plan-never-ends: a run whose time is too short has tried nothing, and says so', async () => {
  const run = await verify('verify-plan-never-ends.yaml', { maxCases: 50, timeMs: 0 });
  expect(run).toMatchObject({ cases: 0, notTried: [{ operationId: 'search' }] });
});
