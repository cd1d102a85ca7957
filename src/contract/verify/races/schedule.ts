import { createRandom, type Random } from '../random.ts';

/** Requests of one race, so that few orders of them are to be searched. */
export const MOST_AT_ONCE = 4;
/** Milliseconds that a request waits before it is sent. Most begin at once. */
const DELAYS = [0, 0, 0, 1, 3];

/** A property to write, and the number of the value that it gets. */
export type PlannedWrite = { field: number; pick: number };

/** Updates that are sent at once, in the order in which they begin. */
export type UpdateRound = {
  writers: { writes: PlannedWrite[]; delayMs: number }[];
  /** Whether each has the entity tag from before. */
  isConditional: boolean;
  /** When a read is sent too, if one is. */
  readAfterMs?: number;
};

export type UpdateBounds = {
  rounds: number;
  /** Number of properties that can be written. */
  fields: number;
  /** Maximum number of requests at once. */
  most: number;
  /** Whether updates with an entity tag are possible. */
  hasCondition: boolean;
};

/** Rounds of updates of one resource: of different properties, of one that all name, or on condition. The same for a seed. */
export function scheduleUpdates(seed: number, { rounds, fields, most, hasCondition }: UpdateBounds): UpdateRound[] {
  const random = createRandom(seed);
  return Array.from({ length: rounds }, (_, index): UpdateRound => {
    const isShared = fields < 2 || index % 3 === 1;
    const isConditional = hasCondition && index % 3 === 2;
    const hasReader = most > 2 && index % 2 === 1;
    const wanted = between(random, 2, Math.min(MOST_AT_ONCE, most) - Number(hasReader));
    const count = isShared ? wanted : Math.min(wanted, fields);
    const names = shuffle(random, [...Array(fields).keys()]);
    const writers = Array.from({ length: count }, (_one, writer) => {
      const dealt = isShared ? names.slice(1).filter((_name, at) => at === writer) : names;
      const own = isShared ? [names[0] ?? 0, ...dealt] : dealt.filter((_name, at) => at % count === writer);
      const writes = own.map((field) => ({ field, pick: writer + Math.floor(random.number() * MOST_AT_ONCE) }));
      return { writes, delayMs: random(DELAYS) ?? 0 };
    });
    return { writers, isConditional, ...(hasReader ? { readAfterMs: random(DELAYS) ?? 0 } : {}) };
  });
}

/** A request of a race in which resources are created and deleted. `on` is the index of the resource. */
export type PlannedStep = { kind: 'update' | 'remove' | 'create'; on: number; delayMs: number };

/** Resources that are made first, and requests that are then sent at once, in the order in which they begin. */
export type DeleteRound = { resources: number; steps: PlannedStep[] };

type Pattern = { resources: number; steps: [kind: PlannedStep['kind'], on: number][] };

const PATTERNS: Pattern[] = [
  {
    resources: 1,
    steps: [
      ['update', 0],
      ['remove', 0],
      ['update', 0],
    ],
  },
  {
    resources: 2,
    steps: [
      ['remove', 0],
      ['remove', 1],
      ['update', 1],
    ],
  },
  {
    resources: 2,
    steps: [
      ['update', 1],
      ['remove', 1],
      ['create', 0],
    ],
  },
  {
    resources: 2,
    steps: [
      ['remove', 0],
      ['remove', 0],
      ['create', 0],
      ['update', 1],
    ],
  },
];

/** Rounds of creations, updates and deletions. The same for a seed. */
export function scheduleDeletes(
  seed: number,
  { rounds, most, hasUpdate }: { rounds: number; most: number; hasUpdate: boolean },
): DeleteRound[] {
  const random = createRandom(seed);
  return Array.from({ length: rounds }, (_, index): DeleteRound => {
    // The index is below the number of patterns.
    const { resources, steps } = PATTERNS[index % PATTERNS.length] as Pattern;
    const possible = steps.filter(([kind]) => hasUpdate || kind !== 'update').slice(0, Math.max(2, most));
    const mixed = shuffle(random, possible);
    // An update that has read the resource when a deletion begins is the one that can bring it back.
    const isEarly = index % 2 === 0;
    const ordered = isEarly ? [...mixed.filter(isUpdate), ...mixed.filter((one) => !isUpdate(one))] : mixed;
    return {
      resources,
      steps: ordered.map(([kind, on]) => ({ kind, on, delayMs: isEarly ? 0 : (random(DELAYS) ?? 0) })),
    };
  });
}

function isUpdate([kind]: Pattern['steps'][number]): boolean {
  return kind === 'update';
}

/** When each of some equal requests begins, and how many there are. The same for a seed. */
export function scheduleRepeats(seed: number, { rounds, most }: { rounds: number; most: number }): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: rounds }, () => {
    const count = between(random, 2, Math.min(MOST_AT_ONCE, most));
    return Array.from({ length: count }, () => random(DELAYS) ?? 0);
  });
}

function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random.number() * (Math.max(least, most) - least + 1));
}

/** A copy in another order (Fisher and Yates). */
export function shuffle<Item>(random: Random, items: Item[]): Item[] {
  const mixed = items.slice();
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random.number() * (last + 1));
    // Both are indexes of the list.
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}
