import { describe, expect, test } from 'vitest';
import { createPlan } from '../../../../src/contract/verify/plan.ts';
import { parseFindings } from '../../../../src/contract/verify/replay/findings-file.ts';
import { replayAll } from '../../../../src/contract/verify/replay/replay-run.ts';
import { type FoundEvidence, toFindingsFile } from '../../../../src/contract/verify/replay/write-findings.ts';
import { findingLines } from '../../../../src/contract/verify/report.ts';
import { type RunResult, runVerify } from '../../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../../src/contract/verify/run-context.ts';
import { MEMBER_DEFECTS, MEMBERS, type MemberDefect, startMembers, UNHINTED_MEMBERS } from '../museum/members.ts';

const plans = { hinted: createPlan(structuredClone(MEMBERS)), unhinted: createPlan(structuredClone(UNHINTED_MEMBERS)) };

const optionsFor = (url: string, change: Partial<RunOptions> = {}): RunOptions => ({
  ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 600, operations: [], phases: ['state'], off: [] },
  ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
  ...change,
});

async function verify(
  defect?: MemberDefect,
  change: Partial<RunOptions> = {},
  plan = plans.hinted,
): Promise<RunResult> {
  const members = await startMembers(defect);
  return runVerify(plan, optionsFor(members.url, change)).finally(members.stop);
}

const checksOf = ({ findings }: RunResult) => [...new Set(findings.map(({ check }) => check))];
const ALL = Object.entries(MEMBER_DEFECTS) as [MemberDefect, (typeof MEMBER_DEFECTS)[MemberDefect]][];

describe('a server with a unique property and Idempotency-Keys', () => {
  test.each([1, 2])('has no findings, seed %i', async (seed) => {
    const result = await verify(undefined, { seed });
    expect(result.findings).toEqual([]);
    expect(result.untried).toEqual([]);
  });

  test.each(ALL)('in which %s is found by %s', async (defect, check) => {
    expect(checksOf(await verify(defect))).toEqual([check]);
  });

  test.each(ALL.slice(0, 1))('in which %s has no finding if the check is off', async (defect, check) => {
    expect(checksOf(await verify(defect, { off: [check] }))).toEqual([]);
  });

  test('is found to have a unique property that the document does not name', async () => {
    const reset = ['POST /reset'];
    const defect = 'a card is searched before the insert';
    expect(checksOf(await verify(defect, { reset }, plans.unhinted))).toEqual(['unique_under_race']);
    expect(checksOf(await verify(undefined, { reset }, plans.unhinted))).toEqual([]);
  });

  test('is sent no races one request at a time, and the report says so', async () => {
    const result = await verify('a card is searched before the insert', { concurrency: 1 });
    expect(checksOf(result)).toEqual([]);
    expect(result.untried).toEqual(['Races were not tried: --concurrency 1 sends one request at a time.']);
  });
});

describe('a finding of a race', () => {
  test('has the requests that were sent at once, as lines for a shell', async () => {
    const { findings } = await verify('a card is searched before the insert');
    const [finding] = findings;
    const cards = (finding?.atOnce ?? []).map(({ body = '' }) => JSON.parse(body).card);
    expect(cards.length).toBeGreaterThan(1);
    expect(new Set(cards).size).toBe(1);
    const lines = findingLines(findings).map((line) => line.trim());
    const together = lines.filter((line) => /^curl .* -X POST .*&$/.test(line));
    expect(together).toHaveLength(cards.length);
    expect(lines[lines.indexOf('wait') - 1]).toBe(together.at(-1));
  });

  test.each(ALL)('is replayed: %s', async (defect) => {
    const evidence: FoundEvidence = new Map();
    const members = await startMembers(defect);
    const options = optionsFor(members.url, { onFinding: (finding, own) => void evidence.set(finding, own) });
    await runVerify(plans.hinted, options).finally(members.stop);
    const file = parseFindings(JSON.stringify(toFindingsFile(evidence, options, 'members.yaml')));
    const replay = async (other?: MemberDefect) => {
      const server = await startMembers(other);
      const { results } = await replayAll(plans.hinted, file, optionsFor(server.url)).finally(server.stop);
      return results.map(({ check, result, message }) => ({
        check,
        result,
        ...(result === 'unclear' ? { message } : {}),
      }));
    };
    expect(await replay(defect)).toEqual([{ check: MEMBER_DEFECTS[defect], result: 'still there' }]);
    expect(await replay()).toEqual([{ check: MEMBER_DEFECTS[defect], result: 'fixed' }]);
  });
});
