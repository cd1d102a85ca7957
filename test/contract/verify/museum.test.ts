import { describe, expect, test } from 'vitest';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';
import type { Phase } from '../../../src/contract/verify/types.ts';
import { MUSEUM } from './museum/document.ts';
import { DEFECTS, type Defect, MAX_RESPONSE_MS, SECURITY_DEFECTS, startMuseum } from './museum/server.ts';

async function verify(
  defect: Defect | undefined,
  seed: number,
  phases: Phase[] = [],
  more: Partial<RunOptions> = {},
): Promise<RunResult> {
  const museum = await startMuseum(defect);
  try {
    return await runVerify(createPlan(structuredClone(MUSEUM)), {
      ...{ url: museum.url, auth: {}, otherAuth: {}, seed, maxCases: 600, operations: [], phases },
      ...{ off: [], timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined, ...more },
    });
  } finally {
    museum.stop();
  }
}

describe('a plain Express server that keeps its contract', () => {
  test.each([1, 2, 3])('has no findings, seed %i', async (seed) => {
    const { findings, notTried, untried } = await verify(undefined, seed);
    expect(findings.map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`)).toEqual([]);
    expect({ notTried, untried }).toEqual({ notTried: [], untried: [] });
  });

  test('has no findings in the phase security', async () => {
    const { findings, counts } = await verify(undefined, 1, ['security']);
    expect(findings.map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`)).toEqual([]);
    expect(counts.createEvent?.security).toBeGreaterThan(30);
    // A vulnerable server might delete what a DELETE does not name.
    expect(counts.deleteEvent).toEqual({
      security: counts.createEvent?.security === undefined ? 0 : expect.any(Number),
    });
  });

  test('may ignore the body of a GET or DELETE (RFC 9110 §9.3.1, §9.3.5)', async () => {
    const { outcomes, counts } = await verify(undefined, 1, ['protocol']);
    // These operations declare a 415 and a 413, which they never return.
    expect(counts).toMatchObject({ deleteEvent: { protocol: expect.any(Number) }, getTicket: { protocol: 5 } });
    expect(outcomes['invalid requests accepted, without a finding']).toBeGreaterThan(0);
    expect(outcomes['invalid requests accepted, with a finding']).toBeUndefined();
  });
});

/** Defects that show in the rows of a list too, or in the order of them. */
const FOUND_BY_OTHERS_TOO: Defect[] = [
  'a page has one row more than its limit',
  'every other list comes in reverse order',
  // A sequence finds it as an update that is not stored.
  'null in a merge patch is ignored',
];

describe('a plain Express server in which', () => {
  test.each(Object.entries(DEFECTS))('%s is found by %s', async (defect, check) => {
    const phases: Phase[] = SECURITY_DEFECTS.includes(defect as Defect) ? ['security'] : ['state', 'protocol'];
    // A machine that stands still is slow, too.
    const limit = check === 'response_time' ? { maxResponseMs: MAX_RESPONSE_MS } : {};
    const { findings } = await verify(defect as Defect, 1, phases, limit);
    const checks = new Set(findings.map((finding) => finding.check));
    expect([...checks]).toContain(check);
    if (!FOUND_BY_OTHERS_TOO.includes(defect as Defect)) expect([...checks]).toEqual([check]);
  });
});
