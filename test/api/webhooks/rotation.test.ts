import { describe, expect, test } from 'vitest';
import type { Lane } from '../../../src/api/webhooks/schedule/lane.ts';
import { createRotation, type LoadLanes } from '../../../src/api/webhooks/schedule/rotation.ts';

const lane = (workspaceId: string, origin: string): Lane => ({ workspaceId, origin });
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const noMore: LoadLanes = async () => [];

describe('lanes have turns', () => {
  test('a workspace with many lanes has no more of them than one with one lane', async () => {
    const rotation = createRotation({ origin: 100, workspace: 100, all: 100 });
    for (const at of range(50)) rotation.add(lane('large', `o${at}`));
    rotation.add(lane('small', 'o'));
    const turns: (string | undefined)[] = [];
    for (const _ of range(6)) {
      const next = await rotation.next(noMore);
      turns.push(next?.workspaceId);
      if (next?.workspaceId === 'small') rotation.add(next);
    }
    expect(turns).toEqual(['large', 'small', 'large', 'small', 'large', 'small']);
  });

  test('a lane that is added twice has one turn', async () => {
    const rotation = createRotation({ origin: 1, workspace: 1, all: 1 });
    rotation.add(lane('w', 'o'));
    rotation.add(lane('w', 'o'));
    expect(await rotation.next(noMore)).toEqual(lane('w', 'o'));
    expect(await rotation.next(noMore)).toBeUndefined();
  });
});

describe.each([
  ['an origin', (at: number) => lane(`w${at}`, 'slow'), { origin: 2, workspace: 9, all: 99 }],
  ['a workspace', (at: number) => lane('slow', `o${at}`), { origin: 9, workspace: 2, all: 99 }],
] as const)('lanes of %s without a free slot', (_what, nth, limits) => {
  test('wait until one is free, and let others have their turns', async () => {
    const rotation = createRotation(limits);
    for (const at of [0, 1]) rotation.take(nth(at));
    for (const at of range(400)) rotation.add(nth(at + 2));
    rotation.add(lane('other', 'other'));
    expect(await rotation.next(noMore)).toEqual(lane('other', 'other'));
    expect(await rotation.next(noMore)).toBeUndefined();
    expect(rotation.isReady).toBe(false);
    rotation.release(nth(0));
    expect(rotation.isReady).toBe(true);
    const next = await rotation.next(noMore);
    expect(next).toEqual(nth(2));
    rotation.take(nth(2));
    expect(await rotation.next(noMore)).toBeUndefined();
  });

  test('are kept up to a number, and read again when those have had their turn', async () => {
    const rotation = createRotation(limits);
    for (const at of [0, 1]) rotation.take(nth(at));
    const waiting = new Set(range(1200).map((at) => JSON.stringify(nth(at + 2))));
    for (const text of waiting) rotation.add(JSON.parse(text));
    const asked: number[] = [];
    const load: LoadLanes = async (of, limit) => {
      expect([{ origin: 'slow' }, { workspaceId: 'slow' }]).toContainEqual(of);
      asked.push(limit);
      return [...waiting].slice(0, limit).map((text) => JSON.parse(text));
    };
    rotation.release(nth(0));
    for (const _ of range(1200)) {
      const next = await rotation.next(load);
      // Each once: it leaves the list as its deliveries are made.
      expect(waiting.delete(JSON.stringify(next))).toBe(true);
    }
    expect(await rotation.next(load)).toBeUndefined();
    expect(asked.length).toBeLessThanOrEqual(4);
  });
});

/** Numbers that look random, the same each time (Mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

test.each(range(20))('every delivery has a slot in the end, and no limit is passed (seed %i)', async (seed) => {
  const random = seeded(seed);
  const limits = { origin: 1 + random(4), workspace: 1 + random(6), all: 1 + random(12) };
  const rotation = createRotation(limits);
  const queued = new Map<string, number>();
  for (const _ of range(300)) {
    const one = JSON.stringify(lane(`w${random(8)}`, `o${random(8)}`));
    queued.set(one, (queued.get(one) ?? 0) + 1);
  }
  for (const text of queued.keys()) rotation.add(JSON.parse(text));
  const underWay: Lane[] = [];
  let done = 0;
  while (done < 300) {
    while (rotation.capacity > 0) {
      const next = await rotation.next(noMore);
      if (next === undefined) break;
      const [key, capacity] = [JSON.stringify(next), rotation.capacityOf(next)];
      expect(capacity).toBeGreaterThan(0);
      const count = Math.min(capacity, queued.get(key) ?? 0);
      for (const _ of range(count)) {
        rotation.take(next);
        underWay.push(next);
      }
      queued.set(key, (queued.get(key) ?? 0) - count);
      if ((queued.get(key) ?? 0) > 0) rotation.add(next);
    }
    const most = (key: keyof Lane) =>
      Math.max(...[...Map.groupBy(underWay, (one) => one[key]).values()].map(({ length }) => length));
    expect(underWay.length).toBeLessThanOrEqual(limits.all);
    expect(most('origin')).toBeLessThanOrEqual(limits.origin);
    expect(most('workspaceId')).toBeLessThanOrEqual(limits.workspace);
    const [finished] = underWay.splice(random(underWay.length), 1);
    // Nothing under way while something waits would be a delivery that is never made.
    if (finished === undefined) throw new Error(`${300 - done} deliveries have no turn.`);
    rotation.release(finished);
    done++;
  }
  expect(underWay).toEqual([]);
});
