import { describe, expect, test } from 'vitest';
import { problemsOf, runWithFaults } from './faulty-runs.ts';
import { tableOf } from './judge.ts';
import { FAULTS } from './proxy.ts';

const RUNS = 66;

test('no write is lost and none is there twice, whatever happens between client and server', async () => {
  const { verdicts, injected } = await runWithFaults({ runs: RUNS, seed: 3 });
  expect(problemsOf(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(RUNS);
  expect([...injected.keys()].toSorted()).toEqual([...FAULTS].toSorted());
  for (const fault of FAULTS.filter((one) => one !== 'none' && one !== 'duplicate delivery')) {
    const keyed = verdicts.filter(({ write }) => write.kind === 'create' || write.kind === 'start');
    expect(
      keyed.filter((one) => one.fault === fault).reduce((sum, { retries }) => sum + retries, 0),
      fault,
    ).toBeGreaterThan(0);
  }
  expect(verdicts.filter(({ succeeded }) => succeeded !== undefined).length).toBeGreaterThan(RUNS / 2);
  expect(tableOf(verdicts)).toMatch(new RegExp(`^\\| all \\| ${RUNS} \\| .* \\| 0 \\| 0 \\|$`, 'm'));
});

describe('the check finds', () => {
  const lostResponse = { runs: 6, seed: 1, planOf: () => ['reset before headers' as const] };

  test('a client that sends no idempotency key', async () => {
    const onRequest = ({ request }: { request: Request }): void => request.headers.delete('idempotency-key');
    const { verdicts } = await runWithFaults({ ...lostResponse, defect: { onRequest } });
    expect(problemsOf(verdicts)).toContainEqual(expect.stringContaining('is there several times'));
  });

  test('a client that makes a key for each attempt', async () => {
    const onRequest = ({ request }: { request: Request }): void => {
      if (request.headers.has('idempotency-key')) request.headers.set('idempotency-key', crypto.randomUUID());
    };
    const { verdicts } = await runWithFaults({ ...lostResponse, defect: { onRequest } });
    expect(problemsOf(verdicts)).toContainEqual(expect.stringContaining('is there several times'));
  });

  test('a success without a write', async () => {
    const { verdicts } = await runWithFaults({ runs: 6, seed: 1, planOf: () => ['invented'] });
    expect(problemsOf(verdicts)).toContainEqual(expect.stringContaining('is lost'));
  });
});
