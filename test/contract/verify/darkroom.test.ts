import { describe, expect, test, vi } from 'vitest';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';
import type { Phase } from '../../../src/contract/verify/types.ts';
import { DARKROOM_DEFECTS, type DarkroomDefect } from './darkroom/defects.ts';
import { DARKROOM } from './darkroom/document.ts';
import { CUSTOMERS, MAX_DARKROOM_MS, startDarkroom } from './darkroom/server.ts';
import { likelyPhases } from './likely-phases.ts';

const plan = createPlan(structuredClone(DARKROOM));

async function verify(defect: DarkroomDefect | undefined, more: Partial<RunOptions>): Promise<RunResult> {
  const darkroom = await startDarkroom(defect);
  const [auth, otherAuth] = [CUSTOMERS.own, CUSTOMERS.other].map((key) => ({ 'customer-key': key }));
  try {
    return await runVerify(plan, {
      ...{ url: darkroom.url, auth: auth ?? {}, otherAuth: otherAuth ?? {}, seed: 1, maxCases: 600, operations: [] },
      ...{ phases: [], off: [], timeMs: 600_000, concurrency: 4, responseMs: 600_000 },
      ...{ onProgress: () => undefined, ...more },
    });
  } finally {
    darkroom.stop();
  }
}

const textsOf = ({ findings }: RunResult): string[] =>
  findings.map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`);

describe('a server with uploads and asynchronous jobs that keeps its contract', () => {
  test.each([1, 2, 3])('has no findings, seed %i', async (seed) => {
    const result = await verify(undefined, { seed });
    expect(textsOf(result)).toEqual([]);
    // Races of jobs are not tried.
    const untried = ['no creation was sent at once with other requests', 'no equal requests were sent at once'];
    expect(result.notTried).toEqual([]);
    expect(result.untried).toEqual(untried.map((sentence) => `orderJob: returns 202, so ${sentence}`));
  });

  test('has jobs that are over in time where the process stands still between two reads', async () => {
    const now = performance.now.bind(performance);
    let stopped = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      stopped += 4000;
      return now() + stopped;
    });
    try {
      const day = 86_400_000;
      const result = await verify(undefined, { phases: ['state'], timeMs: 1000 * day, maxCases: 60 });
      expect(result.untried.filter((sentence) => sentence.includes('its job'))).toEqual([]);
      expect(result.counts.orderJob?.state).toBeGreaterThan(1);
    } finally {
      clock.mockRestore();
    }
  });

  test('has no findings in the phase security', async () => {
    expect(textsOf(await verify(undefined, { phases: ['security'] }))).toEqual([]);
  });
});

/** No other phase is sure to send a request after a job is over. */
const ONLY_IN_SEQUENCES: DarkroomDefect = 'a finished job cannot be cancelled, which is a server error';

/** Runs verify on a server with a defect until the check that the defect is about finds it. */
async function findDefect(defect: DarkroomDefect, phases: Phase[], seed = 1): Promise<RunResult> {
  const check = DARKROOM_DEFECTS[defect];
  const found = new AbortController();
  const onFinding: RunOptions['onFinding'] = (finding) => {
    if (finding.check === check) found.abort();
  };
  const options = { phases, maxResponseMs: MAX_DARKROOM_MS, signal: found.signal, onFinding };
  const result = await verify(defect, { ...options, seed, maxCases: 3000 });
  expect(result.findings.map((finding) => finding.check)).toContain(check);
  return result;
}

describe('a server with uploads and asynchronous jobs in which', () => {
  const defects = Object.entries(DARKROOM_DEFECTS).filter(([defect]) => defect !== ONLY_IN_SEQUENCES);
  test.each(defects)('%s is found by %s', async (defect, check) => {
    await findDefect(defect as DarkroomDefect, likelyPhases(check));
  });

  test.each([1, 2, 3])(`${ONLY_IN_SEQUENCES} is found in sequences, seed %i`, async (seed) => {
    const { findings } = await findDefect(ONLY_IN_SEQUENCES, ['state'], seed);
    expect(findings.map(({ operationId }) => operationId)).toEqual(['cancelJob']);
  });
});
