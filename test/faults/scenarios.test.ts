import { describe, expect, test, vi } from 'vitest';
import { type Beside, runBeside } from './beside.ts';
import { catalogues } from './catalogues.ts';
import { clocks } from './clock.ts';
import { fillDisk } from './disk-full.ts';
import { receivers } from './receivers.ts';
import { createResult, createRun, isPassed, type Result, type Scenario } from './scenario.ts';

const NO_FAILURES = { lost: [], halves: [], problems: [] };

function expectPassed(result: Result): void {
  expect(result).toMatchObject(NO_FAILURES);
  expect(isPassed(result)).toBe(true);
}

const named = (scenarios: Scenario[], part: string): Scenario => {
  const found = scenarios.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`No scenario has "${part}" in its name.`);
  return found;
};

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

test('a receiver of webhooks that hangs holds up nothing else', async () => {
  expectPassed(await named(receivers, 'hangs').run(createRun(1, 1)));
});

test('a voice catalogue that breaks is served from the cache', async () => {
  expectPassed(await named(catalogues, 'broken JSON').run(createRun(1, 1)));
});

test('a clock that is set back and forth locks nobody out', async () => {
  expectPassed(await named(clocks, 'SQLite').run(createRun(1, 1)));
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

test('a scenario that was not run has not passed', () => {
  expect(isPassed(createResult('x', 1))).toBe(true);
  expect(isPassed({ ...createResult('x', 0), notRun: 'no disk' })).toBe(false);
});
