import type { Kysely } from 'kysely';
import type { Tables } from '../../../platform/database/tables.ts';
import type { Rotation } from './rotation.ts';
import { dueLanes, type LanePosition } from './store.ts';

/** Lanes read at once. */
const PAGE = 200;

/**
 * Milliseconds by which lanes that were due before are read again at a poll: the time of a row is noted before its
 * transaction ends, by a clock that may be another machine's.
 */
const OVERLAP_MS = 5000;

const BEGINNING: LanePosition = { dueAt: '', workspaceId: '', origin: '' };

/** Finds lanes that have become due. */
export type Discovery = {
  /** Whether there are lanes that were not looked at. */
  readonly isBehind: boolean;
  /** Looks at a page of lanes, unless the rotation is long. */
  advance(): Promise<void>;
  /** Has lanes that became due since the last poll looked at. */
  poll(): Promise<void>;
};

/**
 * Reads the list of due lanes forward, so each lane is read about once each time it becomes due, however many others wait.
 * A poll also reads a page of the whole list, the next one each time, for lanes that the forward reading has missed: those
 * that another process knew until it died, and those filed by a clock that is behind.
 */
export function createDiscovery({
  db,
  now,
  rotation,
}: {
  db: Kysely<Tables>;
  now: () => Date;
  rotation: Rotation;
}): Discovery {
  let position = BEGINNING;
  let sweep = BEGINNING;
  let isBehind = true;

  const read = async (after: LanePosition): Promise<LanePosition | undefined> => {
    const lanes = await dueLanes(db, { after, limit: PAGE, now: now() });
    for (const { workspaceId, origin } of lanes) rotation.add({ workspaceId, origin });
    return lanes.length === PAGE ? lanes.at(-1) : undefined;
  };

  return {
    get isBehind() {
      return isBehind && !rotation.isLong;
    },
    advance: async () => {
      if (!isBehind || rotation.isLong) return;
      const last = await read(position);
      isBehind = last !== undefined;
      position = last ?? { ...BEGINNING, dueAt: now().toISOString() };
    },
    poll: async () => {
      if (!isBehind) {
        const overlap = new Date(now().getTime() - OVERLAP_MS).toISOString();
        if (position.dueAt > overlap) position = { ...BEGINNING, dueAt: overlap };
        isBehind = true;
      }
      if (!rotation.isLong) sweep = (await read(sweep)) ?? BEGINNING;
    },
  };
}
