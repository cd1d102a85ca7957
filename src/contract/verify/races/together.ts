import { setTimeout } from 'node:timers/promises';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { Lifecycle } from '../state/lifecycle.ts';
import { plain } from '../state/lifecycle.ts';
import type { Exchange, PathValues, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { MOST_AT_ONCE } from './schedule.ts';

/** A request that is sent at the same time as others. */
export type Racer = { operation: VerifiableOperation; path: PathValues; parts: RequestParts; delayMs?: number };

/** An exchange of a race. The server had the request in the time between `begin` and `end`. */
export type Raced = { operation: VerifiableOperation; exchange: Exchange; begin: number; end: number };

/** Sends requests at once, each after its delay. Results have the order of the requests. */
export function sendTogether(run: Run, racers: Racer[]): Promise<Raced[]> {
  return Promise.all(
    racers.map(async ({ operation, path, parts, delayMs = 0 }) => {
      if (delayMs > 0) await setTimeout(delayMs);
      // A wait for the rate limit is part of the time, so that it allows more orders and never fewer.
      const begin = performance.now();
      const exchange = await run.session.exchange(operation, parts, path);
      const end = performance.now();
      run.count(operation, 'state');
      if ('response' in exchange && exchange.response.status < 400) run.note(operation, exchange.response.status);
      return { operation, exchange, begin, end };
    }),
  );
}

/** Reads a resource a number of times at once: so many connections are then open, and the next requests begin together. */
export function readTogether(run: Run, { read }: Lifecycle, path: PathValues, count: number): Promise<Raced[]> {
  return sendTogether(run, Array(count).fill({ operation: read, path, parts: plain(run, read) }));
}

/** The exchange of a race if it has a response. */
export function completed({ exchange }: Raced): CompletedExchange | undefined {
  return 'response' in exchange ? exchange : undefined;
}

/** Maximum number of requests at once. */
export function mostAtOnce({ options }: Run): number {
  return Math.min(MOST_AT_ONCE, options.concurrency);
}

const ONE_AT_A_TIME = 'Races were not tried: --concurrency 1 sends one request at a time.';

/** Whether the options allow requests at once and time is left. */
export function canRace(run: Run): boolean {
  if (performance.now() > run.stateEnd) return false;
  if (run.options.concurrency > 1) return true;
  if (!run.untried.includes(ONE_AT_A_TIME)) run.untried.push(ONE_AT_A_TIME);
  return false;
}

/** For so many cases there is one round more. */
const CASES_PER_ROUND = 1000;
const FEWEST_ROUNDS = 4;
const MOST_ROUNDS = 12;

/** Number of rounds of each kind of race of one resource. */
export function roundsOf({ options }: Run): number {
  return Math.min(MOST_ROUNDS, Math.max(FEWEST_ROUNDS, Math.floor(options.maxCases / CASES_PER_ROUND)));
}

/** A seed for the races of one operation. */
export function seedFor({ options }: Run, { operationId }: VerifiableOperation): number {
  const letters = [...operationId].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 0);
  return options.seed + letters;
}
