import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiscovery } from '../../../src/api/webhooks/schedule/discovery.ts';
import type { Rotation } from '../../../src/api/webhooks/schedule/rotation.ts';
import { fileLane } from '../../../src/api/webhooks/schedule/store.ts';
import { type Database, openDatabase } from '../../../src/platform/database/database.ts';
import { createKey } from '../../../src/platform/keys.ts';

/** When a discovery begins. All times are milliseconds from here. */
const START = Date.parse('2026-01-01T00:00:00Z');
/** Lanes that wait for long. They are more than one page of 200, so that a poll does not see all of the list. */
const OLD = 250;

let database: Database;
let workspaceId: string;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  await createKey(database.db, { workspace: 'test', expiresAt: null, now: new Date() });
  ({ id: workspaceId } = await database.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow());
});
afterEach(() => database.close());

const file = (origin: string, dueAt: number): Promise<void> =>
  fileLane(database.db, { workspaceId, origin }, new Date(START + dueAt).toISOString());

/** A discovery that has looked at all lanes, of which there are many. `found` takes what it has found since. */
async function caughtUp() {
  for (let index = 0; index < OLD; index++) await file(`old ${index}`, index - 1_000_000);
  const state = { now: 0, isLong: false };
  const origins: string[] = [];
  const rotation = {
    add: ({ origin }: { origin: string }) => void origins.push(origin),
    get isLong() {
      return state.isLong;
    },
  };
  const now = () => new Date(START + state.now);
  const discovery = createDiscovery({ db: database.db, now, rotation: rotation as unknown as Rotation });
  expect(discovery.isBehind).toBe(true);
  await discovery.advance();
  expect([origins.length, discovery.isBehind]).toEqual([200, true]);
  await discovery.advance();
  expect([origins.length, new Set(origins).size, discovery.isBehind]).toEqual([OLD, OLD, false]);
  await discovery.advance();
  expect(origins).toHaveLength(OLD);
  const found = (): string[] => origins.splice(0).filter((origin) => !origin.startsWith('old'));
  found();
  return { discovery, state, found };
}

test('a lane that is filed late, by 5 seconds at most, is found at the next poll', async () => {
  const { discovery, found } = await caughtUp();
  await file('late', -5000);
  await file('later', -5001);
  await file('now', 0);
  await discovery.advance();
  expect(found()).toEqual([]);
  await discovery.poll();
  await discovery.advance();
  expect(found()).toEqual(['late', 'now']);
  // The second page of the whole list has it.
  await discovery.poll();
  expect(found()).toContain('later');
});

test('a lane that became due since the last poll is found, however long ago that was', async () => {
  const { discovery, state, found } = await caughtUp();
  await file('early', 10_000);
  await file('future', 60_001);
  state.now = 60_000;
  await discovery.poll();
  await discovery.advance();
  expect(found()).toEqual(['early']);
});

test('no lane is looked at while the rotation is long, and those are found later', async () => {
  const { discovery, state, found } = await caughtUp();
  await file('new', 0);
  state.isLong = true;
  await discovery.poll();
  await discovery.advance();
  expect([found(), discovery.isBehind]).toEqual([[], false]);
  state.isLong = false;
  expect(discovery.isBehind).toBe(true);
  await discovery.advance();
  expect(found()).toEqual(['new']);
});
