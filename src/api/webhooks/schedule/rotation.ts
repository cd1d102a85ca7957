import { type Lane, laneKey } from './lane.ts';

/** Limits of concurrent attempts: for one origin, for one workspace, in total. */
export type Concurrency = { origin: number; workspace: number; all: number };

/** Lanes that have due deliveries, in turns, and the slots that attempts take. */
export type Rotation = {
  /** Attempts that may begin, whatever the lane. */
  readonly capacity: number;
  /** Whether there is a lane that may have a turn, once there is capacity. */
  readonly isReady: boolean;
  /** Whether it knows enough lanes. */
  readonly isLong: boolean;
  /** Adds a lane that has due deliveries; one that it has stays in its place. */
  add(lane: Lane): void;
  /**
   * The lane whose turn it is, which leaves the rotation. Lanes of a workspace or an origin without a free slot wait
   * there, and cost nothing until one is free.
   *
   * @param load reads lanes with due deliveries, where more wait than are kept in memory
   */
  next(load: LoadLanes): Promise<Lane | undefined>;
  /** Attempts of a lane that may begin. */
  capacityOf(lane: Lane): number;
  take(lane: Lane): void;
  release(lane: Lane): void;
};

/** Reads at most `limit` lanes of a workspace or of an origin that have due deliveries. */
export type LoadLanes = (of: { workspaceId: string } | { origin: string }, limit: number) => Promise<Lane[]>;

/** Lanes in memory for each workspace and each origin. Further lanes stay in the database. */
const KEPT_LANES = 500;

/** Number of workspaces and origins in the rotation that is enough: no further lanes are read. */
const LONG = 1000;

/** A workspace or an origin: the lanes that wait there, and the slots taken. */
type LaneSource = {
  query: { workspaceId: string } | { origin: string };
  lanes: Map<string, Lane>;
  /** Whether the database has lanes that are not kept. */
  hasMore: boolean;
  taken: number;
  most: number;
};

/**
 * A lane waits in one place: at its origin if that has no free slot, else at its workspace. A workspace or an origin is in
 * the ring while lanes wait there and it has a free slot. Each has one turn after another, so a turn costs the same however
 * many lanes wait, and no workspace gets more turns than another.
 */
export function createRotation(limits: Concurrency): Rotation {
  const sources = createSources(limits);
  const { workspaceOf, originOf, takenOf, isKnown } = sources;
  const ring = new Set<LaneSource>();
  let taken = 0;

  /** Puts a source where it belongs after a change of its lanes or slots. */
  const place = (source: LaneSource): void => {
    const isWaiting = source.lanes.size > 0 || source.hasMore;
    if (isWaiting && source.taken < source.most) ring.add(source);
    else ring.delete(source);
    if (!isWaiting && source.taken === 0) sources.forget(source);
  };

  const put = (source: LaneSource, lane: Lane): void => {
    if (source.lanes.size < KEPT_LANES) source.lanes.set(laneKey(lane), lane);
    else source.hasMore = true;
    place(source);
  };

  const add = (lane: Lane): void => {
    if (isKnown(lane)) return;
    put(takenOf(lane).origin >= limits.origin ? originOf(lane) : workspaceOf(lane), lane);
  };

  const next = async (load: LoadLanes): Promise<Lane | undefined> => {
    for (;;) {
      const [source] = ring;
      if (source === undefined) return undefined;
      // Removed first, because it returns to the end of the queue.
      ring.delete(source);
      if (source.lanes.size === 0) await loadMore(source, load, isKnown);
      const [first] = source.lanes;
      if (first === undefined) {
        place(source);
        continue;
      }
      const [key, lane] = first;
      source.lanes.delete(key);
      place(source);
      const slots = takenOf(lane);
      if ('workspaceId' in source.query && slots.origin >= limits.origin) put(originOf(lane), lane);
      else if ('origin' in source.query && slots.workspace >= limits.workspace) put(workspaceOf(lane), lane);
      else return lane;
    }
  };

  const change = (lane: Lane, by: 1 | -1): void => {
    taken += by;
    for (const source of [workspaceOf(lane), originOf(lane)]) {
      source.taken += by;
      place(source);
    }
  };

  return {
    get capacity() {
      return limits.all - taken;
    },
    get isReady() {
      return ring.size > 0;
    },
    get isLong() {
      return ring.size >= LONG;
    },
    add,
    next,
    capacityOf: (lane) => {
      const slots = takenOf(lane);
      return Math.min(limits.all - taken, limits.workspace - slots.workspace, limits.origin - slots.origin);
    },
    take: (lane) => change(lane, 1),
    release: (lane) => change(lane, -1),
  };
}

/** The workspaces and origins that are in use. */
type Sources = {
  workspaceOf: (lane: Lane) => LaneSource;
  originOf: (lane: Lane) => LaneSource;
  /** Slots that are taken at the workspace and the origin of a lane. */
  takenOf: (lane: Lane) => { workspace: number; origin: number };
  isKnown: (lane: Lane) => boolean;
  forget: (source: LaneSource) => void;
};

function createSources(limits: Concurrency): Sources {
  const workspaces = new Map<string, LaneSource>();
  const origins = new Map<string, LaneSource>();
  return {
    workspaceOf: ({ workspaceId }) =>
      sourceIn(workspaces, workspaceId, { query: { workspaceId }, most: limits.workspace }),
    originOf: ({ origin }) => sourceIn(origins, origin, { query: { origin }, most: limits.origin }),
    takenOf: (lane) => ({
      workspace: workspaces.get(lane.workspaceId)?.taken ?? 0,
      origin: origins.get(lane.origin)?.taken ?? 0,
    }),
    isKnown: (lane) => {
      const key = laneKey(lane);
      return [workspaces.get(lane.workspaceId), origins.get(lane.origin)].some((source) => source?.lanes.has(key));
    },
    forget: ({ query }) => {
      if ('origin' in query) origins.delete(query.origin);
      else workspaces.delete(query.workspaceId);
    },
  };
}

function sourceIn(
  sources: Map<string, LaneSource>,
  key: string,
  { query, most }: Pick<LaneSource, 'query' | 'most'>,
): LaneSource {
  let source = sources.get(key);
  if (source === undefined) {
    source = { query, lanes: new Map(), hasMore: false, taken: 0, most };
    sources.set(key, source);
  }
  return source;
}

async function loadMore(source: LaneSource, load: LoadLanes, isKnown: (lane: Lane) => boolean): Promise<void> {
  const lanes = await load(source.query, KEPT_LANES);
  for (const lane of lanes) if (!isKnown(lane)) source.lanes.set(laneKey(lane), lane);
  source.hasMore = lanes.length === KEPT_LANES && source.lanes.size > 0;
}
