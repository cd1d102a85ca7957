import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import type { AttemptOutcome } from '../../platform/metrics.ts';
import { type AttemptDependencies, postEvent } from './attempt.ts';
import { attemptOutcome, resultOfAttempt } from './rules.ts';
import { type Begun, beginIn, type ClaimContext } from './schedule/claim.ts';
import { createDiscovery } from './schedule/discovery.ts';
import type { Lane } from './schedule/lane.ts';
import { type Concurrency, createRotation, type Rotation } from './schedule/rotation.ts';
import { createSettlement, type Result, type Settlement } from './schedule/settlement.ts';
import {
  claimingWorkers,
  dueLanesOf,
  hasEndedClaims,
  lockLane,
  RELEASED_ROWS,
  releaseClaims,
} from './schedule/store.ts';

export type DeliveryWorkerDependencies = AttemptDependencies & {
  database: Pick<Database, 'db' | 'presence' | 'relaxed'>;
  /** Milliseconds between two looks for deliveries that are due. */
  pollMs: number;
  concurrency?: Concurrency;
  /** Milliseconds that attempts under way have when the worker stops. */
  stopMs?: number;
  /** Called with the outcome of each attempt. */
  onAttempt?: (outcome: AttemptOutcome) => void;
};

/** Delivers queued events while it runs. */
export type DeliveryWorker = {
  start(): void;
  /** Delivers what was queued in a lane now rather than at the next poll. */
  wake(lane: Lane): void;
  /** Starts no more attempts. Running attempts finish, or are interrupted and repeated after the next start. */
  stop(): Promise<void>;
};

export const DEFAULT_CONCURRENCY: Concurrency = { origin: 32, workspace: 64, all: 128 };

/** Longer than an attempt has by default, shorter than a server has to stop. */
const STOP_MS = 6000;

/** Deliveries that one transaction claims or gives up. It blocks the event loop for some 10 ms. */
const ROUND_ROWS = 64;

/**
 * Milliseconds that a process has to keep the result of an attempt before its claim ends: a database may make it wait.
 */
const SETTLE_MS = 10_000;

/**
 * A worker that delivers webhooks, in rounds: one transaction writes the results there are and claims what may begin
 * next. The cost of a round depends on its deliveries, not on waiting ones (decisions/0013). Several workers may work
 * on one database, in one process or many: none delivers what another has claimed.
 */
export function createDeliveryWorker(dependencies: DeliveryWorkerDependencies): DeliveryWorker {
  const { database, log, now, timeoutMs, pollMs, concurrency = DEFAULT_CONCURRENCY, stopMs = STOP_MS } = dependencies;
  const { db, presence } = database;
  const id = newId('worker');
  const rotation = createRotation(concurrency);
  const underWay = new Map<string, Begun>();
  const context: WorkerContext = { dependencies, id, rotation, underWay };
  const discovery = createDiscovery({ db, now, rotation });
  const settlement = createSettlement({ database, log, now, worker: id, lastsMs: timeoutMs + SETTLE_MS });
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let isPollDue = true;
  let leave: (() => void) | undefined;

  /** @returns whether there is more to do at once */
  const round = async (): Promise<boolean> => {
    const settled = await settle(context, settlement);
    const hasResults = settled > 0 && settlement.size > 0;
    if (isStopping) return hasResults;
    if (leave === undefined) {
      // From now on others see that this worker lives.
      leave = await presence.hold(id);
      await releaseDeadClaims(context);
    }
    if (isPollDue) {
      isPollDue = false;
      await releaseEndedClaims(context);
      await discovery.poll();
    }
    await discovery.advance();
    if (rotation.capacity > 0 && rotation.isReady) for (const begun of await claimTurns(context)) void attempt(begun);
    return hasResults || (rotation.capacity > 0 && (rotation.isReady || discovery.isBehind));
  };
  const loop = createLoop(round, log);

  const attempt = async (begun: Begun): Promise<void> => {
    const { endpoint } = begun;
    const isReadable = !('unreadable' in endpoint);
    const result = isReadable ? await postEvent(dependencies, begun, endpoint) : { error: endpoint.unreadable };
    const standing = resultOfAttempt(result, begun.step, now(), Math.random());
    finish({ begun, standing });
  };

  /** The first result of an attempt counts: when it was interrupted, nothing that comes later. */
  const finish = (result: Result): void => {
    if (underWay.get(result.begun.id) !== result.begun || settlement.has(result.begun)) return;
    settlement.add(result);
    loop.wake();
  };

  return {
    start: () => {
      timer = setInterval(() => {
        isPollDue = true;
        loop.wake();
      }, pollMs);
      loop.wake();
    },
    wake: (lane) => {
      if (isStopping || timer === undefined) return;
      if (!rotation.isLong) rotation.add(lane);
      loop.wake();
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      const end = Date.now() + stopMs;
      while (underWay.size > settlement.size && Date.now() < end) await delay(STOP_CHECK_MS);
      for (const begun of underWay.values()) finish({ begun, standing: 'interrupted' });
      await loop.end();
      leave?.();
    },
  };
}

/** A worker's state that its steps share. */
type WorkerContext = {
  dependencies: DeliveryWorkerDependencies;
  id: string;
  rotation: Rotation;
  underWay: Map<string, Begun>;
};

/** Rounds, one at a time. */
type Loop = {
  /** Asks for a round; during one, for another one after it. */
  wake: () => void;
  /** Waits until no round is asked for. */
  end: () => Promise<void>;
};

/** @param round returns whether there is more to do at once */
function createLoop(round: () => Promise<boolean>, log: Logger): Loop {
  let running: Promise<void> | undefined;
  let isRunning = false;
  let isAskedAgain = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      while (isAskedAgain) {
        // Results that arrive in one turn of the event loop are written together, and requests have their turn.
        await nextTurn();
        isAskedAgain = false;
        if (await round()) isAskedAgain = true;
      }
    } catch (error) {
      // The next poll tries again.
      log.error({ err: error }, 'due webhook deliveries cannot be read');
    } finally {
      isRunning = false;
    }
  };
  return {
    wake: () => {
      isAskedAgain = true;
      if (!isRunning) running = run();
    },
    end: async () => {
      while (isRunning) await running;
    },
  };
}

/** Writes results and gives their slots back. Returns how many there were. */
async function settle({ underWay, rotation, dependencies }: WorkerContext, settlement: Settlement): Promise<number> {
  const done = await settlement.write();
  for (const { begun, standing } of done) {
    dependencies.onAttempt?.(attemptOutcome(standing));
    underWay.delete(begun.id);
    rotation.release(begun.lane);
  }
  return done.length;
}

/** Repeats what was claimed too long ago. */
async function releaseEndedClaims(context: WorkerContext): Promise<void> {
  const { database, now } = context.dependencies;
  if (await hasEndedClaims(database.db, now())) await release(context, { endedBy: now() });
}

/** Deliveries that dead workers have claimed are repeated. */
async function releaseDeadClaims(context: WorkerContext): Promise<void> {
  const { db, presence } = context.dependencies.database;
  for (const worker of await claimingWorkers(db)) {
    if (await presence.isAlive(worker)) continue;
    let released = RELEASED_ROWS;
    while (released === RELEASED_ROWS) released = await release(context, { worker });
  }
}

async function release(
  { dependencies, rotation, underWay }: WorkerContext,
  which: { worker: string } | { endedBy: Date },
): Promise<number> {
  const { database, now } = dependencies;
  const isUnderWay = (delivery: string): boolean => underWay.has(delivery);
  const { released, due } = await releaseClaims(database.db, which, { now: now(), isUnderWay });
  for (const lane of due) rotation.add(lane);
  return released;
}

/** Gives lanes their turns in one transaction, and claims the deliveries that may begin. */
async function claimTurns({ dependencies, id, rotation, underWay }: WorkerContext): Promise<Begun[]> {
  const { database, now, timeoutMs } = dependencies;
  const at = now();
  const until = new Date(at.getTime() + timeoutMs + SETTLE_MS);
  const claim: ClaimContext = { dependencies, worker: id, now: at, until };
  const begun: Begun[] = [];
  const visited: Lane[] = [];
  /** Nothing of the transaction is written. */
  const undo = (): void => {
    for (const { lane } of begun.splice(0)) rotation.release(lane);
    for (const lane of visited.splice(0)) rotation.add(lane);
  };
  const busy: Lane[] = [];
  try {
    await database.relaxed(database.db, async (transaction) => {
      undo();
      let hasLocks = false;
      let rows = 0;
      while (rows < ROUND_ROWS && rotation.capacity > 0) {
        const lane = await rotation.next((of, limit) => dueLanesOf(transaction, of, { limit, now: at }));
        if (lane === undefined) return;
        visited.push(lane);
        rows++;
        const lock = await lockLane(transaction, lane, { waits: !hasLocks });
        if (lock === 'busy') busy.push(lane);
        if (lock !== 'held') continue;
        hasLocks = true;
        const opened = await beginIn(transaction, lane, rotation.capacityOf(lane), claim);
        for (const one of opened.begun) {
          rotation.take(one.lane);
          begun.push(one);
        }
        for (const other of opened.due) rotation.add(other);
        rows += opened.handled;
      }
    });
  } catch (error) {
    undo();
    throw error;
  }
  // Their turn is in the next round, which waits for the first one.
  for (const lane of busy) rotation.add(lane);
  for (const one of begun) underWay.set(one.id, one);
  return begun;
}

/** Milliseconds between two checks of running deliveries, while stopping. */
const STOP_CHECK_MS = 10;
