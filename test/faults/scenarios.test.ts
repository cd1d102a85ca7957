import { describe, expect, test, vi } from 'vitest';
import { type Beside, runBeside } from './beside.ts';
import { runBrokenCatalog } from './catalogs.ts';
import { fillDisk } from './disk-full.ts';
import { runBrokenReceiver } from './receivers.ts';
import { createResult, createRun, isPassed, type Result } from './scenario.ts';

const NO_FAILURES = { lost: [], halves: [], problems: [] };

function expectPassed(result: Result): void {
  expect(result).toMatchObject(NO_FAILURES);
  expect(isPassed(result)).toBe(true);
}

describe('a full disk', () => {
  test('loses no acknowledged write, and the server recovers by itself', async () => {
    const result = await fillDisk(createRun(1, 1));
    if (result.notRun === undefined) expectPassed(result);
    else expect(isPassed(result)).toBe(false);
  });

  test('is a failure if /readyz returns 200 during it', async () => {
    vi.stubEnv('FAULT_PATIENCE_SECONDS', '10');
    const defect = new URL('always-ready.ts', import.meta.url);
    const result = await fillDisk(createRun(1, 1), { NODE_OPTIONS: `--import=${defect}` });
    vi.unstubAllEnvs();
    if (result.notRun === undefined) expect(result.problems).toContain('/readyz returns 503: not within 10 s');
    expect(isPassed(result)).toBe(false);
  });
});

describe('a server beside a fault fails', () => {
  test('if its memory grows', async () => {
    const result = await runBeside('grown', createRun(1, 1), {
      fault: async () => undefined,
      writes: 60,
      memoryBound: 0,
    });
    expect(result.problems.join()).toMatch(/^the memory grew by \d+ MiB$/);
  });

  test('if it ends', async () => {
    vi.stubEnv('FAULT_PATIENCE_SECONDS', '10');
    const fault = async ({ server }: Beside) => void server.child.kill('SIGKILL');
    const { problems } = await runBeside('ended', createRun(1, 1), { fault, writes: 60 });
    vi.unstubAllEnvs();
    expect(problems).toContain('writes are acknowledged beside the fault: not within 10 s');
    expect(problems.join('\n')).toMatch(/^(GET|POST|PATCH|DELETE) .*: no response$/m);
  });
});

test('a receiver fails whose deliveries are delivered, although they should be pending', async () => {
  const { problems } = await runBrokenReceiver(
    // So much time that no attempt fails where the machine stands still for seconds.
    { breakage: 'sends a byte of the body a second', expected: 'pending', timeoutMs: 8000, writes: 60 },
    createRun(1, 1),
  );
  expect(problems).toEqual([
    'after the first attempts: delivered',
    '0 attempts reached the receiver when it worked, for 24 deliveries',
  ]);
});

test('a catalog fails that is there, although there should be none', async () => {
  const { problems } = await runBrokenCatalog(
    { breakage: 'returns 500', atStart: 'works', timeoutMs: 60_000, writes: 60 },
    createRun(1, 1),
  );
  expect(problems).toEqual([
    'a creation returned 201 without a catalog',
    'the list of voices returned 200 without a catalog',
  ]);
});

test('a scenario that was not run has not passed', () => {
  expect(isPassed(createResult('x', 1))).toBe(true);
  expect(isPassed({ ...createResult('x', 0), notRun: 'no disk' })).toBe(false);
});
