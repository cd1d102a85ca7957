import { describe, expect, test } from 'vitest';
import { createPlan } from '../../../../src/contract/verify/plan.ts';
import { parseFindings } from '../../../../src/contract/verify/replay/findings-file.ts';
import { replayAll } from '../../../../src/contract/verify/replay/replay-run.ts';
import { type FoundEvidence, toFindingsFile } from '../../../../src/contract/verify/replay/write-findings.ts';
import { runVerify } from '../../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../../src/contract/verify/run-context.ts';
import { MUSEUM } from '../museum/document.ts';
import { type Defect, startMuseum } from '../museum/server.ts';

const plan = createPlan(structuredClone(MUSEUM));

const optionsFor = (url: string, change: Partial<RunOptions> = {}): RunOptions => ({
  ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 600, operations: ['createEvent'], phases: ['state'], off: [] },
  ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
  ...change,
});

async function findIn(defect: Defect) {
  const evidence: FoundEvidence = new Map();
  const museum = await startMuseum(defect);
  const options = optionsFor(museum.url, { onFinding: (finding, own) => void evidence.set(finding, own) });
  const { findings } = await runVerify(plan, options).finally(museum.stop);
  return { findings, file: parseFindings(JSON.stringify(toFindingsFile(evidence, options, 'museum.yaml'))) };
}

describe('a museum in which', () => {
  test.each([
    ['an update stores what it has read before others wrote', 'no_lost_update'],
    ['an update brings back an event that is deleted meanwhile', 'deletes_are_final'],
    ['a deletion removes what is in the place of the event meanwhile', 'deletes_are_final'],
  ] as const)('%s has a finding that can be replayed', async (defect, check) => {
    const { findings, file } = await findIn(defect);
    expect(findings.map((finding) => finding.check)).toEqual([check]);
    const [{ atOnce = [], steps = [], message = '' } = {}] = findings;
    expect(atOnce.length).toBeGreaterThan(1);
    expect(steps.map(({ method }) => method)).toContain('POST');
    expect(message).toContain('at once: no order of them explains that a read');
    const replay = async (other?: Defect) => {
      const museum = await startMuseum(other);
      const { results } = await replayAll(plan, file, optionsFor(museum.url)).finally(museum.stop);
      return results.map(({ result, message: text }) => (result === 'unclear' ? text : result));
    };
    expect(await replay(defect)).toEqual(['still there']);
    expect(await replay()).toEqual(['fixed']);
  });
});
