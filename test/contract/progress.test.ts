import { describe, expect, test, vi } from 'vitest';
import { createProgress } from '../../src/contract/progress.ts';

function watch(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  const progress = createProgress({ isTTY, write: (text) => written.push(text) });
  const step = (what: string, after: number): void => {
    now = after;
    progress.step(what);
  };
  return { written, step, end: progress.end, restore: () => clock.mockRestore() };
}

describe('progress', () => {
  test('is one live line on a terminal, gone at the end', () => {
    const { written, step, end, restore } = watch(true);
    step('reading', 0);
    step('types', 1500);
    end();
    end();
    restore();
    expect(written).toEqual(['\r\u001B[Kreading … 0.0 s', '\r\u001B[Ktypes … 1.5 s', '\r\u001B[K']);
  });

  test('is a line for each step in a log, once it has taken more than a second', () => {
    const { written, step, end, restore } = watch(false);
    step('reading', 0);
    step('schemas', 1000);
    step('types', 1001);
    end();
    restore();
    expect(written).toEqual(['types … 1.0 s\n']);
  });
});
