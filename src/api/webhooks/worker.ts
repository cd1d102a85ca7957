import { type AttemptParts, attemptDelivery, type Endpoint, findEndpoint } from './attempt.ts';
import { ATTEMPTS, afterClaim } from './rules.ts';
import { claimDelivery, type DueDelivery, dueDeliveries, failDelivery } from './store.ts';

/** How many attempts may be under way at once: with one origin, of one workspace, in all. */
export type Concurrency = { origin: number; workspace: number; all: number };

export type DeliveryWorkerParts = AttemptParts & {
  /** Milliseconds between two looks for deliveries that are due. */
  pollMs: number;
  concurrency?: Concurrency;
};

/** Delivers what is queued, as long as it is started. */
export type DeliveryWorker = {
  start(): void;
  /** Looks for deliveries now rather than at the next poll. */
  poke(): void;
  /** Begins no more attempts and waits for those under way. */
  stop(): Promise<void>;
};

/** Rows looked at in one go. */
const BATCH = 50;

/** Milliseconds that a process has to keep the result of an attempt before its claim ends: a database may make it wait. */
const SETTLE_MS = 10_000;

/**
 * A worker that delivers webhooks. Several may work on one database, in one process or many: a delivery is claimed before
 * it is attempted, and a claim outlives its attempt, so that nobody delivers what another still does, and what a dead
 * process has claimed is delivered after all. No origin and no workspace can take all attempts at once.
 */
export function createDeliveryWorker(parts: DeliveryWorkerParts): DeliveryWorker {
  const { db, log, now, timeoutMs, pollMs, concurrency: limits = { origin: 4, workspace: 8, all: 32 } } = parts;
  const underWay = new Set<Promise<void>>();
  const slots = { origin: createSlots(limits.origin), workspace: createSlots(limits.workspace) };
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let round: Promise<void> | undefined;
  let isAskedAgain = false;

  const poke = (): void => {
    if (isStopping || timer === undefined) return;
    if (round !== undefined) {
      isAskedAgain = true;
      return;
    }
    round = beginDue()
      .catch((error: unknown) => log.error({ err: error }, 'webhook deliveries cannot be looked for'))
      .then(() => {
        round = undefined;
        if (!isAskedAgain) return;
        isAskedAgain = false;
        poke();
      });
  };

  const isFull = (): boolean => isStopping || underWay.size >= limits.all;

  /** Begins attempts until nothing is due that may begin. */
  const beginDue = async (): Promise<void> => {
    const passed = { agents: new Set<string>(), workspaces: new Set<string>() };
    while (!isFull()) {
      const except = { agents: [...passed.agents], workspaces: [...passed.workspaces] };
      const due = await dueDeliveries(db, { except, limit: BATCH, now: now() });
      if (due.length === 0) return;
      for (const delivery of due) {
        if (isFull()) return;
        const { agentId, workspaceId } = delivery;
        if (passed.agents.has(agentId) || passed.workspaces.has(workspaceId)) continue;
        if (slots.workspace.isFull(workspaceId)) {
          passed.workspaces.add(workspaceId);
          continue;
        }
        // The last attempt was claimed by a process that has died, of it or with it.
        const isOver = delivery.attempts >= ATTEMPTS;
        const endpoint = isOver ? { gone: 'The last attempt was not finished.' } : await findEndpoint(parts, agentId);
        if ('gone' in endpoint) await failDelivery(db, delivery.id, endpoint.gone, now());
        else if (slots.origin.isFull(originOf(endpoint))) passed.agents.add(agentId);
        else await claimAndBegin(delivery, endpoint);
      }
    }
  };

  const claimAndBegin = async ({ id, workspaceId, attempts }: DueDelivery, endpoint: Endpoint): Promise<void> => {
    const until = new Date(now().getTime() + timeoutMs + SETTLE_MS);
    const next = afterClaim(attempts + 1, now()) ?? until;
    const url = 'url' in endpoint ? endpoint.url : undefined;
    const delivery = await claimDelivery(db, { id, url, now: now(), until, next });
    if (delivery === undefined) return;
    const release = [slots.workspace.take(workspaceId), slots.origin.take(originOf(endpoint))];
    const attempt = attemptDelivery(parts, delivery, endpoint)
      .catch((error: unknown) => log.error({ err: error, delivery: id }, 'what came of a webhook cannot be kept'))
      .then(() => {
        underWay.delete(attempt);
        for (const free of release) free();
        poke();
      });
    underWay.add(attempt);
  };

  return {
    start: () => {
      timer = setInterval(poke, pollMs);
      poke();
    },
    poke,
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await round;
      await Promise.all(underWay);
    },
  };
}

/** Addresses of one origin are one receiver's, whatever path and query they have. */
function originOf(endpoint: Endpoint): string {
  return 'origin' in endpoint ? endpoint.origin : '';
}

/** So many places for each key. */
function createSlots(most: number) {
  const taken = new Map<string, number>();
  const count = (key: string): number => taken.get(key) ?? 0;
  return {
    isFull: (key: string): boolean => count(key) >= most,
    /** Takes a place; what it answers gives it back. */
    take: (key: string): (() => void) => {
      taken.set(key, count(key) + 1);
      return () => {
        if (count(key) > 1) taken.set(key, count(key) - 1);
        else taken.delete(key);
      };
    },
  };
}
