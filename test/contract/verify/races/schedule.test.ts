import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MOST_AT_ONCE,
  scheduleDeletes,
  scheduleRepeats,
  scheduleUpdates,
} from '../../../../src/contract/verify/races/schedule.ts';

const bounds = fc.record({
  rounds: fc.integer({ min: 1, max: 12 }),
  fields: fc.integer({ min: 1, max: 4 }),
  most: fc.integer({ min: 2, max: 8 }),
  hasCondition: fc.boolean(),
});

describe('the schedule of races', () => {
  test('is the same for a seed, and another one for another seed', () => {
    const all = (seed: number) => [
      scheduleUpdates(seed, { rounds: 6, fields: 4, most: 4, hasCondition: true }),
      scheduleDeletes(seed, { rounds: 6, most: 4, hasUpdate: true }),
      scheduleRepeats(seed, { rounds: 6, most: 4 }),
    ];
    expect(all(1)).toEqual(all(1));
    for (const [index, plan] of all(1).entries()) expect(all(2)[index]).not.toEqual(plan);
  });

  test('sends 2 to 4 updates at once, and no more requests than are allowed', () => {
    fc.assert(
      fc.property(fc.integer(), bounds, (seed, given) => {
        const plan = scheduleUpdates(seed, given);
        expect(plan).toHaveLength(given.rounds);
        for (const { writers, readAfterMs, isConditional } of plan) {
          expect(writers.length).toBeGreaterThanOrEqual(2);
          expect(writers.length + Number(readAfterMs !== undefined)).toBeLessThanOrEqual(
            Math.min(MOST_AT_ONCE, given.most),
          );
          expect(isConditional && !given.hasCondition).toBe(false);
          for (const { writes } of writers) {
            expect(writes.length).toBeGreaterThan(0);
            for (const { field } of writes) expect(field).toBeLessThan(given.fields);
          }
        }
      }),
    );
  });

  test('first writes properties that no two updates share, then one that all share', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 4 }), (seed, fields) => {
        const [apart, shared] = scheduleUpdates(seed, { rounds: 2, fields, most: 4, hasCondition: false });
        const namesOf = (writers: { writes: { field: number }[] }[] = []) =>
          writers.map(({ writes }) => writes.map(({ field }) => field));
        const first = namesOf(apart?.writers).flat();
        expect(new Set(first).size).toBe(first.length);
        const [one = [], ...others] = namesOf(shared?.writers);
        expect(one.some((field) => others.every((names) => names.includes(field)))).toBe(true);
      }),
    );
  });

  test('deletes in each round, and updates only if the resource can be updated', () => {
    for (const hasUpdate of [true, false]) {
      const steps = scheduleDeletes(1, { rounds: 4, most: 4, hasUpdate }).map((round) => round.steps);
      for (const round of steps) expect(round.some(({ kind }) => kind === 'remove')).toBe(true);
      expect(steps.flat().some(({ kind }) => kind === 'update')).toBe(hasUpdate);
      expect(steps.flat().some(({ kind }) => kind === 'create')).toBe(true);
    }
  });
});
